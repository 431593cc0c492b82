"""A questionnaire as a blank form to print and fill in by hand.

Owns its lines; tells no scales and no points. Knows nothing of who fills it in.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from jtbd_diag.forms.notes_under_questions import only_if
from jtbd_diag.ground.catalogue import say
from jtbd_diag.questionnaire import Questionnaire

WIDTH = 78
_INDENT = "   "


def on_paper(questionnaire: Questionnaire) -> str:
    """The form, line by line, without an end of line after the last."""
    return "\n".join(_lines(questionnaire))


def _lines(q: Questionnaire) -> Iterator[str]:
    yield from textwrap.wrap(q.title, WIDTH)
    yield from ("", *textwrap.wrap(q.intro or "", WIDTH))
    numbers = {item: n for n, item in enumerate(q.items, start=1)}

    def named(item: str) -> str:
        return say("forms.paper_question", number=numbers[item])

    for section in q.sections:
        yield from ("", "", section.title.upper(), *textwrap.wrap(section.intro or "", WIDTH))
        for item in section.items:
            yield from ("", *wrapped(f"{numbers[item.id]}. ", item.ask))
            yield from wrapped(_INDENT, item.help) if item.help else ()
            condition = only_if(q, item, named)
            yield from wrapped(_INDENT, say("forms.aside", sentence=condition)) if condition else ()
            options = q.options(item.id)
            if item.type == "rating":
                yield _INDENT + "   ".join(f"[ ] {option.text}" for option in options)
                continue
            if item.type == "multiple":
                yield _INDENT + say("forms.tick_all")
            for option in options:
                yield from wrapped(f"{_INDENT}[ ] ", option.text)
            if not options:
                yield from [_INDENT + "_" * 70] * (3 if item.type == "text" else 1)


def wrapped(lead: str, words: str) -> list[str]:
    """Words in lines, the first after `lead` and the others below its end."""
    return textwrap.wrap(words, WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead))
