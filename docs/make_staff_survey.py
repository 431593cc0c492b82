"""Makes the shipped example of a staff survey: questionnaires/examples/staff-160.csv. Everybody in it is invented.

Run from the project's folder: python docs/make_staff_survey.py
The dice are seeded, so every run writes the same file.
"""

from __future__ import annotations

import csv
import random
from pathlib import Path

from jtbd_diag import load_questionnaire
from jtbd_diag.questionnaire import Questionnaire

SEED = 20261121
TARGET = Path("questionnaires/examples/staff-160.csv")
UNITS = {  # how many people, and how far along they are, 0 to 4
    "Alder Elementary": (24, 1.2),
    "Birch Elementary": (21, 0.7),
    "Cedar Middle School": (30, 1.6),
    "Dogwood High School": (38, 1.1),
    "Transportation": (16, 2.6),
    "Student services": (12, 2.0),
    "Kitchens": (8, 0.9),
    "Central office": (11, 2.2),
}
HARDER = {
    "define_step": 0.5,
    "causes_step": 0.2,
    "test_step": 0.1,
    "read_step": -0.2,
    "lead_step": -0.6,
    "coach_step": -1.1,
}
ROLES = ("teacher", "teacher", "teacher", "support", "specialist", "lead", "principal")


def main() -> None:
    """Write the file."""
    questionnaire, dice = load_questionnaire("staff-expertise"), random.Random(SEED)
    rows = []
    for unit, (people, level) in UNITS.items():
        for _ in range(people):
            own = dice.gauss(level, 0.9)
            answers = {"unit": unit if dice.random() > 0.05 else unit.upper(), "role": dice.choice(ROLES)}
            answers["leaving"] = dice.choices(["yes", "unsure", "no", ""], [60, 18, 12, 10])[0]
            for item, easier in HARDER.items():
                step = min(max(round(own + easier + dice.gauss(0, 0.5)), 0), 4)
                answers[item] = questionnaire.options(item)[step].id if dice.random() > 0.02 else ""
            rows.append([_cell(questionnaire, item, answers.get(item, "")) for item in questionnaire.items])
    dice.shuffle(rows)
    rows[7][6] = "sometimes"
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [
                ["Response ID", *(item.ask for item in questionnaire.items.values())],
                *([f"S{n:03}", *row] for n, row in enumerate(rows, start=1)),
            ]
        )


def _cell(questionnaire: Questionnaire, item: str, answer: str) -> str:
    return questionnaire.option(item, answer).text if answer and questionnaire.options(item) else answer


if __name__ == "__main__":
    main()
