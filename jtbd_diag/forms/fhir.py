"""A questionnaire as a Questionnaire of FHIR R4, with the extensions of HL7 for what R4 itself cannot say.

Owns its items, and what of when they are asked fits into R4's comparisons; knows nothing of responses.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from jtbd_diag.diagnosis.formula import AllOf, Answered, AnyOf, Chosen, Compare, Literal, Node, Not, NumberGiven, Ticked
from jtbd_diag.forms.asked_when import asked_when, inward
from jtbd_diag.forms.calculations import as_condition
from jtbd_diag.forms.conditions_as_fhirpath import FHIRPATH
from jtbd_diag.forms.fhir_scores import FhirScores, expression, ordinal, ordinals
from jtbd_diag.forms.form import Form, Instead, Plain, Wish
from jtbd_diag.forms.limits_of_targets import exclusive, no_result, no_shuffle
from jtbd_diag.forms.names_in_form import FHIR_LINK, Called
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.safe_names import safe_ids
from jtbd_diag.questionnaire import Item, Option, Questionnaire, fingerprint
from jtbd_diag.questionnaire.items import DateItem, MultipleItem, NumberItem, TextItem

Clause = dict[str, Any]


def enabling(questionnaire: Questionnaire, asked: Node, called: Called) -> dict[str, Any] | None:
    """The parts of an item that say when it is asked; None where R4 has no words for it.

    `!=` is never used: whether it holds of a question without an answer is not said.
    """
    for behavior in ("all", "any"):
        clauses = _Clauses(questionnaire, called, behavior).of(inward(asked))
        if clauses:
            return {"enableWhen": clauses} | ({"enableBehavior": behavior} if len(clauses) > 1 else {})
    return None


class _Clauses:
    """Comparisons that are joined by `all` or `any`; None for what cannot be said so."""

    def __init__(self, questionnaire: Questionnaire, called: Called, behavior: str) -> None:
        self.q, self.called, self.all = questionnaire, called, behavior == "all"

    def of(self, truth: Node) -> list[Clause] | None:
        """A truth in which nothing is denied but what is told of one answer."""
        match truth:
            case AllOf(several) | AnyOf(several):
                return self._joined(map(self.of, several), every=isinstance(truth, AllOf))
            case Not(of):
                return self._answer(of, holds=False)
        return self._answer(truth, holds=True)

    def _answer(self, told: Node, *, holds: bool) -> list[Clause] | None:
        match told:
            case Answered(item):
                return [self._exists(item, holds)]
            case Ticked(item, option):
                return self._codes(item, [option]) if holds else None
            case Chosen(item, options):
                others = [one.id for one in self.q.options(item) if one.id not in options]
                clauses = self._codes(item, options if holds else others)
            case Compare(sign, NumberGiven(item), Literal(float(number))):
                signs = (sign,) if holds else {">=": ("<",), "<=": (">",), "=": ("<", ">")}[sign]
                clauses = [self._clause(item, one, answerDecimal=number) for one in signs]
            case _:
                raise TypeError(told)
        return self._joined(
            [[one] for one in (*clauses, *(() if holds else (self._exists(item, False),)))], every=False
        )

    def _clause(self, item: str, operator: str, **answer: Any) -> Clause:
        return {"question": self.called.items[item], "operator": operator, **answer}

    def _exists(self, item: str, there: bool) -> Clause:
        return self._clause(item, "exists", answerBoolean=there)

    def _codes(self, item: str, options: Iterable[str]) -> list[Clause]:
        names = self.called.options[item]
        return [self._clause(item, "=", answerCoding={"code": names[option]}) for option in options]

    def _joined(self, each: Iterable[list[Clause] | None], *, every: bool) -> list[Clause] | None:
        """Parts that all have to hold, or any of them."""
        parts = list(each)
        if len(parts) > 1 and every is not self.all:
            return None
        return None if not parts or None in parts else [clause for part in parts for clause in part or ()]


_CORE = "http://hl7.org/fhir/StructureDefinition/"
_SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/"
_LABEL = "http://hl7.org/fhir/uv/security-label-ds4p/StructureDefinition/extension-inline-sec-label"
_TERMS = "http://terminology.hl7.org/CodeSystem/"
_CONTROL = f"{_CORE}questionnaire-itemControl", "http://hl7.org/fhir/questionnaire-item-control"
_CATEGORY = f"{_CORE}questionnaire-displayCategory", "http://hl7.org/fhir/questionnaire-display-category"
_TYPES = {NumberItem: "decimal", DateItem: "date", TextItem: "text"}
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


_SPACE = re.compile(r"[^\S \r\n\t]|\ufeff")


def write(questionnaire: Questionnaire, wish: Wish) -> Form:
    """The form as JSON."""
    return _Fhir(questionnaire, wish).form()


class _Fhir:
    def __init__(self, questionnaire: Questionnaire, wish: Wish) -> None:
        self.q, self.wish = questionnaire, wish
        self.called = Called.by(questionnaire, FHIR_LINK)
        self.scores = FhirScores(questionnaire, self.called) if wish.scores else None
        own = [f"{item}_{part}" for item in ("intro", *questionnaire.items) for part in ("help", "why")]
        own += [f"section_{n + 1}{part}" for n in range(len(questionnaire.sections)) for part in ("", "_intro")]
        own.append("results")
        links = (*self.called.items.values(), *(self.scores.links.values() if self.scores else ()))
        taken = frozenset(name.lower() for name in links)
        self.own = safe_ids(own, FHIR_LINK._replace(one_case=True, reserved=taken))
        self.instead: list[Instead] = []

    def form(self) -> Form:
        personal = any(item.personal for item in self.q.items.values())
        items = [self._section(n) for n in range(len(self.q.sections))]
        if self.q.intro:
            items.insert(0, self._display("intro_help", self.q.intro))
        if self.scores:
            items.append(self.scores.group(self.own["results"]))
        version = f"{self.q.version}-{fingerprint(self.q)}"
        resource: Plain = {
            "resourceType": "Questionnaire",
            **(
                {"meta": {"security": [{"system": f"{_TERMS}v3-ActCode", "code": "PROCESSINLINELABEL"}]}}
                if personal
                else {}
            ),
            **({"extension": self.scores.variables()} if self.scores else {}),
            "url": uuid.uuid5(uuid.NAMESPACE_URL, f"{self.q.questionnaire}|{version}").urn,
            "version": version,
            "name": _computable(self.q.questionnaire),
            "title": _plain(self.wish.title or self.q.title),
            "status": "active",
            "item": items,
        }
        content = json.dumps(resource, ensure_ascii=False, indent=1) + "\n"
        instead = (*self.instead, *no_result(self.wish), *no_shuffle(self.q))
        return Form(content.encode(), instead)

    def _section(self, n: int) -> Plain:
        section, name = self.q.sections[n], f"section_{n + 1}"
        items = [self._item(item) for item in section.items]
        if section.intro:
            items.insert(0, self._display(f"{name}_intro", section.intro))
        return {"linkId": self.own[name], "text": _plain(section.title), "type": "group", "item": items}

    def _item(self, item: Item) -> Plain:
        below = [
            *([self._display(f"{item.id}_help", item.help, _CATEGORY, "instructions")] if item.help else ()),
            *([self._display(f"{item.id}_why", item.why, _CONTROL, "help")] if item.why else ()),
        ]
        enabled = self._enabled(item)
        extensions = [*enabled.pop("extension", ()), *self._extensions(item)]
        counted = ordinals(self.q, item, scores=self.wish.scores)
        options = [self._option(item, option, counted.get(option.id)) for option in self.q.options(item.id)]
        return {
            **({"extension": extensions} if extensions else {}),
            "linkId": self.called.items[item.id],
            "text": _plain(item.ask),
            "type": _TYPES.get(type(item), "choice"),
            **enabled,
            **({"required": True} if item.required else {}),
            **({"repeats": True} if isinstance(item, MultipleItem) else {}),
            **({"answerOption": options} if options else {}),
            **({"item": below} if below else {}),
        }

    def _enabled(self, item: Item) -> Plain:
        """When the item is asked."""
        asked = asked_when(self.q, item)
        if asked is None:
            return {}
        plain = enabling(self.q, asked, self.called)
        if plain is not None:
            return plain
        self.instead.append(Instead(item.id, say("forms.fhir_condition"), say("forms.fhir_condition_did")))
        return {
            "extension": [
                expression(f"{_SDC}sdc-questionnaire-enableWhenExpression", as_condition(asked, self.called, FHIRPATH))
            ]
        }

    def _extensions(self, item: Item) -> Iterator[Plain]:
        if item.personal:
            restricted = {"system": f"{_TERMS}v3-Confidentiality", "code": "R", "display": "restricted"}
            yield {"url": _LABEL, "valueCoding": restricted}
        if isinstance(item, NumberItem):
            ends = {"minValue": item.minimum, "maxValue": item.maximum}
            yield from ({"url": _CORE + end, "valueDecimal": n} for end, n in ends.items() if n is not None)
            if item.unit:
                yield {"url": f"{_CORE}questionnaire-unit", "valueCoding": {"display": _plain(item.unit)}}

    def _option(self, item: Item, option: Option, counts: float | None) -> Plain:
        coding = {
            **({"extension": [ordinal(counts)]} if counts is not None else {}),
            "code": self.called.options[item.id][option.id],
            "display": _plain(option.text),
        }
        alone = isinstance(item, MultipleItem) and option.id in exclusive(item)
        extension = {"url": f"{_CORE}questionnaire-optionExclusive", "valueBoolean": True}
        return {**({"extension": [extension]} if alone else {}), "valueCoding": coding}

    def _display(self, name: str, text: str, kind: tuple[str, str] | None = None, code: str = "") -> Plain:
        """Words that are no question; `kind` is an extension with its code system."""
        shown: Plain = {"linkId": self.own[name], "text": _plain(text), "type": "display"}
        if kind is None:
            return shown
        url, system = kind
        return {
            "extension": [{"url": url, "valueCodeableConcept": {"coding": [{"system": system, "code": code}]}}],
            **shown,
        }


def _computable(name: str) -> str:
    """A name as FHIR wants it: `leader-short` is `LeaderShort`."""
    return "".join(part[:1].upper() + part[1:] for part in re.split("[^A-Za-z0-9]", name))


def _plain(text: str) -> str:
    """A text without what FHIR's JSON cannot hold, and not blank at its ends."""
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", _SPACE.sub(" ", text)).strip()
