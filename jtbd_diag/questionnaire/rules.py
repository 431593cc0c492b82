"""Whether a well-shaped questionnaire makes sense: names that meet, scales that can vary, items that can be asked.

Owns the rules of meaning; knows nothing of YAML but the routes into it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from jtbd_diag.ground.complaints import Code, Problem, did_you_mean
from jtbd_diag.ground.yaml_text import Document, Route
from jtbd_diag.questionnaire.condition_rules import condition_misfit, conditions, counts_and_bands, dead_ends
from jtbd_diag.questionnaire.items import MultipleItem, Option, RatingItem, SingleItem
from jtbd_diag.questionnaire.model import Questionnaire
from jtbd_diag.questionnaire.placed import Fault, Placed

__all__ = ["check", "condition_misfit"]


def check(questionnaire: Questionnaire, document: Document, cut: set[str]) -> list[Problem]:
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


def _ids(p: Placed) -> Iterator[Fault]:
    for route, one in _repeated((r, item.id) for r, item in p.items):
        yield (*route, "id"), Code.DUPLICATE_ID, f"there is already an item '{one}'", "give it another id"
    for route, item in p.items:
        options = item.options if isinstance(item, SingleItem | MultipleItem) else ()
        for name, mark in _MARKS:
            marks = [((*route, "options", n, name), mark(o)) for n, o in enumerate(options) if mark(o) is not None]
            for place, one in _repeated(marks):
                what = f"another option of '{item.id}' already has the {name} '{one}'"
                yield place, Code.DUPLICATE_ID, what, f"give it another {name}"
    for name, texts in p.q.answer_sets.items():
        for place, one in _repeated((("answer_sets", name, n), text.strip()) for n, text in enumerate(texts)):
            yield place, Code.DUPLICATE_ID, f"'{one}' stands twice in the answer set '{name}'", "word it otherwise"
    yield from _named_twice(p.q)


def _named_twice(q: Questionnaire) -> Iterator[Fault]:
    """Scales that a list names more than once, which would make them count more than once."""
    lists: dict[Route, tuple[str, ...]] = {
        ("classification", "scales"): q.classification.scales if q.classification else ()
    }
    lists |= {("readiness", kind): getattr(q.readiness, kind) for kind in ("preconditions", "forces", "notes")}
    lists[("staff_map", "skills")] = q.staff_map.skills if q.staff_map else ()
    for route, scales in lists.items():
        for place, scale in _repeated(((*route, n), scale) for n, scale in enumerate(scales)):
            yield place, Code.DUPLICATE_ID, f"'{scale}' stands twice in '{route[1]}'", "take it out"


def _answer_sets(p: Placed) -> Iterator[Fault]:
    for route, item in p.items:
        known = p.q.answer_sets
        if isinstance(item, RatingItem) and item.answers not in known and item.answers not in p.cut:
            what = f"item '{item.id}' uses the answer set '{item.answers}', which is not defined"
            yield (*route, "answers"), Code.UNKNOWN_ANSWER_SET, what, did_you_mean(item.answers, list(known))
    for name, codes in p.q.answer_codes.items():
        place: Route = ("answer_codes", name)
        texts = p.q.answer_sets.get(name)
        if texts is None and name not in p.cut:
            what = f"'answer_codes' has codes for '{name}', which is no answer set"
            yield place, Code.UNKNOWN_ANSWER_SET, what, did_you_mean(name, list(p.q.answer_sets))
        elif texts is not None and len(codes) != len(texts):
            what = f"'{name}' has {len(texts)} answers, and {len(codes)} codes"
            yield place, Code.WRONG_VALUE, what, "give each answer its code, in the same order"
        for where, one in _repeated(((*place, n), str(code)) for n, code in enumerate(codes)):
            yield where, Code.DUPLICATE_ID, f"the code '{one}' stands twice in '{name}'", "give each answer its own"


def _scales(p: Placed) -> Iterator[Fault]:
    named = [((*r, *inner), scale, f"item '{i.id}'") for r, i in p.items for inner, scale in p.scales_of(i)]
    q = p.q
    if q.classification:
        named += [(("classification", "scales", n), s, "classification") for n, s in enumerate(q.classification.scales)]
        named += [(("classification", "importance", s), s, "classification") for s in q.classification.importance]
    for job, profile in q.profiles.items():
        named += [(("profiles", job, "at", s), s, f"profile '{job}'") for s in profile.at]
    if q.struggle:
        named.append((("struggle", "scale"), q.struggle.scale, "struggle"))
    for kind in ("preconditions", "forces", "notes"):
        named += [(("readiness", kind, n), s, "readiness") for n, s in enumerate(getattr(q.readiness, kind))]
    if q.staff_map:
        named += [(("staff_map", "skills", n), s, "staff_map") for n, s in enumerate(q.staff_map.skills)]
        named.append((("staff_map", "level"), q.staff_map.level, "staff_map"))
    for route, scale, by in named:
        if scale not in q.scales and scale not in p.cut:
            hint = did_you_mean(scale, list(q.scales))
            yield route, Code.UNKNOWN_SCALE, f"{by} names the scale '{scale}', which is not defined", hint
    fed = {scale for _, item in p.items for route, scale in p.scales_of(item) if route[0] != "weight"}
    for scale in q.scales:
        if scale not in fed and not p.cut:
            what = f"no item gives points to the scale '{scale}'"
            yield ("scales", scale), Code.SCALE_WITHOUT_ITEMS, what, "let an item give it points, or take it out"


def _flat(p: Placed) -> Iterator[Fault]:
    if any(isinstance(i, RatingItem) and i.answers not in p.q.answer_sets for _, i in p.items):
        return
    for contribution in p.q.contributions:
        points = {*contribution.options.values(), *contribution.thresholds.values()}
        route = p.items[p.order[contribution.item]][0]
        if len(points) == 1 and not contribution.thresholds:
            what = f"every answer to '{contribution.item}' gives the same points on '{contribution.scale}'"
            yield route, Code.FLAT_SCALE, what, "give different points, or none"


def _bands(p: Placed) -> Iterator[Fault]:
    for name, scale in p.q.scales.items():
        ends = [band.up_to for band in scale.bands]
        inner = [end for end in ends[:-1] if end is not None]
        in_order = len(inner) == max(len(ends) - 1, 0) and inner == sorted(set(inner))
        if ends and (not in_order or ends[-1] is not None):
            what = f"the bands of '{name}' must rise, each with 'up_to' but the last, which has none"
            yield ("scales", name, "bands"), Code.BANDS_OUT_OF_ORDER, what, None
    s = p.q.struggle
    if s and s.early >= s.active:
        yield ("struggle", "early"), Code.BANDS_OUT_OF_ORDER, "'early' must lie below 'active'", None


def _profiles(p: Placed) -> Iterator[Fault]:
    q = p.q
    if bool(q.profiles) != bool(q.classification) and not {"profiles", "classification"} & p.cut:
        what = "'profiles' and 'classification' need each other: both, or neither"
        yield ("profiles",) if q.profiles else ("classification",), Code.PROFILE_INCOMPLETE, what, None
    if not q.classification or not q.profiles:
        return
    if len(q.profiles) < 2 and not p.cut:
        yield ("profiles",), Code.PROFILE_INCOMPLETE, "there must be two profiles at least", None
    for job, profile in q.profiles.items():
        for scale in q.classification.scales:
            if scale not in profile.at and scale not in p.cut:
                what = f"profile '{job}' does not say where it sits on '{scale}'"
                yield ("profiles", job, "at"), Code.PROFILE_INCOMPLETE, what, f"add '{scale}: 0-100'"
    seats = ((("profiles", job), tuple(x.at.get(s) for s in q.classification.scales)) for job, x in q.profiles.items())
    for route, _ in _repeated(seats):
        what = f"profile '{route[1]}' sits just where another one does on the scales that decide"
        yield route, Code.PROFILE_INCOMPLETE, what, "move one of them"
    if q.classification.leaning >= q.classification.clear:
        what = "'leaning' must lie below 'clear'"
        yield ("classification", "leaning"), Code.BANDS_OUT_OF_ORDER, what, None


def _options(p: Placed) -> Iterator[Fault]:
    for route, item in p.items:
        for n, option in enumerate(item.options if isinstance(item, SingleItem | MultipleItem) else ()):
            place: Route = (*route, "options", n)
            if option.cannot_say and option.points:
                what = f"'{option.id}' is 'cannot_say' and yet gives points"
                yield (*place, "points"), Code.CONDITION_MISFIT, what, "leave the points out"
            if option.points and isinstance(item, MultipleItem):
                what = f"options of '{item.id}', of type multiple, give no points of their own"
                yield (*place, "points"), Code.CONDITION_MISFIT, what, "use 'count_points'"
            if option.exclusive and isinstance(item, SingleItem):
                what = f"'exclusive' has no meaning in '{item.id}', of type single"
                yield (*place, "exclusive"), Code.CONDITION_MISFIT, what, "leave it out"


def _uses(p: Placed) -> Iterator[Fault]:
    for role, item in p.q.uses.items():
        if item not in p.order and item not in p.cut:
            what = f"'{role}' names the item '{item}', which is not there"
            yield ("uses", role), Code.UNKNOWN_ITEM, what, did_you_mean(item, list(p.order))


def _staff_map(p: Placed) -> Iterator[Fault]:
    wanted = p.q.staff_map
    if wanted is None:
        return
    items = {("unit",): wanted.unit} | ({("leaving", "item"): wanted.leaving.item} if wanted.leaving else {})
    for route, item in items.items():
        if item not in p.order and item not in p.cut:
            what = f"the staff map names the item '{item}', which is not there"
            yield ("staff_map", *route), Code.UNKNOWN_ITEM, what, did_you_mean(item, list(p.order))
    if wanted.level in p.q.scales and not p.q.scales[wanted.level].bands:
        what = f"the levels of the staff map are the bands of '{wanted.level}', which has none"
        yield ("staff_map", "level"), Code.UNKNOWN_SCALE, what, "give the scale bands, or name another one"
    if wanted.leaving and wanted.leaving.item in p.order:
        offered = [option.id for option in p.q.options(wanted.leaving.item)]
        for kind in ("leaves", "unsure"):
            for n, option in enumerate(getattr(wanted.leaving, kind)):
                if option not in offered:
                    what = f"'{wanted.leaving.item}' has no option '{option}'"
                    yield ("staff_map", "leaving", kind, n), Code.UNKNOWN_OPTION, what, did_you_mean(option, offered)


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
    _staff_map,
)
