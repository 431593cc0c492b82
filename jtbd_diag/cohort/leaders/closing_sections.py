"""The last sections of a cohort report, as Markdown: what a programme would need, the data, the method.

Owns what is said about them; knows nothing of formats.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jtbd_diag.cohort.groups import SMALLEST
from jtbd_diag.cohort.leaders.leader_numbers import Cohort
from jtbd_diag.cohort.leaders.needs import Estimate, Needs, estimates
from jtbd_diag.cohort.shares_and_tables import lost, percent, share, table, words_table
from jtbd_diag.playbook.escape import escape
from jtbd_diag.questionnaire import fingerprint

MOST_SILENCES, MOST_REJECTS = 10, 8
ONE_TIME = (
    "What people say of themselves and of their place, at one time. Counts describe those who answered, and no others."
)
COUNTS = "Counts describe the people who answered, and no others."


def program(cohort: Cohort, needs: Needs) -> Iterator[str]:
    """What it would take, from assumptions that stand beside the numbers."""
    told = {job.job: job.pressing for job in cohort.jobs}
    found = estimates(needs, told, {job.job: job.mixed for job in cohort.jobs})
    if not found:
        return
    titles = {job.job: str(escape(job.title)) for job in cohort.jobs}
    counted = ", ".join(f"{titles[job.job]} {'about ' * job.about}{job.pressing:,}" for job in cohort.jobs)
    yield "## What the program would need"
    yield (
        f"For the first {needs.days} days, and for the leaders whose job can be told and who have a push to act: "
        f"{counted}. Second numbers add the mixed ones under their nearest job.{_about(cohort)}"
    )
    whats = list(dict.fromkeys(one.need.what for one in found))
    sums = [_sum(what, [one for one in found if one.need.what == what], needs) for what in whats]
    yield table(["In all", "Number", "Hours", "People"], sums)
    yield "The assumptions behind it; set your own in `playbooks/program/needs.yaml` of your library:"
    yield words_table(
        ["Job", "What", "How many for one leader", "Comes to"],
        [[titles[one.need.job], escape(one.need.what), _assumption(one), _span(one.least, one.most)] for one in found],
    )
    given = [f"{s.hours_a_week} hours a week of {escape(s.for_)} by each of the {escape(s.who)}" for s in needs.staff]
    if given:
        yield f"People: {'; '.join(given)}."


def _about(cohort: Cohort) -> str:
    """What is no count, and why."""
    why = (
        f" What is told as about is no count, which would tell of fewer than {SMALLEST}: the push of those shown with "
    )
    return f"{why}them is taken for theirs." if any(job.about for job in cohort.jobs) else ""


def _sum(what: str, found: Sequence[Estimate], needs: Needs) -> list[str]:
    hours = [sum(one.hours[n] for one in found) for n in (0, 1)]
    staff = next((s for s in needs.staff if s.for_ == what), None)
    people = _span(*(staff.people(one, needs.days) for one in hours)) + f" {escape(staff.who)}" if staff else ""
    number = _span(sum(one.least for one in found), sum(one.most for one in found))
    return [what.capitalize(), number, _span(*(round(one) for one in hours)), people]


def _span(least: int, most: int) -> str:
    return f"{least:,}" if least == most else f"{least:,}\u00a0to\u00a0{most:,}"


def _assumption(one: Estimate) -> str:
    need = one.need
    each = f" for every {need.for_every} leaders" if need.for_every > 1 else ""
    return f"{need.each} × {need.minutes} minutes{each}: {escape(need.how)}"


def quality(cohort: Cohort, notes: Sequence[str]) -> Iterator[str]:
    """What to know of the data before trusting the numbers."""
    q, n = cohort.quality, cohort.respondents
    yield "## How good the data are"
    yield words_table(
        ["What", "How many"],
        [
            ["Cells that could not be used", f"{q.unreadable:,} in {q.rows_with_unreadable:,} rows"],
            *([["Questions lost that decide", lost(q.losses)]] if q.losses and q.losses.any else ()),
            ["Rows of somebody who answered before", f"{q.duplicates:,}; {q.set_aside:,} set aside"],
            ["Rows that answer nothing", f"{q.nothing_answered:,}"],
            ["The same answer to every rating", percent(q.straight_lined, n)],
            *([["Answers far from every job", percent(q.far, n)]] if cohort.jobs else ()),
        ],
    )
    if q.rejects:
        yield "What could not be used, most often first:"
        lines = [[escape(c), escape(w), f"{k:,}"] for c, w, k in q.rejects[:MOST_REJECTS]]
        rest = q.rejects[MOST_REJECTS:]
        more = [[f"{len(rest):,} more", "in other columns or of other kinds", f"{sum(k for _, _, k in rest):,}"]]
        yield words_table(["Column", "What", "Cells"], [*lines, *(more if rest else [])])
    silences = [one for one in q.silences if one.asked >= SMALLEST]
    if silences:
        yield "The questions most often left unanswered by those who were asked:"
        rows = [[escape(s.ask), share(s.silent, s.asked)] for s in silences[:MOST_SILENCES]]
        yield words_table(["Question", "Unanswered"], rows)
    if notes:
        yield "Notes from reading the table:"
        yield "\n".join(f"- {escape(note)}" for note in notes)


def method(cohort: Cohort) -> Iterator[str]:
    """How the numbers are made, and what may not be made of them."""
    q, rule = cohort.questionnaire, cohort.questionnaire.classification
    yield "## How this was made"
    if rule is not None:
        scales = ", ".join(str(escape(q.scales[scale].title)) for scale in rule.scales)
        yield (
            "Every answer gives points on scales from 0 to 100. A leader's job is the one whose profile is nearest on "
            f"{scales}. A lead of {rule.clear:g} or more over the runner-up is clear, from {rule.leaning:g} it is "
            "leaning, below that mixed. Nothing unanswered is filled in. Where too little was answered, the job is "
            "undetermined."
        )
    else:
        yield "Every answer gives points on scales from 0 to 100. Nothing unanswered is filled in."


def footer(cohort: Cohort) -> str:
    """What may be claimed, as the questionnaire says it, and what was asked."""
    q = cohort.questionnaire
    honesty = q.honesty(COUNTS if q.about else ONE_TIME)
    asked = f"Questionnaire {q.questionnaire} {q.version} ({fingerprint(q)})"
    return f"{honesty} {asked}; {cohort.respondents:,} {cohort.who}."
