"""`jtbd-diag copy`: your own copy of a questionnaire, play, problem area, template or theme, to edit."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jtbd_diag.cli.common import library_of, tell
from jtbd_diag.library import Library

EXAMPLES = """Examples:

  jtbd-diag copy leader mine/                    then edit mine/questionnaires/leader.yaml

  jtbd-diag copy theme mine/                     logo, colors and page of every playbook

  jtbd-diag copy correct mine/                   the template of the Correct playbook

  jtbd-diag --library mine interview             uses your copies, and the shipped files for the rest
"""


def copy(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="What to copy, as `list` names it; also a template, or 'theme'.")],
    folder: Annotated[Path, typer.Argument(help="The folder that becomes your library.")],
    force: Annotated[bool, typer.Option("--force", help="Replace files that are there.")] = False,
) -> None:
    """Copy a questionnaire, play, problem area, template or the theme into a folder of your own."""
    from jtbd_diag.errors import Code, complaint, did_you_mean
    from jtbd_diag.files import refuse_existing, write_whole

    shelves = _copies(library_of(context))
    if name not in shelves:
        hint = did_you_mean(name, sorted(shelves)) or "`jtbd-diag list` names them"
        raise complaint(Code.MISSING_FILE, name, "there is nothing of this name to copy", hint)
    targets = [(source, folder / target) for source, target in shelves[name]]
    for _, target in targets:
        refuse_existing(target, force=force)
    for source, target in targets:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise complaint(
                Code.UNWRITABLE, str(target.parent), f"the folder cannot be made: {error.strerror}"
            ) from None
        write_whole(target, source.read_bytes(), force=force)
        tell(f"wrote {target}")
    tell(f"use it with: jtbd-diag --library {folder} …")


copy.__doc__ = f"{copy.__doc__}\n\n{EXAMPLES}"


def _copies(library: Library) -> dict[str, list[tuple[Path, Path]]]:
    """What can be copied: by name, the files and where they belong in a library."""
    found: dict[str, list[tuple[Path, Path]]] = {}
    theme = [
        path
        for folder in reversed(library.folders("playbooks", "theme"))
        for path in folder.rglob("*")
        if path.is_file()
    ]
    found["theme"] = [(path, Path("playbooks", "theme", path.name)) for path in theme]
    for relative, suffix in (("problems", ".yaml"), ("plays", ".md"), ("", ".md.j2")):
        for name, path in library.files("playbooks", relative, suffix).items():
            found[name] = [(path, Path("playbooks", relative, path.name))]
    schema = library.files("questionnaires", "", ".schema.json")
    for name, path in library.files("questionnaires", "", ".yaml").items():
        files = [path, *schema.values()]  # the schema beside it, so that editors help
        found[name] = [(one, Path("questionnaires", one.name)) for one in files]
    return found
