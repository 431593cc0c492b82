"""A questionnaire as the JSON of SurveyJS.

Owns its pages and questions; knows nothing of the page that shows them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from jtbd_diag.forms.asked_when import asked_when
from jtbd_diag.forms.calculations import Calculations, as_condition
from jtbd_diag.forms.conditions_as_surveyjs import SURVEYJS
from jtbd_diag.forms.form import Form, Wish
from jtbd_diag.forms.guarded_formula import guarded_formula
from jtbd_diag.forms.limits_of_targets import no_personal, no_result, no_shuffle_but_last, shuffled
from jtbd_diag.forms.names_in_form import SURVEYJS_NAME, SURVEYJS_OPTION, Called, step_names
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.safe_names import renamed, safe_ids
from jtbd_diag.questionnaire import Item, Option, Questionnaire
from jtbd_diag.questionnaire.items import DateItem, MultipleItem, NumberItem, RatingItem, SingleItem, TextItem

Element = dict[str, Any]

_TYPES = {SingleItem: "radiogroup", MultipleItem: "checkbox", RatingItem: "rating", TextItem: "comment"}
_PLACE = re.compile(r"\{(?=[^{}]*\})")


def write(questionnaire: Questionnaire, wish: Wish) -> Form:
    """The form as JSON for `new Survey.Model(…)`."""
    return _SurveyJs(questionnaire, wish).form()


class _SurveyJs:
    def __init__(self, questionnaire: Questionnaire, wish: Wish) -> None:
        self.q, self.wish = questionnaire, wish
        self.called = Called.by(questionnaire, SURVEYJS_NAME, SURVEYJS_OPTION)

    def form(self) -> Form:
        taken = SURVEYJS_NAME.reserved | {name.lower() for name in self.called.items.values()}
        pages = safe_ids(
            (f"section_{n + 1}" for n in range(len(self.q.sections))), SURVEYJS_NAME._replace(reserved=taken)
        )
        survey: Element = {
            "title": _plain(self.wish.title or self.q.title),
            **_text_if_any("description", self.q.intro),
            # an answer that is hidden later would go on to count
            "clearInvisibleValues": "onHidden",
            "showProgressBar": True,
            "pages": [
                {
                    "name": name,
                    "title": _plain(section.title),
                    **_text_if_any("description", section.intro),
                    "elements": [self._item(item) for item in section.items],
                }
                for name, section in zip(pages.values(), self.q.sections, strict=True)
            ],
        }
        survey |= self._scores()
        content = json.dumps(survey, ensure_ascii=False, indent=1) + "\n"
        other = renamed(self.called.items)
        instead = (*no_result(self.wish), *no_personal(self.q), *no_shuffle_but_last(self.q))
        columns = {name: (item, None) for name, item in other.items()}
        return Form(content.encode("utf-8", "replace"), instead, other, columns, self._codes())

    def _scores(self) -> Element:
        """Scores as calculated values; the results among them are sent with the answers."""
        if not self.wish.scores:
            return {}
        formula = guarded_formula(self.q)
        names = step_names(formula, self.called)
        written = Calculations(formula, self.called, names, SURVEYJS)
        return {
            "calculatedValues": [
                {"name": names[step.name], "expression": written.of(step.name)}
                | ({"includeIntoResult": True} if step.name in formula.results else {})
                for step in formula.steps
            ]
        }

    def _codes(self) -> dict[str, dict[str, str]]:
        """Options by what they had to be called."""
        usual, called = Called.by(self.q, SURVEYJS_NAME).options, self.called.options
        return {item: renamed(called[item]) for item in self.q.items if called[item] != usual[item]}

    def _item(self, item: Item) -> Element:
        question: Element = {
            "type": _TYPES.get(type(item), "text"),
            "name": self.called.items[item.id],
            "title": _plain(item.ask),
            **_text_if_any("description", "\n".join(self._below(item))),
        }
        asked = asked_when(self.q, item)
        if asked is not None:
            question["visibleIf"] = as_condition(asked, self.called, SURVEYJS)
        if item.required:
            question["isRequired"] = True
        return question | self._answers(item)

    def _below(self, item: Item) -> Iterator[str]:
        """What stands below a question: there is no place for what is shown on request."""
        yield from (line for line in (item.help, item.why) if line)
        if isinstance(item, NumberItem) and item.unit:
            yield say("forms.unit", unit=item.unit)

    def _answers(self, item: Item) -> Element:
        if isinstance(item, DateItem):
            return {"inputType": "date"}
        if isinstance(item, NumberItem):
            ends = {"min": item.minimum, "max": item.maximum}
            return {"inputType": "number", "step": "any", **{end: n for end, n in ends.items() if n is not None}}
        if isinstance(item, TextItem):
            return {}
        choices = [self._choice(item, option) for option in self.q.options(item.id)]
        if isinstance(item, RatingItem):
            return {"rateValues": choices}
        return {"choices": choices} | ({"choicesOrder": "random"} if shuffled(item) else {})

    def _choice(self, item: Item, option: Option) -> Element:
        choice: Element = {"value": self.called.options[item.id][option.id], "text": _plain(option.text)}
        if isinstance(item, MultipleItem) and (option.exclusive or option.cannot_say):
            choice["isExclusive"] = True
        return choice


def _text_if_any(key: str, text: str | None) -> Element:
    return {key: _plain(text)} if text else {}


def _plain(text: str) -> str:
    """A text in which nothing is taken for the place of an answer."""
    return _PLACE.sub("{\u2060", text)
