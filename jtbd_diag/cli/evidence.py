"""`jtbd-diag evidence`: how far a questionnaire may be trusted, from many answers to it."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jtbd_diag.cli.batches.batch_inputs import ReadingOptions, asked_in, in_its_version
from jtbd_diag.cli.how_it_was_read import HowItWasRead, mapping_of_each, tell_reading
from jtbd_diag.cli.shared.idle_options import refuse_idle
from jtbd_diag.cli.shared.library_option import library_of
from jtbd_diag.cli.shared.output_paths import refuse_inputs, refuse_outputs
from jtbd_diag.cli.shared.printing import tell
from jtbd_diag.cli.shared.shared_options import PAGES, MappingsOption, OutputsOption, PageOptions, QuestionnaireOption
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, complaint

if TYPE_CHECKING:
    from jtbd_diag.lab.evidence import Evidence
    from jtbd_diag.lab.evidence_files import EvidencePage
    from jtbd_diag.lab.tables_of_answers import Respondents
    from jtbd_diag.questionnaire import Questionnaire
    from jtbd_diag.results.reading_options import Reading


def evidence(
    context: typer.Context,
    tables: Annotated[list[str], typer.Argument(metavar="TABLE...")],
    how: ReadingOptions,
    output: OutputsOption = None,
    questionnaire: QuestionnaireOption = None,
    mapping: MappingsOption = None,
    by: Annotated[str | None, typer.Option(metavar="COLUMN")] = None,
    write: Annotated[Path | None, typer.Option(metavar="QUESTIONNAIRE")] = None,
    computed_by: Annotated[str | None, typer.Option(metavar="NAME")] = None,
    *,
    pages: PageOptions,
) -> None:
    """How far may this form be trusted? A page for a board, a workbook for an evaluator."""
    refuse_without_libraries()
    from jtbd_diag.lab.evidence_files import EvidencePage, write_evidence

    refuse_inputs(output or [], (*tables, *(mapping or ())))
    _refuse_outputs(context, output or [], write, force=pages.force)
    questionnaire = questionnaire or (str(write.absolute()) if write else None)
    library = library_of(context)
    tables = _each_once(tables)
    names, day, looks = ", ".join(Path(table).name for table in tables), pages.day, pages.looks(library)
    each = mapping_of_each(mapping, tables)
    readings = [*how.readings(tables, library, each)]
    asked = asked_in(questionnaire, each[0], library, readings[0].source)
    asked = _one_version([in_its_version(asked, questionnaire, library, reading) for reading in readings], tables)
    read, found = _worked_out(asked, readings, names, by)
    page = EvidencePage(names, day, looks, read.tables)
    for path in output or ():
        write_evidence(found, path, page, force=pages.force)
        tell(say("cli.wrote", path=path))
    if write is not None and read.failed:
        tell(say("lab.block_not_written", path=write))
    elif write is not None:
        _write_block(found, write, page, computed_by)
    rows, careless = (f"{number:,}" for number in (found.rows, int(found.care.careless.sum())))
    if found.in_several:
        tell(say("lab.in_several", n=found.in_several))
    tell(say("lab.told", n=found.respondents, rows=rows, careless=careless))
    read.exit()


def _each_once(tables: list[str]) -> list[str]:
    """The tables, each file once however often it is named."""
    once = [*{(table if table == "-" else Path(table).resolve()): table for table in reversed(tables)}.values()]
    if len(once) < len(tables):
        tell(say("lab.named_twice", n=len(tables) - len(once)))
    return once[::-1]


def _one_version(questionnaires: list[Questionnaire], tables: list[str]) -> Questionnaire:
    """The version that all tables answer. Raises InputError where they answer several: those are not one body."""
    from jtbd_diag.ground.complaints import Location, Problem

    if len({(one.questionnaire, one.version) for one in questionnaires}) > 1:
        raise InputError(
            [
                Problem(
                    Code.OTHER_QUESTIONNAIRE,
                    Location(table),
                    say("lab.other_version", name=one.questionnaire, version=one.version),
                    say("lab.other_version_hint"),
                )
                for table, one in zip(tables, questionnaires, strict=True)
            ]
        )
    return questionnaires[0]


def _refuse_outputs(context: typer.Context, outputs: list[Path], write: Path | None, *, force: bool) -> None:
    from jtbd_diag.questionnaire.evidence_block_written import refuse_shipped

    if not outputs and write is None:
        raise typer.BadParameter(say("lab.nothing_to_write"))
    refuse_outputs(outputs, PAGES, force=force)
    if not outputs:
        refuse_idle(context, "cli.nothing_with_looks", "theme")
    if write is None:
        refuse_idle(context, "lab.nobody_computed", "computed_by")
    else:
        refuse_shipped(write)


def _write_block(found: Evidence, path: Path, page: EvidencePage, name: str | None) -> None:
    """Put what was measured into the questionnaire's own file; it must be what the answers were given to."""
    from jtbd_diag.lab.evidence_for_questionnaire import computed_by, measured_by_answers
    from jtbd_diag.questionnaire import fingerprint, load_questionnaire_file, wording_fingerprint
    from jtbd_diag.questionnaire.evidence_block_written import write_evidence_block
    from jtbd_diag.questionnaire.versions import with_version

    asked, there = found.questionnaire, load_questionnaire_file(path)
    if [fingerprint(asked), wording_fingerprint(asked)] != [fingerprint(there), wording_fingerprint(there)]:
        what = say("lab.block_other_wording", asked=with_version(asked))
        raise complaint(Code.NO_EVIDENCE, str(path), what, say("lab.block_other_wording_hint"))
    write_evidence_block(path, answers=measured_by_answers(found, page.survey, page.date, computed_by(name)))
    tell(say("lab.block_written", path=path))


def _worked_out(
    asked: Questionnaire, readings: list[Reading], names: str, by: str | None
) -> tuple[HowItWasRead, Evidence]:
    """Read the tables as `batch` does, each respondent counted by their last answers, and work everything out."""
    from jtbd_diag.lab.evidence import evidence_of

    told, read = _read(asked, readings, by)
    if read.alike:
        tell(say("lab.alike", n=read.alike))
    if not read.matrix.respondents:
        what = say("lab.nobody", questionnaire=asked.questionnaire)
        raise complaint(Code.NOBODY, names, what, say("lab.nobody_hint"))
    return told, evidence_of(read, by)


def _read(asked: Questionnaire, readings: list[Reading], by: str | None) -> tuple[HowItWasRead, Respondents]:
    from jtbd_diag.lab.tables_of_answers import respondents
    from jtbd_diag.results.reading_options import with_care
    from jtbd_diag.results.table_read import each_person_once

    def work(careful: bool) -> tuple[HowItWasRead, Respondents]:
        batches = [each_person_once(asked, reading, careful=careful) for reading in readings]
        return tell_reading(batches, careful=careful), respondents(batches, by)

    return with_care(work)


def refuse_without_libraries() -> None:
    """Raise InputError where numpy or scipy, which an extra brings, are not installed."""
    missing = [name for name in ("numpy", "scipy") if find_spec(name) is None]
    if missing:
        what = say("lab.missing_libraries")
        raise complaint(Code.MISSING_PROGRAM, ", ".join(missing), what, say("lab.missing_libraries_hint"))
