"""What `jtbd-diag batch` reads: a table or a folder, and what was asked in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from jtbd_diag.cli.idle_options import refuse_idle
from jtbd_diag.cli.leader_answers import questionnaires_of
from jtbd_diag.cli.library_option import library_of
from jtbd_diag.cli.printing import tell
from jtbd_diag.ground.catalogue import say

if TYPE_CHECKING:
    from jtbd_diag.ground.library import Library
    from jtbd_diag.questionnaire import Questionnaire
    from jtbd_diag.results.batch_of_a_survey import Reading
    from jtbd_diag.survey.joined_applications import Applications
    from jtbd_diag.survey.people.nobodys_rows import Kept


DEFAULT = "leader"
NAMES = ("layout", "mapping", "sheet", "labels", "event", "long")


def source_of(table: str, library: Library, options: tuple[object, ...]) -> Path | None:
    """The table or folder; a shipped example by its name where there is no such file; None for standard input.

    A folder takes none of the `options` that only say how a table is read: a value or None for each of NAMES.
    """
    if table == "-":
        return None
    source = Path(shipped_or(table, library))
    if source.is_dir():
        _refuse_for_folders(options)
    return source


def shipped_or(table: str, library: Library) -> str:
    """A shipped example by its name, where nothing else is called so."""
    shipped = library.files("questionnaires", "examples", ".csv").get(table.removesuffix(".csv"))
    return str(shipped) if shipped and not Path(table).exists() else table


def _refuse_for_folders(options: tuple[object, ...]) -> None:
    given = [f"--{name}" for name, option in zip(NAMES, options, strict=True) if option is not None]
    if given:
        raise typer.BadParameter(say("cli.tables_only", options=", ".join(given)))


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
    from jtbd_diag.results.returned_files import asked_of

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


class Context(StrEnum):
    """Where answers were given, where that changes what may be scored."""

    application = "application"


class Which(StrEnum):
    """Which rows of a respondent count who answered more than once."""

    first = "first"
    last = "last"
    all = "all"


def _joining(join: Path | None, on: str | None) -> Applications | None:
    """The applications to join. Raises BadParameter for one of the two options without the other."""
    if (join is None) != (on is None):
        raise typer.BadParameter(say("cli.join_and_on"))
    if join is None or on is None:
        return None
    from jtbd_diag.survey.joined_applications import Applications

    return Applications(join, on)


class HowRead(NamedTuple):
    """What was said of how tables are read: the options of that name."""

    layout: str | None
    mapping: Path | None
    sheet: str | None
    id_: str | None
    labels: Path | None
    event: str | None
    long: str | None
    kept: tuple[Kept, ...] = ()


def how_read(given: Mapping[str, Any]) -> HowRead:
    """The same of the options of `batch`, with which rows that are nobody's are counted all the same."""
    kinds: dict[Kept, bool] = {one: given[f"keep_{one}"] for one in ("previews", "rejected", "empty")}
    said = {name: given[name] for name in HowRead._fields if name != "kept"}
    return HowRead(**said, kept=tuple(kind for kind, is_kept in kinds.items() if is_kept))


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
        return {"table": reading.source, "mapping": reading.mapping, "labels": reading.labels, "applications": join}


def read_asked(
    context: typer.Context,
    table: str,
    named: str | None,
    how: HowRead,
    join: tuple[Path | None, str | None],
    given: Context | None,
) -> AskedAndRead:
    """What was asked in a table or folder, and how to read it beside the applications that are joined."""
    library, applications = library_of(context), _joining(*join)
    source = source_of(table, library, (how.layout, how.mapping, how.sheet, how.labels, how.event, how.long))
    if source is not None and source.is_dir():
        refuse_idle(context, "cli.tables_only", "keep_previews", "keep_rejected", "keep_empty")
    asked = asked_in(named, how.mapping, library, source)
    reading = reading_of(
        library, source, how.layout, how.mapping, how.sheet, how.id_, how.kept, how.labels, how.event, how.long
    )
    asked = in_its_version(asked, named, library, reading, applied=given is not None, later=True)
    return AskedAndRead(library, asked, reading._replace(join=applications))


def read_in_turn(
    tables: Sequence[str], library: Library, how: HowRead, mappings: Sequence[Path | None]
) -> Iterator[Reading]:
    """How to read each of some tables or folders, by its own one of the `mappings`."""
    for table, mapping in zip(tables, mappings, strict=True):
        source = source_of(table, library, (how.layout, mapping, how.sheet, how.labels, how.event, how.long))
        yield reading_of(library, source, how.layout, mapping, how.sheet, how.id_, (), how.labels, how.event, how.long)


def reading_of(library: Library, source: Path | None, *told: Any) -> Reading:
    """How to read it: what `results.reading_options.Reading` takes, in that order."""
    from jtbd_diag.results.batch_of_a_survey import Reading

    return Reading(source, *told)._replace(known=partial(questionnaires_of, library))
