"""Makes the shipped example of many eyes: questionnaires/examples/place-riverton. Everybody in it is invented.

Run from the project's folder: python docs/make_place.py
The dice are seeded, so every run writes the same files.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Mapping
from pathlib import Path

from jtbd_diag import load_questionnaire
from jtbd_diag.answers import Answers, write_answers
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.form_for_cabinet_and_staff import seen_from
from jtbd_diag.questionnaire.items import MultipleItem, TextItem

SEED = 20261129
TARGET = Path("questionnaires/examples/place-riverton")
UNITS = {"Riverton Middle": 18, "Hill Elementary": 13, "Transportation": 11, "Front offices": 4}
SCALES = {  # where leader, cabinet and staff see the place; None is not asked
    "scope": (50, 55, None),
    "frustration": (88, 80, 70),
    "breadth": (40, 45, 60),
    "struggle": (85, None, None),
    "persistent_failure": (90, None, None),
    "exposure": (60, None, None),
    "trust": (75, None, 30),
    "motive": (30, None, None),
    "shared_practices": (60, 50, 55),
    "shared_goals": (70, 45, 50),
    "common_method": (85, 60, 30),
    "useful_data": (60, 50, 55),
    "learning": (80, 60, 35),
    "leading": (75, 65, 45),
    "barrier_clarity": (25, 35, None),
    "barrier_capacity": (60, 65, None),
    "barrier_priority": (55, 60, None),
    "barrier_data": (40, 45, None),
}
LEADER, CABINET, STAFF = (
    {scale: float(at) for scale, seen in SCALES.items() if (at := seen[n]) is not None} for n in range(3)
)
PLACE = """\
# An invented place, to look at and to copy: nobody gave these answers. docs/eyes.md says what each line means.
place: Riverton Valley (invented)
problem: The late buses at Riverton Middle School
invented: true
purpose: talk
with_coach: true
shared_with_staff: 2026-12-18
leader:
  answers: [leader.yaml, leader-organisation.yaml]
  day: 2026-11-02
cabinet:
  answers: cabinet.csv
  asked: 8
  first_day: 2026-11-03
  last_day: 2026-11-13
staff:
  answers: staff.csv
  asked: 62
  first_day: 2026-11-03
  last_day: 2026-11-20
  by: [School or office]
"""


def main() -> None:
    """Write the files."""
    TARGET.mkdir(parents=True, exist_ok=True)
    dice = random.Random(SEED)
    leader, place = load_questionnaire("leader"), load_questionnaire("organisation")
    (TARGET / "place.yaml").write_text(PLACE, "utf-8")
    for name, asked in (("leader", leader), ("leader-organisation", place)):
        values = answers(asked, LEADER, dice, 4, 0) | ({"area": "transport_facilities"} if asked is leader else {})
        write_answers(TARGET / f"{name}.yaml", Answers.to(asked, values, invented=True), force=True)
    cabinet, staff = (seen_from(leader, who, load_questionnaire) for who in ("cabinet", "staff"))
    table("cabinet", cabinet, [answers(cabinet, CABINET, dice, 12, 0.02) for _ in range(7)], [])
    units = [unit for unit, people in UNITS.items() for _ in range(people)]
    told = [answers(staff, _of_unit(unit), dice, 20, 0.04) for unit in units]
    table("staff", staff, told, units)


def _of_unit(unit: str) -> dict[str, float]:
    shift = {"Transportation": -10, "Riverton Middle": 5}.get(unit, 0)
    return {scale: points + shift for scale, points in STAFF.items()}


def answers(
    q: Questionnaire, at: Mapping[str, float], dice: random.Random, noise: float, skips: float
) -> dict[str, object]:
    """Of each question the option that lies nearest to where somebody stands."""
    own = {scale: points + dice.gauss(0, noise) for scale, points in at.items()}
    found: dict[str, object] = {}
    for item in q.items.values():
        if isinstance(item, MultipleItem | TextItem) or dice.random() < skips:
            continue
        fed = {c.scale: c for c in q.contributions if c.item == item.id and c.scale in own}
        if not fed:
            continue
        here = {scale: points + dice.gauss(0, noise) for scale, points in own.items()}
        options = [o.id for o in q.options(item.id) if all(o.id in c.options for c in fed.values())]
        found[item.id] = min(options, key=lambda o: sum((c.options[o] - here[s]) ** 2 for s, c in fed.items()))
    return found


def table(name: str, q: Questionnaire, people: list[dict[str, object]], units: list[str]) -> None:
    """A plain export with headings as people read them, in no order, each row said to be invented."""
    head = ["Response ID", "invented_by_jtbd_diag", *(["School or office"] if units else [])]
    rows = [
        [
            f"{name[0].upper()}{n:03}",
            "yes",
            *([units[n - 1]] if units else []),
            *(_cell(q, item, one) for item in q.items),
        ]
        for n, one in enumerate(people, start=1)
    ]
    random.Random(SEED).shuffle(rows)
    with (TARGET / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[*head, *(item.ask for item in q.items.values())], *rows])


def _cell(q: Questionnaire, item: str, one: Mapping[str, object]) -> str:
    return q.option(item, str(one[item])).text if item in one else ""


if __name__ == "__main__":
    main()
