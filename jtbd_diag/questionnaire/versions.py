"""Which version of a questionnaire answers were given to, of those that a library holds.

`leader.yaml` is the version in use, whatever its number; `leader@1.yaml` is version 1, kept for answers given to it.
"""

from __future__ import annotations

from contextlib import suppress

from jtbd_diag.ground.complaints import InputError, Location
from jtbd_diag.ground.library import Library, name_and_version
from jtbd_diag.questionnaire.fingerprints import fingerprint
from jtbd_diag.questionnaire.loading import load_questionnaire_file, named_questionnaire
from jtbd_diag.questionnaire.model import Questionnaire


def with_version(questionnaire: Questionnaire) -> str:
    """Its name and version, as `--questionnaire` takes them: `leader@2`."""
    return f"{questionnaire.questionnaire}@{questionnaire.version}"


def versions_of(questionnaire: Questionnaire, library: Library) -> list[Questionnaire]:
    """It and the other versions that the library holds of it, the latest first; a file with faults is left out."""
    found = [questionnaire]
    for path in library.other_versions(questionnaire.questionnaire):
        with suppress(InputError):  # its faults are told where that version is asked for
            found.append(load_questionnaire_file(path))
    return found


def answered_questionnaire(
    name: str, where: Location, library: Library, *, version: int | None = None, scores_as: str | None = None
) -> Questionnaire:
    """The questionnaire that a file names at `where`, in the version its answers were given to, where that is known.

    `scores_as` is the fingerprint the file holds, and is trusted before its `version`. A version that is nowhere is
    stood in for by the one in use. Raises InputError as `named_questionnaire` does.
    """
    found = named_questionnaire(name, where, library)
    if name_and_version(name)[1] is not None or found.questionnaire != name:
        return found
    if fingerprint(found) == scores_as or (scores_as is None and version in (None, found.version)):
        return found
    known = versions_of(found, library)
    same = [one for one in known if fingerprint(one) == scores_as]
    of_number = [one for one in known if one.version == version]
    return (*same, *of_number, found)[0]
