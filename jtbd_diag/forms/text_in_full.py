"""A questionnaire as a text that hides nothing: ids, help, reasons, options and what each is worth.

Owns what is told of it; it is no form to fill in. Knows nothing of targets.
"""

from __future__ import annotations

from collections.abc import Iterator

from jtbd_diag.ground.catalogue import say
from jtbd_diag.questionnaire import Item, Questionnaire


def in_full(questionnaire: Questionnaire) -> str:
    """The text, line by line, without an end of line after the last."""
    return "\n".join(_lines(questionnaire))


def _lines(q: Questionnaire) -> Iterator[str]:
    identity, minutes = f"{q.questionnaire} {q.version}", f"{q.minutes:g}"
    yield say("forms.full_title", title=q.title, identity=identity, minutes=minutes)
    yield q.intro or ""
    for section in q.sections:
        yield from ("", section.title.upper(), *([section.intro] if section.intro else []))
        for item in section.items:
            yield from ("", f"{item.id} ({item.type}): {item.ask}")
            yield from [f"  {say('forms.full_help', words=item.help)}"] if item.help else []
            yield from [f"  {say('forms.full_why', words=item.why)}"] if item.why else []
            yield from _options(q, item)


def _options(questionnaire: Questionnaire, item: Item) -> Iterator[str]:
    contributions = [c for c in questionnaire.contributions if c.item == item.id]
    for option in questionnaire.options(item.id):
        points = ", ".join(f"{scale} {value:g}" for scale, value in option.points.items())
        yield f"  - {option.id}: {option.text}" + (f"  [{points}]" if points else "")
    for c in contributions:
        if c.thresholds:
            parts = (say("forms.full_step", start=f"{start:g}", value=f"{v:g}") for start, v in c.thresholds.items())
            steps = ", ".join(parts)
            key = "forms.full_points_by_count" if c.counts else "forms.full_points_by_value"
            yield f"  {say(key, scale=c.scale, steps=steps)}"
