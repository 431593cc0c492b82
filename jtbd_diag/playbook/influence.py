"""Diagnosis and problem area -> who stands how near to the leader in this problem.

Owns who is near, farther or outside, and the words that say so; knows nothing of how a map is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jtbd_diag.diagnosis import Diagnosis
from jtbd_diag.playbook.problems import ProblemArea

OUTSIDE_IDS = ("community", "colleges", "universities")
"""Units of problem areas that are no part of the leader's organization."""
LEVELS, OUTSIDE = "levels", "outside"


@dataclass(frozen=True)
class Influence:
    """Who holds a piece of a problem, by name, in the order of the problem area.

    `named` are the units that the answers named; `usual` others that usually hold a piece; `outside` bodies beyond
    the leader's organization, only where the answers say that the trouble ran through one. `partners` are the
    leader's own words for those whose part is needed most.
    """

    problem: str
    named: tuple[str, ...]
    usual: tuple[str, ...]
    outside: tuple[str, ...]
    partners: str | None

    def sentences(self) -> Iterator[str]:
        """The map in words: a sentence for each ring that holds somebody."""
        yield "In the middle: you and your unit."
        rings = (
            ("Near, because you said their part has to change", self.named),
            ("Farther out, because they usually hold a piece", self.usual),
            ("Outside your organization", self.outside),
        )
        yield from (f"{title}: {'; '.join(names)}." for title, names in rings if names)
        if self.partners:
            yield f"In your words, those you need most: {self.partners}{'' if self.partners[-1] in '.!?' else '.'}"


def influence_of(diagnosis: Diagnosis, area: ProblemArea) -> Influence:
    """The map for one leader."""
    named, outside = _named(diagnosis), _outside(diagnosis)
    holding = {unit.id for unit in area.units}
    beyond = [unit for unit in area.units if outside and unit.id in OUTSIDE_IDS and unit.id not in named]
    partners = diagnosis.questionnaire.uses.get("partners")
    own = diagnosis.item(partners) if partners else None
    return Influence(
        problem=area.title,
        named=_once(
            [
                *(unit.name for unit in area.units if unit.id in named),
                *(text for unit, text in named.items() if unit not in holding),
            ]
        ),
        usual=_once(unit.name for unit in area.units if unit.id not in named and unit not in beyond),
        outside=_once([*(unit.name for unit in beyond), *outside]),
        partners=" ".join(own.split()) or None if isinstance(own, str) else None,
    )


def _named(diagnosis: Diagnosis) -> dict[str, str]:
    """The units whose part has to change, by id, in the options' words."""
    item = diagnosis.questionnaire.uses.get("units")
    value = diagnosis.item(item) if item else None
    if item is None or not isinstance(value, tuple):
        return {}
    return {one: diagnosis.questionnaire.option(item, one).text for one in value}


def _outside(diagnosis: Diagnosis) -> list[str]:
    """Bodies through which the trouble ran and that are no part of the organization, in the option's words."""
    value = diagnosis.item(LEVELS) if LEVELS in diagnosis.questionnaire.items else None
    if not isinstance(value, tuple) or OUTSIDE not in value:
        return []
    return [diagnosis.questionnaire.option(LEVELS, OUTSIDE).text]


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
