"""Random small questionnaires, valid by construction, and random answers to them."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import reject
from hypothesis import strategies as st

from jtbd_diag.answers import parse_values
from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.ground.yaml_files import yaml_text
from jtbd_diag.questionnaire import Item, Questionnaire, Value, questionnaire_from_text
from jtbd_diag.questionnaire.items import DateItem, MultipleItem, NumberItem, RatingItem, SingleItem, TextItem

Plain = dict[str, Any]
"""A questionnaire, or part of one, as plain data."""

SCALES = ("scope", "frustration", "breadth")
OTHER_SCALE = "drive"
POINTS = st.integers(0, 100)
WEIGHTS = st.sampled_from([0.1, 0.5, 1, 2, 3])


@st.composite
def plain_questionnaires(draw: st.DrawFn, *, most_items: int = 7, conditions: bool = True) -> Plain:
    """A questionnaire as plain data: every type of item, several scales, 2 to 4 profiles."""
    deciding = SCALES[: draw(st.integers(1, 3))]
    scales = (*deciding, *([OTHER_SCALE] if draw(st.booleans()) else []))
    sets = {f"set{n}": [f"level {level}" for level in range(n)] for n in (2, draw(st.integers(3, 5)))}
    # every scale is fed by one item at least
    items = [draw(_ratings(f"i{n}", sets, st.just(scale))) for n, scale in enumerate(scales)]
    more = range(len(scales), draw(st.integers(len(scales), most_items)))
    items += [draw(_items(f"i{n}", sets, scales)) for n in more]
    items = draw(st.permutations(items))
    if conditions:
        for n, item in enumerate(items[1:], start=1):
            if draw(st.integers(0, 2)) == 0:
                item["ask_if"] = draw(_conditions(items[:n], sets, depth=2))
    questionnaire: Plain = {
        "questionnaire": "random",
        "version": 1,
        "title": "Random",
        "minutes": 60,
        "answer_sets": sets,
        "scales": {s: {"title": s, "minimum_answered": draw(st.sampled_from([0, 0.3, 0.6, 1]))} for s in scales},
        "profiles": draw(_profiles(deciding)),
        "classification": {
            "scales": list(deciding),
            "spread": draw(st.sampled_from([10, 25, 40.5])),
            "importance": {scale: draw(WEIGHTS) for scale in deciding if draw(st.booleans())},
        },
        "sections": [{"title": "All", "items": items}],
    }
    if OTHER_SCALE in scales:
        questionnaire["struggle"] = {"scale": OTHER_SCALE}
        if draw(st.booleans()):
            questionnaire["struggle"]["none_if"] = draw(_conditions(items, sets, depth=1))
    return questionnaire


@st.composite
def questionnaires(draw: st.DrawFn, *, most_items: int = 7, conditions: bool = True) -> Questionnaire:
    """The same, loaded."""
    return loaded(draw(plain_questionnaires(most_items=most_items, conditions=conditions)))


def loaded(plain: Plain) -> Questionnaire:
    """Load plain data; an item that the dice made unreachable is asked of everybody instead."""
    for _ in range(len(plain["sections"][0]["items"]) + 1):
        try:
            return questionnaire_from_text(yaml_text(plain))
        except InputError as error:
            if {problem.code for problem in error.problems} != {Code.UNREACHABLE}:
                raise
            unreachable = {problem.what.split("'")[1] for problem in error.problems}
            for item in plain["sections"][0]["items"]:
                if item["id"] in unreachable:
                    del item["ask_if"]
    return reject()


@st.composite
def _profiles(draw: st.DrawFn, scales: tuple[str, ...]) -> Plain:
    seats = draw(st.lists(st.tuples(*(POINTS for _ in scales)), min_size=2, max_size=4, unique=True))
    return {
        f"job{n}": {"title": f"Job {n}", "at": dict(zip(scales, seat, strict=True))} for n, seat in enumerate(seats)
    }


@st.composite
def _ratings(draw: st.DrawFn, name: str, sets: Plain, scale: st.SearchStrategy[str]) -> Plain:
    return {
        "id": name,
        "type": "rating",
        "ask": name,
        "answers": draw(st.sampled_from(sorted(sets))),
        "scale": draw(scale),
        "weight": draw(WEIGHTS),
        "reverse": draw(st.booleans()),
    }


@st.composite
def _tables(draw: st.DrawFn, scales: tuple[str, ...], keys: list[Any]) -> Plain:
    """Points that differ, by key, for one scale or more."""
    fed = draw(st.lists(st.sampled_from(scales), min_size=1, unique=True))
    points = st.lists(POINTS, min_size=len(keys), max_size=len(keys)).filter(lambda drawn: len(set(drawn)) > 1)
    return {scale: dict(zip(keys, draw(points), strict=True)) for scale in fed}


@st.composite
def _options_with_points(draw: st.DrawFn, options: list[Plain], scales: tuple[str, ...]) -> list[Plain]:
    ids = [option["id"] for option in options]
    for scale, points in draw(_tables(scales, ids)).items():
        silent = draw(st.sampled_from(ids))  # gives no points on this scale, if the others still differ
        if len({points[one] for one in ids if one != silent}) > 1 and draw(st.booleans()):
            del points[silent]
        for option in options:
            if option["id"] in points:
                option.setdefault("points", {})[scale] = points[option["id"]]
    return options


@st.composite
def _items(draw: st.DrawFn, name: str, sets: Plain, scales: tuple[str, ...]) -> Plain:
    kind = draw(st.sampled_from(["single", "multiple", "rating", "number", "text", "date"]))
    item: Plain = {"id": name, "type": kind, "ask": name}
    if kind == "rating":
        return draw(_ratings(name, sets, st.sampled_from(scales)))
    if kind in ("single", "multiple"):
        ids = [f"o{n}" for n in range(draw(st.integers(2, 4)))]
        item["options"] = [{"id": one, "text": f"{name} {one}"} for one in ids]
        if kind == "single":
            item["options"] = draw(_options_with_points(item["options"], scales))
        else:
            counts = draw(st.lists(st.integers(0, len(ids)), min_size=2, max_size=4, unique=True))
            item["count_points"] = draw(_tables(scales, counts))
            if draw(st.booleans()):
                item["options"].append({"id": "none", "text": f"{name} none", "exclusive": True})
        if draw(st.booleans()):
            item["options"].append({"id": "cannot_say", "text": f"{name} cannot say", "cannot_say": True})
        item["weight"] = draw(st.one_of(WEIGHTS, st.just({scales[0]: draw(WEIGHTS)})))
    if kind == "number":
        item["band_points"] = draw(_tables(scales, draw(st.sampled_from([[0, 10], [-5, 0.5, 20], [1, 2, 3, 4]]))))
        item["weight"] = draw(WEIGHTS)
    return item


@st.composite
def _conditions(draw: st.DrawFn, before: list[Plain], sets: Plain, depth: int) -> Plain:
    join = draw(st.sampled_from(["leaf", "leaf", "all", "any", "not"])) if depth else "leaf"
    if join == "not":
        return {"not": draw(_conditions(before, sets, depth - 1))}
    if join != "leaf":
        return {join: [draw(_conditions(before, sets, depth - 1)) for _ in range(2)]}
    item = draw(st.sampled_from(before))
    leaf: Plain = {"item": item["id"]}
    comparisons = {
        "single": ["is", "is_not", "answered"],
        "multiple": ["includes", "answered"],
        "rating": ["is", "is_not", "at_least", "at_most", "answered"],
        "number": ["is", "is_not", "at_least", "at_most", "answered"],
    }
    comparison = draw(st.sampled_from(comparisons.get(item["type"], ["answered"])))
    if comparison == "answered":
        return {**leaf, "answered": draw(st.booleans())}
    if item["type"] == "rating":
        words: list[Any] = list(range(1, len(sets[item["answers"]]) + 1))
    elif item["type"] == "number":
        words = [0, 2, 3.0, 10.5]
    else:
        words = [option["id"] for option in item["options"]]
    word = draw(st.sampled_from(words))
    several = comparison in ("is", "is_not") and draw(st.booleans())
    return {**leaf, comparison: [word, draw(st.sampled_from(words))] if several else word}


def values_of(questionnaire: Questionnaire, item: Item) -> st.SearchStrategy[Value]:
    """Any answer that an item takes."""
    ids = [option.id for option in questionnaire.options(item.id)]
    if isinstance(item, SingleItem | RatingItem):
        return st.sampled_from(ids)
    if isinstance(item, MultipleItem):
        alone = [(option.id,) for option in item.options if option.exclusive or option.cannot_say]
        free = [one for one in ids if (one,) not in alone]
        some = st.lists(st.sampled_from(free), min_size=1, unique=True).map(tuple)
        return st.one_of(some, st.sampled_from(alone)) if alone else some
    if isinstance(item, NumberItem):
        return st.sampled_from([-7, -5, 0, 0.5, 1, 2, 3, 3.0, 4, 10, 10.5, 25])
    return st.just("some words") if isinstance(item, TextItem) else st.just("2026-11-21")


@st.composite
def answers(draw: st.DrawFn, questionnaire: Questionnaire, *, complete: bool = False) -> dict[str, Value]:
    """Answers to some items, hidden ones included; to all of them when `complete`."""
    given: dict[str, Value] = {}
    for item in questionnaire.items.values():
        if complete or draw(st.integers(0, 4)):
            given[item.id] = draw(values_of(questionnaire, item))
    return dict(parse_values(questionnaire, given).values)


@st.composite
def answered(
    draw: st.DrawFn, *, most_items: int = 7, conditions: bool = True, complete: bool = False
) -> tuple[Questionnaire, dict[str, Value]]:
    """A questionnaire with one respondent's answers."""
    questionnaire = draw(questionnaires(most_items=most_items, conditions=conditions))
    return questionnaire, draw(answers(questionnaire, complete=complete))


def answer_by_dice(item: Item, ids: list[str], dice: random.Random) -> Value:
    """An answer to an item whose options have these `ids`, without Hypothesis."""
    if isinstance(item, SingleItem | RatingItem):
        return dice.choice(ids)
    if isinstance(item, MultipleItem):
        return tuple(dice.sample(ids, dice.randint(1, len(ids))))
    if isinstance(item, NumberItem):
        return dice.choice([0, 1, 5.5, 100])
    return "2026-11-21" if isinstance(item, DateItem) else "words"
