"""`jtbd-diag simulate`: a survey that nobody answered, to try everything before it is sent."""

from __future__ import annotations

from enum import StrEnum
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
from jtbd_diag.cli.shared.printing import tell
from jtbd_diag.cli.shared.shared_options import ForceOption
from jtbd_diag.ground.catalogue import say

if TYPE_CHECKING:
    from jtbd_diag.simulation.who_stops_repeats_or_ticks_straight import MishapTally


class CellContents(StrEnum):
    """What cells hold."""

    labels = "labels"
    codes = "codes"


ShareOption = Annotated[float, typer.Option(min=0.0, max=1.0, metavar="SHARE")]


def simulate(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(autocompletion=completing(lambda library: library.files("questionnaires", "", ".yaml")))
    ],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="OUT")],
    count: Annotated[int, typer.Option("-n", "--count", min=1, max=1_000_000, metavar="N")] = 200,
    layout: Annotated[str, typer.Option(metavar="NAME")] = "plain",
    cells: Annotated[CellContents | None, typer.Option()] = None,
    seed: Annotated[int, typer.Option(metavar="N")] = 1,
    none: ShareOption = 0.1,
    skips: ShareOption = 0.03,
    quits: ShareOption = 0.04,
    repeats: ShareOption = 0.03,
    straight: ShareOption = 0.02,
    unreadable: ShareOption = 0.03,
    perspective: PerspectiveOption = Perspectives.LEADER,
    place: PlaceFileOption = None,
    again: AgainOption = False,
    force: ForceOption = False,
) -> None:
    """Invent answers in a platform's layout, to try a survey before it is sent."""
    from jtbd_diag.cli.shared.progress import progress_bar
    from jtbd_diag.questionnaire import load_questionnaire
    from jtbd_diag.simulation import simulate as simulation
    from jtbd_diag.simulation.who_stops_repeats_or_ticks_straight import Shares

    library = library_of(context)
    asked = form_seen_from(load_questionnaire(name, library), perspective.value, place, library)
    asked = asked_again(asked) if again else asked
    shares = Shares(none, skips, quits, repeats, straight, unreadable)
    kind = cells.value if cells else None
    with progress_bar(say("cli.progress_rows")) as progress:
        told = simulation.simulate(
            asked,
            output,
            layout=layout,
            count=count,
            seed=seed,
            cells=kind,
            shares=shares,
            force=force,
            progress=progress,
        )
    _tell(told, {job: profile.title for job, profile in asked.profiles.items()}, seed, output)


def _tell(tally: MishapTally, titles: dict[str, str], seed: int, output: Path) -> None:
    jobs = ", ".join(f"{tally.jobs.get(job, 0):,} {title}" for job, title in titles.items())
    if titles:
        tell(say("simulation.told_jobs", n=tally.rows, jobs=jobs, none=tally.jobs.get("", 0)))
    else:
        tell(say("simulation.told", n=tally.rows))
    tell(
        say(
            "simulation.told_mishaps",
            repeats=tally.repeats,
            quits=tally.quits,
            straight=tally.straight,
            unreadable=tally.unreadable,
            seed=seed,
        )
    )
    tell(say("simulation.written", path=output))
