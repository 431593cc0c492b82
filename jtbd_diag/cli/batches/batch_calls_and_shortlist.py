"""`jtbd-diag batch --calls` and `--shortlist`: whom to call, and rules applied to a batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jtbd_diag.cli.shared.printing import tell, tell_problems
from jtbd_diag.ground.catalogue import say

if TYPE_CHECKING:
    from jtbd_diag.questionnaire import Questionnaire
    from jtbd_diag.results.batch_of_a_survey import Batch
    from jtbd_diag.results.call_list import Draw
    from jtbd_diag.shortlist.rules_file import FoundRules
    from jtbd_diag.shortlist.shortlist_of_batch import Shortlisting


@dataclass(frozen=True)
class ListOptions:
    """The lists of applicants asked for."""

    calls: Annotated[Path | None, typer.Option(metavar="FILE")] = None
    share: Annotated[float | None, typer.Option(metavar="PART", min=0.001, max=1)] = None
    seed: Annotated[int | None, typer.Option(metavar="NUMBER")] = None
    shortlist: Annotated[Path | None, typer.Option(metavar="RULES")] = None
    list_to: Annotated[list[Path] | None, typer.Option("--shortlist-out", metavar="FILE")] = None

    def rules(self, *, hidden: bool) -> FoundRules | None:
        """The rules of a shortlist, where one is asked for. Raises BadParameter where nothing is said of its file."""
        if (self.shortlist is None) != (not self.list_to):
            raise typer.BadParameter(say("cli.shortlist_and_out"))
        if self.shortlist is None:
            return None
        if hidden:
            raise typer.BadParameter(say("cli.shortlist_and_pseudonyms"))
        from jtbd_diag.shortlist.rules_file import read_rules

        return read_rules(self.shortlist)

    def draw(self, asked: Questionnaire) -> Draw | None:
        """Whom to call, where that is asked for. Raises BadParameter where there is nothing to check."""
        if self.calls is None:
            if self.share is not None or self.seed is not None:
                raise typer.BadParameter(say("cli.draw_without_calls"))
            return None
        if not asked.claims:
            raise typer.BadParameter(say("cli.calls_without_claims"))
        from jtbd_diag.results.call_list import SEED, SHARE, Draw

        share, seed = SHARE if self.share is None else self.share, SEED if self.seed is None else self.seed
        return Draw(self.calls, share, seed)


def fitted(batch: Batch, rules: FoundRules | None) -> Shortlisting | None:
    """The rules beside a batch, which keeps what they need. Raises InputError before anything is written."""
    if rules is None:
        return None
    from jtbd_diag.shortlist.shortlist_of_batch import Shortlisting

    fits = Shortlisting(batch, rules)
    batch.listed = fits.narrow
    return fits


def write_lists(fits: Shortlisting | None, paths: Sequence[Path], *, force: bool) -> None:
    """Apply the rules, write every file, and tell how many are in, and what is to be known."""
    if fits is None or fits.batch.candidates is None:
        return
    from jtbd_diag.shortlist.shortlist_workbook import ShortlistPages, below_in_words, counts_in_words, write_shortlist

    tell_problems(fits.warnings)
    shortlist = fits.applied(fits.batch.candidates)
    notes = [*fits.notes(fits.batch.candidates), *shortlist.unmet]
    warned = [f"{warning.what}; {warning.hint}" for warning in fits.warnings]
    calls = tuple(fits.to_call(shortlist))
    who, persons = fits.who or say("shortlist.who"), tuple(fits.persons)
    pages = ShortlistPages(shortlist, calls, who, persons, tuple(fits.shown), (*warned, *notes))
    for note in notes:
        tell(f"  {note}")
    tell(counts_in_words(shortlist))
    for line in below_in_words(shortlist):
        tell(f"  {line}")
    for path in paths:
        write_shortlist(pages, path, force=force)
        tell(say("cli.wrote", path=path))
