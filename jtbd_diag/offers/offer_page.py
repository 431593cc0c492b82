"""Programs, their verdicts and a cohort -> a page and sheets.

Owns its order and words; must not know formats, or how a verdict is made. Everything from a file is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jtbd_diag.cohort.told_counts import ToldCount
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import begun_large, in_a_row
from jtbd_diag.ground.markdown_escape import escape
from jtbd_diag.offers.offer_cohort import Judged, LeaderJobs, UnservedJob, fits, served, too_few, unserved
from jtbd_diag.offers.offer_files import LEAST_ITEMS, RatedProgram
from jtbd_diag.offers.offer_rules import Options
from jtbd_diag.offers.offer_sheets import offer_sheets
from jtbd_diag.offers.offer_verdicts import JobVerdict, RulePart, RuleStand
from jtbd_diag.offers.offer_words import OfferReport, chosen_text, in_a_cell, in_words, job_names, stand_in_words
from jtbd_diag.publishing.finding_files import Findings, columns_of
from jtbd_diag.publishing.report import table, words_table

_ORDER: tuple[tuple[RulePart, bool | None], ...] = (
    ("blocks", True),
    ("must", False),
    ("blocks", None),
    ("must", None),
    ("must", True),
    ("helps", True),
    ("helps", None),
    ("helps", False),
    ("blocks", False),
)
"""Of the reasons, those first that decide."""


def offer_findings(report: OfferReport) -> Findings:
    """The page and the sheets."""
    invented = [*_invented(report)]
    evaluator = say("offers.evaluator", most=report.rules.most_open, source=report.rules.source)
    on_page = say("offers.evaluator", most=report.rules.most_open, source=escape(report.rules.source))
    parts = (
        *(f"> {one}" for one in invented),
        say("offers.lead"),
        _verdict_table(report),
        *_in_short(report),
        say("offers.programs_title"),
        *(part for judged in report.programs for part in _program(report, judged)),
        *_cohort(report),
        say("publishing.evaluator_title"),
        on_page,
    )
    told = (*(one.replace("**", "") for one in invented), say("offers.lead"), evaluator)
    return Findings(say("offers.title"), parts, say("offers.footer"), told, offer_sheets(report), {})


def _invented(report: OfferReport) -> Iterator[str]:
    names = report.invented
    if len(names) == len(report.programs):
        yield say("offers.all_invented", n=len(names))
    elif names:
        yield say("offers.some_invented", names=in_a_row([str(escape(name)) for name in names]))
    if report.cohort is not None and report.cohort.invented:
        yield say("offers.cohort_invented")


# the table of verdicts


def _verdict_table(report: OfferReport) -> str:
    heads = [say("offers.program_head"), *(str(escape(title)) for title in report.jobs.values())]
    rows = [[str(escape(program.name)), *(in_a_cell(one) for one in found)] for program, found in report.programs]
    if report.cohort is not None and not too_few(report.cohort):
        rows.append([say("offers.leaders_row"), *(_number(report.cohort.of([job])) for job in report.jobs)])
    return words_table(heads, rows)


def _number(count: ToldCount | None) -> str:
    return say("offers.not_asked") if count is None else str(count)


def _in_short(report: OfferReport) -> Iterator[str]:
    lacking = {unserved_job.job: unserved_job for unserved_job in unserved(report.programs, report.cohort)}
    yield "\n".join(_job_in_short(report, job, lacking.get(job)) for job in report.jobs)
    if report.cohort is None:
        return
    if too_few(report.cohort):
        yield say("offers.cohort_few")
        return
    yield _left_without(report, report.cohort)
    first = next((one for one in lacking.values() if one.near), None)
    if first is not None:
        nearest = first.near[0]
        said = {"job": escape(report.jobs[first.job]), "program": escape(nearest.program)}
        yield say("offers.change_first", changes=_changes(nearest.changes), **said)


def _job_in_short(report: OfferReport, job: str, lacking: UnservedJob | None) -> str:
    """Which programs serve a job; or what is nearest to serving it, or not known."""
    title = escape(report.jobs[job])
    if lacking is None:
        return say("offers.job_served", job=title, serves=_names(_serving(report, job)))
    if lacking.near:
        nearest = lacking.near[0]
        return say("offers.job_near", n=len(nearest.changes), job=title, program=escape(nearest.program))
    if lacking.open:
        return say("offers.job_open", job=title, names=_names(lacking.open))
    return say("offers.job_unserved", job=title)


def _left_without(report: OfferReport, cohort: LeaderJobs) -> str:
    """How many leaders have a job that no program serves."""
    without = [job for job in report.jobs if job not in served(report.programs)]
    of, active = cohort.of([*report.jobs]), cohort.active(without)
    if not without:
        return say("offers.nobody_without", of=of)
    if active is None:
        return say("offers.left_without", n=cohort.of(without), of=of)
    return say("offers.left_without_active", n=cohort.of(without), of=of, active=active)


def _serving(report: OfferReport, job: str) -> list[str]:
    return [
        program.name
        for program, found in report.programs
        for one in found
        if one.job == job and one.verdict == "serves"
    ]


def _names(names: Sequence[str]) -> str:
    return in_a_row([str(escape(name)) for name in names])


def _changes(changes: Sequence[str]) -> str:
    return "; ".join(str(escape(change)) for change in changes)


# one program


def _program(report: OfferReport, judged: Judged) -> Iterator[str]:
    program, found = judged
    name = escape(program.name)
    yield say("offers.program_invented" if program.invented else "offers.program_title", name=name)
    yield from _raters(program)
    yield from _shown(report, program)
    for one in found:
        yield say("offers.job_verdict", job=escape(report.jobs[one.job]), verdict=in_words(one, program.asked))
        yield words_table(columns_of("offers.reason_heads"), _reasons(one, program))
        if one.changes and one.verdict != "serves":
            far = one.verdict == "misfits"
            title = say("offers.far_title") if far else say("offers.changes_title")
            yield "\n".join([title, "", *(f"- {escape(change)}" for change in one.changes)])


def _reasons(verdict: JobVerdict, program: RatedProgram) -> Iterator[list[str]]:
    """A line for each rule: of its parts the one that decides most."""
    weight = {part_and_state: n for n, part_and_state in enumerate(_ORDER)}
    ranked = sorted(verdict.stands, key=lambda stand: weight[stand.part, stand.holds])
    told: set[int] = set()
    for stand in ranked:
        if id(stand.rule) not in told:
            told.add(id(stand.rule))
            ask = escape(program.asked.items[stand.rule.item].ask)
            answer = say("offers.reason", ask=ask, answer=_answer(stand, program))
            yield [stand_in_words(stand), answer, say("offers.quoted", words=escape(stand.rule.paper))]


def _answer(stand: RuleStand, program: RatedProgram) -> str:
    if not stand.said:
        return say("offers.unknown")
    if len(stand.said) == 1:
        notes = [note for offer in program.offers if (note := offer.answers.notes.get(stand.rule.item))]
        answer = say("offers.answer", answer=_chosen(program, stand.rule.item, stand.said[0]))
        return say("offers.noted", answer=answer, notes=escape("; ".join(notes))) if notes else answer
    return "; ".join(
        say("offers.rater_says", rater=escape(offer.rater), answer=_chosen(program, stand.rule.item, given))
        for offer in program.offers
        if (given := offer.chosen(stand.rule.item, program.asked))
    )


def _chosen(program: RatedProgram, item: str, given: Options) -> str:
    return str(escape(chosen_text(program.asked, item, given)))


def _raters(program: RatedProgram) -> Iterator[str]:
    if len(program.offers) < 2:
        return
    raters = in_a_row([str(escape(offer.rater)) for offer in program.offers])
    said = {"raters": raters, "same": len(program.compared) - len(program.disputed), "of": len(program.compared)}
    if program.agreed is None:
        yield say("offers.raters_few", least=LEAST_ITEMS, **said)
    else:
        yield say("offers.raters", percent=program.agreed, **said)
    if not program.disputed:
        return
    rows = [
        [
            str(escape(program.asked.items[item].ask)),
            *(_chosen(program, item, offer.chosen(item, program.asked) or ()) for offer in program.offers),
        ]
        for item in program.disputed
    ]
    yield words_table([say("offers.differ_head"), *(str(escape(offer.rater)) for offer in program.offers)], rows)


def _shown(report: OfferReport, program: RatedProgram) -> Iterator[str]:
    """What decides nothing, as it was answered."""
    ruled = {rule.item for rule in report.rules.rules}
    lines = []
    for item in (one for one in program.asked.items.values() if one.id not in ruled):
        told = []
        for offer in program.offers:
            value = offer.answers.values.get(item.id)
            given = offer.chosen(item.id, program.asked)
            words = chosen_text(program.asked, item.id, given) if given else value if isinstance(value, str) else None
            if words and not (given is None and program.asked.options(item.id)):
                told.append(words)
        answer = escape("; ".join(dict.fromkeys(told))) if told else say("offers.unknown")
        lines.append(say("offers.shown", ask=escape(item.ask), answer=answer))
    yield "\n".join(lines)


# the cohort


def _cohort(report: OfferReport) -> Iterator[str]:
    cohort = report.cohort
    lacking = unserved(report.programs, cohort)
    if cohort is not None and not too_few(cohort):
        yield say("offers.cohort_title", source=escape(cohort.source))
        yield say("offers.cohort_read", respondents=cohort.respondents, told=cohort.of([*report.jobs]))
        yield from (begun_large(str(escape(note))) + "." for note in cohort.pooled)
        rows = [
            [job_names(report, line.jobs), f"{line.leaders:,}", _number(line.active), _number(line.no_push)]
            for line in cohort.lines
        ]
        yield table(columns_of("offers.job_heads"), rows)
        yield say("offers.fits_title")
        yield table(
            columns_of("offers.fits_heads"),
            [
                [str(escape(one.name)), *(_number(count) for count in told.values())]
                for one, told in fits(report.programs, cohort)
            ],
        )
        yield from _built_for(report, cohort)
    if lacking:
        yield say("offers.first_title")
        yield say("offers.first_read")
    for one in lacking:
        said = {"job": escape(report.jobs[one.job])}
        leaders = cohort.of([one.job]) if cohort is not None and not too_few(cohort) else None
        yield (
            say("offers.none_for", **said)
            if leaders is None
            else say("offers.none_for_leaders", leaders=leaders, **said)
        )
        lines = [
            say("offers.near", n=len(near.changes), program=escape(near.program), changes=_changes(near.changes))
            for near in one.near
        ]
        lines += [say("offers.open_for", names=_names(one.open))] if one.open else []
        yield "\n".join(lines or [say("offers.none_near")])


def _built_for(report: OfferReport, cohort: LeaderJobs) -> Iterator[str]:
    told = cohort.of([*report.jobs])
    lines = []
    for program, found in report.programs:
        jobs = [one.job for one in found if one.is_built_for and one.verdict == "misfits"]
        if jobs:
            names = in_a_row([str(escape(report.jobs[job])) for job in jobs])
            said = {"program": escape(program.name), "jobs": names, "n": cohort.of(jobs), "told": told}
            active = cohort.active(jobs)
            known = active is not None
            lines.append(
                say("offers.built_for_active", active=active, **said) if known else say("offers.built_for", **said)
            )
    if lines:
        yield "\n".join(lines)
