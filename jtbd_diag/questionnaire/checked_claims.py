"""What applicants say of push, preconditions and motive as claims to be checked, in place of scores.

Owns which form applicants are asked, and the copy of a questionnaire that scores nothing of it; knows nothing of
answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.ground.library import Library
from jtbd_diag.questionnaire.claims_block import ClaimToCheck
from jtbd_diag.questionnaire.fingerprints import fingerprint
from jtbd_diag.questionnaire.items import Item, MultipleItem, NumberItem, RatingItem, SingleItem
from jtbd_diag.questionnaire.loading import load_questionnaire_file
from jtbd_diag.questionnaire.model import Questionnaire, Readiness

APPLICATION = "application"
Given = TypeVar("Given")


def for_applicants(questionnaire: Questionnaire, library: Library) -> Questionnaire | None:
    """The questionnaire that asks applicants in its place: `leader-application` for `leader`; None where there is none.

    Raises InputError for a file with faults.
    """
    if questionnaire.claims:
        return questionnaire
    path = library.files("questionnaires", "", ".yaml").get(f"{questionnaire.questionnaire}-{APPLICATION}")
    return load_questionnaire_file(path) if path else None


def asked_of_applicants(questionnaire: Questionnaire, library: Library) -> Questionnaire:
    """The same, which has to be there. Raises InputError where it is not."""
    found = for_applicants(questionnaire, library)
    if found is None:
        name = questionnaire.questionnaire
        what = say("questionnaire.no_form_for_applicants", name=name, wanted=f"{name}-{APPLICATION}")
        raise complaint(Code.UNKNOWN_QUESTIONNAIRE, name, what, say("questionnaire.no_form_for_applicants_hint"))
    return found


def as_claims(questionnaire: Questionnaire) -> Questionnaire:
    """A copy for answers that were given in an application: what it asks is the same, and the job comes out the same.

    The scales of push and readiness are gone; the items that fed them are claims to be checked. One that has claims
    already is returned as it is.
    """
    return questionnaire if questionnaire.claims else questionnaire.once("as_claims", lambda: _copy(questionnaire))


def _copy(questionnaire: Questionnaire) -> Questionnaire:
    deciding = questionnaire.classification.scales if questionnaire.classification else ()
    ready = questionnaire.readiness
    told = [questionnaire.struggle.scale] if questionnaire.struggle else []
    told += [*ready.preconditions, *ready.forces, *ready.notes]
    withheld = [scale for scale in dict.fromkeys(told) if scale not in deciding]
    claims = {scale: _claim(questionnaire, scale) for scale in withheld}
    sections = tuple(
        section.model_copy(update={"items": tuple(_without(item, withheld) for item in section.items)})
        for section in questionnaire.sections
    )
    scales = {name: scale for name, scale in questionnaire.scales.items() if name not in withheld}
    changed = {"struggle": None, "readiness": Readiness(), "scales": scales, "sections": sections, "claims": claims}
    copy = questionnaire.model_copy(update=changed)
    copy.once("answered", lambda: fingerprint(questionnaire))
    return copy


def _claim(questionnaire: Questionnaire, scale: str) -> ClaimToCheck:
    return ClaimToCheck(
        title=questionnaire.scales[scale].title,
        items=questionnaire.scored_items((scale,)),
        ask=say("questionnaire.claim_ask"),
        shown_by=say("questionnaire.claim_shown_by"),
    )


def _without(item: Item, scales: Sequence[str]) -> Item:
    """An item that gives no points on these scales."""
    if isinstance(item, RatingItem):
        return item.model_copy(update={"scale": None}) if item.scale in scales else item
    if isinstance(item, NumberItem):
        return item.model_copy(update={"band_points": _points_on_others(item.band_points, scales)})
    if not isinstance(item, SingleItem | MultipleItem):
        return item
    options = tuple(
        option.model_copy(update={"points": _points_on_others(option.points, scales)}) for option in item.options
    )
    counted = {"count_points": _points_on_others(item.count_points, scales)} if isinstance(item, MultipleItem) else {}
    return item.model_copy(update={"options": options, **counted})


def _points_on_others(points: Mapping[str, Given], scales: Sequence[str]) -> dict[str, Given]:
    return {scale: one for scale, one in points.items() if scale not in scales}
