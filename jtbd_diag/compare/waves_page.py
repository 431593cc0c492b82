"""Two waves of one leader -> a page and sheets.

Owns its order and words; must not know formats, or when a change counts. Everything that came from a file is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator

from jtbd_diag.compare.least_change import USUAL_SPREAD, WORST, KnownBy, known_word
from jtbd_diag.compare.looked_back_page import leader_looked_back, leader_rows
from jtbd_diag.compare.transitions import NO_PUSH
from jtbd_diag.compare.two_waves import ScaleMove, TwoWaves, job_of
from jtbd_diag.compare.versions_told import asked_of, versions_told
from jtbd_diag.diagnosis.diagnosis import Diagnosis
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import in_a_row, printed
from jtbd_diag.ground.markdown_escape import escape
from jtbd_diag.playbook.choice.own_words import answer_taken_up
from jtbd_diag.publishing.finding_files import Findings, columns_of
from jtbd_diag.publishing.report import table, words_table
from jtbd_diag.publishing.workbook_sheets import SheetValue
from jtbd_diag.questionnaire import honesty_line

_BECAME = {
    "solved": "waves.became_solved",
    "moving": "waves.became_moving",
    "stuck": "waves.became_stuck",
    "left": "waves.became_left",
    "overtaken": "waves.became_overtaken",
    None: "waves.became_unsaid",
}
_STEP = {
    "same": "waves.step_same",
    "real": "waves.step_real",
    "noise": "waves.step_noise",
    "another_problem": "waves.step_another_problem",
    "not_comparable": "waves.step_not_comparable",
    "not_told": "waves.step_not_told",
}
_KNOWN: dict[KnownBy, str] = {
    "again": "waves.known_again",
    "parts": "waves.known_parts",
    "worst": "waves.known_worst",
}
_WHY_NOT = {"words": "waves.words", "coarse": "waves.coarse"}
_TOLD = {
    "same": "waves.told_same",
    "real": "waves.told_real",
    "noise": "waves.told_noise",
    "another_problem": "waves.told_another_problem",
    "not_comparable": "waves.told_not_comparable",
    "not_told": "waves.told_not_told",
}


def waves_findings(waves: TwoWaves) -> Findings:
    """The page and the sheets."""
    evaluator = say("waves.evaluator", **worst_case())
    invented = [say("waves.invented")] if waves.before.answers.invented or waves.after.answers.invented else []
    parts = (
        *(f"> {one}" for one in invented),
        say("waves.lead_in"),
        say("waves.became_title"),
        say(_BECAME[waves.became]),
        *_numbers(waves),
        say("waves.step_title"),
        f"> {say(_STEP[waves.step], **_jobs(waves))}",
        *([say("waves.same_unsure")] if waves.same_problem is None and waves.step != "not_told" else []),
        *_transition(waves),
        say("waves.scales_title"),
        say("waves.scales_read"),
        _scales(waves),
        *_how_it_is_known(waves),
        say("waves.middle"),
        *leader_looked_back(waves.after.questionnaire, waves.looked_back),
        *versions_told(waves.old, waves.after.questionnaire, waves.verdicts),
    )
    asked = waves.after.questionnaire
    footer = honesty_line(asked, say("waves.footer", asked=asked_of(waves.old, asked)))
    plain = [one.replace("**", "") for one in invented]
    about = (*plain, say("waves.lead_in"), step_in_a_line(waves), evaluator)
    return Findings(say("waves.title"), parts, footer, about, _sheets(waves), {}, evaluator)


def step_in_a_line(waves: TwoWaves) -> str:
    """The step in a line."""
    return say(_TOLD[waves.step], **_jobs(waves, plain=True))


def _jobs(waves: TwoWaves, *, plain: bool = False) -> dict[str, str]:
    before, after = (_job(one) for one in (waves.before, waves.after))
    areas = [_area(one) for one in (waves.before, waves.after)]
    said = {"job": after, "before": before, "after": after, "area_before": areas[0], "area_after": areas[1]}
    return said if plain else {name: str(escape(words)) for name, words in said.items()}


def _job(diagnosis: Diagnosis) -> str:
    job = job_of(diagnosis)
    if job is None or job == NO_PUSH:
        return say("waves.no_push") if job else say("lab.none_here")
    return diagnosis.questionnaire.profiles[job].title


def _area(diagnosis: Diagnosis) -> str:
    """What the answers are about, in the words of the option."""
    q = diagnosis.questionnaire
    item = q.uses.get("problem_area")
    told_ = diagnosis.item(item) if item else None
    return q.option(item, str(told_)).text if item and told_ is not None else say("waves.area_unsaid")


def _numbers(waves: TwoWaves) -> Iterator[str]:
    """The leader's number then and now; once where the same words were typed both times."""
    then, now = (_number(one) for one in (waves.before, waves.after))
    if then and now and then.casefold() == now.casefold():
        yield say("waves.number_same", measure=escape(then.rstrip(".")))
        return
    for words, key in ((then, "waves.number_then"), (now, "waves.number_now")):
        if words:
            yield say(key, measure=escape(words))


