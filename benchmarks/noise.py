"""What careless and grand answers cost: accuracy of both forms on noisy copies of the labelled cases.

Every answer to a deciding item is replaced, with the first probability, by a random one, else, with the second,
by the grandest one offered. Last comes the cost of shaded answers, and of an offer known beforehand (shading.py).
Run: python benchmarks/noise.py [draws]
"""

from __future__ import annotations

import random
import sys
from collections.abc import Mapping

import shading
from labelled_cases import FORMS, struggling_cases

from jtbd_diag import load_questionnaire
from jtbd_diag.diagnosis import score_table
from jtbd_diag.diagnosis.ledger_and_flip import alternatives, points_of
from jtbd_diag.diagnosis.scored_columns import rows_of
from jtbd_diag.questionnaire import Questionnaire, Value

LEVELS = ((0.0, 0.0), (0.15, 0.10), (0.25, 0.20))
PILOT = {"leader-short": (None, 0.94, 0.78), "leader": (None, 0.98, 0.87)}


def grandness(questionnaire: Questionnaire, item: str, answer: Value) -> float:
    """How grand an answer sounds: its points on all deciding scales."""
    rule = questionnaire.classification
    feeding = [c for c in questionnaire.contributions if c.item == item and rule and c.scale in rule.scales]
    counted = [c for c in feeding if c.scale != "frustration" or len(feeding) == 1]
    return sum(points_of(questionnaire, c, answer) or 0 for c in counted)


def noisy(
    questionnaire: Questionnaire, values: Mapping[str, Value], at_random: float, grand: float, dice: random.Random
) -> dict[str, Value]:
    """A copy of the answers with noise in the deciding items."""
    rule = questionnaire.classification
    assert rule is not None
    changed = dict(values)
    for item in questionnaire.scored_items(rule.scales):
        if item not in values:
            continue
        offered = [*alternatives(questionnaire, item, values[item]), values[item]]
        throw = dice.random()
        if throw < at_random:
            changed[item] = dice.choice(offered)
        elif throw < at_random + grand:
            changed[item] = max(offered, key=lambda one: grandness(questionnaire, item, one))
    return changed


def accuracy(
    questionnaire: Questionnaire, cases: list[tuple[Mapping[str, Value], str]], level: tuple[float, float], draws: int
) -> float:
    """The share of noisy copies whose job is the labelled one."""
    dice = random.Random(20260101)
    rows = [(noisy(questionnaire, values, *level, dice), job) for values, job in cases for _ in range(draws)]
    jobs = score_table(questionnaire, rows_of(questionnaire, [values for values, _ in rows])).get_column("job")
    return sum(found == job for found, (_, job) in zip(jobs, rows, strict=True)) / len(rows)


def main() -> None:
    """Print the accuracy of both forms at each level of noise, beside the pilot's; then what shading does."""
    draws = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    print(f"{draws} noisy copies of each case; noise = random answers + grandest answers")
    for name, file in FORMS.items():
        questionnaire = load_questionnaire(name)
        for which in ("development", "held out"):
            cases = struggling_cases(questionnaire, file, which)
            for level, pilot in zip(LEVELS, PILOT[name.partition("@")[0]] if cases else (), strict=bool(cases)):
                found = accuracy(questionnaire, cases, level, draws)
                beside = f"  pilot {pilot:.2f}  ratio {found / pilot:.2f}" if pilot and which == "development" else ""
                noise = f"{level[0]:.0%} + {level[1]:.0%}"
                print(f"{name:14} {which:12} {len(cases):3} cases  {noise:10} {found:.3f}{beside}")
    print("", *shading.report(), "", *shading.of_no_push(), sep="\n")


if __name__ == "__main__":
    main()
