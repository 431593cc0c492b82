"""Whether a well-shaped questionnaire makes sense: names that meet, scales that can vary, items that can be asked.

Owns the rules of meaning; knows nothing of YAML but the routes into it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from jtbd_diag.errors import Code, Problem, did_you_mean
from jtbd_diag.questionnaire.conditions import Condition, Value, wanted
from jtbd_diag.questionnaire.model import (
    DateItem,
    Item,
    MultipleItem,
    NumberItem,
    Option,
    Questionnaire,
    RatingItem,
    SingleItem,
    TextItem,
)
from jtbd_diag.yaml_file import Document, Route

MOST_CASES = 20_000
Fault = tuple[Route, Code, str, str | None]


def check(questionnaire: Questionnaire, document: Document, cut: set[str]) -> list[Problem]:
    """Every fault of meaning. Ids in `cut` were taken out for another fault and are not missed again."""
    placed = _Placed(questionnaire, cut)
    faults = [fault for rule in RULES for fault in rule(placed)]
    return [Problem(code, document.where(route), what, hint) for route, code, what, hint in faults]


class _Placed:
    """The questionnaire with the route to every item."""

    def __init__(self, questionnaire: Questionnaire, cut: set[str]) -> None:
        self.q, self.cut = questionnaire, cut
        self.items: list[tuple[Route, Item]] = [
            (("sections", s, "items", i), item)
            for s, section in enumerate(questionnaire.sections)
            for i, item in enumerate(section.items)
        ]
        self.order = {item.id: n for n, (_, item) in reversed(list(enumerate(self.items)))}

    def options(self, item: Item) -> Sequence[Option]:
        if isinstance(item, RatingItem):
            texts = self.q.answer_sets.get(item.answers, ())
            return [Option(id=str(n), text=text) for n, text in enumerate(texts, start=1)]
        return item.options if isinstance(item, SingleItem | MultipleItem) else ()

    def scales_of(self, item: Item) -> Iterator[tuple[Route, str]]:
        """Every scale an item speaks of, with the route to the word."""
        if isinstance(item, RatingItem) and item.scale is not None:
            yield ("scale",), item.scale
        for n, option in enumerate(item.options if isinstance(item, SingleItem | MultipleItem) else ()):
            yield from ((("options", n, "points", scale), scale) for scale in option.points)
        tables = item.count_points if isinstance(item, MultipleItem) else {}
        yield from ((("count_points", scale), scale) for scale in tables)
        bands = item.band_points if isinstance(item, NumberItem) else {}
        yield from ((("band_points", scale), scale) for scale in bands)
        weights = getattr(item, "weight", None)
        if isinstance(weights, dict):
            yield from ((("weight", scale), scale) for scale in weights)


def _repeated(ids: Iterable[tuple[Route, object]]) -> Iterator[tuple[Route, object]]:
    seen: set[object] = set()
    for route, one in ids:
        if one in seen:
            yield route, one
        seen.add(one)


def _ids(p: _Placed) -> Iterator[Fault]:
    for route, one in _repeated((r, item.id) for r, item in p.items):
        yield (*route, "id"), Code.DUPLICATE_ID, f"there is already an item '{one}'", "give it another id"
    for route, item in p.items:
        options = list(enumerate(p.options(item)))
        for what, of in (("id", lambda o: o.id), ("code", lambda o: o.code), ("text", lambda o: o.text.strip())):
            marks = [((*route, "options", n, what), of(o)) for n, o in options if of(o) is not None]
            for place, one in _repeated(marks):
                yield place, Code.DUPLICATE_ID, f"item '{item.id}' has another option with the {what} '{one}'", None


def _answer_sets(p: _Placed) -> Iterator[Fault]:
    for route, item in p.items:
        known = p.q.answer_sets
        if isinstance(item, RatingItem) and item.answers not in known and item.answers not in p.cut:
            what = f"item '{item.id}' uses the answer set '{item.answers}', which is not defined"
            yield (*route, "answers"), Code.UNKNOWN_ANSWER_SET, what, did_you_mean(item.answers, list(known))


def _scales(p: _Placed) -> Iterator[Fault]:
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
    for route, scale, by in named:
        if scale not in q.scales and scale not in p.cut:
            hint = did_you_mean(scale, list(q.scales))
            yield route, Code.UNKNOWN_SCALE, f"{by} names the scale '{scale}', which is not defined", hint
    fed = {scale for _, item in p.items for route, scale in p.scales_of(item) if route[0] != "weight"}
    for scale in q.scales:
        if scale not in fed and not p.cut:
            yield ("scales", scale), Code.SCALE_WITHOUT_ITEMS, f"no item gives points to the scale '{scale}'", None


def _flat(p: _Placed) -> Iterator[Fault]:
    if any(isinstance(i, RatingItem) and i.answers not in p.q.answer_sets for _, i in p.items):
        return
    for contribution in p.q.contributions:
        points = {*contribution.options.values(), *contribution.thresholds.values()}
        route = p.items[p.order[contribution.item]][0]
        if len(points) == 1 and not contribution.thresholds:
            what = f"every answer to '{contribution.item}' gives the same points on '{contribution.scale}'"
            yield route, Code.FLAT_SCALE, what, "give different points, or none"


def _bands(p: _Placed) -> Iterator[Fault]:
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


def _profiles(p: _Placed) -> Iterator[Fault]:
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
    for route, _ in _repeated((("profiles", job), tuple(sorted(x.at.items()))) for job, x in q.profiles.items()):
        yield route, Code.PROFILE_INCOMPLETE, f"profile '{route[1]}' sits just where another one does", None
    if q.classification.leaning >= q.classification.clear:
        what = "'leaning' must lie below 'clear'"
        yield ("classification", "leaning"), Code.BANDS_OUT_OF_ORDER, what, None


def _conditions(p: _Placed) -> Iterator[Fault]:
    for n, (route, item) in enumerate(p.items):
        if item.ask_if is not None:
            yield from _condition(p, item.ask_if, (*route, "ask_if"), n)
    if p.q.struggle and p.q.struggle.none_if:
        yield from _condition(p, p.q.struggle.none_if, ("struggle", "none_if"), len(p.items))


def _condition(p: _Placed, condition: Condition, route: Route, position: int) -> Iterator[Fault]:
    for leaf in condition.leaves():
        if leaf.item is None:
            what = "a condition in a questionnaire asks about items only"
            yield route, Code.CONDITION_MISFIT, what, "write 'item: …'"
        elif leaf.item not in p.order:
            if leaf.item not in p.cut:
                what = f"the condition asks about '{leaf.item}', which is no item"
                yield route, Code.UNKNOWN_ITEM, what, did_you_mean(leaf.item, list(p.order))
        elif p.order[leaf.item] >= position:
            yield _too_early(p, leaf.item, route, position)
        else:
            yield from _misfit(p, leaf, route)


def _too_early(p: _Placed, asked: str, route: Route, position: int) -> Fault:
    own = p.items[position][1].id
    if own in _chain(p, asked):
        what = f"'{own}' is asked depending on '{asked}', which is asked depending on '{own}'"
        return route, Code.CONDITION_CYCLE, what, "break the circle"
    what = f"'{own}' is asked depending on '{asked}', which is only asked later"
    return route, Code.CONDITION_ON_LATER_ITEM, what, f"move '{asked}' before '{own}'"


def _chain(p: _Placed, item: str) -> set[str]:
    """The item and everything its being asked depends on."""
    found: set[str] = set()
    todo = [item]
    while todo:
        one = todo.pop()
        if one in found or one not in p.order:
            continue
        found.add(one)
        condition = p.items[p.order[one]][1].ask_if
        todo += condition.items() if condition else ()
    return found


def _misfit(p: _Placed, leaf: Condition, route: Route) -> Iterator[Fault]:
    assert leaf.item is not None
    item = p.items[p.order[leaf.item]][1]
    fault = condition_misfit(item, [option.id for option in p.options(item)], leaf)
    if fault and not set(fault[3]) & p.cut:
        yield route, fault[0], fault[1], fault[2]


def condition_misfit(item: Item, options: list[str], leaf: Condition) -> tuple[Code, str, str | None, list[str]] | None:
    """What is wrong with putting this comparison to this item, if anything; shared with plays."""
    if leaf.answered is not None:
        return None
    compares = next(c for c in ("is", "is_not", "includes", "at_least", "at_most") if leaf.comparison(c) is not None)
    fits: dict[type, tuple[str, ...]] = {
        SingleItem: ("is", "is_not"),
        MultipleItem: ("includes",),
        RatingItem: ("is", "is_not", "at_least", "at_most"),
        NumberItem: ("is", "is_not", "at_least", "at_most"),
        TextItem: (),
        DateItem: (),
    }
    allowed = (*fits[type(item)], "answered")
    if compares not in allowed:
        what = f"'{compares}' does not fit '{item.id}', which is of type {item.type}"
        return Code.CONDITION_MISFIT, what, "use " + " or ".join(allowed), []
    if isinstance(item, NumberItem) or compares in ("at_least", "at_most"):
        return None
    right = leaf.includes if leaf.includes is not None else (leaf.is_ if leaf.is_ is not None else leaf.is_not)
    unknown = [one for one in wanted(right or "") if one not in options]
    if not unknown:
        return None
    what = f"item '{item.id}' has no option '{unknown[0]}'"
    return Code.UNKNOWN_OPTION, what, did_you_mean(unknown[0], options), unknown


def _options(p: _Placed) -> Iterator[Fault]:
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


def _reachable(p: _Placed) -> Iterator[Fault]:
    for route, item in p.items:
        if isinstance(item, MultipleItem):
            most = sum(not (o.exclusive or o.cannot_say) for o in item.options)
            for scale, table in item.count_points.items():
                for count in (c for c in table if not 0 <= c <= most):
                    what = f"{count} options of '{item.id}' can never be ticked: it offers {most}"
                    yield (*route, "count_points", scale, count), Code.UNREACHABLE, what, None
        if isinstance(item, NumberItem) and item.maximum is not None:
            for scale, bands in item.band_points.items():
                for start in (b for b in bands if b > (item.maximum or 0)):
                    what = f"'{item.id}' never reaches {start:g}: its maximum is {item.maximum:g}"
                    yield (*route, "band_points", scale), Code.UNREACHABLE, what, None
        if item.ask_if is not None and item.ask_if.items() <= p.order.keys() and not _can_hold(p, item.ask_if):
            yield (*route, "ask_if"), Code.UNREACHABLE, f"no answers lead to '{item.id}'", "see its ask_if"


class _Case:
    """One combination of answers, as facts for a condition."""

    def __init__(self, values: dict[str, Value | None]) -> None:
        self.values = values

    def item(self, item: str) -> Value | None:
        return self.values.get(item)

    def scale(self, scale: str) -> None:
        return None

    def result(self, result: str) -> None:
        return None


def _can_hold(p: _Placed, condition: Condition) -> bool:
    """Whether some answers make it true; taken as yes when there are too many to try."""
    names = sorted(condition.items())
    ranges = [_answers_worth_trying(p, p.items[p.order[name]][1], condition) for name in names]
    cases: Iterable[tuple[Value | None, ...]] = itertools.product(*ranges)
    for n, case in enumerate(cases):
        if n >= MOST_CASES or condition.holds(_Case(dict(zip(names, case, strict=True)))):
            return True
    return False


def _answers_worth_trying(p: _Placed, item: Item, condition: Condition) -> list[Value | None]:
    ids = [option.id for option in p.options(item)]
    if isinstance(item, SingleItem | RatingItem):
        return [None, *ids]
    leaves = [leaf for leaf in condition.leaves() if leaf.item == item.id]
    if isinstance(item, MultipleItem):
        named = sorted({leaf.includes for leaf in leaves if leaf.includes} & set(ids))
        subsets = itertools.chain.from_iterable(itertools.combinations(named, n) for n in range(len(named) + 1))
        return [None, *subsets]
    if isinstance(item, NumberItem):
        edges = {e for leaf in leaves for e in (leaf.at_least, leaf.at_most, leaf.is_) if isinstance(e, int | float)}
        low, high = item.minimum, item.maximum
        tries = {e + d for e in edges for d in (-1, 0, 1)} | {x for x in (low, high) if x is not None}
        return [None, *sorted(t for t in tries if (low is None or t >= low) and (high is None or t <= high))]
    return [None, "something"]


def _uses(p: _Placed) -> Iterator[Fault]:
    for role, item in p.q.uses.items():
        if item not in p.order and item not in p.cut:
            what = f"'{role}' names the item '{item}', which is not there"
            yield ("uses", role), Code.UNKNOWN_ITEM, what, did_you_mean(item, list(p.order))


def _time(p: _Placed) -> Iterator[Fault]:
    seconds = p.q.overhead_seconds + sum(item.seconds for _, item in p.items)
    if seconds > p.q.minutes * 60 and not p.cut:
        what = f"its items add up to {seconds / 60:.1f} minutes, more than the {p.q.minutes:g} it promises"
        yield ("minutes",), Code.TOO_LONG, what, "promise more, or ask less"


RULES = (
    _ids,
    _answer_sets,
    _scales,
    _flat,
    _bands,
    _profiles,
    _conditions,
    _options,
    _reachable,
    _uses,
    _time,
)
