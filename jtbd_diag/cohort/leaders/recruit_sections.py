"""The section of a cohort report on whom to invite, and on what may wake the others, as Markdown.

Owns what is said; must not know who anybody is. Counts of a few are not told from none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jtbd_diag.cohort.leaders.leader_counts import Cohort
from jtbd_diag.cohort.leaders.recruit_signs import Catalyst, Recruiting, SignsCounted
from jtbd_diag.cohort.shares_and_tables import percent
from jtbd_diag.cohort.small_groups import SMALLEST
from jtbd_diag.cohort.told_counts import FEW, told_count
from jtbd_diag.diagnosis.job_and_fit import ACTIVE, CLEAR, LEANING
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.markdown_escape import escape
from jtbd_diag.publishing.report import words_table


def recruit_and_catalyze(cohort: Cohort, recruiting: Recruiting) -> Iterator[str]:
    """Whom to invite by signs that can be checked, and what may wake those who do not show them."""
    if cohort.respondents < SMALLEST or cohort.signs is None:
        return
    yield say("cohort.recruit_title")
    yield say("cohort.recruit_read")
    yield _signs(cohort.signs, cohort.respondents)
    yield say("cohort.recruit_find", filters="; ".join(_filters(cohort.signs)))
    yield from _catalysts(cohort, recruiting.catalyze)


def _signs(signs_counted: SignsCounted, respondents: int) -> str:
    rows = [
        [f"**{escape(one.sign.title)}**", _share(one.showing, one.known), str(escape(one.sign.shown_by))]
        for one in signs_counted.signs
        if one.known >= SMALLEST
    ]
    everything = [
        say("cohort.recruit_all"),
        f"**{told_count(signs_counted.all_of_them, respondents)}**",
        say("cohort.recruit_first"),
    ]
    heads = ("cohort.head_sign", "cohort.head_how_many", "cohort.head_shown_by")
    return words_table([say(head) for head in heads], [*rows, everything])


def _share(count: int, known: int) -> str:
    few = count <= FEW or count >= known - FEW
    return say("cohort.sign_of", count=told_count(count, known), known=known) if few else percent(count, known)


def _filters(signs_counted: SignsCounted) -> Iterator[str]:
    """What to filter the results by."""
    columns = [(sign.column, sign.values) for sign in signs_counted.signs]
    for column, values in (*columns, ("struggle", (ACTIVE,)), ("outcome", (CLEAR, LEANING))):
        yield say("cohort.recruit_filter", n=len(values), column=column, values=", ".join(values))


def _catalysts(cohort: Cohort, catalysts: Sequence[Catalyst]) -> Iterator[str]:
    """What may wake those who lack something, that of which most lack it first."""
    q = cohort.questionnaire
    scales = {q.scales[name].title: name for name in q.readiness.preconditions}
    lines = {scales[line.title]: line for line in cohort.preconditions if line.title in scales}
    lacking = {name: line.known - line.of(q.scales[name].bands[-1].title) for name, line in lines.items()}
    wanted = sorted(
        (catalyst for catalyst in catalysts if lacking.get(catalyst.precondition)),
        key=lambda one: -lacking[one.precondition],
    )
    if not wanted:
        return
    yield say("cohort.catalyze_title")
    yield say("cohort.catalyze_read")
    for one in wanted:
        line = lines[one.precondition]
        count = told_count(lacking[one.precondition], line.known)
        yield f"### {escape(one.title)}"
        yield say(
            "cohort.catalyze_for",
            title=escape(line.title),
            n=count,
            known=line.known,
            minutes=one.minutes,
            who=escape(one.who),
        )
        yield "\n".join(f"{n}. {escape(words)}" for n, words in enumerate(one.lines, start=1))
        if one.without:
            yield say("cohort.catalyze_without", without=escape(one.without))
