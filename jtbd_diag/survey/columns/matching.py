"""Headings -> items: by id, by exact text, by normal text, and never by likeness alone.

Owns which column answers which item; knows nothing of files or of what cells say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import partial

from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.items import MultipleItem
from jtbd_diag.survey.columns.column import Column, Match, Role, Unmatched
from jtbd_diag.survey.columns.likeness import MOST_COMPARED, near_items
from jtbd_diag.survey.columns.same_text import cut_prefix, folded, folded_words, normal, normal_option, unique
from jtbd_diag.survey.platforms import Heading, Layout
from jtbd_diag.survey.platforms.headings import split_parts

SHORTEST_START = 40
"""A text that was cut must still have this many characters to be recognised by."""

_BESIDE = re.compile(
    "points?|scores?|feedback|comments?|notes?|grade|remarks?|weight|timing|duration|"
    "punkte?|bewertung|kommentare?|anmerkung|puntos|puntuación|comentarios?|comentários?|pontos|pontuação|"
    "commentaires?|remarques?|punti|punteggio|commento|commenti|punten|opmerking(?:en)?|poäng|poeng|kommentarer|"
    "pisteet|kommentti|punkty|komentarz|баллы|комментарий|点数|コメント|得分|分数|评论"
)
"""What a platform or a survey puts beside a question, headed by a word and the question's text."""

_NOTE = re.compile(
    r"[\s*]*[(\[]?\b(?:required|mandatory|optional|(?:please )?(?:select|choose|check|tick|pick|mark) "
    r"(?:only )?(?:one|all that apply|one answer|one option|up to \w+)|"
    r"pflichtfrage|obligatoria|obligatorio|obligatoire)"
    r"[.)\]\s*]*$",
    re.IGNORECASE,
)
"""What forms put behind a question."""

_COPY = re.compile(r"(.*\S)(?:_0\d\d|\.\d{1,2}|\.\.\.\d+| \(\d{1,2}\))")


@dataclass(frozen=True)
class Matched:
    """Every column with its role, what looks like a question and is none, and items that no column answers."""

    columns: tuple[Column, ...]
    unmatched: tuple[Unmatched, ...]
    unasked: tuple[str, ...]
    notes: tuple[str, ...] = field(default=())
    lacking: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """What a person says beside headers: items and options that have no column, and what options are called."""

    barred: tuple[str, ...] = ()
    absent: tuple[tuple[str, str], ...] = ()
    codes: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)


class Known:
    """The names that a questionnaire's items and options go by."""

    def __init__(
        self, questionnaire: Questionnaire, codes: Mapping[str, Mapping[str, str | None]] | None = None
    ) -> None:
        """Look every name up once; `codes` are names of options, by item, that somebody has told."""
        self.q = questionnaire
        items = questionnaire.items.values()
        self.texts = unique((item.ask, item.id) for item in items)
        self.normals = unique((normal(item.ask), item.id) for item in items)
        self.folds = unique((folded(item.id), item.id) for item in items)
        self.multiple = [item.id for item in items if isinstance(item, MultipleItem)]
        self.options = {item: _option_names(questionnaire, item, (codes or {}).get(item, {})) for item in self.multiple}
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
            found = self.normals.get(normal(text)) or self._cut(text) or self._line(text)
            if found:
                return Match(found, None, "normalised text")
        return None

    def _line(self, text: str) -> str | None:
        """The one item that a line of a text of several lines asks, beside a note such as `* required`."""
        bare = _NOTE.sub("", text.strip())
        lines = [line for line in (*bare.splitlines(), bare, " ".join(bare.splitlines()[:-1])) if line.strip()]
        if lines == [text.strip()] * 2:
            return None
        found = {item for line in lines if (item := self.normals.get(normal(line)) or self._cut(line))}
        item = found.pop() if len(found) == 1 else None
        return None if item in self.options and any(self._option(item, line) for line in lines) else item

    def _option(self, item: str, name: str) -> str | None:
        """The option of a multiple item that a name stands for."""
        return next((o for key in _keys(name) if (o := self.options[item].get(key))), None)

    def fold(self, heading: Heading) -> Match | None:
        """The item whose id a heading names, case and signs aside."""
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
        for question, option in (*heading.parts, *_lines(heading)):
            if not question:
                continue
            named = Heading(heading.header, (question,), (question,))
            whole = self.item(named) or self.fold(named)
            told = self._option(whole.item, option) if whole and whole.item in self.options else None
            if whole and told:
                return Match(whole.item, told, whole.how)
        for question, statement in heading.parts:
            row = self.item(Heading(heading.header, (statement,), (statement,))) if question else None
            if row is not None and row.item not in self.options and not statement.isdecimal():
                return None if _BESIDE.fullmatch(normal(question)) else row
        return None

    def alone(self, heading: Heading) -> Mapping[str, str]:
        """The multiple items that have an option of this text, for headings that name nothing else."""
        texts = [option for question, option in heading.parts if not question]
        return {
            item: names[_key(text)] for text in texts for item, names in self.options.items() if _key(text) in names
        }


