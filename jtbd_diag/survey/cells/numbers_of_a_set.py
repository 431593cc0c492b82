"""What the numbers in the columns of one answer set mean: by all that a file says of them, and by which are there.

Owns what is asked of a file for this, and in which order; what follows from it is owned by `numerals`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.items import RatingItem
from jtbd_diag.survey.cells.cells_seen import Seen
from jtbd_diag.survey.cells.column_reader import Reader
from jtbd_diag.survey.cells.numerals import (
    Numbers,
    beside_labels,
    between_labels,
    decide,
    for_silent,
    partly_labelled,
    refused_if_places,
    said_elsewhere,
    tick_numbers,
    told_beside,
)
from jtbd_diag.survey.cells.options_numbers_dates import is_yes_and_no
from jtbd_diag.survey.columns.column import Column
from jtbd_diag.survey.columns.numbers_in_other_signs import notation, says_of_how_many
from jtbd_diag.survey.columns.scale_in_header import codes_said, without_scale
from jtbd_diag.survey.table.survey_table import Table


class NumbersOfASet:
    """The columns of one answer set, or of options that are the same to the letter, before any of them is settled."""

    def __init__(
        self, table: Table, questionnaire: Questionnaire, columns: Sequence[Column], readers: Mapping[str, Reader]
    ) -> None:
        """`readers` are those of the columns, by header."""
        self.table, self.q, self.columns, self.readers = table, questionnaire, columns, readers
        self.item = questionnaire.items[columns[0].item or ""]
        self.options, self.rated = questionnaire.options(self.item.id), isinstance(self.item, RatingItem)
        self.name = self.item.answers if isinstance(self.item, RatingItem) else self.item.id

    def decided(self, seen: Seen) -> Iterator[tuple[Sequence[Column], Numbers]]:
        """What is made of them by the cells `seen`: of all alike, or of some apart, by what their own headers and cells
        say, where nothing says what the numbers of others mean, or something else."""
        if not self.options:
            return
        alone = self._bare(self.columns, seen)
        legends, headers = (self._legends(), self._said_by_headers(self.columns)) if alone else ([], {})
        labelled = [column for column in self.columns if alone and self._pairs([column], seen)]
        silent = [c for c in self.columns if c.header not in headers and c not in labelled]
        bare = [column.header for column in silent if self._bare([column], seen)]
        whole = self._numbers(self.columns, seen, bare)
        told = {number for number, _ in self._pairs(labelled, seen).values()}
        ends_alone = not headers and not alone <= told  # would be read, and nobody between
        if legends or not (headers or labelled) or whole.fault is None or ends_alone:
            yield self.columns, whole
            return
        parts: dict[object, list[Column]] = {}
        for column in self.columns:
            if column not in silent:  # one that is labelled throughout needs no number
                said = tuple(sorted(headers.get(column.header, {}).items()))
                parts.setdefault(said or bool(self._bare([column], seen)), []).append(column)
        for part in parts.values():
            numbers = self._numbers(part, seen, ())
            yield part, numbers if numbers.fault else numbers._replace(name="', '".join(_items(part)))
        if bare:
            numbers = Numbers(self.name, tuple(self.options), seen=tuple(sorted(self._bare(silent, seen), key=int)))
            yield silent, said_elsewhere(numbers, bare)

    def _numbers(self, columns: Sequence[Column], seen: Seen, silent: Sequence[str]) -> Numbers:
        """Of columns together, of which those that are `silent` say nothing of their bare numbers themselves."""
        unknown = {n for c in columns for n in self.readers[c.header].unknown_numbers(seen[c.header])}
        if columns[0].role == "tick":
            return tick_numbers(self.item.id, self.options, unknown)
        labels, pairs, bare = self._labels(columns, seen), self._pairs(columns, seen), self._bare(columns, seen)
        alone = not labels or bool(self._learned(columns))  # which tell which way the numbers run
        placed = self._placed(columns) and alone and self._tell_all(columns, seen)
        headers, legends = (self._said_by_headers(columns), self._legends()) if bare else ({}, [])
        if bare and (headers or legends):
            said = [*headers.values(), *(codes for _, codes in legends)]
            numbers = told_beside(self.name, self.options, bare, said, pairs.values())
            numbers = numbers._replace(said_in=legends[0][0]) if numbers.said_in and legends else numbers
        elif bare and pairs:
            numbers = partly_labelled(self.name, self.options, bare, pairs, placed=placed)
        else:
            numbers = decide(self.name, self.options, unknown, placed=placed)
            numbers = between_labels(numbers, labels) if numbers.fault and self.rated else numbers
        if (numbers.said_in or numbers.labelled) and not legends:
            numbers = for_silent(numbers, silent, placed=placed)
        numbers = beside_labels(numbers, self._learned(columns), silent)
        for one in self.table.legends:
            if one.differs or one.runs_against(self.options):
                numbers = refused_if_places(numbers, one.doubt(self.name), told=one.differs)
        return numbers

    def _said_by_headers(self, columns: Sequence[Column]) -> dict[str, Mapping[str, str]]:
        """By header what those of ratings say of their numbers, each that says anything."""
        if not self.rated or self.table.shape is None:
            return {}
        headers = {column.header for column in columns}
        texts = [(one.header, text) for one in self.table.shape.headings if one.header in headers for text in one.texts]
        said = {header: codes_said(self.options, without_scale(text)[1]) for header, text in texts}
        return {header: codes for header, codes in said.items() if codes}

    def _legends(self) -> list[tuple[str, Mapping[str, str]]]:
        """With its place what the file says of these numbers; not of yes and no, which other columns hold too.

        What a mapping says goes before.
        """
        if is_yes_and_no(self.options) or any(self._mapped(self.columns)):
            return []
        said = ((one.place, one.codes(self.options, rated=self.rated)) for one in self.table.legends)
        return [(place, codes) for place, codes in said if codes]

    def _mapped(self, columns: Sequence[Column]) -> list[Mapping[str, str | None]]:
        """What a mapping says of cells, item by item; not what was learned of columns beside."""
        said = self.table.mapped_cells
        return [said.codes.get(item, {}) for item in _items(columns) if item not in said.learned]

    def _learned(self, columns: Sequence[Column]) -> list[Mapping[str, str]]:
        """What labels in columns beside tell of the numbers of single ones."""
        said = self.table.mapped_cells
        told = [said.codes[item] for item in _items(columns) if item in said.learned]
        return [{cell: option for cell, option in codes.items() if option is not None} for codes in told]

    def _bare(self, columns: Sequence[Column], seen: Seen) -> set[str]:
        """The numbers that stand alone in columns of which one option is chosen."""
        readers = {c.header: self.readers[c.header] for c in columns if self.readers[c.header].paired}
        return {n for header, reader in readers.items() for cell in seen[header] for n in reader.numbers_of(cell)}

    def _pairs(self, columns: Sequence[Column], seen: Seen) -> dict[str, tuple[str, str]]:
        """The cells of a number and the label of an option, with both."""
        told = ((cell, self.readers[c.header].pair_of(cell)) for c in columns for cell in seen[c.header])
        return {cell: both for cell, both in told if both is not None}

    def _labels(self, columns: Sequence[Column], seen: Seen) -> set[str]:
        """The options that cells name by their text."""
        by_text = [(c.header, way) for c in columns for way in self.readers[c.header].ways if way.name == "text"]
        return {str(option) for h, way in by_text for cell in seen[h] if (option := way.read(cell)) is not None}

    def _tell_all(self, columns: Sequence[Column], seen: Seen) -> bool:
        """Whether every number is there in each notation, unless cells of it say of how many they are, as `3/5` does:
        four stars at most may be all that there are, beside numbers from 1 to 5."""
        told: dict[str, set[str]] = {}
        for reader, cells in ((self.readers[c.header], seen[c.header]) for c in columns):
            for cell in cells:
                if numbers := reader.numbers_of(cell) or (reader.pair_of(cell) or ())[:1]:
                    every = {option.id for option in self.options} if says_of_how_many(cell) else numbers
                    told.setdefault(notation(cell), set()).update(every)
        return all(len(numbers) >= len(self.options) for numbers in told.values())

    def _placed(self, columns: Sequence[Column]) -> bool:
        """Whether numbers may be places: of ratings, or where the platform numbers options, and nobody says more.

        Yes and no are numbered either way round by platforms and people, and hold nothing but 1 and 2 in both.
        """
        mapped = any(option for codes in self._mapped(columns) for option in codes.values())
        if mapped or is_yes_and_no(self.options) or any(option.code is not None for option in self.options):
            return False
        return self.rated or bool(self.table.shape and self.table.shape.numbered)


def _items(columns: Sequence[Column]) -> list[str]:
    return list(dict.fromkeys(column.item or "" for column in columns))
