"""Writes the fixtures that the writers can make, with what is expected of each beside it.

Run: python -m tests.survey.make_fixtures. Files that no writer makes are written by hand in `odd.py`.
"""

# ruff: noqa: E501
from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from jtbd_diag import load_questionnaire
from tests.survey.odd import ODD
from tests.survey.reading import FIXTURES, workshop
from tests.survey.writers import WRITERS, Values

SHORT: Sequence[Values] = (
    {
        "causes": "own_unit", "by_decision": "nearly_all", "one_result": "yes", "areas": ("attendance",),
        "next_move": "small_test", "gift": "coach", "attempts": "two_three", "voluntary": "yes",
    },
    {
        "causes": "other_units", "by_decision": "little", "one_result": "mostly",
        "areas": ("attendance", "counseling", "transport", "families"), "next_move": "joint_look",
        "gift": "go_between", "attempts": "four_plus", "voluntary": "less",
    },
    {
        "causes": "everywhere", "by_decision": "almost_nothing", "one_result": "no",
        "areas": ("instruction", "attendance", "climate", "staffing", "schedule", "data", "finance"),
        "next_move": "change_how", "gift": "teach_everyone", "attempts": "once", "voluntary": "maybe",
    },
    {"causes": "half_and_half", "by_decision": "cannot_say", "gift": "cannot_say", "attempts": "none", "voluntary": "no"},
    {},
)  # fmt: skip

WORKSHOP: Sequence[Values] = (
    {
        "goal": "fix", "tools_used": ("paper", "scissors"), "calm": "3", "trust": "1", "staff": 12.0,
        "since": "2026-11-21", "story": 'We said "no";\nthen, after a while, "yes".',
    },
    {"goal": "learn", "tools_used": ("markers", "boards"), "calm": "2", "trust": "2", "staff": 0.0},
    {"goal": "both", "tools_used": ("pens", "markers", "scissors", "boards"), "since": "1999-01-02"},
    {"goal": "cannot_say", "tools_used": ("nothing",), "story": "NA"},
    {"calm": "1"},
)  # fmt: skip

SHORT_KINDS = (
    "plain texts", "plain ids, cells", "qualtrics", "qualtrics, numbers", "qualtrics, numbers in one cell",
    "qualtrics, xlsx", "surveymonkey", "google", "microsoft", "limesurvey", "limesurvey, codetext", "kobo, labels",
    "odk", "redcap", "redcap, labels", "typeform",
)  # fmt: skip
WORKSHOP_KINDS = (
    "plain ids", "plain ids, codes", "plain texts, bars", "plain ids, parquet", "plain ids, json lines",
    "plain ids, xlsx", "qualtrics, single quotes", "qualtrics, legacy", "surveymonkey, numbers",
    "surveymonkey, grid", "google, sheet", "microsoft, quiz", "limesurvey, full", "limesurvey, short", "kobo",
    "kobo, hxl", "kobo, xlsx", "odk, split",
)  # fmt: skip


def main() -> None:
    """Write every fixture anew."""
    short, small = load_questionnaire("leader-short@1"), workshop()
    for kinds, q, people in ((SHORT_KINDS, short, SHORT), (WORKSHOP_KINDS, small, WORKSHOP)):
        for kind in kinds:
            sheet = WRITERS[kind](q, people)
            name = f"{kind.replace(', ', '-').replace(' ', '-')}-{q.questionnaire}.{sheet.ending}"
            answers = {sheet.row_of(n): plain(person) for n, person in enumerate(people)}
            write(name, sheet.content(), {"questionnaire": q.questionnaire, "layout": sheet.layout, "answers": answers})
    for name, (content, expected) in ODD.items():
        write(name, content, expected)


def plain(person: Values) -> dict[str, Any]:
    """Answers as YAML holds them."""
    return {item: list(value) if isinstance(value, tuple) else value for item, value in person.items()}


def write(name: str, content: bytes, expected: Mapping[str, Any]) -> None:
    """A fixture and its expectation."""
    Path(FIXTURES / name).write_bytes(content)
    told = yaml.safe_dump(dict(expected), allow_unicode=True, sort_keys=False, width=110, default_flow_style=None)
    Path(FIXTURES / f"{name}.expected.yaml").write_text(told, encoding="utf-8")


if __name__ == "__main__":
    main()