def _number(diagnosis: Diagnosis) -> str:
    item = diagnosis.questionnaire.uses.get("measure")
    return " ".join(str((answer_taken_up(diagnosis, item) if item else None) or "").split())


def _transition(waves: TwoWaves) -> Iterator[str]:
    one = waves.transition
    if one is None:
        return
    yield say("waves.transition_title")
    if one.ask:
        yield say("waves.transition_ask", ask=escape(one.ask))
    yield words_table(columns_of("waves.transition_heads"), [[str(escape(x)) for x in (one.stop, one.keep, one.start)]])
    yield say("waves.transition_judgment")


def _scales(waves: TwoWaves) -> str:
    titles = waves.after.questionnaire.scales
    rows = [
        [
            str(escape(titles[one.scale].title)),
            _points(one.before, one),
            _points(one.after, one),
            _moved(one),
            f"{one.steady.least:.0f}" if one.why_not is None else say("lab.none_here"),
            _changed(one),
        ]
        for one in waves.scales
    ]
    return table(columns_of("waves.scales_heads"), rows)


def worst_case() -> dict[str, str]:
    """What is assumed where nobody measured a line, in words."""
    numbers = {"r": f"{WORST.reliability:.2f}", "s": f"{USUAL_SPREAD:.0f}"}
    return {**numbers, "least": f"{WORST.least:.0f}"}


def _how_it_is_known(waves: TwoWaves) -> Iterator[str]:
    """By what it is known how much a line takes."""
    titles = waves.after.questionnaire.scales
    of: dict[KnownBy, list[ScaleMove]] = {}
    for one in waves.scales:
        if one.why_not is None:
            of.setdefault(one.steady.by, []).append(one)
    for by, key in _KNOWN.items():
        if lines := of.get(by):
            names = in_a_row([str(escape(titles[line.scale].title)) for line in lines])
            which = say("waves.every_line") if len(of) == 1 else names
            fewest = min(line.steady.people for line in lines)
            yield say(key, lines=which, people=fewest, **worst_case())


def _points(value: float | None, move: ScaleMove) -> str:
    return say("lab.none_here") if value is None or move.why_not is not None else f"{value:.0f}"


def _moved(move: ScaleMove) -> str:
    if move.before is None or move.after is None or move.why_not is not None:
        return say("lab.none_here")
    moved = round(move.after) - round(move.before)
    return printed(moved, "+d") if moved else "0"


def _changed(move: ScaleMove) -> str:
    if move.why_not is not None:
        return say(_WHY_NOT[move.why_not])
    if move.before is None or move.after is None:
        return say("waves.unknown")
    if round(move.after) == round(move.before):
        return say("waves.as_before")
    return say("waves.changed" if move.counts else "waves.unchanged")


def _sheets(waves: TwoWaves) -> dict[str, tuple[list[str], list[list[SheetValue]]]]:
    titles = waves.after.questionnaire.scales
    rows: list[list[SheetValue]] = []
    for one in waves.scales:
        moved = one.after - one.before if one.before is not None and one.after is not None else None
        told_ = [one.before, one.after, moved, one.steady.least] if one.why_not is None else [None] * 4
        known = [one.steady.reliability, known_word(one.steady)] if one.why_not is None else [None] * 2
        rows.append([titles[one.scale].title, *told_, *known, _changed(one)])
    sheets = {say("waves.sheet_scales"): (columns_of("waves.columns_scales"), rows)}
    if waves.looked_back:
        back = leader_rows(waves.after.questionnaire, waves.looked_back)
        sheets[say("waves.sheet_back_then")] = (columns_of("waves.columns_back_then"), back)
    return sheets
