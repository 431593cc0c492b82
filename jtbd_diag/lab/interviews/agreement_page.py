"""How far taggers agree -> a page that says what may be rested on the tags, and sheets with every figure.

Owns its order and words; must not know formats. Everything that came from a file is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.markdown_escape import escape
from jtbd_diag.lab.enough_answers import LEAST, Barred, Claim, Estimate, Figure, still_needed, value_and_ends, value_of
from jtbd_diag.lab.figures_in_words import in_decimals, in_hundredths, interval
from jtbd_diag.lab.interviews.interview_folder import invented_words
from jtbd_diag.lab.interviews.tag_agreement import AgreementLine, TagAgreement, TagDifference
from jtbd_diag.publishing.finding_files import Findings, columns_of
from jtbd_diag.publishing.report import table, words_table
from jtbd_diag.publishing.workbook_sheets import SheetValue

ENOUGH, TENTATIVE = 0.8, 0.667
"""Where alpha's interval must begin for tags to be rested on, or to be rested on for now (Krippendorff 2004)."""
MOST_WORDS = 90
MOST_DIFFERENCES = 60


def word_of(line: AgreementLine) -> str:
    """Whether conclusions may rest on these tags, in a word."""
    if not isinstance(line.alpha, Estimate) or line.alpha.low is None:
        return say("lab.word_unknown")
    low = line.alpha.low
    return say("lab.word_yes" if low >= ENOUGH else "interviews.word_tentative" if low >= TENTATIVE else "lab.word_no")


def coefficient_text(figure: Figure) -> str:
    """A coefficient with two decimals, or why there is none."""
    return say("interviews.not_yet_decisions", n=figure.missing) if isinstance(figure, Barred) else in_decimals(figure)


def agreement_findings(agreement: TagAgreement) -> Findings:
    """The page and the sheets."""
    parts = (
        *invented_words(agreement.tagged),
        _lead(agreement),
        *_findings_in_words(agreement),
        say("interviews.groups_title"),
        *_groups(agreement),
        say("interviews.tags_title"),
        say("interviews.tags_read", least=LEAST[Claim.RELIABILITY]),
        _tags(agreement),
        say("interviews.differences_title"),
        *_differences(agreement),
    )
    evaluator = say("interviews.agree_evaluator", seed=agreement.seed)
    rows = [_row(line) for line in (*agreement.groups, *agreement.tags)]
    interview, tag, words = columns_of("interviews.columns_differences")
    sheets = {
        say("interviews.sheet_agreement"): (columns_of("interviews.columns_agreement"), rows),
        say("interviews.sheet_differences"): (
            [interview, tag, *agreement.tagged.taggers, words],
            [_difference_row(difference, agreement) for difference in agreement.differences],
        ),
    }
    about = (*_plain_invented(agreement), _lead(agreement), evaluator)
    footer = say("interviews.agree_footer")
    return Findings(say("interviews.agree_title"), parts, footer, about, sheets, {}, evaluator)


def _plain_invented(agreement: TagAgreement) -> tuple[str, ...]:
    return (say("interviews.invented", n=agreement.tagged.invented),) if agreement.tagged.invented else ()


def _lead(agreement: TagAgreement) -> str:
    who = ", ".join(f"{name} ({n})" for name, n in agreement.read_by)
    return say("interviews.agree_lead", n=len(agreement.tagged.texts), taggers=escape(who), together=agreement.together)


def _findings_in_words(agreement: TagAgreement) -> Iterator[str]:
    if agreement.together < LEAST[Claim.TAGGERS]:
        yield say("interviews.agree_few", needed=LEAST[Claim.TAGGERS], here=agreement.together)
        return
    by_word: dict[str, list[str]] = {}
    for line in agreement.groups:
        by_word.setdefault(word_of(line), []).append(line.title)
    keys = {
        say("lab.word_yes"): "interviews.rest_on",
        say("interviews.word_tentative"): "interviews.rest_for_now",
        say("lab.word_no"): "interviews.rest_not",
        say("lab.word_unknown"): "interviews.rest_unknown",
    }
    told = [say(key, names=escape(", ".join(by_word[word]))) for word, key in keys.items() if word in by_word]
    yield "\n".join(f"- {one}" for one in told)


def _groups(agreement: TagAgreement) -> Iterator[str]:
    if not agreement.groups:
        return
    heads = columns_of("interviews.heads_groups")
    rows = [
        [
            str(escape(line.title)),
            f"**{word_of(line)}**",
            f"{line.units}",
            in_hundredths(line.alike),
            coefficient_text(line.alpha),
            interval(line.alpha),
        ]
        for line in agreement.groups
    ]
    yield table(heads, rows)


def _tags(agreement: TagAgreement) -> str:
    """Every tag; without what lies beyond chance where so few interviews tell it of none."""
    told = any(not isinstance(line.alpha, Barred) for line in agreement.tags)
    heads = columns_of("interviews.heads_tags")
    book = agreement.tagged.book.tags
    rows = [
        [
            f"`{line.name}`",
            f"{line.seen}/{line.interviews}" if book[line.name].is_mark else "",
            in_hundredths(line.alike),
            *(
                [
                    coefficient_text(line.kappa),
                    coefficient_text(line.alpha),
                    coefficient_text(line.ac1),
                ]
                if told
                else ()
            ),
        ]
        for line in agreement.tags
    ]
    return table(heads if told else heads[:3], rows)


def _differences(agreement: TagAgreement) -> Iterator[str]:
    yield say("interviews.differences", n=len(agreement.differences), settled=agreement.settled)
    if not agreement.differences:
        return
    heads = columns_of("interviews.heads_differences")
    told = agreement.differences[:MOST_DIFFERENCES]
    rows = [[str(escape(one.interview)), f"`{one.tag}`", _who(one), _words(one)] for one in told]
    yield words_table(heads, rows)
    if len(agreement.differences) > len(told):
        yield say("interviews.differences_more", n=len(agreement.differences) - len(told))


def _who(difference: TagDifference) -> str:
    return str(escape("; ".join(say("interviews.one_said", who=who, what=what) for who, what in difference.said)))


def _words(difference: TagDifference) -> str:
    words = " / ".join(difference.words)
    return str(escape(words if len(words) <= MOST_WORDS else f"{words[: MOST_WORDS - 1]}…"))


def _row(line: AgreementLine) -> list[SheetValue]:
    return [
        line.name,
        line.title,
        line.interviews,
        line.units,
        line.seen,
        value_of(line.alike),
        value_of(line.kappa),
        *value_and_ends(line.alpha),
        value_of(line.ac1),
        still_needed(line.alike, line.alpha),
    ]


def _difference_row(difference: TagDifference, agreement: TagAgreement) -> list[SheetValue]:
    said = dict(difference.said)
    return [
        difference.interview,
        difference.tag,
        *(said.get(who) for who in agreement.tagged.taggers),
        " / ".join(difference.words) or None,
    ]
