"""A table -> read in one of two versions of a questionnaire: the one whose questions and answers it holds.

Owns the choice between both; must not know scores.
"""

from __future__ import annotations

from jtbd_diag.questionnaire import Questionnaire, fingerprint, wording_fingerprint
from jtbd_diag.results.returned_files import asked_of
from jtbd_diag.results.run import Batch, Reading, Wishes
from jtbd_diag.results.which_version import version_fitting

_WISHES = Wishes(flips=False, duplicates="last")


def read_in_one_of(old: Questionnaire, new: Questionnaire, reading: Reading, *, careful: bool = False) -> Batch:
    """Read it, in the version that `batch` and `evidence` would read it in. Raises InputError for what hinders it."""
    if wording_fingerprint(old) == wording_fingerprint(new):
        return Batch(old, reading, _WISHES, careful=careful)
    if reading.is_folder:
        return Batch(_of_folder(old, new, reading), reading, _WISHES, careful=careful)
    return Batch(version_fitting([old, new], reading), reading, _WISHES, careful=careful)


def _of_folder(old: Questionnaire, new: Questionnaire, reading: Reading) -> Questionnaire:
    assert reading.source is not None
    told = asked_of(reading.source, lambda: [old, new])
    if told is None:
        return old
    return new if told.fingerprint == fingerprint(new) or told.version == new.version != old.version else old
