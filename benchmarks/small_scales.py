"""Whether the questions of a scale of two or three go together: their correlations over all labelled cases.

Prints Markdown. Run: python benchmarks/small_scales.py
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from statistics import correlation

from labelled_cases import FORMS, struggling_cases

from jtbd_diag import load_questionnaire
from jtbd_diag.diagnosis.ledger_and_flip import points_of
from jtbd_diag.questionnaire import Questionnaire, Value

MOST = 3
"""Of a scale of more questions no single one decides the band."""


def report() -> Iterator[str]:
    """The table as Markdown lines, of the forms in use."""
    yield "| form | scale | questions | leaders | correlation |"
    yield "|---|---|---|---|---|"
    for name, file in FORMS.items():
        if not name.endswith("@1"):
            questionnaire = load_questionnaire(name)
            cases = [
                values
                for which in ("development", "held out")
                for low in (False, True)
                for values, _ in struggling_cases(questionnaire, file, which, low=low)
            ]
            yield from _rows(name, questionnaire, cases)


def _rows(name: str, questionnaire: Questionnaire, cases: list[Mapping[str, Value]]) -> Iterator[str]:
    for scale in questionnaire.scales:
        feeding = [c for c in questionnaire.contributions if c.scale == scale]
        for one, other in combinations(feeding, 2) if len(feeding) <= MOST else ():
            points = [
                tuple(points_of(questionnaire, c, values[c.item]) for c in (one, other))
                for values in cases
                if {one.item, other.item} <= {*values}
            ]
            both = [(a, b) for a, b in points if a is not None and b is not None]
            found = f"{correlation(*zip(*both, strict=True)):.2f}".replace("0.", ".")
            yield f"| `{name}` | {scale} | {one.item}, {other.item} | {len(both)} | {found} |"


if __name__ == "__main__":
    print("\n".join(report()))
