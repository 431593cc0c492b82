"""`jtbd-diag interviews calibrate`: the form beside the jobs that taggers settled, and a new version of it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jtbd_diag.cli.shared.printing import print_table, tell
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.ground.library import is_path

if TYPE_CHECKING:
    from jtbd_diag.ground.library import Library
    from jtbd_diag.lab.interviews.calibration import Calibration
    from jtbd_diag.lab.interviews.forms_of_interviewed import FormWords
    from jtbd_diag.lab.interviews.interview_folder import Tagged
    from jtbd_diag.questionnaire import Questionnaire


@dataclass(frozen=True)
class Moved:
    """Where new versions of the questionnaire go, and the day that they tell."""

    paths: list[Path]
    date: datetime.date
    named: str | None
    force: bool


def calibrated(tagged: Tagged, form: FormWords | None, seed: int) -> Calibration:
    """Compare, and print. Raises InputError where nothing compares."""
    from jtbd_diag.lab.enough_answers import Estimate
    from jtbd_diag.lab.figures_in_words import in_hundredths
    from jtbd_diag.lab.interviews.calibration import calibration
    from jtbd_diag.lab.interviews.calibration_page import job_word, met_words

    form = _comparable(tagged, form)
    found = calibration(tagged, form, seed)
    none = say("lab.none_here")
    print_table(
        say("interviews.calibrate_heads"),
        [
            [
                job_word(found, one.job),
                str(one.interviews),
                str(one.found),
                in_hundredths(one.share) if isinstance(one.share, Estimate) else none,
                str(found.missing.get(one.job, none)),
            ]
            for one in found.jobs
        ],
    )
    tell(met_words(found))
    return found


def write_new_versions(calibration: Calibration, moved: Moved, library: Library) -> None:
    """Write the new version where one is asked for. Raises InputError where so few interviews move nothing."""
    from jtbd_diag.ground.files import write_whole
    from jtbd_diag.lab.interviews.calibrated_version import new_version

    for path in moved.paths:
        text = new_version(calibration, _source(calibration.form.questionnaire, moved.named, library), moved.date)
        write_whole(path, text.encode(), force=moved.force)
        _write_block(calibration, path, moved.date)
        tell(say("cli.wrote", path=path))


def _write_block(calibration: Calibration, path: Path, date: datetime.date) -> None:
    """Let the new version carry what was measured: how many interviews lie nearest to their job, each left out."""
    from jtbd_diag.lab.enough_answers import Estimate
    from jtbd_diag.lab.evidence_for_questionnaire import computed_by, measured_by_interviews
    from jtbd_diag.lab.interviews.forms_of_interviewed import NONE
    from jtbd_diag.questionnaire import load_questionnaire_file
    from jtbd_diag.questionnaire.evidence_block_written import write_evidence_block

    after = calibration.after
    assert isinstance(after, Estimate)  # else no profile would have moved
    coded = {one.job: one.scored for one in calibration.jobs if one.job != NONE}
    agree, by = round(after.value * after.n), computed_by()
    new, data = load_questionnaire_file(path), calibration.tagged.folder.resolve().name
    measured = measured_by_interviews(new, agree, after.n, data=data, day=date, by=by, moved=coded)
    write_evidence_block(path, interviews=measured)


def _comparable(tagged: Tagged, form: FormWords | None) -> FormWords:
    from jtbd_diag.lab.interviews.forms_of_interviewed import ANSWERS

    if form is None:
        hint = say("interviews.no_form_hint", name=ANSWERS)
        raise complaint(Code.MISSING_FILE, str(tagged.folder), say("interviews.no_form"), hint)
    q = form.questionnaire
    if not q.profiles or q.classification is None:
        what = say("interviews.no_profiles", questionnaire=q.questionnaire)
        raise complaint(Code.OTHER_QUESTIONNAIRE, q.questionnaire, what)
    if tagged.book.job is None:
        what = say("interviews.no_job_tag", book=tagged.book.codebook)
        raise complaint(Code.TAG_BOOK_SHAPE, tagged.book.codebook, what)
    return form


def _source(asked: Questionnaire, named: str | None, library: Library) -> Path:
    """The file that the questionnaire stands in."""
    from jtbd_diag.questionnaire.loading import questionnaire_file
    from jtbd_diag.questionnaire.versions import with_version

    if named is not None and is_path(named):
        return Path(named)
    return questionnaire_file(with_version(asked), library)
