"""Coded answers -> results: one row for every respondent, in the order of the table.

Owns the columns of the results and what each of them means; knows nothing of files, and adds no number of its own:
scores and jobs are those of `diagnosis.scored_table`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from operator import or_
from typing import NamedTuple

import polars as pl

from jtbd_diag.diagnosis import score_table
from jtbd_diag.diagnosis.flags import STRAIGHT_FROM, ratings_of_now
from jtbd_diag.diagnosis.flips_by_column import FLIPS, flip_stages
from jtbd_diag.diagnosis.scored_columns import asked_column, score_column
from jtbd_diag.questionnaire import Questionnaire, fingerprint, wording_fingerprint
from jtbd_diag.questionnaire.answer_column_names import answer_columns
from jtbd_diag.questionnaire.items import MultipleItem
from jtbd_diag.results.bands_flags_and_calls import call_column, flags_column, readiness_columns
from jtbd_diag.results.claims_told import claim_columns, claims_told
from jtbd_diag.results.codebook import ResultColumn, meanings, of_application
from jtbd_diag.results.which_row_counts import COUNTED, DUPLICATE_OF
from jtbd_diag.survey.cells.coded_answers import Coded, option_at
from jtbd_diag.survey.files import ROW
from jtbd_diag.survey.people.raters_and_waves import told_by
from jtbd_diag.survey.table.survey_table import UNREADABLE


class Results(NamedTuple):
    """The results of a table, not yet worked out.

    `frame` has the columns that `columns` names and explains, in that order. `silence` is one row with two columns an
    item, how many were asked and how many of them did not answer, of those who answered anything. `carried` says under
    which name each column of the survey is found in `frame`.
    """

    frame: pl.LazyFrame
    columns: tuple[ResultColumn, ...]
    silence: pl.LazyFrame
    carried: Mapping[str, str]
    questionnaire: Questionnaire

    @property
    def personal(self) -> list[str]:
        """The columns of answers to personal questions."""
        names = (answer_name(item.id) for item in self.questionnaire.items.values() if item.personal)
        return [name for name in names if name in {column.name for column in self.columns}]


def results_of(
    coded: Coded, questionnaire: Questionnaire, *, flips: bool = True, personal: bool = False, whole: bool = False
) -> Results:
    """Score a table and name every result.

    A row's results are those of `diagnose` on its answers, to the last digit. `flips` may be left out, which
    halves the time of a large table. Answers to unscored items are passed through; those to `personal` items only
    when asked for. The `whole` has answers to all items, and in `frame` beside `columns` why each is missing.
    """
    builder = _RowsBuilder(coded, questionnaire, whole)
    frame = builder.scored(flips)
    columns = meanings(
        questionnaire, builder.carried.values(), builder.passed(personal), flips=flips, who=coded.who.names.values()
    )
    joined = {builder.carried[header]: of_application(builder.carried[header], t) for header, t in coded.joined.items()}
    return Results(
        frame=frame.select(builder.selection(flips, personal)),
        columns=(*(joined.get(column.name, column) for column in columns), *claim_columns(questionnaire)),
        silence=frame.filter(builder.answers_anything()).select(builder.silence()),
        carried=builder.carried,
        questionnaire=questionnaire,
    )


def asked_count(item: str) -> str:
    """The column of `Results.silence` that tells how many were asked an item."""
    return f"asked:{item}"


def silent_count(item: str) -> str:
    """The column of `Results.silence` that tells how many of those asked did not answer."""
    return f"silent:{item}"


def answered_otherwise(silence: pl.DataFrame, aside: Mapping[str, int]) -> pl.DataFrame:
    """`Results.silence` without those who did answer an item, though with nothing that could be used."""
    silent = [silent_count(item) for item, count in aside.items() if count and silent_count(item) in silence.columns]
    less = {silent_count(item): count for item, count in aside.items()}
    count = pl.Int64()
    return silence.with_columns((pl.col(name).cast(count) - less[name]).clip(lower_bound=0) for name in silent)


class _RowsBuilder:
    def __init__(self, coded: Coded, questionnaire: Questionnaire, whole: bool) -> None:
        self.q, self.whole = questionnaire, whole
        schema = coded.placed.collect_schema()
        self.choices, self.earlier = coded.choices, coded.earlier
        self.answers = {
            item: [column for column in answer_columns(questionnaire, item) if column in schema]
            for item in questionnaire.items
        }
        ours = {column.name for column in meanings(questionnaire, (), self.passed(personal=True), flips=True)}
        ours |= {DUPLICATE_OF, COUNTED, *(column.name for column in claim_columns(questionnaire))}
        who = coded.who.names
        others = [header for header in coded.carried.values() if header not in who]
        apart = dict(zip(others, _apart(others, {*ours, *who.values()}), strict=True))
        self.carried = {header: who.get(header) or apart[header] for header in coded.carried.values()}
        self.frame = coded.placed.select(
            pl.col(ROW).alias(_ROW),
            pl.col(UNREADABLE).alias(_UNREADABLE) if UNREADABLE in schema else pl.lit(0).alias(_UNREADABLE),
            *(
                (told_by(coded.who, header, name) if header in who else pl.col(name)).alias(_carried(n))
                for n, (name, header) in enumerate(coded.carried.items())
            ),
            *(expression for item in self.answers for expression in self._answer(item, schema)),
        )

    def _answer(self, item: str, schema: pl.Schema) -> Iterator[pl.Expr]:
        columns = self.answers[item]
        options = [option.id for option in self.q.options(item)]
        if isinstance(self.q.items[item], MultipleItem):
            ticked = reduce(or_, (pl.col(column).fill_null(False) for column in columns), pl.lit(False))
            # nothing ticked is nothing answered, as in an answers file
            yield from (pl.when(ticked).then(pl.col(column).fill_null(False)).alias(column) for column in columns)
        elif columns and options and schema[item] == pl.String:
            yield pl.col(item).cast(pl.Enum(options))
        elif columns:
            yield pl.col(item)

    def passed(self, personal: bool) -> tuple[str, ...]:
        """The items whose answers stand in the results as they are: the unscored ones and the problem area, or all."""
        scored = set() if self.whole else set(self.q.scored_items()) - {self.q.uses.get("problem_area")}
        items = (item for item in self.q.items.values() if item.id not in scored and self.answers[item.id])
        return tuple(item.id for item in items if personal or not item.personal)

    # -- the stages ------------------------------------------------------------------------------------

    def scored(self, flips: bool) -> pl.LazyFrame:
        """Every row scored, with all that the results are made of."""
        frame: pl.LazyFrame = score_table(self.q, self.frame, keep=True, placed=tuple(self.choices))
        given = [self._is_answered(item).alias(_given_column(item)) for item in self.q.items]
        frame = frame.with_columns(*given, *self._ratings_alike())
        for stage in flip_stages(self.q, self.frame.collect_schema().names()) if flips else ():
            frame = frame.with_columns(stage)
        return frame

    def _is_asked(self, item: str) -> pl.Expr:
        return pl.col(asked_column(item)) if self.q.items[item].ask_if else pl.lit(True)

    def _is_answered(self, item: str) -> pl.Expr:
        """Whether an item is asked and answered."""
        if not self.answers[item]:
            return pl.lit(False)
        there = pl.col(self.answers[item][0])
        options = self.choices.get(item)
        there = (there < len(options)).fill_null(False) if options else there.is_not_null()
        return there & self._is_asked(item) if self.q.items[item].ask_if else there

    def _ratings_alike(self) -> Iterator[pl.Expr]:
        ratings = [item for item in ratings_of_now(self.q) if self.answers[item]]
        if len(ratings) < STRAIGHT_FROM:
            yield pl.lit(False).alias(_STRAIGHT)
            return
        levels = [pl.when(self._is_answered(i)).then(pl.col(i).to_physical()) for i in ratings]
        many = pl.sum_horizontal(*(self._is_answered(i) for i in ratings)) >= STRAIGHT_FROM
        yield (many & (pl.min_horizontal(*levels) == pl.max_horizontal(*levels))).alias(_STRAIGHT)

    # -- what is shown ---------------------------------------------------------------------------------

    def selection(self, flips: bool, personal: bool) -> list[pl.Expr]:
        """The columns of the results, in their order."""
        q = self.q
        return [
            pl.col(_ROW).alias("row"),
            *(pl.col(_carried(n)).alias(name) for n, name in enumerate(self.carried.values())),
            *(self._passed(item).alias(answer_name(item)) for item in self.passed(personal)),
            pl.lit(q.questionnaire).alias("questionnaire"),
            pl.lit(q.version).alias("version"),
            pl.lit(fingerprint(q)).alias("fingerprint"),
            pl.lit(wording_fingerprint(q, self.earlier)).alias("wording"),
            self._answered_share().alias("answered"),
            pl.col(_UNREADABLE).alias("unreadable"),
            *(pl.col(score_column(scale)).alias(f"score_{scale}") for scale in q.scales),
            *((pl.col(name) for name in ("job", "runner_up", "outcome", "lead")) if q.profiles else ()),
            *([pl.col(FLIPS)] if flips and q.profiles else ()),
            *([pl.col("struggle")] if q.struggle else ()),
            *readiness_columns(q),
            flags_column(q, pl.col(_STRAIGHT)).alias("flags"),
            *([call_column(q, self.answers_anything()).alias("call")] if q.profiles else ()),
            *claims_told(q, lambda item: self._passed(item) if self.answers[item] else None),
            *(self._why_missing(item).alias(why_missing(item)) for item in self.passed(personal) if self.whole),
        ]

    def _why_missing(self, item: str) -> pl.Expr:
        skipped = pl.when(~pl.col(_given_column(item))).then(pl.lit("skipped"))
        return pl.when(~self._is_asked(item)).then(pl.lit("not_asked")).otherwise(skipped)

    def _passed(self, item: str) -> pl.Expr:
        columns = self.answers[item]
        if isinstance(self.q.items[item], MultipleItem):
            ticks = (pl.when(pl.col(c)).then(pl.lit(c.removeprefix(f"{item}."))) for c in columns)
            return pl.when(pl.col(_given_column(item))).then(pl.concat_str(*ticks, separator="; ", ignore_nulls=True))
        answer = option_at(item, self.choices[item]) if item in self.choices else pl.col(item)
        return pl.when(self._is_asked(item)).then(answer) if self.q.items[item].ask_if else answer

    def _answered(self) -> pl.Expr:
        """How many items were answered, of those that the table can hold an answer to."""
        there = [pl.col(_given_column(item)) for item in self.q.items if self.answers[item]]
        return pl.sum_horizontal(*there) if there else pl.col(_UNREADABLE) * 0

    def answers_anything(self) -> pl.Expr:
        """Whether a row answers at least one question."""
        return self._answered() > 0

    def _answered_share(self) -> pl.Expr:
        """Of the items that a respondent was asked, the share answered."""
        sometimes = [self._is_asked(item.id) for item in self.q.items.values() if item.ask_if]
        always = len(self.q.items) - len(sometimes)
        given = self._answered()
        # a column even where all were asked the same: polars divides by a number as if it multiplied by its inverse
        asked = pl.sum_horizontal(*sometimes) + always if sometimes else given * 0 + always
        return given.cast(pl.Float64) / asked.cast(pl.Float64)

    def silence(self) -> list[pl.Expr]:
        """For every item, how many were asked and how many of them did not answer."""
        asked = [self._is_asked(item).sum() if self.q.items[item].ask_if else pl.len() for item in self.q.items]
        silent = [(self._is_asked(item) & ~pl.col(_given_column(item))).sum() for item in self.q.items]
        return [
            *(count.alias(asked_count(item)) for item, count in zip(self.q.items, asked, strict=True)),
            *(count.alias(silent_count(item)) for item, count in zip(self.q.items, silent, strict=True)),
        ]


_ROW, _UNREADABLE, _STRAIGHT = "in:row", "in:unreadable", "straight lined"


def _carried(number: int) -> str:
    return f"in:carried:{number}"


def _given_column(item: str) -> str:
    return f"given:{item}"


def answer_name(item: str) -> str:
    """The column of the results that holds the answer to an unscored item."""
    return f"answer_{item}"


def why_missing(item: str) -> str:
    """The column of `Results.frame` that tells why there is no answer to an item: `not_asked` or `skipped`."""
    return f"why:{item}"


def _apart(headers: Iterable[str], taken: Iterable[str]) -> list[str]:
    """The survey's own headers, those renamed that a result already bears."""
    used, names = {name.lower() for name in taken}, list[str]()
    for header in headers:
        name = header if header.lower() not in used else f"{header} (survey)"
        while name.lower() in used:
            name += "+"
        used.add(name.lower())
        names.append(name)
    return names
