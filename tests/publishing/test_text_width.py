"""Widths of words in drawings, beside those that Typst sets, and what is cut."""

from __future__ import annotations

import json

import pytest
import typst

from jtbd_diag.playbook.choice.influence import Influence
from jtbd_diag.publishing.drawings.influence_drawing import SIZE, NameBox, layout
from jtbd_diag.publishing.drawings.text_width import ended, length, lines_of, shortened
from jtbd_diag.publishing.tree.right_to_left import is_right_to_left

WORDS = (
    "Office of student services",
    "DEPARTMENT OF MULTILINGUAL LEARNERS AND MWM",
    "WWWWWWWWWWWWWWWWWWWWWW",
    "mmmmmmmmmmmmmmmmmmmmmm@%",
    "Œuvres & Œdème — ‘Æsir’",
    "ÉCOLE ÉLÉMENTAIRE DE L’ÎLE",
    "ЩЖШЮЫФ УПРАВЛЕНИЕ ШКОЛАМИ",
    "ΜΩΨ ΔΙΕΥΘΥΝΣΗ ΩΦΜ",
    "1,234,567 (12%) + $9",
)


def measured(words: str, weight: str) -> float:
    """How wide Typst sets words, in parts of their size."""
    text = f'text(font: "Libertinus Serif", size: 100pt, weight: "{weight}", {json.dumps(words, ensure_ascii=False)})'
    source = f"#context metadata(measure({text}).width.pt())"
    return float(json.loads(typst.query(source.encode(), "metadata", field="value", one=True))) / 100


@pytest.mark.parametrize("words", WORDS)
def test_words_are_set_no_wider_than_is_reckoned(words: str) -> None:
    widest = max(measured(words, "regular"), measured(words, "bold"))
    assert widest <= length(words, 1)
    assert length(words, 1) <= 1.5 * widest  # and not so much narrower that room is wasted


@pytest.mark.parametrize(
    "words", [*WORDS, "משרד שירותי התלמידים של המחוז הצפוני", "مكتب خدمات الطلاب في المنطقة الشمالية"]
)
def test_what_is_cut_fits_and_says_so(words: str) -> None:
    room = length(words, 12) * 0.6
    cut = shortened(words, room, 12)
    assert length(cut, 12) <= room
    assert cut.rstrip("\u200f").endswith("…")
    assert cut.endswith("…\u200f") == is_right_to_left(words)  # else it stands where the words began
    assert words.startswith(cut.rstrip("\u200f").removesuffix("…"))
    assert shortened(words, length(words, 12), 12) == words


def test_a_mark_is_cut_with_its_letter_and_a_lone_letter_stays() -> None:
    words = "cafe\u0301 e\u0301e\u0301"
    assert shortened(words, length("cafe…", 10), 10) == "cafe\u0301…"
    assert shortened(words, length("caf…", 10), 10) == "caf…"
    assert ended("W", 1, 10) == "W…"


def test_very_long_words_take_no_time() -> None:
    assert len(shortened("W" * 300_000, 100, 10)) < 20


def boxes_of(names: list[str]) -> list[NameBox]:
    drawn = layout(Influence("", tuple(names), (), ()))
    return [box for ring in (drawn.near, drawn.far, drawn.beyond) if ring for box in ring.boxes]


@pytest.mark.parametrize(
    "name", ["W" * 22, "M" * 40, "OFFICE OF MULTILINGUAL LEARNERS AND FAMILY WELCOME " * 3, "ש" * 40]
)
def test_names_on_the_influence_map_stay_in_their_boxes(name: str) -> None:
    for box in boxes_of([name, "Transport", name]):
        for line in box.lines:
            assert length(line.text, SIZE) <= box.width
            assert measured(line.text, "bold") * SIZE <= box.width


def test_lines_break_at_words_and_hyphens() -> None:
    assert lines_of("Office of student services", length("Office of st", 10), 10) == [
        "Office of",
        "student",
        "services",
    ]
    assert lines_of("go-between", length("go-bet", 10), 10) == ["go-", "bet…"]
