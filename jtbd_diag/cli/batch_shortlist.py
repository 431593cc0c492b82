"""`jtbd-diag batch --shortlist`: rules applied to a batch, what is told of it, and its files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from jtbd_diag.cli.printing import tell, tell_problems
from jtbd_diag.ground.catalogue import say

if TYPE_CHECKING:
    from jtbd_diag.results.batch_of_a_survey import Batch
    from jtbd_diag.shortlist.rules_file import FoundRules
    from jtbd_diag.shortlist.shortlist_of_batch import Shortlisting


def fitted(found: Batch, rules: FoundRules | None) -> Shortlisting | None:
    """The rules beside a batch, which keeps what they need. Raises InputError before anything is written."""
    if rules is None:
        return None
    from jtbd_diag.shortlist.shortlist_of_batch import Shortlisting

    fits = Shortlisting(found, rules)
    found.listed = fits.narrow
    return fits


def write_lists(fits: Shortlisting | None, paths: Sequence[Path], *, force: bool) -> None:
    """Apply the rules, write every file, and tell how many are in, and what is to be known."""
    if fits is None or fits.batch.candidates is None:
        return
    from jtbd_diag.shortlist.shortlist_workbook import ShortlistPages, below_in_words, counts_in_words, write_shortlist

    tell_problems(fits.warnings)
    shortlist = fits.applied(fits.batch.candidates)
    notes = [*fits.notes(fits.batch.candidates), *shortlist.unmet]
    warned = [f"{one.what}; {one.hint}" for one in fits.warnings]
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
