"""A cohort -> the report for planning a program: one Markdown source, and its charts.

Owns the words and their order; knows nothing of formats. Everything that came from the survey is escaped.
"""

from __future__ import annotations

from collections.abc import Mapping

from jtbd_diag.cohort.leaders import leader_sections, needs_and_method_sections
from jtbd_diag.cohort.leaders.leader_counts import Cohort
from jtbd_diag.cohort.leaders.leader_map import pairs, place_map
from jtbd_diag.cohort.leaders.leader_sections import BarsOf
from jtbd_diag.cohort.leaders.program_needs import Needs
from jtbd_diag.cohort.leaders.recruit_sections import recruit_and_catalyze
from jtbd_diag.cohort.leaders.recruit_signs import Recruiting
from jtbd_diag.cohort.report_shape import Occasion
from jtbd_diag.cohort.staff.staff_levels import Levels
from jtbd_diag.cohort.staff.staff_numbers import Staff
from jtbd_diag.cohort.staff.staff_report import write_staff_report
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.library import Library
from jtbd_diag.ground.markdown_escape import escape
from jtbd_diag.ground.page_colours import Colours
from jtbd_diag.publishing.drawings.stacked_bars import bars
from jtbd_diag.publishing.drawings.svg_drawing import Drawing
from jtbd_diag.publishing.report import Report, figure


def report_of(numbers: Cohort | Staff, library: Library, occasion: Occasion, colours: Colours) -> Report:
    """The report that fits: of a cohort of leaders, or of a staff. Raises InputError for a faulty library file."""
    if isinstance(numbers, Staff):
        return write_staff_report(numbers, Levels.load(library), occasion, colours)
    return write_report(numbers, Needs.load(library), occasion, colours, Recruiting.load(library))


def write_report(
    cohort: Cohort, needs: Needs, occasion: Occasion, colours: Colours, recruiting: Recruiting | None = None
) -> Report:
    """The report of a cohort, in words, tables and charts; `recruiting` says whom to invite and what wakes others."""
    figures = _figures(cohort, colours)
    title = say("cohort.title", respondents=cohort.respondents, who=cohort.who)
    survey = escape(occasion.survey)
    parts = [
        f"# {title}",
        *occasion.warning(),
        say("cohort.what_for" if cohort.jobs else "cohort.what", survey=survey),
        *leader_sections.in_short(cohort),
        *leader_sections.jobs(cohort),
        *figure(figures, "jobs"),
        *(leader_sections.maps(cohort, figure(figures, "maps")) if "maps" in figures else ()),
        *leader_sections.scales(cohort, _all(figures, leader_sections.SCALES)),
        *leader_sections.groups(cohort),
        *leader_sections.push(cohort),
        *figure(figures, "struggle"),
        *leader_sections.claims(cohort),
        *leader_sections.preconditions(cohort),
        *_all(figures, leader_sections.PRECONDITIONS),
        *leader_sections.forces(cohort),
        *leader_sections.calls(cohort),
        *leader_sections.areas(cohort),
        *(recruit_and_catalyze(cohort, recruiting) if recruiting else ()),
        *needs_and_method_sections.program(cohort, needs),
        *needs_and_method_sections.quality(cohort, occasion.notes),
        *needs_and_method_sections.method(cohort),
    ]
    return Report(title, occasion.date, "\n\n".join(parts) + "\n", needs_and_method_sections.footer(cohort), figures)


def _all(figures: Mapping[str, tuple[Drawing, ...]], begins: str) -> list[str]:
    """The places of all figures whose names begin so."""
    return [line for name in figures if name.startswith(begins) for line in figure(figures, name)]


def _figures(cohort: Cohort, colours: Colours) -> dict[str, tuple[Drawing, ...]]:
    figures: dict[str, tuple[Drawing, ...]] = {
        chart.name: (_bars(chart, colours),) for chart in leader_sections.charts(cohort)
    }
    rule = cohort.questionnaire.classification
    if rule is not None and len(rule.scales) > 1 and cohort.placed:
        q, places = cohort.questionnaire, cohort.places
        figures["maps"] = tuple(place_map(q, pair, places, colours) for pair in pairs(rule.scales))
    return figures


def _bars(chart: BarsOf, colours: Colours) -> Drawing:
    return bars(chart.name, chart.title, chart.levels, chart.rows, colours)
