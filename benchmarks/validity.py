"""How both forms do on the labelled cases: confusion matrices, clear, borderline and low struggle apart.

Prints Markdown. Run: python benchmarks/validity.py
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from jtbd_diag import diagnose, load_questionnaire
from jtbd_diag.answers import read_answers
from jtbd_diag.diagnosis import Diagnosis

CASES = Path(__file__).parent.parent / "tests" / "cases"
JOBS = ("correct", "coordinate", "reorient")
FORMS = {
    "leader@1": "answers.yaml",
    "leader-short@1": "short.yaml",
    "leader@2": "answers@2.yaml",
    "leader-short@2": "short@2.yaml",
}
"""In which file of a case the answers to a form lie, where somebody has given any."""


@dataclass(frozen=True)
class Case:
    """A labelled leader and what one form made of the answers."""

    name: str
    label: dict[str, Any]
    diagnosis: Diagnosis

    @property
    def kind(self) -> str:
        """clear, borderline or low struggle."""
        if self.label["struggle"] == "low":
            return "low struggle"
        return "clear" if self.label["confidence"] == "clear" else "borderline"


def cases(form: str, which: str) -> list[Case]:
    """The cases of one set, diagnosed with one form."""
    questionnaire = load_questionnaire(form)
    found = []
    for folder in sorted(CASES.iterdir()):
        label = yaml.safe_load((folder / "label.yaml").read_text("utf-8"))
        if label["set"] == which and (folder / FORMS[form]).is_file():
            answers, _ = read_answers(folder / FORMS[form], questionnaire)
            found.append(Case(folder.name, label, diagnose(questionnaire, answers)))
    return found


def report() -> Iterator[str]:
    """The tables as Markdown lines."""
    for which in ("development", "held out"):
        for form in FORMS:
            found = cases(form, which)
            yield from ("", f"### {which.capitalize()} cases, `{form}`", "", *_form(found)) if found else ()


def _form(found: list[Case]) -> Iterator[str]:
    yield from ("| labelled | kind | Correct | Coordinate | Reorient | undetermined |", "|---|---|---|---|---|---|")
    for job in JOBS:
        for kind in ("clear", "borderline", "low struggle"):
            of_kind = [case for case in found if case.label["job"] == job and case.kind == kind]
            if of_kind:
                counts = [sum(case.diagnosis.job == one for case in of_kind) for one in (*JOBS, None)]
                yield f"| {job} | {kind} | " + " | ".join(str(n or "·") for n in counts) + " |"
    yield ""
    yield from summary(found)


def summary(found: list[Case]) -> Iterator[str]:
    """How many are right, told as without struggle, and how far they lead, as Markdown lines."""
    clear = [case for case in found if case.kind == "clear"]
    border = [case for case in found if case.kind == "borderline"]
    low = [case for case in found if case.kind == "low struggle"]
    right = sum(case.diagnosis.job == case.label["job"] for case in clear)
    first = sum(case.diagnosis.job == case.label["job"] for case in border)
    near = sum(case.label["job"] in (case.diagnosis.job, case.diagnosis.runner_up) for case in border)
    told = sum(case.diagnosis.struggle == "none" for case in low)
    wrongly = [case.name for case in found if case.kind != "low struggle" and case.diagnosis.struggle == "none"]
    yield f"- clear: {right} of {len(clear)} right"
    yield f"- borderline: {first} of {len(border)} right, {near} with the job or its runner-up"
    yield f"- low struggle: {told} of {len(low)} told as such, {len(wrongly)} others {' '.join(wrongly)}".rstrip()
    outcomes = [case.diagnosis.outcome for case in found if case.kind != "low struggle"]
    counts = ", ".join(f"{name} {outcomes.count(name)}" for name in ("clear", "leaning", "mixed", "undetermined"))  # type: ignore[arg-type]
    yield f"- outcomes of those with a struggle: {counts}"
    leads = {
        kind: sorted(c.diagnosis.lead or 0 for c in group) for kind, group in (("clear", clear), ("borderline", border))
    }
    yield "- lowest and middle lead: " + "; ".join(
        f"{kind} {values[0]:.2f} and {values[len(values) // 2]:.2f}" for kind, values in leads.items()
    )


if __name__ == "__main__":
    print("\n".join(report()))
