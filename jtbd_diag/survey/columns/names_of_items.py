"""The names that a questionnaire's items and options go by, earlier forms' too, and what a heading names by them.

Owns which names are the same; knows nothing of which of several columns is the better one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.items import MultipleItem, RatingItem, SingleItem
from jtbd_diag.survey.columns.column import Match
from jtbd_diag.survey.columns.names_at_the_end import AtEnd, NamesAtEnd
from jtbd_diag.survey.columns.same_text import (
    by_words,
    cut_prefix,
    folded,
    folded_words,
    known_by,
    normal,
    normal_option,
    unique,
)
from jtbd_diag.survey.columns.scale_in_header import codes_said, without_scale
from jtbd_diag.survey.platforms import Heading
from jtbd_diag.survey.platforms.platform_layout import bare_name, split_parts

SHORTEST_START = 40
"""A text that was cut must still have this many characters to be recognised by."""

BESIDE = re.compile(
    "points?|scores?|feedback|comments?|notes?|grade|remarks?|weight|timing|duration|"
    "punkte?|bewertung|kommentare?|anmerkung|puntos|puntuación|comentarios?|comentários?|pontos|pontuação|"
    "commentaires?|remarques?|punti|punteggio|commento|commenti|punten|opmerking(?:en)?|poäng|poeng|kommentarer|"
    "pisteet|kommentti|punkty|komentarz|баллы|комментарий|点数|コメント|得分|分数|评论|"
    r"rev(?:ersed?)?(?:[ -]?(?:coded|scored|keyed|score|coding))?|re-?coded|inv(?:erted)?"
    r"|imputed|ranks?|ranking|means?|averages?|z[ -]?scores?|[rz]"
    "|umgepolt|invertiert|rekodiert|invertid[ao]|recodificad[ao]|inversée?|recodée?"
)
"""What a platform or a survey puts beside a question, or makes of its answers, headed by a word and its text."""

_NOTE = re.compile(
    r"[\s*]*[(\[]?\b(?:required|mandatory|optional|(?:please )?(?:select|choose|check|tick|pick|mark) "
    r"(?:only )?(?:one|all that apply|one answer|one option|up to \w+)|"
    r"pflichtfrage|obligatoria|obligatorio|obligatoire)"
    r"[.)\]\s*]*$",
    re.IGNORECASE,
)
"""What forms put behind a question."""


def known_names(questionnaire: Questionnaire) -> KnownNames:
    """The names that its items and options go by where nobody has told more of them, looked up once."""
    return questionnaire.once("known_names", lambda: KnownNames(questionnaire))


def names_by_item(questionnaire: Questionnaire) -> Mapping[str, frozenset[str]]:
    """What a header row may call each item, as it is written."""
    items = questionnaire.items.values()
    return {item.id: frozenset({item.id, item.id.replace("_", ""), item.ask, *item.earlier}) for item in items}


def words_of_options(questionnaire: Questionnaire) -> Mapping[str, Mapping[str, int]]:
    """The ids and texts of each item's options, in plain small letters, with their place; no numbers."""
    told = {item: questionnaire.options(item) for item in questionnaire.items}
    return {
        item: {
            bare_name(name): place
            for place, one in enumerate(options)
            for name in (one.id, one.text, *one.earlier)
            if not name.isdecimal()
        }
        for item, options in told.items()
        if options
    }


