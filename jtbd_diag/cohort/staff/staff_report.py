"""The numbers of a staff -> its page: the map, where to begin, what to offer at each level, what leaves with whom.

Owns the words and their order; knows nothing of formats. Everything that came from the survey is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator

from jtbd_diag.cohort.groups import SMALLEST
from jtbd_diag.cohort.report_shape import Occasion, Report, figure
from jtbd_diag.cohort.shares_and_tables import listed, percent, words_table
from jtbd_diag.cohort.staff.levels import Levels, Offer
from jtbd_diag.cohort.staff.staff_map import NAME, draw
from jtbd_diag.cohort.staff.staff_numbers import FEW, Staff, Told, Unit
from jtbd_diag.ground.english import many
from jtbd_diag.playbook.escape import escape
from jtbd_diag.publishing.theme import Colours
from jtbd_diag.questionnaire import fingerprint

MOST_UNITS, MOST_SKILLS = 2, 3


def write_staff_report(staff: Staff, levels: Levels, occasion: Occasion, colours: Colours) -> Report:
    """The page of a staff."""
    people = staff.everyone.people
    title = f"Who can do what: {people:,} people"
    shown = people >= SMALLEST
    figures = {NAME: (draw(staff, colours),)} if shown else {}
    parts = [
        f"# {title}",
        *occasion.warning(),
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
        rarest = min(skills, key=lambda name: skills[name].able.most / skills[name].answered)
        commonest = max(skills, key=lambda name: skills[name].able.least / skills[name].answered)
        rarely = (
            f"Rarest is *{_title(staff, rarest)}*: {skills[rarest].able} of {skills[rarest].answered:,} do it "
            "on their own."
        )
        often = f" Most common is *{_title(staff, commonest)}*: {skills[commonest].able} do."
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
    counts, rows = [*staff.levels.values()], []
    for n, (level, count) in enumerate(staff.levels.items()):
        below, above = sum(counts[:n], Told(0, 0)), sum(counts[n:], Told(0, 0))
        here = Told(max(above.least, staff.counted - below.most), min(above.most, staff.counted - below.least))
        rows.append([f"**{escape(level)}**", _part(count, staff), *_offer(offers.get(level), here, staff)])
    yield "## The learning plan"
    yield words_table(["Level now", "People", "Offer them next", "Taught by", "Here or above"], rows)
    note = f" {escape(levels.note)}" if levels.note else ""
    yield f"Times and aims are our proposal; no study set them.{note}"


def _part(count: Told, staff: Staff) -> str:
    """A count and its share of all."""
    if count.least == count.most or not staff.counted:
        return percent(count.most, staff.counted)
    shares = [f"{100 * one / staff.counted:.0f}" for one in (count.least, count.most)]
    return f"{count} ({'–'.join(dict.fromkeys(shares))}%)"


def _offer(offer: Offer | None, above: Told, staff: Staff) -> list[str]:
    if offer is None:
        return ["", "", ""]
    aim = f"{_part(above, staff)}, aim {offer.aim[0]}–{offer.aim[1]}%" if offer.aim else ""
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
    able = {skill: one.able for skill, one in staff.everyone.skills.items() if one}
    leaving = {skill: one.leaving for skill, one in staff.leavers.items() if one.leaving.most > FEW}
    if leaving:
        most = max(leaving, key=lambda skill: leaving[skill].most / able[skill].most)
        count = f"{leaving[most]} of {able[most]}"
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
        f"teach, never for appraisal. Groups under {SMALLEST} are not shown; counts up to {FEW}, and of all but "
        f"{FEW}, are not told apart, in sums neither. "
        f"Questionnaire {q.questionnaire} {q.version} ({fingerprint(q)})."
    )
