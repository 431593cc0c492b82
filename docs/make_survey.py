"""Makes the shipped example of a survey: questionnaires/examples/survey-200.csv. Everybody in it is invented.

Run from the project's folder: python docs/make_survey.py
The dice are seeded, so every run writes the same file. Each of the 200 leaders gets a job, and answers as such a
leader might: mostly near the job's profile, sometimes not, sometimes not at all. Some of what real exports hold is
there too: two cells no option fits, a few answers given twice, half-empty forms, one and the same answer all through.
"""

from __future__ import annotations

import csv
import random
from pathlib import Path

from jtbd_diag import load_questionnaire
from jtbd_diag.questionnaire import Item, Option, Questionnaire
from jtbd_diag.questionnaire.items import MultipleItem, RatingItem, SingleItem

SEED = 20261128
RESPONDENTS = 200
TARGET = Path("questionnaires/examples/survey-200.csv")
JOBS = {"correct": 0.34, "coordinate": 0.36, "reorient": 0.30}
REGIONS = {
    "North Valley": (60, ["Alder Creek", "Brookfield", "Cedar Falls", "Dunmore"]),
    "Lakeshore": (46, ["Eastport", "Fairhaven", "Grand Bay"]),
    "Capital": (42, ["Harmony City", "Ironwood"]),
    "Highlands": (39, ["Juniper", "Kingsley", "Linden Hills"]),
    "Islands": (8, ["Marina"]),
    "Border": (5, ["Northgate"]),
}
AREAS = {
    "attendance": (
        "Three families told me in one week that nobody had called about 20 missed days.",
        "24 to 15 percent",
    ),
    "ninth_grade": ("At the ten-week mark a third of our ninth graders had an F.", "68 to 80 percent"),
    "graduation": ("A senior learned in May that one credit was missing.", "81 to 88 percent"),
    "discipline": ("The same hallway sent eleven students to the office in a day.", "31 to 20 a week"),
    "english_learners": ("A boy met every criterion, and his form lay in a drawer for a year.", "14 to 25 percent"),
    "math_reading": ("The spring results came back where they were four years ago.", "38 to 45 percent"),
    "college_going": ("Half of those who said they would apply had not begun in February.", "48 to 60 percent"),
    "staffing": ("We opened the year with nine substitutes, for the third time.", "9 to 3"),
    "special_education": ("An evaluation took 140 days.", "61 to 90 percent"),
    "transport_facilities": ("The 6 o'clock bus left a street behind, twice in a week.", "40 to 10 a month"),
    "safety": ("A counselor saw four students in tears in one morning, and had no hour for a fifth.", ""),
    "early_literacy": ("Eleven first graders could not read their own names on the cubbies.", "44 to 65 percent"),
    "enrollment": ("Ninety children came on the first day whom nobody had expected.", "90 to 10"),
    "families": ("The same mother was sent to four offices about one form.", ""),
    "several": ("In one month attendance, reading and hiring all went wrong for the same reasons.", ""),
    "other": ("A report was due and every office had another figure.", ""),
}
FIRST = (
    "Alex",
    "Bo",
    "Cam",
    "Dana",
    "Eli",
    "Finn",
    "Gray",
    "Hao",
    "Ira",
    "Jo",
    "Kai",
    "Lee",
    "Mia",
    "Noa",
    "Ola",
    "Sam",
)
LAST = (
    "Abbott",
    "Baker",
    "Cruz",
    "Diaz",
    "Ellis",
    "Ford",
    "Hale",
    "Ito",
    "Khan",
    "Moss",
    "Nair",
    "Park",
    "Shaw",
    "Webb",
)


