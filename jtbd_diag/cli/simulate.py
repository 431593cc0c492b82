"""`jtbd-diag simulate`: a survey that nobody answered, to try everything before it is sent."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jtbd_diag.cli.common import completing, library_of, tell
from jtbd_diag.ground.catalogue import say

if TYPE_CHECKING:
    from jtbd_diag.simulation.mishaps import Tally

EXAMPLES = """
  jtbd-diag simulate leader -n 500 --layout qualtrics -o try.csv
  jtbd-diag batch try.csv -o results.xlsx --report cohort.html --by region

  # without anything that goes wrong, as numbers
  jtbd-diag simulate leader --skips 0 --quits 0 --repeats 0 --straight 0 --unreadable 0 --cells codes -o try.csv

  # a folder of answers files
  jtbd-diag simulate leader -n 30 --layout answers-folder -o answers/
"""


class Cells(StrEnum):
    """What cells hold."""

    labels = "labels"
    codes = "codes"


def _share(what: str) -> typer.models.OptionInfo:
    return typer.Option(min=0.0, max=1.0, metavar="SHARE", help=what)  # type: ignore[no-any-return]


def simulate(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            help="A questionnaire, by name or file.",
            autocompletion=completing(lambda library: library.files("questionnaires", "", ".yaml")),
        ),
    ],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="OUT", help="The file, or folder, to write.")],
    count: Annotated[int, typer.Option("-n", "--count", min=1, max=1_000_000, metavar="N", help="Rows.")] = 200,
    layout: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="The platform: qualtrics, google-forms, microsoft-forms, typeform, surveymonkey, kobotoolbox, odk, "
            "redcap, limesurvey, plain, answers-folder. The beginning is enough.",
        ),
    ] = "plain",
    cells: Annotated[Cells | None, typer.Option(help="What cells hold; the platform's usual if not given.")] = None,
    seed: Annotated[int, typer.Option(metavar="N", help="The same seed gives the same answers.")] = 1,
    none: Annotated[float, _share("Leaders near no job.")] = 0.1,
    skips: Annotated[float, _share("Questions passed over.")] = 0.03,
    quits: Annotated[float, _share("Rows that end early.")] = 0.04,
    repeats: Annotated[float, _share("Rows of somebody who answered before.")] = 0.03,
    straight: Annotated[float, _share("Rows with one rating all through.")] = 0.02,
    unreadable: Annotated[float, _share("Rows with a cell that is no option.")] = 0.03,
    force: Annotated[bool, typer.Option("--force", help="Replace what is there.")] = False,
) -> None:
    """Invent answers in a platform's layout, to try a survey before it is sent."""
    from jtbd_diag.questionnaire import load_questionnaire
    from jtbd_diag.simulation import simulate as simulation
    from jtbd_diag.simulation.mishaps import Shares

    asked = load_questionnaire(name, library_of(context))
    shares = Shares(none, skips, quits, repeats, straight, unreadable)
    kind = cells.value if cells else None
    told = simulation.simulate(
        asked, output, layout=layout, count=count, seed=seed, cells=kind, shares=shares, force=force
    )
    _tell(told, {job: profile.title for job, profile in asked.profiles.items()}, seed, output)


def _tell(tally: Tally, titles: dict[str, str], seed: int, output: Path) -> None:
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
