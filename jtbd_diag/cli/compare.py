"""`jtbd-diag compare`: several people's view of one place, so that nobody among them can be found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jtbd_diag.cli.how_it_was_read import HowItWasRead, tell_reading
from jtbd_diag.cli.shared.library_option import library_of
from jtbd_diag.cli.shared.output_paths import refuse_inputs, refuse_outputs
from jtbd_diag.cli.shared.printing import tell
from jtbd_diag.cli.shared.shared_options import PAGES, PageOptions
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.ground.library import is_path

if TYPE_CHECKING:
    import datetime

    from jtbd_diag.compare.place_file import FoundPlace, OthersPart
    from jtbd_diag.compare.rater_groups import RaterGroup
    from jtbd_diag.compare.raters_compared import Eyes
    from jtbd_diag.ground.library import Library
    from jtbd_diag.questionnaire import Questionnaire

ROWS = {".csv", ".tsv", ".json", ".jsonl", ".parquet"}


def compare(
    context: typer.Context,
    place: Annotated[str, typer.Argument(metavar="PLACE")],
    output: Annotated[list[Path], typer.Option("-o", "--output", metavar="FILE")],
    *,
    pages: PageOptions,
) -> None:
    """Lay a leader's view of a place beside its cabinet's and its staff's."""
    from jtbd_diag.compare.raters_page import eyes_findings
    from jtbd_diag.publishing.how_tables_were_read import with_reading

    for path in output:
        if path.suffix.lower() in ROWS:
            raise complaint(Code.NOT_COMPARED, str(path), say("compare.no_rows"))
    refuse_outputs(output, PAGES, force=pages.force)
    library = library_of(context)
    found, read = _compared(_place(place, library), library, pages.day, output)
    looks = pages.looks(library)
    page = with_reading(eyes_findings(found, looks.look.colours), read.tables)
    pages.write(page, output, looks, found.shown)
    hidden = sum(scale is None for group in found.groups for scale in group.scales.values())
    n = sum(one.n for one in found.answered)
    tell(say("compare.told", n=n, gaps=len(found.gaps), agreed=len(found.agreed), hidden=hidden))
    read.exit()


def _place(named: str, library: Library) -> Path:
    """The place file or its folder, or a shipped example of this name where there is no such folder."""
    shipped = library.folders("questionnaires", f"examples/{named}") if not is_path(named) else ()
    return shipped[0] if shipped and not Path(named).exists() else Path(named)


def _compared(place: Path, library: Library, day: datetime.date, outputs: list[Path]) -> tuple[Eyes, HowItWasRead]:
    from jtbd_diag.cohort.earlier_reports import earlier
    from jtbd_diag.compare.place_file import read_place, refuse_misuse
    from jtbd_diag.compare.rater_groups import forms_of, read_leaders_own
    from jtbd_diag.compare.raters_compared import eyes_of
    from jtbd_diag.questionnaire import load_questionnaire

    def finder(name: str) -> Questionnaire:
        return load_questionnaire(name, library)

    found_place = read_place(place)
    refuse_inputs(outputs, found_place.files)
    refuse_misuse(found_place, day)
    forms = forms_of(found_place, finder)
    leader = read_leaders_own(found_place, forms, finder)
    groups, read = {}, HowItWasRead()
    for name, part in found_place.content.others.items():
        told, groups[name] = _group(found_place, part, forms[name])
        read = read.also(told)
    return eyes_of(found_place, leader, groups, earlier(outputs)), read


def _group(place: FoundPlace, part: OthersPart, form: Questionnaire) -> tuple[HowItWasRead, RaterGroup]:
    """Read a group's answers, and tell how."""
    from jtbd_diag.compare.rater_groups import batch_of_group, group_of
    from jtbd_diag.results.reading_options import with_care

    def work(careful: bool) -> tuple[HowItWasRead, RaterGroup]:
        batch = batch_of_group(place, part, form, careful=careful)
        return tell_reading((batch,), careful=careful, confirm="cli.confirm_place_hint"), group_of(batch, part, form)

    return with_care(work)
