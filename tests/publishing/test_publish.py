"""The format is chosen by the file's ending; a file appears whole or not at all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.ground.library import Library
from jtbd_diag.publishing import FORMATS, publish, render

from .sample import PLAYBOOK, playbook_of

STARTS = {
    "pdf": b"%PDF-",
    "html": b"<!doctype html>",
    "docx": b"PK\x03\x04",
    "md": b"# Getting",
    "txt": b"Getting",
    "ics": b"BEGIN:VCALENDAR",
}


def code_of(error: pytest.ExceptionInfo[InputError]) -> Code:
    return error.value.problems[0].code


@pytest.mark.parametrize("kind", FORMATS)
def test_each_ending_gives_its_format(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"playbook.{kind.upper() if kind == 'md' else kind}"
    publish(PLAYBOOK, path)
    assert path.read_bytes().startswith(STARTS[kind])
    assert list(tmp_path.iterdir()) == [path]


def test_paths_may_be_texts_as_elsewhere_in_the_library(tmp_path: Path) -> None:
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/theme.yaml").write_text("organisation: Someone\n")
    assert publish(PLAYBOOK, str(tmp_path / "a.md"), theme=str(tmp_path / "theme")) == (tmp_path / "a.md",)


@pytest.mark.parametrize("name", ["playbook.odt", "playbook", "playbook.pdf.bak"])
def test_an_unknown_ending_names_the_known(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError) as error:
        publish(PLAYBOOK, tmp_path / name)
    assert code_of(error) is Code.UNKNOWN_FORMAT
    assert ".pdf, .html, .docx, .md, .txt, .ics" in str(error.value)


def test_an_unknown_format_by_name() -> None:
    with pytest.raises(InputError) as error:
        render(PLAYBOOK, "rtf")
    assert code_of(error) is Code.UNKNOWN_FORMAT


def test_an_existing_file_stays_without_force(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("mine")
    with pytest.raises(InputError) as error:
        publish(PLAYBOOK, path)
    assert code_of(error) is Code.EXISTS
    assert path.read_text() == "mine"
    publish(PLAYBOOK, path, force=True)
    assert path.read_bytes() == render(PLAYBOOK, "txt")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        publish(PLAYBOOK, tmp_path / "none" / "a.md")
    assert code_of(error) is Code.UNWRITABLE


def test_a_library_may_bring_its_own_theme(tmp_path: Path) -> None:
    own = tmp_path / "playbooks" / "theme"
    own.mkdir(parents=True)
    (own / "theme.yaml").write_text("organisation: Example Foundation")
    publish(PLAYBOOK, tmp_path / "a.html", library=Library(tmp_path))
    assert "Example Foundation" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_showing_a_diagnosis_loads_no_format() -> None:
    heavy = ("jinja2", "markdown_it", "typst", "pydantic", "polars", "icalendar", "rich")
    modules = "jtbd_diag.publishing.terminal.diagnosis_screen, jtbd_diag.publishing.diagnosis_json"
    program = f"import sys, {modules}; print(set({heavy}) & sys.modules.keys())"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"


@pytest.mark.parametrize("kind", FORMATS)
def test_next_to_nothing_can_be_published(kind: str) -> None:
    bare = playbook_of("", title="T", job=None, profile=(), footer="")
    assert render(bare, kind)


@pytest.mark.parametrize("kind", FORMATS)
def test_odd_places_for_marks_break_nothing(kind: str) -> None:
    odd = """\
# *T* ![x](figure:profile)

## ![x](figure:profile)

> - [ ] a
>
>   ---
>
>   ![x](figure:profile)
>
>   | a |
>   |---|
>
>   > **b:**

1. [x] c
2. - [ ]
   - d **![x](figure:profile)** [![x](figure:profile)](https://example.org) `e`

7) f\\
   g

[](https://example.org) **** []()

```
code  \\ "q"

#x
```
"""
    assert render(playbook_of(odd), kind)


def test_markdown_keeps_its_text_and_says_the_chart_in_words() -> None:
    words = render(PLAYBOOK, "md").decode()
    assert "figure:profile" not in words
    assert "- Scope of focus, from one team or school (0) to the whole system (100): you are at 57 of 100" in words
    assert "Breadth of what must change, from one process (0) to how the place works (100): too little" in words
    assert "- [ ] Name the five owners" in words
    assert words.endswith(f"---\n\n{PLAYBOOK.footer}\n")