def _lines(heading: Heading) -> Iterator[tuple[str, str]]:
    """A heading of several lines in two parts: the question, and below it one of its options."""
    for text in heading.texts:
        yield from split_parts(text.strip(), "\n")


def _key(text: str) -> str:
    return f"text:{normal_option(text)}"


def _keys(name: str) -> tuple[str, ...]:
    """What an option is looked up by, the surest first."""
    return (name, _key(name), f"fold:{folded_words(name)}")


def _option_names(q: Questionnaire, item: str, told: Mapping[str, str | None]) -> Mapping[str, str]:
    """Option ids by id, code and (marked as such) normal text, and by ids and texts without case and signs."""
    options = q.options(item)
    texts = [(_key(o.text), o.id) for o in options]
    codes = [(str(o.code), o.id) for o in options if o.code is not None]
    folds = [(f"fold:{fold}", o.id) for o in options for name in (o.id, o.text) if (fold := folded_words(name))]
    named = {**unique([*((o.id, o.id) for o in options), *codes, *texts, *folds])}
    return named | {code: option for code, option in told.items() if option is not None}


def match_columns(
    layout: Layout,
    questionnaire: Questionnaire,
    settled: Mapping[str, Match | Role],
    told: Told | None = None,
) -> Matched:
    """Match every column; `settled` headers are taken as told."""
    told = told or Told()
    known = Known(questionnaire, told.codes)
    found: dict[str, Match] = {header: told for header, told in settled.items() if isinstance(told, Match)}
    named = {match.item for match in found.values()}
    taken = {(match.item, match.option) for match in found.values()} | set(told.absent)
    out = {match.item for match in found.values() if match.option is None} | set(told.barred)
    questions = [h for h in layout.headings if h.kind == "question" and h.header not in settled]

    def free(match: Match | None) -> bool:
        """Whether the mapping says nothing else of what a column was found to answer."""
        if match is None or match.item in out or (match.item, match.option) in taken:
            return False
        return match.option is not None or match.item not in named

    automatic, rivals = _automatic(questions, known, free, whole=layout.whole_runs)
    found |= automatic
    columns = tuple(_column(h, found.get(h.header), settled.get(h.header)) for h in layout.headings)
    read: dict[tuple[str, str | None], str] = {}
    for header, match in found.items():
        read.setdefault((match.item, match.option), header)
    unmatched = [Unmatched(h, partial(tuple, [match.item]), _why(match, read)) for h, match in rivals.items()]
    left = [h for h in questions if h.header not in found and h.header not in rivals]
    unmatched += [Unmatched(h.header, partial(near_items, questionnaire, h)) for h in left[:MOST_COMPARED]]
    unmatched += [Unmatched(h.header) for h in left[MOST_COMPARED:]]
    answered = {match.item for match in found.values()}
    unasked = tuple(item for item in questionnaire.items if item not in answered)
    lacking = _lacking(columns, questionnaire, set(told.absent))
    return Matched(columns, tuple(unmatched), unasked, tuple(_notes(columns, lacking, questionnaire)), lacking)


