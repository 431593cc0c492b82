"""`jtbd-diag batch --dry-run`: what a run would say and come to, without writing anything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from jtbd_diag.cli.batches.batch_calls_and_shortlist import fitted
from jtbd_diag.cli.batches.batch_messages import (
    tell_losses,
    tell_refusals,
    tell_summary,
    tell_table,
    tell_unmatched,
    tell_unread,
)
from jtbd_diag.cli.shared.options_in_words import as_options
from jtbd_diag.cli.shared.printing import tell_problems
from jtbd_diag.ground.complaints import Code, InputError

if TYPE_CHECKING:
    from jtbd_diag.questionnaire import Questionnaire
    from jtbd_diag.results.batch_of_a_survey import Batch
    from jtbd_diag.results.lost_answers import Refusal
    from jtbd_diag.results.reading_options import Reading
    from jtbd_diag.results.scored_survey import Wishes
    from jtbd_diag.results.summary import Summary
    from jtbd_diag.shortlist.rules_file import FoundRules


def rehearse(
    questionnaire: Questionnaire,
    reading: Reading,
    wishes: Wishes,
    by: Sequence[str],
    rules: FoundRules | None,
    *,
    strict: bool,
) -> bool:
    """Tell how the table is read and what would be refused, and print a mapping; whether a run would fail.

    Raises InputError where a run would; of another survey there is a mapping all the same.
    """
    from jtbd_diag.cohort.report_numbers import Gathering
    from jtbd_diag.results.batch_of_a_survey import Batch
    from jtbd_diag.results.pooled_answers import pooled_notes
    from jtbd_diag.results.reading_options import read, with_care
    from jtbd_diag.survey.mapping_proposed import mapping_text

    def look(careful: bool) -> tuple[Batch, Summary, list[Refusal]]:
        found = Batch(questionnaire, reading, wishes, careful=careful)
        if by:
            Gathering(found, tuple(by))
        if fits := fitted(found, rules):
            tell_problems(fits.warnings)
        return found, *found.look()

    try:
        found, summary, refusals = with_care(look)
    except InputError as error:
        if all(problem.code is Code.OTHER_SURVEY for problem in error.problems):
            other = read(questionnaire, reading, tentative=True)
            tell_table(other, questionnaire)
            _print(mapping_text(other, questionnaire))
        raise
    notes = (*found.coded.notes, *pooled_notes(found.table))
    tell_table(found.table, questionnaire, notes, found.personal, before=not wishes.key)
    tell_unread(found.unread, covered=wishes.key is not None)
    tell_unmatched(found.joined)
    tell_refusals(refusals)
    tell_summary(summary, found, None, None)
    if not reading.is_folder:
        _print(mapping_text(found.table, questionnaire, found.coded.proposed))
    return tell_losses(found.losses, summary, found.joined, strict=strict)


def _print(mapping: str) -> None:
    """Print a mapping. Only its first line is ours throughout: below, headers and cells stand as they are."""
    first, _, others = mapping.partition("\n")
    typer.echo(f"{as_options(first)}\n{others}", nl=False)
