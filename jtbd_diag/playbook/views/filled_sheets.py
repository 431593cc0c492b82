"""A blank table and a leader's answers -> its rows, half filled in with the leader's own numbers, names and days.

Owns what is filled in where; what a table asks for is the play's. Boxes for which nothing was answered stay blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from jtbd_diag.ground.catalogue import table
from jtbd_diag.ground.dates import written_short
from jtbd_diag.ground.english import begun_large
from jtbd_diag.ground.markdown_escape import escape
from jtbd_diag.playbook.advice.plays import Play, Sheet
from jtbd_diag.playbook.advice.problem_areas import ProblemArea
from jtbd_diag.playbook.calendar.school_days import PlanDays
from jtbd_diag.playbook.choice.dated_steps import DatedStage
from jtbd_diag.playbook.choice.influence import Holder
from jtbd_diag.playbook.choice.which_plays_and_steps import Together
from jtbd_diag.questionnaire import Facts

_PLACE = re.compile(r"\{(\w+)\}")
LONGEST = 240
"""More of a leader's own words do not go into a box."""


def words_for_sheets(
    facts: Together, area: ProblemArea, days: PlanDays, people: Sequence[str], season: str = ""
) -> dict[str, str]:
    """What may be filled in, escaped; empty where nothing was answered."""
    uses = facts.leader.questionnaire.uses
    own = {name: facts.item(item) for name in ("measure", "story") if (item := uses.get(name))}
    told = {name: escape(value.strip()) for name, value in own.items() if isinstance(value, str)}
    short = {name: words if len(words) <= LONGEST else "" for name, words in told.items()}
    dates = {f"day_{after}": written_short(days.day(after), days.start) for after in (42, 80)}
    names = ", ".join(escape(_to_others(name)) for name in people)
    return {
        "measure": "",
        "story": "",
        **short,
        **dates,
        "people": names,
        "first": escape(_to_others(people[0])) if people else "",
        "season": season,
        "cases": area.cases,
        "smallest": area.smallest,
    }


def day_of_card(play: str, told: Play, about: str, plan: Iterable[DatedStage], days: PlanDays) -> str:
    """The day of the step that names a card, by id, in one plan; where none does, that on which it is first needed."""
    named = (step.date for stage in plan for step in stage.steps if step.card == play)
    return written_short(min(named, default=days.day(told.day.get(about, 0))), days.start)


def filled_rows(sheet: Sheet, words: Mapping[str, str], holders: Sequence[Holder], facts: Facts) -> list[list[Markup]]:
    """The rows of a table, each with a cell for every column."""
    width = len(sheet.columns)
    if isinstance(sheet.rows, int):
        rows = [[Markup("")] * width for _ in range(max(sheet.rows, len(holders) if sheet.holders else 0))]
        for row, holder in zip(rows, holders, strict=False):
            for column, what in sheet.holders.items():
                row[column - 1] = _cell(holder, what)
        return rows
    return [
        [Markup(label), Markup(_filled(sheet.begins_with(label, facts), words)), *([Markup("")] * (width - 2))]
        for label in sheet.rows
    ]


def _cell(holder: Holder, what: str) -> Markup:
    if what == "judged_by":
        return Markup(holder.judged_by)
    name, part = escape(_to_others(holder.name)), escape(holder.part) if holder.own else Markup(holder.part)
    return {"name": name, "part": part}.get(what) or Markup(": ").join(filter(None, (name, part)))


def _to_others(name: str) -> str:
    """A name as others read it: "English teachers" for the leader's "your English teachers"."""
    first, *others = name.split() or [""]
    is_theirs = bool(others) and first.casefold() in table("grammar")["to_the_leader"].values()
    return begun_large(" ".join(others)) if is_theirs else name


def _filled(text: str, words: Mapping[str, str]) -> str:
    """The words with what was answered; nothing where anything they need was not."""
    needed = _PLACE.findall(text)
    if not all(words.get(name) for name in needed):
        return ""
    return _PLACE.sub(lambda found: words[found[1]], text)
