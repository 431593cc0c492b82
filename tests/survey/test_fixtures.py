"""Every fixture is read with no wrong cell, and every cell in doubt is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from jtbd_diag import load_questionnaire
from jtbd_diag.ground.complaints import InputError
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.survey.answered_twice import duplicates
from tests.survey.reading import FIXTURES, Seen, seen, workshop

NAMES = sorted(path.name.removesuffix(".expected.yaml") for path in FIXTURES.glob("*.expected.yaml"))


def questionnaire(name: str) -> Questionnaire:
    return workshop() if name == "workshop" else load_questionnaire(f"{name}@1")


def expectation(name: str) -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load((FIXTURES / f"{name}.expected.yaml").read_text(encoding="utf-8"))
    return told


def test_there_are_enough_of_them_and_none_without_an_expectation() -> None:
    files = {path.name for path in FIXTURES.iterdir() if not path.name.endswith((".expected.yaml", ".mapping.yaml"))}
    assert files == set(NAMES)
    assert len(NAMES) >= 24


@pytest.mark.parametrize("name", NAMES)
def test_no_cell_is_wrong(name: str) -> None:
    expected = expectation(name)
    q = questionnaire(expected["questionnaire"])
    mapping = FIXTURES / f"{name}.mapping.yaml"
    more: dict[str, Path] = {"mapping": mapping} if mapping.exists() else {}
    if "error" in expected:
        with pytest.raises(InputError) as caught:
            seen(FIXTURES / name, q, **more)
        assert {problem.code.value for problem in caught.value.problems} == {expected["error"]}
        return
    found = seen(FIXTURES / name, q, **more)
    answers = {row: {item: _plain(v) for item, v in values.items()} for row, values in found.answers.items()}
    assert answers == expected["answers"]
    assert [[r["row"], r["column"], r["code"]] for r in found.rejects] == expected.get("rejects", [])
    _compare(found, expected)


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _compare(found: Seen, expected: dict[str, Any]) -> None:
    assert found.table.layout == expected.get("layout", "plain")
    assert found.table.reasons
    assert all(r["what"] and r["value"] for r in found.rejects)
    for words in expected.get("notes", []):
        assert any(words in note for note in found.notes), found.notes
    near = {one.header: list(one.nearest) for one in found.table.unmatched}
    for header, nearest in expected.get("unmatched", {}).items():
        assert near[header] == nearest
    if "carried" in expected:
        assert [c.header for c in found.table.columns if c.role == "carried"] == expected["carried"]
    if "unasked" in expected:
        assert list(found.table.unasked) == expected["unasked"]
    twice = duplicates(found.table)
    rows = [] if twice is None else [[r["row"], r["by"]] for r in twice.collect().to_dicts()]
    assert rows == expected.get("duplicates", [])
