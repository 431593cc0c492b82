"""The numbers of a staff -> its page: the map, where to begin, what to offer at each level, what leaves with whom.

Owns the words and their order; knows nothing of formats. Everything that came from the survey is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator

from jtbd_diag.cohort.document import Occasion, Report, figure
from jtbd_diag.cohort.groups import SMALLEST
from jtbd_diag.cohort.staff.drawing import NAME, draw
from jtbd_diag.cohort.staff.levels import Levels, Offer
from jtbd_diag.cohort.staff.numbers import FEW, Staff, Unit, told_in_all
from jtbd_diag.cohort.wording import listed, percent, words_table
from jtbd_diag.playbook.markdown import escape
from jtbd_diag.publishing.theme import Colours
from jtbd_diag.questionnaire import fingerprint
from jtbd_diag.sentences import many

MOST_UNITS, MOST_SKILLS = 2, 3


def write_staff_report(staff: Staff, levels: Levels, occasion: Occasion, colours: Colours) -> Report:
    """The page of a staff."""
    people = staff.everyone.people
    title = f"Who can do what: {people:,} people"
    shown = people >= SMALLEST
    figures = {NAME: (draw(staff, colours),)} if shown else {}
    parts = [
        f"# {title}",
        *(_in_short(staff) if shown else _too_few(staff)),
        *figure(figures, NAME),
        *(_learning(staff, levels) if shown else ()),
        *(_succession(staff) if shown else ()),
        *_reading(staff, occasion),
    ]
    return Report(title, occasion.date, "\n\n".join(parts) + "\n", _footer(staff), figures)


def _too_few(staff: Staff) -> Iterator[str]:
    yield f"Nothing is shown: {staff.everyone.people:,} people answered, and fewer than {SMALLEST} are never shown."


def _in_short(staff: Staff) -> Iterator[str]:
    """Where to begin."""
    skills = {name: one for name, one in staff.everyone.skills.items() if one}
    lines = []
    if skills:
        rarest = min(skills, key=lambda name: skills[name].able / skills[name].answered)
        commonest = max(skills, key=lambda name: skills[name].able / skills[name].answered)
        rarely = (
            f"Rarest is *{_title(staff, rarest)}*: {told_in_all(staff, rarest)} of {skills[rarest].answered:,} do it "
            "on their own."
        )
        often = f" Most common is *{_title(staff, commonest)}*: {told_in_all(staff, commonest)} do."
        lines.append(rarely + (often if commonest != rarest else ""))
    bare = [unit for unit in staff.lines if sum(one.rare for one in unit.skills.values() if one) * 2 > len(unit.skills)]
    if bare:
        named = listed([str(escape(name)) for unit in bare for name in unit.names], MOST_UNITS, "others")
        lines.append(f"Hardly anybody can do most of it in {named}: begin there with the basics.")
    else:
        lines.append("In every unit shown, somebody can do at least half of it: begin by letting them teach.")
    yield "> **Where to begin.** " + " ".join(lines)


def _title(staff: Staff, skill: str) -> str:
    return str(escape(staff.questionnaire.scales[skill].title))


def _learning(staff: Staff, levels: Levels) -> Iterator[str]:
    """What to offer at each level."""
    offers = {offer.level: offer for offer in levels.levels}
    counted = sum(staff.levels.values())
    rows = []
    above = counted
    for level, count in staff.levels.items():
        offer = offers.get(level)
        rows.append([f"**{escape(level)}**", percent(count, counted), *_offer(offer, above, counted)])
        above -= count
    yield "## The learning plan"
    yield words_table(["Level now", "People", "Offer them next", "Taught by", "Here or above"], rows)
    note = f" {escape(levels.note)}" if levels.note else ""
    yield f"Times and aims are our proposal; no study set them.{note}"


def _offer(offer: Offer | None, above: int, counted: int) -> list[str]:
    if offer is None:
        return ["", "", ""]
    aim = f"{percent(above, counted)}, aim {offer.aim[0]}–{offer.aim[1]}%" if offer.aim else ""
    return [str(escape(offer.next)), str(escape(offer.taught_by)), aim]


def _succession(staff: Staff) -> Iterator[str]:
    """Where a skill may leave with somebody."""
    yield "## What could leave with somebody"
    rare = {skill: sum(_is_rare(unit, skill) for unit in staff.lines) for skill in staff.wanted.skills}
    rarest = sorted((skill for skill in rare if rare[skill]), key=lambda skill: -rare[skill])
    said = []
    if rarest:
        hangs = [f"*{_title(staff, skill)}* in {rare[skill]} of {len(staff.lines)}" for skill in rarest[:MOST_SKILLS]]
        said.append(f"Units where a skill hangs on {FEW} people at most, if on anybody: {'; '.join(hangs)}.")
    leaving = [skill for skill, one in staff.leavers.items() if one.leaving > FEW]
    if leaving:
        most = max(leaving, key=lambda skill: staff.leavers[skill].leaving / staff.leavers[skill].able)
        count = f"{staff.leavers[most].leaving:,} of {told_in_all(staff, most)}"
        said.append(f"Hit hardest by those who expect to leave: *{_title(staff, most)}*, {count} who can.")
    said.append("Aim at three people for every skill in every unit, and pair those who leave with those who stay.")
    yield " ".join(said)


def _is_rare(unit: Unit, skill: str) -> bool:
    one = unit.skills[skill]
    return one is not None and one.rare


def _reading(staff: Staff, occasion: Occasion) -> Iterator[str]:
    aside = staff.rows - staff.everyone.people
    said = [f"From {escape(occasion.survey)}: {staff.rows:,} rows"]
    if aside:
        said.append(f"{aside:,} answered nothing of it or stand twice")
    if staff.unreadable:
        said.append(f"{many(staff.unreadable, 'cell')} could not be used")
    if staff.together and len(staff.together.names) > 1:
        said.append(f"shown together: {', '.join(str(escape(name)) for name in staff.together.names)}")
    if not staff.lines:
        said.append(f"nothing is shown by unit, since that would tell of groups under {SMALLEST}")
    yield "; ".join(said) + "."


def _footer(staff: Staff) -> str:
    q = staff.questionnaire
    return (
        "People's own account of themselves at one time, and most of us judge ourselves kindly. For planning what to "
        f"teach, never for appraisal. Groups under {SMALLEST} are not shown; on the map counts up to {FEW} are not "
        "told apart. "
        f"Questionnaire {q.questionnaire} {q.version} ({fingerprint(q)})."
    )
