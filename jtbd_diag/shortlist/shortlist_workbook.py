"""A shortlist -> a workbook for a committee and for callers, or its log alone.

Owns the sheets and their columns; must not know how a decision was made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isinf
from pathlib import Path

import polars as pl

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.formats import by_ending
from jtbd_diag.publishing.workbook_sheets import SheetValue, heads_of, new_workbook, write_sheet
from jtbd_diag.results.written import result_files
from jtbd_diag.shortlist.applicant_outcomes import STATES, Decision, ListState, Shortlist
from jtbd_diag.shortlist.rules_in_words import told_rules
from jtbd_diag.shortlist.selection_rates import FOUR_FIFTHS, GroupRate
from jtbd_diag.shortlist.shortlist_of_batch import ToCall

Lines = list[list[SheetValue]]
WIDEST = {"shortlist.sheet_rules": 110, "shortlist.sheet_log": 60, "shortlist.sheet_fairness": 60}
"""How many letters the widest column of a sheet takes."""


@dataclass(frozen=True)
class ShortlistPages:
    """A shortlist with all that is written of it: `who` names the column of ids, `persons` tell whom to call.

    `shown` are the columns that the rules ask for; `notes` are warnings, and what else is to be known.
    """

    shortlist: Shortlist
    calls: tuple[ToCall, ...]
    who: str
    persons: tuple[str, ...]
    shown: tuple[str, ...]
    notes: tuple[str, ...]


def write_shortlist(pages: ShortlistPages, path: Path, *, force: bool) -> None:
    """Write a workbook, or the log alone where the ending is that of another table. Raises InputError."""
    kind = by_ending(path, result_files.FORMATS)
    with result_files.scratch(path, force=force) as to:
        if kind != "xlsx":
            heads, lines = _log(pages)
            rows = pl.DataFrame({head: [line[n] for line in lines] for n, head in enumerate(heads)}, strict=False)
            result_files.sink(rows.lazy(), kind, to).collect()
            return
        with new_workbook(to, pages.shortlist.rules.shortlist) as book:
            for name, (heads, lines) in _sheets(pages).items():
                write_sheet(book, say(name), heads, lines, widest=WIDEST.get(name, 40))


def _sheets(pages: ShortlistPages) -> dict[str, tuple[list[str], Lines]]:
    return {
        "shortlist.sheet_shortlist": _list(pages),
        "shortlist.sheet_callers": _callers(pages),
        "shortlist.sheet_log": _log(pages),
        "shortlist.sheet_fairness": _fairness(pages.shortlist),
        "shortlist.sheet_rules": _rules(pages),
    }


def _list(pages: ShortlistPages) -> tuple[list[str], Lines]:
    """The places in their order, then the waiting list."""
    prefer = [say("shortlist.col_prefer", n=n + 1) for n in range(len(pages.shortlist.rules.prefer))]
    heads = [
        *heads_of("shortlist.col_list", "shortlist.col_place"),
        pages.who,
        *pages.persons,
        *prefer,
        *heads_of("shortlist.col_lot", "shortlist.col_remark"),
        *pages.shown,
    ]
    lines = [
        [
            _state(one),
            one.place,
            one.applicant.who,
            *_cells(one, pages.persons),
            *map(_met, one.met),
            pages.shortlist.drawn(one)[:12],
            say("shortlist.at_stake") if one.at_stake else None,
            *_cells(one, pages.shown),
        ]
        for state in ("in", "waiting")
        for one in pages.shortlist.of(state)
    ]
    return heads, lines


def _log(pages: ShortlistPages) -> tuple[list[str], Lines]:
    """A line for each leader, in the order of the rows."""
    heads = [
        *heads_of("shortlist.col_row"),
        pages.who,
        *heads_of(
            "shortlist.col_list",
            "shortlist.col_place",
            "shortlist.col_by",
            "shortlist.col_unsettled",
            "shortlist.col_lot",
        ),
    ]
    return heads, [
        [
            decision.applicant.row,
            decision.applicant.who,
            _state(decision),
            decision.place,
            "; ".join(decision.by),
            "; ".join(_unsettled(decision)) or None,
            pages.shortlist.drawn(decision)[:12],
        ]
        for decision in pages.shortlist.decisions
    ]


def _unsettled(decision: Decision) -> Iterator[str]:
    return (say("shortlist.unsettled", label=rule.label, columns=", ".join(rule.columns)) for rule in decision.open)


def _callers(pages: ShortlistPages) -> tuple[list[str], Lines]:
    heads = [
        *heads_of("shortlist.col_first"),
        pages.who,
        *pages.persons,
        *heads_of(
            "shortlist.col_row",
            "shortlist.col_unsettled_rule",
            "shortlist.col_ask",
            "shortlist.col_options",
            "shortlist.col_said",
            "shortlist.col_settles",
            "shortlist.col_found",
        ),
    ]
    return heads, [
        [
            say("shortlist.would_be_in" if call.decision.would_be_in else "shortlist.would_not"),
            call.decision.applicant.who,
            *_cells(call.decision, pages.persons),
            call.decision.applicant.row,
            call.rule,
            call.question.ask,
            call.question.options or None,
            call.question.said or None,
            call.question.settles,
            None,
        ]
        for call in pages.calls
    ]


def _fairness(shortlist: Shortlist) -> tuple[list[str], Lines]:
    heads = heads_of(
        "shortlist.col_column",
        "shortlist.col_group",
        "shortlist.col_considered",
        "shortlist.col_chosen",
        "shortlist.col_open",
        "shortlist.col_rate",
        "shortlist.col_ratio",
        "shortlist.col_low",
        "shortlist.col_high",
        "shortlist.col_reading",
    )
    lines: Lines = []
    for column, groups in shortlist.fairness.items():
        lines += [[column, *_rate(group)] for group in groups]
    return heads, lines


def _rate(group_rate: GroupRate) -> Iterator[SheetValue]:
    low, high = group_rate.span or (None, None)
    yield from (
        group_rate.group or say("shortlist.group_unknown"),
        group_rate.considered,
        group_rate.chosen,
        group_rate.open,
        group_rate.rate,
        group_rate.ratio,
        low,
    )
    yield say("shortlist.no_end") if high is not None and isinf(high) else high
    yield reading(group_rate)


def reading(rate: GroupRate) -> str:
    """What a ratio says, and does not."""
    if not rate.group:
        return say("shortlist.rate_unknown")
    if not rate.is_large:
        return say("shortlist.rate_small")
    if rate.ratio is None:
        return say("shortlist.rate_alone")
    if rate.is_highest:
        return say("shortlist.rate_highest")
    if rate.ratio >= FOUR_FIFTHS:
        return say("shortlist.rate_above")
    beyond = rate.span is not None and rate.span[1] < FOUR_FIFTHS
    return say("shortlist.rate_below" if beyond else "shortlist.rate_below_perhaps")


def _rules(pages: ShortlistPages) -> tuple[list[str], Lines]:
    """The rules as they were read, how many are where, and what is to be known."""
    shortlist = pages.shortlist
    counted = {state: len(shortlist.of(state)) for state in STATES}
    lines: Lines = [[say("shortlist.part_rule"), words] for words in told_rules(shortlist.rules)]
    lines += [[say("shortlist.part_count"), say(COUNTED_AS[s], n=n)] for s, n in counted.items()]
    lines += [[say("shortlist.part_note"), note] for note in pages.notes]
    lines += [[say("shortlist.part_method"), say(key)] for key in METHODS]
    return heads_of("shortlist.col_part", "shortlist.col_says"), lines


METHODS = (
    "shortlist.method_order",
    "shortlist.method_unknown",
    "shortlist.method_lot",
    "shortlist.method_quota",
    "shortlist.method_stakes",
    "shortlist.method_rates",
    "shortlist.method_screen",
)
"""What is said of how the list came about."""


MET = {True: "shortlist.met", False: "shortlist.not_met", None: "shortlist.met_unknown"}
NAMED: dict[ListState, str] = {
    "in": "shortlist.state_in",
    "waiting": "shortlist.state_waiting",
    "open": "shortlist.state_open",
    "out": "shortlist.state_out",
    "not counted": "shortlist.state_not_counted",
}
COUNTED_AS: dict[ListState, str] = {
    "in": "shortlist.count_in",
    "waiting": "shortlist.count_waiting",
    "open": "shortlist.count_open",
    "out": "shortlist.count_out",
    "not counted": "shortlist.count_not_counted",
}


def _state(decision: Decision) -> str:
    return say(NAMED[decision.state])


def _met(holds: bool | None) -> str:
    return say(MET[holds])


def _cells(decision: Decision, names: Sequence[str]) -> list[SheetValue]:
    found = (decision.applicant.cells.get(name) for name in names)
    return [str(cell).lower() if isinstance(cell, bool) else cell for cell in found]


def below_in_words(shortlist: Shortlist) -> Iterator[str]:
    """A line for each column with groups that are on the list less than four fifths as often as the first."""
    for column, groups in shortlist.fairness.items():
        below = [one.group for one in groups if one.ratio is not None and one.ratio < FOUR_FIFTHS]
        if below:
            yield say("shortlist.below", column=column, groups=", ".join(below))


def counts_in_words(shortlist: Shortlist) -> str:
    """How many are in, waiting, open and out."""
    told = [say(COUNTED_AS[state], n=n) for state in STATES if (n := len(shortlist.of(state)))]
    return say("shortlist.counted", name=shortlist.rules.shortlist, counts="; ".join(told))
