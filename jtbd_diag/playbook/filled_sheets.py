"""A blank table and a leader's answers -> its rows, half filled in with the leader's own numbers, names and days.

Owns what is filled in where; what a table asks for is the play's. Boxes for which nothing was answered stay blank.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from jtbd_diag.ground.catalogue import table
from jtbd_diag.ground.dates import written_short
from jtbd_diag.ground.english import begun_large
from jtbd_diag.ground.markdown_escape import escape
from jtbd_diag.playbook.influence import Holder
from jtbd_diag.playbook.plays import Play, Sheet
from jtbd_diag.playbook.problem_areas import ProblemArea
from jtbd_diag.playbook.school_days import PlanDays
from jtbd_diag.playbook.which_plays_and_steps import Together

_PLACE = re.compile(r"\{(\w+)\}")
LONGEST = 240
"""More of a leader's own words do not go into a box."""
_TO_BEGIN = 3
"""So many days after a card is first needed, what it holds has begun."""


def words_for_sheets(facts: Together, area: ProblemArea, days: PlanDays, people: Sequence[str]) -> dict[str, str]:
    """What may be filled in, escaped; empty where nothing was answered."""
    uses = facts.leader.questionnaire.uses
    own = {name: facts.item(item) for name in ("measure", "story") if (item := uses.get(name))}
    told = {name: escape(value.strip()) for name, value in own.items() if isinstance(value, str)}
    short = {name: words if len(words) <= LONGEST else "" for name, words in told.items()}
    dates = {f"day_{after}": written_short(days.day(after), days.start) for after in (42, 80)}
    names = ", ".join(escape(name) for name in people)
    return {
        "measure": "",
        "story": "",
        **short,
        **dates,
        "people": names,
        "cases": area.cases,
        "smallest": area.smallest,
    }


def begun(play: Play, about: str, days: PlanDays) -> dict[str, str]:
    """The day by which what a card holds has begun, in the plan of one job."""
    return {"day_begun": written_short(days.day(play.day.get(about, 0) + _TO_BEGIN), days.start)}


def filled_rows(sheet: Sheet, words: Mapping[str, str], holders: Sequence[Holder]) -> list[list[Markup]]:
    """The rows of a table, each with a cell for every column."""
    width = len(sheet.columns)
    if isinstance(sheet.rows, int):
        rows = [[Markup("")] * width for _ in range(max(sheet.rows, len(holders) if sheet.holders else 0))]
        for row, holder in zip(rows, holders, strict=False):
            for column, what in sheet.holders.items():
                row[column - 1] = _cell(holder, what)
        return rows
    return [
        [Markup(label), Markup(_filled(sheet.fill.get(label, ""), words)), *([Markup("")] * (width - 2))]
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
