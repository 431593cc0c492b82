"""`jtbd-diag waves`: the same leader again, or a cohort."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jtbd_diag.cli.batches.batch_inputs import ReadingOptions, asked_in, in_its_version
from jtbd_diag.cli.how_it_was_read import HowItWasRead, mapping_of_each, tell_reading
from jtbd_diag.cli.shared.after import BecameOf
from jtbd_diag.cli.shared.idle_options import refuse_idle
from jtbd_diag.cli.shared.leader_answers import read_leader
from jtbd_diag.cli.shared.library_option import library_of
from jtbd_diag.cli.shared.output_paths import refuse_outputs
from jtbd_diag.cli.shared.printing import show_page, tell
from jtbd_diag.cli.shared.shared_options import (
    PAGES,
    IdOption,
    MappingsOption,
    OutputsOption,
    PageOptions,
    QuestionnaireOption,
)
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem, complaint
from jtbd_diag.ground.files import target_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jtbd_diag.answers import Answers
    from jtbd_diag.cohort.earlier_reports import Shown
    from jtbd_diag.compare.cohort_waves import CohortWaves
    from jtbd_diag.compare.transitions import Became
    from jtbd_diag.ground.library import Library
    from jtbd_diag.publishing.finding_files import Findings
    from jtbd_diag.questionnaire import Questionnaire
    from jtbd_diag.results.reading_options import Reading

ANSWERS = (".yaml", ".yml")


def waves(
    context: typer.Context,
    first: Annotated[str, typer.Argument(metavar="FIRST")],
    second: Annotated[str, typer.Argument(metavar="SECOND")],
    output: OutputsOption = None,
    became: Annotated[BecameOf | None, typer.Option(metavar="WORD")] = None,
    questionnaire: QuestionnaireOption = None,
    mapping: MappingsOption = None,
    id_: IdOption = None,
    *,
    pages: PageOptions,
) -> None:
    """Compare first and later answers of a leader, or of a cohort: what changed, and what may be chance."""
    from jtbd_diag.publishing.how_tables_were_read import with_reading

    shown: Shown | None = None
    read = HowItWasRead()
    refuse_outputs(output or [], PAGES, force=pages.force, inputs=(first, second, *(mapping or ())))
    library, day = library_of(context), pages.day
    files = [Path(one).suffix.lower() in ANSWERS for one in (first, second)]
    if files[0] != files[1]:
        raise typer.BadParameter(say("waves.mixed_kinds"))
    _refuse_idle(context, of_one=files[0], written=bool(output))
    refuse_same(first, second)
    if files[0]:
        both = [read_leader(Path(one), library) for one in (first, second)]
        page, line = one_leader(both[0], both[1], became.value if became else None, library)
    else:
        each = mapping_of_each(mapping, (first, second))
        readings = [*ReadingOptions(id_=id_).readings((first, second), library, each)]
        page, line, shown, read = _cohort(second, questionnaire, readings, library, output or [])
    looks = pages.looks(library)
    page = with_reading(page, read.tables)
    if output:
        pages.write(page, output, looks, shown)
        tell(line)
    else:
        show_page(page, day)
    read.exit()


def _refuse_idle(context: typer.Context, *, of_one: bool, written: bool) -> None:
    if of_one:
        refuse_idle(context, "waves.tables_alone", "questionnaire", "mapping", "id_")
    else:
        refuse_idle(context, "waves.leader_alone", "became")
    if not written:
        refuse_idle(context, "cli.nothing_with_looks", "theme")


def refuse_same(first: str, second: str) -> None:
    """Raise InputError where both are one file or folder, or one is a copy: nothing can have changed in it."""
    from filecmp import cmp

    both = Path(first), Path(second)
    copied = all(one.is_file() for one in both) and cmp(*both, shallow=False)
    if first == second or copied or target_of(both[0]) == target_of(both[1]):
        raise complaint(Code.NOT_COMPARED, second, say("waves.same_file", first=first), say("waves.same_file_hint"))


def one_leader(
    first: tuple[Questionnaire, Answers],
    second: tuple[Questionnaire, Answers],
    became: Became | None,
    library: Library,
) -> tuple[Findings, str]:
    """The page of a leader's two waves, and the step in a line. Raises InputError where they cannot be compared."""
    from jtbd_diag.compare.transitions import Transitions
    from jtbd_diag.compare.two_waves import two_waves
    from jtbd_diag.compare.waves_page import step_in_a_line, waves_findings

    found = two_waves(first, second, became, Transitions.load(library))
    return waves_findings(found), step_in_a_line(found)


def _cohort(
    later: str, named: str | None, readings: Sequence[Reading], library: Library, outputs: list[Path]
) -> tuple[Findings, str, Shown, HowItWasRead]:
    from jtbd_diag.cohort.earlier_reports import earlier
    from jtbd_diag.cohort.small_groups import SMALLEST
    from jtbd_diag.compare.cohort_waves import cohort_waves
    from jtbd_diag.compare.cohort_waves_page import cohort_findings
    from jtbd_diag.compare.cohort_waves_protection import too_near
    from jtbd_diag.questionnaire.look_back import looking_back
    from jtbd_diag.results.reading_options import with_care
    from jtbd_diag.results.table_read import each_person_once

    in_use = [asked_in(named, one.how.mapping, library, one.source) for one in readings]
    asked = [in_its_version(one, named, library, reading) for one, reading in zip(in_use, readings, strict=True)]
    asked[1] = looking_back(asked[1])

    def compared(careful: bool) -> tuple[HowItWasRead, CohortWaves]:
        first, second = (each_person_once(q, one, careful=careful) for q, one in zip(asked, readings, strict=True))
        return tell_reading((first, second), careful=careful), cohort_waves(first, second)

    read, found = with_care(compared)
    if near := too_near(found.shown, earlier(outputs)):
        hint = say("waves.made_before_hint")
        told = [say("waves.made_before", report=report, smallest=SMALLEST) for report in near]
        raise InputError([Problem(Code.NOT_COMPARED, Location(later), words, hint) for words in told])
    if found.alike:
        tell(say("waves.cohort_alike", n=found.alike))
    for few in found.few_apart if outputs else ():
        tell(say("waves.few_apart", n=few))
    line = say("waves.cohort_told", matched=found.matched, first=found.first)
    return cohort_findings(found), line, found.shown, read
