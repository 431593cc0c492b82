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


def cohort_findings(found: CohortWaves) -> Findings:
    """The page and the sheets."""
    lead = say("waves.cohort_lead", first=found.first, second=found.second, matched=found.matched)
    if any(found.others):
        lead = f"{lead} {say('waves.others_left_out', first=found.others[0], second=found.others[1])}"
    evaluator = say("waves.cohort_evaluator")
    invented = [say("lab.invented", n=found.invented)] if found.invented else []
    parts = (*(f"> **{say('lab.invented_title')}** {one}" for one in invented), lead, *_body(found))
    asked = found.questionnaire
    footer = honesty_line(asked, say("waves.cohort_footer", asked=asked_of(found.old, asked)))
    about = (*invented, lead, evaluator)
    return Findings(say("waves.cohort_title"), parts, footer, about, _sheets(found), {}, evaluator)


def _body(found: CohortWaves) -> Iterator[str]:
    if found.running:
        yield say("waves.cohort_running")
        return
    if found.matched < LEAST_MATCHED:
        yield say("waves.cohort_few", least=LEAST_MATCHED)
        return
    yield from versions_told(found.old, found.questionnaire, found.verdicts)
    yield from _steps(found)
    yield from _means(found)
    yield from _returning(found)
    yield from cohort_looked_back(found.questionnaire, found.looked_back)
    yield from _back(found)


def _job(found: CohortWaves, job: str) -> str:
    names = {NO_PUSH: say("waves.no_push_head"), NOT_TOLD: say("waves.not_told_head")}
    if job in names:
        return names[job]
    asked = found.questionnaire if job in found.questionnaire.profiles else found.old
    return asked.profiles[job].title


def _jobs(found: CohortWaves, jobs: tuple[str, ...]) -> str:
    names = [_job(found, job) for job in jobs]
    return names[0] if len(names) == 1 else say("waves.together", names=", ".join(names))


def _line(found: CohortWaves, scale: str) -> str:
    return found.questionnaire.scales[scale].title


def _steps(found: CohortWaves) -> Iterator[str]:
    if not found.verdicts.jobs_comparable:  # told above, with the versions
        return
    yield say("waves.steps_title")
    if not found.steps:
        yield say("waves.steps_hidden")
    else:
        yield say("waves.steps_read")
        kinds = [*found.steps[0].to]
        head = [say("waves.steps_corner"), *(str(escape(_job(found, kind))) for kind in kinds)]
        rows = [[str(escape(_jobs(found, one.jobs))), *(str(one.to[kind]) for kind in kinds)] for one in found.steps]
        yield table(head, rows)
    yield from _words(found)
    if found.chance is None:
        if found.matched < LEAST_TEST:
            yield say("waves.chance_few", least=LEAST_TEST, here=found.matched)
        return
    p = say("waves.below") if found.chance < 0.001 else f"{found.chance:.3f}"
    yield say("waves.chance_yes" if found.chance < _SURE else "waves.chance_no", p=p)


_WORDS = {
    "same": "waves.word_same",
    "real": "waves.word_real",
    "noise": "waves.word_noise",
    "another_problem": "waves.word_another_problem",
    "not_told": "waves.word_not_told",
}


def _words(found: CohortWaves) -> Iterator[str]:
    if found.words:
        yield say("waves.words_read")
        yield table(say("waves.words_heads").split("|"), [list(map(str, row)) for row in _word_rows(found)])


def _word_rows(found: CohortWaves) -> list[list[SheetValue]]:
    few = say("waves.fewer", least=SMALLEST)
    return [[say(_WORDS[one.word]), few if one.people is None else str(one.people)] for one in found.words]


def _means(found: CohortWaves) -> Iterator[str]:
    yield say("waves.means_title")
    if not found.means:
        yield say("waves.means_few", least=LEAST_MEAN, here=found.matched)
        return
    yield say("waves.means_read")
    rows = [
        [
            str(escape(_line(found, one.scale))),
            str(one.n),
            f"{one.before:.0f}",
            f"{one.after:.0f}",
            _signed((one.low + one.high) / 2),
            say("compare.between", low=_signed(one.low), high=_signed(one.high)),
        ]
        for one in found.means
    ]
    yield table(say("waves.means_heads").split("|"), rows)


def _returning(found: CohortWaves) -> Iterator[str]:
    if not found.returning:
        return
    yield say("waves.returning_title")
    yield say("waves.returning_read")
    rows = [
        [
            str(escape(_job(found, one.job))),
            str(escape(_line(found, one.scale))),
            str(one.n),
            *(f"{value:.0f}" for value in (one.before, one.after, one.expected)),
            f"{one.steady.reliability:.2f} ({known_word(one.steady)})",
        ]
        for one in found.returning
    ]
    yield words_table(say("waves.returning_heads").split("|"), rows)


def _back(found: CohortWaves) -> Iterator[str]:
    if not found.back:
        return
    yield say("waves.back_title")
    yield say("waves.back_read")
    rows = [[str(escape(_jobs(found, jobs))), str(people), str(again)] for jobs, again, people in found.back]
    yield table(say("waves.back_heads").split("|"), rows)


def _signed(points: float) -> str:
    whole = round(points, 1)
    return printed(whole, "+.1f") if whole else "0"


def _sheets(found: CohortWaves) -> dict[str, tuple[list[str], list[list[SheetValue]]]]:
    if found.running or found.matched < LEAST_MATCHED:
        return {}
    sheets: dict[str, tuple[list[str], list[list[SheetValue]]]] = {}
    if found.steps:
        kinds = [*found.steps[0].to]
        heads = [say("waves.steps_corner"), *(_job(found, kind) for kind in kinds)]
        sheets[say("waves.sheet_steps")] = (
            heads,
            [[_jobs(found, one.jobs), *(str(one.to[kind]) for kind in kinds)] for one in found.steps],
        )
    if found.words:
        sheets[say("waves.sheet_words")] = (columns_of("waves.words_heads"), _word_rows(found))
    if found.means:
        sheets[say("waves.sheet_means")] = (
            columns_of("waves.columns_means"),
            [[_line(found, m.scale), m.n, m.before, m.after, m.low, m.high] for m in found.means],
        )
    if found.returning:
        sheets[say("waves.sheet_returning")] = (
            columns_of("waves.columns_returning"),
            [
                [
                    *(_job(found, one.job), _line(found, one.scale), one.n, one.before, one.after, one.expected),
                    *(one.steady.reliability, known_word(one.steady)),
                ]
                for one in found.returning
            ],
        )
    if found.looked_back:
        then = cohort_rows(found.questionnaire, found.looked_back)
        sheets[say("waves.sheet_back_then")] = (columns_of("waves.columns_back_then_cohort"), then)
    if found.back:
        rows: list[list[SheetValue]] = [[_jobs(found, jobs), people, str(again)] for jobs, again, people in found.back]
        sheets[say("waves.sheet_back")] = (columns_of("waves.back_heads"), rows)
    return sheets
