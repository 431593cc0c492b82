"""`jtbd-diag copy`: your own copy of a questionnaire, play, problem area, template or theme, to edit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from jtbd_diag.cli.shared.library_option import completing, library_of
from jtbd_diag.cli.shared.output_paths import beside_questionnaires, make_folder
from jtbd_diag.cli.shared.printing import tell
from jtbd_diag.cli.shared.shared_options import ForceOption
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.files import refuse_all
from jtbd_diag.ground.library import Library


def _copies(library: Library) -> dict[str, list[tuple[Path, Path]]]:
    """What can be copied: by name, the files and where they belong in a library."""
    found: dict[str, list[tuple[Path, Path]]] = {}
    theme: dict[Path, Path] = {}
    for folder in reversed(library.folders("playbooks", "theme")):
        theme |= {path.relative_to(folder): path for path in sorted(folder.rglob("*")) if path.is_file()}
    found["theme"] = [(path, Path("playbooks", "theme", name)) for name, path in theme.items()]
    for relative, suffix in (("problems", ".yaml"), ("plays", ".md"), ("", ".md.j2")):
        for name, path in library.files("playbooks", relative, suffix).items():
            found[name] = [(path, Path("playbooks", relative, path.name))]
    for relative in ("", "codebooks"):
        for name, path in library.files("questionnaires", relative, ".yaml").items():
            found[name] = [(path, Path("questionnaires", relative, path.name))]
    for name, path in library.files("offers", "", ".yaml").items():
        found[name] = [(path, Path("offers", path.name))]
    found |= {name: [*_whole(folder)] for name, folder in _example_folders(library).items()}
    return found


def _example_folders(library: Library) -> dict[str, Path]:
    """Examples that are whole folders, by name, such as interviews with their tags."""
    folders = reversed(library.folders("questionnaires", "examples"))
    return {path.name: path for folder in folders for path in sorted(folder.iterdir()) if path.is_dir()}


def _whole(folder: Path) -> Iterator[tuple[Path, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path, path.relative_to(folder.parent)


def copy(
    context: typer.Context,
    name: Annotated[str, typer.Argument(autocompletion=completing(_copies))],
    folder: Annotated[Path, typer.Argument()],
    force: ForceOption = False,
) -> None:
    """Copy a questionnaire, play, problem area, template or the theme into a folder of your own."""
    from jtbd_diag.ground.complaints import Code, complaint, did_you_mean
    from jtbd_diag.ground.files import write_whole

    library = library_of(context)
    shelves = _copies(library)
    if name not in shelves:
        hint = did_you_mean(name, sorted(shelves)) or say("cli.list_names_them")
        raise complaint(Code.MISSING_FILE, name, say("cli.nothing_to_copy"), hint)
    targets = [(source, folder / target) for source, target in shelves[name]]
    refuse_all((target for _, target in targets), force=force)
    for source, target in targets + beside_questionnaires(library, folder, [target for _, target in targets]):
        make_folder(target.parent)
        write_whole(target, source.read_bytes(), force=True)
        tell(say("cli.wrote", path=target))
    if name in _example_folders(library):
        looked_at = {
            "place.yaml": "compare.copied",
            "first.yaml": "waves.copied",
            "autumn.csv": "waves.copied_cohort",
        }
        key = next((key for file, key in looked_at.items() if (folder / name / file).is_file()), "interviews.copied")
        tell(say(key, folder=folder / name))
        return
    tell(say("cli.use_copies", folder=folder))
