"""`jtbd-diag waves`: the same leader again."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from jtbd_diag.cli.batch import DateOption, ForceOption, ThemeOption
from jtbd_diag.cli.common import library_of, parse_day, read_leader, refuse_outputs, stdout_console, tell
from jtbd_diag.ground.catalogue import say

FORMATS = ("html", "pdf", "xlsx")


class BecameOf(StrEnum):
    """What became of the problem, as it is typed."""

    SOLVED = "solved"
    MOVING = "moving"
    STUCK = "stuck"
    LEFT = "left"
    OVERTAKEN = "overtaken"


def waves(
    context: typer.Context,
    first: Annotated[Path, typer.Argument(metavar="FIRST")],
    second: Annotated[Path, typer.Argument(metavar="SECOND")],
    output: Annotated[list[Path] | None, typer.Option("-o", "--output", metavar="FILE")] = None,
    became: Annotated[BecameOf | None, typer.Option(metavar="WORD")] = None,
    theme: ThemeOption = None,
    date: DateOption = None,
    force: ForceOption = False,
) -> None:
    """Compare a leader's first and second answers: what changed, what may be chance, what to stop and start."""
    from jtbd_diag.compare.transitions import FILE, read_transitions
    from jtbd_diag.compare.two_waves import two_waves
    from jtbd_diag.compare.waves_page import told, waves_findings
    from jtbd_diag.lab.finding_files import write_findings
    from jtbd_diag.playbook import Playbook
    from jtbd_diag.publishing import load_theme
    from jtbd_diag.publishing.terminal import show

    refuse_outputs(output or [], FORMATS, force=force)
    library, day = library_of(context), parse_day(date)
    both = [read_leader(path, library) for path in (first, second)]
    table = read_transitions(library.file("playbooks", FILE))
    found = two_waves(both[0], both[1], became.value if became else None, table)
    page, looks = waves_findings(found), load_theme(library, theme)
    if not output:
        show(Playbook(page.title, None, day, page.markdown, (), page.footer), stdout_console())
        return
    for path in output:
        write_findings(page, path, day, looks, force=force)
        tell(say("waves.written", path=path))
    tell(told(found))
