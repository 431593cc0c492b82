"""Two waves of a cohort -> a page and sheets.

Owns its order and words; must not know formats, or how people are matched.
"""

from __future__ import annotations

from collections.abc import Iterator

from jtbd_diag.cohort.small_groups import SMALLEST
from jtbd_diag.compare.cohort_people import NOT_TOLD
from jtbd_diag.compare.cohort_waves import LEAST_MEAN, LEAST_TEST, CohortWaves
from jtbd_diag.compare.least_change import known_word
from jtbd_diag.compare.looked_back_page import cohort_looked_back, cohort_rows
from jtbd_diag.compare.transitions import NO_PUSH
from jtbd_diag.compare.versions_told import asked_of, versions_told
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import printed
from jtbd_diag.ground.markdown_escape import escape
from jtbd_diag.publishing.finding_files import Findings, columns_of
from jtbd_diag.publishing.report import table, words_table
from jtbd_diag.publishing.workbook_sheets import SheetValue
from jtbd_diag.questionnaire import honesty_line

_SURE = 0.05
LEAST_MATCHED = 10


def cohort_findings(waves: CohortWaves) -> Findings:
    """The page and the sheets."""
    lead = say("waves.cohort_lead", first=waves.first, second=waves.second, matched=waves.matched)
    if any(waves.others):
        lead = f"{lead} {say('waves.others_left_out', first=waves.others[0], second=waves.others[1])}"
    evaluator = say("waves.cohort_evaluator")
    invented = [say("lab.invented", n=waves.invented)] if waves.invented else []
    parts = (*(f"> **{say('lab.invented_title')}** {one}" for one in invented), lead, *_body(waves))
    asked = waves.questionnaire
    footer = honesty_line(asked, say("waves.cohort_footer", asked=asked_of(waves.old, asked)))
    about = (*invented, lead, evaluator)
    return Findings(say("waves.cohort_title"), parts, footer, about, _sheets(waves), {}, evaluator)


def _body(waves: CohortWaves) -> Iterator[str]:
    if waves.running:
        yield say("waves.cohort_running")
        return
    if waves.matched < LEAST_MATCHED:
        yield say("waves.cohort_few", least=LEAST_MATCHED)
        return
    yield from versions_told(waves.old, waves.questionnaire, waves.verdicts)
    yield from _steps(waves)
    yield from _means(waves)
    yield from _returning(waves)
    yield from cohort_looked_back(waves.questionnaire, waves.looked_back)
    yield from _back(waves)


def _job(waves: CohortWaves, job: str) -> str:
    names = {NO_PUSH: say("waves.no_push_head"), NOT_TOLD: say("waves.not_told_head")}
    if job in names:
        return names[job]
    asked = waves.questionnaire if job in waves.questionnaire.profiles else waves.old
    return asked.profiles[job].title


def _jobs(waves: CohortWaves, jobs: tuple[str, ...]) -> str:
    names = [_job(waves, job) for job in jobs]
    return names[0] if len(names) == 1 else say("waves.together", names=", ".join(names))


def _line(waves: CohortWaves, scale: str) -> str:
    return waves.questionnaire.scales[scale].title


def _steps(waves: CohortWaves) -> Iterator[str]:
    if not waves.verdicts.jobs_comparable:  # told above, with the versions
        return
    yield say("waves.steps_title")
    if not waves.steps:
        yield say("waves.steps_hidden")
    else:
        yield say("waves.steps_read")
        kinds = [*waves.steps[0].to]
        head = [say("waves.steps_corner"), *(str(escape(_job(waves, kind))) for kind in kinds)]
        rows = [[str(escape(_jobs(waves, step.jobs))), *(str(step.to[kind]) for kind in kinds)] for step in waves.steps]
        yield table(head, rows)
    yield from _words(waves)
    if waves.chance is None:
        if waves.matched < LEAST_TEST:
            yield say("waves.chance_few", least=LEAST_TEST, here=waves.matched)
        return
    p = say("waves.below") if waves.chance < 0.001 else f"{waves.chance:.3f}"
    yield say("waves.chance_yes" if waves.chance < _SURE else "waves.chance_no", p=p)


