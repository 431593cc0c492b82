"""Where the answers lie -> each group's answers, without ids, names, free text or order.

Owns what is read of a person and what is dropped; must not know what may be shown.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from jtbd_diag.answers import match, read_answers_file
from jtbd_diag.compare.place_file import FoundPlace, OthersPart
from jtbd_diag.diagnosis import diagnose
from jtbd_diag.diagnosis.diagnosis import Diagnosis
from jtbd_diag.diagnosis.scored_columns import answers_of_rows
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.questionnaire import Questionnaire, Value
from jtbd_diag.questionnaire.form_for_cabinet_and_staff import leaders_side, seen_from
from jtbd_diag.questionnaire.perspectives import Perspective
from jtbd_diag.results.batch_of_a_survey import Batch
from jtbd_diag.results.reading_options import Reading
from jtbd_diag.results.rows_that_count import RowsOfRaters, column_of_groups
from jtbd_diag.results.table_read import each_person_once
from jtbd_diag.survey.files import ROW
from jtbd_diag.survey.table.survey_table import HowToRead, Table

Finder = Callable[[str], Questionnaire]
"""A questionnaire of the library by name."""


@dataclass(frozen=True)
class RaterGroup:
    """A group's answers: by person their scores (0-100, none where too little was answered), job, answers and groups.

    `units` has by column, in the same order, where each person belongs.
    """

    perspective: Perspective
    form: Questionnaire
    asked: int
    scores: tuple[Mapping[str, float], ...]
    jobs: tuple[str | None, ...]
    values: tuple[Mapping[str, Value], ...]
    units: Mapping[str, tuple[str, ...]]
    invented: int = 0

    @property
    def n(self) -> int:
        """How many answered anything that scores."""
        return len(self.scores)


@dataclass(frozen=True)
class LeadersOwn:
    """The leader's own answers: the diagnosis, and by group the scores on the very questions that group was asked."""

    diagnosis: Diagnosis
    scores: Mapping[Perspective, Mapping[str, float]]


def read_leaders_own(place: FoundPlace, forms: Mapping[Perspective, Questionnaire], finder: Finder) -> LeadersOwn:
    """Read the leader's files. Raises InputError where one cannot be used, or none answers the leader's questions."""
    own: dict[str, tuple[Questionnaire, dict[str, Value]]] = {}
    for name in place.content.leader.answers:
        file = read_answers_file(place.beside(name))
        asked = finder(file.questionnaire)
        answers, _ = match(file, asked)
        own[asked.questionnaire] = (asked, dict(answers.values))
    named = place.content.questionnaire
    if named not in own:
        what = say("compare.no_leader", questionnaire=named)
        raise complaint(Code.NOT_COMPARED, str(place.path), what)
    asked, values = own[named]
    return LeadersOwn(
        diagnose(asked, values),
        {name: _leaders_scores(form, asked, values, own) for name, form in forms.items()},
    )


def _leaders_scores(
    form: Questionnaire,
    asked: Questionnaire,
    values: Mapping[str, Value],
    own: Mapping[str, tuple[Questionnaire, dict[str, Value]]],
) -> dict[str, float]:
    side = leaders_side(asked, form)
    scores = _scores(diagnose(side, {item: values[item] for item in side.items if item in values}))
    for name in asked.perspectives[form.perspective].also:
        if name in own:
            other, given = own[name]
            scores |= {s: v for s, v in _scores(diagnose(other, given)).items() if s in form.scales}
    return scores


def batch_of_group(place: FoundPlace, part: OthersPart, form: Questionnaire, *, careful: bool = False) -> Batch:
    """Read a group's table or folder. Raises InputError for whatever keeps it unread."""
    mapping = place.beside(part.mapping) if part.mapping else None
    reading = Reading(place.beside(part.answers), HowToRead(mapping=mapping))
    return each_person_once(form, reading, careful=careful)


def group_of(batch: Batch, part: OthersPart, form: Questionnaire) -> RaterGroup:
    """A group's own answers, each person once by their last. Raises InputError where a column is not there."""
    raters = RowsOfRaters(batch, form.perspective)
    table, frame = batch.table, raters.answers().collect(engine="streaming")
    units = {name: _units(table, frame, name) for name in part.by}
    people = [*answers_of_rows(form, frame)]
    told = [diagnose(form, values) for values in people]
    order = [n for n, one in enumerate(told) if _scores(one)]
    random.Random(len(order)).shuffle(order)  # who answered first is nobody's business
    return RaterGroup(
        form.perspective,
        form,
        part.asked,
        tuple(_scores(told[n]) for n in order),
        tuple(told[n].job for n in order),
        tuple({item: value for item, value in people[n].items() if form.options(item)} for n in order),
        {name: tuple(all_[n] for n in order) for name, all_ in units.items()},
        raters.invented(),
    )


def _scores(diagnosis: Diagnosis) -> dict[str, float]:
    return {name: one.score for name, one in diagnosis.scales.items() if one.score is not None}


def _units(table: Table, frame: pl.DataFrame, name: str) -> list[str]:
    header = column_of_groups(table, name, say("compare.no_such_column", name=name))
    cells = table.frame.select(ROW, pl.col(header).cast(pl.String).alias("unit")).collect(engine="streaming")
    of = dict(cells.iter_rows())
    return [of.get(row) or "" for row in frame.get_column(ROW)]


def forms_of(place: FoundPlace, finder: Finder) -> dict[Perspective, Questionnaire]:
    """The form of each group that was asked."""
    asked = finder(place.content.questionnaire)
    return {name: seen_from(asked, name, finder, part.also) for name, part in place.content.others.items()}
