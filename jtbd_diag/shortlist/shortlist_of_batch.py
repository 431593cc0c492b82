"""A batch and rules -> its shortlist: which columns are needed, whose rows count, and what must not be.

Owns what is asked of a batch and refused of it; must not know how a decision is made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from jtbd_diag.diagnosis.scored_columns import answers_of_rows
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem, did_you_mean
from jtbd_diag.ground.english import beginning
from jtbd_diag.questionnaire.perspectives import LEADER
from jtbd_diag.results.batch_of_a_survey import Batch
from jtbd_diag.results.which_row_counts import COUNTED, DUPLICATE_OF
from jtbd_diag.shortlist.applicant_outcomes import Applicant, Decision, Shortlist, shortlist_of
from jtbd_diag.shortlist.rule_truth import is_same
from jtbd_diag.shortlist.rules_checked import known_words, problems_of
from jtbd_diag.shortlist.rules_file import ColumnCondition, FoundRules
from jtbd_diag.shortlist.settling_questions import Question, questions
from jtbd_diag.shortlist.unsure_cells import UnsureCells, unsure_cells
from jtbd_diag.survey.applications.joined_applications import FOUND
from jtbd_diag.survey.columns.mapping_of_people import RATER
from jtbd_diag.survey.files import ROW

_MARKS = ("flags", "call", DUPLICATE_OF)
_MOST_SEEN = 12


def _known_of(columns: Sequence[UnsureCells], cells: Mapping[str, object]) -> dict[str, frozenset[str]]:
    """What an applicant's cells are of which not everything is known."""
    return {
        "unsure": frozenset(one.column for one in columns if cells[one.column] in one),
        "unanswered": frozenset(one.column for one in columns if one.is_no_answer(cells[one.column])),
        "words": frozenset(one.column for one in columns if one.is_word(cells[one.column])),
    }


@dataclass(frozen=True)
class ToCall:
    """An open case, what is not settled of it, and a question on it."""

    decision: Decision
    rule: str
    question: Question


