"""What was looked back at -> a section of a page, and a sheet.

Owns its words' order; must not know how it is worked out. It stands by itself, as it enters no line and no job.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jtbd_diag.compare.looked_back import LookedBack, MeanLookedBack, Yardstick
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import printed
from jtbd_diag.ground.markdown_escape import escape
from jtbd_diag.publishing.report import table, words_table
from jtbd_diag.publishing.workbook_sheets import SheetValue
from jtbd_diag.questionnaire import Questionnaire

_YARDSTICK: dict[Yardstick, str] = {
    "stayed": "waves.yardstick_stayed",
    "near": "waves.yardstick_near",
    "moved": "waves.yardstick_moved",
}


def leader_looked_back(q: Questionnaire, found: Sequence[LookedBack]) -> Iterator[str]:
    """The section of one leader; nothing where nothing was looked back at."""
    if not found:
        return
    yield say("waves.back_then_title")
    yield say("waves.back_then_read")
    rows = [
        [
            str(escape(q.items[one.item].ask)),
            *(str(escape(_words(q, one.item, step))) for step in (one.said, one.seen, one.now)),
            say(_YARDSTICK[one.yardstick]),
        ]
        for one in found
    ]
    yield words_table(say("waves.back_then_heads").split("|"), rows)
    moved = any(one.yardstick == "moved" for one in found)
    yield say("waves.back_then_moved" if moved else "waves.back_then_stayed")


def leader_rows(q: Questionnaire, found: Sequence[LookedBack]) -> list[list[SheetValue]]:
    """The same for a workbook, in steps."""
    return [[q.items[one.item].ask, one.said, one.seen, one.now, say(_YARDSTICK[one.yardstick])] for one in found]


def cohort_looked_back(q: Questionnaire, found: Sequence[MeanLookedBack]) -> Iterator[str]:
    """The section of a cohort; nothing where too few looked back."""
    if not found:
        return
    yield say("waves.back_then_title")
    yield say("waves.back_then_read_cohort", steps=len(q.options(found[0].item)))
    rows = [
        [
            str(escape(q.items[one.item].ask)),
            str(one.n),
            *(f"{mean:.1f}" for mean in (one.said, one.seen, one.now)),
            say("compare.between", low=_signed(one.low), high=_signed(one.high)),
            say("waves.yardstick_moved" if one.moved else "waves.yardstick_chance"),
        ]
        for one in found
    ]
    yield table(say("waves.back_then_heads_cohort").split("|"), rows)
    moved = any(one.moved for one in found)
    yield say("waves.back_then_moved_cohort" if moved else "waves.back_then_stayed_cohort")


def cohort_rows(q: Questionnaire, found: Sequence[MeanLookedBack]) -> list[list[SheetValue]]:
    """The same for a workbook."""
    return [[q.items[one.item].ask, one.n, one.said, one.seen, one.now, one.low, one.high] for one in found]


def _words(q: Questionnaire, item: str, step: int | None) -> str:
    return say("lab.none_here") if step is None else q.options(item)[step - 1].text


def _signed(steps: float) -> str:
    return printed(steps, "+.1f")
