"""When two texts say the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtbd_diag.survey.columns.same_text import cut_prefix, normal, normal_listed, normal_option, spoiled_range, unique

ASK = "where do most of the causes sit"


@pytest.mark.parametrize(
    "text",
    [
        "Where do most of the causes sit?",
        "  where do most\n of the\u00a0causes\tsit? ",
        "1. Where do most of the causes sit?",
        "Where do most of the causes sit",
        "Where do most of the causes sit?:",
        "12) Where do most of the causes sit?",
        "Q3: Where do most of the causes sit?",
        "q3a. Where do most of the causes sit?",
        "(4) Where do most of the causes sit?",
        "1.Where do most of the causes sit?",
        "2.1. Where do most of the causes sit? *",
        "<p>Where do <b>most</b> of the causes&nbsp;sit?</p>",
        "WHERE DO MOST OF THE CAUSES SIT?\u200b",
        "Where do most of the cau\u00adses sit\uff1f",
        "\u202bWhere do most of the causes sit?\u202c",
        "\u2066Where do most of the causes sit?\u2069",
        '"Where do most of the causes sit?"',
        "\u201cWhere do most of the causes sit?\u201d",
    ],
)
def test_the_same_question(text: str) -> None:
    assert normal(text) == ASK


@pytest.mark.parametrize("text", ["3 teams or more", "1.5 hours", "5:30 in the morning", "2nd place", "a < b > c"])
def test_a_number_that_belongs_to_the_text_stays(text: str) -> None:
    assert normal(text) == text.casefold()


def test_quotation_marks_and_dashes_are_of_one_kind() -> None:
    assert normal_option("I can\u2019t say \u2013 \u201creally\u201d") == 'i can\'t say - "really"'


def test_a_full_stop_behind_an_option_is_no_part_of_it_and_dots_of_a_cut_text_are() -> None:
    assert normal_option("Mostly true.") == normal_option("Mostly true ") == "mostly true"
    assert normal_option("Mostly t...") == "mostly t..."


def test_quotation_marks_around_an_option_are_no_part_of_it() -> None:
    assert normal_option('"Mostly true"') == normal_option('"Mostly true".') == "mostly true"
    assert normal_option('"Mostly" or "Partly"') == '"mostly" or "partly"' and normal_option('""') == '""'
    assert normal_listed('"Mostly true"') == '"mostly true"'


@given(st.text(max_size=40) | st.text('".a ', max_size=8))
def test_normal_is_normal_already(text: str) -> None:
    once = normal_option(text)
    if "&" not in text and "<" not in text:
        assert normal_option(once) == once


def test_a_cut_is_seen_by_its_length_and_its_end() -> None:
    long = "Suppose that by next June this one result were where you want it. Would the main thing you need"
    assert cut_prefix(f"{long}...") == long.casefold()
    assert cut_prefix(f"{long}\u2026") == long.casefold()
    assert cut_prefix(long) is None
    assert cut_prefix("Too short to be cut...") is None


def test_what_leads_two_ways_leads_nowhere() -> None:
    assert unique([("a", "1"), ("b", "2"), ("a", "3"), ("", "4"), ("c", "5"), ("c", "5")]) == {"b": "2", "c": "5"}


@pytest.mark.parametrize("sign", [",", ".", " ", "'", "\u00a0", "\u202f", "\u2019", "\u2009"])
def test_what_parts_thousands_is_aside(sign: str) -> None:
    assert normal_option(f"Under 1{sign}000") == "under 1000"
    assert normal_option(f"1{sign}000 to 2{sign}500{sign}000") == "1000 to 2500000"


@pytest.mark.parametrize("text", ["grades 9, 100", "1.5", "1,5", "2024 2025", "0.125", "1,00", "12 3456", "v1.000.1"])
def test_other_numbers_are_as_they_stand(text: str) -> None:
    assert normal_option(text) == text


@pytest.mark.parametrize(
    "cell",
    ["5-Jan", "Jan-05", "1/5/2026", "2026-01-05", "2026-01-05 00:00:00", "05.01.2026", "1-5", "5/1", "5-January"],
)
@pytest.mark.parametrize("text", ["1 to 5", "1-5", "1 \u2013 5 people"])
def test_a_range_that_a_spreadsheet_made_a_date(cell: str, text: str) -> None:
    assert spoiled_range(cell, ["None", text, "6 to 10"]) == text
    assert spoiled_range(cell, ["None", "6 to 10"]) is None
    assert spoiled_range("Tuesday", [text]) is None


@pytest.mark.parametrize("sign", [chr(code) for code in range(0x20, 0x7F)])
def test_a_sign_is_the_same_beside_letters_beyond_ascii(sign: str) -> None:
    """An option's text alone, and in a cell beside another's: `ticks` is 'ticks' in both."""
    assert normal_listed(f"a {sign} b; \u00e9").removesuffix("; \u00e9") == normal_listed(f"a {sign} b")
