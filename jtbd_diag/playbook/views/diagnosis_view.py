"""What templates see of a leader's diagnosis and answers: the job and how far it is settled, in words.

Owns these names; the words stand in the templates. Knows nothing of advice or formats.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from markupsafe import Markup

from jtbd_diag.answers.answer_text import answer_text, is_blank
from jtbd_diag.diagnosis.diagnosis_in_words import heard, noted
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import spelled
from jtbd_diag.ground.markdown_escape import escape
from jtbd_diag.playbook.choice.influence import ticked_units
from jtbd_diag.playbook.choice.own_words import answer_taken_up, corrected
from jtbd_diag.playbook.profile_bars import profile_bars
from jtbd_diag.playbook.views.leader_material import LeaderMaterial
from jtbd_diag.questionnaire import Value

SPEAKS = 5
"""So many words of an answer can be understood without the question."""


class DiagnosisView(LeaderMaterial):
    """See `LeaderView`."""

    # -- the diagnosis

    @property
    def outcome(self) -> str | None:
        """How far the job is settled: `clear`, `leaning`, `mixed` or `undetermined`."""
        return self._diagnosis.outcome

    @property
    def struggle(self) -> str | None:
        """The push to act: `active`, `early` or `none`."""
        return self._diagnosis.struggle

    @property
    def job(self) -> str | None:
        """The id of the job that the playbook is about, if there is one: the one told, or the one asked for."""
        return self._facts.result("job")

    @property
    def runner_up(self) -> str | None:
        """The id of the job that comes next; where another one was asked for, of the one that the answers tell."""
        told = self._diagnosis.job
        return self._diagnosis.runner_up if self.job == told else told

    @property
    def asked_for(self) -> bool:
        """Whether this playbook was asked for, and is not the one that the answers tell."""
        return self._facts.asked_for is not None and self._facts.asked_for != self._diagnosis.job

    @property
    def flags(self) -> tuple[str, ...]:
        """What asks for a second look at the answers."""
        return self._diagnosis.flags

    @property
    def show_runner_up(self) -> bool:
        """Whether the job that comes next is worth a word."""
        rule = self._questionnaire.classification
        return self.outcome in ("leaning", "mixed") or bool(rule and rule.show_runner_up)

    # -- the diagnosis in words

    def title_of(self, job: str) -> Markup:
        """A job's title."""
        return escape(self._questionnaire.profiles[job].title)

    def says(self, job: str) -> Markup:
        """A job in the leader's own voice."""
        return escape(self._questionnaire.profiles[job].says or "")

    @property
    def chart_in_words(self) -> Markup:
        """The text alternative of the profile chart."""
        bars = profile_bars(self._diagnosis)
        parts = [
            say("playbook.chart_untold", title=bar.title)
            if bar.value is None
            else say("playbook.chart_told", title=bar.title, value=bar.value, band=bar.band)
            for bar in bars
        ]
        return escape("; ".join(parts))

    @property
    def nearer_others(self) -> list[dict[str, Markup]]:
        """Deciding scales on which a leader stands nearest to another job than the one told: `scale` and `job`.

        None where another job's playbook was asked for, since the scales did not tell that one.
        """
        titles = {job: profile.title for job, profile in self._questionnaire.profiles.items()}
        own = None if self._facts.asked_for else titles.get(self._diagnosis.job or "")
        found = ((bar.title, bar.nearest) for bar in profile_bars(self._diagnosis))
        return [{"scale": escape(title), "job": escape(near)} for title, near in found if own and near and near != own]

    @cached_property
    def heard(self) -> list[Markup]:
        """What was heard, one clause an answer, ready to follow "you said that"."""
        return [escape(clause) for clause in heard(self._diagnosis)]

    @property
    def correction(self) -> Markup | None:
        """What the leader wrote in place of the read-back; None when it was right."""
        told = corrected(self._diagnosis)
        return escape(told) if told else None

    @property
    def pulls_apart(self) -> tuple[tuple[str, str], ...]:
        """Kinds of questions (choices, statements, situations) and the job each tells by itself, if they disagree."""
        told = tuple((kind, job) for kind, job in self._diagnosis.job_by.items() if job)
        return told if len({job for _, job in told}) > 1 else ()

    @cached_property
    def flip(self) -> dict[str, Any] | None:
        """What would make another job win: what that job says, how many answers in words, and each in words.

        `speaks` tells whether a changed answer can be understood without its question.
        """
        flip = self._diagnosis.flip_to_runner_up
        if flip is None or self.asked_for:
            return None
        changes = [self._change(c.item, c.instead) for c in flip.changes]
        return {"says": self.says(flip.job), "how_many": spelled(len(changes)), "changes": changes}

    def _change(self, item: str, instead: Value) -> dict[str, Any]:
        words = answer_text(self._questionnaire, item, instead)
        return {
            "asked": escape(self._questionnaire.items[item].ask),
            "instead": escape(words),
            "speaks": len(words.split()) >= SPEAKS,
        }

    @property
    def answered(self) -> str:
        """How many questions were answered, in words."""
        return say("playbook.questions_answered", n=len(self._diagnosis.answers.values))

    @property
    def unanswered(self) -> list[Markup]:
        """What to ask to settle an undetermined job."""
        return [escape(self._questionnaire.items[item].ask) for item in self._diagnosis.missing]

    # -- the leader's own answers

    def answer(self, item: str) -> Any:
        """The answer to an item as an id, number, text or tuple of ids; None when there is none."""
        return self._diagnosis.item(item)

    def answer_text(self, item: str) -> Markup | None:
        """The answer to an item in words; None when there is none, or a typed one says nothing."""
        value = answer_taken_up(self._diagnosis, item)
        return None if value is None else escape(answer_text(self._questionnaire, item, value))

    def own(self, role: str) -> Markup | None:
        """What the leader gave for a role such as `story`, `measure`, `partners`, `name`; None when not given."""
        item = self._questionnaire.uses.get(role)  # type: ignore[call-overload]
        return self.answer_text(item) if item else None

    @cached_property
    def notes(self) -> list[dict[str, Any]]:
        """The notes beside the answers, in the order asked: `asked`, `answer` in words (None when none), `note`."""
        return [
            {"asked": escape(one.asked), "answer": one.answer and escape(one.answer), "note": escape(one.note)}
            for one in noted(self._diagnosis)
            if not is_blank(one.note)
        ]

    @property
    def units(self) -> list[Markup]:
        """The units whose part has to change, in the options' words."""
        return [escape(text) for text in ticked_units(self._diagnosis).values()]
