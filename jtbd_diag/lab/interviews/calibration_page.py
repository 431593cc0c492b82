"""The form beside coded interviews -> a page that says how often they agree and what may be said of it, and sheets.

Owns its order and words; must not know formats. Everything that came from a file is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.markdown_escape import escape
from jtbd_diag.lab.enough_answers import LEAST, Barred, Claim, Estimate, enough_for
from jtbd_diag.lab.figures_in_words import in_decimals, in_hundredths, interval
from jtbd_diag.lab.interviews.calibration import JUDGMENT, Calibration
from jtbd_diag.lab.interviews.forms_of_interviewed import NONE
from jtbd_diag.lab.interviews.interview_folder import invented_words
from jtbd_diag.lab.span_drawing import SpanRow, spans
from jtbd_diag.publishing.finding_files import Findings, columns_of
from jtbd_diag.publishing.report import figure, table
from jtbd_diag.publishing.svg_drawing import Drawing
from jtbd_diag.publishing.theme_yaml import Colours
from jtbd_diag.publishing.workbook_sheets import SheetValue
from jtbd_diag.questionnaire import fingerprint

EIGHTY = 0.8
"""The share that the least of the span must reach for "at least 80 of 100" to be said."""


def calibration_findings(found: Calibration, colours: Colours) -> Findings:
    """The page and the sheets."""
    figures = _figures(found, colours)
    evaluator = say("interviews.calibrate_evaluator", judgment=JUDGMENT)
    parts = (
        *invented_words(found.tagged),
        _lead(found),
        *_answer(found),
        *figure(figures, "spans"),
        *_may_say(found),
        say("interviews.crossed_title"),
        say("interviews.crossed_read"),
        _crossed(found),
        say("interviews.moved_title"),
        *_moved(found),
    )
    about = (
        *([say("interviews.invented", n=found.tagged.invented)] if found.tagged.invented else []),
        _lead(found),
        evaluator,
    )
    q = found.form.questionnaire
    footer = say("interviews.calibrate_footer", asked=f"{q.questionnaire} {q.version} ({fingerprint(q)})")
    return Findings(say("interviews.calibrate_title"), parts, footer, about, _sheets(found), figures, evaluator)


def job_word(found: Calibration, job: str) -> str:
    """How a job is called."""
    return say("interviews.no_struggle") if job == NONE else found.form.questionnaire.profiles[job].title


def met_words(found: Calibration) -> str:
    """How often the form names the job that taggers settled, with its span, or how many more interviews it takes."""
    same = sum(found.met.crossed[n][n] for n in range(len(found.kinds)))
    share = found.met.share
    if not isinstance(share, Estimate) or share.low is None or share.high is None:
        return say("interviews.met_few", same=same, n=found.met.n, needed=LEAST[Claim.STATISTIC])
    low, high = f"{100 * share.low:.0f}", f"{100 * share.high:.0f}"
    return say("interviews.met", same=same, n=found.met.n, low=low, high=high)


def _lead(found: Calibration) -> str:
    return say(
        "interviews.calibrate_lead",
        n=len(found.tagged.texts),
        met=found.met.n,
        unsettled=found.unsettled,
        unanswered=found.unanswered,
    )


def _answer(found: Calibration) -> Iterator[str]:
    yield f"> **{say('interviews.met_title')}** {met_words(found)}"
    kappa = found.met.kappa
    if isinstance(kappa, Estimate):
        yield say("interviews.met_kappa", value=in_decimals(kappa), span=interval(kappa))
    line = found.taggers
    if line is not None and isinstance(line.alike, Estimate):
        alike = in_hundredths(line.alike)
        if isinstance(line.alpha, Barred):
            yield say("interviews.taggers_on_job_few", alike=alike, missing=line.alpha.missing)
        else:
            yield say(
                "interviews.taggers_on_job", alike=alike, value=in_decimals(line.alpha), span=interval(line.alpha)
            )


def _figures(found: Calibration, colours: Colours) -> dict[str, tuple[Drawing, ...]]:
    rows = [
        SpanRow(say("interviews.bar_job", job=job_word(found, one.job)), one.share, in_hundredths(one.share))
        for one in found.jobs
        if isinstance(one.share, Estimate)
    ]
    if isinstance(found.met.share, Estimate):
        rows.insert(0, SpanRow(say("interviews.bar_all"), found.met.share, in_hundredths(found.met.share)))
    return {"spans": (spans("spans", say("interviews.bars_title"), rows, colours),)} if rows else {}


def _may_say(found: Calibration) -> Iterator[str]:
    same = sum(found.met.crossed[n][n] for n in range(len(found.kinds)))
    yield say("lab.may_title")
    sayings = [say("interviews.may_tried", n=found.met.n, same=same)]
    share = found.met.share
    if enough_for(Claim.INTERVIEWS, found.met.n) and isinstance(share, Estimate) and (share.low or 0) >= EIGHTY:
        sayings.append(say("interviews.may_eighty"))
    yield "\n".join(f"- {one}" for one in sayings)
    yield say("lab.may_not_title")
    yield say("lab.may_not", words=say("lab.may_not_words"))
    if not enough_for(Claim.INTERVIEWS, found.met.n):
        yield say("interviews.may_not_eighty", needed=LEAST[Claim.INTERVIEWS], here=found.met.n)


def _crossed(found: Calibration) -> str:
    heads = [
        say("interviews.crossed_corner"),
        *(job_word(found, kind) for kind in found.kinds),
        *columns_of("interviews.heads_crossed"),
    ]
    rows = []
    for n, one in enumerate(found.jobs):
        counts = [str(count) for count in found.met.crossed[n]]
        share = in_hundredths(one.share) if isinstance(one.share, Estimate) else say("lab.none_here")
        rows.append([str(escape(job_word(found, one.job))), *counts, share])
    return table([str(escape(head)) for head in heads], rows)


def _moved(found: Calibration) -> Iterator[str]:
    if found.moved is None:
        least = LEAST[Claim.PROFILE]
        yield say("interviews.moved_not", least=least)
        lines = [
            say(
                "interviews.moved_missing",
                job=escape(job_word(found, one.job)),
                here=one.scored,
                n=found.missing[one.job],
            )
            for one in found.jobs
            if one.job in found.missing
        ]
        yield "\n".join(f"- {line}" for line in lines)
        return
    q = found.form.questionnaire
    scales = list(next(iter(found.moved.values())))
    heads = [say("interviews.moved_corner"), *(q.scales[scale].title for scale in scales), say("interviews.moved_n")]
    scored = {one.job: one.scored for one in found.jobs}
    rows = [
        [
            str(escape(job_word(found, job))),
            *(say("interviews.moved_from", old=f"{q.profiles[job].at[s]:.0f}", new=f"{places[s]:.1f}") for s in scales),
            str(scored[job]),
        ]
        for job, places in found.moved.items()
    ]
    yield table([str(escape(head)) for head in heads], rows)
    yield say("interviews.moved_loo", before=in_hundredths(found.before), after=in_hundredths(found.after))


def _sheets(found: Calibration) -> dict[str, tuple[list[str], list[list[SheetValue]]]]:
    crossed: list[list[SheetValue]] = [
        [
            one.job,
            *found.met.crossed[n],
            one.share.value if isinstance(one.share, Estimate) else None,
            one.share.low if isinstance(one.share, Estimate) else None,
            one.share.high if isinstance(one.share, Estimate) else None,
        ]
        for n, one in enumerate(found.jobs)
    ]
    q = found.form.questionnaire
    profiles: list[list[SheetValue]] = [
        [job, scale, float(at), float(found.moved[job][scale]) if found.moved else None, one.scored]
        for one in found.jobs
        if one.job != NONE
        for job in [one.job]
        for scale, at in q.profiles[job].at.items()
        if q.classification and scale in q.classification.scales
    ]
    heads = columns_of("interviews.columns_crossed")
    return {
        say("interviews.sheet_crossed"): ([heads[0], *found.kinds, *heads[1:]], crossed),
        say("interviews.sheet_profiles"): (columns_of("interviews.columns_profiles"), profiles),
    }
