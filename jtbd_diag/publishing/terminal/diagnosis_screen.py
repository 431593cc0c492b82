"""Diagnosis -> what a leader reads on the screen.

Owns the words and the order; must not know where the answers came from. All text goes into rich's Text
objects, which read no markup, and nothing is told by color alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import in_a_row
from jtbd_diag.ground.visible_text import visible
from jtbd_diag.publishing.terminal.playbook_in_terminal import WIDEST

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

    from jtbd_diag.diagnosis import Diagnosis

FEW = 3
WEIGHTIEST = 5
"""So many of the weightiest answers are told."""
KINDS = {
    "choices": "publishing.screen_choices_to",
    "statements": "publishing.screen_statements_to",
    "situations": "publishing.screen_situations_to",
}
FLAGS = {"far_from_every_job": "publishing.screen_far", "straight_lined": "publishing.screen_straight"}
STRUGGLE = {
    "active": "publishing.screen_push_active",
    "early": "publishing.screen_push_early",
    "none": "publishing.screen_push_none",
    None: "publishing.screen_push_untold",
}


def show_diagnosis(diagnosis: Diagnosis, console: Console, *, explain: bool = False) -> None:
    """Print a diagnosis, at most 88 columns wide; with `explain` the whole ledger as well."""
    width = min(console.width, WIDEST)
    for part in _parts(diagnosis, width, console.encoding.lower().startswith("utf"), explain):
        console.print(part, width=width, highlight=False, markup=False, emoji=False)


def _parts(diagnosis: Diagnosis, width: int, unicode: bool, explain: bool) -> Iterator[RenderableType]:
    from jtbd_diag.diagnosis.diagnosis_in_words import footer

    yield from _verdict(diagnosis, unicode)
    yield from _bars(diagnosis, width, unicode)
    if diagnosis.job:
        yield from _reasons(diagnosis)
        yield from _what_would_change_it(diagnosis)
    yield from _struggle(diagnosis)
    yield from _readiness(diagnosis)
    for flag in diagnosis.flags:
        yield _text("\n" + say("publishing.screen_please_check") + " ", "bold", say(FLAGS[flag]))
    if explain and diagnosis.ledger:
        yield from _ledger(diagnosis)
    if explain:
        yield from _notes(diagnosis)
    yield _text("\n" + footer(diagnosis), "dim")


def _text(words: str, style: str = "", rest: str = "") -> Text:
    from rich.text import Text

    text = Text(visible(words), style)
    text.append(visible(rest), "not bold" if style == "bold" else style)
    return text


def _heading(words: str) -> Text:
    return _text(f"\n{words}", "bold")


def _verdict(diagnosis: Diagnosis, unicode: bool) -> Iterator[RenderableType]:
    if diagnosis.outcome is None:
        yield _text(diagnosis.questionnaire.title, "bold")
        return
    if diagnosis.job is None:
        yield _text(say("publishing.screen_not_enough"), "bold")
        yield _text(say("publishing.screen_would_settle"))
        for item in diagnosis.missing:
            yield from _item(diagnosis.questionnaire.items[item].ask)
        return
    if diagnosis.struggle == "none":
        yield _text(say("publishing.screen_no_push"), "bold")
        yield _text(say("publishing.screen_only_a_lean"))
        job, says = _title(diagnosis, diagnosis.job), _says(diagnosis, diagnosis.job)
        yield _text(say("publishing.screen_if_push", job=job, says=says), "dim")
    else:
        yield _big(diagnosis, unicode)
    yield from _outcome(diagnosis)


def _big(diagnosis: Diagnosis, unicode: bool) -> RenderableType:
    """The job in large letters; two that are too near to call stand there both."""
    from rich import box
    from rich.panel import Panel

    assert diagnosis.job is not None and diagnosis.runner_up is not None
    jobs = [diagnosis.job, diagnosis.runner_up][: 2 if diagnosis.outcome == "mixed" else 1]
    job, *second = (" ".join(_title(diagnosis, one).upper()) for one in jobs)
    title = say("publishing.screen_two_jobs", job=job, second=second[0]) if second else job
    return Panel(
        _text(title, "bold", "".join(f"\n{_says(diagnosis, one)}" for one in jobs)),
        box=box.ROUNDED if unicode else box.ASCII,
    )


def _outcome(diagnosis: Diagnosis) -> Iterator[RenderableType]:
    rule = diagnosis.questionnaire.classification
    assert rule is not None and diagnosis.runner_up is not None and diagnosis.lead is not None
    second, lead = _title(diagnosis, diagnosis.runner_up), f"{diagnosis.lead:.2f}"
    style = "dim" if diagnosis.struggle == "none" else ""
    said = {
        "clear": say("publishing.screen_clear", second=second, lead=lead, clear=rule.clear),
        "leaning": say("publishing.screen_leaning", second=second, lead=lead, clear=rule.clear),
        "mixed": say("publishing.screen_mixed", second=second, lead=lead, leaning=rule.leaning),
    }
    if diagnosis.struggle == "none" and diagnosis.outcome == "clear":  # what is only a lean is not called clear
        yield _text(say("publishing.screen_if_push_leads", second=second, lead=lead), style)
    else:
        yield _text(said[diagnosis.outcome or "mixed"], style)
    if rule.show_runner_up and diagnosis.outcome == "clear":
        says = _says(diagnosis, diagnosis.runner_up)
        yield _text(say("publishing.screen_runner_up", second=second, says=says))
    parts = [
        say("publishing.screen_points_to", n=count, job=_title(diagnosis, job))
        for job, count in diagnosis.points_to.items()
    ]
    counted = sum(diagnosis.points_to.values())
    yield _text(say("publishing.screen_of_answers", n=counted, parts=in_a_row(parts)), "dim")
    most = max(diagnosis.points_to, key=lambda job: diagnosis.points_to[job])
    if diagnosis.job is not None and diagnosis.points_to[most] > diagnosis.points_to[diagnosis.job]:
        told, more = _title(diagnosis, diagnosis.job), _title(diagnosis, most)
        yield _text(say("publishing.screen_outweighed", most=more, job=told), "dim")
    yield from _by_kind(diagnosis)


def _by_kind(diagnosis: Diagnosis) -> Iterator[RenderableType]:
    """Whether choices, statements and situations tell the same job; nothing where fewer than two of them tell one."""
    told = {kind: job for kind, job in diagnosis.job_by.items() if job}
    if len(told) < 2:
        return
    if len(set(told.values())) == 1:
        job = _title(diagnosis, next(iter(told.values())))
        yield _text(say("publishing.screen_kinds_agree", job=job), "dim")
    else:
        parts = in_a_row([say(KINDS[kind], job=_title(diagnosis, job)) for kind, job in told.items()])
        yield _text(say("publishing.screen_two_ways") + " ", "bold", say("publishing.screen_kinds", parts=parts))


def _bars(diagnosis: Diagnosis, width: int, unicode: bool) -> Iterator[RenderableType]:
    rule = diagnosis.questionnaire.classification
    names = rule.scales if rule else tuple(diagnosis.questionnaire.scales)
    yield _heading(say("publishing.screen_where"))
    cells = max(10, min(40, width - 6))
    full, empty = ("█", "░") if unicode else ("#", ".")
    for name in names:
        score, scale = diagnosis.scales[name], diagnosis.questionnaire.scales[name]
        if score.score is None:
            given = {"answered": score.answered, "asked": score.asked}
            yield _text(say("publishing.screen_scale_untold", title=score.title, **given))
            continue
        at = say("publishing.of_100", score=score.score)
        told = say("publishing.of_100_and_band", score=score.score, band=score.band) if score.band else at
        yield _text(f"{score.title}: ", "bold", told)
        filled = round(score.score / 100 * cells)
        yield _text(full * filled + empty * (cells - filled))
        if scale.low and scale.high:
            yield _text(f"0 = {scale.low}; 100 = {scale.high}", "dim")


def _reasons(diagnosis: Diagnosis) -> Iterator[RenderableType]:
    from jtbd_diag.answers.answer_text import answer_text

    weightiest = diagnosis.weightiest(WEIGHTIEST)
    if not weightiest or diagnosis.runner_up is None:
        return
    over = {"job": _title(diagnosis, diagnosis.job or ""), "second": _title(diagnosis, diagnosis.runner_up)}
    yield _heading(say("publishing.screen_weightiest", **over))
    for item, added in weightiest:
        value = diagnosis.asked.values[item]
        asked, answered = (
            diagnosis.questionnaire.items[item].ask,
            answer_text(diagnosis.questionnaire, item, value),
        )
        yield from _item(asked, f"{answered} (+{added:.2f})")


def _what_would_change_it(diagnosis: Diagnosis) -> Iterator[RenderableType]:
    from jtbd_diag.answers.answer_text import answer_text

    yield _heading(say("publishing.screen_change"))
    flip = diagnosis.flip_to_runner_up
    if flip is None:
        yield _text(say("publishing.screen_no_flip"))
    else:
        other, changes = _title(diagnosis, flip.job), flip.changes
        key = "publishing.screen_flip_first" if len(changes) > FEW else "publishing.screen_flip"
        yield _text(say(key, n=len(changes), other=other))
        for change in changes[:FEW]:
            asked = diagnosis.questionnaire.items[change.item].ask
            yield from _item(asked, answer_text(diagnosis.questionnaire, change.item, change.instead))


def _struggle(diagnosis: Diagnosis) -> Iterator[RenderableType]:
    rule = diagnosis.questionnaire.struggle
    if rule is None:
        return
    score = diagnosis.scale(rule.scale)
    said = say(STRUGGLE[diagnosis.struggle])
    yield _heading(say("publishing.screen_push"))
    scored = say("publishing.screen_push_scored", said=said, score=score or 0.0)
    yield _text(scored if score is not None else say("publishing.screen_push_said", said=said))


def _readiness(diagnosis: Diagnosis) -> Iterator[RenderableType]:
    from jtbd_diag.diagnosis.diagnosis_in_words import single_statements

    readiness = diagnosis.questionnaire.readiness
    for title, names in (
        (say("publishing.screen_preconditions"), readiness.preconditions),
        (say("publishing.screen_forces"), readiness.forces),
    ):
        scores = [diagnosis.scales[name] for name in names]
        if not any(score.band for score in scores):
            continue
        yield _heading(title)
        for score in scores:
            yield from _item(score.title, score.band or say("publishing.screen_band_untold"), arrow=": ")
    statements = single_statements(diagnosis)
    if statements:
        yield _heading(say("publishing.screen_statements"))
    for item, answer in statements.items():
        asked = diagnosis.questionnaire.items[item].ask
        yield from _item(say("publishing.screen_statement", answer=answer, asked=asked))


def _ledger(diagnosis: Diagnosis) -> Iterator[RenderableType]:
    from rich import box
    from rich.table import Table

    from jtbd_diag.answers.answer_text import answer_text

    assert diagnosis.job is not None and diagnosis.runner_up is not None
    job, second = _title(diagnosis, diagnosis.job), _title(diagnosis, diagnosis.runner_up)
    yield _heading(say("publishing.screen_ledger", job=job, second=second))
    table = Table(box=box.SIMPLE, show_edge=False, pad_edge=False, show_footer=True)
    table.add_column("answer", "sum", overflow="fold")
    table.add_column("scale")
    table.add_column("points", justify="right")
    table.add_column("added", f"{diagnosis.lead:+.3f}", justify="right")
    for line in diagnosis.ledger:
        answer = answer_text(diagnosis.questionnaire, line.item, diagnosis.asked.values[line.item])
        table.add_row(_text(f"{line.item}: {answer}"), line.scale, f"{line.points:.0f}", f"{line.added:+.3f}")
    yield table


def _notes(diagnosis: Diagnosis) -> Iterator[RenderableType]:
    from jtbd_diag.diagnosis.diagnosis_in_words import noted

    notes = noted(diagnosis)
    if notes:
        yield _heading(say("publishing.screen_notes"))
    for one in notes:
        yield from _item(
            one.asked,
            say("publishing.screen_note", answer=one.answer or say("publishing.screen_no_answer"), note=one.note),
        )


def _item(words: str, answer: str = "", arrow: str = "\n") -> Iterator[RenderableType]:
    """A bullet with a hanging indent, and under it, or after `arrow`, its answer."""
    from rich.padding import Padding
    from rich.table import Table

    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=2)
    grid.add_column(overflow="fold")
    if arrow == "\n":
        grid.add_row(" •", _text(words, "dim" if answer else ""))
        if answer:
            grid.add_row("", _text(answer))
    else:
        grid.add_row(" •", _text(f"{words}{arrow}{answer}"))
    yield Padding(grid, (0, 0, 0, 0))


def _title(diagnosis: Diagnosis, job: str) -> str:
    return diagnosis.questionnaire.profiles[job].title


def _says(diagnosis: Diagnosis, job: str) -> str:
    return diagnosis.questionnaire.profiles[job].says or ""