class Shortlisting:
    """Rules that fit a batch; `warnings` are to be told, and stand with the list."""

    def __init__(self, batch: Batch, found_rules: FoundRules) -> None:
        """Raise InputError for rules on columns that are not there, and where a leader has several rows that count."""
        self.batch, self.found, self.rules = batch, found_rules, found_rules.content
        names = [column.name for column in batch.columns]
        problems = problems_of(found_rules, batch.questionnaire, names)
        faults = [problem for problem in problems if not problem.warning]
        faults += [Problem(Code.NOT_ONE_ROW, Location(batch.table.source), *both) for both in self._several_rows()]
        if faults:
            raise InputError(faults)
        self.warnings = tuple(problems)
        addresses = [name for name in batch.identity.emails if name in names]
        joined = [batch.results.carried[batch.joined.key]] if batch.joined else []
        self.who = next(filter(None, [batch.identity.respondent, *joined, *addresses]), None)
        self.persons = [name for name in batch.telling if name in names and name != self.who]
        asked = dict.fromkeys(column for _, column, _ in self.rules.columns())
        self.shown = [name for name in asked if name not in (self.who, "row")]
        marks = [name for name in (COUNTED, RATER, "outcome") if name in names]
        kept = dict.fromkeys(("row", *filter(None, (self.who,)), *self.persons, *marks, *asked))
        self._columns = list(kept)

    def _several_rows(self) -> Iterator[tuple[str, str]]:
        """What keeps a leader from having one row: what, and how to mend it."""
        batch, again = self.batch, self.batch.wishes.duplicates
        if again in (None, "all") and batch.twice is not None and batch.twice.height:
            yield say("shortlist.answered_twice", n=batch.twice.height), say("shortlist.answered_twice_hint")
        elif again is None and batch.large:
            yield say("shortlist.nobody_looked"), say("shortlist.answered_twice_hint")
        if wave := batch.table.who.wave:
            seen = batch.table.frame.select(pl.col(wave)).drop_nulls().unique().collect(engine="streaming").height
            if seen > 1:
                yield say("shortlist.several_waves", n=seen, column=wave), say("shortlist.several_waves_hint")

    def narrow(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        """Of the results, the columns that the rules and the lists need."""
        return frame.select(self._columns)

    def applied(self, rows: pl.DataFrame) -> Shortlist:
        """The shortlist of the rows that `narrow` kept."""
        everybody = [(cells, self._aside(cells)) for cells in rows.iter_rows(named=True)]
        names, taken = dict[object, str](), set[str]()
        for cells, _ in sorted(everybody, key=lambda one: bool(one[1])):  # the row that counts has the id itself
            who = str(cells[self.who]).strip() if self.who and cells[self.who] is not None else ""
            who = who.lower() if "@" in who else who
            if not who or who in taken:
                who = f"{who} ({cells['row']})".strip() if who else say("shortlist.row_named", row=cells["row"])
            taken.add(who)
            names[cells["row"]] = who
        unsure = self._unsure(rows)
        applicants = [
            Applicant(cells["row"], names[cells["row"]], cells, aside, **_known_of(unsure, cells))
            for cells, aside in everybody
        ]
        return shortlist_of(self.rules, applicants, _MARKS)

    def _unsure(self, rows: pl.DataFrame) -> list[UnsureCells]:
        """Of the survey's own columns and those of applications the cells that say nothing sure."""
        own = {*self.batch.results.carried.values()} - {FOUND}
        tests, groups = dict[str, list[ColumnCondition]](), dict[str, list[str]]()
        for _, column, test in self.rules.columns():
            if column in own and rows.schema[column] == pl.String:
                tests.setdefault(column, []).extend([test] if test else [])
        for quota in self.rules.quota:
            groups.setdefault(quota.column, []).extend(quota.groups)
        return [
            unsure_cells(name, rows.get_column(name).drop_nulls().to_list(), several, groups.get(name, ()))
            for name, several in tests.items()
        ]

    def _aside(self, cells: Mapping[str, object]) -> str:
        rater = cells.get(RATER)
        if self.batch.table.who.rater and rater not in (None, LEADER):
            return say("shortlist.aside_rater", rater=rater)
        if cells.get(COUNTED, True):
            return ""
        again = cells["row"] in self._again
        return say("shortlist.aside_again" if again else "shortlist.aside_nobody")

    @cached_property
    def _again(self) -> frozenset[object]:
        """The rows of leaders who answered more than once."""
        return frozenset() if self.batch.twice is None else frozenset(self.batch.twice.get_column(ROW).to_list())

    def notes(self, rows: pl.DataFrame) -> Iterator[str]:
        """What is to be known of the list: words that no leader's cell holds, who is in no list, what ties hang on."""
        if self.who is None:
            yield say("shortlist.no_ids")
        if self.batch.joined and (silent := self.batch.joined.silent.height):
            yield say("shortlist.silent", n=silent)
        told = self._unsure(rows)
        for one in told:
            yield from one.notes()
        apart = {one.column for one in told if one.words}  # they tell already what stands there in place of yes and no
        for _, column, test in self.rules.columns():
            if column not in apart:
                yield from self._unseen(rows, column, test.words if test else ())
        for quota in self.rules.quota:
            yield from self._unseen(rows, quota.column, quota.groups)

    def _unseen(self, rows: pl.DataFrame, column: str, words: Sequence[object]) -> Iterator[str]:
        if known_words(self.batch.questionnaire, column):
            return
        cells = rows.get_column(column).drop_nulls().cast(pl.String).str.strip_chars().unique().sort().to_list()
        parts = [part.strip() for cell in cells for part in cell.split(";")]
        for word in words:
            text = word if isinstance(word, bool | int | float) else str(word)
            if not any(is_same(cell, text) for cell in (*cells, *parts)):
                near = did_you_mean(str(word), cells) if len(cells) > _MOST_SEEN else None
                there = near or say(
                    "shortlist.words_there", words=beginning([repr(cell) for cell in cells], _MOST_SEEN)
                )
                yield say("shortlist.word_nowhere", word=word, column=column, there=there)

    def to_call(self, shortlist: Shortlist) -> Iterator[ToCall]:
        """A line for each question on an open case, with all it would settle; of a leader without answers, one."""
        cases = shortlist.to_call
        rows = [one.applicant.row for one in cases]
        coded = self.batch.coded.frame.filter(pl.col(ROW).is_in(rows)).collect(engine="streaming")
        given = dict(
            zip(coded.get_column(ROW).to_list(), answers_of_rows(self.batch.questionnaire, coded), strict=True)
        )
        for one in cases:
            values = given.get(one.applicant.row, {})
            settles: dict[Question, list[str]] = {}
            for rule in one.open:
                for question in self._questions(values, rule.columns):
                    settles.setdefault(question, []).append(rule.label)
            yield from (ToCall(one, "; ".join(labels), question) for question, labels in settles.items())

    def _questions(self, values: Mapping[str, object], columns: Sequence[str]) -> Iterator[Question]:
        told = set[str]()
        for column in columns:
            for question in questions(self.batch.questionnaire, values, column):  # type: ignore[arg-type]
                if question.ask not in told:
                    told.add(question.ask)
                    yield question
