"""Headings -> items: by id, by exact text, by normal text, and never by likeness alone.

Owns which column answers which item; knows nothing of files or of what cells say.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import NamedTuple

from jtbd_diag.ground.catalogue import say
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.survey.columns.column import Column, Match, Role, StemWords, Unmatched
from jtbd_diag.survey.columns.everyday_words import everyday_words
from jtbd_diag.survey.columns.matching_notes import earlier_words, lacking_of, notes_on, notes_on_within
from jtbd_diag.survey.columns.names_of_items import KnownNames, known_names
from jtbd_diag.survey.columns.questions_within import FEWEST, questions_behind, questions_cut, questions_within
from jtbd_diag.survey.columns.same_text import normal
from jtbd_diag.survey.columns.stems import stems_of
from jtbd_diag.survey.platforms import Heading, Layout

MOST_COMPARED = 300
"""So many unmatched columns are compared with the questions; beyond, likeness costs more than it tells."""

LONGEST_COMPARED = 600


def near_items(questionnaire: Questionnaire, heading: Heading) -> tuple[str, ...]:
    """The ids of the items whose question or id is most like a heading, three at most."""
    if len(heading.header) > LONGEST_COMPARED:
        return ()
    asks = {normal(item.ask): item.id for item in questionnaire.items.values()}
    wanted = [normal(text) for text in (*heading.texts, *heading.ids)]
    near = [asks[m] for text in wanted for m in difflib.get_close_matches(text, asks, n=2, cutoff=0.55)]
    ids = list(questionnaire.items)
    near += [m for name in heading.ids for m in difflib.get_close_matches(name, ids, n=2, cutoff=0.7)]
    return tuple(dict.fromkeys(near))[:3]


_NUMBERED = r"_0\d\d|\.\d{1,2}|\.\.\.\d+| \(\d{1,2}\)"
_LABELS = r"(?:[._]| [(\[])(?:factor|labels?|lab|lbl|fct)[)\]]?"
_COPY = re.compile(rf"(.*\S)(?:{_NUMBERED}|{_LABELS})", re.IGNORECASE)
LABELS_BESIDE = re.compile(rf"(.*\S){_LABELS}", re.IGNORECASE)
"""How R, Stata and others call the column of labels beside one of codes."""


@dataclass(frozen=True)
class Matched:
    """Every column with its role, what looks like a question and is none, and items that no column answers."""

    columns: tuple[Column, ...]
    unmatched: tuple[Unmatched, ...]
    unasked: tuple[str, ...]
    notes: tuple[str, ...] = field(default=())
    lacking: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    earlier: Mapping[str, str] = field(default_factory=dict)
    """By item what was asked, where these are the words of an earlier form."""


@dataclass(frozen=True)
class ToldBeside:
    """What a person says beside headers: items and options that have no column, what options are called, and whether
    headers are `questions` as somebody named the column that holds them."""

    barred: tuple[str, ...] = ()
    absent: tuple[tuple[str, str], ...] = ()
    codes: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)
    questions: bool = False


_NOTHING_TOLD = ToldBeside()
ByHeader = Mapping[str, Match | Role]
_TABLES = 8
"""Of so many tables it is remembered which headings ask what: each is looked at several times."""


def match_columns(
    layout: Layout, questionnaire: Questionnaire, settled: ByHeader | None = None, told: ToldBeside = _NOTHING_TOLD
) -> Matched:
    """Match every column; `settled` headers are taken as told. Where nobody tells anything, it is done once."""
    if settled or told != _NOTHING_TOLD:
        return _matched(questionnaire, settled or {}, told, layout.headings, layout.whole_runs)
    alone = partial(_matched, questionnaire, {}, _NOTHING_TOLD)
    return questionnaire.once("match_columns", lambda: lru_cache(_TABLES)(alone))(layout.headings, layout.whole_runs)


def _matched(
    questionnaire: Questionnaire, settled: ByHeader, told: ToldBeside, headings: Sequence[Heading], whole_runs: bool
) -> Matched:
    known = KnownNames(questionnaire, told.codes) if told.codes else known_names(questionnaire)
    found: dict[str, Match] = {header: told for header, told in settled.items() if isinstance(told, Match)}
    named = {match.item for match in found.values()}
    taken = {(match.item, match.option) for match in found.values()} | set(told.absent)
    out = {match.item for match in found.values() if match.option is None} | set(told.barred)
    questions = [h for h in headings if h.kind == "question" and h.header not in settled]

    def free(match: Match | None) -> bool:
        """Whether the mapping says nothing else of what a column was found to answer."""
        if match is None or match.item in out or (match.item, match.option) in taken:
            return False
        return match.option is not None or match.item not in named

    sorted_ = _sorted(questions, known, free, whole=whole_runs, named=told.questions)
    found, rivals, otherwise = found | sorted_.found, sorted_.rivals, sorted_.otherwise
    read: dict[tuple[str, str | None], str] = {}
    for header, match in found.items():
        read.setdefault((match.item, match.option), header)
    columns = tuple(_column(h, found.get(h.header), settled.get(h.header)) for h in headings)
    unmatched = [Unmatched(h, partial(tuple, [match.item]), _why(match, read)) for h, match in rivals.items()]
    unmatched += [Unmatched(header, why=why) for header, why in otherwise.items()]
    left = [h for h in questions if h.header not in {**found, **rivals, **otherwise}]
    unmatched += [Unmatched(h.header, partial(near_items, questionnaire, h)) for h in left[:MOST_COMPARED]]
    unmatched += [Unmatched(h.header) for h in left[MOST_COMPARED:]]
    answered = {match.item for match in found.values()}
    unasked = tuple(item for item in questionnaire.items if item not in answered)
    lacking = lacking_of(columns, questionnaire, set(told.absent))
    earlier = earlier_words(columns, headings, questionnaire)
    notes = (*sorted_.notes, *notes_on(columns, lacking, questionnaire, earlier))
    return Matched(columns, tuple(unmatched), unasked, notes, lacking, earlier)


class _Sorted(NamedTuple):
    """By header what columns answer, what others would if there were no better ones, and why others are not read."""

    found: dict[str, Match]
    rivals: dict[str, Match]
    otherwise: dict[str, str]
    notes: tuple[str, ...]


def _sorted(
    questions: Sequence[Heading], known: KnownNames, free: Callable[[Match | None], bool], *, whole: bool, named: bool
) -> _Sorted:
    """Find what columns answer, and leave out those that ask something else or may be anybody's."""
    sure, rivals = _automatic(questions, known, free, whole=whole)
    words = {} if named else everyday_words(sure, questions, known.q)
    if words:
        sure, rivals = _automatic([h for h in questions if h.header not in words], known, free, whole=whole)
    within, more, beside = _within(questions, sure, rivals, known.q, free)
    stems = stems_of(questions, sure, beside, known)
    otherwise = {**_with_copies(stems.otherwise, questions), **words}
    within = {header: match for header, match in within.items() if header not in otherwise}
    found = {header: match for header, match in sure.items() if header not in otherwise} | within
    rivals = {header: match for header, match in (rivals | more).items() if header not in otherwise}
    read = {match[:2] for match in found.values()}
    unread = {h: say("survey.stem_asked_twice") for h, m in rivals.items() if m[:2] not in read}  # nor what fits better
    rivals = {header: match for header, match in rivals.items() if header not in unread}
    return _Sorted(found, rivals, otherwise | unread, (*notes_on_within(within), *stems.notes()))


