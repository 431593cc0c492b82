"""`jtbd-diag interviews`: tagged interviews, from faults in the tags to a questionnaire calibrated by them."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jtbd_diag.cli.evidence import refuse_without_libraries
from jtbd_diag.cli.how_it_was_read import HowItWasRead, tell_reading
from jtbd_diag.cli.interviews_calibrate import Moved, calibrated, write_new_versions
from jtbd_diag.cli.shared.idle_options import refuse_idle
from jtbd_diag.cli.shared.library_option import library_of
from jtbd_diag.cli.shared.options_in_words import as_options
from jtbd_diag.cli.shared.output_paths import refuse_inputs, refuse_outputs
from jtbd_diag.cli.shared.printing import print_table, tell
from jtbd_diag.cli.shared.shared_options import PAGES, MappingOption, OutputsOption, PageOptions, QuestionnaireOption
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import in_words
from jtbd_diag.ground.library import is_path
from jtbd_diag.ground.visible_text import visible

if TYPE_CHECKING:
    from jtbd_diag.ground.library import Library
    from jtbd_diag.lab.interviews.forms_of_interviewed import FormWords
    from jtbd_diag.lab.interviews.interview_folder import Tagged
    from jtbd_diag.lab.interviews.tag_book import TagBook
    from jtbd_diag.publishing.finding_files import Findings
    from jtbd_diag.publishing.theme.theme import Theme

BOOK = "forces"


class InterviewStep(StrEnum):
    """What can be done with a folder of interviews, in order."""

    CHECK = "check"
    AGREE = "agree"
    CLUSTER = "cluster"
    CALIBRATE = "calibrate"


_MORE = {InterviewStep.AGREE: ("csv",), InterviewStep.CALIBRATE: ("yaml",)}
"""What a step writes beside pages."""


_OF_FORM = ("answers", "questionnaire", "mapping")
_IDLE: dict[InterviewStep, tuple[str, ...]] = {
    InterviewStep.CHECK: (*_OF_FORM, "distance", "seed", "theme", "date", "force"),
    InterviewStep.AGREE: (*_OF_FORM, "distance"),
    InterviewStep.CLUSTER: (),
    InterviewStep.CALIBRATE: ("distance",),
}
"""Options that a step has no use for."""


class By(StrEnum):
    """How far apart two interviews are, as it is typed."""

    JACCARD = "jaccard"
    GOWER = "gower"


def interviews(
    context: typer.Context,
    step: Annotated[InterviewStep, typer.Argument(metavar="STEP")],
    folder: Annotated[Path, typer.Argument(metavar="FOLDER")],
    output: OutputsOption = None,
    codebook: Annotated[str | None, typer.Option(metavar="NAME")] = None,
    answers: Annotated[Path | None, typer.Option(metavar="TABLE")] = None,
    questionnaire: QuestionnaireOption = None,
    mapping: MappingOption = None,
    distance: Annotated[By, typer.Option()] = By.JACCARD,
    seed: Annotated[int, typer.Option(metavar="N", min=0)] = 1,
    *,
    pages: PageOptions,
) -> None:
    """Check tagged interviews, compare taggers, find clusters, and hold the form against them."""
    refuse_without_libraries()
    from jtbd_diag.lab.interviews.interview_folder import read_tagged
    from jtbd_diag.publishing.how_tables_were_read import with_reading

    library = library_of(context)
    outputs = output or []
    refuse_inputs(outputs, (answers, mapping, questionnaire))
    _refuse_misuse(context, step, outputs, force=pages.force)
    folder = _folder(folder, library)
    tagged = read_tagged(folder, _book(folder, codebook, library))
    if step is InterviewStep.CHECK:
        raise typer.Exit(_check(tagged))
    most_lost = _tell_left_out(tagged)
    looks = pages.looks(library)
    as_pages = [path for path in outputs if path.suffix.lower().removeprefix(".") in PAGES]
    if step is InterviewStep.AGREE:
        pages.write(_agree(tagged, seed, outputs, pages.force), as_pages, looks)
        raise typer.Exit(int(most_lost))
    form, read = _form(context, tagged, answers, questionnaire, mapping, library)
    if step is InterviewStep.CLUSTER:
        pages.write(with_reading(_cluster(tagged, form, distance, seed, looks), read.tables), as_pages, looks)
        _exit(read, most_lost=most_lost)
        return
    from jtbd_diag.lab.interviews.calibration_page import calibration_findings

    calibration = calibrated(tagged, form, seed)
    pages.write(with_reading(calibration_findings(calibration, looks.look.colours), read.tables), as_pages, looks)
    versions = _versions(outputs, read)
    write_new_versions(calibration, Moved(versions, pages.day, questionnaire, pages.force), library)
    _exit(read, most_lost=most_lost)


def _exit(read: HowItWasRead, *, most_lost: bool) -> None:
    """End with 1 where most of the answers, or of the tags, is lost."""
    read.exit()
    raise typer.Exit(int(most_lost))


def _versions(outputs: list[Path], read: HowItWasRead) -> list[Path]:
    """The new versions of the form to be written: none of answers of which most is lost."""
    asked = [path for path in outputs if path.suffix.lower() == ".yaml"]
    for path in asked if read.failed else ():
        tell(say("interviews.version_not_written", path=path))
    return [] if read.failed else asked


def _refuse_misuse(context: typer.Context, step: InterviewStep, outputs: list[Path], *, force: bool) -> None:
    """Raise BadParameter for options that the step has no use for, InputError for files it does not write."""
    if step is InterviewStep.CHECK and outputs:
        raise typer.BadParameter(say("interviews.check_writes_nothing"), param_hint="-o")
    refuse_idle(context, "interviews.not_of_step", *_IDLE[step])
    if not outputs:
        refuse_idle(context, "cli.nothing_with_looks", "theme")
    refuse_outputs(outputs, (*PAGES, *_MORE.get(step, ())), force=force)


def _folder(named: Path, library: Library) -> Path:
    """The folder, or a shipped example of this name where there is no such folder."""
    shipped = library.folders("questionnaires", f"examples/{named}") if not is_path(str(named)) else ()
    return shipped[0] if shipped and not named.exists() else named


def _book(folder: Path, named: str | None, library: Library) -> TagBook:
    """The book of tags that was named, else the one in the folder, else the shipped one."""
    from jtbd_diag.lab.interviews.interview_folder import BOOK as BESIDE
    from jtbd_diag.lab.interviews.tag_book import read_book

    if named is not None:
        return read_book(Path(named) if is_path(named) else library.file("questionnaires", f"codebooks/{named}.yaml"))
    beside = folder / BESIDE
    return read_book(beside if beside.is_file() else library.file("questionnaires", f"codebooks/{BOOK}.yaml"))


def _check(tagged: Tagged) -> int:
    """Print every problem; the exit code."""
    from jtbd_diag.lab.interviews.tag_faults import tag_faults

    problems = tag_faults(tagged)
    for line in in_words(problems):
        typer.echo(visible(as_options(line)))  # here they are the result
    faults = sum(not problem.warning for problem in problems)
    taggers = ", ".join(tagged.taggers) or say("interviews.nobody_tagged")
    transcripts, tags = (
        say("interviews.transcripts", n=len(tagged.texts)),
        say("interviews.tags", n=len(tagged.taggings)),
    )
    tell(say("interviews.checked", n=faults, transcripts=transcripts, tags=tags, taggers=taggers))
    if warnings := len(problems) - faults:
        tell(say("interviews.checked_warnings", n=warnings))
    return 1 if faults else 0


def _tell_left_out(tagged: Tagged) -> bool:
    """Tell what of the tags is left out; whether that is a whole file, or most of them."""
    rows = sum(not problem.warning and problem.where.file not in tagged.unread for problem in tagged.problems)
    for path in tagged.unread:
        tell(say("interviews.unread", path=path))
    for problem in tagged.problems:
        if problem.warning:
            tell(problem.what)
    if rows:
        tell(say("interviews.left_out", n=rows))
    if tagged.invented:
        tell(say("interviews.invented", n=tagged.invented))
    return bool(tagged.unread) or rows > len(tagged.taggings)


def _agree(tagged: Tagged, seed: int, outputs: list[Path], force: bool) -> Findings:
    from jtbd_diag.lab.enough_answers import LEAST, Claim, Estimate
    from jtbd_diag.lab.figures_in_words import in_decimals, in_hundredths, interval
    from jtbd_diag.lab.interviews.agreement_page import agreement_findings, word_of
    from jtbd_diag.lab.interviews.tag_agreement import tag_agreement, write_differences

    found, none = tag_agreement(tagged, seed), say("lab.none_here")
    print_table(
        say("interviews.agree_heads"),
        [
            [
                line.title if line in found.groups else line.name,
                str(line.units),
                in_hundredths(line.alike) if isinstance(line.alike, Estimate) else none,
                in_decimals(line.alpha) if isinstance(line.alpha, Estimate) else none,
                interval(line.alpha),
                word_of(line),
            ]
            for line in (*found.groups, *found.tags)
        ],
    )
    least, decisions = LEAST[Claim.TAGGERS], LEAST[Claim.RELIABILITY]
    tell(say("interviews.agree_none", some=LEAST[Claim.STATISTIC], least=least, decisions=decisions))
    differences = len(found.differences)
    tell(say("interviews.agree_told", n=len(tagged.texts), together=found.together, differences=differences))
    for path in outputs:
        if path.suffix.lower() == ".csv":
            write_differences(found, path, force=force)
            tell(say("cli.wrote", path=path))
    return agreement_findings(found)


def _form(
    context: typer.Context,
    tagged: Tagged,
    answers: Path | None,
    questionnaire: str | None,
    mapping: Path | None,
    library: Library,
) -> tuple[FormWords | None, HowItWasRead]:
    """The form, filled in by those who were interviewed; None where no answers stand in the folder."""
    from jtbd_diag.cli.batches.batch_inputs import ReadingOptions, asked_in, in_its_version
    from jtbd_diag.lab.interviews.forms_of_interviewed import ANSWERS, form_words
    from jtbd_diag.results.batch_of_a_survey import Batch
    from jtbd_diag.results.reading_options import with_care
    from jtbd_diag.results.scored_survey import Wishes

    path = answers or tagged.folder / ANSWERS
    if answers is None and not path.is_file():
        refuse_idle(context, "interviews.idle_without_answers", "questionnaire", "mapping")
        return None, HowItWasRead()
    reading = ReadingOptions().reading(library, path, mapping)
    asked = in_its_version(asked_in(questionnaire, mapping, library, path), questionnaire, library, reading)

    def work(careful: bool) -> tuple[FormWords, HowItWasRead]:
        batch = Batch(asked, reading, Wishes(flips=False), careful=careful)
        read = tell_reading((batch,), careful=careful, twice=False)
        return form_words(batch, tagged.texts), read

    found, read = with_care(work)
    if found.strangers:
        tell(say("interviews.strangers", n=found.strangers))
    if found.again:
        tell(say("interviews.again", n=found.again))
    return found, read


def _cluster(tagged: Tagged, form: FormWords | None, distance: By, seed: int, looks: Theme) -> Findings:
    from jtbd_diag.lab.enough_answers import LEAST, Claim
    from jtbd_diag.lab.interviews.clusters import Distance, clusters_of
    from jtbd_diag.lab.interviews.clusters_page import clusters_findings, counted, trust

    found = clusters_of(tagged, form, Distance(distance.value), seed)
    best, number = found.best, len(found.interviews)
    if best is None:
        few = say("interviews.cluster_told_few", n=number, needed=LEAST[Claim.CLUSTERS])
        tell(say("interviews.cluster_told_alike", n=number) if found.alike else few)
        return clusters_findings(found, looks.look.colours)
    print_table(
        say("interviews.cluster_heads"),
        [
            [
                str(cluster.number),
                str(len(cluster.interviews)),
                f"{cluster.stability:.2f}",
                ", ".join(told.tag for told in cluster.more[:2]),
                counted(cluster.coded),
                counted(cluster.form, by_form=True) if form else "",
            ]
            for cluster in found.clusters
        ],
        words=True,
    )
    silhouette = f"{best.silhouette:.2f}"
    tell(say("interviews.cluster_told", n=number, k=best.k, silhouette=silhouette, word=trust(found)))
    return clusters_findings(found, looks.look.colours)
