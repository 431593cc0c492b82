"""`jtbd-diag impact`: what the step from one version of a questionnaire to another does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jtbd_diag.cli.batches.batch_inputs import ReadingOptions
from jtbd_diag.cli.how_it_was_read import HowItWasRead, mapping_of_each, tell_reading
from jtbd_diag.cli.shared.idle_options import refuse_idle
from jtbd_diag.cli.shared.library_option import library_of
from jtbd_diag.cli.shared.output_paths import refuse_outputs
from jtbd_diag.cli.shared.printing import show_page, tell
from jtbd_diag.cli.shared.shared_options import PAGES, MappingsOption, OutputsOption, PageOptions
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.ground.files import target_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jtbd_diag.ground.library import Library
    from jtbd_diag.lab.impact.reclassified import Reclassified
    from jtbd_diag.lab.impact.whole_impact import Impact
    from jtbd_diag.questionnaire import Questionnaire
    from jtbd_diag.results.reading_options import Reading

INVENTED = 1000
"""Leaders to invent where no table is given."""


def impact(
    context: typer.Context,
    old: Annotated[str, typer.Argument(metavar="OLD")],
    new: Annotated[str, typer.Argument(metavar="NEW")],
    how: ReadingOptions,
    tables: Annotated[list[str] | None, typer.Argument(metavar="[TABLE...]", show_default=False)] = None,
    output: OutputsOption = None,
    cases: Annotated[Path | None, typer.Option(metavar="DIR")] = None,
    invented: Annotated[int | None, typer.Option(metavar="N", min=0, max=100_000)] = None,
    fail_above: Annotated[str | None, typer.Option(metavar="SHARE")] = None,
    mapping: MappingsOption = None,
    *,
    pages: PageOptions,
) -> None:
    """What does a change to a questionnaire do? In words, and to the jobs of people who answered."""
    from jtbd_diag.lab.impact.whole_impact import impact_of
    from jtbd_diag.questionnaire import load_questionnaire

    outputs, bound = output or [], None if fail_above is None else _share(fail_above)
    refuse_outputs(outputs, (*PAGES, "json"), force=pages.force, inputs=(old, new, *(tables or ()), *(mapping or ())))
    _refuse_idle(context, read=bool(tables), written=bool(outputs))
    library = library_of(context)
    both = (load_questionnaire(old, library), load_questionnaire(new, library))
    named = [*{target_of(Path(one)): one for one in reversed(tables or [])}.values()][::-1]
    scored, read = _of_tables(*both, how.readings(named, library, mapping_of_each(mapping, named)))
    if cases is not None or not scored:
        scored += _of_cases(*both, cases, library)
    count = invented if invented is not None else 0 if tables else INVENTED
    if count and all(one.profiles for one in both):
        scored.append(_invented(*both, count))
    _write(impact_of(*both, scored, (Path(old).name, Path(new).name)), outputs, pages, library, read)
    _fail(scored, bound)
    read.exit()


def _refuse_idle(context: typer.Context, *, read: bool, written: bool) -> None:
    if not written:
        refuse_idle(context, "cli.nothing_with_looks", "theme")
    if not read:
        refuse_idle(context, "impact.no_tables", "layout", "mapping", "sheet", "labels", "long", "id_", "event")


def _share(text: str) -> float:
    from jtbd_diag.lab.figures_in_words import share_of

    try:
        return share_of(text)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--fail-above") from None


def _of_tables(
    old: Questionnaire, new: Questionnaire, readings: Iterable[Reading]
) -> tuple[list[Reclassified], HowItWasRead]:
    scored: list[Reclassified] = []
    read = HowItWasRead()
    for reading in readings:
        told, of_table = _of_table(old, new, reading)
        scored, read = [*scored, of_table], read.also(told)
    return scored, read


def _of_table(old: Questionnaire, new: Questionnaire, reading: Reading) -> tuple[HowItWasRead, Reclassified]:
    """Read a table in that of both whose questions and answers it holds, and score it by both."""
    from jtbd_diag.lab.impact.impact_sources import of_table, read_in_one_of
    from jtbd_diag.results.reading_options import with_care

    def work(careful: bool) -> tuple[HowItWasRead, Reclassified]:
        found = read_in_one_of(old, new, reading, careful=careful)
        return tell_reading((found,), careful=careful), of_table(old, new, found)

    return with_care(work)


def _of_cases(old: Questionnaire, new: Questionnaire, folder: Path | None, library: Library) -> list[Reclassified]:
    from jtbd_diag.lab.impact.impact_sources import cases_below, of_cases, read_cases

    examples = [*library.files("questionnaires", "examples", ".yaml").values()]
    cases = read_cases(examples if folder is None else cases_below(folder), folder, old, new)
    if not cases and folder is not None:
        from jtbd_diag.questionnaire.versions import with_version

        sides = [with_version(q) for q in (old, new)]
        raise complaint(Code.OTHER_QUESTIONNAIRE, str(folder), say("impact.other_cases", old=sides[0], new=sides[1]))
    name = say("impact.examples_name") if folder is None else say("impact.cases_name", folder=folder)
    return [of_cases(old, new, cases, name)] if cases else []


def _invented(old: Questionnaire, new: Questionnaire, count: int) -> Reclassified:
    from jtbd_diag.lab.impact.impact_sources import of_invented

    return of_invented(old, new, count)


def _write(found: Impact, outputs: list[Path], pages: PageOptions, library: Library, read: HowItWasRead) -> None:
    """The page in the terminal, or the files and a line for each source."""
    import json

    from jtbd_diag.ground.files import write_whole
    from jtbd_diag.lab.impact.impact_json import impact_data
    from jtbd_diag.lab.impact.impact_page import changed_words, impact_findings
    from jtbd_diag.publishing.how_tables_were_read import with_reading
    from jtbd_diag.results.table_read import reading_data

    page, day, looks = with_reading(impact_findings(found), read.tables), pages.day, pages.looks(library)
    if not outputs:
        show_page(page, day)
        return
    for path in outputs:
        if path.suffix.lower() == ".json":
            data = json.dumps({**impact_data(found), "read": reading_data(read.tables)}, indent=2, ensure_ascii=False)
            write_whole(path, f"{data}\n".encode(), force=pages.force)
            tell(say("cli.wrote", path=path))
        else:
            pages.write(page, [path], looks)
    for one in found.scored:
        tell(say("impact.scored", name=one.name, changed=changed_words(one.job)))


def _fail(scored: list[Reclassified], bound: float | None) -> None:
    """Exit 1 where more of those told a job get another than may, and say of whom; also where nobody can be judged."""
    from jtbd_diag.lab.enough_answers import LEAST, Claim, enough_for
    from jtbd_diag.lab.figures_in_words import percents

    if bound is None:
        return
    judged = [reclassified for reclassified in scored if enough_for(Claim.STATISTIC, reclassified.job.told_before)]
    for one in scored:
        if one not in judged:
            tell(say("impact.not_judged", name=one.name, n=one.job.told_before, least=LEAST[Claim.STATISTIC]))
    beyond = [one for one in judged if one.job.share_moved > bound]
    for one in beyond:
        share, most = percents(one.job.share_moved, bound)
        tell(say("impact.too_many", share=share, name=one.name, bound=most))
    if not judged:
        tell(say("impact.none_judged"))
    if beyond or not judged:
        raise typer.Exit(1)
