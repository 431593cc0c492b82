"""`jtbd-diag new`: a commented, valid start for a file of your own."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from jtbd_diag.cli.shared.library_option import library_of
from jtbd_diag.cli.shared.output_paths import beside_questionnaires, make_folder
from jtbd_diag.cli.shared.printing import tell
from jtbd_diag.cli.shared.shared_options import ForceOption
from jtbd_diag.ground.catalogue import say, start
from jtbd_diag.ground.files import refuse_all


class NewKind(StrEnum):
    """What can be begun."""

    QUESTIONNAIRE = "questionnaire"
    PLAY = "play"
    PROBLEM = "problem"
    TEMPLATE = "template"
    THEME = "theme"
    CODEBOOK = "codebook"
    OFFER = "offer"
    SHORTLIST = "shortlist"


_BELONGS = {
    NewKind.QUESTIONNAIRE: ("questionnaire.yaml", "questionnaires/{name}.yaml"),
    NewKind.PLAY: ("play.md", "playbooks/plays/{name}.md"),
    NewKind.PROBLEM: ("problem.yaml", "playbooks/problems/{name}.yaml"),
    NewKind.TEMPLATE: ("template.md.j2", "playbooks/{name}.md.j2"),
    NewKind.CODEBOOK: ("codebook.yaml", "questionnaires/codebooks/{name}.yaml"),
    NewKind.OFFER: ("offer.yaml", "offers/{name}.yaml"),
    NewKind.SHORTLIST: ("shortlist.yaml", "playbooks/shortlists/{name}.yaml"),
    NewKind.THEME: ("theme.yaml", "playbooks/theme/theme.yaml"),
}
"""The start of each kind, and where it belongs in a library."""
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_LONGEST = 64


def new(
    context: typer.Context,
    kind: Annotated[NewKind, typer.Argument(metavar="KIND")],
    name: Annotated[str, typer.Argument()],
    folder: Annotated[Path | None, typer.Argument()] = None,
    force: ForceOption = False,
) -> None:
    """Write a commented, valid start for a questionnaire, play, problem area, theme, offer or the like of your own."""
    from jtbd_diag.ground.files import write_whole

    _check_name(kind, name)
    library = library_of(context)
    folder = folder or library.own or Path()
    begins, belongs = _BELONGS[kind]
    target = folder / belongs.format(name=name)
    refuse_all([target], force=force)
    make_folder(target.parent)
    write_whole(target, start(begins).replace("NAME", name).encode(), force=True)
    tell(say("cli.wrote", path=target))
    for source, beside in beside_questionnaires(library, folder, [target]):
        write_whole(beside, source.read_bytes(), force=True)
        tell(say("cli.wrote", path=beside))
    tell(say("cli.change_it", folder=folder, path=target))


def _check_name(kind: NewKind, name: str) -> None:
    """Raise InputError for a name that cannot be an id or the name of a file."""
    from jtbd_diag.ground.complaints import Code, complaint

    if kind is NewKind.THEME:
        sound = name.isprintable() and not set(name) & set("\"#:{}[]&*!|>'%@`\\")
    else:
        sound = bool(_NAME.fullmatch(name)) and len(name) <= _LONGEST
    if not sound:
        what = say("cli.no_name_for", name=name, kind=kind.value)
        raise complaint(Code.WRONG_VALUE, "NAME", what, say("cli.no_name_for_hint"))
