"""The last sections of a cohort report, as Markdown: what a programme would need, the data, the method.

Owns what is said about them; knows nothing of formats.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jtbd_diag.cohort.leaders.leader_counts import Cohort
from jtbd_diag.cohort.leaders.program_needs import NeedEstimate, Needs, estimates
from jtbd_diag.cohort.shares_and_tables import lost, percent, share
from jtbd_diag.cohort.small_groups import SMALLEST
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import begun_large
from jtbd_diag.ground.markdown_escape import escape
from jtbd_diag.publishing.report import table, words_table
from jtbd_diag.questionnaire import fingerprint, honesty_line

MOST_SILENCES, MOST_REJECTS = 10, 8


def program(cohort: Cohort, needs: Needs) -> Iterator[str]:
    """What it would take, from assumptions that stand beside the numbers."""
    told = {job.job: job.pressing for job in cohort.jobs}
    found = estimates(needs, told, {job.job: job.mixed for job in cohort.jobs})
    if not found:
        return
    titles = {job.job: str(escape(job.title)) for job in cohort.jobs}
    counted = ", ".join(
        say("cohort.about" if job.about else "cohort.exactly", job=titles[job.job], pressing=job.pressing)
        for job in cohort.jobs
    )
    yield say("cohort.program_title")
    key = "cohort.program_read" if cohort.questionnaire.struggle else "cohort.program_read_without_push"
    read = say(key, days=needs.days, counted=counted)
    no_count = [say("cohort.about_read", smallest=SMALLEST)] if any(job.about for job in cohort.jobs) else []
    yield " ".join([read, *no_count])
    whats = list(dict.fromkeys(one.need.what for one in found))
    sums = [_sum(what, [one for one in found if one.need.what == what], needs) for what in whats]
    heads = ("cohort.head_in_all", "cohort.head_number", "cohort.head_hours", "cohort.head_people")
    yield table([say(head) for head in heads], sums)
    yield say("cohort.assumptions_read")
    heads = ("cohort.head_job", "cohort.head_what", "cohort.head_for_one", "cohort.head_comes_to")
    yield words_table(
        [say(head) for head in heads],
        [[titles[one.need.job], escape(one.need.what), _assumption(one), _span(one.least, one.most)] for one in found],
    )
    given = [say("cohort.hours_of_each", n=s.hours_a_week, what=escape(s.for_), who=escape(s.who)) for s in needs.staff]
    if given:
        yield say("cohort.people_read", given="; ".join(given))


def _sum(what: str, found: Sequence[NeedEstimate], needs: Needs) -> list[str]:
    hours = [sum(estimate.hours[n] for estimate in found) for n in (0, 1)]
    staff = next((s for s in needs.staff if s.for_ == what), None)
    people = _span(*(staff.people(one, needs.days) for one in hours)) + f" {escape(staff.who)}" if staff else ""
    number = _span(sum(estimate.least for estimate in found), sum(estimate.most for estimate in found))
    return [begun_large(what), number, _span(*(round(one) for one in hours)), people]


def _span(least: int, most: int) -> str:
    return f"{least:,}" if least == most else say("cohort.span", least=least, most=most)


def _assumption(estimate: NeedEstimate) -> str:
    need = estimate.need
    key = "cohort.assumption_each" if need.for_every > 1 else "cohort.assumption"
    return say(key, each=need.each, minutes=need.minutes, leaders=need.for_every, how=escape(need.how))


def quality(cohort: Cohort, notes: Sequence[str]) -> Iterator[str]:
    """What to know of the data before trusting the numbers."""
    q, n = cohort.quality, cohort.respondents
    yield say("cohort.quality_title")
    yield words_table(
        [say("cohort.head_what"), say("cohort.head_how_many")],
        [
            [say("cohort.cells_unused"), say("cohort.cells_in_rows", cells=q.unreadable, rows=q.rows_with_unreadable)],
            *([[say("cohort.questions_lost"), lost(q.losses)]] if q.losses and q.losses.any else ()),
            [say("cohort.rows_again"), say("cohort.again_of", duplicates=q.duplicates, set_aside=q.set_aside)],
            [say("cohort.rows_of_nothing"), f"{q.nothing_answered:,}"],
            [say("cohort.straight_lined"), percent(q.straight_lined, n)],
            *([[say("cohort.far"), percent(q.far, n)]] if cohort.jobs else ()),
        ],
    )
    if q.rejects:
        yield say("cohort.rejects_read")
        lines = [[escape(c), escape(w), f"{k:,}"] for c, w, k in q.rejects[:MOST_REJECTS]]
        rest = q.rejects[MOST_REJECTS:]
        others = [say("cohort.more", n=len(rest)), say("cohort.more_of_other_kinds"), f"{sum(k for _, _, k in rest):,}"]
        heads = [say("cohort.head_column"), say("cohort.head_what"), say("cohort.head_cells")]
        yield words_table(heads, [*lines, *([others] if rest else [])])
    silences = [silence for silence in q.silences if silence.asked >= SMALLEST]
    if silences:
        yield say("cohort.silences_read")
        rows = [[escape(s.ask), share(s.silent, s.asked)] for s in silences[:MOST_SILENCES]]
        yield words_table([say("cohort.head_question"), say("cohort.head_unanswered")], rows)
    if notes:
        yield say("cohort.notes_read")
        yield "\n".join(f"- {escape(note)}" for note in notes)


def method(cohort: Cohort) -> Iterator[str]:
    """How the numbers are made, and what may not be made of them."""
    q, rule = cohort.questionnaire, cohort.questionnaire.classification
    yield say("cohort.method_title")
    if rule is not None:
        scales = ", ".join(str(escape(q.scales[scale].title)) for scale in rule.scales)
        yield say("cohort.method_of_jobs", scales=scales, clear=rule.clear, leaning=rule.leaning)
    else:
        yield say("cohort.method_of_scales")


def footer(cohort: Cohort) -> str:
    """What may be claimed, as the questionnaire says it, and what was asked."""
    q = cohort.questionnaire
    honesty = honesty_line(q, say("cohort.counts_describe" if q.about else "cohort.own_account"))
    asked = f"{q.questionnaire} {q.version} ({fingerprint(q)})"
    return say("cohort.footer", honesty=honesty, asked=asked, respondents=cohort.respondents, who=cohort.who)
