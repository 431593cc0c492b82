"""The terminal and plain text: as wide as there is room, nothing lost."""

from __future__ import annotations

import io
import re

import pytest
from rich.cells import cell_len
from rich.console import Console

from jtbd_diag.playbook.written_playbook import Playbook
from jtbd_diag.publishing import render, show

from .sample import FOOTER, PLAYBOOK, playbook_of


def shown(playbook: Playbook, width: int, **settings: object) -> str:
    screen = io.StringIO()
    options: dict[str, object] = {"color_system": None, "force_terminal": True, "_environ": {}, **settings}
    show(playbook, Console(file=screen, width=width, **options))  # type: ignore[arg-type]
    return screen.getvalue()


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal_or_than_one_can_read(width: int) -> None:
    table = f"| a | b |\n|--|--|\n| {'ξ' * 99} | y |"
    wide = playbook_of(f"{PLAYBOOK.markdown}\n\n{'日本語' * 50}\n\n{table}")
    lines = shown(wide, width).split("\n")
    assert max(map(cell_len, lines)) <= min(width, 88)
    assert "".join(lines).count("ξ") == 99


@pytest.mark.parametrize("width", [40, 80])
def test_every_word_is_there(width: int) -> None:
    words = re.sub(r"[\s┃]+", "", shown(PLAYBOOK, width))
    for sentence in (
        PLAYBOOK.title,
        "You lead one stubborn problem, and about half of its causes sit with other units.",
        "Could you show me what happens on your side when route 14 runs late?",
        "https://www.example.org/very/long/path/that/never/ends/swim-lanes-in-a-week-of-real-mornings.html",
        FOOTER,
    ):
        assert re.sub(r"\s+", "", sentence) in words


def test_a_narrow_table_becomes_a_list_of_its_rows() -> None:
    lines = [line.rstrip() for line in shown(PLAYBOOK, 40).split("\n")]
    assert "Who counts it: Attendance office" in lines
    assert "Who counts it: Attendance office" not in shown(PLAYBOOK, 80)


def test_items_hang_under_their_marks() -> None:
    lines = [
        line.rstrip()
        for line in shown(playbook_of("9. a b\n10. " + "word " * 12 + "\n    - [x] c", title="T"), 40).split("\n")
    ]
    assert lines[4:8] == [
        " 9. a b",
        "10. word word word word word word word",
        "    word word word word word",
        "    [x] c",
    ]


def test_plain_text_has_no_control_sequence_and_keeps_80_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "30")
    text = render(PLAYBOOK, "txt").decode()
    assert re.findall(r"[\x00-\x09\x0b-\x1f\x7f]", text) == []
    widths = [cell_len(line) for line in text.split("\n")]
    assert max(widths) == 80
    assert [line for line in text.split("\n") if line != line.rstrip()] == []
    assert "[ ] Name the five owners" in text
    assert "[x] Find the number" in text


def test_a_bold_label_gets_a_colon_where_nothing_is_bold() -> None:
    text = render(
        playbook_of("**How it fails** It fails.\n\n**Done when** it works.\n\n**Stop!** Now."), "txt"
    ).decode()
    assert "How it fails: It fails." in text
    assert "Done when it works." in text
    assert "Stop! Now." in text


def test_colours_are_left_out_when_they_are_not_wanted() -> None:
    assert "\x1b[" in shown(PLAYBOOK, 80, color_system="standard")
    plain = shown(PLAYBOOK, 80, color_system="standard", no_color=True)
    assert re.findall(r"\x1b\[[0-9;]*3[0-7]", plain) == []


def test_a_console_without_unicode_gets_what_it_can_write() -> None:
    screen = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    show(playbook_of(f"{PLAYBOOK.markdown}\n\n日本語"), Console(file=screen, width=60, _environ={}))
    screen.flush()
    words = screen.buffer.getvalue().decode("ascii")  # type: ignore[attr-defined]
    assert "you        ---" in words
    assert '| "What would you need from us' in words
    assert "???" in words


def test_a_table_to_fill_in_shows_its_empty_rows() -> None:
    text = render(playbook_of("| a | b |\n|--|--|\n| | |\n| | |"), "txt").decode()
    assert len(re.findall(r"^ ?─{60,}", text, re.MULTILINE)) >= 4


def test_a_sheet_of_many_short_columns_is_drawn_as_one() -> None:
    head = "| Your scale | Weeks 1–4 | 5–8 | 9–12 | 13–16 | 17–20 | 21–24 | 25–28 |"
    sheet = playbook_of(f"{head}\n{'|--' * 8}|\n| most {'| ' * 7}|\n| least {'| ' * 7}|")
    assert re.search(r"Your scale +Weeks 1–4 .* 25–28 *\n", shown(sheet, 80))
    assert "Weeks 1–4:" in shown(sheet, 40), "where it is too narrow, each row is a list"
