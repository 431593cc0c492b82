"""What `jtbd-diag batch` says on stderr: how the table was read, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from jtbd_diag.cli.shared.printing import tell
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import any_of, beginning

if TYPE_CHECKING:
    from jtbd_diag.distributed.spark_batch import SparkBatch
    from jtbd_diag.ground.complaints import Problem
    from jtbd_diag.questionnaire import Questionnaire
    from jtbd_diag.results.batch_of_a_survey import Batch
    from jtbd_diag.results.call_list import Calls, Draw
    from jtbd_diag.results.lost_answers import Losses, Refusal, WholeRows
    from jtbd_diag.results.summary import Summary
    from jtbd_diag.survey.applications.joined_applications import JoinedApplications
    from jtbd_diag.survey.columns.column import Unmatched
    from jtbd_diag.survey.table.survey_table import Table

    AnyBatch = Batch | SparkBatch

MOST_TOLD = 12


def tell_scored(found: AnyBatch, *, careful: bool) -> tuple[str, ...]:
    """Tell how a table that is scored was read; what was noted of its cells and of answers to several wordings."""
    from jtbd_diag.results.pooled_answers import pooled_notes

    if careful:
        tell(say("cli.read_with_care"))
    notes = tuple(map(found.covered, (*found.coded.notes, *pooled_notes(found.table))))
    tell_table(found.table, found.questionnaire, notes, found.hidden)
    return notes


def tell_table(
    table: Table,
    questionnaire: Questionnaire,
    notes: tuple[str, ...] = (),
    hidden: tuple[Sequence[str], Sequence[str]] | None = None,
    *,
    before: bool = False,
    handed_on: bool = True,
) -> None:
    """How the table was read, and what was made of its columns; which are `handed_on`, where any are.

    `hidden` are those that pseudonyms replace and those that are left out for them; `before` tells what would be.
    """
    if table.reasons:
        reasons = "; ".join(table.reasons)
        tell(say("cli.read_as_because", source=_called(table.source), layout=table.layout, reasons=reasons))
    else:
        tell(say("cli.read_as", source=_called(table.source), layout=table.layout))
    for note in (*table.notes, *notes):
        tell(f"  {note}")
    puzzling = [one for one in table.unmatched if one.nearest or one.why]
    for one in puzzling[:MOST_TOLD]:
        tell(f"  {_puzzling(one)}")
    if len(puzzling) > MOST_TOLD:
        tell(f"  {say('cli.more_columns', n=len(puzzling) - MOST_TOLD)}")
    if handed_on:
        _tell_columns(table, hidden, before=before)
    if table.unasked:
        named = ", ".join(table.unasked[:MOST_TOLD])
        named = say("cli.and_so_on", named=named) if len(table.unasked) > MOST_TOLD else named
        tell(f"  {say('cli.no_column', n=len(table.unasked), of=len(questionnaire.items), named=named)}")


def _called(source: str) -> str:
    """What a table is called: one that was shipped by its name, as it was asked for."""
    from jtbd_diag.ground.library import shipped_folder

    return Path(source).name if Path(source).is_relative_to(shipped_folder()) else source


def _puzzling(column: Unmatched) -> str:
    """A column that looks like a question and is none of this questionnaire's."""
    if column.nearest:
        told = say("cli.no_question_nearest", header=column.header, nearest=", ".join(column.nearest))
    else:
        told = say("cli.no_question", header=column.header)
    return say("cli.with_reason", told=told, why=column.why) if column.why else told


def tell_losses(losses: Losses, summary: Summary, joined: JoinedApplications | None = None, *, strict: bool) -> bool:
    """What was lost of what decides, if it is worth telling; whether the command has failed for it."""
    alone = joined is not None and joined.mostly_nobody
    if joined is not None and alone:
        tell(say("survey.join_mostly_nobody", key=joined.key, source=Path(joined.source).name))
    if losses.some:
        tell(_lost(losses))
    if losses.most:
        tell(say("cli.lost_most"))
    nobody = summary.scored == 0
    if nobody:
        tell(say("cli.nobody_scored"))
    any_lost = summary.unreadable or losses.some or losses.refused or (joined is not None and joined.some_alone)
    return nobody or alone or losses.most or (strict and bool(any_lost))