def _automatic(
    questions: Sequence[Heading], known: KnownNames, free: Callable[[Match | None], bool], *, whole: bool
) -> tuple[dict[str, Match], dict[str, Match]]:
    """What columns were found to answer, and what others would answer if there were no better ones.

    Every column that names an item as a whole answers it; one that only looks like it, by its parts, by signs left
    out or as a numbered copy, does where there is no other.
    """
    found: dict[str, Match] = {}
    fitting: dict[str, Match] = {}
    for heading in questions:
        match = known.item(heading)
        if match is not None and heading.header != match.item:
            match = _rather_an_option(heading, match, known)
        if match is not None:
            found |= {heading.header: match} if free(match) else {}
        else:
            part = known.named_otherwise(heading)
            fitting |= {heading.header: part} if part and free(part) else {}
    named = {match.item for match in found.values()}
    fitting = _split_whole(fitting, named, known)
    rivals = {header: m for header, m in fitting.items() if m.option is None and m.item in named}
    found |= {header: match for header, match in fitting.items() if header not in rivals}
    left = [heading for heading in questions if heading.header not in found and heading.header not in rivals]
    behind = questions_behind(left, found, known.q)
    found |= {header: match for header, match in behind.items() if free(match) and match.item not in named}
    by_text = _by_neighbours(questions, found, known, whole=whole)
    found |= {header: match for header, match in by_text.items() if free(match)}
    return found | _copies(questions, found, rivals, free), rivals


def _split_whole(fitting: Mapping[str, Match], named: Set[str], known: KnownNames) -> dict[str, Match]:
    """The same, of questions with one answer only where several options have a column, and the question none as a
    whole: one such column may be anything, as `since_months` may be a number of months."""
    told: dict[str, set[str]] = {}
    for match in fitting.values():
        if match.option is not None and match.item in known.one_of:
            told.setdefault(match.item, set()).add(match.option)
    whole = {match.item for match in fitting.values() if match.option is None} | named
    split = {item for item, options in told.items() if item not in whole and len(options) > 1}
    return {h: m for h, m in fitting.items() if m.option is None or m.item not in known.one_of or m.item in split}


