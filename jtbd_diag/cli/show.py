"""`jtbd-diag show`: one questionnaire as text, blank form or blank answers file; a play; a problem area."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from jtbd_diag.cli.common import library_of
from jtbd_diag.library import Library

if TYPE_CHECKING:
    from jtbd_diag.questionnaire import Item, Questionnaire

EXAMPLES = """Examples:

  jtbd-diag show leader

  jtbd-diag show leader --as form > form.txt               (to print and fill in by hand)

  jtbd-diag show leader --as answers > answers.yaml        (to fill in with an editor)

  jtbd-diag show one-sentence-one-number                   (a play)
"""
Form = Literal["text", "form", "answers", "source"]


def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="A questionnaire, a play or a problem area, by name or path.")],
    as_: Annotated[
        Form,
        typer.Option("--as", help="text with points and reasons, a blank form, a blank answers file, or the source."),
    ] = "text",
) -> None:
    """Print one questionnaire as text or blank form, or one play or problem area."""
    from jtbd_diag.questionnaire import load_questionnaire_file

    library = library_of(context)
    advice = _advice(library, name)
    path = advice or library.questionnaire(name)
    if advice or as_ == "source":
        from jtbd_diag.yaml_file import read_text

        typer.echo(read_text(path).rstrip())
        return
    questionnaire = load_questionnaire_file(path)
    lines = {"text": _text, "form": _form, "answers": _answers}[as_](questionnaire)
    typer.echo("\n".join(lines))


show.__doc__ = f"{show.__doc__}\n\n{EXAMPLES}"


def _advice(library: Library, name: str) -> Path | None:
    """A play or problem area of this name, unless a questionnaire has it."""
    if name in library.files("questionnaires", "", ".yaml"):
        return None
    plays, problems = library.files("playbooks", "plays", ".md"), library.files("playbooks", "problems", ".yaml")
    return plays.get(name) or problems.get(name)


def _text(questionnaire: Questionnaire) -> Iterator[str]:
    yield f"{questionnaire.title} ({questionnaire.questionnaire} {questionnaire.version}, {questionnaire.minutes:g} minutes)"
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
                asked = ", ".join(str(numbers[one]) for one in sorted(item.ask_if.items(), key=numbers.__getitem__))
                yield f"   (Skip this if your answer to question {asked} makes it pointless.)"
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


def _wrapped(lead: str, words: str) -> list[str]:
    import textwrap

    return textwrap.wrap(words, 78, initial_indent=lead, subsequent_indent=" " * len(lead))


def _answers(questionnaire: Questionnaire) -> Iterator[str]:
    yield f"# Answers to: {questionnaire.title}. Write an id after the colon; leave empty what you skip."
    yield f"questionnaire: {questionnaire.questionnaire}"
    yield "answers:"
    for item in questionnaire.items.values():
        yield from ("", *(f"  # {line}" for line in _wrapped("", item.ask)))
        for option in questionnaire.options(item.id):
            yield from (f"  # {line}" for line in _wrapped(f"  {option.id}: ", option.text))
        kind = {"multiple": "  # [one, another]", "text": "  # your words", "date": "  # 2026-11-21"}
        yield f"  {item.id}:{kind.get(item.type, '')}"
