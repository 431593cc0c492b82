"""`check` returns complaints with places, and never faults: every data file of the library, spoiled in one place."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtbd_diag.cli.checking.check_one_file import Checker
from jtbd_diag.ground.complaints import Problem
from jtbd_diag.ground.library import Library, shipped_folder
from jtbd_diag.ground.yaml_files import YamlDocument, parse_yaml, yaml_text

FILES = (
    "playbooks/tailoring.yaml",
    "playbooks/plans.yaml",
    "playbooks/sources.yaml",
    "playbooks/problems/attendance.yaml",
    "playbooks/program/needs.yaml",
    "playbooks/program/levels.yaml",
    "playbooks/program/offer-rules.yaml",
    "offers/call-a-coach.yaml",
    "playbooks/theme/theme.yaml",
    "playbooks/plays/sort-the-notes.md",
    "questionnaires/leader-short.yaml",
    "questionnaires/staff-expertise.yaml",
    "questionnaires/examples/correct.yaml",
)
VALUES = (
    None,
    "",
    "x",
    "{",
    "{{ x }}",
    "[@x]",
    5,
    -1,
    1.5,
    1e400,
    True,
    [],
    {},
    [1],
    [None],
    ["x"],
    {"a": 1},
    [{}],
    "x" * 999,
)
FENCE = "---\n"
SPOILS = ("missing", "misspelt", *range(len(VALUES)))


def spoiled(document: YamlDocument, route: tuple[Any, ...], how: str | int) -> Any:
    """The data with a key left out, misspelt, or with another value."""
    data = copy.deepcopy(document.data)
    if not route:
        return VALUES[how] if isinstance(how, int) else None
    holder = data
    for key in route[:-1]:
        holder = holder[key]
    value = holder.pop(route[-1]) if isinstance(how, str) else None
    if isinstance(how, int):
        holder[route[-1]] = VALUES[how]
    elif how == "misspelt" and isinstance(holder, dict):
        holder[f"{route[-1]}x"] = value
    return data


def problems_of(name: str, data: Any, folder: Path) -> list[Problem]:
    path = folder / "mine" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml_text(data)
    if path.suffix == ".md":
        text = f"---\n{text}---\n{(shipped_folder() / name).read_text('utf-8').split(FENCE, 2)[2]}"
    path.write_text(text, "utf-8")
    return Checker(Library(folder / "mine"), [path]).check(path)


def shipped(name: str) -> YamlDocument:
    text = (shipped_folder() / name).read_text("utf-8")
    return parse_yaml(text.split("---\n", 2)[1] if name.endswith(".md") else text, name)


@pytest.mark.parametrize("name", FILES)
def test_a_file_spoiled_in_one_place(name: str, tmp_path: Path) -> None:
    document = shipped(name)
    routes = sorted(document.places, key=lambda route: (len(route), str(route)))

    @given(st.sampled_from(routes), st.sampled_from(SPOILS))
    def spoil(route: tuple[Any, ...], how: str | int) -> None:
        for problem in problems_of(name, spoiled(document, route, how), tmp_path):
            assert problem.where.file.endswith(name) and str(problem)
            assert problem.where.line > 0 or "levels" in name, problem

    spoil()


@pytest.mark.parametrize("how", SPOILS)
def test_the_id_of_a_sentence_spoiled(how: str | int, tmp_path: Path) -> None:
    document = shipped("playbooks/tailoring.yaml")
    found = problems_of("playbooks/tailoring.yaml", spoiled(document, (0, "id"), how), tmp_path)
    harmless = isinstance(how, int) and VALUES[how] == "x"
    assert bool(found) is not harmless
    assert all(problem.where.line > 0 for problem in found)
