"""Made-up leaders for every job, outcome, struggle, precondition and problem area, to try the advice on.

Owns their answers; knows nothing of what is advised.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, product

from jtbd_diag.answers import AskedAnswers
from jtbd_diag.diagnosis import Diagnosis, diagnose, score_table
from jtbd_diag.diagnosis.ledger_and_flip import points_of
from jtbd_diag.diagnosis.scored_columns import rows_of, score_column
from jtbd_diag.ground.catalogue import say
from jtbd_diag.questionnaire import Condition, Questionnaire, Value
from jtbd_diag.questionnaire.conditions import wanted

LEVELS = {"low": 0.0, "middle": 50.0, "high": 100.0}
MadeUpAnswers = Mapping[str, Value]
_Level = tuple[str, MadeUpAnswers]


@dataclass(frozen=True)
class MadeUp:
    """A leader made up for one point, named for complaints."""

    name: str
    diagnosis: Diagnosis


def bases(questionnaire: Questionnaire) -> dict[tuple[str, ...], MadeUp]:
    """A leader for every job and outcome, as far as answers can be found: typical ones, mixed step by step."""
    return _first_of_each(questionnaire, ("job", "outcome"))


def by_runner_up(questionnaire: Questionnaire) -> list[MadeUp]:
    """A leader for every job, outcome and job that comes next, as far as answers can be found."""
    return [*_first_of_each(questionnaire, ("job", "outcome", "runner_up")).values()]


def _first_of_each(questionnaire: Questionnaire, results: tuple[str, ...]) -> dict[tuple[str, ...], MadeUp]:
    """The first mixture that comes out with each combination of these results; made once for a questionnaire."""

    def found() -> dict[tuple[str, ...], MadeUp]:
        mixtures = list(_mixtures(questionnaire))
        first: dict[tuple[str, ...], MadeUp] = {}
        for values, row in zip(mixtures, _rows(questionnaire, mixtures), strict=True):
            key = tuple(str(row[one]) for one in results)
            if key not in first and row["job"] is not None:
                first[key] = MadeUp(" ".join(key), diagnose(questionnaire, values))
        return first

    return questionnaire.once(("made_up_leaders", results), found)


def _mixtures(questionnaire: Questionnaire) -> Iterator[MadeUpAnswers]:
    """From each job's typical answers to each other's: one answer after the other, then any of them (seeded)."""
    typical = {job: _typical(questionnaire, job) for job in questionnaire.profiles}
    items = questionnaire.scored_items(_deciding(questionnaire))
    dice = random.Random(questionnaire.questionnaire)
    taken = [items[: n + 1] for n in range(len(items))]
    taken += [tuple(dice.sample(items, dice.randint(1, len(items)))) for _ in range(60)]
    for job, values in typical.items():
        yield values
        for other in (one for one in typical if one != job):
            yield from ({**values, **{item: typical[other][item] for item in some}} for some in taken)


def _deciding(questionnaire: Questionnaire) -> tuple[str, ...]:
    return questionnaire.classification.scales if questionnaire.classification else ()


def _typical(questionnaire: Questionnaire, job: str) -> dict[str, Value]:
    """For each item the answer nearest to a job's profile; a strong push; everything else in the middle."""
    at = questionnaire.profiles[job].at
    push = {questionnaire.struggle.scale: 100.0} if questionnaire.struggle else {}
    places = {**dict.fromkeys(questionnaire.scales, 50.0), **at, **push}
    return {item: _nearest_answer(questionnaire, item, places) for item in questionnaire.scored_items()}


def _nearest_answer(questionnaire: Questionnaire, item: str, places: Mapping[str, float]) -> Value:
    """The answer whose points lie nearest to the places wanted on the scales it feeds."""
    feeding = [c for c in questionnaire.contributions if c.item == item]

    def distance(answer: Value) -> float:
        points = [(points_of(questionnaire, c, answer), places[c.scale]) for c in feeding]
        return sum((one - place) ** 2 if one is not None else 10_000 for one, place in points)

    return min(_answers(questionnaire, item), key=distance)


