"""What shaded answers cost: leaders who want the help, or who know beforehand which help is on offer.

Shaded: every answer on push, preconditions and motive moves one step to where it sounds better. An offer known
beforehand: at every deciding question, of the answers near to the one given (the next rating, the next count, an option
whose points differ by at most NEAR on every scale it shares), the one that fits the offered job best is given.
Prints Markdown. Run: python benchmarks/shading.py
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from labelled_cases import FORMS, struggling_cases

from jtbd_diag import Diagnosis, diagnose, load_questionnaire
from jtbd_diag.answers import Answers
from jtbd_diag.diagnosis.ledger_and_flip import alternatives, points_of
from jtbd_diag.questionnaire import Questionnaire, Value

NEAR = 25.0
IN_PLACE = 66.0
"""All preconditions above it: the top band of each."""
DESIRED = ("struggle", "persistent_failure", "exposure", "trust", "motive")


def shaded(questionnaire: Questionnaire, values: Mapping[str, Value]) -> dict[str, Value]:
    """The answers with each one that feeds a desired scale one step better, where there is a better one."""

    def sounds(item: str, answer: Value) -> float:
        feeding = [c for c in questionnaire.contributions if c.item == item and c.scale in DESIRED]
        return sum(points_of(questionnaire, c, answer) or 0 for c in feeding)

    changed = dict(values)
    for item in questionnaire.scored_items(DESIRED):
        if item in values:
            given = sounds(item, values[item])
            better = [o for o in alternatives(questionnaire, item, values[item]) if sounds(item, o) > given]
            changed[item] = min(better, key=lambda one: sounds(item, one), default=values[item])
    return changed


def offered(questionnaire: Questionnaire, values: Mapping[str, Value], job: str) -> dict[str, Value]:
    """The answers of a leader who knows that help for this job is on offer, and wants it."""
    rule, at = questionnaire.classification, questionnaire.profiles[job].at
    assert rule is not None

    def points(item: str, answer: Value) -> dict[str, float]:
        feeding = [c for c in questionnaire.contributions if c.item == item and c.scale in rule.scales]
        found = {c.scale: points_of(questionnaire, c, answer) for c in feeding}
        return {scale: value for scale, value in found.items() if value is not None}

    def apart(item: str, answer: Value) -> float:
        return sum((value - at[scale]) ** 2 for scale, value in points(item, answer).items())

    changed = dict(values)
    for item in questionnaire.scored_items(rule.scales):
        given = points(item, values[item]) if item in values else {}
        if given:
            near = [o for o in alternatives(questionnaire, item, values[item]) if _near(given, points(item, o))]
            changed[item] = min([values[item], *near], key=lambda one: apart(item, one))
    return changed


def _near(given: Mapping[str, float], other: Mapping[str, float]) -> bool:
    return given.keys() == other.keys() and all(abs(given[scale] - other[scale]) <= NEAR for scale in given)


def report() -> Iterator[str]:
    """The table as Markdown lines: how many of the leaders with a struggle change."""
    yield "| form | cases | job, shaded | active | all preconditions | job, offer known | toward |"
    yield "|---|---|---|---|---|---|---|"
    for name, file in FORMS.items():
        questionnaire = load_questionnaire(name)
        for which in ("development", "held out"):
            cases = [values for values, _ in struggling_cases(questionnaire, file, which)]
            if cases:
                yield shading_row(questionnaire, f"`{name}` | {len(cases)} {which}", cases)


def of_no_push() -> Iterator[str]:
    """What becomes of the leaders who have none, as Markdown lines."""
    yield "| form | cases without a push | as answered | shaded |"
    yield "|---|---|---|---|"
    for name, file in FORMS.items():
        questionnaire = load_questionnaire(name)
        for which in ("development", "held out"):
            cases = [values for values, _ in struggling_cases(questionnaire, file, which, low=True)]
            before = _pushes(questionnaire, cases)
            after = _pushes(questionnaire, [shaded(questionnaire, values) for values in cases])
            yield f"| `{name}` | {len(cases)} {which} | {before} | {after} |"


def _pushes(questionnaire: Questionnaire, cases: list[Mapping[str, Value]]) -> str:
    told = Counter(diagnose(questionnaire, values).struggle for values in cases)
    return ", ".join(f"{n} {struggle}" for struggle, n in told.items())


def shading_row(questionnaire: Questionnaire, head: str, cases: list[Mapping[str, Value]]) -> str:
    """How many of some leaders change, as a row of the table."""

    def told(values: Mapping[str, Value]) -> Diagnosis:
        return diagnose(questionnaire, Answers(questionnaire.questionnaire, values=values))

    before = [told(values) for values in cases]
    after = [told(shaded(questionnaire, values)) for values in cases]
    moved = sum(a.job != b.job for a, b in zip(before, after, strict=True))
    jobs = {job: [told(offered(questionnaire, values, job)).job for values in cases] for job in questionnaire.profiles}
    toward = {job: sum(one != d.job for one, d in zip(found, before, strict=True)) for job, found in jobs.items()}
    active = [sum(d.struggle == "active" for d in group) for group in (before, after)]
    ready = [sum(_in_place(d) for d in group) for group in (before, after)]
    share = sum(toward.values()) / (len(toward) * len(cases))
    each = ", ".join(f"{job} {n}" for job, n in toward.items())
    return f"| {head} | {moved} | {active[0]} → {active[1]} | {ready[0]} → {ready[1]} | {share:.1%} | {each} |"


def _in_place(diagnosis: Diagnosis) -> bool:
    needed = diagnosis.questionnaire.readiness.preconditions if diagnosis.questionnaire.readiness else ()
    return bool(needed) and all((diagnosis.scale(one) or 0) > IN_PLACE for one in needed)


if __name__ == "__main__":
    print("\n".join([*report(), "", *of_no_push()]))
