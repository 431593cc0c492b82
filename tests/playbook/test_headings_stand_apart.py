"""A heading has an empty line before it: readers of Markdown such as Pandoc take it for text else."""

from __future__ import annotations

import pytest

from tests.playbook.leaders import NAMES, written_for


@pytest.mark.parametrize("file", ["answers.yaml", "answers@2.yaml"])
@pytest.mark.parametrize("name", NAMES)
def test_before_a_heading_stands_an_empty_line(name: str, file: str) -> None:
    lines = written_for(name, file).markdown.split("\n")
    headings = [number for number, line in enumerate(lines) if line.startswith("#") and number]
    assert headings
    assert [lines[number] for number in headings if lines[number - 1]] == []