def _answers(questionnaire: Questionnaire, item: str) -> list[Value]:
    options = [o.id for o in questionnaire.options(item) if not o.stands_alone]
    if questionnaire.items[item].type == "multiple":
        return [tuple(options[:count]) for count in range(1, len(options) + 1)]
    thresholds = [start for c in questionnaire.contributions if c.item == item for start in c.thresholds]
    return [*options] or [*thresholds]


def _rows(questionnaire: Questionnaire, values: Sequence[MadeUpAnswers]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = score_table(questionnaire, rows_of(questionnaire, values)).to_dicts()
    return found


def varied(base: MadeUp, changes: Sequence[tuple[str, MadeUpAnswers]]) -> list[MadeUp]:
    """Copies of a leader with some answers changed, scored together; the reasons stay those of the original."""
    questionnaire = base.diagnosis.questionnaire
    values = [{**base.diagnosis.answers.values, **changed} for _, changed in changes]
    rows = _rows(questionnaire, values)
    return [
        MadeUp(f"{base.name}, {name}", _rescored(base.diagnosis, given, row))
        for (name, _), given, row in zip(changes, values, rows, strict=True)
    ]


def _rescored(diagnosis: Diagnosis, values: MadeUpAnswers, row: Mapping[str, object]) -> Diagnosis:
    scores = {name: row[score_column(name)] for name in diagnosis.scales}
    scales = {
        name: scale._replace(score=scores[name], band=diagnosis.questionnaire.scales[name].band(scores[name]))  # type: ignore[arg-type]
        for name, scale in diagnosis.scales.items()
    }
    same = {key: row.get(key) for key in ("job", "runner_up", "lead", "outcome", "struggle")}
    return replace(diagnosis, asked=AskedAnswers(diagnosis.questionnaire, values), scales=scales, **same)  # type: ignore[arg-type]


def settings(questionnaire: Questionnaire) -> list[tuple[str, MadeUpAnswers]]:
    """Every struggle, every precondition low, middle and high, and every problem area, in combination."""
    return _together([*product(*_lists(questionnaire))])


def shared_settings(questionnaire: Questionnaire, leaders: int) -> list[list[tuple[str, MadeUpAnswers]]]:
    """The same for each of so many leaders, of whom each has only a share of the combinations.

    Any three of leader, struggle, precondition and area still stand together: the places that they have on their lists
    add up to a multiple of the shortest list's length, so that of any three there is a fourth.
    """
    lists = _lists(questionnaire)
    shortest = min(leaders, *map(len, lists))
    shares: list[list[tuple[_Level, ...]]] = [[] for _ in range(leaders)]
    for places in product(*(range(len(levels)) for levels in lists)):
        for leader in range(-sum(places) % shortest, leaders, shortest):
            shares[leader].append(tuple(levels[place] for levels, place in zip(lists, places, strict=True)))
    return [_together(share) for share in shares]


def without_push(questionnaire: Questionnaire) -> MadeUpAnswers:
    """Answers to all items of the struggle that show as little of it as can be; none where it is not asked."""
    scale = questionnaire.struggle.scale if questionnaire.struggle else None
    return questionnaire.once("without_push", lambda: _at(questionnaire, scale, LEVELS["low"]) if scale else {})


def _together(combinations: Iterable[tuple[_Level, ...]]) -> list[tuple[str, MadeUpAnswers]]:
    return [
        (", ".join(name for name, _ in levels), {item: value for _, given in levels for item, value in given.items()})
        for levels in combinations
    ]


def _lists(questionnaire: Questionnaire) -> tuple[list[_Level], ...]:
    """Struggles, preconditions and areas. Made-up leaders have a strong push and are in the middle of all else."""
    area = questionnaire.uses.get("problem_area")
    options = questionnaire.options(area) if area is not None else ()
    areas: list[_Level] = [(option.id, {str(area): option.id}) for option in options]
    struggle = [questionnaire.struggle.scale] if questionnaire.struggle else []
    as_it_is: list[_Level] = [(say("playbook.level_as_it_is"), {})]
    return (
        _levels(questionnaire, struggle, ("low", "middle")) + as_it_is,
        as_it_is + _levels(questionnaire, questionnaire.readiness.preconditions, ("low", "high")),
        areas or [(say("playbook.no_area"), {})],
    )


def _levels(questionnaire: Questionnaire, scales: Iterable[str], levels: Sequence[str]) -> list[_Level]:
    return [(f"{scale} {level}", _at(questionnaire, scale, LEVELS[level])) for scale in scales for level in levels]


def _at(questionnaire: Questionnaire, scale: str, place: float) -> dict[str, Value]:
    """Answers to all items of a scale that bring it near a place."""
    items = questionnaire.scored_items((scale,))
    places = {**dict.fromkeys(questionnaire.scales, 50.0), scale: place}
    return {item: _nearest_answer(questionnaire, item, places) for item in items}


def meeting(questionnaire: Questionnaire, condition: Condition) -> Iterator[MadeUpAnswers]:
    """Changes of answers that may make a condition true; whether they do is for the caller to see."""
    for parts in _ways(condition):
        yield _met(questionnaire, parts)


def _ways(condition: Condition) -> Iterator[tuple[Condition, ...]]:
    """The comparisons to make true, for each way to meet a condition; what must not be is left alone."""
    if condition.any_ is not None:
        for part in condition.any_:
            yield from _ways(part)
    elif condition.all_ is not None:
        for ways in product(*(list(_ways(part)) for part in condition.all_)):
            yield tuple(chain(*ways))
    else:
        yield (condition,)


def _met(questionnaire: Questionnaire, parts: Sequence[Condition]) -> MadeUpAnswers:
    """Answers that may make all of these comparisons true."""
    changed: dict[str, Value] = {}
    for part in parts:
        changed = merged_answers(changed, _leaf(questionnaire, part))
    for scale, place in _places(parts).items():
        if scale in questionnaire.scales:
            changed |= _at(questionnaire, scale, place)
    if questionnaire.struggle and any(part.result == "struggle" and part.is_ == "early" for part in parts):
        rule = questionnaire.struggle
        changed |= _at(questionnaire, rule.scale, (rule.early + rule.active) / 2)
    return changed


def merged_answers(one: MadeUpAnswers, other: MadeUpAnswers) -> dict[str, Value]:
    """The answers of both, the other's first; where both name several options of one item, all of them."""
    together = {**one, **other}
    for item in one.keys() & other.keys():
        first, second = one[item], other[item]
        if isinstance(first, tuple) and isinstance(second, tuple):
            together[item] = tuple(dict.fromkeys((*first, *second)))
    return together


def _places(parts: Iterable[Condition]) -> dict[str, float]:
    """For each scale compared, the middle of where all comparisons with it hold."""
    bounds: dict[str, tuple[float, float]] = {}
    for part in parts:
        if part.scale is not None:
            low, high = bounds.get(part.scale, (0.0, 100.0))
            least = part.at_least if part.at_least is not None else low
            most = part.at_most if part.at_most is not None else high
            bounds[part.scale] = (max(low, least), min(high, most))
    return {
        scale: high if high == 100 else low if low == 0 else (low + high) / 2 for scale, (low, high) in bounds.items()
    }


def _leaf(questionnaire: Questionnaire, leaf: Condition) -> dict[str, Value]:
    """Answers that make one comparison with an item true, and lead to that item."""
    if leaf.item is None or leaf.item not in questionnaire.items:
        return {}
    steering = questionnaire.items[leaf.item].ask_if
    shown = next(meeting(questionnaire, steering), {}) if steering is not None else {}
    value = _fitting(leaf, [option.id for option in questionnaire.options(leaf.item)])
    return {**shown, leaf.item: value} if value is not None else {}


def _fitting(leaf: Condition, options: Sequence[str]) -> Value | None:
    """An answer that makes a comparison true."""
    if leaf.includes is not None:
        return (leaf.includes,) if leaf.includes in options else None
    if leaf.is_ is not None:
        return next((one for one in wanted(leaf.is_) if one in options or not options), None)
    if leaf.is_not is not None:
        return next((option for option in options if option not in wanted(leaf.is_not)), None)
    if not options:
        return "something" if leaf.answered else None
    return options[-1] if leaf.at_least is not None else options[0]
