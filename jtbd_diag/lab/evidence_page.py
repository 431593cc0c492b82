"""The evidence -> a page for people who know no statistics.

Owns the page's order and its words; must not know formats. Everything that came from a file is escaped.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import in_a_row, printed
from jtbd_diag.ground.markdown_escape import escape
from jtbd_diag.ground.page_colours import Colours
from jtbd_diag.lab.carelessness import FAR, FAST, PAIRS, SIGNS, STILL, STRING, UNEVEN
from jtbd_diag.lab.enough_answers import LEAST, Claim, Estimate, enough_for
from jtbd_diag.lab.evidence import Evidence
from jtbd_diag.lab.figures_in_words import hundreds, in_decimals, interval
from jtbd_diag.lab.item_lines import ItemLine
from jtbd_diag.lab.reliability import Z
from jtbd_diag.lab.span_drawing import SpanRow, spans
from jtbd_diag.lab.what_a_board_asks import MOSTLY, NO, UNKNOWN, YES, BoardLine, board_lines
from jtbd_diag.publishing.drawings.svg_drawing import Drawing
from jtbd_diag.publishing.how_tables_were_read import reading_section, reading_warnings
from jtbd_diag.publishing.report import Report, figure, table, words_table
from jtbd_diag.questionnaire import fingerprint, honesty_line
from jtbd_diag.questionnaire.perspectives import LEADER
from jtbd_diag.results.table_read import TableRead

MOST_CHANGED = 3
ASKED = {
    "understood": "lab.asked_understood",
    "steady": "lab.asked_steady",
    "turns": "lab.asked_turns",
    "kinds": "lab.asked_kinds",
    "care": "lab.asked_care",
    "retest": "lab.asked_retest",
    "interview": "lab.asked_interview",
    "fair": "lab.asked_fair",
}
BARS = {
    "understood": "lab.bar_understood",
    "turns": "lab.bar_turns",
    "kinds": "lab.bar_kinds",
    "care": "lab.bar_care",
    "retest": "lab.bar_retest",
    "interview": "lab.bar_interview",
}
WORDS = {YES: "lab.word_yes", MOSTLY: "lab.word_mostly", NO: "lab.word_no", UNKNOWN: "lab.word_unknown"}
WHY = {
    "against": "lab.why_against",
    "left_out": "lab.why_left_out",
    "weak": "lab.why_weak",
    "one_sided": "lab.why_one_sided",
}
SIGN_WORDS = {
    STRING: "lab.sign_string",
    STILL: "lab.sign_still",
    UNEVEN: "lab.sign_uneven",
    PAIRS: "lab.sign_pairs",
    FAR: "lab.sign_far",
    FAST: "lab.sign_fast",
}
_WORST_FIRST = ("against", "left_out", "weak", "one_sided")


@dataclass(frozen=True)
class Origin:
    """Where the answers come from, the day of the page, and how the tables were read."""

    survey: str
    date: datetime.date
    read: Sequence[TableRead] = ()


def evidence_page(evidence: Evidence, origin: Origin, colours: Colours) -> Report:
    """The page."""
    lines = board_lines(evidence)
    figures = _figures(lines, colours)
    parts = [
        f"# {say('lab.title')}",
        *_invented(evidence),
        *reading_warnings(origin.read),
        *_raters(evidence),
        say(
            "lab.lead_in",
            title=escape(evidence.questionnaire.title),
            n=evidence.respondents,
            survey=escape(origin.survey),
        ),
        *([say("lab.about_in_several", n=evidence.in_several)] if evidence.in_several else []),
        *_select(evidence),
        _answers(lines),
        *figure(figures, "spans"),
        *_may_say(evidence, lines),
        *_changes(evidence),
        *_scales(evidence),
        *_care(evidence),
        *reading_section(origin.read),
    ]
    folded = "\n\n".join(
        (say("publishing.evaluator_title"), say("lab.evaluator"), say("lab.formulas_read"), say("lab.formulas"))
    )
    q = evidence.questionnaire
    footer = honesty_line(q, say("lab.footer", asked=f"{q.questionnaire} {q.version} ({fingerprint(q)})"))
    return Report(say("lab.title"), origin.date, "\n\n".join(parts) + "\n", footer, figures, folded)


def _invented(evidence: Evidence) -> list[str]:
    if not evidence.invented:
        return []
    return [f"> **{say('lab.invented_title')}** {say('lab.invented', n=evidence.invented)}"]


def _raters(evidence: Evidence) -> list[str]:
    """That answers of several raters are not independent."""
    if not set(evidence.raters) - {LEADER}:
        return []
    ranked = sorted(evidence.raters.items(), key=lambda pair: -pair[1])
    counts = in_a_row([str(escape(say("lab.rater_count", rater=one, n=n))) for one, n in ranked])
    return [f"> **{say('lab.raters_title')}** {say('lab.raters', counts=counts)}"]


def _select(evidence: Evidence) -> Iterator[str]:
    yield f"> **{say('lab.select_title')}** {say('lab.select_why')}"
    if not enough_for(Claim.STATISTIC, evidence.respondents):
        yield say("lab.select_few", least=LEAST[Claim.STATISTIC])


def _answers(lines: tuple[BoardLine, ...]) -> str:
    heads = [say(head) for head in ("lab.head_question", "lab.head_word", "lab.head_found")]
    rows = [
        [say(ASKED[line.name]), say("lab.cell_of_word", word=say(WORDS[line.word])), line.sentence] for line in lines
    ]
    return words_table(heads, rows)


def _figures(lines: tuple[BoardLine, ...], colours: Colours) -> dict[str, tuple[Drawing, ...]]:
    rows = [SpanRow(say(BARS[line.name]), line.bar, _note(line.bar)) for line in lines if line.bar is not None]
    return {"spans": (spans("spans", say("lab.bars_title"), rows, colours),)} if rows else {}


def _note(share: Estimate) -> str:
    key = "lab.bar_note" if share.low is not None else "lab.bar_note_plain"
    return say(key, **hundreds(share))


def _may_say(evidence: Evidence, lines: tuple[BoardLine, ...]) -> Iterator[str]:
    named = {line.name: line for line in lines}
    bars = {name: one.bar for name, one in named.items() if one.bar is not None}
    sayings = [say("lab.may_answered", n=evidence.respondents)]
    if understood := bars.get("understood"):
        n = round(understood.value * understood.n)
        sayings.append(say("lab.may_understood", n=n, of=understood.n))
    if turns := bars.get("turns"):
        sayings.append(say("lab.may_turns", **hundreds(turns)))
    held = evidence.questionnaire.evidence
    if evidence.questionnaire.profiles and not (held and held.interviews and held.interviews.profiles):
        sayings.append(say("lab.may_judgment"))
    yield say("lab.may_title")
    yield "\n".join(f"- {saying}" for saying in sayings)
    yield say("lab.may_not_title")
    yield say("lab.may_not", words=say("lab.may_not_words"))
    yield say("lab.may_not_why", compare=LEAST[Claim.COMPARISON])


def _changes(evidence: Evidence) -> Iterator[str]:
    yield say("lab.change_title")
    least = LEAST[Claim.RELIABILITY]
    if evidence.respondents < least:
        yield say("lab.change_few", needed=least, here=evidence.respondents)
        return
    worst = sorted((one for one in evidence.items if one.faults), key=_badness)[:MOST_CHANGED]
    if not worst:
        yield say("lab.change_none")
        return
    asked = evidence.questionnaire.items
    said = [
        say("lab.change_line", ask=escape(asked[one.item].ask), why=" ".join(_why(one, fault) for fault in one.faults))
        for one in worst
    ]
    yield "\n".join(f"{n}. {one}" for n, one in enumerate(said, start=1))
    if not enough_for(Claim.WEAK_ITEM, evidence.respondents):
        yield say("lab.change_look", needed=LEAST[Claim.WEAK_ITEM])


def _badness(line: ItemLine) -> tuple[int, float]:
    worst = min(map(_WORST_FIRST.index, line.faults))
    return worst, -line.left_out if worst == 1 else _weakest(line)


def _weakest(line: ItemLine) -> float:
    return max((scale.rest.value for scale in line.scales if isinstance(scale.rest, Estimate)), default=1.0)


def _why(line: ItemLine, fault: str) -> str:
    shares = {"left_out": line.left_out, "one_sided": line.commonest}
    value = printed(_weakest(line), ".2f")
    return say(WHY[fault], share=f"{100 * shares.get(fault, 0):.0f}", value=value)


def _scales(evidence: Evidence) -> Iterator[str]:
    if not evidence.scales:
        return
    yield say("lab.scales_title")
    yield say("lab.scales_read")
    heads = (
        "lab.head_scale",
        "lab.head_items",
        "lab.head_steady",
        "lab.head_span",
        "lab.head_points",
        "lab.head_people",
        "lab.head_without",
    )
    rows = []
    for one in evidence.scales:
        steady = one.steadiness
        rows.append(
            [
                str(escape(evidence.questionnaire.scales[one.scale].title)),
                str(one.items),
                in_decimals(steady),
                interval(steady),
                f"{Z * one.sem.value:.0f}" if isinstance(one.sem, Estimate) else say("lab.none_here"),
                f"{one.scored:,}",
                in_decimals(evidence.without.steadiness[one.scale]),
            ]
        )
    yield table([say(head) for head in heads], rows)


def _care(evidence: Evidence) -> Iterator[str]:
    care = evidence.care
    judged = int(care.judged.sum())
    if not enough_for(Claim.STATISTIC, judged):
        return
    yield say("lab.care_title")
    yield say("lab.care_read", n=f"{int(care.careless.sum()):,}", of=f"{judged:,}")
    if isinstance(evidence.pace, Estimate):
        yield say("lab.pace", seconds=f"{evidence.pace.value:.0f}")
    rows = [
        [say(SIGN_WORDS[name]), say("lab.seen", n=f"{int(care.signs[name].sum()):,}", of=f"{care.looked[name]:,}")]
        for name in SIGNS
        if name in care.signs
    ]
    yield table([say("lab.head_sign"), say("lab.head_seen")], rows)
