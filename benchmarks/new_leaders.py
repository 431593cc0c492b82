"""How version 2 does on the 28 new leaders, that nobody tuned on: clear ones, hard ones and real mixtures apart.

Prints Markdown. Run: python benchmarks/new_leaders.py
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from validity import CASES, JOBS

from jtbd_diag import diagnose, load_questionnaire
from jtbd_diag.diagnosis import Diagnosis
from jtbd_diag.questionnaire import Questionnaire

NEW = yaml.safe_load((CASES.parent / "cases_new_leaders.yaml").read_text("utf-8"))
FORMS = ("leader@2", "leader-short@2")


@dataclass(frozen=True)
class NewLeader:
    """One of them, what a form made of the answers, and of each that could as well have been another."""

    name: str
    label: Mapping[str, Any]
    diagnosis: Diagnosis
    otherwise: Mapping[str, Diagnosis]

    @property
    def labelled(self) -> set[str]:
        """The job of the label; of a mixture both."""
        return {self.label["job"], self.label.get("second", self.label["job"])}


def new_leaders(form: str) -> list[NewLeader]:
    """All of them, diagnosed with one form."""
    asked, found = load_questionnaire(form), []
    for name, label in NEW.items():
        given = {**label["words"], **label["answers"]}
        doubted = {item: value for item, value in label["doubted"].items() if item in asked.items}
        otherwise = {item: _diagnosed(asked, {**given, item: value}) for item, value in doubted.items()}
        found.append(NewLeader(name, label, _diagnosed(asked, given), otherwise))
    return found


def _diagnosed(asked: Questionnaire, given: Mapping[str, Any]) -> Diagnosis:
    answers = {item: value for item, value in given.items() if item in asked.items and value is not None}
    if "part_transport" in given and "part_transport" not in asked.items:
        answers["area"] = given["part_transport"]
    return diagnose(asked, {item: tuple(v) if isinstance(v, list) else v for item, v in answers.items()})


def report() -> Iterator[str]:
    """The tables as Markdown lines."""
    for form in FORMS:
        found = new_leaders(form)
        yield from ("", f"### New leaders, `{form}`", "", *_confusion(found), "", *_summary(found))


def _confusion(found: list[NewLeader]) -> Iterator[str]:
    yield "| labelled | kind | Correct | Coordinate | Reorient | clear | leaning | mixed | lowest lead |"
    yield "|---|---|---|---|---|---|---|---|---|"
    rows = [(job, kind, kind) for job in JOBS for kind in ("clear", "hard")]
    groups = [(job, name, [one for one in found if (one.label["job"], one.label["kind"]) == (job, kind)
                           and one.label["struggle"] == "active"]) for job, name, kind in rows]  # fmt: skip
    groups += [("any", "no struggle", [one for one in found if one.label["struggle"] == "none"])]
    mixtures = [one for one in found if one.label["kind"] == "mixture"]
    groups += [(" and ".join(sorted(one.labelled)), "mixture", [one]) for one in mixtures]
    for labelled, kind, group in groups:
        jobs = [sum(one.diagnosis.job == job for one in group) for job in JOBS]
        outcomes = [sum(one.diagnosis.outcome == name for one in group) for name in ("clear", "leaning", "mixed")]
        lowest = min(one.diagnosis.lead or 0 for one in group)
        yield f"| {labelled} | {kind} | {' | '.join(str(n or '·') for n in jobs + outcomes)} | {lowest:.2f} |"


def _summary(found: list[NewLeader]) -> Iterator[str]:
    pushed = [one for one in found if one.label["kind"] != "mixture" and one.label["struggle"] == "active"]
    right = sum(one.diagnosis.job == one.label["job"] for one in pushed)
    told = sum(one.diagnosis.struggle == one.label["struggle"] for one in found)
    mixtures = [one for one in found if one.label["kind"] == "mixture"]
    missed = [one.name for one in mixtures if one.diagnosis.outcome == "clear"]
    yield f"- one job and a struggle: {right} of {len(pushed)} right; struggle told as labelled: {told} of {len(found)}"
    yield f"- mixtures told as clear, and so missed: {len(missed)} of {len(mixtures)} ({', '.join(missed) or 'none'})"
    doubts = [(one, other) for one in found for other in one.otherwise.values()]
    moved = [f"{one.name} {item}" for one in found for item, other in one.otherwise.items()
             if other.job != one.diagnosis.job]  # fmt: skip
    yield f"- doubtful answers, each given otherwise: {len(doubts)}; the job is another after {len(moved)}"
    yield f"  ({', '.join(moved) or 'none'})"


if __name__ == "__main__":
    print("\n".join(report()))
