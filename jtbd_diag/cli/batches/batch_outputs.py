"""What `jtbd-diag batch` makes of results, where it writes to, and what must be known of it before any work is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from jtbd_diag.cli.shared.output_paths import refuse_places
from jtbd_diag.cli.shared.shared_options import ForceOption
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, Location, Problem
from jtbd_diag.ground.files import target_of
from jtbd_diag.ground.formats import by_ending

if TYPE_CHECKING:
    from jtbd_diag.cli.batches.batch_handouts import HandoutOptions
    from jtbd_diag.results.call_list import Draw
    from jtbd_diag.results.scored_survey import Wishes
    from jtbd_diag.results.which_row_counts import Keep

_FILES = {
    "results": "cli.file_results",
    "rejects": "cli.file_rejects",
    "report": "cli.file_report",
    "table": "cli.file_table",
    "mapping": "cli.file_mapping",
    "labels": "cli.file_labels",
    "applications": "cli.file_applications",
    "key": "cli.file_key",
    "calls": "cli.file_calls",
    "rules": "cli.file_rules",
    "shortlist": "cli.file_shortlist",
    "codebook": "cli.file_codebook",
    "calendar": "cli.file_calendar",
}


class Which(StrEnum):
    """Which rows of a respondent count who answered more than once."""

    first = "first"
    last = "last"
    all = "all"


@dataclass(frozen=True)
class FileOptions:
    """Where results, rejects and the codebook go."""

    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE")] = None
    rejects: Annotated[str | None, typer.Option(metavar="FILE")] = None
    codebook: Annotated[Path | None, typer.Option(metavar="FILE")] = None
    force: ForceOption = False

    @property
    def results(self) -> str:
        """Where the results go. Raises BadParameter where nobody said it."""
        if self.output is None:
            raise typer.BadParameter(say("cli.results_where"))
        return self.output


@dataclass(frozen=True)
class ResultOptions:
    """What the results should hold, as it was asked for."""

    duplicates: Annotated[Which | None, typer.Option()] = None
    personal: Annotated[bool, typer.Option("--personal")] = False
    pseudonymize: Annotated[bool, typer.Option("--pseudonymize")] = False
    key: Annotated[Path | None, typer.Option(metavar="FILE")] = None
    flips: Annotated[bool | None, typer.Option("--flips/--no-flips")] = None

    def check(self) -> None:
        """Raise BadParameter for options that do not go together."""
        if self.personal and self.pseudonymize:
            raise typer.BadParameter(say("cli.personal_and_pseudonyms"))
        if self.pseudonymize != (self.key is not None):
            raise typer.BadParameter(say("cli.pseudonyms_and_key"))

    def wishes(self, *, whole: bool = False) -> Wishes:
        """The same as the core takes it; the key is read, or made where there is none."""
        from jtbd_diag.results.deidentification.pseudonyms import read_key

        return self._wishes(read_key(self.key) if self.key else None, self.flips)._replace(whole=whole)

    def untold(self) -> Wishes:
        """The wishes of a rehearsal, which shows no pseudonym and so needs no key of anybody's."""
        return self._wishes(bytes(32) if self.pseudonymize else None, flips=False)

    def _wishes(self, key: bytes | None, flips: bool | None) -> Wishes:
        from jtbd_diag.results.scored_survey import Wishes

        keeps: dict[Which | None, Keep] = {Which.first: "first", Which.last: "last", Which.all: "all"}
        return Wishes(self.personal, key, keeps.get(self.duplicates), flips)


class Outputs(NamedTuple):
    """Where everything goes."""

    results: Path
    rejects: Path | None
    reports: tuple[Path, ...]
    handouts: HandoutOptions
    force: bool
    draw: Draw | None = None
    lists: tuple[Path, ...] = ()
    codebook: Path | None = None

    @property
    def files(self) -> list[tuple[Path, str]]:
        """Every file to be written but the handouts, and what it will hold."""
        rejects = [(self.rejects, "rejects")] if self.rejects else []
        calls = [(self.draw.path, "calls")] if self.draw else []
        lists = [(path, "shortlist") for path in self.lists]
        books = [(self.codebook, "codebook")] if self.codebook else []
        reports = [(path, "report") for path in self.reports]
        return [(self.results, "results"), *rejects, *calls, *lists, *books, *reports]

    @property
    def for_statistics(self) -> bool:
        """Whether the results are a file for SPSS or Stata."""
        from jtbd_diag.results.written.result_files import STATISTICS

        return self.results.suffix.removeprefix(".").lower() in STATISTICS

    def check(self, inputs: Mapping[str, Path | None]) -> None:
        """Raise InputError for wrong endings, places that cannot be written to, and files that are there.

        No output may be one of the `inputs` or another output, with --force neither.
        """
        self._check_endings()
        more = [*self._same(inputs), *self.handouts.misplaced()]
        refuse_places([path for path, _ in self.files], force=self.force, more=more)

    def _check_endings(self) -> None:
        from jtbd_diag.results.written import result_files

        kind = by_ending(self.results, result_files.OF_RESULTS)
        for path in (self.rejects, self.draw.path if self.draw else None, *self.lists):
            if path:
                by_ending(path, result_files.FORMATS)
        if self.codebook:
            from jtbd_diag.results.written.ddi_codebook import CODEBOOK_ENDING

            by_ending(self.codebook, (CODEBOOK_ENDING,))
        if kind in result_files.STATISTICS:
            from jtbd_diag.results.written.statistics_files import refuse_without_writer

            refuse_without_writer(str(self.results))
        if self.reports:
            from jtbd_diag.publishing import report

            for path in self.reports:
                by_ending(path, report.FORMATS)
        self.handouts.check_format()

    def _same(self, inputs: Mapping[str, Path | None]) -> list[Problem]:
        taken = {target_of(path): name for name, path in inputs.items() if path is not None}
        problems: list[Problem] = []
        for path, name in self.files:
            place = target_of(path)
            if place in taken:
                what = say("cli.file_taken", what=say(_FILES[name]), taken=say(_FILES[taken[place]]))
                problems.append(Problem(Code.SAME_FILE, Location(str(path)), what, say("cli.file_taken_hint")))
            taken[place] = name
        return problems
