"""The profile chart: nothing leaves the drawing, nothing touches, every value is in words."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jtbd_diag.ground.catalogue import say
from jtbd_diag.playbook.profile_bars import ProfileBar
from jtbd_diag.publishing import load_theme
from jtbd_diag.publishing.drawings import profile_drawing
from jtbd_diag.publishing.drawings.profile_drawing import EDGE, LABEL_SIZE, WIDTH, Label, layout
from jtbd_diag.publishing.drawings.text_width import cells, length

from .sample import PLAYBOOK, PROFILE, playbook_of

SVG = "{http://www.w3.org/2000/svg}"
JOBS = st.lists(st.tuples(st.text(min_size=1, max_size=30), st.floats(0, 100)), max_size=5).map(tuple)


def drawn(*profile: ProfileBar, job: str | None = "Coordinate") -> ElementTree.Element:
    return ElementTree.fromstring(profile_drawing.draw(playbook_of("", profile=profile, job=job), load_theme()))


def words(drawing: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in drawing.iter(f"{SVG}text")]


def test_it_has_a_role_a_name_and_a_description() -> None:
    drawing = drawn(*PROFILE)
    assert drawing.get("role") == "img"
    named = (drawing.get("aria-labelledby") or "").split()
    assert named == [drawing[0].get("id"), drawing[1].get("id")]
    assert drawing[0].tag == f"{SVG}title"
    assert "Scope of focus, from one team or school (0) to the whole system (100): you are at 57 of 100" in str(
        drawing[1].text
    )


def test_every_value_and_end_is_written_out() -> None:
    for word in ("Scope of focus", "neighbouring units", "you", "Correct", "the whole system"):
        assert word in words(drawn(*PROFILE))


def test_the_leaders_mark_sits_where_the_value_says() -> None:
    places = [
        float(circle.get("cx", "nan"))
        for value in (0, 50, 100)
        for circle in drawn(ProfileBar("t", "l", "h", value, None, ())).iter(f"{SVG}circle")
    ]
    assert places == [EDGE, WIDTH / 2, WIDTH - EDGE]


def test_a_missing_value_is_said_in_words_and_not_drawn() -> None:
    drawing = drawn(ProfileBar("t", "l", "h", None, "a band", (("Correct", 20.0),)))
    assert say("publishing.too_little_to_place") in words(drawing)
    assert list(drawing.iter(f"{SVG}circle")) == []
    assert "a band" not in words(drawing)


def test_the_leaders_own_job_is_the_bold_one() -> None:
    strong = [t.text for t in drawn(PROFILE[0]).iter(f"{SVG}text") if t.get("font-weight") == "600"]
    assert strong == ["Scope of focus", "Coordinate", "you"]


@settings(max_examples=25, deadline=None)
@given(value=st.one_of(st.none(), st.floats(0, 100)), jobs=JOBS, ends=st.text(max_size=60))
def test_labels_stay_inside_and_apart(value: float | None, jobs: tuple[tuple[str, float], ...], ends: str) -> None:
    chart = layout([ProfileBar(ends, ends, ends, value, ends, jobs)], None)
    track = chart.tracks[0]
    labels = [*track.jobs, *([track.marker] if track.marker else [])]
    for label in labels:
        left, right = span(label)
        assert left >= -0.01
        assert right <= WIDTH + 0.01
        assert label.y <= chart.height
    for number, one in enumerate(track.jobs):
        for other in track.jobs[number + 1 :]:
            assert one.y != other.y or span(one)[1] <= span(other)[0] + 0.01
    assert all(y <= chart.height for _, y in (*track.title, *track.low, *track.high))


def span(label: Label) -> tuple[float, float]:
    half = length(label.words, LABEL_SIZE) / 2
    return label.x - half, label.x + half


def test_the_drawing_is_the_same_wherever_it_is_placed() -> None:
    theme = load_theme()
    assert profile_drawing.draw(PLAYBOOK, theme) == profile_drawing.draw(PLAYBOOK, theme)


@pytest.mark.parametrize("width", [36, 60, 84])
def test_text_bars_keep_to_their_width(width: int) -> None:
    wide = ProfileBar("t", "日本語" * 3, "h" * 30, 50, None, (("とても長い仕事の名前です" * 2, 100.0),))
    for bar in (*PROFILE[:2], wide):
        lines = profile_drawing.text_bars(bar, width)
        assert all(cells(line) <= width for line in lines[: 1 + len(bar.jobs)])


def test_text_bars_show_the_order_of_places() -> None:
    you, correct, coordinate, reorient, ends = profile_drawing.text_bars(PROFILE[0], 70)
    assert correct.index("┼") < coordinate.index("┼") < you.index("●") < reorient.index("┼")
    assert you.endswith("57")
    assert ends.split() == ["one", "team", "or", "school", "the", "whole", "system"]
