"""Headings -> items: by id, by exact text, by normal text, and never by likeness alone.

Owns which column answers which item; knows nothing of files or of what cells say.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from jtbd_diag.answers.columns import Column, How, Match, Role, Unmatched
from jtbd_diag.answers.layouts import Heading, Layout
from jtbd_diag.answers.same_text import cut_prefix, folded, normal, normal_option, unique
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.items import MultipleItem

SHORTEST_START = 40
"""A text that was cut must still have this many characters to be recognised by."""

MOST_COMPARED = 300
"""So many unmatched columns are compared with the questions; beyond, likeness costs more than it tells."""

LONGEST_COMPARED = 600

_STRENGTH: Mapping[How, int] = {"mapping": 4, "id": 3, "text": 2, "normalised text": 1, "": 0}


@dataclass(frozen=True)
class Matched:
    """Every column with its role, what looks like a question and is none, and items that no column answers."""

    columns: tuple[Column, ...]
    unmatched: tuple[Unmatched, ...]
    unasked: tuple[str, ...]
    notes: tuple[str, ...] = field(default=())


class Known:
    """The names that a questionnaire's items and options go by."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        """Look every name up once."""
        self.q = questionnaire
        items = questionnaire.items.values()
        self.texts = unique((item.ask, item.id) for item in items)
        self.normals = unique((normal(item.ask), item.id) for item in items)
        self.folds = unique((folded(item.id), item.id) for item in items)
        self.multiple = [item.id for item in items if isinstance(item, MultipleItem)]
        self.options = {item: _option_names(questionnaire, item) for item in self.multiple}
        self.starts = {text: item for text, item in self.normals.items() if len(text) >= SHORTEST_START}

    def item(self, heading: Heading) -> Match | None:
        """The item that a heading names as a whole."""
        for name in heading.ids:
            if name in self.q.items:
                return Match(name, None, "id")
        for text in heading.texts:
            if text in self.texts:
                return Match(self.texts[text], None, "text")
        for text in heading.texts:
            found = self.normals.get(normal(text)) or self._cut(text)
            if found:
                return Match(found, None, "normalised text")
        fold = next((self.folds[f] for name in heading.ids if (f := folded(name)) in self.folds), None)
        return Match(fold, None, "normalised text") if fold else None

    def _cut(self, text: str) -> str | None:
        start = cut_prefix(text)
        if start is None or len(start) < SHORTEST_START:
            return None
        found = {item for whole, item in self.starts.items() if whole.startswith(start)}
        return found.pop() if len(found) == 1 else None

    def part(self, heading: Heading) -> Match | None:
        """The option of a multiple item, or the statement of a grid, that a heading names in two parts."""
        for question, option in heading.parts:
            if not question:
                continue
            whole = self.item(Heading(heading.header, (question,), (question,)))
            if whole is not None and whole.item in self.options:
                told = self.options[whole.item].get(option) or self.options[whole.item].get(_key(option))
                if told:
                    return Match(whole.item, told, whole.how)
        for question, statement in heading.parts:
            row = self.item(Heading(heading.header, (statement,), (statement,))) if question else None
            if row is not None and row.item not in self.options and not statement.isdecimal():
                return row
        return None

    def alone(self, heading: Heading) -> Mapping[str, str]:
        """The multiple items that have an option of this text, for headings that name nothing else."""
        texts = [option for question, option in heading.parts if not question]
        return {
            item: names[_key(text)] for text in texts for item, names in self.options.items() if _key(text) in names
        }

    def nearest(self, heading: Heading) -> tuple[str, ...]:
        """The items whose question or id is most like a heading: for a person to choose from."""
        asks = {normal(item.ask): item.id for item in self.q.items.values()}
        if len(heading.header) > LONGEST_COMPARED:
            return ()
        wanted = [normal(text) for text in (*heading.texts, *heading.ids)]
        near = [asks[m] for text in wanted for m in difflib.get_close_matches(text, asks, n=2, cutoff=0.55)]
        ids = list(self.q.items)
        near += [m for name in heading.ids for m in difflib.get_close_matches(name, ids, n=2, cutoff=0.7)]
        return tuple(dict.fromkeys(near))[:3]


def _key(text: str) -> str:
    return f"text:{normal_option(text)}"


def _option_names(q: Questionnaire, item: str) -> Mapping[str, str]:
    """Option ids by id, code and (marked as such) normal text."""
    options = q.options(item)
    texts = [(_key(o.text), o.id) for o in options]
    codes = [(str(o.code), o.id) for o in options if o.code is not None]
    return unique([*((o.id, o.id) for o in options), *codes, *texts])


