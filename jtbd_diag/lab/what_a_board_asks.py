"""The evidence -> a line for each question that a board asks: a word, a sentence, a bar, what is missing.

Owns which word stands where, and from which number on; must not know how a page looks. No word is given for a number
that is barred.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import printed
from jtbd_diag.ground.markdown_escape import escape
from jtbd_diag.lab.enough_answers import LEAST, Barred, Claim, Estimate, Figure, figure_of
from jtbd_diag.lab.evidence import Evidence, ScaleLine
from jtbd_diag.lab.figures_in_words import hundreds
from jtbd_diag.lab.item_lines import LEFT_OUT
from jtbd_diag.lab.kappa_and_alpha import Agreement, wilson
from jtbd_diag.lab.reliability import Z
from jtbd_diag.questionnaire.honesty_line import stale

YES, MOSTLY, NO, UNKNOWN = "yes", "mostly", "no", "unknown"
STEADY, HALF_STEADY = 0.70, 0.60
SAME, HALF_SAME = 0.80, 0.60
CAREFUL, HALF_CAREFUL = 0.95, 0.85
_FEW_LEFT_OUT = 0.20
_FEW_UNLIKE = 0.10
FOUND = {"turns": "lab.found_turns", "kinds": "lab.found_kinds", "retest": "lab.found_retest"}


@dataclass(frozen=True)
class BoardLine:
    """One question of a board: its word (yes, mostly, no, unknown), a sentence, and the share to draw, if any."""

    name: str
    word: str
    sentence: str
    bar: Estimate | None = None


def board_lines(evidence: Evidence) -> tuple[BoardLine, ...]:
    """The lines that this questionnaire allows, in their order."""
    return tuple(_lines(evidence))


def _lines(evidence: Evidence) -> Iterator[BoardLine]:
    yield _understood(evidence)
    yield _steady(evidence)
    if evidence.turns:
        yield _same("turns", evidence.turns.found)
    if evidence.kinds:
        yield _same("kinds", evidence.kinds.found)
    yield _care(evidence)
    if evidence.questionnaire.profiles:
        yield _retest(evidence)
        yield _interview(evidence)
    yield _fair(evidence)


def _too_few(name: str, figure: Figure) -> BoardLine:
    if isinstance(figure, Barred):
        return BoardLine(name, UNKNOWN, say("lab.missing_people", n=figure.missing, here=figure.n))
    return BoardLine(name, UNKNOWN, say("lab.undefined"))


def _understood(evidence: Evidence) -> BoardLine:
    told = [item for item in evidence.items if item.asked >= LEAST[Claim.STATISTIC]]
    if not told:
        return _too_few("understood", Barred(evidence.respondents, LEAST[Claim.STATISTIC]))
    out = sum(one.left_out > LEFT_OUT for one in told)
    word = YES if not out else MOSTLY if out <= _FEW_LEFT_OUT * len(told) else NO
    sentence = say("lab.found_understood", n=out, of=len(told))
    return BoardLine("understood", word, sentence, Estimate(1 - out / len(told), len(told)))


def counting_scales(evidence: Evidence) -> tuple[ScaleLine, ...]:
    """The scales that decide the job; all where there is none."""
    rule = evidence.questionnaire.classification
    return tuple(one for one in evidence.scales if rule is None or one.scale in rule.scales)


def _steady(evidence: Evidence) -> BoardLine:
    figures = [(line, line.steadiness) for line in counting_scales(evidence)]
    told = [(one, figure) for one, figure in figures if isinstance(figure, Estimate)]
    if not told:
        barred = [figure for _, figure in figures if isinstance(figure, Barred)]
        if barred:
            return _too_few("steady", max(barred, key=lambda one: one.n))
        return BoardLine("steady", UNKNOWN, say("lab.found_steady_none"))
    worst, figure = min(told, key=lambda pair: pair[1].value)
    lowest = min(one.low if one.low is not None else one.value for _, one in told)
    word = _word(Estimate(figure.value, figure.n, lowest), STEADY, HALF_STEADY)
    if len(told) < len(figures):
        word = NO if word == NO else UNKNOWN
    scale = escape(evidence.questionnaire.scales[worst.scale].title)
    numbers = {"scale": scale, "value": _two(figure.value), "low": _two(figure.low), "high": _two(figure.high)}
    if isinstance(worst.sem, Estimate):
        return BoardLine("steady", word, say("lab.found_steady", points=f"{Z * worst.sem.value:.0f}", **numbers))
    return BoardLine("steady", word, say("lab.found_steady_short", **numbers))


def _two(value: float | None) -> str:
    return "?" if value is None else printed(value, ".2f")


def _same(name: str, agreement: Agreement, claim: Claim = Claim.RELIABILITY) -> BoardLine:
    """A share is told with its span; a word for it takes as many answers as the claim does.

    Where all are told one and the same job nothing could have differed; agreement that chance may explain is none.
    """
    if agreement.n < LEAST[claim]:
        return _too_few(name, Barred(agreement.n, LEAST[claim]))
    if not isinstance(agreement.share, Estimate):
        return _too_few(name, agreement.share)
    sentence = say(FOUND[name], chance=f"{100 * agreement.chance:.0f}", **hundreds(agreement.share))
    if not isinstance(agreement.kappa, Estimate):
        return BoardLine(name, UNKNOWN, sentence)
    by_chance = agreement.kappa.low is None or agreement.kappa.low <= 0
    return BoardLine(name, NO if by_chance else _word(agreement.share, SAME, HALF_SAME), sentence, agreement.share)


def _word(share: Estimate, all_right: float, half: float) -> str:
    """By the figures as they are shown, so that two pages with the same figures say the same."""
    low, value = (round(one, 2) for one in (share.value if share.low is None else share.low, share.value))
    return YES if low >= all_right else MOSTLY if value >= half else NO


def _share_in_words(key: str, share: Estimate) -> str:
    return say(key, **hundreds(share))


def _care(evidence: Evidence) -> BoardLine:
    n = int(evidence.care.judged.sum())
    if not n:
        return BoardLine("care", UNKNOWN, say("lab.found_care_none"))
    careful = n - int(evidence.care.careless.sum())
    figure = figure_of(Claim.RELIABILITY, n, lambda: Estimate(careful / n, n, *wilson(careful, n)))
    if not isinstance(figure, Estimate):
        return _too_few("care", figure)
    told = _share_in_words("lab.found_care", figure)
    if n < evidence.respondents:
        told = f"{told} {say('lab.found_care_of', n=f'{n:,}', of=f'{evidence.respondents:,}')}"
    return BoardLine("care", _word(figure, CAREFUL, HALF_CAREFUL), told, figure)


def _retest(evidence: Evidence) -> BoardLine:
    job, needed = evidence.retest.job, LEAST[Claim.RETEST]
    if job is None or job.n < needed:
        here = job.n if job else 0
        return BoardLine("retest", UNKNOWN, say("lab.missing_again", n=needed - here, here=here))
    return _same("retest", job, Claim.RETEST)


def _interview(evidence: Evidence) -> BoardLine:
    """What the questionnaire's own block says of interviews beside it, while its words and scoring are the same."""
    held = evidence.questionnaire.evidence
    if held is None or held.interviews is None or "interviews" in stale(evidence.questionnaire):
        return BoardLine("interview", UNKNOWN, say("lab.found_interview", needed=LEAST[Claim.INTERVIEWS]))
    told = held.interviews
    share = Estimate(told.agree / told.interviews, told.interviews, told.low, told.high)
    word = _word(share, SAME, HALF_SAME)
    return BoardLine("interview", word, say("lab.found_interviewed", n=told.interviews, **hundreds(share)), share)


def _fair(evidence: Evidence) -> BoardLine:
    """Whether people with the same score answer alike in all groups; a screen."""
    groups, needed = evidence.groups, LEAST[Claim.GROUP]
    if groups is None:
        return BoardLine("fair", UNKNOWN, say("lab.found_fair_unasked", needed=needed))
    column = escape(groups.column)
    if not groups.differences:
        return BoardLine("fair", UNKNOWN, say("lab.found_fair_few", n=groups.compared, needed=needed, column=column))
    items = {difference.item for difference in groups.differences}
    other = {difference.item for difference in groups.differences if difference.size}
    word = YES if not other else MOSTLY if len(other) <= _FEW_UNLIKE * len(items) else NO
    return BoardLine(
        "fair", word, say("lab.found_fair", n=len(other), of=len(items), groups=groups.compared, column=column)
    )