class KnownNames:
    """The names that a questionnaire's items and options go by."""

    def __init__(
        self, questionnaire: Questionnaire, codes: Mapping[str, Mapping[str, str | None]] | None = None
    ) -> None:
        """Look every name up once; `codes` are names of options, by item, that somebody has told."""
        self.q = questionnaire
        items = questionnaire.items.values()
        self.texts = unique((item.ask, item.id) for item in items)
        asked = [(normal(item.ask), item.id) for item in items]
        before = [(normal(text), item.id) for item in items for text in item.earlier]
        self.normals = known_by(asked, before)
        self.at_end = questionnaire.once("names_at_the_end", lambda: NamesAtEnd(questionnaire))
        self.multiple = [item.id for item in items if isinstance(item, MultipleItem)]
        self.options = {item: _option_names(questionnaire, item, (codes or {}).get(item, {})) for item in self.multiple}
        single = [item.id for item in items if isinstance(item, SingleItem)]
        self.one_of = {item: _option_names(questionnaire, item, {}) for item in single}
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
            found = found or self._rated(text)
            if found:
                return Match(found, None, "normal_text")
        return None

    def _rated(self, text: str) -> str | None:
        """The rating that a text asks beside what it says of its numbers."""
        bare, pairs = without_scale(text)
        item = (bare if bare in self.q.items else self.normals.get(normal(bare))) if pairs else None
        rated = item is not None and isinstance(self.q.items[item], RatingItem)
        return item if rated and codes_said(self.q.options(item or ""), pairs) else None

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
        """The option of an item, of which several or one may be chosen, that a name stands for."""
        names = self.options.get(item) or self.one_of.get(item, {})
        return next((o for key in _keys(name) if (o := names.get(key))), None)

    def fold(self, heading: Heading) -> Match | None:
        """The item whose id or text a heading names, case and signs aside: `What.is.it.about.` as R writes it."""
        return next((end.match for end in self._ends(heading) if not end.words and end.match.option is None), None)

    def _ends(self, heading: Heading) -> Iterator[AtEnd]:
        """What the names and texts of a heading end in; a name has ids only, where a platform tells both apart."""
        named = filter(None, map(self.at_end.of, heading.ids))
        yield from (end for end in named if folded(end.name).startswith(folded(end.match.item)))
        yield from filter(None, map(self.at_end.of, heading.texts))

    def _cut(self, text: str) -> str | None:
        start = cut_prefix(text)
        if start is None or len(start) < SHORTEST_START:
            return None
        found = {item for whole, item in self.starts.items() if whole.startswith(start)}
        return found.pop() if len(found) == 1 else None

    def named_otherwise(self, heading: Heading) -> Match | None:
        """What a heading names in two parts, or with other signs; an option's text may be a question's, signs aside."""
        part = self.part(heading)
        return part if part and part.option else self.fold(heading) or part

    def part(self, heading: Heading) -> Match | None:
        """The option of an item, or the statement of a grid, that a heading names in two parts."""
        turned = ((option, question) for question, option in heading.parts if question)  # `Teachers - Who would …?`
        for question, option in (*heading.parts, *_lines(heading), *turned):
            if not question:
                continue
            named = Heading(heading.header, (question,), (question,))
            whole = self.item(named) or self.fold(named)
            told = self._option(whole.item, option) if whole else None
            if whole and told:
                return Match(whole.item, told, whole.how)
        ends = [end for end in self._ends(heading) if not BESIDE.fullmatch(normal(end.words))]
        chosen = next((end.match for end in ends if end.match.option), None)
        return chosen or self._statement(heading, ends)

    def _statement(self, heading: Heading, ends: Sequence[AtEnd]) -> Match | None:
        """The statement or question that a heading names behind some words; the longest name that its `ends` have."""
        # of single words an id alone is sure: `District: Area` is no `area`
        sure = (end for end in ends if folded(end.name) != folded(end.match.item) or end.name == end.match.item)
        last = next((end for end in sure if end.words and end.match.item not in self.options), None)
        for question, statement, row in self.statements(heading):
            if statement.isdecimal():
                continue
            if last and len(last.name) > len(statement):  # `seen` ends `priority-anxiety_seen`
                break
            # of several options only a name inside of another, as JSON has it: `other_tools` are words beside `tools`
            if row.item not in self.options or heading.header.endswith(f"/{row.item}"):
                return None if BESIDE.fullmatch(normal(question)) else row
        return last.match if last else None

    def statements(self, heading: Heading) -> Iterator[tuple[str, str, Match]]:
        """What a heading may name behind some words: these, the statement and its item; the longest statement first."""
        for words, statement in sorted(heading.parts, key=lambda both: -len(both[1])):  # `seen` ends `anxiety_seen`
            row = self.item(Heading(heading.header, (statement,), (statement,))) if words else None
            if row is not None:
                yield words, statement, row

    def alone(self, heading: Heading, *, ids: bool) -> Mapping[str, str]:
        """The multiple items that have an option of this text, or id, for headings that name nothing else."""
        texts = [option for question, option in heading.parts if not question]
        told = ((item, self._option(item, text), text) for text in texts for item in self.options)
        return {item: option for item, option, text in told if option and (ids or self._says(item, option, text))}

    def _says(self, item: str, option: str, text: str) -> bool:
        """Whether this is an option's text, signs aside, and not its id or code."""
        fold = folded_words(text)
        texts = (each for one in self.q.options(item) if one.id == option for each in (one.text, *one.earlier))
        return any(_key(text) == _key(each) or (fold and fold == folded_words(each)) for each in texts)


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
    texts = by_words(options, _key).items()
    codes = [(str(o.code), o.id) for o in options if o.code is not None]
    now = ((folded_words(name), o.id) for o in options for name in (o.id, o.text))
    then = ((folded_words(text), o.id) for o in options for text in o.earlier)
    folds = [(f"fold:{fold}", one) for fold, one in known_by(now, then).items()]
    named = {**unique([*((o.id, o.id) for o in options), *codes, *texts, *folds])}
    return named | {code: option for code, option in told.items() if option is not None}
