"""How programs, verdicts and reasons read, on a page as in a sheet.

Owns these words, and what a report on programs is made of; must not know where they stand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import in_a_row
from jtbd_diag.ground.markdown_escape import escape
from jtbd_diag.offers.offer_cohort import Judged, LeaderJobs
from jtbd_diag.offers.offer_rules import OfferRules, Options
from jtbd_diag.offers.offer_verdicts import JobVerdict, OfferVerdict, RulePart, RuleStand
from jtbd_diag.questionnaire import Questionnaire

_WORDS: Mapping[OfferVerdict, str] = {
    "serves": "offers.word_serves",
    "with_changes": "offers.word_with_changes",
    "misfits": "offers.word_misfits",
}
_SO: Mapping[tuple[RulePart, bool | None], str] = {
    ("blocks", True): "offers.so_blocks_yes",
    ("blocks", False): "offers.so_blocks_no",
    ("blocks", None): "offers.so_blocks_unknown",
    ("must", True): "offers.so_must_yes",
    ("must", False): "offers.so_must_no",
    ("must", None): "offers.so_must_unknown",
    ("helps", True): "offers.so_helps_yes",
    ("helps", False): "offers.so_helps_no",
    ("helps", None): "offers.so_helps_unknown",
}


@dataclass(frozen=True)
class OfferReport:
    """All that a page on programs is made of; `jobs` are titles by id."""

    rules: OfferRules
    programs: tuple[Judged, ...]
    jobs: Mapping[str, str]
    cohort: LeaderJobs | None = None

    @property
    def invented(self) -> tuple[str, ...]:
        """The programs of which some file says that it is invented."""
        return tuple(program.name for program, _ in self.programs if program.invented)


def verdict_word(verdict: OfferVerdict) -> str:
    """A verdict in a word or two."""
    return say(_WORDS[verdict])


def in_a_cell(job_verdict: JobVerdict) -> str:
    """A verdict in a few words."""
    if job_verdict.verdict is None:
        return say("offers.cell_disputed" if job_verdict.hangs_on and not job_verdict.to_ask else "offers.cell_open")
    if job_verdict.verdict == "serves":
        return say("offers.cell_serves")
    if job_verdict.verdict == "with_changes":
        return say("offers.cell_with_changes", n=len(job_verdict.changes))
    if not job_verdict.blocks:
        return say("offers.cell_lacks", met=job_verdict.musts_met, musts=job_verdict.musts)
    return say("offers.cell_built" if job_verdict.is_built_for else "offers.cell_blocked", n=len(job_verdict.blocks))


def in_words(job_verdict: JobVerdict, asked: Questionnaire) -> str:
    """A verdict in a sentence, with what it hangs on."""
    if job_verdict.verdict == "serves":
        return say("offers.serves")
    if job_verdict.verdict == "with_changes":
        return say("offers.with_changes", n=len(job_verdict.changes))
    if job_verdict.verdict == "misfits":
        if job_verdict.blocks:
            return say(
                "offers.built_but_blocked" if job_verdict.is_built_for else "offers.blocked", n=len(job_verdict.blocks)
            )
        return say("offers.lacks", met=job_verdict.musts_met, musts=job_verdict.musts)
    lines = [say("offers.open", best=verdict_word(job_verdict.best), worst=verdict_word(job_verdict.worst))]
    if job_verdict.to_ask:
        lines.append(say("offers.to_ask", questions=_questions(asked, job_verdict.to_ask)))
    if job_verdict.hangs_on:
        lines.append(say("offers.hangs_on", questions=_questions(asked, job_verdict.hangs_on)))
    return " ".join(lines)


def _questions(asked: Questionnaire, items: Sequence[str]) -> str:
    return " ".join(say("offers.question", ask=escape(asked.items[item].ask)) for item in items)


def stand_in_words(stand: RuleStand) -> str:
    """What a part of a rule comes to, in a few words."""
    if stand.disputed:
        return say("offers.so_disputed")
    return say(_SO[stand.part, stand.holds])


def chosen_text(asked: Questionnaire, item: str, given: Options) -> str:
    """The options chosen in words."""
    texts = {option.id: option.text for option in asked.options(item)}
    return "; ".join(texts.get(one, one) for one in given)


def job_names(report: OfferReport, jobs: Sequence[str]) -> str:
    """The titles of jobs told together."""
    names = [str(escape(report.jobs.get(job) or say("offers.not_told"))) for job in jobs]
    return names[0] if len(names) == 1 else say("offers.together", names=in_a_row(names))