class Leader:
    """One invented leader, who answers as their job, their push and their readiness would have it."""

    def __init__(self, questionnaire: Questionnaire, dice: random.Random) -> None:
        """Roll a leader: a job, perhaps with something of another one."""
        self.q, self.dice = questionnaire, dice
        self.job = dice.choices([*JOBS], [*JOBS.values()])[0]
        other, share = dice.choice([job for job in JOBS if job != self.job]), dice.choice([0, 0.1, 0.25, 0.4, 0.5])
        here, there = questionnaire.profiles[self.job].at, questionnaire.profiles[other].at
        self.at = {scale: (1 - share) * here[scale] + share * there[scale] for scale in here}
        self.sharp = dice.choice([0.3, 0.6, 0.9])
        self.levels = {scale: dice.betavariate(2.6, 1.7) for scale in questionnaire.scales}
        self.levels["struggle"] = dice.choice([0.2, 0.45, 0.7, 0.8, 0.9])
        self.area = dice.choice([*AREAS])

    def answer(self, item: Item) -> str:
        """What stands in the cell."""
        if item.id == "area":
            return self.q.option("area", self.area).text
        if isinstance(item, MultipleItem):
            return "; ".join(option.text for option in self._ticked(item))
        if isinstance(item, SingleItem | RatingItem):
            return self._chosen(self.q.options(item.id)).text
        return self._words(item.id)

    def _chosen(self, options: tuple[Option, ...]) -> Option:
        scored = [option for option in options if option.points] or [*options]
        weights = [2.718 ** (-self._off(option) * self.sharp / 16) for option in scored]
        return self.dice.choices(scored, weights)[0]

    def _off(self, option: Option) -> float:
        """How far an answer is from what this leader would say, in points."""
        wanted = {scale: self.at.get(scale, 100 * self.levels[scale]) for scale in option.points}
        return sum(abs(points - wanted[scale]) for scale, points in option.points.items()) / max(len(wanted), 1)

    def _ticked(self, item: MultipleItem) -> list[Option]:
        many = {"correct": (1, 2), "coordinate": (2, 4), "reorient": (4, 9)}[self.job]
        later = "monthly"  # came after the survey was made, which stays as it is
        free = [o for o in item.options if not (o.exclusive or o.cannot_say) and o.id != later]
        count = min(self.dice.randint(*many), len(free))
        return sorted(self.dice.sample(free, count), key=item.options.index)

    def _words(self, item: str) -> str:
        story, numbers = AREAS[self.area]
        said = {
            "episode": story,
            "measure": numbers,
            "partners": "student services: the lists; the registrar: the times",
        }
        return said.get(item, "") if self.dice.random() < 0.7 else ""


def main() -> None:
    """Write the file."""
    questionnaire, dice = load_questionnaire("leader"), random.Random(SEED)
    asked = [*questionnaire.items.values()]
    homes = [(region, dice.choice(towns)) for region, (count, towns) in REGIONS.items() for _ in range(count)]
    dice.shuffle(homes)
    rows = [_row(number, home, questionnaire, dice) for number, home in enumerate(homes, start=1)]
    places = {item.id: n for n, item in enumerate(asked, start=5)}
    _spoil(rows, dice, places, [item.id for item in asked if item.type == "rating"])
    header = ["Response ID", "Submitted", "Region", "District", "Email", *(item.ask for item in asked)]
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def _row(number: int, home: tuple[str, str], questionnaire: Questionnaire, dice: random.Random) -> list[str]:
    leader = Leader(questionnaire, dice)
    first, last = dice.choice(FIRST), dice.choice(LAST)
    email = f"{first}.{last}{number}@{home[1].replace(' ', '').lower()}.example".lower()
    when = f"2026-10-{1 + number // 8:02} {dice.randint(7, 18):02}:{dice.randint(0, 59):02}"
    answers, given = [], dict[str, str]()
    for item in questionnaire.items.values():
        silent = dice.random() < 0.03
        cell = f"{first} {last}" if item.id == "name" else leader.answer(item)
        given[item.id] = "" if silent or _not_asked(questionnaire, item, given) else cell
        answers.append(given[item.id])
    return [f"A{1000 + number}", when, *home, email, *answers]


class Said:
    """What a leader has answered so far, as conditions see it."""

    def __init__(self, questionnaire: Questionnaire, given: dict[str, str]) -> None:
        """Take the cells as they stand."""
        self.q, self.given = questionnaire, given

    def item(self, item: str) -> str | None:
        """The option a cell names."""
        return next((option.id for option in self.q.options(item) if option.text == self.given.get(item)), None)

    def scale(self, scale: str) -> None:
        """No scores here."""

    def result(self, result: str) -> None:
        """No results here."""


def _not_asked(questionnaire: Questionnaire, item: Item, given: dict[str, str]) -> bool:
    """Whether the platform would have hidden the question."""
    return item.ask_if is not None and not item.ask_if.holds(Said(questionnaire, given))


def _spoil(rows: list[list[str]], dice: random.Random, places: dict[str, int], ratings: list[str]) -> None:
    """What real exports hold."""
    for row in dice.sample(rows, 9):  # gave up early
        row[places["by_decision"] :] = [""] * (len(row) - places["by_decision"])
    for row in dice.sample(rows, 3):  # one and the same answer all through
        for rating in ratings:
            row[places[rating]] = "Partly true"
    for row, item, cell in zip(
        dice.sample(rows, 7),
        ["causes", "gift", "one_result", "rounds_before", "next_move", "voluntary", "causes"],
        ["everywhere, I suppose", "a coach and a go-between", "Maybe", "3 or 4", "=HYPERLINK()", "yes!!", "n/a"],
        strict=True,
    ):
        row[places[item]] = cell
    for original, again in zip(dice.sample(rows[:150], 4), dice.sample(rows[150:], 4), strict=True):
        again[4] = original[4]  # answered again, from the same address
    rows[120][5:] = [""] * (len(rows[120]) - 5)


if __name__ == "__main__":
    main()
