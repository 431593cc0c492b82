"""`jtbd-diag demo`: the main job on shipped example answers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jtbd_diag.cli.shared.date_calendar_and_issue import parse_day
from jtbd_diag.cli.shared.leader_answers import read_leader
from jtbd_diag.cli.shared.library_option import completing, library_of
from jtbd_diag.cli.shared.output_paths import free_path
from jtbd_diag.cli.shared.printing import stdout_console, tell
from jtbd_diag.cli.shared.shared_options import DateOption, ForceOption, OutputOption
from jtbd_diag.ground.catalogue import say


def demo(
    context: typer.Context,
    example: Annotated[
        str,
        typer.Argument(autocompletion=completing(lambda library: library.files("questionnaires", "examples", ".yaml"))),
    ] = "coordinate",
    output: OutputOption = None,
    date: DateOption = None,
    force: ForceOption = False,
) -> None:
    """Diagnose a shipped example on the screen and write its playbook as a PDF."""
    from jtbd_diag.diagnosis import diagnose
    from jtbd_diag.ground.complaints import Code, complaint, did_you_mean
    from jtbd_diag.playbook import write_playbook
    from jtbd_diag.publishing import publish
    from jtbd_diag.publishing.terminal.diagnosis_screen import show_diagnosis

    library, day = library_of(context), parse_day(date)
    examples = library.files("questionnaires", "examples", ".yaml")
    if example not in examples:
        hint = did_you_mean(example, list(examples))
        raise complaint(Code.MISSING_FILE, example, say("cli.no_such_example"), hint)
    diagnosis = diagnose(*read_leader(examples[example], library))
    path = output or free_path(Path("playbook.pdf"))
    publish(write_playbook(diagnosis, library=library, date=day, issue="now"), path, library=library, force=force)
    show_diagnosis(diagnosis, stdout_console())
    tell(f"\n{say('cli.demo_done', path=path)}")
