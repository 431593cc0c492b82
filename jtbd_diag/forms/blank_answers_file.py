"""A questionnaire as a blank answers file, to be filled in with an editor.

Owns its lines; what is filled in is read by `answers`, of which nothing is known here.
"""

from __future__ import annotations

from collections.abc import Iterator

from jtbd_diag.forms.blank_form_text import wrapped
from jtbd_diag.forms.notes_under_questions import only_if
from jtbd_diag.ground.catalogue import say
from jtbd_diag.questionnaire import Questionnaire


def empty_answers(questionnaire: Questionnaire) -> str:
    """The file, line by line, without an end of line after the last."""
    return "\n".join(_lines(questionnaire))


def _lines(q: Questionnaire) -> Iterator[str]:
    kinds = {
        "multiple": say("forms.empty_several"),
        "text": say("forms.empty_words"),
        "date": say("forms.empty_date"),
    }
    yield say("forms.empty_title", title=q.title)
    yield from (f"# {line}" for line in wrapped("", q.intro or ""))
    yield from (f"questionnaire: {q.questionnaire}", f"version: {q.version}", "answers:")
    for section in q.sections:
        yield from ("", *_remark(section.title.upper()), *_remark(section.intro or ""))
        for item in section.items:
            yield from ("", *_remark(item.ask), *_remark(item.help or ""))
            condition = only_if(q, item, lambda one: f"'{one}'")
            yield from _remark(say("forms.aside", sentence=condition)) if condition else ()
            for option in q.options(item.id):
                yield from _remark(option.text, f"  {option.id}: ")
            yield f"  {item.id}:" + (f"  # {kinds[item.type]}" if item.type in kinds else "")


def _remark(words: str, lead: str = "") -> Iterator[str]:
    yield from (f"  # {line}" for line in wrapped(lead, words))
