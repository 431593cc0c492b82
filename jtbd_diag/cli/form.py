"""`jtbd-diag form`: a questionnaire as a form for a platform, a page or paper."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jtbd_diag.cli.shared.library_option import completing, library_of
from jtbd_diag.cli.shared.perspective import (
    AgainOption,
    PerspectiveOption,
    Perspectives,
    PlaceFileOption,
    asked_again,
    form_seen_from,
)
from jtbd_diag.cli.shared.printing import tell, tell_problems
from jtbd_diag.cli.shared.shared_options import ContextOption, ForceOption, RespondentOption, StrictOption, ThemeOption
from jtbd_diag.forms.targets import TARGETS
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, Location, Problem
from jtbd_diag.ground.files import refuse_all

if TYPE_CHECKING:
    from jtbd_diag.forms.form import Dress, Instead
    from jtbd_diag.ground.library import Library


NAMES = completing(lambda library: library.files("questionnaires", "", ".yaml"))
PAGE = "page"
MOST_NAMED = 5  # items in one line of talk


def targets_in_help() -> dict[str, str]:
    """The targets by name, and each with what it is for."""
    lines = [
        say("forms.target_line", name=one.name, endings=functools.reduce(_or, one.modules), does=one.does)
        for one in TARGETS.values()
    ]
    return {"targets": ", ".join(TARGETS), "target_lines": "\n".join(lines)}


def _or(one: str, other: str) -> str:
    return say("forms.or_option", one=one, other=other)


def form(
    context: typer.Context,
    name: Annotated[str, typer.Argument(autocompletion=NAMES)],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="OUT")],
    to: Annotated[str | None, typer.Option(metavar="TARGET", autocompletion=completing(lambda _: TARGETS))] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT")] = None,
    scores: Annotated[bool, typer.Option("--scores")] = False,
    result: Annotated[bool | None, typer.Option("--result/--no-result")] = None,
    respondent: RespondentOption = None,
    perspective: PerspectiveOption = Perspectives.LEADER,
    place: PlaceFileOption = None,
    again: AgainOption = False,
    context_: ContextOption = None,
    theme: ThemeOption = None,
    strict: StrictOption = False,
    force: ForceOption = False,
) -> None:
    """Write a questionnaire as a form for a platform, a page or paper."""
    from jtbd_diag.forms.form import Dress, Wish
    from jtbd_diag.forms.mapping_back import mapping_back
    from jtbd_diag.forms.targets import target_of
    from jtbd_diag.ground.files import refuse_existing
    from jtbd_diag.questionnaire import load_questionnaire
    from jtbd_diag.questionnaire.checked_claims import asked_of_applicants

    if str(output) == "-":
        raise typer.BadParameter(say("forms.no_stdout"), param_hint="-o")
    ending = output.suffix.lower()
    target = target_of(ending, to)
    refuse_existing(output, force=force)
    library = library_of(context)
    asked = load_questionnaire(name, library)
    if context_ is not None:
        asked = asked_of_applicants(asked, library)
    asked = form_seen_from(asked, perspective.value, place, library)
    asked = asked_again(asked) if again else asked
    dress = _dress(library, theme) if target.name == PAGE else Dress()
    shown = result if result is not None else target.name == PAGE and asked.shows_result
    wish = Wish(scores=scores, result=shown, title=title, respondent=respondent, dress=dress)
    made = target.writer(ending)(asked, wish)
    instead = [*made.instead, *_for_pages(target.name, respondent, theme)]
    tell_problems(_complaints(instead, target.name, strict=strict))
    if strict and instead:
        tell(say("forms.strict"))
        raise typer.Exit(1)
    _put(made.content, mapping_back(asked, made), output, force=force)


def _put(content: bytes, mapping: str | None, output: Path, *, force: bool) -> None:
    """Write the form, and where its answers come back otherwise than they are called, how."""
    from jtbd_diag.ground.files import write_whole

    back = output.with_suffix(".mapping.yaml")
    refuse_all([back] if mapping else [], force=force)
    write_whole(output, content, force=force)
    tell(say("cli.wrote", path=output))
    if mapping:
        write_whole(back, mapping.encode(), force=force)
        tell(say("forms.written_back", path=back))


def _dress(library: Library, folder: Path | None) -> Dress:
    """How the theme lets a page look."""
    from jtbd_diag.forms.form import Dress
    from jtbd_diag.publishing.html import logo_address
    from jtbd_diag.publishing.theme.theme import load_theme

    theme = load_theme(library, folder)
    look = theme.look
    return Dress(
        colours=look.colours,
        screen=look.fonts.screen,
        headings=look.fonts.screen_headings,
        organisation=look.organisation,
        logo=logo_address(theme),
        logo_words=look.logo_words,
    )


def _for_pages(target: str, respondent: str | None, theme: Path | None) -> list[Instead]:
    """What was asked for and is known to pages alone."""
    from jtbd_diag.forms.form import Instead

    if target == PAGE:
        return []
    whose = [Instead(None, say("forms.no_respondent"), say("forms.no_respondent_did"))] if respondent else []
    look = [Instead(None, say("forms.no_theme"), say("forms.no_theme_did"))] if theme else []
    return whose + look


def _complaints(instead: Iterable[Instead], target: str, *, strict: bool) -> list[Problem]:
    """A complaint for each thing that cannot be expressed, with all items it is about."""
    items: dict[tuple[str, str], list[str]] = {}
    for one in instead:
        items.setdefault((one.cannot, one.did), []).extend([one.item] if one.item else [])
    said = [
        say("forms.instead_for", items=_few(named), cannot=cannot, did=did)
        if named
        else say("forms.instead", cannot=cannot, did=did)
        for (cannot, did), named in items.items()
    ]
    return [Problem(Code.NOT_EXPRESSED, Location(target), words, warning=not strict) for words in said]


def _few(items: list[str]) -> str:
    named = ", ".join(items[:MOST_NAMED])
    more = len(items) - MOST_NAMED
    return say("forms.and_more", named=named, n=more) if more > 0 else named