def _automatic(
    questions: Sequence[Heading], known: Known, free: Callable[[Match | None], bool], *, whole: bool
) -> tuple[dict[str, Match], dict[str, Match]]:
    """What columns were found to answer, and what others would answer if there were no better ones.

    Every column that names an item as a whole answers it; one that only looks like it, by its parts, by signs left
    out or as a numbered copy, does where there is no other.
    """
    found: dict[str, Match] = {}
    fitting: dict[str, Match] = {}
    for heading in questions:
        match = known.item(heading)
        if match is not None and match.how != "id":  # of a long question its options' columns may show the beginning
            part = known.part(heading)
            match = part if part and part.item == match.item else match
        if match is not None:
            found |= {heading.header: match} if free(match) else {}
        else:
            part = known.part(heading) or known.fold(heading)
            fitting |= {heading.header: part} if part and free(part) else {}
    named = {match.item for match in found.values()}
    rivals = {header: m for header, m in fitting.items() if m.option is None and m.item in named}
    found |= {header: match for header, match in fitting.items() if header not in rivals}
    by_text = _by_neighbours(questions, found, known, whole=whole)
    found |= {header: match for header, match in by_text.items() if free(match)}
    return found | _copies(questions, found, rivals, free), rivals


def _copies(
    questions: Sequence[Heading],
    found: Mapping[str, Match],
    rivals: Mapping[str, Match],
    free: Callable[[Match | None], bool],
) -> dict[str, Match]:
    """Columns that programs number because another one has the same name: `causes_001`, `causes.1`, `causes (2)`."""
    by_name = {name: found[h.header] for h in questions if h.header in found for name in (h.header, *h.ids)}
    copies: dict[str, Match] = {}
    for heading in questions:
        base = [bare[1] for name in (heading.header, *heading.ids) if (bare := _COPY.fullmatch(name))]
        match = next((by_name[name] for name in base if name in by_name), None)
        if heading.header not in found and heading.header not in rivals and match is not None and free(match):
            copies[heading.header] = Match(match.item, match.option, "normalised text")
    return copies


def _why(match: Match, read: Mapping[tuple[str, str | None], str]) -> str:
    """Why a column that fits an item does not answer it."""
    return f"'{match.item}' is read from the column '{read[match.item, match.option]}', which fits it better"


def _column(heading: Heading, match: Match | None, told: Match | Role | None) -> Column:
    if match is not None:
        return Column(heading.header, "tick" if match.option else "item", match.item, match.option, match.how)
    if told is not None and not isinstance(told, Match):
        return Column(heading.header, told, how="mapping")
    return Column(heading.header, "dropped" if heading.kind == "noise" else "carried")


def _by_neighbours(
    questions: Sequence[Heading], sure: Mapping[str, Match], known: Known, *, whole: bool
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


def _lacking(
    columns: Sequence[Column], questionnaire: Questionnaire, absent: AbstractSet[tuple[str, str]]
) -> dict[str, tuple[str, ...]]:
    """The options of split questions that have no column, though nobody says that they were not offered."""
    ticked: dict[str, set[str]] = {}
    for column in columns:
        if column.role == "tick" and column.item and column.option:
            ticked.setdefault(column.item, set()).add(column.option)
    lacking = {
        item: tuple(o.id for o in questionnaire.options(item) if o.id not in options and (item, o.id) not in absent)
        for item, options in ticked.items()
    }
    return {item: options for item, options in lacking.items() if options}


def _notes(
    columns: Sequence[Column], lacking: Mapping[str, Sequence[str]], questionnaire: Questionnaire
) -> Iterator[str]:
    """What a person should know: options without a column, and questions read from several."""
    single = {column.item for column in columns if column.role == "item"}
    telling = questionnaire.telling_items()
    for item, options in lacking.items():
        what = f"'{item}' has no column for {', '.join(options)}"
        if item in telling:
            rest = "it is read from its one column only" if item in single else "so that it is not known in full"
            yield f"{what}: {rest}; a mapping says which column it is, or that it was not offered ({options[0]}: )"
        else:
            yield f"{what}: whether it was ticked is not known"
    answering: dict[str, list[Column]] = {}
    for column in columns:
        if column.item is not None:
            answering.setdefault(column.item, []).append(column)
    for item, several in answering.items():
        wholes = [repr(column.header) for column in several if column.role == "item"]
        if len(wholes) > 1:
            yield f"'{item}' is read from {' and '.join(wholes)}, whichever holds an answer"
        elif wholes and len(several) > 1:
            yield f"'{item}' is read from columns of its options, and from {wholes[0]} where these are blank"
