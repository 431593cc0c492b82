"""Conditions that make sense, and what nobody can ever reach.

Owns the rules about asking and reaching; knows nothing of scales or profiles.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, did_you_mean
from jtbd_diag.ground.english import any_of
from jtbd_diag.ground.yaml_values import Route
from jtbd_diag.questionnaire.conditions import Condition, Value, as_number, wanted
from jtbd_diag.questionnaire.items import DateItem, Item, MultipleItem, NumberItem, RatingItem, SingleItem, TextItem
from jtbd_diag.questionnaire.where_in_file import Placed, PlacedFault

MOST_CASES = 20_000
MOST_STEPS = 400_000  # for all items together
LONGEST_CHAIN = 60
"""Items that one item's being asked may hang on; what hangs on more is not searched."""


def conditions(p: Placed) -> Iterator[PlacedFault]:
    """Conditions that ask about something missing, about something later, or in a way that does not fit."""
    for n, (route, item) in enumerate(p.items):
        if item.ask_if is not None:
            yield from _condition(p, item.ask_if, (*route, "ask_if"), n)
    if p.q.struggle and p.q.struggle.none_if:
        yield from _condition(p, p.q.struggle.none_if, ("struggle", "none_if"), len(p.items))


def _condition(p: Placed, condition: Condition, route: Route, position: int) -> Iterator[PlacedFault]:
    for leaf in condition.leaves():
        if leaf.item is None:
            what = say("questionnaire.condition_on_items_only")
            yield route, Code.CONDITION_MISFIT, what, say("questionnaire.condition_on_items_only_hint")
        elif leaf.item not in p.order:
            if leaf.item not in p.cut:
                what = say("questionnaire.condition_on_no_item", item=leaf.item)
                yield route, Code.UNKNOWN_ITEM, what, did_you_mean(leaf.item, list(p.order))
        elif p.order[leaf.item] >= position:
            yield _too_early(p, leaf.item, route, position)
        else:
            yield from _misfit(p, leaf, route)


def _too_early(p: Placed, asked: str, route: Route, position: int) -> PlacedFault:
    own = p.items[position][1].id
    if own == asked:
        return (
            route,
            Code.CONDITION_CYCLE,
            say("questionnaire.condition_on_itself", own=own),
            say("questionnaire.condition_on_itself_hint"),
        )
    if own in p.chain(asked, LONGEST_CHAIN):
        what = say("questionnaire.condition_circle", own=own, asked=asked)
        return route, Code.CONDITION_CYCLE, what, say("questionnaire.condition_circle_hint")
    what = say("questionnaire.condition_on_later", own=own, asked=asked)
    return route, Code.CONDITION_ON_LATER_ITEM, what, say("questionnaire.condition_on_later_hint", own=own, asked=asked)


def _misfit(p: Placed, leaf: Condition, route: Route) -> Iterator[PlacedFault]:
    assert leaf.item is not None
    item = p.item(leaf.item)
    if _lacks_answers(p, item):
        return
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
        what = say("questionnaire.condition_misfit", compares=compares, id=item.id, type=item.type)
        return Code.CONDITION_MISFIT, what, say("questionnaire.condition_misfit_hint", allowed=any_of(allowed)), []
    right = next((right for right in (leaf.includes, leaf.is_, leaf.is_not) if right is not None), ())
    if isinstance(item, NumberItem):
        words = [one for one in wanted(right) if as_number(one) is None]
        what = say("questionnaire.condition_no_number", id=item.id, words=words[0]) if words else ""
        return (Code.CONDITION_MISFIT, what, say("questionnaire.condition_no_number_hint"), []) if words else None
    if compares in ("at_least", "at_most"):
        return None
    unknown = [one for one in wanted(right) if one not in options]
    if not unknown:
        return None
    what = say("questionnaire.condition_no_option", id=item.id, unknown=unknown[0])
    return Code.UNKNOWN_OPTION, what, did_you_mean(unknown[0], options), unknown


def counts_and_bands(p: Placed) -> Iterator[PlacedFault]:
    """Counts that cannot be ticked, and bands of a number that it cannot have."""
    for route, item in p.items:
        if isinstance(item, MultipleItem):
            most = sum(not o.stands_alone for o in item.options)
            for scale, table in item.count_points.items():
                for count in (c for c in table if not 0 <= c <= most):
                    what = say("questionnaire.count_beyond", count=count, id=item.id, most=most)
                    yield (
                        (*route, "count_points", scale, count),
                        Code.UNREACHABLE,
                        what,
                        say("questionnaire.count_beyond_hint"),
                    )
        if isinstance(item, NumberItem):
            yield from _bands(item, route)


def _bands(item: NumberItem, route: Route) -> Iterator[PlacedFault]:
    low, high = item.minimum, item.maximum
    if low is not None and high is not None and low > high:
        what = say("questionnaire.bounds_empty", low=low, high=high)
        yield (*route, "maximum"), Code.UNREACHABLE, what, None
        return
    for scale, bands in item.band_points.items():
        starts = sorted(bands)
        place = (*route, "band_points", scale)
        for start, following in zip(starts, [*starts[1:], None], strict=True):
            if high is not None and start > high:
                what = say("questionnaire.band_never_reached", id=item.id, start=start, high=high)
                yield place, Code.UNREACHABLE, what, say("questionnaire.band_never_reached_hint")
            elif low is not None and following is not None and following <= low:
                what = say("questionnaire.band_never_left", id=item.id, following=following, low=low)
                yield place, Code.UNREACHABLE, what, say("questionnaire.band_never_left_hint", start=start)


