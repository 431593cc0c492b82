"""How version 2 does with the answers to its mended words, beside those that the cases keep, to the words before.

Prints Markdown. Run: python benchmarks/reworded.py [draws]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import yaml
from labelled_cases import CASES
from noise import LEVELS, accuracy
from shading import shading_row
from validity import FORMS, Case, cases, summary

from jtbd_diag import diagnose, load_questionnaire
from jtbd_diag.questionnaire import Value

ANEW = yaml.safe_load((CASES.parent / "cases_reworded.yaml").read_text("utf-8"))
REWORDED = tuple(dict.fromkeys(item for answers in ANEW.values() for item in answers))


def with_new_answers(case: Case, anew: Mapping[str, Any]) -> Case:
    """The case with the answers to the mended words in place of the earlier ones; one left out is no answer."""
    asked = case.diagnosis.questionnaire
    kept = {item: value for item, value in case.diagnosis.answers.values.items() if item not in REWORDED}
    given = {item: _value(answer) for item, answer in anew.items() if item in asked.items}
    answers = replace(case.diagnosis.answers, values={**kept, **given})
    return replace(case, diagnosis=diagnose(asked, answers))


def _value(answer: Any) -> Value:
    return tuple(answer) if isinstance(answer, list) else str(answer)


def report(draws: int) -> Iterator[str]:
    """The tables as Markdown lines."""
    for form in [one for one in FORMS if one.endswith("@2")]:
        questionnaire = load_questionnaire(form)
        for which in ("development", "held out"):
            before = cases(form, which)
            after = [with_new_answers(case, ANEW[case.name]) for case in before]
            yield from ("", f"### {which.capitalize()}, `{form}`", "", *_same(before, after))
            for name, group in (("before", before), ("mended", after)):
                yield from (f"- {name}: {line.removeprefix('- ')}" for line in summary(group))
                pushed = [c for c in group if c.label["struggle"] != "low"]
                told = [(c.diagnosis.answers.values, c.label["job"]) for c in pushed]
                found = [accuracy(questionnaire, told, level, draws) for level in LEVELS]
                yield f"- {name}, noise: " + ", ".join(f"{share:.3f}" for share in found)
                yield f"- {name}, shading: " + shading_row(questionnaire, which, [values for values, _ in told])


def _same(before: list[Case], after: list[Case]) -> Iterator[str]:
    there = [(b.diagnosis.answers.values, a.diagnosis.answers.values) for b, a in zip(before, after, strict=True)]
    for item in REWORDED:
        both = [(old[item], new[item]) for old, new in there if item in old and item in new]
        lost, won = (sum((item in x) > (item in y) for x, y in pairs) for pairs in (there, [(b, a) for a, b in there]))
        if both:
            same = sum(_plain(old) == _plain(new) for old, new in both)
            yield f"- {item}: {same} of {len(both)} the same, {lost} only before, {won} only anew"
    jobs = [f"{a.name} {b.diagnosis.job} → {a.diagnosis.job}" for b, a in zip(before, after, strict=True)
            if a.diagnosis.job != b.diagnosis.job]  # fmt: skip
    yield "- job differs: " + (", ".join(jobs) or "nobody")


def _plain(value: Value) -> Any:
    return len(value) if isinstance(value, tuple) else value


if __name__ == "__main__":
    print("\n".join(report(int(sys.argv[1]) if len(sys.argv) > 1 else 500)))
