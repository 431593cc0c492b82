"""`jtbd-diag show`: one questionnaire as text, blank form or blank answers file; a play; a problem area."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from jtbd_diag.cli.common import completing, library_of, print_text
from jtbd_diag.ground.library import Library

if TYPE_CHECKING:
    from jtbd_diag.questionnaire import Condition, Item, Questionnaire

EXAMPLES = """
  jtbd-diag show leader

  # to print and fill in by hand
  jtbd-diag show leader-short --as form > form.txt

  # to fill in with an editor
  jtbd-diag show leader --as answers > answers.yaml

  # a play
  jtbd-diag show one-sentence-one-number
"""
Form = Literal["text", "form", "answers", "source"]


def _names(library: Library) -> Iterator[str]:
    yield from library.files("questionnaires", "", ".yaml")
    yield from _advice(library)


def show(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            help="A questionnaire by name or path, or a play or problem area by name.",
            autocompletion=completing(_names),
        ),
    ],
    as_: Annotated[
        Form,
        typer.Option(
            "--as",
            metavar="FORM",
            help="text (with points and reasons), form (blank), answers (a blank file) or source.",
        ),
    ] = "text",
) -> None:
    """Print a questionnaire as text or blank form, or one play or problem area."""
    from jtbd_diag.questionnaire import load_questionnaire_file

    library = library_of(context)
    advice = _advice(library)
    path = _find(library, advice, name)
    if as_ == "source" or path in advice.values():
        from jtbd_diag.ground.yaml_text import read_text

        print_text(read_text(path).rstrip())
        return
    questionnaire = load_questionnaire_file(path)
    lines = {"text": _text, "form": _form, "answers": _answers}[as_](questionnaire)
    print_text("\n".join(lines))


def _advice(library: Library) -> dict[str, Path]:
    """Plays and problem areas by name."""
    plays, problems = library.files("playbooks", "plays", ".md"), library.files("playbooks", "problems", ".yaml")
    return problems | plays


def _find(library: Library, advice: dict[str, Path], name: str) -> Path:
    """The file of this name. Raises InputError with the nearest name there is."""
    from jtbd_diag.ground.complaints import Code, InputError, complaint, did_you_mean
    from jtbd_diag.ground.library import name_and_version
    from jtbd_diag.questionnaire.loading import questionnaire_file

    try:
        return questionnaire_file(name, library)
    except InputError as error:
        if name in advice:
            return advice[name]
        if name_and_version(name)[1] is not None:
            raise
        hint = did_you_mean(name, list(advice)) or error.problems[0].hint
        what = "there is no questionnaire, play or problem area of this name"
        raise complaint(
            Code.UNKNOWN_QUESTIONNAIRE, name, what, f"{hint}; `jtbd-diag list` names them all".removeprefix("None; ")
        ) from None


def _text(questionnaire: Questionnaire) -> Iterator[str]:
    identity = f"{questionnaire.questionnaire} {questionnaire.version}"
    yield f"{questionnaire.title} ({identity}, {questionnaire.minutes:g} minutes)"
    yield questionnaire.intro or ""
    for section in questionnaire.sections:
        yield from ("", section.title.upper(), *([section.intro] if section.intro else []))
        for item in section.items:
            yield from ("", f"{item.id} ({item.type}): {item.ask}")
            yield from (f"  {label}: {words}" for label, words in (("help", item.help), ("why", item.why)) if words)
            yield from _options(questionnaire, item)


def _options(questionnaire: Questionnaire, item: Item) -> Iterator[str]:
    contributions = [c for c in questionnaire.contributions if c.item == item.id]
    for option in questionnaire.options(item.id):
        points = ", ".join(f"{scale} {value:g}" for scale, value in option.points.items())
        yield f"  - {option.id}: {option.text}" + (f"  [{points}]" if points else "")
    for c in contributions:
        if c.thresholds:
            steps = ", ".join(f"from {start:g}: {value:g}" for start, value in c.thresholds.items())
            yield f"  points on {c.scale} by {'number ticked' if c.counts else 'value'}: {steps}"


def _form(questionnaire: Questionnaire) -> Iterator[str]:
    import textwrap

    yield from textwrap.wrap(questionnaire.title, 78)
    yield from ("", *textwrap.wrap(questionnaire.intro or "", 78))
    numbers = {item: n for n, item in enumerate(questionnaire.items, start=1)}
    for section in questionnaire.sections:
        yield from ("", "", section.title.upper(), *textwrap.wrap(section.intro or "", 78))
        for item in section.items:
            yield from ("", *_wrapped(f"{numbers[item.id]}. ", item.ask))
            yield from _wrapped("   ", item.help) if item.help else ()
            if item.ask_if is not None:
                yield from _wrapped("   ", f"(Only if {_asked_if(questionnaire, item.ask_if, numbers)}.)")
            options = questionnaire.options(item.id)
            if item.type == "rating":
                yield "   " + "   ".join(f"[ ] {option.text}" for option in options)
                continue
            if item.type == "multiple":
                yield "   Tick all that apply."
            for option in options:
                yield from _wrapped("   [ ] ", option.text)
            if not options:
                yield from ["   " + "_" * 70] * (3 if item.type == "text" else 1)


def _asked_if(questionnaire: Questionnaire, condition: Condition, numbers: Mapping[str, object]) -> str:
    """A condition in words that somebody with a pen can follow."""
    from jtbd_diag.questionnaire.conditions import wanted

    parts = [_asked_if(questionnaire, part, numbers) for part in condition.parts]
    if condition.not_ is not None:
        return f"it is not so that {parts[0]}"
    if parts:
        return (", and if " if condition.all_ else ", or if ").join(parts)
    assert condition.item is not None
    question = f"question {numbers[condition.item]}"
    chosen = condition.is_ if condition.is_ is not None else condition.is_not
    if condition.includes is not None:
        return f"in {question} you ticked {_texts(questionnaire, condition.item, (condition.includes,))}"
    if chosen is not None:
        verb = "is" if condition.is_ is not None else "is not"
        return f"your answer to {question} {verb} {_texts(questionnaire, condition.item, wanted(chosen))}"
    if condition.answered is not None:
        return f"{question} is {'answered' if condition.answered else 'left open'}"
    least, most = condition.at_least, condition.at_most
    return f"your answer to {question} is {f'at least {least:g}' if least is not None else f'at most {most:g}'}"


def _texts(questionnaire: Questionnaire, item: str, ids: Iterable[str]) -> str:
    """Options as they are printed, or plain values."""
    from jtbd_diag.answers.answer_text import answer_text

    return " or ".join(f'"{answer_text(questionnaire, item, one)}"' for one in ids)


def _wrapped(lead: str, words: str) -> list[str]:
    import textwrap

    return textwrap.wrap(words, 78, initial_indent=lead, subsequent_indent=" " * len(lead))


def _answers(questionnaire: Questionnaire) -> Iterator[str]:
    def remark(words: str, lead: str = "") -> Iterator[str]:
        yield from (f"  # {line}" for line in _wrapped(lead, words))

    yield f"# Answers to: {questionnaire.title}. Write an id after the colon; leave empty what you skip."
    yield from (f"# {line}" for line in _wrapped("", questionnaire.intro or ""))
    yield from (f"questionnaire: {questionnaire.questionnaire}", f"version: {questionnaire.version}", "answers:")
    ids = {item: f"'{item}'" for item in questionnaire.items}
    for section in questionnaire.sections:
        yield from ("", *remark(section.title.upper()), *remark(section.intro or ""))
        for item in section.items:
            yield from ("", *remark(item.ask), *remark(item.help or ""))
            if item.ask_if is not None:
                yield from remark(f"(Only if {_asked_if(questionnaire, item.ask_if, ids)}.)")
            for option in questionnaire.options(item.id):
                yield from remark(option.text, f"  {option.id}: ")
            kind = {"multiple": "  # [one, another]", "text": "  # your words", "date": "  # 2026-11-21"}
            yield f"  {item.id}:{kind.get(item.type, '')}"
