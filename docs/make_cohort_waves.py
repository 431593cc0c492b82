"""Makes the shipped example of a cohort asked twice: questionnaires/examples/cohort-again. Everybody in it is invented.

Run from the project's folder: python docs/make_cohort_waves.py
The dice are seeded, so every run writes the same files.
"""

from __future__ import annotations

import csv
import random
from pathlib import Path
from tempfile import TemporaryDirectory

from jtbd_diag import load_questionnaire
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.look_back import looking_back, looks_back_at
from jtbd_diag.simulation.simulate import simulate

SEED, PEOPLE, LEFT, LATE = 20261136, 120, 22, 4
MOVED, STEADY = 0.3, 0.9
"""The share of leaders whose view is another later, and of answers that stay in those whose view is the same."""
SEEN_AS_SAID, SEEN_HIGHER = 0.5, 0.9
"""Of then, the share that is seen now as it was said, and of the others the share that is seen a step higher."""
TARGET = Path("questionnaires/examples/cohort-again")


def main() -> None:
    """Write the files."""
    TARGET.mkdir(parents=True, exist_ok=True)
    questionnaire, dice = load_questionnaire("leader"), random.Random(SEED)
    tables = []
    for seed in (SEED, SEED + 1):
        with TemporaryDirectory() as folder:
            path = Path(folder) / "wave.csv"
            simulate(questionnaire, path, layout="plain", count=PEOPLE + LATE, seed=seed)
            tables.append([*csv.reader(path.read_text("utf-8-sig").splitlines())])
    (head, *first), (_, *second) = tables
    who = range(head.index("region") + 1)
    answered = range(len(who), len(head))
    later_dice = random.Random(SEED + 2)
    later = []
    for n, (one, other) in enumerate(zip(first, second, strict=True)):
        moves = dice.random() < MOVED
        told = [other[at] if moves or dice.random() > STEADY else one[at] for at in answered]
        if n >= PEOPLE or dice.random() > LEFT / PEOPLE:
            then = _seen_now_of_then(questionnaire, head, one, later_dice)
            later.append([*(one[at].replace("2026-0", "2027-0") for at in who), *told, *then])
    asks = looking_back(questionnaire).items
    back = [asks[item].ask for item in looks_back_at(questionnaire)]
    for name, heads, rows in (("autumn", head, first[:PEOPLE]), ("spring", [*head, *back], later)):
        with (TARGET / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([heads, *rows])


def _seen_now_of_then(q: Questionnaire, head: list[str], said: list[str], dice: random.Random) -> list[str]:
    """What is said now of then: mostly what was said, else a step beside it, of the first statement a higher one."""
    told = []
    for n, item in enumerate(looks_back_at(q).values()):
        texts = [option.text for option in q.options(item)]
        cell = said[head.index(q.items[item].ask)]
        if cell in texts and dice.random() > SEEN_AS_SAID:
            up = dice.random() < (0.5 if n else SEEN_HIGHER)
            cell = texts[min(max(texts.index(cell) + (1 if up else -1), 0), len(texts) - 1)]
        told.append(cell if cell in texts else "")
    return told


if __name__ == "__main__":
    main()
