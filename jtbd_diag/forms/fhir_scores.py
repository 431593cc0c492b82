"""Scores in a Questionnaire of FHIR, as Structured Data Capture has them: variables, and items that are worked out.

Owns these parts and what they are called; knows nothing of questions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jtbd_diag.diagnosis.formula import Formula
from jtbd_diag.forms.calculations import Calculations
from jtbd_diag.forms.conditions_as_fhirpath import FHIRPATH
from jtbd_diag.forms.form import Plain
from jtbd_diag.forms.guarded_formula import guarded_formula
from jtbd_diag.forms.names_in_form import FHIR_VARIABLE, Called, step_names
from jtbd_diag.ground.safe_names import safe_ids
from jtbd_diag.questionnaire import Contribution, Item, Questionnaire
from jtbd_diag.questionnaire.items import RatingItem

_CORE = "http://hl7.org/fhir/StructureDefinition/"
_SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/"


class FhirScores:
    """The formula of a questionnaire, in the names of its form."""

    def __init__(self, questionnaire: Questionnaire, called: Called) -> None:
        """`called` are the names of its items and options."""
        self.formula: Formula = guarded_formula(questionnaire)
        self.links: Mapping[str, str] = step_names(self.formula, called)
        variables = safe_ids(self.links.values(), FHIR_VARIABLE)
        self.names = {step: variables[link] for step, link in self.links.items()}
        self._written = Calculations(self.formula, called, self.names, FHIRPATH)

    def variables(self) -> list[Plain]:
        """Every step, each after those that it rests on."""
        return [
            expression(f"{_CORE}variable", self._written.of(step.name), self.names[step.name])
            for step in self.formula.steps
        ]

    def group(self, link: str) -> Plain:
        """The results as items, which nobody who answers sees; `link` is what the group is called."""
        hidden = {"url": f"{_CORE}questionnaire-hidden", "valueBoolean": True}
        return {"extension": [hidden], "linkId": link, "type": "group", "item": list(self._results())}

    def _results(self) -> Iterator[Plain]:
        for name in self.formula.results:
            worked_out = expression(f"{_SDC}sdc-questionnaire-calculatedExpression", f"%{self.names[name]}")
            kind = "string" if self.formula[name].words else "decimal"
            yield {"extension": [worked_out], "linkId": self.links[name], "text": name, "type": kind, "readOnly": True}


def ordinals(questionnaire: Questionnaire, item: Item, *, scores: bool) -> dict[str, float]:
    """What each option of an item counts, as far as one number can say it.

    Where it is told what scores, that is its points, if the item gives any on one scale alone; else a rating's place.
    """
    fed: list[Contribution] = [c for c in questionnaire.contributions if c.item == item.id]
    if scores and len(fed) == 1 and fed[0].options:
        return dict(fed[0].options)
    return {o.id: float(o.id) for o in questionnaire.options(item.id)} if isinstance(item, RatingItem) else {}


def ordinal(value: float) -> Plain:
    """The extension that says what an option counts."""
    return {"url": f"{_CORE}ordinalValue", "valueDecimal": value}


def expression(url: str, written: str, name: str | None = None) -> Plain:
    """An extension that holds FHIRPath."""
    named = {"name": name} if name else {}
    return {"url": url, "valueExpression": {**named, "language": "text/fhirpath", "expression": written}}
