"""`--perspective WHO`, `--place FILE`, `--again`: whose form it is, what all answer about, and whether once more."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jtbd_diag.ground.catalogue import say

if TYPE_CHECKING:
    from jtbd_diag.ground.library import Library
    from jtbd_diag.questionnaire import Questionnaire
    from jtbd_diag.questionnaire.perspectives import Perspective


class Perspectives(StrEnum):
    """For whom a form is, as it is typed."""

    LEADER = "leader"
    CABINET = "cabinet"
    STAFF = "staff"


PerspectiveOption = Annotated[Perspectives, typer.Option(metavar="WHO")]
PlaceFileOption = Annotated[Path | None, typer.Option(metavar="PLACE")]
AgainOption = Annotated[bool, typer.Option("--again")]


def asked_again(asked: Questionnaire) -> Questionnaire:
    """The form of a later wave. Raises InputError where the questionnaire asks nothing of then."""
    from jtbd_diag.ground.complaints import Code, complaint
    from jtbd_diag.questionnaire.look_back import looking_back

    form = looking_back(asked)
    if not form.looks_back:
        what = say("questionnaire.no_look_back", questionnaire=asked.questionnaire)
        raise complaint(Code.NO_LOOK_BACK, asked.questionnaire, what, say("questionnaire.no_look_back_hint"))
    return form


def form_seen_from(
    asked: Questionnaire, perspective: Perspective, place: Path | None, library: Library
) -> Questionnaire:
    """The form for whoever looks at the leader's place, over which stands what all answer about."""
    from jtbd_diag.compare.place_file import read_place
    from jtbd_diag.questionnaire import load_questionnaire
    from jtbd_diag.questionnaire.form_for_cabinet_and_staff import seen_from

    found = read_place(place) if place else None
    more = found.asks_as_well(perspective) if found else ()
    form = seen_from(asked, perspective, lambda other: load_questionnaire(other, library), more)
    if found is None:
        return form
    intro = say("compare.answer_about", problem=found.content.problem, intro=form.intro or "")
    return form.model_copy(update={"intro": intro})
