"""What `jtbd-diag batch` reads: a table or a folder, and what was asked in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from jtbd_diag.cli.shared.idle_options import refuse_idle
from jtbd_diag.cli.shared.leader_answers import questionnaires_of
from jtbd_diag.cli.shared.library_option import library_of
from jtbd_diag.cli.shared.printing import tell
from jtbd_diag.cli.shared.shared_options import ContextOption, IdOption, MappingOption, QuestionnaireOption
from jtbd_diag.ground.catalogue import say

if TYPE_CHECKING:
    from jtbd_diag.ground.library import Library
    from jtbd_diag.questionnaire import Questionnaire
    from jtbd_diag.results.reading_options import Reading
    from jtbd_diag.survey.applications.joined_applications import Applications
    from jtbd_diag.survey.rows.nobodys_rows import Kept
    from jtbd_diag.survey.table.survey_table import HowToRead


DEFAULT = "leader"


@dataclass(frozen=True)
class SurveyOptions:
    """The table or folder, what was asked in it, and whether people applied with it."""

    table: Annotated[str, typer.Argument(metavar="TABLE")]
    questionnaire: QuestionnaireOption = None
    context_: ContextOption = None


@dataclass(frozen=True)
class ReadingOptions:
    """How tables are read, whichever of them has which mapping."""

    layout: Annotated[str | None, typer.Option(metavar="NAME")] = None
    sheet: Annotated[str | None, typer.Option(metavar="NAME")] = None
    labels: Annotated[Path | None, typer.Option(metavar="FILE")] = None
    long: Annotated[str | None, typer.Option(metavar="ID,QUESTION,ANSWER")] = None
    id_: IdOption = None
    event: Annotated[str | None, typer.Option("--event", metavar="NAME")] = None

    def source(self, table: str, library: Library, mapping: Path | None) -> Path | None:
        """The table or folder; a shipped example by its name where there is no such file; None for standard input.

        Raises BadParameter for a folder where it is said how a table is read.
        """
        if table == "-":
            return None
        source = Path(shipped_or(table, library))
        if source.is_dir():
            self._refuse_for_folders(mapping)
        return source

    def _refuse_for_folders(self, mapping: Path | None) -> None:
        of_tables = {
            "--layout": self.layout,
            "--mapping": mapping,
            "--sheet": self.sheet,
            "--labels": self.labels,
            "--event": self.event,
            "--long": self.long,
        }
        given = [option for option, value in of_tables.items() if value is not None]
        if given:
            raise typer.BadParameter(say("cli.tables_only", options=", ".join(given)))

    @property
    def kept(self) -> tuple[Kept, ...]:
        """The kinds of rows that are nobody's and are counted all the same."""
        return ()

    def to_read(self, mapping: Path | None) -> HowToRead:
        """The same as the core takes it."""
        from jtbd_diag.survey.table.survey_table import HowToRead

        return HowToRead(self.layout, mapping, self.sheet, self.id_, self.kept, self.long, self.event)

    def reading(self, library: Library, source: Path | None, mapping: Path | None) -> Reading:
        """How to read a source."""
        from jtbd_diag.results.reading_options import Reading

        return Reading(source, self.to_read(mapping), self.labels, known=partial(questionnaires_of, library))

    def readings(self, tables: Sequence[str], library: Library, mappings: Sequence[Path | None]) -> Iterator[Reading]:
        """How to read each of some tables or folders, by its own one of the `mappings`."""
        for table, mapping in zip(tables, mappings, strict=True):
            yield self.reading(library, self.source(table, library, mapping), mapping)


@dataclass(frozen=True)
class TableOptions(ReadingOptions):
    """How one table is read, and which rows are counted that are nobody's."""

    mapping: MappingOption = None
    keep_previews: Annotated[bool, typer.Option("--keep-previews")] = False
    keep_rejected: Annotated[bool, typer.Option("--keep-rejected")] = False
    keep_empty: Annotated[bool, typer.Option("--keep-empty")] = False

    @property
    def kept(self) -> tuple[Kept, ...]:
        """The kinds of rows that are nobody's and are counted all the same."""
        kinds: dict[Kept, bool] = {
            "previews": self.keep_previews,
            "rejected": self.keep_rejected,
            "empty": self.keep_empty,
        }
        return tuple(kind for kind, is_kept in kinds.items() if is_kept)


