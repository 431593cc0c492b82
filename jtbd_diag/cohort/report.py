"""A cohort -> the report for planning a programme: one Markdown source, and its charts.

Owns the words and their order; knows nothing of formats. Everything that came from the survey is escaped.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from jtbd_diag.cohort import closing, sections
from jtbd_diag.cohort.charts import bars
from jtbd_diag.cohort.drawing import Drawing
from jtbd_diag.cohort.map import pairs, place_map
from jtbd_diag.cohort.programme import Needs
from jtbd_diag.cohort.sections import BarsOf
from jtbd_diag.cohort.statistics import Cohort
from jtbd_diag.playbook.markdown import escape
from jtbd_diag.publishing.theme import Colours


@dataclass(frozen=True)
class Report:
    """The report, ready to be published: Markdown whose figures are called `figure:<name>`, and their drawings."""

    title: str
    date: datetime.date
    markdown: str
    footer: str
    figures: Mapping[str, Drawing]


@dataclass(frozen=True)
class Occasion:
    """What the report is about besides the numbers: the survey's name, the day, notes of the reading."""

    survey: str
    date: datetime.date
    notes: tuple[str, ...] = ()


def write_report(cohort: Cohort, needs: Needs, occasion: Occasion, colours: Colours) -> Report:
    """The report of a cohort, in words, tables and charts."""
    figures = {drawing.name: drawing for drawing in _drawings(cohort, colours)}
    title = f"Cohort report: {cohort.respondents:,} leaders"
    parts = [
        f"# {title}",
        f"{escape(occasion.survey)}, {occasion.date:%B} {occasion.date.day}, {occasion.date.year}",
        *sections.in_short(cohort),
        *sections.jobs(cohort),
        *_figure(figures, "jobs"),
        *_maps(cohort, figures),
        *sections.groups(cohort),
        *sections.push(cohort),
        *_figure(figures, "struggle"),
        *sections.readiness(cohort),
        *_figure(figures, "preconditions"),
        *sections.calls(cohort),
        *sections.areas(cohort),
        *closing.programme(cohort, needs),
        *closing.quality(cohort, occasion.notes),
        *closing.method(cohort),
    ]
    return Report(title, occasion.date, "\n\n".join(parts) + "\n", closing.footer(cohort), figures)


def _figure(figures: Mapping[str, Drawing], *names: str) -> list[str]:
    images = [f"![{escape(figures[n].description)}](figure:{n})" for n in names if n in figures]
    return [" ".join(images)] if images else []


def _maps(cohort: Cohort, figures: Mapping[str, Drawing]) -> Iterable[str]:
    names = [name for name in figures if name.startswith("map-")]
    return [*sections.maps(cohort), *_figure(figures, *names)] if names else []


def _drawings(cohort: Cohort, colours: Colours) -> Iterator[Drawing]:
    for chart in sections.charts(cohort):
        yield _bars(chart, colours)
    rule = cohort.questionnaire.classification
    if rule is not None and cohort.places.height:
        for pair in pairs(rule.scales):
            yield place_map(cohort.questionnaire, pair, cohort.places, colours)


def _bars(chart: BarsOf, colours: Colours) -> Drawing:
    return bars(chart.name, chart.title, chart.levels, chart.rows, colours)
