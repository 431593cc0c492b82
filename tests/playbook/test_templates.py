"""Templates of a library that are empty or broken: a complaint with its line, and never a fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.ground.library import Library
from jtbd_diag.playbook import write_playbook
from tests.playbook.leaders import MONDAY, diagnosed_for


@pytest.mark.parametrize(
    ("text", "code", "line", "says"),
    [
        ("", Code.TEMPLATE_SYNTAX, 1, "without a title"),
        (" \n\n", Code.TEMPLATE_SYNTAX, 1, "without a title"),
        ("#\n\nwords\n", Code.TEMPLATE_SYNTAX, 1, "without a title"),
        ("{# nothing #}\n{% if leader.job == 'x' %}a{% endif %}", Code.TEMPLATE_SYNTAX, 1, "without a title"),
        ("{% extends 'base.md.j2' %}", Code.TEMPLATE_SYNTAX, 1, "without a title"),
        ("# T\n{% if %}\n", Code.TEMPLATE_SYNTAX, 2, "Expected an expression"),
        ("# T\n\n{{ leader.nope }}\n", Code.TEMPLATE_NAME, 3, "nope"),
        ("# T\n\n{{ leader.answer('x').y }}\n", Code.TEMPLATE_NAME, 3, "no attribute 'y'"),
        ("# T\n{{ leader.plays('tool')[99].id }}\n", Code.TEMPLATE_NAME, 2, "no element 99"),
        ("# T\n{% include 'nosuch.md.j2' %}\n", Code.MISSING_FILE, 2, "there is no template 'nosuch.md.j2'"),
        ("{% extends 'coordinate.md.j2' %}", Code.TEMPLATE_SYNTAX, 1, "uses itself"),
        ("# T\n{{ leader.title_of('nope') }}\n", Code.TEMPLATE_SYNTAX, 2, "nope"),
    ],
)
def test_a_faulty_template_is_told_with_its_line(tmp_path: Path, text: str, code: Code, line: int, says: str) -> None:
    file = tmp_path / "playbooks" / "coordinate.md.j2"
    file.parent.mkdir()
    file.write_text(text)
    with pytest.raises(InputError) as error:
        write_playbook(diagnosed_for("D11"), library=Library(tmp_path), date=MONDAY)
    (problem,) = error.value.problems
    assert (problem.code, problem.where.file, problem.where.line) == (code, str(file), line)
    assert says in problem.what


def test_a_template_of_one_line_is_a_playbook(tmp_path: Path) -> None:
    (tmp_path / "playbooks").mkdir()
    (tmp_path / "playbooks" / "coordinate.md.j2").write_text("\n\n# {{ leader.title_of(leader.job) }} now")
    assert write_playbook(diagnosed_for("D11"), library=Library(tmp_path), date=MONDAY).title == "Coordinate now"


def test_a_slip_in_a_templates_name_is_told_with_what_was_meant(tmp_path: Path) -> None:
    (tmp_path / "playbooks").mkdir()
    (tmp_path / "playbooks" / "coordinate.md.j2").write_text("{% include 'part.md.j2' %}")
    with pytest.raises(InputError) as error:
        write_playbook(diagnosed_for("D11"), library=Library(tmp_path), date=MONDAY)
    assert "parts.md.j2" in str(error.value.problems[0].hint)
