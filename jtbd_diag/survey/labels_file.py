"""Codes learned from a second export of the same survey, or from columns beside: labels where others show numbers.

Owns how the rows of the two are paired and when what they say together is certain; knows nothing of the mapping file.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, complaint
from jtbd_diag.ground.english import beginning
from jtbd_diag.questionnaire import Option, Questionnaire
from jtbd_diag.questionnaire.items import MultipleItem, RatingItem
from jtbd_diag.survey.cells.options_numbers_dates import number_and_label
from jtbd_diag.survey.columns.column import Column
from jtbd_diag.survey.columns.matching import LABELS_BESIDE
from jtbd_diag.survey.columns.same_text import by_words, normal, normal_option, number_in
from jtbd_diag.survey.files import ROW
from jtbd_diag.survey.table.legends import Legend
from jtbd_diag.survey.table.survey_table import Table

if TYPE_CHECKING:
    import polars as pl

_MOST_SETS, _MOST_CODES = 4, 3
_KEY = "\0key"
_MOST_LABELS = 20
_WORD = (
    r"(?:text|txt|desc(?:ription)?|names?|str(?:ing)?|words?|labels?|lab|lbl|factor|decoded|answers?|response|level"
    r"|value)"
)
"""What the column of labels beside one of codes is called, where its cells say that it is such a one."""
_CALLED = re.compile(rf"(?P<before>.*\S)\s*[._:\[(/ -]+{_WORD}[\])]?|{_WORD}[._: -]+(?:of )?(?P<behind>.*\S)")
_CODE = re.compile(r"[^\W_]{1,12}")


def with_labels(table: Table, labels: Table, questionnaire: Questionnaire) -> Table:
    """The table with the codes that its labels tell. Raises InputError where the two do not agree everywhere.

    Rows are paired by a column that tells every row of both apart, those of a record by their order in it. What the
    mapping says of a cell goes first.
    """
    ours, theirs = _column_of_each_item(table, questionnaire), _column_of_each_item(labels, questionnaire)
    items = [item for item in ours if item in theirs]
    pairs = _paired(table, labels, [(ours[item], theirs[item]) for item in items])
    meant: dict[str, dict[str, tuple[str, str]]] = {}
    for n, item in enumerate(items):
        rated = questionnaire.items[item]
        name = rated.answers if isinstance(rated, RatingItem) else item
        found = meant.setdefault(name, {})
        _learn(found, name, questionnaire.options(item), pairs.select(f"a{n}", f"b{n}").unique().rows(), labels)
    codes = dict(table.mapped_cells.codes)
    for item in items:
        rated = questionnaire.items[item]
        learned = meant[rated.answers if isinstance(rated, RatingItem) else item]
        if learned:
            codes[item] = {number: option for number, (option, _) in learned.items()} | dict(codes.get(item, {}))
    note = say("survey.labels_tell_nothing", source=labels.source)
    if told := [_learned_in_words(name, learned) for name, learned in meant.items() if learned]:
        note = say("survey.labels_told", source=labels.source, codes=beginning(told, _MOST_SETS))
    return replace(table, mapped_cells=replace(table.mapped_cells, codes=codes), notes=(*table.notes, note))


def with_labels_beside(table: Table, questionnaire: Questionnaire) -> Table:
    """The table with the codes that labels in columns beside tell, as `area` and `area.factor` of R.

    Of an answer set nothing is learned where a row disagrees. What the mapping says of a cell goes first. Other words
    than the options' stand among the table's legends.
    """
    called = _called_labels(table, questionnaire)
    pairs = _beside(table, questionnaire, called)
    table = replace(table, legends=(*table.legends, *_in_other_words(table, questionnaire, pairs, called)))
    meant: dict[str, dict[str, tuple[str, str]]] = {}
    sets: dict[str, str] = {}
    against: set[str] = set()
    for item, pair in pairs.items():
        rated = questionnaire.items[item]
        sets[item] = name = rated.answers if isinstance(rated, RatingItem) else item
        try:
            cells = _codes_and_labels(table, pair, questionnaire.options(item))
            _learn(meant.setdefault(name, {}), name, questionnaire.options(item), cells, table)
        except InputError:
            against.add(name)
    learned = {name: codes for name, codes in meant.items() if codes and name not in against}
    if not learned:
        return table
    said = dict(table.mapped_cells.codes)
    for item, name in sets.items():
        if name in learned:
            said[item] = {number: option for number, (option, _) in learned[name].items()} | dict(said.get(item, {}))
    told = beginning([_learned_in_words(name, codes) for name, codes in learned.items()], _MOST_SETS)
    note = say("survey.labels_beside", codes=told)
    beside = frozenset(
        item for item, name in sets.items() if name in learned and not table.mapped_cells.codes.get(item)
    )
    return replace(
        table, mapped_cells=replace(table.mapped_cells, codes=said, learned=beside), notes=(*table.notes, note)
    )


def _in_other_words(
    table: Table,
    questionnaire: Questionnaire,
    beside: Mapping[str, tuple[str, str]],
    called: Mapping[str, Sequence[str]],
) -> Iterator[Legend]:
    """What columns that are called as labels of others say in words that are no options."""
    import polars as pl

    for item, (codes, labels) in beside.items():
        if labels in called.get(item, ()):
            cells = pl.col(codes, labels).str.strip_chars().replace("", None)
            rows = table.frame.select(cells).drop_nulls().unique().head(_MOST_LABELS + 1).collect(engine="streaming")
            told = [(number_in(code), label) for code, label in rows.sort(codes).iter_rows()]
            pairs = tuple((number, label) for number, label in told if number is not None)
            if len({number for number, _ in pairs}) == len(told) and 1 < len(told) <= _MOST_LABELS:
                known = by_words(questionnaire.options(item), normal_option)
                own = any(normal_option(label) in known for _, label in pairs)
                yield Legend(say("survey.legend_in_column", header=labels), pairs, answered=own)


def _codes_and_labels(
    table: Table, pair: tuple[str, str], options: Sequence[Option]
) -> list[tuple[str | None, str | None]]:
    """The different cells of two columns side by side, numbers first; none unless the others are labels throughout."""
    import polars as pl

    texts = by_words(options, normal_option)
    rows = table.frame.select(pl.col(pair[0]).alias("a"), pl.col(pair[1]).alias("b")).unique()
    found = sorted(rows.collect(engine="streaming").rows(), key=lambda row: (row[0] or "", row[1] or ""))
    for cells in (found, [(b, a) for a, b in found]):
        codes, labels = ([cell for cell in column if (cell or "").strip()] for column in zip(*cells, strict=True))
        numbers = all(number_in(cell) is not None for cell in codes)
        if codes and labels and numbers and all(normal_option(cell) in texts for cell in labels):
            return [*cells]
    return []


def _beside(
    table: Table, questionnaire: Questionnaire, called: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, str]]:
    """The two columns of each item of one answer: of one name but for "label", or of its id and text.

    One that is only `called` so, `area_text`, is no other answer to the question, and stands second.
    """
    found: dict[str, list[Column]] = {}
    for column in table.columns:
        if column.role == "item" and column.item and questionnaire.options(column.item):
            found.setdefault(column.item, []).append(column)
    found = {
        item: several for item, several in found.items() if not isinstance(questionnaire.items[item], MultipleItem)
    }
    pairs = {
        item: (several[0].header, several[1].header)
        for item, several in found.items()
        if len(several) == 2 and _of_one_name(*several)
    }
    alone = {item: several[0].header for item, several in found.items() if len(several) == 1}
    return pairs | {
        item: (alone[item], headers[0]) for item, headers in called.items() if item in alone and len(headers) == 1
    }


def _called_labels(table: Table, questionnaire: Questionnaire) -> dict[str, list[str]]:
    """By item the columns beside that are called what its own is but for a word such as "text"."""
    names = {
        normal(name): column.item
        for column in table.columns
        if column.role == "item" and column.item and questionnaire.options(column.item)
        for name in (column.header, column.item, questionnaire.items[column.item].ask)
    }
    found: dict[str, list[str]] = {}
    for column in table.columns if names else ():
        told = _CALLED.fullmatch(normal(column.header)) if column.role == "carried" else None
        item = names.get(normal(told["before"] or told["behind"])) if told else None
        if item is not None:
            found.setdefault(item, []).append(column.header)
    return found


def _of_one_name(one: Column, other: Column) -> bool:
    told = (LABELS_BESIDE.fullmatch(column.header) for column in (one, other))
    named = any(found and found[1] in {one.header, other.header} for found in told)
    return named or {one.how, other.how} == {"id", "text"}


def _learned_in_words(name: str, learned: Mapping[str, tuple[str, str]]) -> str:
    pairs = sorted(learned.items(), key=lambda pair: (len(pair[0]), pair[0]))  # 2 before 10
    codes = [say("survey.labels_code", code=code, label=repr(label)) for code, (_, label) in pairs]
    return say("survey.labels_codes", name=name, codes=beginning(codes, _MOST_CODES))


def _column_of_each_item(table: Table, questionnaire: Questionnaire) -> dict[str, str]:
    """The one column of each item of which one option is chosen."""
    found: dict[str, list[str]] = {}
    for column in table.columns:
        if column.role == "item" and column.item and questionnaire.options(column.item):
            found.setdefault(column.item, []).append(column.header)
    return {
        item: headers[0]
        for item, headers in found.items()
        if len(headers) == 1 and not isinstance(questionnaire.items[item], MultipleItem)
    }


def _paired(table: Table, labels: Table, columns: Sequence[tuple[str, str]]) -> pl.DataFrame:
    """The cells of both tables side by side, as a0 and b0, a1 and b1 …"""
    import polars as pl

    key = _key(table, labels)
    if key is None:
        what = say("survey.labels_without_ids")
        raise complaint(Code.LABELS_DISAGREE, labels.source, what, say("survey.labels_without_ids_hint"))
    sides = []
    for source, side, place in (table, "a", 0), (labels, "b", 1):
        cells = [pl.col(pair[place]).alias(f"{side}{n}") for n, pair in enumerate(columns)]
        sides.append(_told_apart(source, key[place]).select(_KEY, *cells).collect(engine="streaming"))
    return sides[0].join(sides[1], on=_KEY, how="inner")


def _key(table: Table, labels: Table) -> tuple[str, str] | None:
    """A column of each that tells every row apart, and has most values in common: of one name, or the ids of both."""
    carried, theirs = ([c.header for c in one.columns if c.role == "carried"] for one in (table, labels))
    ids = [(one[0], other[0]) for one, other in product(table.identity, labels.identity)]
    best: tuple[int, tuple[str, str]] | None = None
    for both in dict.fromkeys([*((header, header) for header in carried if header in theirs), *ids]):
        one, other = (
            _told_apart(source, header).select(_KEY).collect(engine="streaming").to_series()
            for source, header in zip((table, labels), both, strict=True)
        )
        if one.null_count() or other.null_count() or one.n_unique() < one.len() or other.n_unique() < other.len():
            continue
        common = int(one.is_in(other.to_list()).sum())
        if common and (best is None or common > best[0]):
            best = (common, both)
    return best[1] if best else None


def _told_apart(table: Table, header: str) -> pl.LazyFrame:
    """The rows with _KEY, the cell of a column; the rows of a record, of which there are several, by their order."""
    import polars as pl

    cell = pl.col(header).str.strip_chars()
    if table.records is None:
        return table.frame.with_columns(cell.alias(_KEY))
    rows = table.frame.sort(ROW)
    return rows.with_columns(pl.format("{}\0{}", cell, pl.int_range(pl.len()).over(cell)).alias(_KEY))


def _learn(
    found: dict[str, tuple[str, str]],
    name: str,
    options: Sequence[Option],
    pairs: Sequence[tuple[str | None, str | None]],
    labels: Table,
) -> None:
    """Add what pairs of a code and a label tell of an answer set."""
    texts = by_words(options, normal_option)
    beside = number_and_label(options)
    words: Mapping[str, str] = {option.id: option.text for option in options}
    by_option = {option: number for number, (option, _) in found.items()}
    for cell, label in sorted((a, b) for a, b in pairs if a and b):
        number = _code_in(cell, texts, words)
        option = texts.get(normal_option(label)) or (beside(label) or ("", None))[1]
        if number is None or option is None:
            continue
        known = found.setdefault(number, (option, words[option]))[0]
        other = by_option.setdefault(option, number)
        if known != option or other != number:
            one, several = (
                (number, (words[known], words[option])) if known != option else (words[option], (other, number))
            )
            what = say("survey.labels_disagree", name=name, one=one, first=several[0], second=several[1])
            raise complaint(Code.LABELS_DISAGREE, labels.source, what, say("survey.labels_disagree_hint"))


def _code_in(cell: str, texts: Mapping[str, str], ids: Collection[str]) -> str | None:
    """The number or the short code that a cell holds, such as `A1`; None for an option by its text or id."""
    bare = cell.strip()
    named = bare in ids or normal_option(bare) in texts
    return number_in(cell) or (bare if not named and _CODE.fullmatch(bare) else None)
