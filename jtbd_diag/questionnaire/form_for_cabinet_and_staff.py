"""A questionnaire -> the form by which cabinet or staff look at the same place: same ids, words of their own.

Owns which questions, scales and jobs are left in it, and which faults its words may have; knows nothing of who answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint, did_you_mean
from jtbd_diag.questionnaire.items import Item, MultipleItem, RatingItem, Section, SingleItem
from jtbd_diag.questionnaire.model import Questionnaire, Readiness
from jtbd_diag.questionnaire.perspectives import LEADER, Perspective
from jtbd_diag.questionnaire.where_in_file import Placed, PlacedFault

_SEEN_OF = "seen_of"


def seen_from(
    q: Questionnaire, perspective: Perspective, other: Callable[[str], Questionnaire], more: Sequence[str] = ()
) -> Questionnaire:
    """The form for a perspective, with the scales it also asks of questionnaires that `other` finds by name.

    `more` are questionnaires that a place adds to it, whole.
    A scale is left in where a question feeds it, the jobs where all deciding scales are. The leader's is the
    questionnaire itself. Raises InputError where the questionnaire has no such form, or where two questions of
    one id meet in it.
    """
    if perspective == LEADER:
        return q
    form = q.perspectives.get(perspective)
    if form is None:
        what = say("questionnaire.no_such_perspective", questionnaire=q.questionnaire, perspective=perspective)
        raise complaint(Code.NO_PERSPECTIVE, q.questionnaire, what, say("questionnaire.no_such_perspective_hint"))
    asked = [_seen(item, perspective) for item in q.items.values() if perspective in item.seen_by]
    own = Section(title=form.heading, items=tuple(_asked_among(asked)))
    also = [(other(name), scales) for name, scales in form.also.items()] + [(other(name), ()) for name in more]
    parts = [_reduced(q, [own]), *(_part_of(one, scales) for one, scales in also)]
    _refuse_one_id_twice(q, parts)
    found = parts[0].model_copy(
        update={
            "title": form.title,
            "intro": form.intro,
            "minutes": form.minutes + sum(one.minutes for one, _ in also[len(form.also) :]),
            "perspective": perspective,
            "sections": tuple(section for part in parts for section in part.sections),
            "scales": _all("scales", parts),
            "answer_sets": _all("answer_sets", parts),
            "answer_codes": _all("answer_codes", parts),
        }
    )
    found.once(_SEEN_OF, lambda: frozenset(q.items))
    return found


def asked_of_leaders(form: Questionnaire) -> frozenset[str]:
    """The ids of all questions of the questionnaire that a form was made of here; the form's own of any other."""
    return form.once(_SEEN_OF, lambda: frozenset(form.items))


def leaders_side(q: Questionnaire, form: Questionnaire) -> Questionnaire:
    """What of a leader's questionnaire others are asked too: the leader's own words, scored on the same questions."""
    sections = [
        section.model_copy(update={"items": kept})
        for section in q.sections
        if (kept := tuple(item.model_copy(update={"ask_if": None}) for item in section.items if item.id in form.items))
    ]
    return _reduced(q, sections)


def _seen(item: Item, perspective: Perspective) -> Item:
    words = item.seen_by[perspective]
    update: dict[str, Any] = {"ask": words.ask, "help": words.help, "earlier": words.earlier, "seen_by": {}}
    if isinstance(item, SingleItem | MultipleItem):
        update["options"] = tuple(
            option.model_copy(update={"text": words.options.get(option.id, option.text), "heard": None})
            for option in item.options
        )
    return item.model_copy(update=update)


def _asked_among(items: list[Item]) -> Iterable[Item]:
    """Without conditions on what is not asked in this form."""
    there = {item.id for item in items}
    for item in items:
        wanted = item.ask_if.items() if item.ask_if else ()
        yield item if {*wanted} <= there else item.model_copy(update={"ask_if": None})


