"""How near the forms come to the best that any rule could make of their questions, under the noise of noise.py.

Four rules are set beside each other at 25 % random and 20 % grandest answers:

- the form as it is;
- a learned rule: how often leaders of each job give each answer, counted on the development cases with one answer's
  weight spread over all that are offered, carried through the noise, and the likeliest job taken. It knows the noise,
  and may give every answer any points. On a development case it is counted without that case;
- a rule that knows the answers of every single leader of the set and only has to find out whose noisy copy it sees.
  No rule can do better, and none could know so much;
- for leaders invented from the counts of the learned rule, that rule, which nothing can beat there, and the form.

The plus or minus is one standard error over leaders; that of the copies is below .002.
Run: python benchmarks/ceiling.py [draws]
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from statistics import mean, stdev

from labelled_cases import CASES, FORMS, struggling_cases
from noise import grandness, noisy

from jtbd_diag import load_questionnaire
from jtbd_diag.diagnosis import score_table
from jtbd_diag.diagnosis.ledger_and_flip import alternatives, points_of
from jtbd_diag.diagnosis.scored_columns import rows_of
from jtbd_diag.questionnaire import Questionnaire, Value

AT_RANDOM, GRAND = 0.25, 0.20
JOBS = ("correct", "coordinate", "reorient")
UNSEEN = 1e-4
"""The likelihood of an answer, or of a gap, that a leader's sheet could not have given."""

Points = tuple[float | None, ...]
"""What an answer gives on the deciding scales: answers that give the same are one to every rule."""
Sheet = Mapping[str, Points]
Channel = dict[str, dict[Points, dict[Points, float]]]


@dataclass(frozen=True)
class Learned:
    """By job and item: how likely each answer is seen, noise and all, and how likely it was given."""

    seen: Mapping[tuple[str, str], Mapping[Points, float]]
    given: Mapping[tuple[str, str], Mapping[Points, float]]

    def job(self, sheet: Sheet) -> str:
        """The likeliest job."""
        return max(JOBS, key=lambda job: sum(log(self.seen[job, i].get(p, UNSEEN)) for i, p in sheet.items()))


class Form:
    """One questionnaire, its deciding questions, and what the noise does to each answer."""

    def __init__(self, name: str) -> None:
        """Load it with both sets of leaders who answered it."""
        self.questionnaire = load_questionnaire(name)
        rule = self.questionnaire.classification
        assert rule is not None
        self.items = self.questionnaire.scored_items(rule.scales)
        self.leaders = {
            which: struggling_cases(self.questionnaire, FORMS[name], which) for which in ("development", "held out")
        }
        self.answers = {item: self._answers(item) for item in self.items}
        self.channel: Channel = {
            item: {points: self._after_noise(item, answer) for points, answer in answers.items()}
            for item, answers in self.answers.items()
        }

    def points(self, item: str, answer: Value) -> Points:
        """What an answer gives on the deciding scales it feeds."""
        q: Questionnaire = self.questionnaire
        assert q.classification is not None
        feeding = (c for c in q.contributions if c.item == item and c.scale in q.classification.scales)
        return tuple(points_of(q, c, answer) for c in feeding)

    def sheet(self, values: Mapping[str, Value]) -> Sheet:
        """A leader's deciding answers as points."""
        return {item: self.points(item, values[item]) for item in self.items if item in values}

    def _answers(self, item: str) -> dict[Points, Value]:
        given = [values[item] for leaders in self.leaders.values() for values, _ in leaders if item in values]
        offered = [*given, *(other for one in given[:1] for other in alternatives(self.questionnaire, item, one))]
        return {self.points(item, answer): answer for answer in offered}

    def _after_noise(self, item: str, answer: Value) -> dict[Points, float]:
        offered = [*alternatives(self.questionnaire, item, answer), answer]
        grandest = max(offered, key=lambda one: grandness(self.questionnaire, item, one))
        chances: dict[Points, float] = {}
        shares = [(one, AT_RANDOM / len(offered)) for one in offered]
        for one, share in (*shares, (grandest, GRAND), (answer, 1 - AT_RANDOM - GRAND)):
            points = self.points(item, one)
            chances[points] = chances.get(points, 0.0) + share
        return chances

    def learned(self, leaders: Iterable[tuple[Sheet, str]]) -> Learned:
        """Count the answers of leaders by job, with one answer's weight spread over all that are offered."""
        leaders = list(leaders)
        given, seen = {}, {}
        for job in JOBS:
            for item, offered in self.channel.items():
                told = [sheet[item] for sheet, label in leaders if label == job and item in sheet]
                given[job, item] = {p: (told.count(p) + 1 / len(offered)) / (len(told) + 1) for p in offered}
                seen[job, item] = _mixed(given[job, item], offered)
        return Learned(seen, given)

    def jobs(self, rows: Sequence[Mapping[str, Value]]) -> list[str]:
        """What the form as it is makes of answers."""
        table = score_table(self.questionnaire, rows_of(self.questionnaire, list(rows)))
        found: list[str] = table.get_column("job").to_list()
        return found