@dataclass(frozen=True)
class JoinOptions:
    """Which applications are read beside the table."""

    join: Annotated[Path | None, typer.Option(metavar="FILE")] = None
    on: Annotated[str | None, typer.Option(metavar="COLUMN")] = None

    def applications(self) -> Applications | None:
        """The applications to join. Raises BadParameter for one of the two options without the other."""
        if (self.join is None) != (self.on is None):
            raise typer.BadParameter(say("cli.join_and_on"))
        if self.join is None or self.on is None:
            return None
        from jtbd_diag.survey.applications.joined_applications import Applications

        return Applications(self.join, self.on)


def shipped_or(table: str, library: Library) -> str:
    """A shipped example by its name, where nothing else is called so."""
    shipped = library.files("questionnaires", "examples", ".csv").get(table.removesuffix(".csv"))
    return str(shipped) if shipped and not Path(table).exists() else table


def asked_in(
    questionnaire: str | None, mapping: Path | None, library: Library, source: Path | None = None
) -> Questionnaire:
    """The questionnaire named, or else the one that the mapping or most files of a folder name, or leader."""
    from jtbd_diag.questionnaire import load_questionnaire
    from jtbd_diag.questionnaire.loading import named_questionnaire
    from jtbd_diag.survey.columns.mapping import mapped_questionnaire

    if not questionnaire and source is not None and source.is_dir():
        return _asked_in_folder(source, library)
    named = mapped_questionnaire(mapping) if mapping and not questionnaire else None
    return named_questionnaire(*named, library) if named else load_questionnaire(questionnaire or DEFAULT, library)


def _asked_in_folder(folder: Path, library: Library) -> Questionnaire:
    from jtbd_diag.ground.complaints import Location
    from jtbd_diag.questionnaire import load_questionnaire
    from jtbd_diag.questionnaire.versions import answered_questionnaire
    from jtbd_diag.results.returned.returned_files import asked_of

    told = asked_of(folder, lambda: questionnaires_of(library))
    if told is None:
        return load_questionnaire(DEFAULT, library)
    where = Location(str(folder / told.questionnaire))
    return answered_questionnaire(told.questionnaire, where, library, version=told.version, scores_as=told.fingerprint)


def in_its_version(
    asked: Questionnaire,
    named: str | None,
    library: Library,
    reading: Reading,
    *,
    applied: bool = False,
    later: bool = False,
) -> Questionnaire:
    """The version of it that the table answers, or the form for applicants, and a word where it is not the one in use.

    A folder of files says itself which it is, and so does a name such as `leader@1`, or a path. What was `applied` with
    is scored with claims in place of bands. Of one that asks of then as well it is `later` that whole form.
    """
    from jtbd_diag.ground.library import is_path, name_and_version
    from jtbd_diag.questionnaire.checked_claims import as_claims, for_applicants
    from jtbd_diag.questionnaire.versions import versions_of
    from jtbd_diag.results.which_version import form_fitting, version_fitting

    settled = named is not None and (is_path(named) or name_and_version(named)[1] is not None)
    found = asked
    if not settled and not reading.is_folder:
        with_claims = for_applicants(asked, library)
        others = [with_claims] if with_claims and with_claims is not asked else []
        fitting = form_fitting if later else version_fitting
        found = fitting([*versions_of(asked, library), *others], reading)
    if found.questionnaire != asked.questionnaire:
        tell(say("results.other_form", name=found.questionnaire, asked=asked.questionnaire))
    elif found.version != asked.version:
        tell(say("results.other_version", name=asked.questionnaire, n=found.version, in_use=asked.version))
    return as_claims(found) if applied else found


class AskedAndRead(NamedTuple):
    """What was asked in a table or folder, in the version that it answers, and how to read it."""

    library: Library
    asked: Questionnaire
    reading: Reading

    @property
    def files(self) -> dict[str, Path | None]:
        """Every file that is read, by what it is."""
        reading = self.reading
        join = reading.join.path if reading.join else None
        return {"table": reading.source, "mapping": reading.how.mapping, "labels": reading.labels, "applications": join}


def read_asked(context: typer.Context, survey: SurveyOptions, how: TableOptions, joined: JoinOptions) -> AskedAndRead:
    """What was asked in a table or folder, and how to read it beside the applications that are joined."""
    library, applications = library_of(context), joined.applications()
    source = how.source(survey.table, library, how.mapping)
    if source is not None and source.is_dir():
        refuse_idle(context, "cli.tables_only", "keep_previews", "keep_rejected", "keep_empty")
    named = survey.questionnaire
    asked = asked_in(named, how.mapping, library, source)
    reading = how.reading(library, source, how.mapping)
    asked = in_its_version(asked, named, library, reading, applied=survey.context_ is not None, later=True)
    return AskedAndRead(library, asked, reading._replace(join=applications))
