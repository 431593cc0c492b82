"""The answers of a record's rows -> one answer each, in the record's first row.

Owns what becomes of an answer that another row contradicts; knows nothing of platforms or files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial, reduce
from operator import or_

import polars as pl

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code
from jtbd_diag.survey.files import ROW
from jtbd_diag.survey.people.events_and_repeats import FIRST
from jtbd_diag.survey.table.survey_table import UNREADABLE

_LONGEST_SHOWN = 80
_CLASH, _LOST = "\0clash:", "\0lost:"


class Joined:
    """`answers` are the columns of each item; `choices` its options, where an answer is the place of one of them.

    `headers` are the columns of each item in the file.
    """

    def __init__(
        self,
        rows: pl.DataFrame,
        answers: Mapping[str, Sequence[str]],
        choices: Mapping[str, Sequence[str]],
        headers: Mapping[str, Sequence[str]],
    ) -> None:
        """Nothing is worked out yet."""
        self.rows, self.answers, self.choices, self.headers = rows, answers, choices, headers

    def placed(self, frame: pl.LazyFrame, rejects: pl.LazyFrame) -> pl.LazyFrame:
        """The same rows: what all of a record's rows answer stands in its first, and in the others nothing.

        What one of them answers unreadably is answered by none.
        """
        told = frame.join(self.rows.lazy(), on=ROW, how="inner")
        one = [made for item in self.answers for made in self._one_answer(item)]
        joined = told.group_by(FIRST).agg(one).join(self._spoiled(rejects), on=FIRST, how="left")
        lost = (
            pl.when(~pl.col(_LOST + item).fill_null(False)).then(pl.col(name)).alias(name)
            for item, columns in self.answers.items()
            for name in columns
        )
        joined = joined.with_columns(lost)
        names = [name for columns in self.answers.values() for name in columns]
        bare = frame.drop(names).join(joined, left_on=ROW, right_on=FIRST, how="left", maintain_order="left")
        clashes = [pl.col(_CLASH + item).fill_null(False).cast(pl.UInt32) for item in self.answers]
        count = (pl.col(UNREADABLE) + pl.sum_horizontal(clashes)).cast(pl.UInt32).alias(UNREADABLE)
        return bare.with_columns(count).select(frame.collect_schema().names())

    def rejects(self, frame: pl.LazyFrame, rejects: pl.LazyFrame) -> pl.LazyFrame:
        """The rejects, and one more for every answer of a record that its rows do not agree on."""
        schema = rejects.collect_schema()
        several = self.rows.filter(pl.len().over(FIRST) > 1)
        told = frame.join(several.lazy(), on=ROW, how="inner")
        return pl.concat([rejects, told.map_batches(partial(self._clashes, schema=schema), schema=schema)])

    def _spoiled(self, rejects: pl.LazyFrame) -> pl.LazyFrame:
        """For each record with anything unreadable, the items that it concerns."""
        bad = rejects.join(self.rows.lazy(), on=ROW, how="inner").group_by(FIRST)
        return bad.agg(
            pl.col("column").is_in(list(self.headers[item])).any().alias(_LOST + item) for item in self.answers
        )

    def _answers(self, item: str) -> pl.Expr:
        """Whether a row answers an item: of several options, if any is ticked."""
        columns = self.answers[item]
        if item in self.choices:
            return (pl.col(item) < len(self.choices[item])).fill_null(False)
        if columns != [item]:
            return reduce(or_, (pl.col(name).fill_null(False) for name in columns))
        return pl.col(item).is_not_null()

    def _shown(self, item: str) -> pl.Expr:
        """An answer as one text, equal where answers are."""
        columns = self.answers[item]
        if columns == [item]:
            return pl.col(item).cast(pl.String)
        ticks = (pl.when(pl.col(name)).then(pl.lit(name.removeprefix(f"{item}."))) for name in columns)
        return pl.concat_str(*ticks, separator="; ", ignore_nulls=True)

    def _one_answer(self, item: str) -> Iterator[pl.Expr]:
        there = self._answers(item)
        clash = self._shown(item).filter(there).n_unique() > 1
        first = (pl.col(name).filter(there).first() for name in self.answers[item])
        yield from (pl.when(~clash).then(one).alias(name) for one, name in zip(first, self.answers[item], strict=True))
        yield clash.alias(_CLASH + item)

    def _clashes(self, frame: pl.DataFrame, *, schema: pl.Schema) -> pl.DataFrame:
        found = [one for item in self.answers for one in self._clashes_of(item, frame)]
        data = {name: [one[n] for one in found] for n, name in enumerate(schema)}
        return pl.DataFrame(data, schema=schema)

    def _clashes_of(self, item: str, frame: pl.DataFrame) -> Iterator[tuple[int, str, str, str, str, str]]:
        shown = frame.select(FIRST, ROW, self._answers(item).alias("there"), self._shown(item).alias("shown"))
        records: dict[int, dict[str, int]] = {}
        for first, row, _, value in shown.filter("there").sort(ROW).iter_rows():
            records.setdefault(first, {}).setdefault(value, row)
        for first, values in records.items():
            if len(values) > 1:
                named = [(self._value_in_words(item, value), row) for value, row in values.items()]
                each = ", ".join(say("survey.value_in_row", value=value, row=row) for value, row in named)
                told = say("survey.rows_disagree"), say("survey.rows_disagree_hint")  # a report has them, and no values
                yield first, self.headers[item][0], each, Code.ROWS_DISAGREE.value, *told

    def _value_in_words(self, item: str, value: str) -> str:
        text = self.choices[item][int(value)] if item in self.choices else value
        return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
