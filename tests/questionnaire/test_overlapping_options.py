"""Options that hold for the same answer are found by their numbers, however these are written, and by their words."""

from __future__ import annotations

import pytest

from jtbd_diag.questionnaire.overlapping_options import overlaps

OVERLAPPING = {
    "ends that meet": ["Under 1000", "1000 to 5000", "5000 and more"],
    "in words": ["None", "One to three", "Three to ten", "More than ten"],
    "how often": ["Never", "Once or twice", "Two or three times", "Four times or more"],
    "open ends": ["Up to two weeks", "Two weeks or more"],
    "years": ["2020 or earlier", "Since 2020"],
    "later and since": ["Since 2020", "2022 or later"],
    "with decimals": ["0 to 2.5 million", "2.5 million and up"],
    "in thousands": ["1 to 5 thousand", "5,000 to 9,999"],
    "money": ["$1,000 to $5,000", "$5K to $10K"],
    "percent": ["Up to 50 %", "10 to 20 %"],
    "signs": ["5+", "< 6"],
    "grades": ["Grades K-5", "Grades 5-8"],
    "one of two": ["3 schools", "3 or 4 schools"],
    "the same words": ["Math or reading", "Reading or math"],
}
APART = {
    "bands": ["Fewer than 1,000", "1,000 to 4,999", "5,000 to 19,999", "20,000 or more"],
    "in words": ["None", "One to three", "Four to ten", "More than ten"],
    "open at one end": ["0 to under 5 years", "5 to under 10 years", "10 years or more"],
    "with decimals": ["Less than 2.5 %", "2.5 to 5 %", "More than 5 %"],
    "thousands": ["1 to 5 thousand", "6 to 10 thousand"],
    "never more": ["No more than 4", "More than 4"],
    "signs": ["\u2264 5", "> 5"],
    "other things": ["1 school", "1 district"],
    "one that counts nothing": ["In one team, school or office close to me", "Mostly with one or two others"],
    "times": ["Once", "Two or three times", "Four times or more"],
    "clocks": ["8:00", "9:00"],
    "school years": ["2024-25", "2025-26"],
    "two ends at once": ["Less than 5 or more than 10", "5 to 10"],
}


@pytest.mark.parametrize("kind", OVERLAPPING)
def test_options_that_overlap(kind: str) -> None:
    assert len(overlaps(OVERLAPPING[kind])) == 1


@pytest.mark.parametrize("kind", APART)
def test_options_that_do_not(kind: str) -> None:
    assert overlaps(APART[kind]) == []


def test_each_pair_is_told() -> None:
    assert overlaps(["Under 1000", "1000 to 5000", "5000 to 20000", "20000 or more"]) == [(1, 2), (2, 3)]
