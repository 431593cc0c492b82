"""All answers about one place -> everything that a page may show of them.

Owns what belongs to the comparison, and which gaps are worth a talk; must not know words or pages.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import fmean, pvariance

from jtbd_diag.cohort.earlier_reports import Shown, ShownLine, ShownTable, clashes, shown_of
from jtbd_diag.cohort.small_groups import SMALLEST, Groups
from jtbd_diag.cohort.told_counts import ToldCount
from jtbd_diag.compare.least_change import ERROR, USUAL_SPREAD, Z
from jtbd_diag.compare.place_file import FoundPlace, PlaceFile
from jtbd_diag.compare.rater_groups import LeadersOwn, RaterGroup
from jtbd_diag.compare.raters_protection import (
    GOOD_SHARE,
    ShownGroup,
    ShownScale,
    between_units,
    counted_alike,
    few_of_asked,
    may_show,
    may_show_spread,
    names_people,
    on_scale,
    shown_group,
    shown_lines,
    smallest,
    unit_tables,
)
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem, complaint
from jtbd_diag.questionnaire.perspectives import Perspective

CLOSE = 12.5
"""Points within which leader and group say the same: half a step of a statement with five answers."""
MOST_GAPS = 3
_MORE = {"cabinet": "compare.more_cabinet", "staff": "compare.more_staff"}
_FEW = {"cabinet": "compare.few_cabinet", "staff": "compare.few_staff"}
FEWEST_BESIDE = 5
"""People beside the leader below whom nothing is compared."""


@dataclass(frozen=True)
class WhoAnswered:
    """A group: how many were asked and answered, whether it is shown, and whether so few answered that it is said.

    `thin_on` are scales that so few answered, of a group that is not thin as a whole.
    """

    perspective: Perspective
    asked: int
    n: int
    shown: bool
    thin: bool
    thin_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class EyesGap:
    """A scale on which the leader lies apart from a group: the leader's points and the group's."""

    scale: str
    perspective: Perspective
    leader: float
    group: ShownScale

    @property
    def size(self) -> float:
        """Points between the leader and the middle of the group."""
        return abs(self.leader - self.group.median)


@dataclass(frozen=True)
class PointsTo:
    """The leader's job, and how many of the cabinet's answers that tell one point to the same."""

    job: str
    outcome: str
    same: ToldCount | None
    of: int


@dataclass(frozen=True)
class Eyes:
    """What may be shown of a place. `lines` are parts of the staff by column; `iccs` by column and scale."""

    place: PlaceFile
    leader: LeadersOwn
    answered: tuple[WhoAnswered, ...]
    groups: tuple[ShownGroup, ...]
    forms: Mapping[Perspective, RaterGroup] = field(repr=False)
    lines: Mapping[str, tuple[ShownGroup, ...]]
    gaps: tuple[EyesGap, ...]
    agreed: tuple[str, ...]
    points_to: PointsTo | None
    iccs: Mapping[str, Mapping[str, tuple[float, float]]]
    invented: int
    shown: Shown

    def shown_on(self, scale: str) -> list[tuple[ShownGroup, float, ShownScale]]:
        """The groups that are shown on a scale, each with the leader's points on the same questions."""
        return [
            (group, at, one)
            for group in self.groups
            if (one := group.scales.get(scale)) and (at := self.leader.scores[group.perspective].get(scale)) is not None
        ]

    @property
    def scales(self) -> tuple[str, ...]:
        """Scales that the leader and a group are shown on, the widest gap first."""
        known = dict.fromkeys(scale for group in self.groups for scale in group.scales)
        seen = {scale: [abs(at - one.median) for _, at, one in self.shown_on(scale)] for scale in known}
        return tuple(sorted(filter(seen.get, seen), key=lambda scale: -max(seen[scale])))

    @property
    def theirs_alone(self) -> tuple[tuple[ShownGroup, str, ShownScale], ...]:
        """What is shown of a group on scales that the leader gave nothing to, such as what a staff has done."""
        return tuple(
            (group, scale, one)
            for group in self.groups
            for scale, one in group.scales.items()
            if one is not None and scale not in self.leader.scores[group.perspective]
        )