def _lost(losses: Losses) -> str:
    key = {
        (False, False): "cli.lost",
        (True, False): "cli.lost_no_column",
        (False, True): "cli.lost_refused",
        (True, True): "cli.lost_both",
    }[bool(losses.no_column), bool(losses.refused)]
    without, refused = len(losses.no_column), len(losses.refused)
    told = say(key, share=losses.share, deciding=losses.deciding, without=without, refused=refused)
    if not losses.whole.lost:
        return told
    rows = say("cli.lost_files" if losses.whole.files else "cli.lost_rows", n=losses.whole.lost, of=losses.whole.of)
    return say("cli.lost_also" if without or refused else "cli.lost_for", told=told, rows=rows)


def _tell_columns(table: Table, hidden: tuple[Sequence[str], Sequence[str]] | None, *, before: bool) -> None:
    replaced, left_out = hidden or ((), ())
    apart = {*replaced, *left_out} if not before else set()
    kept = [column.header for column in table.columns if column.role == "carried" and column.header not in apart]
    for key, headers, most in (
        ("cli.would_be_replaced" if before else "cli.replaced", replaced, len(replaced)),
        ("cli.would_be_left_out" if before else "cli.left_out", left_out, len(left_out)),
        ("cli.passed_through", kept, MOST_TOLD if hidden is None else len(kept)),
    ):
        if headers:
            tell(f"  {say(key, columns=beginning(headers, most))}")
    guessed = [one.header for one in table.persons if one.by == "cells" and one.header in left_out]
    if places := _places(guessed):
        tell(f"  {say('cli.places_left_out', columns=beginning(places, len(places)))}")
    if hidden is not None and not before:
        for kind, key in (("checked", "cli.checked_cells"), ("about", "cli.about_cells")):
            headers = [one.header for one in table.persons if one.kind == kind]
            if headers:
                tell(f"  {say(key, columns=beginning(headers, len(headers)))}")
        tell(f"  {say('cli.own_words')}")
        tell(f"  {say('cli.source_stays', name=Path(table.source).name)}")


def tell_unread(problems: Sequence[Problem], *, covered: bool) -> None:
    """What is wrong with each file of a folder that could not be read; the rejects say so where names are `covered`."""
    for problem in () if covered else problems[:MOST_TOLD]:
        tell(f"  {problem}".replace("\n", "\n  "))
    if len(problems) > MOST_TOLD and not covered:
        tell(f"  {say('cli.more_unread', n=len(problems) - MOST_TOLD)}")


def _places(headers: Sequence[str]) -> list[str]:
    """Those of some headers that ask for a place, and for nobody in it."""
    from jtbd_diag.survey.people.person_columns import is_a_place, is_of_somebody

    return [one for one in headers if is_a_place(one) and not is_of_somebody(one)]


def tell_unmatched(joined: JoinedApplications | None) -> None:
    """Which rows found no partner where applications were joined."""
    for line in joined.rows_told() if joined else ():
        tell(f"  {line}")


def tell_refusals(refusals: Sequence[Refusal], where: str = "") -> None:
    """What cannot be used, reason by reason; `where` says what lists every cell, in place of our option."""
    for one in refusals[:MOST_TOLD]:
        columns = beginning(list(map(repr, one.columns)), 3)
        key = "cli.refused_rows" if one.rows else "cli.refused"
        tell(f"  {say(key, n=one.cells, columns=columns, what=one.what)}")
    if len(refusals) > MOST_TOLD:
        tell(f"  {say('cli.more_refused', n=len(refusals) - MOST_TOLD, where=where or say('cli.rejects_file'))}")


def tell_summary(
    summary: Summary,
    found: AnyBatch,
    output: Path | str | None,
    rejects: Path | str | None,
    where: str = "",
    *,
    twice: bool = True,
) -> None:
    """What came of it, in a few lines; how many cells could not be used is always among them, who answered `twice` may.

    `where` says what lists them, in place of `rejects` or the option that writes these.
    """
    tell(_rows(summary))
    if twice:
        _tell_duplicates(summary, found)
    if summary.silent:
        tell(say("cli.silent", n=summary.silent))
    _tell_unusable(summary, found.losses.whole, where or rejects or say("cli.rejects_file"))
    missing = sum(told.missing for told in found.coded.cell_counts.values())
    if missing:
        tell(say("cli.missing", n=missing))
    if summary.cut:
        tell(say("cli.cut", n=summary.cut))
    if output:
        _tell_caution(found.questionnaire, Path(output))
    if found.coded.placed_by:
        tell(say("cli.to_be_confirmed", n=len(found.coded.placed_by)))
    if output:
        tell(say("cli.wrote", path=output))
    if rejects and not summary.unreadable:
        tell(say("cli.wrote", path=rejects))