def _within(
    questions: Sequence[Heading],
    found: Mapping[str, Match],
    rivals: Mapping[str, Match],
    questionnaire: Questionnaire,
    free: Callable[[Match | None], bool],
) -> tuple[dict[str, Match], dict[str, Match], dict[str, StemWords]]:
    """What further columns answer whose headings hold more than the question, those that others answer better, and
    what stands beside the questions of the former."""
    left = [heading for heading in questions if heading.header not in found and heading.header not in rivals]
    split = {match.item for match in found.values() if match.option is not None}
    answered = {match.item for match in found.values()}
    cut = questions_cut(left, questions, questionnaire)
    beside = {**cut, **questions_within(questions, questionnaire, split)}
    told = {header: Match(one.item, None, "normal_text") for header, one in beside.items()}
    within = {one.header: told[one.header] for one in left if one.header in told and free(told[one.header])}
    more = {header: match for header, match in within.items() if match.item in answered}
    new = {header: match for header, match in within.items() if header not in more}
    already = {match.item for header, match in told.items() if header in found and found[header].item == match.item}
    if len({match.item for match in new.values()} | already) < FEWEST:
        new = {header: match for header, match in new.items() if header in cut}
    return new, more, {header: beside[header] for header in new if beside[header].words}


def _with_copies(otherwise: Mapping[str, str], questions: Sequence[Heading]) -> dict[str, str]:
    """The same with columns that a program numbered because another one of these has the same name."""
    copies = ((one.header, _COPY.fullmatch(one.header)) for one in questions)
    return {**otherwise, **{h: otherwise[bare[1]] for h, bare in copies if bare and bare[1] in otherwise}}


def _rather_an_option(heading: Heading, match: Match, known: KnownNames) -> Match:
    """The option that a heading names in two parts, if it does.

    Of a long question its options' columns may show the beginning alone; and an option may be called what another
    question is called, so that `tools/trust` ends in the id of both.
    """
    part = known.part(heading)
    if part is None or part.option is None:
        return match
    return part if match.how == "id" or part.item == match.item else match


def _copies(
    questions: Sequence[Heading],
    found: Mapping[str, Match],
    rivals: Mapping[str, Match],
    free: Callable[[Match | None], bool],
) -> dict[str, Match]:
    """Columns numbered as another one has their name, `causes_001`, `causes.1`, or with its labels: `causes.factor`."""
    by_name = {name: found[h.header] for h in questions if h.header in found for name in (h.header, *h.ids)}
    copies: dict[str, Match] = {}
    for heading in questions:
        base = [bare[1] for name in (heading.header, *heading.ids) if (bare := _COPY.fullmatch(name))]
        match = next((by_name[name] for name in base if name in by_name), None)
        if heading.header not in found and heading.header not in rivals and match is not None and free(match):
            copies[heading.header] = Match(match.item, match.option, "normal_text")
    return copies


def _why(match: Match, read: Mapping[tuple[str, str | None], str]) -> str:
    """Why a column that fits an item does not answer it."""
    return say("survey.column_fits_better", item=match.item, header=read[match.item, match.option])


def _column(heading: Heading, match: Match | None, told: Match | Role | None) -> Column:
    if match is not None:
        return Column(heading.header, "tick" if match.option else "item", match.item, match.option, match.how)
    if told is not None and not isinstance(told, Match):
        return Column(heading.header, told, how="mapping")
    return Column(heading.header, "dropped" if heading.kind == "noise" else "carried")


def _by_neighbours(
    questions: Sequence[Heading], sure: Mapping[str, Match], known: KnownNames, *, whole: bool
) -> dict[str, Match]:
    """Columns headed by an option's text only: a run of them belongs to the one item that offers them all.

    `whole` runs are all the options of an item that no other column answers.
    """
    answered = {match.item for match in sure.values()}
    found: dict[str, Match] = {}
    run: list[tuple[Heading, Mapping[str, str]]] = []
    shared: set[str] = set()

    def close() -> None:
        if len(shared) == 1:
            item = next(iter(shared))
            if whole and (item in answered or len({options[item] for _, options in run}) < len(known.q.options(item))):
                run.clear()
                return
            found.update({h.header: Match(item, options[item], "normal_text") for h, options in run})
        run.clear()

    for heading in questions:
        options = known.alone(heading, ids=whole) if heading.header not in sure else {}
        repeated = any(options.get(item) == before.get(item) for _, before in run for item in shared & set(options))
        if run and (not shared & set(options) or repeated):
            close()
        if options:
            shared = shared & set(options) if run else set(options)
            run.append((heading, options))
    close()
    return found