def eyes_of(
    found_place: FoundPlace, leader: LeadersOwn, groups: Mapping[Perspective, RaterGroup], earlier: Mapping[str, Shown]
) -> Eyes:
    """Put it together. `earlier` are pages on the same place that lie where this one goes.

    Raises InputError (NOT_COMPARED) where so few answered that nothing may be shown, and where an earlier page and this
    one would tell too much together.
    """
    _refuse_numbers(found_place, groups)
    shown = tuple(shown_group(group) for group in groups.values() if may_show(group))
    if not any(scale for group in shown for scale in group.scales.values()):
        raise complaint(Code.NOT_COMPARED, str(found_place.path), say("compare.no_line"))
    staff = groups.get("staff")
    _refuse_names(found_place, staff)
    tables, frame = unit_tables(staff) if staff and may_show(staff) else ((), None)
    record = _record(found_place.content.place, shown, tables)
    beside = {name: one for name, one in earlier.items() if one.questionnaire == record.questionnaire}
    units = {name: _of_units(one) for name, one in beside.items()}
    near = clashes(_of_units(record), units, frame, {}) if frame is not None and frame.columns else ()
    near += tuple(name for name, one in beside.items() if name not in near and _too_near(record, one))
    if near:
        what = [say("compare.made_before", report=one, smallest=SMALLEST) for one in near]
        hint = say("compare.made_before_hint")
        raise InputError([Problem(Code.NOT_COMPARED, Location(str(found_place.path)), one, hint) for one in what])
    lines = {table.column: shown_lines(staff, table) for table in tables if not table.hidden} if staff else {}
    return Eyes(
        found_place.content,
        leader,
        tuple(_answered(group) for group in groups.values()),
        shown,
        groups,
        lines,
        _gaps(leader, shown, groups),
        _agreed(leader, shown),
        _points_to(leader, groups.get("cabinet")),
        between_units(staff) if staff and may_show(staff) else {},
        sum(group.invented for group in groups.values()),
        record,
    )


def _refuse_numbers(place: FoundPlace, groups: Mapping[Perspective, RaterGroup]) -> None:
    """Raise InputError where more answered than were asked, or so few that nothing may be shown."""
    beside = sum(group.n for group in groups.values())
    more, hint = [group for group in groups.values() if group.n > group.asked], None
    if more:
        problems = [say(_MORE[group.perspective], n=group.n, asked=group.asked) for group in more]
        hint = say("compare.more_hint")
    elif beside < FEWEST_BESIDE:
        problems = [say("compare.too_few_beside", n=beside, least=FEWEST_BESIDE)]
    elif not any(may_show(group) for group in groups.values()):
        problems = [hidden_because(_answered(group)) for group in groups.values()]
    else:
        return
    where = Location(str(place.path))
    raise InputError([Problem(Code.NOT_COMPARED, where, what, hint) for what in problems])


def _refuse_names(place: FoundPlace, staff: RaterGroup | None) -> None:
    units = staff.units if staff and may_show(staff) else {}
    naming = [column for column, own in units.items() if names_people(own)]
    if naming:
        where, hint = Location(str(place.path)), say("compare.names_people_hint")
        what = [say("compare.names_people", column=column) for column in naming]
        raise InputError([Problem(Code.NOT_COMPARED, where, one, hint) for one in what])


def hidden_because(answered: WhoAnswered) -> str:
    """Why a group is not shown."""
    least = smallest(answered.perspective)
    if answered.n < least:
        return say(_FEW[answered.perspective], n=answered.n, least=least)
    return say("compare.few_of_staff", n=answered.n, asked=answered.asked)


def _answered(group: RaterGroup) -> WhoAnswered:
    thin, shown = few_of_asked(group, group.n, GOOD_SHARE), may_show(group)
    few = [scale for scale in group.form.scales if few_of_asked(group, on_scale(group, scale), GOOD_SHARE)]
    on = [] if thin or not shown else [one for one in few if not few_of_asked(group, on_scale(group, one))]
    return WhoAnswered(group.perspective, group.asked, group.n, shown, thin, tuple(on))


