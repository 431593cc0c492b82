"""How long a playbook each takes beside Typst alone, and a spreadsheet of 10,000 rows beside reading it.

Run: python benchmarks/playbooks.py [playbooks] [rows] [pairs]
The first ratio sets 500 playbooks, from coded answers to files, beside compiling the very same Typst sources on the
same cores, processes started anew for both, nine times in turns: as wall time and as time of the processors, which
others on the machine disturb less. The second sets `jtbd-diag batch` of an XLSX, with results as XLSX and
the report, beside a process that only reads and codes it. Budgets: 1.1 and 1.5.
"""

from __future__ import annotations

import csv
import datetime
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import jtbd_diag.cli  # noqa: F401 - in every process, as in the command: garbage is looked for as seldom
from jtbd_diag.answers import Answers
from jtbd_diag.diagnosis import diagnose
from jtbd_diag.ground.library import Library, shipped_folder
from jtbd_diag.handouts.make_all import _cores, make_handouts
from jtbd_diag.handouts.one_handout import Recipe, Wanted
from jtbd_diag.handouts.recipients import wanted
from jtbd_diag.playbook import load_advice, write_playbook
from jtbd_diag.publishing import load_theme
from jtbd_diag.publishing.pdf.typst_compiler import compile_pdf
from jtbd_diag.publishing.pdf.typst_source import source
from jtbd_diag.questionnaire import load_questionnaire
from jtbd_diag.results.batch_of_a_survey import Batch
from jtbd_diag.results.reading_options import Reading
from jtbd_diag.results.scored_survey import Wishes

SURVEY = shipped_folder() / "questionnaires" / "examples" / "survey-200.csv"
DAY = datetime.date(2026, 11, 21)
READ_ONLY = """
import sys
from pathlib import Path
import polars as pl
from jtbd_diag import load_questionnaire
from jtbd_diag.results.batch_of_a_survey import Reading, read
from jtbd_diag.survey.cells.coded_answers import code
questionnaire = load_questionnaire("leader")
coded = code(read(questionnaire, Reading(Path(sys.argv[1]))), questionnaire)
pl.collect_all([coded.frame, coded.rejects], engine="streaming")
"""


Spent = tuple[float, float]
"""Seconds of wall time, and of all processors together."""


def spent(work: Callable[[], object]) -> Spent:
    """What a piece of work takes, in processes that it starts and ends as well."""
    before, start = _of_processors(), time.perf_counter()
    work()
    return time.perf_counter() - start, _of_processors() - before


def _of_processors() -> float:
    both = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return sum(one.ru_utime + one.ru_stime for one in both)


def tell_pairs(what: str, pairs: Sequence[tuple[Spent, Spent]], *, beside: str = "Typst alone") -> None:
    """Print the medians of what was run in turns with something else, and the ratios of the pairs."""
    for n, kind in enumerate(("wall time", "processor time")):
        ratios = sorted(ours[n] / theirs[n] for ours, theirs in pairs)
        ours, theirs = (median(one[n] for one in side) for side in zip(*pairs, strict=True))
        print(
            f"{what}, {kind}: {ours:.1f} s; {beside} {theirs:.1f} s; "
            f"ratio {median(ratios):.2f} (of pairs {ratios[0]:.2f} to {ratios[-1]:.2f})"
        )


def silently(command: Sequence[str | Path]) -> None:
    """Run a program that must not fail."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def people(count: int) -> list[Wanted]:
    """So many respondents, the shipped ones over and over, each with a name of their own."""
    batch = Batch(load_questionnaire("leader"), Reading(SURVEY), Wishes())
    once = wanted(batch, "pdf")
    return [
        Wanted(f"{n:04}.pdf", {**one.values, "name": f"Leader {n}"}, str(n))
        for n, one in zip(range(count), once * (count // len(once) + 1), strict=False)
    ]


def sources_of(wanted: Sequence[Wanted]) -> list[str]:
    """The Typst sources of the same playbooks."""
    questionnaire, advice, theme = load_questionnaire("leader"), load_advice(), load_theme()
    found = []
    for one in wanted:
        answers = Answers.to(questionnaire, one.values, respondent=one.respondent)
        found.append(source(write_playbook(diagnose(questionnaire, answers), advice=advice, date=DAY), theme))
    return found


def compile_each(sources: Sequence[str]) -> int:
    """Nothing but Typst."""
    theme = load_theme()
    return sum(len(compile_pdf(one, theme, DAY)) for one in sources)


def bare(sources: Sequence[str]) -> None:
    """Compile sources on all cores, in lots as `batch` hands them out."""
    lots = [sources[n : n + 8] for n in range(0, len(sources), 8)]
    with ProcessPoolExecutor(_cores(), get_context("spawn")) as pool:
        list(pool.map(compile_each, lots))


def playbooks(count: int, folder: Path, turns: int) -> None:
    """Print the ratio for playbooks."""
    wanted = people(count)
    sources = sources_of(wanted)
    recipe = Recipe(load_questionnaire("leader"), Library(), folder / "playbooks", "pdf", DAY)
    pairs = []
    for _ in range(turns):
        shutil.rmtree(recipe.folder, ignore_errors=True)
        pairs.append((spent(lambda: make_handouts(recipe, wanted)), spent(lambda: bare(sources))))
    tell_pairs(f"{count} playbooks", pairs)


def spreadsheet(rows: int, folder: Path, turns: int) -> None:
    """Print the ratio for a spreadsheet."""
    from xlsxwriter import Workbook

    with SURVEY.open(encoding="utf-8", newline="") as file:
        header, *once = csv.reader(file)
    table = folder / "survey.xlsx"
    book = Workbook(table, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet()
    for n in range(rows + 1):
        cells = header if n == 0 else [f"A{n}", *once[n % len(once)][1:]]
        for column, cell in enumerate(cells):
            sheet.write_string(n, column, cell)
    book.close()
    program = str(Path(sys.executable).with_name("jtbd-diag"))
    outputs: list[str | Path] = [
        "-o",
        folder / "results.xlsx",
        "--report",
        folder / "cohort.html",
        "--by",
        "Region",
        "--force",
    ]
    command = [program, "batch", table, *outputs]
    pairs = [
        (spent(lambda: silently(command)), spent(lambda: silently([sys.executable, "-c", READ_ONLY, table])))
        for _ in range(turns)
    ]
    tell_pairs(f"{rows} rows of XLSX, results and report", pairs, beside="reading")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        usual = [500, 10_000, 9]
        given = [int(word) for word in sys.argv[1:]]
        count, rows, turns = given + usual[len(given) :]
        playbooks(count, Path(scratch), turns)
        spreadsheet(rows, Path(scratch), turns)
