"""Programs, their verdicts and a cohort -> plain data for other programs.

Owns the keys, which docs/offers.md explains; must not know how anything is printed.
"""

from __future__ import annotations

from typing import Any

from jtbd_diag.cohort.told_counts import ToldCount
from jtbd_diag.offers.offer_cohort import LeaderJobs, fits, served, too_few, unserved
from jtbd_diag.offers.offer_files import RatedProgram
from jtbd_diag.offers.offer_verdicts import JobVerdict
from jtbd_diag.offers.offer_words import OfferReport

SHAPE = "jtbd-diag/offers/1"


def offer_data(report: OfferReport) -> dict[str, Any]:
    """All that a page on programs tells; counts are `[least, most]`, and counts of a few are told as a span."""
    cohort = report.cohort
    told = cohort if cohort is not None and not too_few(cohort) else None
    return {
        "shape": SHAPE,
        "programs": [_program(program, found) for program, found in report.programs],
        "unserved": [
            {
                "job": unserved_job.job,
                "leaders": _span(told.of([unserved_job.job])) if told else None,
                "near": [{"program": near.program, "changes": [*near.changes]} for near in unserved_job.near],
                "open": [*unserved_job.open],
            }
            for unserved_job in unserved(report.programs, told)
        ],
        "cohort": _cohort(report, told) if told else None,
        "source": report.rules.source,
    }


def _program(program: RatedProgram, verdicts: tuple[JobVerdict, ...]) -> dict[str, Any]:
    return {
        "program": program.name,
        "invented": program.invented,
        "raters": [offer.rater for offer in program.offers],
        "compared": len(program.compared) if len(program.offers) > 1 else None,
        "agreed_percent": program.agreed,
        "disputed": [*program.disputed],
        "verdicts": [_verdict(verdict) for verdict in verdicts],
    }


def _verdict(job_verdict: JobVerdict) -> dict[str, Any]:
    return {
        "job": job_verdict.job,
        "verdict": job_verdict.verdict,
        "best": job_verdict.best,
        "worst": job_verdict.worst,
        "needs_met": job_verdict.musts_met,
        "needs": job_verdict.musts,
        "changes": [*job_verdict.changes],
        "to_ask": [*job_verdict.to_ask],
        "hangs_on": [*job_verdict.hangs_on],
        "reasons": [
            {
                "item": stand.rule.item,
                "part": stand.part,
                "holds": stand.holds,
                "answers": [[*given] for given in stand.said],
                "paper": stand.rule.paper,
            }
            for stand in job_verdict.stands
        ],
    }


def _cohort(report: OfferReport, cohort: LeaderJobs) -> dict[str, Any]:
    without = [job for job in report.jobs if job not in served(report.programs)]
    return {
        "source": cohort.source,
        "invented": cohort.invented,
        "respondents": cohort.respondents,
        "told": _span(cohort.of([*report.jobs])),
        "jobs": [
            {
                "jobs": [*line.jobs],
                "leaders": line.leaders,
                "active": _span(line.active),
                "no_push": _span(line.no_push),
            }
            for line in cohort.lines
        ],
        "fits": [
            {"program": program.name, **{key: _span(count) for key, count in counts.items()}}
            for program, counts in fits(report.programs, cohort)
        ],
        "without": {"leaders": _span(cohort.of(without)), "active": _span(cohort.active(without))},
    }


def _span(count: ToldCount | None) -> list[int] | None:
    return [count.least, count.most] if count else None
