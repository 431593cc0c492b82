"""Which reports `jtbd-diag batch` makes, and what is told of those that lie beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jtbd_diag.cli.shared.output_paths import make_folder
from jtbd_diag.cli.shared.printing import tell
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import beginning

if TYPE_CHECKING:
    import datetime

    from jtbd_diag.cohort.earlier_reports import Shown
    from jtbd_diag.cohort.report_numbers import CohortNumbers, Gathering
    from jtbd_diag.cohort.report_shape import Occasion
    from jtbd_diag.ground.library import Library
    from jtbd_diag.publishing import Theme
    from jtbd_diag.publishing.report import Report
    from jtbd_diag.questionnaire import Questionnaire
    from jtbd_diag.results.scored_survey import ScoredSurvey


@dataclass(frozen=True)
class ReportOptions:
    """The pages asked for, each with all of the groups, or `together`: each once for every column to group by."""

    report: Annotated[list[Path] | None, typer.Option(metavar="FILE")] = None
    by: Annotated[list[str] | None, typer.Option(metavar="COLUMN")] = None
    together: Annotated[bool, typer.Option("--together")] = False
    kit: Annotated[Path | None, typer.Option(metavar="DIR")] = None

    def check(self, asked: Questionnaire) -> None:
        """Make the folder of the kit. Raise BadParameter where groups are for no page, or an option is idle."""
        if self.kit is not None and not asked.staff_map:
            raise typer.BadParameter(say("cli.kit_of_a_staff"))
        if self.together and (len(self.columns) < 2 or not self.report):
            raise typer.BadParameter(say("cli.together_by"))
        if self.columns and not self.files:
            raise typer.BadParameter(say("cli.by_without_report"))
        if self.kit:
            make_folder(self.kit)

    @property
    def pages(self) -> tuple[Path, ...]:
        """The pages, as they were named."""
        return tuple(self.report or ())

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns to group by, each once."""
        return tuple(dict.fromkeys(name.strip() for name in self.by or ()))

    @property
    def files(self) -> tuple[Path, ...]:
        """Every page to be written."""
        pages = tuple(path for paths in self._by_column.values() for path in paths) if self.together else self.pages
        return (*pages, *self.pages_of_kit)

    @property
    def pages_of_kit(self) -> tuple[Path, ...]:
        """Where the pages go that say who gets what of the teaching kit."""
        return tuple(self.kit / f"who-gets-what.{kind}" for kind in ("pdf", "html")) if self.kit else ()

    @property
    def _by_column(self) -> Mapping[str, Sequence[Path]]:
        from jtbd_diag.handouts.file_names import file_names

        names = file_names(self.columns, range(1, len(self.columns) + 1))
        return {
            column: [path.with_name(f"{path.stem}-{name}{path.suffix}") for path in self.pages]
            for column, name in zip(self.columns, names, strict=True)
        }

    def _page_by_page(self, numbers: CohortNumbers) -> Iterator[tuple[CohortNumbers, Sequence[Path]]]:
        from jtbd_diag.cohort.leaders.leader_counts import Cohort

        if not self.together or not isinstance(numbers, Cohort):
            yield numbers, self.pages
            return
        for groups in numbers.groups:
            yield replace(numbers, groups=(groups,)), self._by_column[groups.column]

    def gathering(self, survey: ScoredSurvey, library: Library) -> Gathering | None:
        """What the pages ask for; None where there are none."""
        if not self.files:
            return None
        from jtbd_diag.cohort.earlier_reports import earlier
        from jtbd_diag.cohort.leaders.recruit_signs import Recruiting
        from jtbd_diag.cohort.report_numbers import Gathering

        signs = Recruiting.load(library).signs if survey.questionnaire.profiles else ()
        return Gathering(survey, self.columns, earlier(self.files), signs)

    def write_for(
        self,
        survey: ScoredSurvey,
        numbers: CohortNumbers,
        day: datetime.date,
        notes: Sequence[str],
        library: Library,
        theme: Theme,
        *,
        force: bool,
    ) -> None:
        """Write every page on a survey; `notes` is what was told of cells and pooled answers."""
        from jtbd_diag.cohort.report_shape import Occasion

        read = (*map(survey.covered, survey.table.notes), *notes)
        occasion = Occasion(Path(survey.table.source).name, day, read, survey.table.invented)
        self.write(numbers, occasion, library, theme, force=force)

    def write(self, numbers: CohortNumbers, occasion: Occasion, library: Library, theme: Theme, *, force: bool) -> None:
        """Write every page, note beside each what it shows, and tell of those that tell too much together."""
        from jtbd_diag.cohort.leaders.leader_report import report_of
        from jtbd_diag.cohort.small_groups import SMALLEST

        for page, paths in self._page_by_page(numbers):
            if not paths:
                continue
            written = report_of(page, library, occasion, theme.look.colours)
            _publish(written, paths, page.shown, theme, force=force)
        self._write_kit(numbers, occasion, library, theme, force=force)
        if numbers.clashes:
            tell(say("cli.made_before", clashes=beginning(numbers.clashes, 3), smallest=SMALLEST))

    def _write_kit(
        self, numbers: CohortNumbers, occasion: Occasion, library: Library, theme: Theme, *, force: bool
    ) -> None:
        from jtbd_diag.cohort.staff.staff_levels import Levels
        from jtbd_diag.cohort.staff.staff_numbers import Staff
        from jtbd_diag.cohort.staff.who_gets_what import write_target_page
        from jtbd_diag.playbook.advice.kit_pieces import Kit

        if self.kit is None or not isinstance(numbers, Staff):
            return
        written = write_target_page(numbers, Levels.load(library), Kit.load(library), occasion)
        _publish(written, self.pages_of_kit, numbers.shown, theme, force=force)


def _publish(written: Report, paths: Iterable[Path], shown: Shown, theme: Theme, *, force: bool) -> None:
    """Write a page, and note beside each file what it shows."""
    from jtbd_diag.cohort import earlier_reports
    from jtbd_diag.publishing import report

    for path in paths:
        report.publish(written, path, theme, force=force)
        earlier_reports.leave(path, shown)
        tell(say("cli.wrote", path=path))
