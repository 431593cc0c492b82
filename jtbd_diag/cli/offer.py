"""`jtbd-diag offer`: which job a program serves, where it misfits, and whom of a cohort it fits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jtbd_diag.cli.shared.idle_options import refuse_idle
from jtbd_diag.cli.shared.leader_answers import questionnaire_of, questionnaires_of
from jtbd_diag.cli.shared.library_option import completing, library_of
from jtbd_diag.cli.shared.output_paths import refuse_outputs
from jtbd_diag.cli.shared.printing import print_json, show_page, tell, tell_problems
from jtbd_diag.cli.shared.shared_options import PAGES, OutputsOption, PageOptions
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint, did_you_mean
from jtbd_diag.ground.files import target_of
from jtbd_diag.ground.library import Library, is_path

if TYPE_CHECKING:
    from jtbd_diag.offers.offer_words import OfferReport

SHIPPED = completing(lambda library: library.files("offers", "", ".yaml"))


def offer(
    context: typer.Context,
    offers: Annotated[list[str], typer.Argument(metavar="OFFER...", autocompletion=SHIPPED)],
    output: OutputsOption = None,
    cohort: Annotated[Path | None, typer.Option(metavar="RESULTS")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
    *,
    pages: PageOptions,
) -> None:
    """Tell which job each program serves, where it misfits, and whom of a cohort it fits."""
    from jtbd_diag.offers.offer_page import offer_findings

    refuse_outputs(output or [], PAGES, force=pages.force, inputs=(cohort, *offers))
    if not output:
        refuse_idle(context, "cli.nothing_with_looks", "theme")
    library, day = library_of(context), pages.day
    report = _report(offers, cohort, library)
    if as_json:
        from jtbd_diag.offers.offer_json import offer_data

        print_json(offer_data(report))
    page, looks = offer_findings(report), pages.looks(library)
    pages.write(page, output or (), looks)
    if not output and not as_json:
        show_page(page, day)


def _report(named: list[str], cohort: Path | None, library: Library) -> OfferReport:
    from jtbd_diag.offers.offer_cohort import read_cohort
    from jtbd_diag.offers.offer_files import read_offers
    from jtbd_diag.offers.offer_rules import load_offer_rules
    from jtbd_diag.offers.offer_verdicts import verdicts
    from jtbd_diag.offers.offer_words import OfferReport

    asked = questionnaires_of(library)
    titles = {job: profile.title for one in reversed(asked) for job, profile in one.profiles.items()}
    rules = load_offer_rules(library, asked, [*titles])
    programs, warnings = read_offers(
        [*{target_of(path): path for one in named for path in _paths(one, library)}.values()],
        rules,
        lambda file: questionnaire_of(file, library),
    )
    tell_problems(warnings)
    judged = tuple((program, verdicts(rules, program.different_answers)) for program in programs)
    leaders = read_cohort(cohort, rules.jobs) if cohort is not None else None
    for note in leaders.pooled if leaders else ():
        tell(note)
    return OfferReport(rules, judged, {job: titles[job] for job in rules.jobs}, leaders)


def _paths(named: str, library: Library) -> list[Path]:
    """The offer of this name or path; all in a folder. Raises InputError where there is none."""
    path = Path(named)
    if path.is_dir():
        found = sorted(one for one in path.iterdir() if one.suffix in (".yaml", ".yml"))
        if found:
            return found
        raise complaint(Code.MISSING_FILE, named, say("cli.nothing_to_check"))
    shelf = library.files("offers", "", ".yaml")
    if path.exists() or is_path(named):
        return [path]
    if named in shelf:
        return [shelf[named]]
    raise complaint(Code.MISSING_FILE, named, say("offers.no_such_offer"), did_you_mean(named, [*shelf]))
