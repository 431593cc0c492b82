"""`jtbd-diag show`: one questionnaire as text, blank form or blank answers file; a play; a problem area."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import typer

from jtbd_diag.cli.shared.library_option import completing, library_of
from jtbd_diag.cli.shared.printing import print_text
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.library import Library

ShownAs = Literal["text", "form", "answers", "source"]


def _names(library: Library) -> Iterator[str]:
    yield from library.files("questionnaires", "", ".yaml")
    yield from _advice(library)


def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(autocompletion=completing(_names))],
    as_: Annotated[ShownAs, typer.Option("--as", metavar="FORM")] = "text",
) -> None:
    """Print a questionnaire as text or blank form, or one play or problem area."""
    from jtbd_diag.forms.blank_answers_file import empty_answers
    from jtbd_diag.forms.blank_form_text import on_paper
    from jtbd_diag.forms.text_in_full import in_full
    from jtbd_diag.questionnaire import load_questionnaire_file

    library = library_of(context)
    advice = _advice(library)
    path = _find(library, advice, name)
    if as_ == "source" or path in advice.values():
        from jtbd_diag.ground.text_files import read_text

        print_text(read_text(path).rstrip())
        return
    questionnaire = load_questionnaire_file(path)
    print_text({"text": in_full, "form": on_paper, "answers": empty_answers}[as_](questionnaire))


def _advice(library: Library) -> dict[str, Path]:
    """Plays, problem areas and offers by name."""
    plays, problems = library.files("playbooks", "plays", ".md"), library.files("playbooks", "problems", ".yaml")
    return library.files("offers", "", ".yaml") | problems | plays


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
        more = say("cli.nothing_to_show_nearest", hint=hint) if hint else say("cli.nothing_to_show_hint")
        raise complaint(Code.UNKNOWN_QUESTIONNAIRE, name, say("cli.nothing_to_show"), more) from None
