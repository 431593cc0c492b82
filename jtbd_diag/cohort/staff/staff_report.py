"""The numbers of a staff -> its page: the map, where to begin, what to offer at each level, what leaves with whom.

Owns the words and their order; knows nothing of formats. Everything that came from the survey is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator

from jtbd_diag.cohort.report_shape import Occasion
from jtbd_diag.cohort.shares_and_tables import listed, percent
from jtbd_diag.cohort.small_groups import SMALLEST
from jtbd_diag.cohort.staff.staff_levels import Levels, Offer
from jtbd_diag.cohort.staff.staff_map import NAME, draw
from jtbd_diag.cohort.staff.staff_numbers import Staff, Unit
from jtbd_diag.cohort.told_counts import FEW, ToldCount
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.markdown_escape import escape
from jtbd_diag.ground.page_colours import Colours
from jtbd_diag.publishing.report import Report, figure, words_table
from jtbd_diag.questionnaire import fingerprint

MOST_UNITS, MOST_SKILLS = 2, 3


def write_staff_report(staff: Staff, levels: Levels, occasion: Occasion, colours: Colours) -> Report:
    """The page of a staff."""
    people = staff.everyone.people
    title = say("cohort.staff_title", people=people)
    shown = people >= SMALLEST
    figures = {NAME: (draw(staff, colours),)} if shown else {}
    parts = [
        f"# {title}",
        *occasion.warning(),
        *(_in_short(staff) if shown else _too_few(staff)),
        *figure(figures, NAME),
        *(_learning(staff, levels) if shown else ()),
        *(_succession(staff) if shown else ()),
        *read_from(staff, occasion),
    ]
    return Report(title, occasion.date, "\n\n".join(parts) + "\n", footer(staff), figures)


def _too_few(staff: Staff) -> Iterator[str]:
    yield say("cohort.staff_too_few", people=staff.everyone.people, smallest=SMALLEST)


def _in_short(staff: Staff) -> Iterator[str]:
    """Where to begin."""
    skills = {name: one for name, one in staff.everyone.skills.items() if one}
    lines = []
    if skills:
        rarest = min(skills, key=lambda name: skills[name].able.most / skills[name].answered)
        commonest = max(skills, key=lambda name: skills[name].able.least / skills[name].answered)
        rare, often = skills[rarest], skills[commonest]
        title = _title(staff, rarest)
        lines.append(say("cohort.staff_rarest", skill=title, able=rare.able, answered=rare.answered))
        if commonest != rarest:
            lines.append(say("cohort.staff_commonest", skill=_title(staff, commonest), able=often.able))
    bare = [unit for unit in staff.lines if sum(one.rare for one in unit.skills.values() if one) * 2 > len(unit.skills)]
    if bare:
        named = listed([str(escape(name)) for unit in bare for name in unit.names], MOST_UNITS)
        lines.append(say("cohort.staff_bare", units=named))
    else:
        lines.append(say("cohort.staff_none_bare"))
    yield say("cohort.staff_begin", lines=" ".join(lines))


def _title(staff: Staff, skill: str) -> str:
    return str(escape(staff.questionnaire.scales[skill].title))


def _learning(staff: Staff, levels: Levels) -> Iterator[str]:
    """What to offer at each level."""
    offers = {offer.level: offer for offer in levels.levels}
    rows = [
        [f"**{escape(level)}**", str(on_it), *_offer(offers.get(level), staff.levels[level], staff)]
        for level, on_it in staff.on_each.items()
    ]
    yield say("cohort.staff_plan_title")
    heads = (
        "cohort.head_level",
        "cohort.head_people",
        "cohort.head_offer",
        "cohort.head_taught_by",
        "cohort.head_above",
    )
    yield words_table([say(head) for head in heads], rows)
    means = "; ".join(f"*{escape(one.title)}* {escape(one.means)}" for one in staff.wanted.levels if one.means)
    told = [say("cohort.staff_levels", means=means)] if means else []
    yield " ".join([*told, say("cohort.staff_plan_read"), *([str(escape(levels.note))] if levels.note else [])])


def _part(count: ToldCount, staff: Staff) -> str:
    """A count and its share of all."""
    if count.least == count.most or not staff.counted:
        return percent(count.most, staff.counted)
    shares = [f"{100 * one / staff.counted:.0f}" for one in (count.least, count.most)]
    return f"{count} ({'–'.join(dict.fromkeys(shares))}%)"


def _offer(offer: Offer | None, above: ToldCount, staff: Staff) -> list[str]:
    if offer is None:
        return ["", "", ""]
    low, high = offer.aim or (0, 0)
    aim = say("cohort.staff_aim", share=_part(above, staff), low=low, high=high) if offer.aim else ""
    return [str(escape(offer.next)), str(escape(offer.taught_by)), aim]


def _succession(staff: Staff) -> Iterator[str]:
    """Where a skill may leave with somebody."""
    yield say("cohort.staff_leave_title")
    rare = {skill: sum(_is_rare(unit, skill) for unit in staff.lines) for skill in staff.wanted.skills}
    rarest = sorted((skill for skill in rare if rare[skill]), key=lambda skill: -rare[skill])
    said = []
    if rarest:
        hangs = [
            say("cohort.staff_hangs_in", skill=_title(staff, skill), count=rare[skill], units=len(staff.lines))
            for skill in rarest[:MOST_SKILLS]
        ]
        said.append(say("cohort.staff_hangs", few=FEW, hangs="; ".join(hangs)))
    able = {skill: one.able for skill, one in staff.everyone.skills.items() if one}
    leaving = {skill: one.leaving for skill, one in staff.leavers.items() if one.leaving.most > FEW}
    if leaving:
        most = max(leaving, key=lambda skill: leaving[skill].most / able[skill].most)
        title = _title(staff, most)
        said.append(say("cohort.staff_hit_hardest", skill=title, leaving=leaving[most], able=able[most]))
    said.append(say("cohort.staff_pair"))
    yield " ".join(said)


def _is_rare(unit: Unit, skill: str) -> bool:
    one = unit.skills[skill]
    return one is not None and one.rare


def read_from(staff: Staff, occasion: Occasion) -> Iterator[str]:
    """What was read, and what of it is shown together or not at all."""
    aside = staff.rows - staff.everyone.people
    said = [say("cohort.staff_from", survey=escape(occasion.survey), rows=staff.rows)]
    if aside:
        said.append(say("cohort.staff_aside", n=aside))
    if staff.unreadable:
        said.append(say("cohort.staff_unreadable", n=staff.unreadable))
    if staff.together and len(staff.together.names) > 1:
        names = ", ".join(str(escape(name)) for name in staff.together.names)
        said.append(say("cohort.shown_together", names=names))
    if not staff.lines:
        said.append(say("cohort.staff_no_units", smallest=SMALLEST))
    yield " ".join(said)


def footer(staff: Staff) -> str:
    """What may be claimed of a staff, and what is kept secret."""
    q = staff.questionnaire
    asked = f"{q.questionnaire} {q.version} ({fingerprint(q)})"
    return say("cohort.staff_footer", smallest=SMALLEST, few=FEW, asked=asked)
