"""Diagnosis -> the pages of the teaching kit, in Markdown, with the leader's own words.

Owns which pieces a leader gets and that each is filled; what they say stands in `playbooks/kit/`. Knows nothing of
formats.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from jtbd_diag.diagnosis import Diagnosis
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Problem, complaint
from jtbd_diag.ground.dates import today
from jtbd_diag.ground.library import Library
from jtbd_diag.playbook.advice.advice import Advice, load_advice
from jtbd_diag.playbook.advice.kit_pieces import Kit, KitPiece
from jtbd_diag.playbook.choice.which_plays_and_steps import NO_PUSH, UNCLEAR, Together, choose, days_of
from jtbd_diag.playbook.document import Document
from jtbd_diag.playbook.made_up_leaders import bases
from jtbd_diag.playbook.views.leader_view import LeaderView
from jtbd_diag.playbook.written_playbook import about_of, filled_document, no_playbook
from jtbd_diag.questionnaire import Questionnaire


@dataclass(frozen=True)
class KitPage:
    """One piece, filled for one leader, ready to be published in its layout."""

    piece: KitPiece
    document: Document


def write_kit(
    diagnosis: Diagnosis,
    *,
    library: Library | None = None,
    advice: Advice | None = None,
    date: datetime.date | None = None,
    whole: bool = False,
) -> tuple[KitPage, ...]:
    """The pieces for the leader's job, in the order of use; the `whole` kit for whoever asks for it all the same.

    Raises InputError: NO_KIT where nothing of it would help, and what `write_playbook` raises.
    """
    if diagnosis.outcome is None:
        raise no_playbook(diagnosis.questionnaire)
    library = library or Library()
    advice, kit, start = advice or load_advice(library), Kit.load(library), date or today()
    pieces = kit.pieces if whole else _pieces(diagnosis, kit)
    about = about_of(diagnosis)
    facts = Together(diagnosis, None)
    values = {
        "leader": LeaderView(facts, advice, choose(advice, about, facts, start), days_of(advice, facts, start, None)),
        "pieces": pieces,
    }
    return tuple(KitPage(piece, _document(piece, advice, values, diagnosis, start)) for piece in pieces)


def _pieces(diagnosis: Diagnosis, kit: Kit) -> tuple[KitPiece, ...]:
    about = about_of(diagnosis)
    found = kit.of(about)
    if found:
        return found
    known = {NO_PUSH: "playbook.no_kit_without_push", UNCLEAR: "playbook.no_kit_unclear"}
    titles = {job: profile.title for job, profile in diagnosis.questionnaire.profiles.items()}
    what = say(known[about]) if about in known else say("playbook.no_kit", job=titles[about])
    raise complaint(Code.NO_KIT, diagnosis.questionnaire.questionnaire, what, say("playbook.no_kit_hint"))


def _document(
    piece: KitPiece, advice: Advice, values: dict[str, object], diagnosis: Diagnosis, start: datetime.date
) -> Document:
    title, markdown = filled_document(piece.template, values, advice)
    asked = f"{diagnosis.questionnaire.questionnaire} {diagnosis.questionnaire.version}"
    rests_on = say("playbook.kit_footer", title=piece.title, asked=asked)
    return Document(title, start, markdown, rests_on)


def unfilled_kits(
    library: Library, advice: Advice, questionnaires: Iterable[Questionnaire], start: datetime.date
) -> list[Problem]:
    """What cannot be filled of the whole kit, for a leader of every job and outcome; each fault once."""
    found: dict[Problem, None] = {}
    for questionnaire in questionnaires:
        for leader in bases(questionnaire).values() if questionnaire.classification else ():
            try:
                write_kit(leader.diagnosis, library=library, advice=advice, date=start, whole=True)
            except InputError as error:
                found |= dict.fromkeys(error.problems)
    return [*found]