def match_columns(
    layout: Layout, questionnaire: Questionnaire, settled: Mapping[str, Match | Role], barred: Iterable[str] = ()
) -> Matched:
    """Match every column; `settled` headers are taken as told, `barred` items have no column."""
    known = Known(questionnaire)
    found: dict[str, Match] = {header: told for header, told in settled.items() if isinstance(told, Match)}
    taken = {(match.item, match.option) for match in found.values()}
    out = {match.item for match in found.values() if match.option is None} | set(barred)
    questions = [h for h in layout.headings if h.kind == "question" and h.header not in settled]
    automatic: dict[str, Match] = {}
    for heading in questions:
        match = known.item(heading) or known.part(heading)
        if match and (match.item, match.option) not in taken and match.item not in out:
            automatic[heading.header] = match
    automatic |= _by_neighbours(questions, automatic, known)
    rivals = _rivals(automatic)
    found |= {header: match for header, match in automatic.items() if header not in rivals}
    summaries = _summaries(found)
    columns = tuple(
        _column(h, found.get(h.header), h.header in summaries, settled.get(h.header)) for h in layout.headings
    )
    read = {(match.item, match.option): header for header, match in found.items()}
    unmatched = [Unmatched(header, (match.item,), _why(match, read)) for header, match in rivals.items()]
    left = [h for h in questions if h.header not in found and h.header not in rivals]
    for n, heading in enumerate(left):
        unmatched.append(Unmatched(heading.header, known.nearest(heading) if n < MOST_COMPARED else ()))
    answered = {match.item for match in found.values()}
    unasked = tuple(item for item in questionnaire.items if item not in answered)
    return Matched(columns, tuple(unmatched), unasked, tuple(_notes(columns, questionnaire)))


def _why(match: Match, read: Mapping[tuple[str, str | None], str]) -> str:
    """Why a column that fits an item does not answer it."""
    better = read.get((match.item, match.option))
    if better is not None:
        return f"'{match.item}' is read from the column '{better}', which fits it better"
    return f"another column also fits '{match.item}': neither is read"


def _column(heading: Heading, match: Match | None, summary: bool, told: Match | Role | None) -> Column:
    if match is not None and not summary:
        return Column(heading.header, "tick" if match.option else "item", match.item, match.option, match.how)
    if told is not None and not isinstance(told, Match):
        return Column(heading.header, told, how="mapping")
    return Column(heading.header, "dropped" if summary or heading.kind == "noise" else "carried")


def _by_neighbours(questions: Sequence[Heading], sure: Mapping[str, Match], known: Known) -> dict[str, Match]:
    """Columns headed by an option's text only: a run of them belongs to the one item that offers them all."""
    found: dict[str, Match] = {}
    run: list[tuple[Heading, Mapping[str, str]]] = []
    shared: set[str] = set()

    def close() -> None:
        if len(shared) == 1:
            item = next(iter(shared))
            found.update({h.header: Match(item, options[item], "normalised text") for h, options in run})
        run.clear()

    for heading in questions:
        options = known.alone(heading) if heading.header not in sure else {}
        repeated = any(options.get(item) == before.get(item) for _, before in run for item in shared & set(options))
        if run and (not shared & set(options) or repeated):
            close()
        if options:
            shared = shared & set(options) if run else set(options)
            run.append((heading, options))
    close()
    return found


def _rivals(matches: Mapping[str, Match]) -> dict[str, Match]:
    """Columns that fit the same item equally well: to choose one would be a guess."""
    claims: dict[tuple[str, str | None], list[str]] = {}
    for header, match in matches.items():
        claims.setdefault((match.item, match.option), []).append(header)
    rivals: dict[str, Match] = {}
    for headers in claims.values():
        strongest = max(_STRENGTH[matches[header].how] for header in headers)
        best = [header for header in headers if _STRENGTH[matches[header].how] == strongest]
        losers = headers if len(best) > 1 else [header for header in headers if header not in best]
        rivals |= {header: matches[header] for header in losers}
    return rivals


def _summaries(found: Mapping[str, Match]) -> set[str]:
    """Columns that only repeat, in one cell, what split columns say."""
    split = {match.item for match in found.values() if match.option is not None}
    return {h for h, match in found.items() if match.option is None and match.item in split and match.how != "mapping"}


def _notes(columns: Sequence[Column], questionnaire: Questionnaire) -> list[str]:
    ticked: dict[str, set[str]] = {}
    for column in columns:
        if column.role == "tick" and column.item and column.option:
            ticked.setdefault(column.item, set()).add(column.option)
    notes = []
    for item, options in ticked.items():
        missing = [option.id for option in questionnaire.options(item) if option.id not in options]
        if missing:
            notes.append(f"'{item}' has no column for {', '.join(missing)}: taken as not ticked")
    return notes