def _tell_caution(asked: Questionnaire, output: Path) -> None:
    """What a file without room for words cannot say of itself."""
    from jtbd_diag.results.codebook import caution
    from jtbd_diag.results.written.result_files import EXPLAINED

    said = caution(asked)
    if said and output.suffix.removeprefix(".").lower() not in EXPLAINED:
        tell(said)


def _tell_unusable(summary: Summary, whole: WholeRows, where: Path | str) -> None:
    """How many cells could not be used, and how many rows and files: what is refused whole has no cells to count."""
    if whole.lost:
        tell(say("cli.unusable_files" if whole.files else "cli.unusable_rows", n=whole.lost, of=whole.of, where=where))
    if whole.apart:
        tell(say("cli.files_apart", n=whole.apart))
    cells = max(summary.unreadable - whole.without_cells, 0)
    rows = say("cli.rows", n=max(summary.rows_with_unreadable - whole.without_cells, 0))
    tell(say("cli.unusable", n=cells, rows=rows, where=where) if cells else say("cli.all_usable"))


def tell_calls(calls: Calls | None, draw: Draw | None) -> None:
    """Whom to call, how they were drawn, and where the list is."""
    if calls and draw:
        from jtbd_diag.results.call_list import in_words

        tell(in_words(calls, draw))
        tell(say("cli.wrote", path=draw.path))


def _rows(summary: Summary) -> str:
    """How many rows there are, how many count, and how sure their jobs are."""
    outcomes = "; ".join(say("cli.outcome", count=n, outcome=name) for name, n in summary.outcomes.items())
    if summary.counted == summary.rows:
        return say("cli.rows_told", n=summary.rows, outcomes=outcomes) if outcomes else say("cli.rows", n=summary.rows)
    if outcomes:
        return say("cli.rows_counted_told", n=summary.rows, counted=summary.counted, outcomes=outcomes)
    return say("cli.rows_counted", n=summary.rows, counted=summary.counted)


def _tell_duplicates(summary: Summary, found: AnyBatch) -> None:
    by = any_of([f"'{headers[0]}'" for headers in found.table.identity])
    if summary.duplicates:
        tell(_answered_again(summary.duplicates, found, by))
        if found.choice.fuller:
            tell(say("cli.again_fuller", n=found.choice.fuller))
        if found.choice.at_once:
            tell(say("cli.again_at_once", n=found.choice.at_once, column=found.choice.by))
    elif summary.duplicates is None and found.large and found.wishes.duplicates is None:
        tell(say("cli.again_unlooked"))
    elif summary.duplicates is None:
        tell(say("cli.again_unknown"))
    elif found.wishes.duplicates:
        tell(say("cli.nobody_again", by=by))
    _tell_doubtful_ids(found)


def _tell_doubtful_ids(found: AnyBatch) -> None:
    """What ids and addresses beside each other say of who is one person, and ids that stand in many rows."""
    from jtbd_diag.survey.answered_twice import (
        ids_nearly_alike,
        ids_of_many,
        often_given,
        unlike_addresses,
        unlike_ids,
    )

    if found.twice is None:
        return
    for header, n in ids_nearly_alike(found.table):
        tell(say("cli.ids_nearly_alike", n=n, by=header))
    for address, ids, n in unlike_ids(found.table, found.twice):
        tell(say("cli.ids_disagree", n=n, address=address, ids=ids))
    for ids, address, n in unlike_addresses(found.table, found.twice):
        tell(say("cli.addresses_disagree", n=n, address=address, ids=ids))
    for ids, address, n in ids_of_many(found.table):
        tell(say("cli.ids_of_many", n=n, address=address, ids=ids))
    for header, n in often_given(found.twice):
        tell(say("cli.id_in_many_rows", n=n, by=header))


def _answered_again(rows: int, found: AnyBatch, by: str) -> str:
    which = {"first": "cli.which_first", "last": "cli.which_last"}.get(found.wishes.duplicates or "")
    if which is None:
        return say("cli.again_counted", n=rows, by=by)
    if not found.choice.by:
        return say("cli.again_aside_by_rows", n=rows, by=by, which=say(which))
    return say("cli.again_aside", n=rows, by=by, which=say(which), column=found.choice.by)
