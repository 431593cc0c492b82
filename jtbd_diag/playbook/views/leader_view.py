"""What templates see of one leader.

Owns the names a template may use; the words stand in the templates. Knows nothing of formats.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from markupsafe import Markup

from jtbd_diag.diagnosis import Diagnosis
from jtbd_diag.ground.english import one_of
from jtbd_diag.ground.markdown_escape import escape, marked
from jtbd_diag.playbook.advice.advice import ANY_PROBLEM, Advice
from jtbd_diag.playbook.advice.plays import FITTED, Play
from jtbd_diag.playbook.advice.problem_areas import Driver, FirstChange, Signal
from jtbd_diag.playbook.choice.dated_steps import issued
from jtbd_diag.playbook.choice.influence import Influence, covered, holders, influence_of, own_partners, ticked_units
from jtbd_diag.playbook.choice.which_plays_and_steps import ChosenPlay, Together, words_of
from jtbd_diag.playbook.views.diagnosis_view import DiagnosisView
from jtbd_diag.playbook.views.filled_sheets import day_of_card, filled_rows, words_for_sheets
from jtbd_diag.playbook.views.letter_view import OnePageView, told_step
from jtbd_diag.playbook.views.plan_view import PlanView


class LeaderView(DiagnosisView, PlanView, OnePageView):
    """What templates see of one leader: the diagnosis in words, the chosen plays, the problem and dates.

    All of it stands under one name, `leader.`, which authors of templates were promised (docs/templates.md): parts of
    their own names would break theirs. What the letter alone asks is in `OnePageView`.

    Every text is Markdown already: the leader's own words are escaped, ours are as written.
    """

    # -- advice

    def plays(self, *kinds: str) -> list[dict[str, Any]]:
        """The chosen plays of these kinds, in the order of the work."""
        return [play for play in self._told_plays if play["kind"] in kinds]

    @cached_property
    def _told_plays(self) -> list[dict[str, Any]]:
        return [
            {
                **chosen.file.marked,
                "id": chosen.file.id,
                "body": Markup(chosen.file.body),
                "because": Markup(chosen.because),
                "by": Markup(self._day_of(chosen)),
                **dict.fromkeys(FITTED),
                **_texts_of(chosen.file.play, self._facts, self._words),
            }
            for chosen in self._issued
        ]

    def _day_of(self, chosen: ChosenPlay) -> str:
        about = self._facts.result("job") or ""
        return day_of_card(chosen.file.id, chosen.file.play, about, self._plan, self._days)

    @cached_property
    def _words(self) -> Mapping[str, str]:
        """What stands for words in braces on every card."""
        return words_of(self._advice, self._facts, self._season)

    @cached_property
    def sheets(self) -> list[dict[str, Any]]:
        """The tables of the chosen plays, half filled in: `title`, `columns`, `rows` (lists of cells), `note`, `play`.

        `is_first` tells whether a table is the first one of its play.
        """
        area, season = self._problem_file.area, self._season.name if self._season else ""
        words = words_for_sheets(self._facts, area, self._days, own_partners(self._diagnosis), season)
        known = holders(self._diagnosis, area, self._advice.places.units)
        named = [one for one in known if one.own or one.named]
        return [
            {
                **marked(sheet),
                "rows": filled_rows(sheet, {**words, "day_begun": self._day_of(chosen)}, named, self._facts),
                "play": Markup(chosen.file.play.title),
                "is_first": n == 0,
            }
            for chosen in self._issued
            for n, sheet in enumerate(chosen.file.play.sheets_for(self._facts))
        ]

    @cached_property
    def problem(self) -> dict[str, Any]:
        """The problem area named in the answers, else the one for any problem.

        Numbers, causes and changes that the leader's number speaks of, or that belong to the units named, stand first,
        for the first few are printed; `counted_words` are what was found in that number. Changes that a chosen play
        holds, or that were tried, are left out.
        """
        file = self._problem_file
        told = {chosen.file.id for chosen in self._plays}
        area = marked(file.area)
        area["known"] = file.id != ANY_PROBLEM
        area["counted_words"] = file.area.counted_words(self._facts)
        fitting = [change for change in file.area.first_changes if told.isdisjoint(change.told_by)]
        ticked = covered(ticked_units(self._diagnosis))
        listed: dict[str, Sequence[Signal | FirstChange | Driver]] = {
            "leading": file.area.leading,
            "first_changes": fitting,
            "drivers": file.area.drivers,
        }
        for name, told_of in listed.items():
            area[name] = [marked(one) for one in sorted(told_of, key=lambda one: one.comes(self._facts, ticked))]
        return area

    @property
    def partners(self) -> list[Markup]:
        """Those whose part is needed most, one by one, in the leader's words."""
        return [escape(name) for name in own_partners(self._diagnosis)]

    @property
    def partners_are_few(self) -> bool:
        """Whether these are one to three, none of whom stands for many, as "all principals" does."""
        names = own_partners(self._diagnosis)
        return 0 < len(names) <= 3 and all(one_of(name) == name for name in names)

    def called(self, role: str) -> Markup:
        """What a role of `places.yaml` is called at this leader's place, such as `chief`."""
        return Markup(self._words[role])

    @property
    def influence_in_words(self) -> Markup:
        """The text alternative of the influence map."""
        return escape(" ".join(influence_in(self._diagnosis, self._advice).sentences()))

    @property
    def holders(self) -> list[dict[str, Any]]:
        """Who holds what in this problem: `name`, `part`, `judged_by` (may be empty), `own`, `named`."""
        return [
            {
                "name": escape(holder.name),
                "part": Markup(holder.part),
                "own": holder.own,
                "named": holder.named,
                "judged_by": Markup(holder.judged_by),
            }
            for holder in holders(self._diagnosis, self._problem_file.area, self._advice.places.units)
        ]

    # -- the plan, and sentences for some leaders only

    def plan(self, job: str | None = None) -> list[dict[str, Any]]:
        """The plan's stages, or another job's; each step with its date, what to do, what shows it and whose it is."""
        whole = self._plan if job is None else self._plan_of(job)
        stages = issued(whole, self._issue)
        return [
            {
                "title": Markup(stage.title),
                "steps": [told_step(step, self._days) for step in stage.steps],
            }
            for stage in stages
        ]

    def tailored(self, place: str) -> list[dict[str, Markup]]:
        """The sentences of one place that fit this leader: `because` names the answer, `say` what follows."""
        return [
            {"because": Markup(one.because), "say": Markup(one.say)} for one in self._tailored if one.place == place
        ]

    @property
    def organisation(self) -> list[dict[str, Any]]:
        """The scales of the place, if it was asked about: `title`, `score`, `band`."""
        place = self._facts.organisation
        if place is None:
            return []
        scored = [scale for scale in place.scales.values() if scale.score is not None]
        return [
            {"title": escape(scale.title), "score": round(scale.score or 0), "band": escape(scale.band or "")}
            for scale in scored
        ]


def influence_in(diagnosis: Diagnosis, advice: Advice) -> Influence:
    """Who stands how near to the leader in this problem, as it is drawn."""
    return influence_of(diagnosis, advice.problem_of(diagnosis).area, advice.places.units)


def _texts_of(play: Play, facts: Together, words: Mapping[str, str]) -> dict[str, Any]:
    """The texts of a play as one leader gets them."""
    told = play.told_to(facts, words)
    return {name: [*map(Markup, text)] if isinstance(text, list) else Markup(text) for name, text in told.items()}
