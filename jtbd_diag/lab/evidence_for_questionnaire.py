"""The evidence -> what a questionnaire may carry of it, from enough people on and of nobody invented.

Owns what of the evidence goes along; must not know files.
"""

from __future__ import annotations

import datetime
from importlib.metadata import version

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.lab.enough_answers import LEAST, Claim, Estimate, enough_for
from jtbd_diag.lab.evidence import Evidence, ScaleLine
from jtbd_diag.lab.kappa_and_alpha import wilson
from jtbd_diag.lab.retest import Retest
from jtbd_diag.questionnaire import Questionnaire, fingerprint, wording_fingerprint
from jtbd_diag.questionnaire.evidence_block import FromAnswers, FromInterviews, KeptScores, Steadiness

_PLACES = 4


def computed_by(name: str | None = None) -> str:
    """Which version of this program computed it, and, where they gave a name, who ran it."""
    said = {"version": version("jtbd-diag"), "name": name}
    return say("lab.by_version_and_name" if name else "lab.by_version", **said)


def measured_by_answers(evidence: Evidence, data: str, day: datetime.date, by: str) -> FromAnswers:
    """What the block holds of many answers. Raises InputError (NO_EVIDENCE) where they do not carry it.

    `data` says which answers they are, `by` who worked it out with which version.
    """
    n, needed = evidence.respondents, LEAST[Claim.RELIABILITY]
    if evidence.invented:
        what = say("lab.block_invented", n=evidence.invented)
        raise complaint(Code.NO_EVIDENCE, data, what, say("lab.block_invented_hint"))
    if len(evidence.raters) > 1:
        raise complaint(Code.NO_EVIDENCE, data, say("lab.block_raters"), say("lab.block_raters_hint"))
    if not enough_for(Claim.RELIABILITY, n):
        raise complaint(Code.NO_EVIDENCE, data, say("lab.block_few", n=n, needed=needed), say("lab.block_few_hint"))
    scales = {one.scale: steady for one in evidence.scales if (steady := _steadiness(one)) is not None}
    if not scales:
        raise complaint(Code.NO_EVIDENCE, data, say("lab.block_no_scale", needed=needed), say("lab.block_few_hint"))
    source = _source(evidence.questionnaire, data, day, by)
    again = {
        scale: kept for scale in evidence.retest.scores if (kept := _kept_scores(evidence.retest, scale)) is not None
    }
    return FromAnswers(**source, respondents=n, scales=scales, again=again)


def measured_by_interviews(  # noqa: PLR0913
    questionnaire: Questionnaire,
    agree: int,
    interviews: int,
    *,
    data: str,
    day: datetime.date,
    by: str,
    moved: dict[str, int] | None = None,
) -> FromInterviews:
    """What the block holds of interviews coded blind: in `agree` of them the form named the coded job.

    `moved` has the profiles that were moved toward what was coded, with how many interviews each. Raises InputError
    (NO_EVIDENCE) below the numbers that such a claim takes.
    """
    least, coded = LEAST[Claim.INTERVIEWS], LEAST[Claim.PROFILE]
    if not enough_for(Claim.INTERVIEWS, interviews):
        what = say("lab.block_few_interviews", n=interviews, needed=least)
        raise complaint(Code.NO_EVIDENCE, data, what, say("lab.block_few_hint"))
    for job, n in (moved or {}).items():
        if not enough_for(Claim.PROFILE, n):
            what = say("lab.block_few_coded", job=job, n=n, needed=coded)
            raise complaint(Code.NO_EVIDENCE, data, what, say("lab.block_few_hint"))
    low, high = wilson(agree, interviews)
    source = _source(questionnaire, data, day, by)
    ends = {"low": round(low, _PLACES), "high": round(high, _PLACES)}
    return FromInterviews(**source, interviews=interviews, agree=agree, profiles=moved or {}, **ends)


def _source(questionnaire: Questionnaire, data: str, day: datetime.date, by: str) -> dict[str, object]:
    return {
        "data": data,
        "day": day.isoformat(),
        "version": questionnaire.version,
        "wording": wording_fingerprint(questionnaire),
        "scoring": fingerprint(questionnaire),
        "by": by,
    }


def _kept_scores(retest: Retest, scale: str) -> KeptScores | None:
    figure, error = retest.scores[scale], retest.errors[scale]
    if not isinstance(figure, Estimate) or not isinstance(error, Estimate) or figure.low is None or figure.high is None:
        return None
    ends = {name: round(getattr(figure, name), _PLACES) for name in ("value", "low", "high")}
    return KeptScores(sem=round(error.value, _PLACES), people=figure.n, **ends)


def _steadiness(line: ScaleLine) -> Steadiness | None:
    figure = line.steadiness
    if not isinstance(figure, Estimate) or figure.low is None or figure.high is None:
        return None
    ends = {name: round(getattr(figure, name), _PLACES) for name in ("value", "low", "high")}
    sem = round(line.sem.value, _PLACES) if isinstance(line.sem, Estimate) else None
    by = "spearman-brown" if line.items == 2 else "alpha"
    return Steadiness(by=by, answers=figure.n, sem=sem, **ends)
