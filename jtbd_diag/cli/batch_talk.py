"""What `jtbd-diag batch` says on stderr: how the table was read, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from jtbd_diag.cli.common import tell
from jtbd_diag.ground.english import beginning, many

if TYPE_CHECKING:
    from jtbd_diag.ground.complaints import Problem
    from jtbd_diag.questionnaire import Questionnaire
    from jtbd_diag.results.lost_answers import Losses
    from jtbd_diag.results.run import Batch, Refusal, Summary
    from jtbd_diag.survey.table import Table

MOST_TOLD = 12


def tell_table(
    table: Table,
    questionnaire: Questionnaire,
    notes: tuple[str, ...] = (),
    hidden: tuple[Sequence[str], Sequence[str]] | None = None,
    *,
    before: bool = False,
) -> None:
    """How the table was read, and what was made of its columns.

    `hidden` are those that pseudonyms replace and those that are left out for them; `before` tells what would be.
    """
    reasons = f" ({'; '.join(table.reasons)})" if table.reasons else ""
    tell(f"{table.source}: layout {table.layout}{reasons}")
    for note in (*table.notes, *notes):
        tell(f"  {note}")
    puzzling = [one for one in table.unmatched if one.nearest or one.why]
    for one in puzzling[:MOST_TOLD]:
        near = f"; nearest: {', '.join(one.nearest)}" if one.nearest else ""
        tell(f"  no question matches '{one.header}'{near}{f' ({one.why})' if one.why else ''}")
    if len(puzzling) > MOST_TOLD:
        tell(f"  and {len(puzzling) - MOST_TOLD} more; --dry-run lists them all")
    _tell_columns(table, hidden, before=before)
    if table.unasked:
        first = ", ".join(table.unasked[:MOST_TOLD]) + (" …" if len(table.unasked) > MOST_TOLD else "")
        tell(f"  no column for {len(table.unasked)} of {len(questionnaire.items)} questions: {first}")


def tell_losses(losses: Losses, summary: Summary, *, strict: bool) -> bool:
    """What was lost of what decides, if it is worth telling; whether the command has failed for it."""
    if losses.some:
        parts = [
            *([f"{len(losses.no_column)} have no column"] if losses.no_column else []),
            *([f"{len(losses.refused)} could not be read"] if losses.refused else []),
        ]
        which = f": of {losses.deciding} deciding questions {' and '.join(parts)}" if parts else ""
        tell(f"{losses.share:.0%} of what decides is lost{which}")
    if losses.most:
        tell("that is most of it, so that these results say next to nothing: see above what is not read, and why")
    nobody = summary.scored == 0
    if nobody:
        tell("nobody could be scored")
    return nobody or losses.most or (strict and bool(summary.unreadable or losses.some or losses.refused))


def _tell_columns(table: Table, hidden: tuple[Sequence[str], Sequence[str]] | None, *, before: bool) -> None:
    replaced, left_out = hidden or ((), ())
    apart = {*replaced, *left_out} if not before else set()
    kept = [column.header for column in table.columns if column.role == "carried" and column.header not in apart]
    would = "--pseudonymize would have them " if before else ""
    for what, headers, most in (
        (f"{would}replaced by pseudonyms, as e-mail addresses are anywhere", replaced, len(replaced)),
        (f"{would}left out" + ("" if before else ", as they speak of persons"), left_out, len(left_out)),
        ("passed through as they are", kept, MOST_TOLD if hidden is None else len(kept)),
    ):
        if headers:
            tell(f"  {what}: {beginning(headers, most)}")
    if hidden is not None and not before:
        tell("  answers in people's own words may still tell who they are; header and cells are all that is looked at")


def tell_unread(problems: Sequence[Problem], *, covered: bool) -> None:
    """What is wrong with each file of a folder that could not be read; the rejects say so where names are `covered`."""
    for problem in () if covered else problems[:MOST_TOLD]:
        tell(f"  {problem}".replace("\n", "\n  "))
    if len(problems) > MOST_TOLD and not covered:
        tell(f"  and {len(problems) - MOST_TOLD:,} more; --rejects FILE lists them all")


def tell_refusals(refusals: Sequence[Refusal]) -> None:
    """What cannot be used, reason by reason."""
    for one in refusals[:MOST_TOLD]:
        tell(f"  {many(one.cells, 'cell')} of {beginning(list(map(repr, one.columns)), 3)}: {one.what}")
    if len(refusals) > MOST_TOLD:
        tell(f"  and {len(refusals) - MOST_TOLD:,} more kinds; --rejects FILE lists every cell")


def tell_summary(summary: Summary, found: Batch, output: Path | None, rejects: Path | None) -> None:
    """What came of it, in a few lines; how many cells could not be used is always among them."""
    told = "; ".join(f"{count:,} {name}" for name, count in summary.outcomes.items())
    counted = f", of which {summary.counted:,} count" if summary.counted < summary.rows else ""
    tell(f"{many(summary.rows, 'row')}{counted}{f': {told}' if told else ''}")
    _tell_duplicates(summary, found)
    if summary.silent:
        tell(f"{many(summary.silent, 'row')} without any answer: opened and left, and in no percentage of a report")
    where = f"{rejects} says which" if rejects else "--rejects FILE says which"
    which = f" in {many(summary.rows_with_unreadable, 'row')}: {where}" if summary.unreadable else ""
    tell(f"{many(summary.unreadable, 'cell')} could not be used{which}")
    missing = sum(told.missing for told in found.coded.told.values())
    if missing:
        tell(f"{many(missing, 'cell')} marked as missing, as the mapping says: no answer, and none that was left out")
    if summary.cut:
        tell(f"{many(summary.cut, 'text')} cut, as a cell of a workbook holds 32,767 signs: .csv holds all")
    if output:
        tell(f"wrote {output}")


def _tell_duplicates(summary: Summary, found: Batch) -> None:
    by = " or ".join(f"'{headers[0]}'" for headers in found.table.identity)
    if summary.duplicates:
        chosen = found.wishes.duplicates in ("first", "last")
        which = f"by '{found.choice.by}'" if found.choice.by else "by their rows, as no column tells when in one way"
        kept = f"set aside; the {found.wishes.duplicates} that answers anything counts, {which}"
        aside = kept if chosen else "counted all the same; see --duplicates"
        tell(f"{many(summary.duplicates, 'row')} of somebody who answered before, by {by}: {aside}")
    elif summary.duplicates is None and found.large and found.wishes.duplicates is None:
        tell("the same respondent twice was not looked for in so large a table: --duplicates all looks")
    elif summary.duplicates is None:
        tell("no column tells who answered, so nobody was looked for who answered twice: --id COLUMN names one")
    elif found.wishes.duplicates:
        tell(f"nobody answered twice, by {by}")
