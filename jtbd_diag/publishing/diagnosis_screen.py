"""Diagnosis -> what a leader reads on the screen.

Owns the words and the order; must not know where the answers came from. All text goes into rich's Text
objects, which read no markup, and nothing is told by color alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from jtbd_diag.ground.visible import visible
from jtbd_diag.publishing.terminal import WIDEST

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

    from jtbd_diag.diagnosis import Diagnosis

FEW = 3
FLAGS = {
    "far_from_every_job": "The answers sit far from all three jobs: read the reasons before you rely on the result.",
    "straight_lined": "All the statements got the same answer: please look at them once more.",
}
STRUGGLE = {
    "active": "active: there is a push to act",
    "early": "early: find the moment that hurt before you start, or other work will push this aside",
    "none": "none: nothing presses right now",
}


def show_diagnosis(diagnosis: Diagnosis, console: Console, *, explain: bool = False) -> None:
    """Print a diagnosis, at most 88 columns wide; with `explain` the whole ledger as well."""
    width = min(console.width, WIDEST)
    for part in _parts(diagnosis, width, console.encoding.lower().startswith("utf"), explain):
        console.print(part, width=width, highlight=False, markup=False, emoji=False)


def _parts(diagnosis: Diagnosis, width: int, unicode: bool, explain: bool) -> Iterator[RenderableType]:
    from jtbd_diag.diagnosis.in_words import footer

    yield from _verdict(diagnosis, unicode)
    yield from _bars(diagnosis, width, unicode)
    if diagnosis.job:
        yield from _reasons(diagnosis)
        yield from _what_would_change_it(diagnosis)
    yield from _struggle(diagnosis)
    yield from _readiness(diagnosis)
    for flag in diagnosis.flags:
        yield _text("\nPlease check. ", "bold", FLAGS[flag])
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
    return _text(f"\n{words}", "bold cyan")


def _verdict(diagnosis: Diagnosis, unicode: bool) -> Iterator[RenderableType]:
    if diagnosis.outcome is None:
        yield _text(diagnosis.questionnaire.title, "bold")
        return
    if diagnosis.job is None:
        yield _text("Not enough to tell yet", "bold cyan")
        yield _text("These answers would settle it:")
        for item in diagnosis.missing:
            yield from _item(diagnosis.questionnaire.items[item].ask)
        return
    if diagnosis.struggle == "none":
        yield _text("No active push right now", "bold cyan")
        yield _text("Help that nobody needs yet is soon put aside. What follows is only a lean.")
        yield _text(
            f"If there were a push: {_title(diagnosis, diagnosis.job)}. {_says(diagnosis, diagnosis.job)}",
            "dim",
        )
    else:
        yield _big(_title(diagnosis, diagnosis.job).upper(), _says(diagnosis, diagnosis.job), unicode)
    yield from _outcome(diagnosis)


def _big(title: str, says: str, unicode: bool) -> RenderableType:
    from rich import box
    from rich.panel import Panel

    return Panel(
        _text(" ".join(title), "bold", f"\n{says}"),
        box=box.ROUNDED if unicode else box.ASCII,
        border_style="cyan",
    )


def _outcome(diagnosis: Diagnosis) -> Iterator[RenderableType]:
    rule = diagnosis.questionnaire.classification
    assert rule is not None and diagnosis.runner_up is not None and diagnosis.lead is not None
    second, lead = _title(diagnosis, diagnosis.runner_up), f"{diagnosis.lead:.2f}"
    style = "dim" if diagnosis.struggle == "none" else ""
    said = {
        "clear": f"Clear: it leads {second} by {lead} ({rule.clear:g} or more is clear).",
        "leaning": f"Leaning: it leads {second}, the runner-up, by only {lead} (clear from {rule.clear:g}).",
        "mixed": f"Mixed: {second} fits about as well (lead {lead}, less than {rule.leaning:g}). Look at both.",
    }
    yield _text(said[diagnosis.outcome or "mixed"], style)
    if rule.show_runner_up and diagnosis.outcome == "clear":
        yield _text(f"Runner-up: {second}. {_says(diagnosis, diagnosis.runner_up)}")
    fits = " · ".join(f"{_title(diagnosis, job)} {fit:.0f}" for job, fit in diagnosis.fits.items())
    yield _text(f"Fit (0-100, nearness and no probability): {fits}", "dim")


def _bars(diagnosis: Diagnosis, width: int, unicode: bool) -> Iterator[RenderableType]:
    rule = diagnosis.questionnaire.classification
    names = rule.scales if rule else tuple(diagnosis.questionnaire.scales)
    yield _heading("Where the answers sit")
    cells = max(10, min(40, width - 6))
    full, empty = ("█", "░") if unicode else ("#", ".")
    for name in names:
        score, scale = diagnosis.scales[name], diagnosis.questionnaire.scales[name]
        if score.score is None:
            yield _text(f"{score.title}: not enough answered ({score.answered} of {score.asked})")
            continue
        band = f", {score.band}" if score.band else ""
        yield _text(f"{score.title}: ", "bold", f"{score.score:.0f} of 100{band}")
        filled = round(score.score / 100 * cells)
        yield _text(full * filled + empty * (cells - filled), "cyan")
        if scale.low and scale.high:
            yield _text(f"0 = {scale.low}; 100 = {scale.high}", "dim")


def _reasons(diagnosis: Diagnosis) -> Iterator[RenderableType]:
    from jtbd_diag.answers.answer_text import answer_text

    weightiest = diagnosis.weightiest()
    if not weightiest or diagnosis.runner_up is None:
        return
    yield _heading("The weightiest answers")
    for item, added in weightiest:
        value = diagnosis.asked.values[item]
        asked, answered = (
            diagnosis.questionnaire.items[item].ask,
            answer_text(diagnosis.questionnaire, item, value),
        )
        yield from _item(asked, f"{answered} (+{added:.2f})")


def _what_would_change_it(diagnosis: Diagnosis) -> Iterator[RenderableType]:
    from jtbd_diag.answers.answer_text import answer_text

    yield _heading("What would change it")
    flip, stability = diagnosis.flip, diagnosis.stability
    if flip is None:
        yield _text("No other answers to these questions would make another job win.")
    else:
        other, changes = _title(diagnosis, flip.job), flip.changes
        many = f"{len(changes)} answers" if len(changes) > 1 else "one answer"
        example = ", the weightiest first" if len(changes) > FEW else ""
        yield _text(f"It would read {other} if {many} were different{example}:")
        for change in changes[:FEW]:
            asked = diagnosis.questionnaire.items[change.item].ask
            yield from _item(asked, answer_text(diagnosis.questionnaire, change.item, change.instead))
    if stability and stability.tried:
        yield _text(
            f"Changing any single answer by one step keeps it in {stability.kept} of {stability.tried} cases.",
            "dim",
        )


def _struggle(diagnosis: Diagnosis) -> Iterator[RenderableType]:
    rule = diagnosis.questionnaire.struggle
    if rule is None:
        return
    score = diagnosis.scale(rule.scale)
    shown = f" ({score:.0f} of 100)" if score is not None else ""
    said = STRUGGLE[diagnosis.struggle] if diagnosis.struggle else "too little answered to tell"
    yield _heading("Push to act")
    yield _text(f"{said[0].upper()}{said[1:]}{shown}.")


def _readiness(diagnosis: Diagnosis) -> Iterator[RenderableType]:
    readiness = diagnosis.questionnaire.readiness
    for title, names in (
        ("What primes leaders for this work", readiness.preconditions),
        ("Forces", readiness.forces),
    ):
        known = [diagnosis.scales[name] for name in names if diagnosis.scales[name].band]
        if known:
            yield _heading(title)
        for score in known:
            yield from _item(score.title, score.band or "", arrow=": ")


def _ledger(diagnosis: Diagnosis) -> Iterator[RenderableType]:
    from rich import box
    from rich.table import Table

    from jtbd_diag.answers.answer_text import answer_text

    assert diagnosis.job is not None and diagnosis.runner_up is not None
    jobs = f"{_title(diagnosis, diagnosis.job)} over {_title(diagnosis, diagnosis.runner_up)}"
    yield _heading(f"The ledger: what each answer added to the lead of {jobs}")
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
    from jtbd_diag.diagnosis.in_words import noted

    notes = noted(diagnosis)
    if notes:
        yield _heading("Notes")
    for one in notes:
        yield from _item(one.asked, f"{one.answer or '(no answer)'}\nNote: {one.note}")


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
