"""What was looked back at -> a section of a page, and a sheet.

Owns its words' order; must not know how it is worked out. It stands by itself, as it enters no line and no job.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jtbd_diag.compare.looked_back import LookedBack, MeanLookedBack, Yardstick
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import printed
from jtbd_diag.ground.markdown_escape import escape
from jtbd_diag.publishing.finding_files import columns_of
from jtbd_diag.publishing.report import table, words_table
from jtbd_diag.publishing.workbook_sheets import SheetValue
from jtbd_diag.questionnaire import Questionnaire

_YARDSTICK: dict[Yardstick, str] = {
    "stayed": "waves.yardstick_stayed",
    "near": "waves.yardstick_near",
    "moved": "waves.yardstick_moved",
}


def leader_looked_back(q: Questionnaire, lines: Sequence[LookedBack]) -> Iterator[str]:
    """The section of one leader; nothing where nothing was looked back at."""
    if not lines:
        return
    yield say("waves.back_then_title")
    yield say("waves.back_then_read")
    rows = [
        [
            str(escape(q.items[line.item].ask)),
            *(str(escape(_words(q, line.item, step))) for step in (line.said, line.seen, line.now)),
            say(_YARDSTICK[line.yardstick]),
        ]
        for line in lines
    ]
    yield words_table(columns_of("waves.back_then_heads"), rows)
    moved = any(line.yardstick == "moved" for line in lines)
    yield say("waves.back_then_moved" if moved else "waves.back_then_stayed")


def leader_rows(q: Questionnaire, lines: Sequence[LookedBack]) -> list[list[SheetValue]]:
    """The same for a workbook, in steps."""
    return [[q.items[line.item].ask, line.said, line.seen, line.now, say(_YARDSTICK[line.yardstick])] for line in lines]


def cohort_looked_back(q: Questionnaire, lines: Sequence[MeanLookedBack]) -> Iterator[str]:
    """The section of a cohort; nothing where too few looked back."""
    if not lines:
        return
    yield say("waves.back_then_title")
    yield say("waves.back_then_read_cohort", steps=len(q.options(lines[0].item)))
    rows = [
        [
            str(escape(q.items[line.item].ask)),
            str(line.n),
            *(f"{mean:.1f}" for mean in (line.said, line.seen, line.now)),
            say("compare.between", low=_signed(line.low), high=_signed(line.high)),
            say("waves.yardstick_moved" if line.moved else "waves.yardstick_chance"),
        ]
        for line in lines
    ]
    yield table(columns_of("waves.back_then_heads_cohort"), rows)
    moved = any(line.moved for line in lines)
    yield say("waves.back_then_moved_cohort" if moved else "waves.back_then_stayed_cohort")


def cohort_rows(q: Questionnaire, lines: Sequence[MeanLookedBack]) -> list[list[SheetValue]]:
    """The same for a workbook."""
    return [[q.items[line.item].ask, line.n, line.said, line.seen, line.now, line.low, line.high] for line in lines]


def _words(q: Questionnaire, item: str, step: int | None) -> str:
    return say("lab.none_here") if step is None else q.options(item)[step - 1].text


def _signed(steps: float) -> str:
    return printed(steps, "+.1f")
