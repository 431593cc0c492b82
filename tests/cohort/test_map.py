"""The map of a cohort, read by somebody who wants to find a leader on it; and its labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random
from xml.etree import ElementTree

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtbd_diag.cohort.leaders.labels_on_the_map import Area, placed
from jtbd_diag.cohort.leaders.leader_map import place_map
from jtbd_diag.cohort.leaders.map_disclosure import spots
from jtbd_diag.cohort.small_groups import SMALLEST
from jtbd_diag.publishing.drawings.svg_drawing import Box, Drawing, DrawnWords, Mark, render
from jtbd_diag.publishing.theme.theme import load_theme
from jtbd_diag.questionnaire import Questionnaire, load_questionnaire

Place = tuple[float, float, str, str]
SVG = "{http://www.w3.org/2000/svg}"
LEADER = load_questionnaire("leader")
THEME = load_theme()
PLACES = st.lists(
    st.tuples(
        st.floats(0, 100),
        st.floats(0, 100),
        st.sampled_from(["correct", "coordinate", "reorient"]),
        st.sampled_from(["clear", "leaning", "mixed"]),
    ),
    max_size=60,
)


def drawn(places: Sequence[Place]) -> Drawing:
    frame = pl.DataFrame(
        [*places],
        schema={"scope": pl.Float64, "breadth": pl.Float64, "job": pl.String, "outcome": pl.String},
        orient="row",
    )
    return place_map(LEADER, ("scope", "breadth"), frame, THEME.look.colours)


def signs_in(svg: str) -> list[tuple[float, float]]:
    """The scores that an attacker reads off the signs of a map: of all paths but rings, crosses and the key."""
    root = ElementTree.fromstring(svg)
    frame = next(one for one in root.iter(f"{SVG}rect"))
    left, top, side = (float(frame.attrib[name]) for name in ("x", "y", "width"))
    found = []
    for path in root.iter(f"{SVG}path"):
        if path.attrib["fill"] != "none":
            x, y = map(float, re.findall(r"-?[\d.]+", path.attrib["d"])[:2])
            score = (100 * (x - left) / side, 100 * (1 - (y - top) / side))
            if score[1] > -2:
                found.append(score)
    return found


@given(PLACES, st.randoms(use_true_random=False))
def test_neither_the_order_nor_a_score_within_its_square_shows(places: list[Place], chance: Random) -> None:
    page = render(drawn(places), THEME)
    moved = [(min(x // 5, 19) * 5 + 2.4, min(y // 5, 19) * 5 + 1.3, job, outcome) for x, y, job, outcome in places]
    chance.shuffle(moved)
    plain = re.sub("half of them from.*?[.]", "", page)  # quartiles are rounded to the squares' edges, and tested below
    assert re.sub("half of them from.*?[.]", "", render(drawn(moved), THEME)) == plain


@given(PLACES)
def test_no_sign_stands_in_a_corner_with_a_few(places: list[Place]) -> None:
    found = (
        spots(
            pl.DataFrame(places, schema=["scope", "breadth", "job", "outcome"], orient="row").cast(
                {"scope": pl.Float64, "breadth": pl.Float64}
            ),
            ("scope", "breadth"),
        )
        if places
        else None
    )
    if found is None:
        return
    corners = [(x >= 50, y >= 50) for x, y, _, _ in places]
    for corner, count in found.corners.items():
        assert corners.count((bool(corner[0]), bool(corner[1]))) == count < SMALLEST
    for x, y in signs_in(render(drawn(places), THEME)):
        assert corners.count((x >= 50, y >= 50)) >= SMALLEST
    assert len(found.signs) + sum(found.counts.values()) + sum(found.corners.values()) == len(places)


def test_a_few_leaders_are_only_counted(leader: Questionnaire) -> None:
    nine: list[Place] = [(10.0 * n + 3, 90.0 - 8 * n, "correct", "clear") for n in range(9)]
    svg = render(drawn(nine), THEME)
    assert not signs_in(svg)
    assert "half of them" not in svg
    assert "Correct: 9." in svg


def test_what_is_said_of_half_of_them_is_as_coarse_as_what_is_drawn() -> None:
    many: list[Place] = [(33.4 + n / 10, 61.7 + n / 7, "coordinate", "clear") for n in range(12)]
    assert "half of them from 35 to 35 and from 60 to 65" in drawn(many).description


def shapes_on(drawing: Drawing) -> tuple[list[Area], list[Area]]:
    """The labels of a map, and what they must not cover."""
    square = next(one for one in drawing.shapes if isinstance(one, Box))
    boxes = [one for one in drawing.shapes if isinstance(one, Box) and one is not square]
    labels = [Area(b.x, b.y, b.width, b.height) for b in boxes if b.line == THEME.look.colours.brand]
    others = [Area(b.x, b.y, b.width, b.height) for b in boxes if b.line != THEME.look.colours.brand]
    for one in drawing.shapes:
        if isinstance(one, Mark):
            x, y = map(float, re.findall(r"-?[\d.]+", one.path)[:2])
            if y < square.y + square.height:
                others.append(Area(x, y, 0.1, 0.1))
    return labels, others


@given(PLACES)
def test_no_label_covers_a_sign_a_count_or_another_label(places: list[Place]) -> None:
    labels, others = shapes_on(drawn(places))
    assert len(labels) == 3
    for n, label in enumerate(labels):
        assert not any(label.touches(other) for other in (*labels[:n], *others))


@pytest.mark.parametrize("many", [3, 4, 60])
def test_leaders_right_at_a_profile_are_not_hidden_by_its_name(many: int) -> None:
    at = LEADER.profiles["coordinate"].at
    around: list[Place] = [
        (at["scope"] + n % 7 - 3, at["breadth"] + n % 5 + 2, "coordinate", "clear") for n in range(many)
    ]
    labels, others = shapes_on(drawn(around))
    assert not any(label.touches(other) for label in labels for other in others)


def test_labels_of_a_map_that_is_full_stand_above_it() -> None:
    full: list[Place] = [(5.0 * x + 1, 5.0 * y + 1, "correct", "clear") for x in range(20) for y in range(20)]
    drawing = drawn(full * 10)
    labels, _ = shapes_on(drawing)
    square = next(one for one in drawing.shapes if isinstance(one, Box))
    assert all(label.y + label.height < square.y for label in labels)
    assert {one.text for one in drawing.shapes if isinstance(one, DrawnWords)} >= {"Correct", "Coordinate", "Reorient"}


def test_a_label_without_room_is_told() -> None:
    frame = Area(0, 0, 50, 20)
    assert placed([((10, 10), 30)], 15, frame, [Area(0, 0, 50, 20)]) == [None]
    assert placed([((10, 10), 60)], 15, frame, []) == [None]
