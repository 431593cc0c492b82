"""`jtbd-diag kit`: a leader's answers to a teaching kit, in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jtbd_diag.cli.shared.date_calendar_and_issue import parse_day
from jtbd_diag.cli.shared.leader_answers import example_or, read_leader
from jtbd_diag.cli.shared.library_option import library_of
from jtbd_diag.cli.shared.output_paths import make_folder
from jtbd_diag.cli.shared.printing import tell, tell_problems
from jtbd_diag.cli.shared.shared_options import DateOption, ForceOption, ThemeOption
from jtbd_diag.ground.catalogue import say


def kit(
    context: typer.Context,
    answers: Annotated[Path, typer.Argument()],
    folder: Annotated[Path, typer.Argument(metavar="DIR")],
    format_: Annotated[str, typer.Option("--format", metavar="FORMAT")] = "pdf",
    theme: ThemeOption = None,
    whole: Annotated[bool, typer.Option("--all")] = False,
    date: DateOption = None,
    force: ForceOption = False,
) -> None:
    """Write a teaching kit in the leader's words: script, slides, cards, poster."""
    from jtbd_diag.diagnosis import diagnose
    from jtbd_diag.ground.formats import unknown_format
    from jtbd_diag.handouts.kit_files import FORMATS, write_kit_files
    from jtbd_diag.playbook.kit import write_kit
    from jtbd_diag.publishing import load_theme

    day, kind, library = parse_day(date), format_.removeprefix(".").lower(), library_of(context)
    if kind not in FORMATS:
        raise unknown_format(kind, kind, FORMATS)
    look = load_theme(library, theme)
    asked, given = read_leader(example_or(answers, library), library)
    pages = write_kit(diagnose(asked, given), library=library, date=day, whole=whole)
    make_folder(folder)
    made = write_kit_files(pages, folder, look, kind=kind, force=force)
    for page, path in zip(pages, [p for p in made.written if p.suffix != ".pptx"], strict=True):
        tell(say("cli.kit_piece", name=path.name, title=page.piece.title, minutes=page.piece.minutes))
    tell_problems(made.missing)
    tell(say("cli.kit_written", n=len(made.written), folder=folder))
