"""What templates see of a leader for a single page: the answers behind the job, the first steps, whom to ask.

Owns how much of each; the words stand in the templates. Knows nothing of formats.
"""

from __future__ import annotations

import textwrap
from collections import defaultdict

from markupsafe import Markup

from jtbd_diag.answers.answer_text import answer_text
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.dates import written_short
from jtbd_diag.ground.english import begun_small
from jtbd_diag.ground.markdown_escape import escape
from jtbd_diag.playbook.calendar.school_days import PlanDays
from jtbd_diag.playbook.choice.dated_steps import DatedStep
from jtbd_diag.playbook.choice.influence import own_partners as partners_of
from jtbd_diag.playbook.choice.influence import ticked_units
from jtbd_diag.playbook.choice.issues_now_later_last import holds
from jtbd_diag.playbook.choice.own_words import answer_taken_up, corrected
from jtbd_diag.playbook.views.leader_material import LeaderMaterial
from jtbd_diag.questionnaire.items import RatingItem

CUT = "\u2026"
LONGEST_NAME = 120
"""Letters of what is one name of a partner, or a text where no names can be told."""


class OnePageView(LeaderMaterial):
    """See `LeaderView`."""

    @property
    def reference(self) -> Markup | None:
        """The id or pseudonym by which this leader is known; None without one."""
        told = self._diagnosis.answers.respondent
        return escape(told) if told else None

    def behind_job(self, most: int) -> list[Markup]:
        """The answers that speak most for the job, in the order asked, as clauses that follow "you said that".

        Of questions that decide the job alone. An answer that is no clause stands in quotes behind its question.
        """
        added: dict[str, float] = defaultdict(float)
        for line in self._diagnosis.ledger:
            added[line.item] += line.added
        asked = list(self._diagnosis.asked.values)
        speaking = [item for item in asked if added[item] > 0]
        clauses = {item: self._clause(item) for item in speaking}
        first = sorted(speaking, key=lambda item: (clauses[item] is None, -added[item]))[:most]
        return [clauses[item] or self._quoted(item) for item in speaking if item in first]

    def _clause(self, item: str) -> Markup | None:
        value = self._diagnosis.asked.values[item]
        found = [o.heard for o in self._questionnaire.options(item) if o.id == value and o.heard is not None]
        return escape(found[0]) if found else None

    def _quoted(self, item: str) -> Markup:
        asked = self._questionnaire.items[item]
        words = answer_text(self._questionnaire, item, self._diagnosis.asked.values[item])
        if isinstance(asked, RatingItem):
            return escape(say("playbook.letter_statement", asked=asked.ask.rstrip(".:"), answer=begun_small(words)))
        return escape(say("playbook.letter_question", asked=asked.ask, answer=words))

    def first_of_month(self, most: int) -> list[dict[str, Markup]]:
        """The first steps of the first month, each as `by` (its day), `do`, `shows` and `owner` (may be empty)."""
        steps = [step for stage in self._plan for step in stage.steps if holds("now", step.month)]
        return [told_step(step, self._days) for step in sorted(steps, key=lambda step: (step.after, step.date))[:most]]

    def named(self, most: int) -> list[Markup]:
        """Those whose part is needed most, as they stand in a sentence: in the leader's words, else those ticked."""
        names = partners_of(self._diagnosis) or tuple(ticked_units(self._diagnosis).values())
        told = self._advice.places.in_sentences.in_a_sentence
        return [escape(shortened(told(name), LONGEST_NAME)) for name in names[:most]]

    def own_in_short(self, role: str, most: int) -> Markup | None:
        """What the leader gave for a role such as `story`, of at most so many letters; None when not said."""
        item = self._questionnaire.uses.get(role)  # type: ignore[call-overload]
        value = answer_taken_up(self._diagnosis, item) if item else None
        return None if value is None else escape(shortened(answer_text(self._questionnaire, item, value), most))

    def corrected_in_short(self, most: int) -> Markup | None:
        """What the leader wrote in place of the read-back, of at most so many letters; None when it was right."""
        told = corrected(self._diagnosis)
        return escape(shortened(told, most)) if told else None


def told_step(step: DatedStep, days: PlanDays) -> dict[str, Markup]:
    """A step of the plan: its day, what to do, what shows it, and whose it is (may be empty)."""
    return {
        "by": Markup(written_short(step.date, days.start)),
        "do": Markup(step.do),
        "shows": Markup(step.shows),
        "owner": Markup(step.owner),
    }


def shortened(text: str, most: int) -> str:
    """A text in one line, cut after a word where it is longer than so many letters."""
    words = " ".join(text.split())
    if len(words) <= most:
        return words
    cut = textwrap.shorten(words, most, placeholder=f" {CUT}")
    return cut if len(cut) > len(CUT) + 1 else words[: most - 1] + CUT