def _part_of(q: Questionnaire, scales: tuple[str, ...]) -> Questionnaire:
    """The questions that feed some scales, or all of a questionnaire, under its own introduction."""
    for scale in scales:
        if scale not in q.scales:
            what = say("questionnaire.perspective_scale", questionnaire=q.questionnaire, scale=scale)
            raise complaint(Code.UNKNOWN_SCALE, q.questionnaire, what, did_you_mean(scale, [*q.scales]))
    feeding = {*q.scored_items(scales or None)}
    if not feeding:
        what = say("questionnaire.perspective_of_nothing", questionnaire=q.questionnaire)
        raise complaint(Code.NO_PERSPECTIVE, q.questionnaire, what)
    sections = [
        section.model_copy(update={"items": kept})
        for section in q.sections
        if (kept := tuple(item for item in section.items if item.id in feeding))
    ]
    first = sections[0]
    sections[0] = first.model_copy(update={"intro": first.intro or q.intro})
    return _reduced(q, sections)


def _reduced(q: Questionnaire, sections: list[Section]) -> Questionnaire:
    """The same with these sections, and what of scales and jobs they carry."""
    bare = q.model_copy(
        update={
            "sections": tuple(sections),
            "classification": None,
            "profiles": {},
            "struggle": None,
            "readiness": Readiness(),
            "staff_map": None,
            "evidence": None,
            "uses": {},
            "shows_result": False,
            "perspectives": {},
            "again": None,
        }
    )
    fed = {c.scale for c in bare.contributions}
    scales = {name: scale for name, scale in q.scales.items() if name in fed}
    sets = {item.answers for item in bare.items.values() if isinstance(item, RatingItem)}
    update: dict[str, Any] = {
        "scales": scales,
        "answer_sets": {name: texts for name, texts in q.answer_sets.items() if name in sets},
        "answer_codes": {name: codes for name, codes in q.answer_codes.items() if name in sets},
    }
    if q.classification and {*q.classification.scales} <= fed:
        update |= {"classification": q.classification, "profiles": q.profiles}
    return bare.model_copy(update=update)


def _all(field: str, parts: list[Questionnaire]) -> Mapping[str, Any]:
    return {name: value for part in parts for name, value in getattr(part, field).items()}


def _refuse_one_id_twice(q: Questionnaire, parts: list[Questionnaire]) -> None:
    for field in ("items", "scales", "answer_sets"):
        names = [name for part in parts for name in getattr(part, field)]
        again = next((name for name in names if names.count(name) > 1), None)
        if again is not None:
            what = say("questionnaire.perspective_twice", name=again)
            raise complaint(Code.DUPLICATE_ID, q.questionnaire, what)


def perspectives(p: Placed) -> Iterator[PlacedFault]:
    """Every word for a perspective has a form, every form a question; the leader's words are the questions' own."""
    if p.q.perspective != LEADER:
        yield ("perspective",), Code.NO_PERSPECTIVE, say("questionnaire.perspective_is_made"), None
    for route, item in p.items:
        for perspective, words in item.seen_by.items():
            place = (*route, "seen_by", perspective)
            if perspective not in p.q.perspectives:
                what = say("questionnaire.words_without_form", id=item.id, perspective=perspective)
                yield place, Code.NO_PERSPECTIVE, what, say("questionnaire.words_without_form_hint")
            known = [one.id for one in p.options(item)] if isinstance(item, SingleItem | MultipleItem) else []
            for option in words.options:
                if option not in known and option not in p.cut:
                    what = say("questionnaire.no_such_option", id=item.id, option=option)
                    yield (*place, "options", option), Code.UNKNOWN_OPTION, what, did_you_mean(option, known)
    for perspective in p.q.perspectives:
        if perspective == LEADER or not any(perspective in item.seen_by for _, item in p.items):
            what = say("questionnaire.form_without_words", perspective=perspective)
            yield ("perspectives", perspective), Code.NO_PERSPECTIVE, what, None
