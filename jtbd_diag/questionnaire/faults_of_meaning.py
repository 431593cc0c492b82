"""Whether a well-shaped questionnaire makes sense: names that meet, scales that can vary, items that can be asked.

Owns the rules of meaning; knows nothing of YAML but the routes into it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, Problem, did_you_mean
from jtbd_diag.ground.yaml_files import YamlDocument
from jtbd_diag.ground.yaml_values import Route
from jtbd_diag.questionnaire.faults_of_conditions import conditions, counts_and_bands, dead_ends
from jtbd_diag.questionnaire.form_for_cabinet_and_staff import perspectives
from jtbd_diag.questionnaire.items import MultipleItem, Option, RatingItem, SingleItem
from jtbd_diag.questionnaire.look_back import look_backs
from jtbd_diag.questionnaire.model import Questionnaire, Readiness
from jtbd_diag.questionnaire.staff_map_block import StaffMap
from jtbd_diag.questionnaire.where_in_file import Placed, PlacedFault


def check(questionnaire: Questionnaire, document: YamlDocument, cut: set[str]) -> list[Problem]:
    """Every fault of meaning. Ids in `cut` were taken out for another fault and are not missed again."""
    placed = Placed(questionnaire, cut)
    faults = [fault for rule in RULES for fault in rule(placed)]
    return [Problem(code, document.where(route), what, hint) for route, code, what, hint in faults]


def _repeated(ids: Iterable[tuple[Route, object]]) -> Iterator[tuple[Route, object]]:
    seen: set[object] = set()
    for route, one in ids:
        if one in seen:
            yield route, one
        seen.add(one)


_MARKS: tuple[tuple[str, Callable[[Option], object]], ...] = (
    ("id", lambda option: option.id),
    ("code", lambda option: option.code),
    ("text", lambda option: option.text.strip()),
)


def _ids(p: Placed) -> Iterator[PlacedFault]:
    for route, one in _repeated((r, item.id) for r, item in p.items):
        yield (
            (*route, "id"),
            Code.DUPLICATE_ID,
            say("questionnaire.item_again", one=one),
            say("questionnaire.item_again_hint"),
        )
    for route, item in p.items:
        options = item.options if isinstance(item, SingleItem | MultipleItem) else ()
        for name, mark in _MARKS:
            marks = [((*route, "options", n, name), mark(o)) for n, o in enumerate(options) if mark(o) is not None]
            for place, one in _repeated(marks):
                what = say("questionnaire.option_again", id=item.id, name=name, one=one)
                yield place, Code.DUPLICATE_ID, what, say("questionnaire.option_again_hint", name=name)
    for name, texts in p.q.answer_sets.items():
        for place, one in _repeated((("answer_sets", name, n), text.strip()) for n, text in enumerate(texts)):
            yield (
                place,
                Code.DUPLICATE_ID,
                say("questionnaire.answer_again", one=one, name=name),
                say("questionnaire.answer_again_hint"),
            )
    yield from _named_twice(p.q)


def _named_twice(q: Questionnaire) -> Iterator[PlacedFault]:
    """Scales that a list names more than once, which would make them count more than once."""
    lists: dict[Route, tuple[str, ...]] = {
        ("classification", "scales"): q.classification.scales if q.classification else ()
    }
    lists |= {("readiness", kind): getattr(q.readiness, kind) for kind in ("preconditions", "forces", "notes")}
    lists[("staff_map", "skills")] = q.staff_map.skills if q.staff_map else ()
    for route, scales in lists.items():
        for place, scale in _repeated(((*route, n), scale) for n, scale in enumerate(scales)):
            yield (
                place,
                Code.DUPLICATE_ID,
                say("questionnaire.scale_again", scale=scale, route=route[1]),
                say("questionnaire.scale_again_hint"),
            )


def _answer_sets(p: Placed) -> Iterator[PlacedFault]:
    for route, item in p.items:
        known = p.q.answer_sets
        if isinstance(item, RatingItem) and item.answers not in known and item.answers not in p.cut:
            what = say("questionnaire.no_answer_set", id=item.id, answers=item.answers)
            yield (*route, "answers"), Code.UNKNOWN_ANSWER_SET, what, did_you_mean(item.answers, list(known))
    for name, codes in p.q.answer_codes.items():
        place: Route = ("answer_codes", name)
        texts = p.q.answer_sets.get(name)
        if texts is None and name not in p.cut:
            what = say("questionnaire.codes_of_nothing", name=name)
            yield place, Code.UNKNOWN_ANSWER_SET, what, did_you_mean(name, list(p.q.answer_sets))
        elif texts is not None and len(codes) != len(texts):
            what = say("questionnaire.codes_uneven", name=name, answers=len(texts), answers2=len(codes))
            yield place, Code.WRONG_VALUE, what, say("questionnaire.codes_uneven_hint")
        for where, one in _repeated(((*place, n), str(code)) for n, code in enumerate(codes)):
            yield (
                where,
                Code.DUPLICATE_ID,
                say("questionnaire.code_again", one=one, name=name),
                say("questionnaire.code_again_hint"),
            )


def _scales(p: Placed) -> Iterator[PlacedFault]:
    for route, scale, by in _scales_named(p):
        if scale not in p.q.scales and scale not in p.cut:
            hint = did_you_mean(scale, list(p.q.scales))
            yield route, Code.UNKNOWN_SCALE, say("questionnaire.no_scale", by=by, scale=scale), hint
    fed = {scale for _, item in p.items for route, scale in p.scales_of(item) if route[0] != "weight"}
    for scale in p.q.scales:
        if scale not in fed and not p.cut:
            what = say("questionnaire.scale_without_items", scale=scale)
            yield ("scales", scale), Code.SCALE_WITHOUT_ITEMS, what, say("questionnaire.scale_without_items_hint")


def _scales_named(p: Placed) -> Iterator[tuple[Route, str, str]]:
    """Each place that names a scale, the scale, and what names it."""
    q = p.q
    for route, item in p.items:
        yield from (
            ((*route, *inner), scale, say("questionnaire.by_item", item=item.id)) for inner, scale in p.scales_of(item)
        )
    if q.classification:
        rule, by = ("classification",), "classification"
        yield from (((*rule, "scales", n), scale, by) for n, scale in enumerate(q.classification.scales))
        yield from (((*rule, "importance", scale), scale, by) for scale in q.classification.importance)
    for job, profile in q.profiles.items():
        yield from (
            (("profiles", job, "at", scale), scale, say("questionnaire.by_profile", job=job)) for scale in profile.at
        )
    if q.struggle:
        yield ("struggle", "scale"), q.struggle.scale, "struggle"
    for kind in ("preconditions", "forces", "notes"):
        scales = enumerate(getattr(q.readiness, kind))
        yield from ((("readiness", kind, n), scale, "readiness") for n, scale in scales)
    if q.staff_map:
        yield from ((("staff_map", "skills", n), scale, "staff_map") for n, scale in enumerate(q.staff_map.skills))


def _flat(p: Placed) -> Iterator[PlacedFault]:
    if any(isinstance(i, RatingItem) and i.answers not in p.q.answer_sets for _, i in p.items):
        return
    for contribution in p.q.contributions:
        points = {*contribution.options.values(), *contribution.thresholds.values()}
        route = p.items[p.order[contribution.item]][0]
        if len(points) == 1 and not contribution.thresholds:
            what = say("questionnaire.scale_flat", item=contribution.item, scale=contribution.scale)
            yield route, Code.FLAT_SCALE, what, say("questionnaire.scale_flat_hint")


def _bands(p: Placed) -> Iterator[PlacedFault]:
    for name, scale in p.q.scales.items():
        ends = [band.up_to for band in scale.bands]
        inner = [end for end in ends[:-1] if end is not None]
        in_order = len(inner) == max(len(ends) - 1, 0) and inner == sorted(set(inner))
        if ends and (not in_order or ends[-1] is not None):
            what = say("questionnaire.bands_must_rise", name=name)
            yield ("scales", name, "bands"), Code.BANDS_OUT_OF_ORDER, what, None
    s = p.q.struggle
    if s and s.early >= s.active:
        yield ("struggle", "early"), Code.BANDS_OUT_OF_ORDER, say("questionnaire.early_below_active"), None


def _profiles(p: Placed) -> Iterator[PlacedFault]:
    q = p.q
    if bool(q.profiles) != bool(q.classification) and not {"profiles", "classification"} & p.cut:
        what = say("questionnaire.profiles_need_classification")
        yield ("profiles",) if q.profiles else ("classification",), Code.PROFILE_INCOMPLETE, what, None
    if not q.classification or not q.profiles:
        return
    if len(q.profiles) < 2 and not p.cut:
        yield ("profiles",), Code.PROFILE_INCOMPLETE, say("questionnaire.two_profiles"), None
    for job, profile in q.profiles.items():
        for scale in q.classification.scales:
            if scale not in profile.at and scale not in p.cut:
                what = say("questionnaire.profile_incomplete", job=job, scale=scale)
                yield (
                    ("profiles", job, "at"),
                    Code.PROFILE_INCOMPLETE,
                    what,
                    say("questionnaire.add_scale_hint", scale=scale),
                )
    seats = ((("profiles", job), tuple(x.at.get(s) for s in q.classification.scales)) for job, x in q.profiles.items())
    for route, _ in _repeated(seats):
        what = say("questionnaire.profile_same_place", route=route[1])
        yield route, Code.PROFILE_INCOMPLETE, what, say("questionnaire.profile_same_place_hint")
    if q.classification.leaning >= q.classification.clear:
        what = say("questionnaire.leaning_below_clear")
        yield ("classification", "leaning"), Code.BANDS_OUT_OF_ORDER, what, None


def _options(p: Placed) -> Iterator[PlacedFault]:
    for route, item in p.items:
        for n, option in enumerate(item.options if isinstance(item, SingleItem | MultipleItem) else ()):
            place: Route = (*route, "options", n)
            if option.cannot_say and option.points:
                what = say("questionnaire.cannot_say_points", id=option.id)
                yield (*place, "points"), Code.CONDITION_MISFIT, what, say("questionnaire.cannot_say_points_hint")
            if option.points and isinstance(item, MultipleItem):
                what = say("questionnaire.multiple_points", id=item.id)
                yield (*place, "points"), Code.CONDITION_MISFIT, what, say("questionnaire.multiple_points_hint")
            if option.exclusive and isinstance(item, SingleItem):
                what = say("questionnaire.exclusive_in_single", id=item.id)
                yield (*place, "exclusive"), Code.CONDITION_MISFIT, what, say("questionnaire.exclusive_in_single_hint")


def _uses(p: Placed) -> Iterator[PlacedFault]:
    for role, item in p.q.uses.items():
        if item not in p.order and item not in p.cut:
            what = say("questionnaire.role_of_no_item", role=role, item=item)
            yield ("uses", role), Code.UNKNOWN_ITEM, what, did_you_mean(item, list(p.order))


def _claims(p: Placed) -> Iterator[PlacedFault]:
    for name, claim in p.q.claims.items():
        for n, item in enumerate(claim.items):
            if item not in p.order and item not in p.cut:
                what = say("questionnaire.claim_of_no_item", claim=name, item=item)
                yield ("claims", name, "items", n), Code.UNKNOWN_ITEM, what, did_you_mean(item, list(p.order))
    banded = {"struggle": p.q.struggle is not None, "readiness": p.q.readiness != Readiness()}
    for key in (key for key, there in banded.items() if there and p.q.claims):
        yield (key,), Code.WRONG_VALUE, say("questionnaire.claims_scored", key=key), say("questionnaire.claims_hint")


def _staff_map(p: Placed) -> Iterator[PlacedFault]:
    wanted = p.q.staff_map
    if wanted is None:
        return
    items = {("unit",): wanted.unit} | ({("leaving", "item"): wanted.leaving.item} if wanted.leaving else {})
    for route, item in items.items():
        if item not in p.order and item not in p.cut:
            what = say("questionnaire.staff_map_no_item", item=item)
            yield ("staff_map", *route), Code.UNKNOWN_ITEM, what, did_you_mean(item, list(p.order))
    yield from _levels(wanted)
    if wanted.leaving and wanted.leaving.item in p.order:
        offered = [option.id for option in p.q.options(wanted.leaving.item)]
        for kind in ("leaves", "unsure"):
            for n, option in enumerate(getattr(wanted.leaving, kind)):
                if option not in offered:
                    what = say("questionnaire.role_no_option", item=wanted.leaving.item, option=option)
                    yield ("staff_map", "leaving", kind, n), Code.UNKNOWN_OPTION, what, did_you_mean(option, offered)


def _levels(wanted: StaffMap) -> Iterator[PlacedFault]:
    """Gates of levels that ask for a skill the map has not, for more skills than there are, or leave somebody out."""
    if wanted.levels[0].needs:
        what = say("questionnaire.first_level_has_needs", level=wanted.levels[0].title)
        yield ("staff_map", "levels", 0, "needs"), Code.WRONG_VALUE, what, say("questionnaire.first_level_hint")
    gates = [
        (("staff_map", "levels", n, "needs", k), gate)
        for n, level in enumerate(wanted.levels)
        for k, gate in enumerate(level.needs)
    ]
    for place, gate in gates:
        for n, skill in enumerate(gate.of):
            if skill not in wanted.skills:
                what = say("questionnaire.gate_no_skill", skill=skill)
                yield (*place, "of", n), Code.UNKNOWN_SCALE, what, did_you_mean(skill, list(wanted.skills))
        if gate.count > len(gate.of or wanted.skills):
            what = say("questionnaire.gate_too_many", count=gate.count, skills=len(gate.of or wanted.skills))
            yield (*place, "count"), Code.WRONG_VALUE, what, say("questionnaire.gate_too_many_hint")


RULES = (
    _ids,
    _answer_sets,
    _scales,
    _flat,
    _bands,
    _profiles,
    conditions,
    _options,
    counts_and_bands,
    dead_ends,
    _uses,
    _claims,
    _staff_map,
    perspectives,
    look_backs,
)
