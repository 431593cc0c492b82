"""Surveys of made-up leaders, the reports on them as they are handed out, and what can be read in these."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape
from xml.etree import ElementTree

import polars as pl

from jtbd_diag.cohort.leaders.leader_counts import Cohort
from jtbd_diag.cohort.leaders.leader_numbers import cohort_of, known_of, needed_columns
from jtbd_diag.cohort.leaders.leader_report import write_report
from jtbd_diag.cohort.leaders.program_needs import Needs
from jtbd_diag.cohort.report_shape import Occasion
from jtbd_diag.ground.library import Library
from jtbd_diag.publishing.report import render_html, render_pdf
from jtbd_diag.publishing.theme.theme import load_theme
from jtbd_diag.questionnaire import Value, load_questionnaire
from jtbd_diag.results.results import results_of
from tests.cohort.test_report import leader_of
from tests.results.tables import read

LEADER, THEME, NEEDS = load_questionnaire("leader"), load_theme(), Needs.load(Library())
JOBS = ("correct", "coordinate", "reorient")
AREAS = tuple(option.id for option in LEADER.options("area"))[:3]
NESTED = {"n1": 20, "n2": 17, "n3": 3, "s1": 15, "s2": 11, "s3": 4, "e1": 12}


@dataclass(frozen=True)
class Survey:
    """Leaders in districts, which are called by their region's letter."""

    people: Sequence[Mapping[str, Value]]
    districts: Sequence[str]

    def numbers(self, *by: str) -> Cohort:
        """The numbers of a report by these columns."""
        return cohort_of(LEADER, *self._tables(by), by)

    def known(self, *by: str) -> tuple[pl.DataFrame, dict[str, pl.Expr]]:
        """Those whom a report by these columns counts."""
        return known_of(LEADER, self._tables(by)[0])

    def _tables(self, by: Sequence[str]) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
        columns = {
            "Response ID": [f"R_{n}" for n in range(len(self.people))],
            "District": [*self.districts],
            "Region": [name[0] for name in self.districts],
        }
        results = results_of(read(LEADER, self.people, columns), LEADER, flips=False)
        wanted = needed_columns(LEADER, {name: name for name in by}, results.frame.collect_schema().names())
        rejects = pl.DataFrame(schema={"column": pl.String, "what": pl.String, "len": pl.UInt32})
        return results.frame.select(wanted).collect(), results.silence.collect(), rejects


def survey(sizes: Mapping[str, int], jobs: Callable[[str, int], str] = lambda _, n: JOBS[n % 3]) -> Survey:
    people, districts = [], []
    for district, size in sizes.items():
        for n in range(size):
            push = n % 2 == 0
            answers = dict(leader_of(LEADER, jobs(district, n), area=AREAS[n % 3]))
            for item in LEADER.scored_items():
                scored = [o for o in LEADER.options(item) if "struggle" in o.points]
                if scored:
                    answers[item] = sorted(scored, key=lambda o: o.points["struggle"])[-1 if push else 0].id
            people.append(answers)
            districts.append(district)
    return Survey(people, districts)


# --- what is handed out, and what can be read in it -----------------------------------------------------


def html(numbers: Cohort) -> str:
    report = write_report(numbers, NEEDS, Occasion("survey.csv", datetime.date(2026, 11, 21)), THEME.look.colours)
    return render_html(report, THEME).decode()


def pdf(numbers: Cohort) -> bytes:
    report = write_report(numbers, NEEDS, Occasion("survey.csv", datetime.date(2026, 11, 21)), THEME.look.colours)
    return render_pdf(report, THEME)


def words_of(page: str) -> str:
    """Everything on a page that is no mark-up: text, alternatives, titles and descriptions of drawings."""
    return unescape(re.sub(r"<[^>]*>", " ", page)) + " ".join(re.findall(r'(?:alt|aria-label|title)="([^"]*)"', page))


def tables_of(page: str) -> Iterator[tuple[list[str], list[list[str]]]]:
    """Every table: its header and its rows."""
    for table in re.findall(r"<table.*?</table>", page, re.DOTALL):
        rows = [
            re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
            for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL)
        ]
        yield rows[0], [[unescape(re.sub("<.*?>", "", cell)) for cell in row] for row in rows[1:]]


def lines_of(page: str) -> list[tuple[frozenset[str], int, tuple[int, ...]]]:
    """Lines of tables by place: the districts that an attacker knows to lie there, how many leaders, and results."""
    found = []
    for header, rows in tables_of(page):
        for row in rows if header[0] in ("Region", "District") else ():
            keys = row[0].removesuffix(", together").split(", ")
            inside = frozenset(name for name in NESTED if name in keys or name[0] in keys)
            counts = [int(cell.split()[0].replace(",", "")) for cell in row[1:]]
            found.append((inside, counts[0], tuple(counts[1:])))
    return found


def mapped(places: Sequence[tuple[float, float, str]]) -> Cohort:
    """A cohort whose leaders sit at these places of the first map."""
    rows = [(x, y, 50.0, job, "clear") for x, y, job in places]
    frame = pl.DataFrame(rows, schema=["scope", "frustration", "breadth", "job", "outcome"], orient="row")
    return replace(survey({"n1": 1}).numbers(), places=frame)


def signs_of(page: str) -> list[tuple[float, float]]:
    """The scores that an attacker reads off the signs of the first map, in the order in which they are drawn."""
    maps = re.findall(r'<svg[^>]*aria-labelledby="map-.*?</svg>', page, re.DOTALL)
    svg = ElementTree.fromstring(maps[0])
    space = "{http://www.w3.org/2000/svg}"
    frame = next(one for one in svg.iter(f"{space}rect"))
    left, top, side = (float(frame.attrib[name]) for name in ("x", "y", "width"))
    found = []
    for path in svg.iter(f"{space}path"):
        x, y = map(float, re.findall(r"-?[\d.]+", path.attrib["d"])[:2])
        if path.attrib["fill"] != "none" and y < top + side + 5:
            found.append((100 * (x - left) / side, 100 * (1 - (y - top) / side)))
    return found