_WORDS = {
    "same": "waves.word_same",
    "real": "waves.word_real",
    "noise": "waves.word_noise",
    "another_problem": "waves.word_another_problem",
    "not_told": "waves.word_not_told",
}


def _words(waves: CohortWaves) -> Iterator[str]:
    if waves.words:
        yield say("waves.words_read")
        yield table(columns_of("waves.words_heads"), [list(map(str, row)) for row in _word_rows(waves)])


def _word_rows(waves: CohortWaves) -> list[list[SheetValue]]:
    few = say("waves.fewer", least=SMALLEST)
    return [[say(_WORDS[one.word]), few if one.people is None else str(one.people)] for one in waves.words]


def _means(waves: CohortWaves) -> Iterator[str]:
    yield say("waves.means_title")
    if not waves.means:
        yield say("waves.means_few", least=LEAST_MEAN, here=waves.matched)
        return
    yield say("waves.means_read")
    rows = [
        [
            str(escape(_line(waves, mean.scale))),
            str(mean.n),
            f"{mean.before:.0f}",
            f"{mean.after:.0f}",
            _signed((mean.low + mean.high) / 2),
            say("compare.between", low=_signed(mean.low), high=_signed(mean.high)),
        ]
        for mean in waves.means
    ]
    yield table(columns_of("waves.means_heads"), rows)


def _returning(waves: CohortWaves) -> Iterator[str]:
    if not waves.returning:
        return
    yield say("waves.returning_title")
    yield say("waves.returning_read")
    rows = [
        [
            str(escape(_job(waves, one.job))),
            str(escape(_line(waves, one.scale))),
            str(one.n),
            *(f"{value:.0f}" for value in (one.before, one.after, one.expected)),
            f"{one.steady.reliability:.2f} ({known_word(one.steady)})",
        ]
        for one in waves.returning
    ]
    yield words_table(columns_of("waves.returning_heads"), rows)


def _back(waves: CohortWaves) -> Iterator[str]:
    if not waves.back:
        return
    yield say("waves.back_title")
    yield say("waves.back_read")
    rows = [[str(escape(_jobs(waves, jobs))), str(people), str(again)] for jobs, again, people in waves.back]
    yield table(columns_of("waves.back_heads"), rows)


def _signed(points: float) -> str:
    whole = round(points, 1)
    return printed(whole, "+.1f") if whole else "0"


def _sheets(waves: CohortWaves) -> dict[str, tuple[list[str], list[list[SheetValue]]]]:
    if waves.running or waves.matched < LEAST_MATCHED:
        return {}
    sheets: dict[str, tuple[list[str], list[list[SheetValue]]]] = {}
    if waves.steps:
        kinds = [*waves.steps[0].to]
        heads = [say("waves.steps_corner"), *(_job(waves, kind) for kind in kinds)]
        sheets[say("waves.sheet_steps")] = (
            heads,
            [[_jobs(waves, step.jobs), *(str(step.to[kind]) for kind in kinds)] for step in waves.steps],
        )
    if waves.words:
        sheets[say("waves.sheet_words")] = (columns_of("waves.words_heads"), _word_rows(waves))
    if waves.means:
        sheets[say("waves.sheet_means")] = (
            columns_of("waves.columns_means"),
            [[_line(waves, m.scale), m.n, m.before, m.after, m.low, m.high] for m in waves.means],
        )
    if waves.returning:
        sheets[say("waves.sheet_returning")] = (
            columns_of("waves.columns_returning"),
            [
                [
                    *(_job(waves, one.job), _line(waves, one.scale), one.n, one.before, one.after, one.expected),
                    *(one.steady.reliability, known_word(one.steady)),
                ]
                for one in waves.returning
            ],
        )
    if waves.looked_back:
        then = cohort_rows(waves.questionnaire, waves.looked_back)
        sheets[say("waves.sheet_back_then")] = (columns_of("waves.columns_back_then_cohort"), then)
    if waves.back:
        rows: list[list[SheetValue]] = [[_jobs(waves, jobs), people, str(again)] for jobs, again, people in waves.back]
        sheets[say("waves.sheet_back")] = (columns_of("waves.back_heads"), rows)
    return sheets
