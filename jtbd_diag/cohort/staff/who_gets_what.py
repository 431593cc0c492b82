"""The numbers of a staff -> a page that says who gets what: by unit and by level, with the pieces of the teaching kit.

Owns its words and their order. By unit it goes by what the map shows already, so that it tells nothing more. Everything
that came from the survey is escaped.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from jtbd_diag.cohort.report_shape import Occasion
from jtbd_diag.cohort.small_groups import SMALLEST
from jtbd_diag.cohort.staff.staff_levels import Levels, Offer
from jtbd_diag.cohort.staff.staff_numbers import Staff, Unit
from jtbd_diag.cohort.staff.staff_report import footer, read_from
from jtbd_diag.cohort.told_counts import FEW, ToldCount
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.markdown_escape import escape
from jtbd_diag.playbook.advice.kit_pieces import Kit
from jtbd_diag.publishing.report import Report, words_table

PACK = 5
"""What is printed is counted in such steps, for those who come late."""


def write_target_page(staff: Staff, levels: Levels, kit: Kit, occasion: Occasion) -> Report:
    """Who gets what, in words and tables."""
    people = staff.everyone.people
    title = say("cohort.targets_title", people=people)
    parts = [f"# {title}", *occasion.warning()]
    if people < SMALLEST:
        parts.append(say("cohort.staff_too_few", people=people, smallest=SMALLEST))
    else:
        parts += [say("cohort.targets_in_short"), *_by_unit(staff, levels, kit), *_by_level(staff, levels, kit)]
        parts.append(say("cohort.targets_order"))
    parts += read_from(staff, occasion)
    return Report(title, occasion.date, "\n\n".join(parts) + "\n", footer(staff), {})


def offer_for(unit: Unit, levels: Levels) -> Offer | None:
    """The offer of the first target that fits what most of a unit's people have done; None where none does."""
    for target in levels.targets:
        reached = sum(skill is not None and skill.middle >= target.step for skill in unit.skills.values())
        if reached >= target.in_skills:
            return next((offer for offer in levels.levels if offer.level == target.level), None)
    return None


def able_alone(unit: Unit, skill: str | None) -> ToldCount:
    """How many of a unit do a skill on their own, as told; none where too few answered or there is no such skill."""
    known = unit.skills.get(skill) if skill else None
    return known.able if known else ToldCount(0, 0)


def _by_unit(staff: Staff, levels: Levels, kit: Kit) -> Iterator[str]:
    if not staff.lines or not levels.targets:
        return
    rows = []
    for unit in staff.lines:
        offer = offer_for(unit, levels)
        begins, pieces = (str(escape(offer.called or offer.next)), _pieces(offer, kit)) if offer else ("", "")
        copies = PACK * math.ceil(unit.people / PACK)
        people = say("cohort.targets_people", people=unit.people, copies=copies)
        rows.append([f"**{_names(unit)}**", people, begins, pieces, _givers(unit, staff, levels)])
    yield say("cohort.targets_by_unit")
    heads = (
        "cohort.head_unit",
        "cohort.head_people",
        "cohort.head_begins",
        "cohort.head_from_kit",
        "cohort.head_given_by",
    )
    yield words_table([say(head) for head in heads], rows)
    yield say("cohort.targets_read")


def _givers(unit: Unit, staff: Staff, levels: Levels) -> str:
    """Who could give it: some of their own, else some of the unit that has most who lead."""
    own = able_alone(unit, levels.leads)
    if own.least > FEW:
        return say("cohort.targets_own", able=own)
    others = [other for other in staff.lines if other is not unit and able_alone(other, levels.leads).least > FEW]
    if not others:
        return say("cohort.targets_nobody")
    lender = max(others, key=lambda other: able_alone(other, levels.leads).least)
    return say("cohort.targets_lent", unit=_names(lender))


def _by_level(staff: Staff, levels: Levels, kit: Kit) -> Iterator[str]:
    offers = {offer.level: offer for offer in levels.levels}
    rows = []
    for level, on_it in staff.on_each.items():
        offer = offers.get(level)
        gets = [str(escape(offer.next)), _pieces(offer, kit), str(escape(offer.taught_by))] if offer else ["", "", ""]
        rows.append([f"**{escape(level)}**", str(on_it), *gets])
    yield say("cohort.targets_by_level")
    heads = (
        "cohort.head_level",
        "cohort.head_people",
        "cohort.head_offer",
        "cohort.head_from_kit",
        "cohort.head_taught_by",
    )
    yield words_table([say(head) for head in heads], rows)


def _pieces(offer: Offer, kit: Kit) -> str:
    return ", ".join(str(escape(piece.title)) for piece in kit.pieces if offer.level in piece.levels)


def _names(unit: Unit) -> str:
    return " + ".join(str(escape(name)) for name in unit.names)
