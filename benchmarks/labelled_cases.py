"""The labelled cases of tests/cases, as benchmarks ask them: by version of the form, set, and push.

Owns which file of a case answers which form.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

from jtbd_diag.answers import read_answers
from jtbd_diag.questionnaire import Questionnaire, Value

FORMS = {
    "leader-short@1": "short.yaml",
    "leader@1": "answers.yaml",
    "leader-short@2": "short@2.yaml",
    "leader@2": "answers@2.yaml",
}
CASES = Path(__file__).parent.parent / "tests" / "cases"


def struggling_cases(
    questionnaire: Questionnaire, file: str, which: str, *, low: bool = False
) -> list[tuple[Mapping[str, Value], str]]:
    """The labelled cases of one set with a struggle, or those without: their answers and the job on their label."""
    cases = []
    for folder in sorted(CASES.iterdir()):
        label = yaml.safe_load((folder / "label.yaml").read_text("utf-8"))
        if (label["struggle"] == "low") == low and label["set"] == which and (folder / file).is_file():
            answers, _ = read_answers(folder / file, questionnaire)
            cases.append((answers.values, label["job"]))
    return cases
