"""What other programs write in tables is data: whole, told apart, and used by the one loop through a header row."""

from __future__ import annotations

import pytest

from jtbd_diag.survey.known import known
from jtbd_diag.survey.known.words_in_headers import signs, words
from jtbd_diag.survey.known.words_in_headers import words_apart as plain_words
from jtbd_diag.survey.platforms import LAYOUTS
from jtbd_diag.survey.platforms.platform_layout import Heading, bare_name, own_columns

KINDS = ("id", "email", "event", "other", "noise")
ANYWHERE = ("typeform", "alchemer", "limesurvey", "kobotoolbox", "odk", "redcap")
"""Platforms whose own columns may stand anywhere in the one header row."""
QUESTION = "How often do you meet?"


@pytest.mark.parametrize("platform", [name for name in LAYOUTS if name != "statistics"])  # it has those of `plain`
def test_every_platform_has_its_own_columns_each_of_one_kind(platform: str) -> None:
    told = known("platform_headers")[platform]
    names = [name for kind in KINDS for name in told.get(kind, ())]
    assert names and len(names) == len(set(names))
    assert [name for several in told.values() for name in several if name != bare_name(name)] == []


@pytest.mark.parametrize("platform", ANYWHERE)
def test_its_own_columns_are_no_questions_and_the_rest_are(platform: str) -> None:
    own = own_columns(platform)
    rows = [["first", *own, QUESTION, ""], ["1", *("x" for _ in own), "often", ""]]
    layout = LAYOUTS[platform](rows)
    assert layout is not None
    _, *found, asked, empty = layout.headings
    expected = [
        Heading(one.header, kind="noise") if kind == "noise" else Heading(one.header, kind="metadata", identity=kind)
        for one, kind in zip(found, own.values(), strict=True)
    ]
    assert found == expected
    assert (asked.kind, asked.texts[0]) == ("question", QUESTION)
    assert empty == Heading(empty.header, kind="noise")


@pytest.mark.parametrize("platform", LAYOUTS)
def test_an_empty_column_is_noise_everywhere(platform: str) -> None:
    layout = LAYOUTS[platform]([["a", QUESTION, ""], ["1", "often", ""], ["2", "seldom", ""], ["3", "often", ""]])
    assert layout is not None
    assert layout.headings[-1].kind == "noise"


@pytest.mark.parametrize("platform", LAYOUTS)
def test_a_header_alone_is_a_header(platform: str) -> None:
    """Whatever platform a user names, no more header rows are told than there are rows."""
    layout = LAYOUTS[platform]([["id", "goal", "calm"]])
    assert layout is not None
    assert (layout.header_rows, len(layout.headings)) == (1, 3)


@pytest.mark.parametrize("kind", [one for one in known("persons") if one != "introducing"])  # it stands in texts
def test_words_for_persons_are_found_as_they_are_written(kind: str) -> None:
    told = [one for line in known("persons")[kind]["words"].split("\n") for one in line.split("|") if one]
    assert [one for one in told if not words(kind).search(one.removesuffix("*"))] == []
    assert [one for one in told if one.isascii() and one != plain_words(one) + "*" * one.endswith("*")] == []
    found = known("persons")[kind].get("signs", "")
    sign = signs(kind)
    assert [one for one in found.split("|") if one and not (sign and sign.search(f"x{one}y"))] == []


def test_what_is_not_known_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        known("no_such_words")
    with pytest.raises(KeyError):
        words("no_such_kind")