def _record(place: str, shown: tuple[ShownGroup, ...], tables: tuple[Groups, ...]) -> Shown:
    """What this page shows of whom, for later ones to be held against."""
    of = {group.perspective: group.n for group in shown}
    made = shown_of(f"eyes:{place}", of.get("staff", 0), tables)
    cabinet = ShownTable(
        title=_CABINET, lines=(ShownLine(names=(_CABINET,), respondents=of.get("cabinet", 0), counts={}),)
    )
    return made.model_copy(update={"tables": (*made.tables, cabinet)})


_CABINET = "\0cabinet"


def _of_units(shown: Shown) -> Shown:
    return shown.model_copy(update={"tables": tuple(table for table in shown.tables if table.title != _CABINET)})


def _too_near(new: Shown, old: Shown) -> bool:
    """Whether one page's people are the other's and a few more, or fewer."""
    of = [
        (one.respondents, next((t.lines[0].respondents for t in one.tables if t.title == _CABINET), 0))
        for one in (new, old)
    ]
    return any(0 < abs(a - b) < SMALLEST and a and b for a, b in zip(*of, strict=True))


# what is worth a talk, and what all agree on


def _gaps(
    leader: LeadersOwn, shown: tuple[ShownGroup, ...], groups: Mapping[Perspective, RaterGroup]
) -> tuple[EyesGap, ...]:
    found: dict[str, EyesGap] = {}
    for group in shown:
        for scale, one in group.scales.items():
            at = leader.scores[group.perspective].get(scale)
            if one is None or at is None:
                continue
            gap = EyesGap(scale, group.perspective, at, one)
            if _counts(gap, groups[group.perspective]) and (scale not in found or gap.size > found[scale].size):
                found[scale] = gap
    return tuple(sorted(found.values(), key=lambda gap: -gap.size)[:MOST_GAPS])


def _counts(gap: EyesGap, group: RaterGroup) -> bool:
    """Whether a gap is more than noise: outside the middle half, and beyond 1.96 times the error of both.

    Of a small group neither is looked at beyond its middle value: the usual spread stands in.
    """
    scores = [score[gap.scale] for score in group.scores if gap.scale in score]
    spread = math.sqrt(pvariance(scores)) if may_show_spread(len(scores)) else USUAL_SPREAD
    low, high = gap.group.low, gap.group.high
    outside = low is None or high is None or not low <= gap.leader <= high
    return outside and gap.size > Z * math.sqrt(ERROR**2 + spread**2 / len(scores))


def _agreed(leader: LeadersOwn, shown: tuple[ShownGroup, ...]) -> tuple[str, ...]:
    """Scales on which the leader and every group asked say the same, the closest first."""
    found: dict[str, float] = {}
    for scale in dict.fromkeys(scale for group in shown for scale in group.scales):
        asked = [group for group in shown if scale in group.scales]
        apart = [_apart(leader, group, scale) for group in asked]
        if all(one is not None and one <= CLOSE for one in apart):
            found[scale] = fmean(one for one in apart if one is not None)
    return tuple(sorted(found, key=lambda scale: found[scale]))


def _apart(leader: LeadersOwn, group: ShownGroup, scale: str) -> float | None:
    """Points between leader and group; None where one is not shown, or the group itself does not agree."""
    one, at = group.scales[scale], leader.scores[group.perspective].get(scale)
    if one is None or at is None or (one.agreement is not None and one.agreement.word == "split"):
        return None
    return abs(at - one.median)


def _points_to(leader: LeadersOwn, cabinet: RaterGroup | None) -> PointsTo | None:
    own = leader.diagnosis
    if own.job is None:
        return None
    told = sum(one is not None for one in cabinet.jobs) if cabinet else 0
    same = counted_alike(cabinet, own.job) if cabinet and may_show(cabinet) else None
    return PointsTo(own.job, str(own.outcome), same, told)
