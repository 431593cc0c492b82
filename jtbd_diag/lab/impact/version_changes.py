"""Two versions of a questionnaire -> what changed between them, in sentences.

Owns which differences are told, and whether they touch what people read, what scores, or neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import beginning
from jtbd_diag.questionnaire import Condition, Contribution, Questionnaire
from jtbd_diag.questionnaire.fingerprints import what_is_read_of
from jtbd_diag.questionnaire.items import MultipleItem, RatingItem

Touches = Literal["wording", "scoring", "both", "neither"]
ChangedPart = Literal["questions", "scales", "jobs", "other"]
_MOST_NAMED = 8


@dataclass(frozen=True)
class VersionChange:
    """One difference: which part of the questionnaire it is in, what it touches, and the sentence that tells it."""

    part: ChangedPart
    touches: Touches
    sentence: str
    item: str | None = None


def changes_of(old: Questionnaire, new: Questionnaire) -> tuple[VersionChange, ...]:
    """Every difference, questions first, in the order in which they are asked now."""
    return (*_questions(old, new), *_scales(old, new), *_jobs(old, new), *_rest(old, new))


# -- questions -----------------------------------------------------------------------------------------


def _questions(old: Questionnaire, new: Questionnaire) -> Iterator[VersionChange]:
    for name, item in new.items.items():
        if name not in old.items:
            yield VersionChange(
                "questions", _by_score(new, name), say("impact.item_added", item=name, ask=item.ask), name
            )
    for name, item in old.items.items():
        if name not in new.items:
            yield VersionChange(
                "questions", _by_score(old, name), say("impact.item_dropped", item=name, ask=item.ask), name
            )
    shared = [name for name in new.items if name in old.items]
    yield from _answer_words(old, new, shared)
    for name in shared:
        yield from _item(old, new, name)
    if shared != [name for name in old.items if name in new.items]:
        yield VersionChange("questions", "wording", say("impact.order"))
    yield from _around(old, new)


def _by_score(q: Questionnaire, item: str) -> Touches:
    return "both" if item in q.telling_items() else "wording"


def _answer_words(old: Questionnaire, new: Questionnaire, shared: Sequence[str]) -> Iterator[VersionChange]:
    """Reworded answers of statements, told once for all that share them."""
    groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for name in shared:
        texts = tuple(tuple(option.text for option in q.options(name)) for q in (old, new))
        if isinstance(old.items[name], RatingItem) and isinstance(new.items[name], RatingItem) and texts[0] != texts[1]:
            groups.setdefault((texts[0], texts[1]), []).append(name)
    for (before, after), items in groups.items():
        touches: Touches = "wording" if len(before) == len(after) else "both"
        said = {"before": " · ".join(before), "after": " · ".join(after), "items": beginning(items, _MOST_NAMED)}
        yield VersionChange("questions", touches, say("impact.answers_reworded", n=len(items), **said))


def _item(old: Questionnaire, new: Questionnaire, name: str) -> Iterator[VersionChange]:
    one, other = old.items[name], new.items[name]
    if one.type != other.type:
        touches = _by_score(old if name in old.telling_items() else new, name)
        yield _of(name, touches, "impact.item_type", before=one.type, after=other.type)
        return
    if one.ask != other.ask:
        yield _of(name, "wording", "impact.item_reworded", before=one.ask, after=other.ask)
    if one.help != other.help:
        yield _of(name, "wording", "impact.item_help", before=one.help or "–", after=other.help or "–")
    if getattr(one, "unit", None) != getattr(other, "unit", None):
        yield _of(name, "wording", "impact.item_unit")
    if one.ask_if != other.ask_if:
        yield _of(name, _by_score(new, name), "impact.item_condition")
    if not isinstance(one, RatingItem):
        yield from _options(old, new, name)
    yield from _points(old, new, name)
    told = {"id", "type", "ask", "help", "ask_if", "options", "answers", "scale", "reverse", "weight", "unit"}
    told |= {"count_points", "band_points"}
    rest = [key for key, value in one if key not in told and value != getattr(other, key)]
    if rest:
        yield _of(name, "neither", "impact.item_rest", keys=", ".join(rest))


def _of(item: str, touches: Touches, key: str, **said: Any) -> VersionChange:
    return VersionChange("questions", touches, say(key, item=item, **said), item)


def _options(old: Questionnaire, new: Questionnaire, name: str) -> Iterator[VersionChange]:
    before, after = ({option.id: option for option in q.options(name)} for q in (old, new))
    touches = _by_score(new, name)
    for option in after:
        if option not in before:
            yield _of(name, touches, "impact.option_added", option=option, text=after[option].text)
        elif before[option].text != after[option].text:
            said = {"before": before[option].text, "after": after[option].text}
            yield _of(name, "wording", "impact.option_reworded", **said)
        elif before[option].stands_alone != after[option].stands_alone and isinstance(new.items[name], MultipleItem):
            yield _of(name, touches, "impact.option_alone", text=after[option].text)
    for option in before:
        if option not in after:
            yield _of(name, touches, "impact.option_dropped", option=option, text=before[option].text)
    kept = [option for option in after if option in before]
    if kept != [option for option in before if option in after]:
        yield _of(name, "wording", "impact.option_order")


def _points(old: Questionnaire, new: Questionnaire, name: str) -> Iterator[VersionChange]:
    before, after = ({c.scale: c for c in q.contributions if c.item == name} for q in (old, new))
    for scale in dict.fromkeys((*before, *after)):
        one, other = before.get(scale), after.get(scale)
        if one is None or other is None:
            key = "impact.feeds" if one is None else "impact.feeds_no_more"
            yield _of(name, "scoring", key, scale=scale)
            continue
        if one.weight != other.weight:
            said = {"before": f"{one.weight:g}", "after": f"{other.weight:g}"}
            yield _of(name, "scoring", "impact.weight", scale=scale, **said)
        turned = {getattr(q.items[name], "reverse", False) for q in (old, new)}
        if len(turned) > 1:
            yield _of(name, "scoring", "impact.turned", scale=scale)
        elif given := _other_points(one, other):
            yield _of(name, "scoring", "impact.points", scale=scale, points="; ".join(given))


def _other_points(contribution: Contribution, other: Contribution) -> list[str]:
    """Answers that both know and that give other points now."""
    before: Mapping[Any, float] = contribution.thresholds or contribution.options
    after: Mapping[Any, float] = other.thresholds or other.options
    found = []
    for answer in dict.fromkeys((*before, *after)):
        was, comes = before.get(answer), after.get(answer)
        if was != comes:
            ends = ["–" if end is None else f"{end:g}" for end in (was, comes)]
            found.append(say("impact.points_of", answer=answer, before=ends[0], after=ends[1]))
    return found


def _around(old: Questionnaire, new: Questionnaire) -> Iterator[VersionChange]:
    """What stands over the questions."""
    if old.intro != new.intro:
        yield VersionChange("questions", "wording", say("impact.intro"))
    sections = [
        [(s.title, s.intro, [item.id for item in s.items if item.id in old.items and item.id in new.items])
         for s in q.sections]
        for q in (old, new)
    ]  # fmt: skip
    if sections[0] != sections[1]:
        yield VersionChange("questions", "wording", say("impact.sections"))


# -- scales, jobs, and the rest --------------------------------------------------------------------------


def _scales(old: Questionnaire, new: Questionnaire) -> Iterator[VersionChange]:
    yield from _came_and_went("scales", old.scales, new.scales, "impact.scale_added", "impact.scale_dropped")
    for name in (name for name in new.scales if name in old.scales):
        one, other = old.scales[name], new.scales[name]
        if one.minimum_answered != other.minimum_answered:
            said = {"before": f"{one.minimum_answered:.0%}", "after": f"{other.minimum_answered:.0%}"}
            yield VersionChange("scales", "scoring", say("impact.scale_minimum", scale=name, **said))
        if one.bands != other.bands:
            moved = [band.up_to for band in one.bands] != [band.up_to for band in other.bands]
            yield VersionChange("scales", "scoring" if moved else "neither", say("impact.scale_bands", scale=name))
        if (one.title, one.low, one.high) != (other.title, other.low, other.high):
            yield VersionChange("scales", "neither", say("impact.scale_title", scale=name))


def _came_and_went(
    part: ChangedPart, before: Mapping[str, Any], after: Mapping[str, Any], added: str, dropped: str
) -> Iterator[VersionChange]:
    for name in (name for name in after if name not in before):
        yield VersionChange(part, "scoring", say(added, name=name))
    for name in (name for name in before if name not in after):
        yield VersionChange(part, "scoring", say(dropped, name=name))


def _jobs(old: Questionnaire, new: Questionnaire) -> Iterator[VersionChange]:
    yield from _came_and_went("jobs", old.profiles, new.profiles, "impact.job_added", "impact.job_dropped")
    for name in (name for name in new.profiles if name in old.profiles):
        one, other = old.profiles[name], new.profiles[name]
        for scale in dict.fromkeys((*one.at, *other.at)):
            was, comes = one.at.get(scale), other.at.get(scale)
            if was != comes:
                ends = ["–" if end is None else f"{end:g}" for end in (was, comes)]
                said = {"before": ends[0], "after": ends[1]}
                yield VersionChange("jobs", "scoring", say("impact.job_place", job=name, scale=scale, **said))
        if (one.title, one.says) != (other.title, other.says):
            yield VersionChange("jobs", "neither", say("impact.job_title", job=name))
    if [n for n in new.profiles if n in old.profiles] != [n for n in old.profiles if n in new.profiles]:
        yield VersionChange("jobs", "scoring", say("impact.job_order"))
    for part in ("classification", "struggle"):
        yield from _rule(part, getattr(old, part), getattr(new, part))


def _rule(part: str, one: Any, other: Any) -> Iterator[VersionChange]:
    """What changed in how the job, or the struggle, is told."""
    before, after = ({} if rule is None else dict(rule) for rule in (one, other))
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            touches: Touches = "neither" if key == "show_runner_up" else "scoring"
            values = [before.get(key), after.get(key)]
            is_condition = any(isinstance(value, Condition) for value in values)
            said = {"part": part, "key": key, "before": _plain(values[0]), "after": _plain(values[1])}
            yield VersionChange(
                "jobs", touches, say("impact.rule_condition" if is_condition else "impact.rule", **said)
            )


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_plain(one)}" for key, one in value.items()) or "–"
    if isinstance(value, tuple):
        return ", ".join(map(_plain, value))
    if value is None:
        return "–"
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def _rest(old: Questionnaire, new: Questionnaire) -> Iterator[VersionChange]:
    told = {"questionnaire", "version", "sections", "scales", "profiles", "classification", "struggle", "intro"}
    told |= {"answer_sets", "evidence"}
    for key in type(new).model_fields:
        if key not in told and getattr(old, key) != getattr(new, key):
            yield VersionChange("other", "neither", say("impact.key_differs", key=key))


def same_words(old: Questionnaire, new: Questionnaire, item: str) -> bool:
    """Whether both ask an item with the same words, in the same case."""
    there = item in old.items and item in new.items
    return there and what_is_read_of(old, item) == what_is_read_of(new, item)
