"""Eight programs described by kind: the verdicts that were expected of known kinds, and how far two readings agree."""

from __future__ import annotations

import re

import pytest
import yaml

from .programs import PROGRAMS, judged, rated

KINDS = sorted(path.name for path in PROGRAMS.iterdir())
READINGS = ("first", "second")


@pytest.mark.parametrize("reading", READINGS)
def test_method_courses_are_for_reorient_with_blocks(reading: str) -> None:
    for kind in ("method-course", "university-course"):
        found = judged(*rated(PROGRAMS / kind / f"{reading}.yaml"))
        assert {one.verdict for job, one in found.items() if job != "coordinate"} == {"misfits"}
        reorient = found["reorient"]
        assert {one.rule.item for one in reorient.blocks} == {"words", "strict"}
        assert reorient.musts_met > max(one.musts_met for job, one in found.items() if job != "reorient")
    assert judged(*rated(PROGRAMS / "method-course" / f"{reading}.yaml"))["reorient"].is_built_for


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize(
    ("kind", "job"),
    [
        ("call-a-coach", "correct"),
        ("impact-conveners", "coordinate"),
        ("learning-network", "coordinate"),
        ("insider-kit", "reorient"),
    ],
)
def test_what_each_kind_serves(reading: str, kind: str, job: str) -> None:
    found = judged(*rated(PROGRAMS / kind / f"{reading}.yaml"))
    assert [name for name, one in found.items() if one.verdict == "serves"] == [job]


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("kind", ["dashboard", "strict-package", "method-course", "university-course"])
def test_what_serves_none(reading: str, kind: str) -> None:
    found = judged(*rated(PROGRAMS / kind / f"{reading}.yaml"))
    assert "serves" not in [one.verdict for one in found.values()]
    if reading == "first":  # the second left more open
        assert "serves" not in [one.best for one in found.values()]


def test_there_are_eight_and_all_are_said_to_be_invented() -> None:
    assert len(KINDS) == 8
    for kind in KINDS:
        assert (PROGRAMS / kind / "description.txt").read_text("utf-8").startswith("Invented program")
        for reading in READINGS:
            assert yaml.safe_load((PROGRAMS / kind / f"{reading}.yaml").read_text("utf-8"))["invented"] is True


def test_two_readings_agree_as_the_page_says() -> None:
    from tests.checkout import ROOT

    page = (ROOT / "docs" / "offers.md").read_text("utf-8")
    rows = re.findall(r"\| `([a-z-]+)` \|.*\| (\d+) of (\d+) \| (\d) of 3 \|", page)
    told = {name: (int(same), int(of), int(verdicts)) for name, same, of, verdicts in rows}
    found = {}
    for kind in KINDS:
        (program,) = rated(*(PROGRAMS / kind / f"{reading}.yaml" for reading in READINGS))
        assert len(program.offers) == 2
        alike = [item for item in program.compared if item not in program.disputed]
        one, other = (judged(*rated(offer.path)) for offer in program.offers)
        pairs = [(one[job].verdict, other[job].verdict) for job in one]
        assert all(first == second or None in (first, second) for first, second in pairs), kind  # open, or the same
        found[kind] = (len(alike), len(program.compared), sum(first == second for first, second in pairs))
    assert told == found
    same, of, verdicts = (sum(one[n] for one in found.values()) for n in range(3))
    assert f"{same} of {of} answers" in page
    assert f"{verdicts} of {3 * len(KINDS)} verdicts" in page
