"""A cohort -> the report for planning a program: one Markdown source, and its charts.

Owns the words and their order; knows nothing of formats. Everything that came from the survey is escaped.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from jtbd_diag.cohort import closing, sections
from jtbd_diag.cohort.charts import bars
from jtbd_diag.cohort.drawing import Drawing
from jtbd_diag.cohort.map import pairs, place_map
from jtbd_diag.cohort.needs import Needs
from jtbd_diag.cohort.sections import BarsOf
from jtbd_diag.cohort.statistics import Cohort
from jtbd_diag.playbook.markdown import escape
from jtbd_diag.publishing.theme import Colours


@dataclass(frozen=True)
class Report:
    """The report, ready to be published: Markdown whose figures are called `figure:<name>`, and what each draws."""

    title: str
    date: datetime.date
    markdown: str
    footer: str
    figures: Mapping[str, tuple[Drawing, ...]]


@dataclass(frozen=True)
class Occasion:
    """What the report is about besides the numbers: the survey's name, the day, notes of the reading."""

    survey: str
    date: datetime.date
    notes: tuple[str, ...] = ()


def write_report(cohort: Cohort, needs: Needs, occasion: Occasion, colours: Colours) -> Report:
    """The report of a cohort, in words, tables and charts."""
    figures = _figures(cohort, colours)
    title = f"Cohort report: {cohort.respondents:,} leaders"
    parts = [
        f"# {title}",
        f"What the answers in {escape(occasion.survey)} say, for planning a program.",
        *sections.in_short(cohort),
        *sections.jobs(cohort),
        *_figure(figures, "jobs"),
        *(sections.maps(cohort, _figure(figures, "maps")) if "maps" in figures else ()),
        *sections.groups(cohort),
        *sections.push(cohort),
        *_figure(figures, "struggle"),
        *sections.preconditions(cohort),
        *_figure(figures, "preconditions"),
        *sections.forces(cohort),
        *sections.calls(cohort),
        *sections.areas(cohort),
        *closing.program(cohort, needs),
        *closing.quality(cohort, occasion.notes),
        *closing.method(cohort),
    ]
    return Report(title, occasion.date, "\n\n".join(parts) + "\n", closing.footer(cohort), figures)


def _figure(figures: Mapping[str, tuple[Drawing, ...]], name: str) -> list[str]:
    words = " ".join(drawing.description for drawing in figures.get(name, ()))
    return [f"![{escape(words)}](figure:{name})"] if words else []


def _figures(cohort: Cohort, colours: Colours) -> dict[str, tuple[Drawing, ...]]:
    figures: dict[str, tuple[Drawing, ...]] = {
        chart.name: (_bars(chart, colours),) for chart in sections.charts(cohort)
    }
    rule = cohort.questionnaire.classification
    if rule is not None and len(rule.scales) > 1 and cohort.places.height:
        q, places = cohort.questionnaire, cohort.places
        figures["maps"] = tuple(place_map(q, pair, places, colours) for pair in pairs(rule.scales))
    return figures


def _bars(chart: BarsOf, colours: Colours) -> Drawing:
    return bars(chart.name, chart.title, chart.levels, chart.rows, colours)