def dead_ends(p: Placed) -> Iterator[PlacedFault]:
    """Items that no answers lead to."""
    faulty = {route[:4] for route, *_ in conditions(p)}
    steps = 0
    for route, item in p.items:
        chain = p.chain(item.id, LONGEST_CHAIN)
        if item.ask_if is None or len(chain) > LONGEST_CHAIN or steps > MOST_STEPS:
            continue
        leaves = [leaf for one in chain if (asked := p.item(one).ask_if) for leaf in asked.leaves()]
        told = any(p.items[p.order[one]][0] in faulty for one in chain)
        if told or any(_doubtful(p, leaf) for leaf in leaves):
            continue
        search = _Search(p, item, chain)
        led = search.leads_there()
        steps += search.steps
        if not led:
            hint = say("questionnaire.never_asked_hint")
            yield (*route, "ask_if"), Code.UNREACHABLE, say("questionnaire.never_asked", id=item.id), hint


def _doubtful(p: Placed, leaf: Condition) -> bool:
    """Whether a condition speaks of something that another fault has put in doubt."""
    rights = (leaf.is_, leaf.is_not, leaf.includes)
    words = {leaf.item, *(word for right in rights if right is not None for word in wanted(right))}
    without_answers = leaf.item in p.order and _lacks_answers(p, p.item(leaf.item))
    return bool(words & p.cut) or without_answers


def _lacks_answers(p: Placed, item: Item) -> bool:
    return isinstance(item, RatingItem) and not p.options(item)


class _Search:
    """Tries answers to whatever decides whether an item is asked."""

    def __init__(self, p: Placed, target: Item, chain: frozenset[str]) -> None:
        self.p, self.target = p, target
        self.before = [p.item(one) for one in sorted(chain - {target.id}, key=p.order.__getitem__)]
        self.leaves = [leaf for item in (*self.before, target) if item.ask_if for leaf in item.ask_if.leaves()]
        self.values: dict[str, Value | None] = {}
        self.cases = self.steps = 0

    def item(self, item: str) -> Value | None:
        """The answer tried (one of the facts that conditions are put to)."""
        return self.values.get(item)

    def scale(self, scale: str) -> None:
        """No scores here."""

    def result(self, result: str) -> None:
        """No results here."""

    def leads_there(self, step: int = 0) -> bool:
        """Whether some answers make the item asked; taken as yes when there are too many to try."""
        self.steps += 1
        if step == len(self.before):
            self.cases += 1
            return self.cases > MOST_CASES or (self.target.ask_if is not None and self.target.ask_if.holds(self))
        if self.steps > MOST_CASES * 2:
            return True
        item = self.before[step]
        asked = item.ask_if is None or item.ask_if.holds(self)
        for answer in self._worth_trying(item) if asked else [None]:
            self.values[item.id] = answer
            if self.leads_there(step + 1):
                return True
        return False

    def _worth_trying(self, item: Item) -> Sequence[Value | None]:
        leaves = [leaf for leaf in self.leaves if leaf.item == item.id]
        if isinstance(item, MultipleItem):
            return [None, *_ticks(item, {leaf.includes for leaf in leaves if leaf.includes})]
        if isinstance(item, NumberItem):
            return [None, *_numbers(item, leaves)]
        return [None, *[option.id for option in self.p.options(item)]] if self.p.options(item) else [None, "something"]


def _ticks(item: MultipleItem, named: set[str]) -> Iterator[tuple[str, ...]]:
    """Every choice among the options named, alone or beside another one."""
    alone = {option.id for option in item.options if option.stands_alone}
    others = [option.id for option in item.options if option.id not in named | alone]
    yield from ((one,) for one in sorted(named & alone))
    free = sorted(named - alone)
    for number in range(len(free) + 1):
        for some in itertools.combinations(free, number):
            if some or others or alone - named:
                yield some or (*others, *sorted(alone - named))[:1]


def _numbers(item: NumberItem, leaves: Sequence[Condition]) -> list[float]:
    """The numbers compared with, one between each two of them, and one beyond either end."""
    rights = [right for leaf in leaves for right in (leaf.is_, leaf.is_not) if right is not None]
    named = {float(word) for right in rights for word in wanted(right)}
    ends = [end for leaf in leaves for end in (leaf.at_least, leaf.at_most) if end is not None]
    edges = sorted({*named, *ends, *(end for end in (item.minimum, item.maximum) if end is not None)})
    between = [(a + b) / 2 for a, b in itertools.pairwise(edges)]
    tries = sorted({*edges, *between, *(edge + beyond for edge in (edges[:1] + edges[-1:]) for beyond in (-1, 1))})
    low = item.minimum if item.minimum is not None else float("-inf")
    high = item.maximum if item.maximum is not None else float("inf")
    return [number for number in tries if low <= number <= high] or [low if edges else 0.0]
