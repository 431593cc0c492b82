"""The form beside coded interviews -> a page that says how often they agree and what may be said of it, and sheets.

Owns its order and words; must not know formats. Everything that came from a file is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.markdown_escape import escape
from jtbd_diag.ground.page_colours import Colours
from jtbd_diag.lab.enough_answers import LEAST, Barred, Claim, Estimate, enough_for, value_and_ends
from jtbd_diag.lab.figures_in_words import in_decimals, in_hundredths, interval
from jtbd_diag.lab.interviews.calibration import JUDGMENT, Calibration
from jtbd_diag.lab.interviews.forms_of_interviewed import NONE
from jtbd_diag.lab.interviews.interview_folder import invented_words
from jtbd_diag.lab.span_drawing import SpanRow, spans
from jtbd_diag.publishing.drawings.svg_drawing import Drawing
from jtbd_diag.publishing.finding_files import Findings, columns_of
from jtbd_diag.publishing.report import figure, table
from jtbd_diag.publishing.workbook_sheets import SheetValue
from jtbd_diag.questionnaire import fingerprint

EIGHTY = 0.8
"""The share that the least of the span must reach for "at least 80 of 100" to be said."""


def calibration_findings(calibration: Calibration, colours: Colours) -> Findings:
    """The page and the sheets."""
    figures = _figures(calibration, colours)
    evaluator = say("interviews.calibrate_evaluator", judgment=JUDGMENT)
    parts = (
        *invented_words(calibration.tagged),
        _lead(calibration),
        *_answer(calibration),
        *figure(figures, "spans"),
        *_may_say(calibration),
        say("interviews.crossed_title"),
        say("interviews.crossed_read"),
        _crossed(calibration),
        say("interviews.moved_title"),
        *_moved(calibration),
    )
    about = (
        *([say("interviews.invented", n=calibration.tagged.invented)] if calibration.tagged.invented else []),
        _lead(calibration),
        evaluator,
    )
    q = calibration.form.questionnaire
    footer = say("interviews.calibrate_footer", asked=f"{q.questionnaire} {q.version} ({fingerprint(q)})")
    return Findings(say("interviews.calibrate_title"), parts, footer, about, _sheets(calibration), figures, evaluator)


def job_word(calibration: Calibration, job: str) -> str:
    """How a job is called."""
    return say("interviews.no_struggle") if job == NONE else calibration.form.questionnaire.profiles[job].title


def met_words(calibration: Calibration) -> str:
    """How often the form names the job that taggers settled, with its span, or how many more interviews it takes."""
    same = sum(calibration.met.crossed[n][n] for n in range(len(calibration.kinds)))
    share = calibration.met.share
    if not isinstance(share, Estimate) or share.low is None or share.high is None:
        return say("interviews.met_few", same=same, n=calibration.met.n, needed=LEAST[Claim.STATISTIC])
    low, high = f"{100 * share.low:.0f}", f"{100 * share.high:.0f}"
    return say("interviews.met", same=same, n=calibration.met.n, low=low, high=high)


def _lead(calibration: Calibration) -> str:
    return say(
        "interviews.calibrate_lead",
        n=len(calibration.tagged.texts),
        met=calibration.met.n,
        unsettled=calibration.unsettled,
        unanswered=calibration.unanswered,
    )


def _answer(calibration: Calibration) -> Iterator[str]:
    yield f"> **{say('interviews.met_title')}** {met_words(calibration)}"
    kappa = calibration.met.kappa
    if isinstance(kappa, Estimate):
        yield say("interviews.met_kappa", value=in_decimals(kappa), span=interval(kappa))
    line = calibration.taggers
    if line is not None and isinstance(line.alike, Estimate):
        alike = in_hundredths(line.alike)
        if isinstance(line.alpha, Barred):
            yield say("interviews.taggers_on_job_few", alike=alike, missing=line.alpha.missing)
        else:
            yield say(
                "interviews.taggers_on_job", alike=alike, value=in_decimals(line.alpha), span=interval(line.alpha)
            )


def _figures(calibration: Calibration, colours: Colours) -> dict[str, tuple[Drawing, ...]]:
    rows = [
        SpanRow(say("interviews.bar_job", job=job_word(calibration, one.job)), one.share, in_hundredths(one.share))
        for one in calibration.jobs
        if isinstance(one.share, Estimate)
    ]
    if isinstance(calibration.met.share, Estimate):
        rows.insert(0, SpanRow(say("interviews.bar_all"), calibration.met.share, in_hundredths(calibration.met.share)))
    return {"spans": (spans("spans", say("interviews.bars_title"), rows, colours),)} if rows else {}


def _may_say(calibration: Calibration) -> Iterator[str]:
    same = sum(calibration.met.crossed[n][n] for n in range(len(calibration.kinds)))
    yield say("lab.may_title")
    sayings = [say("interviews.may_tried", n=calibration.met.n, same=same)]
    share = calibration.met.share
    if enough_for(Claim.INTERVIEWS, calibration.met.n) and isinstance(share, Estimate) and (share.low or 0) >= EIGHTY:
        sayings.append(say("interviews.may_eighty"))
    yield "\n".join(f"- {saying}" for saying in sayings)
    yield say("lab.may_not_title")
    yield say("lab.may_not", words=say("lab.may_not_words"))
    if not enough_for(Claim.INTERVIEWS, calibration.met.n):
        yield say("interviews.may_not_eighty", needed=LEAST[Claim.INTERVIEWS], here=calibration.met.n)


def _crossed(calibration: Calibration) -> str:
    heads = [
        say("interviews.crossed_corner"),
        *(job_word(calibration, kind) for kind in calibration.kinds),
        *columns_of("interviews.heads_crossed"),
    ]
    rows = []
    for n, one in enumerate(calibration.jobs):
        counts = [str(count) for count in calibration.met.crossed[n]]
        share = in_hundredths(one.share) if isinstance(one.share, Estimate) else say("lab.none_here")
        rows.append([str(escape(job_word(calibration, one.job))), *counts, share])
    return table([str(escape(head)) for head in heads], rows)


def _moved(calibration: Calibration) -> Iterator[str]:
    if calibration.moved is None:
        least = LEAST[Claim.PROFILE]
        yield say("interviews.moved_not", least=least)
        lines = [
            say(
                "interviews.moved_missing",
                job=escape(job_word(calibration, one.job)),
                here=one.scored,
                n=calibration.missing[one.job],
            )
            for one in calibration.jobs
            if one.job in calibration.missing
        ]
        yield "\n".join(f"- {line}" for line in lines)
        return
    q = calibration.form.questionnaire
    scales = list(next(iter(calibration.moved.values())))
    heads = [say("interviews.moved_corner"), *(q.scales[scale].title for scale in scales), say("interviews.moved_n")]
    scored = {one.job: one.scored for one in calibration.jobs}
    rows = [
        [
            str(escape(job_word(calibration, job))),
            *(say("interviews.moved_from", old=f"{q.profiles[job].at[s]:.0f}", new=f"{places[s]:.1f}") for s in scales),
            str(scored[job]),
        ]
        for job, places in calibration.moved.items()
    ]
    yield table([str(escape(head)) for head in heads], rows)
    yield say("interviews.moved_loo", before=in_hundredths(calibration.before), after=in_hundredths(calibration.after))


def _sheets(calibration: Calibration) -> dict[str, tuple[list[str], list[list[SheetValue]]]]:
    crossed: list[list[SheetValue]] = [
        [
            one.job,
            *calibration.met.crossed[n],
            *value_and_ends(one.share),
        ]
        for n, one in enumerate(calibration.jobs)
    ]
    q = calibration.form.questionnaire
    profiles: list[list[SheetValue]] = [
        [job, scale, float(at), float(calibration.moved[job][scale]) if calibration.moved else None, one.scored]
        for one in calibration.jobs
        if one.job != NONE
        for job in [one.job]
        for scale, at in q.profiles[job].at.items()
        if q.classification and scale in q.classification.scales
    ]
    heads = columns_of("interviews.columns_crossed")
    return {
        say("interviews.sheet_crossed"): ([heads[0], *calibration.kinds, *heads[1:]], crossed),
        say("interviews.sheet_profiles"): (columns_of("interviews.columns_profiles"), profiles),
    }