def _mixed(given: Mapping[Points, float], channel: Mapping[Points, Mapping[Points, float]]) -> dict[Points, float]:
    mixed: dict[Points, float] = {}
    for true, chance in given.items():
        for seen, share in channel[true].items():
            mixed[seen] = mixed.get(seen, 0.0) + chance * share
    return mixed


def knows_every_sheet(form: Form, sheets: Sequence[tuple[Sheet, str]], seen: Sheet) -> str:
    """The likeliest job, by whose sheet the noisy one can be a copy of."""
    weight = dict.fromkeys(JOBS, 0.0)
    for sheet, job in sheets:
        weight[job] += exp(
            sum(log(form.channel[i][sheet[i]].get(p, UNSEEN) if i in sheet else UNSEEN) for i, p in seen.items())
        )
    return max(weight, key=lambda job: weight[job])


def shares(form: Form, which: str, draws: int) -> dict[str, list[float]]:
    """By rule, each leader's share of noisy copies whose job is the labelled one."""
    dice = random.Random(20260101)
    sheets = {name: [(form.sheet(values), job) for values, job in form.leaders[name]] for name in form.leaders}
    found: dict[str, list[float]] = {"as it is": [], "learned": [], "knows all": []}
    for place, (values, job) in enumerate(form.leaders[which]):
        copies = [noisy(form.questionnaire, values, AT_RANDOM, GRAND, dice) for _ in range(draws)]
        taught = [one for k, one in enumerate(sheets["development"]) if which != "development" or k != place]
        rule = form.learned(taught)
        seen = [form.sheet(copy) for copy in copies]
        found["as it is"].append(mean(one == job for one in form.jobs(copies)))
        found["learned"].append(mean(rule.job(one) == job for one in seen))
        found["knows all"].append(mean(knows_every_sheet(form, sheets[which], one) == job for one in seen))
    return found


def invented(form: Form, draws: int) -> dict[str, list[float]]:
    """The form and the best rule on leaders invented from the counts of the development cases."""
    dice = random.Random(20260102)
    rule = form.learned((form.sheet(values), job) for values, job in form.leaders["development"])
    found: dict[str, list[float]] = {"as it is": [], "best": []}
    for job in JOBS:
        copies = []
        for _ in range(draws):
            values = {
                item: form.answers[item][dice.choices(list(given), list(given.values()))[0]]
                for item in form.items
                for given in [rule.given[job, item]]
            }
            copies.append(noisy(form.questionnaire, values, AT_RANDOM, GRAND, dice))
        found["as it is"] += [float(one == job) for one in form.jobs(copies)]
        found["best"] += [float(rule.job(form.sheet(copy)) == job) for copy in copies]
    return found


def told(found: Mapping[str, Sequence[float]]) -> str:
    """Each rule's share with one standard error over leaders."""
    return "  ".join(f"{rule} {mean(s):.3f} ± {stdev(s) / len(s) ** 0.5:.3f}" for rule, s in found.items())


def main() -> None:
    """Print the four rules for every form, and both sets of leaders."""
    draws = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    assert CASES.is_dir()
    for name in FORMS:
        form = Form(name)
        for which, leaders in form.leaders.items():
            print(f"{name:14} {which:11} {len(leaders):4}  {told(shares(form, which, draws))}")
        print(f"{name:14} {'invented':11} {3 * draws * 4:4}  {told(invented(form, draws * 4))}")


if __name__ == "__main__":
    main()
