"""What respondents sent back -> the table and the coded answers that a survey export would have come to.

Owns which columns say who sent what; knows nothing of files. Every answer is typed already, so that nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import polars as pl

from jtbd_diag.answers.answers import writable
from jtbd_diag.answers.answers_file import Misfit
from jtbd_diag.ground.catalogue import explained, say, words
from jtbd_diag.ground.complaints import Code, Problem, complaint, did_you_mean
from jtbd_diag.ground.english import beginning
from jtbd_diag.questionnaire import Item, Questionnaire, Value, wording_fingerprint
from jtbd_diag.questionnaire.answer_column_names import answer_columns
from jtbd_diag.questionnaire.items import DateItem, MultipleItem, NumberItem, TextItem
from jtbd_diag.questionnaire.perspectives import LEADER
from jtbd_diag.results.returned.returned_files import Folder, Returned
from jtbd_diag.survey.cells.answers_and_rejects import SCHEMA_OF_REJECTS
from jtbd_diag.survey.cells.cell_notes import CellCounts
from jtbd_diag.survey.cells.coded_answers import Coded
from jtbd_diag.survey.columns.column import Column
from jtbd_diag.survey.columns.mapping_of_people import RATER, RATER_ID, WAVE, WhoColumns
from jtbd_diag.survey.files import ROW
from jtbd_diag.survey.people.names_of_people import name_in_path
from jtbd_diag.survey.people.person_columns import Person
from jtbd_diag.survey.people.raters_and_waves import notes_on
from jtbd_diag.survey.rows.invented_rows import INVENTED, YES
from jtbd_diag.survey.table.survey_table import UNREADABLE, Table

LAYOUT = "answers-folder"
FILE, FOLDER, RESPONDENT, BEGUN, SKIPPED = "file", "folder", "respondent", "begun", "skipped"
_VERSION, _FINGERPRINT, _WORDING = "answered version", "answered fingerprint", "answered wording"
_TOLD_AT_MOST, _SHARED = 6, 3
_HASH, _NOT_SHOWN = re.compile(r"[0-9a-f]{4,64}"), "?"


@dataclass(frozen=True)
class Survey:
    """A folder as a table: its carried columns, its answers, and each file that could not be read at all."""

    table: Table
    coded: Coded
    unread: tuple[Problem, ...]


def survey_of(folder: Folder, questionnaire: Questionnaire, *, identity: str | None, personal: bool) -> Survey:
    """The table of a folder; `identity` names the column, or the item, that tells who answered, where it is not seen.

    Notes to personal items are there where `personal` asks for them. Raises InputError for an `identity` that is none.
    """
    return _TableBuilder(folder, questionnaire, personal).survey(identity)


class _TableBuilder:
    def __init__(self, folder: Folder, questionnaire: Questionnaire, personal: bool) -> None:
        self.folder, self.q, self.returned = folder, questionnaire, folder.returned
        self.rows = range(1, len(self.returned) + 1)
        self.said = {name: cells for name, cells in self._carried_columns(personal).items() if any(cells)}

    def _carried_columns(self, personal: bool) -> dict[str, list[str | None]]:
        """The columns that are carried, each with its cells."""
        given = [one.answers for one in self.returned]
        noted = {item for one in given if one for item in one.notes}
        asked = [self._other_version(one) or (None, None) for one in self.returned]
        notes = [item.id for item in self.q.items.values() if item.id in noted and (personal or not item.personal)]
        return {
            FILE: [one.file for one in self.returned],
            FOLDER: [one.file.rpartition("/")[0] or None for one in self.returned],
            RESPONDENT: [one.respondent if one else None for one in given],
            **self._rater_and_wave(),
            BEGUN: [_safe(one.begun, _time()) if one else None for one in given],
            _VERSION: [None if version is None else str(version) for version, _ in asked],
            _FINGERPRINT: [fingerprint for _, fingerprint in asked],
            _WORDING: [self._other_wording(one) for one in self.returned],
            INVENTED: [YES if one and one.invented else None for one in given],
            SKIPPED: [("; ".join(one.skipped) or None) if one else None for one in given],
            **{f"note {item}": [one.notes.get(item) if one else None for one in given] for item in notes},
        }

    def _other_wording(self, returned: Returned) -> str | None:
        """The wording that a leader read, where it is known and another one."""
        read = returned.answers.wording if returned.answers and returned.answers.rater == LEADER else None
        return None if read == wording_fingerprint(self.q) else _safe(read, _HASH)

    def _other_version(self, returned: Returned) -> tuple[int | None, str | None] | None:
        """The version and fingerprint that were answered, where they are not those of the questionnaire."""
        return returned.asked and (returned.asked[0], _safe(returned.asked[1], _HASH))

    def _rater_and_wave(self) -> dict[str, list[str | None]]:
        """The columns that tell rater and wave, where any file says more than that a leader answered."""
        whose = [one.answers.who if one.answers else None for one in self.returned]
        raters = any(one and (one.rater, one.rater_id) != (LEADER, None) for one in whose)
        return {
            RATER: [one.rater if one and raters else None for one in whose],
            RATER_ID: [one.rater_id if one else None for one in whose],
            WAVE: [one.wave if one else None for one in whose],
        }

    def survey(self, identity: str | None) -> Survey:
        table, coded = self._table(identity), self._coded()
        rater, rater_id, wave = (name if name in self.said else None for name in (RATER, RATER_ID, WAVE))
        who = WhoColumns(None, rater, rater_id, wave)
        notes = (*table.notes, *notes_on(table.tally, who))
        return Survey(replace(table, who=who, notes=notes), replace(coded, who=who), tuple(self._unread()))

    # -- the table ---------------------------------------------------------------------------------------

    def _table(self, identity: str | None) -> Table:
        who, frame = self._who(identity), self._carried
        if identity in self.q.items:
            ids = [one.answers.values.get(identity) if one.answers else None for one in self.returned]
            frame = frame.with_columns(pl.Series(identity, [None if v is None else str(v) for v in ids]))
        return Table(
            frame.lazy(),
            self._columns(),
            LAYOUT,
            tuple(self._kinds()),
            notes=tuple(self._notes()),
            source=self.folder.name,
            identity=((who,),) if who else (),
            persons=self._persons(who),
            invented=self._invented(),
            aside=tuple(row for row, one in zip(self.rows, self.returned, strict=True) if not _counts(one)),
        )

    @property
    def _carried(self) -> pl.DataFrame:
        return pl.DataFrame({ROW: self.rows, **self.said}, schema_overrides={ROW: pl.UInt32()})

    def _kinds(self) -> Iterator[str]:
        codes = sum(one.by_code for one in self.returned)
        files = len(self.returned) - codes
        yield from [say("results.folder_files", n=files)] if files else []
        yield from [say("results.folder_codes", n=codes)] if codes else []

    def _invented(self) -> int:
        return sum(bool(one.answers and one.answers.invented) for one in self.returned)

    def _several(self, item: str) -> bool:
        return isinstance(self.q.items[item], MultipleItem)

    def _columns(self) -> tuple[Column, ...]:
        carried = (Column(name, "carried") for name in self.said)
        return (*carried, *(Column(item, "item", item, None, "id") for item in self.q.items))

    def _who(self, identity: str | None) -> str | None:
        """The column that tells who answered."""
        if identity is None:
            return RESPONDENT if RESPONDENT in self.said else None
        if identity not in self.said and identity not in self.q.items:
            what, known = say("results.no_identity", name=identity), [*self.said, *self.q.items]
            raise complaint(Code.UNKNOWN_COLUMN, self.folder.name, what, did_you_mean(identity, known))
        return identity

    def _persons(self, who: str | None) -> tuple[Person, ...]:
        """Whoever sends a file may have named it, or the folder around it, after themselves."""
        folder = [FOLDER] if self._folders_tell() else []
        told = dict.fromkeys([*([who] if who in self.said else []), RESPONDENT, RATER_ID, FILE, *folder])
        return tuple(Person(name, "id", answered=name == who) for name in told if name and name in self.said)

    def _folders_tell(self) -> bool:
        """Whether folders may be called after whoever answered, and not after a place that several share."""
        inside: dict[str, set[str]] = {}
        for one, folder in zip(self.returned, self.said.get(FOLDER, ()), strict=False):
            if folder:
                who = one.answers.respondent if one.answers else None
                inside.setdefault(folder, set()).add(who or one.file)
        return any(name_in_path(folder) or len(people) < _SHARED for folder, people in inside.items())

    # -- answers -----------------------------------------------------------------------------------------

    def _coded(self) -> Coded:
        taken = {name for item in self.q.items for name in answer_columns(self.q, item)}
        carried = {name + (" (as in the file)" if name in taken else ""): name for name in self.said}
        named = self._carried.rename({header: name for name, header in carried.items()})
        rejects = self._rejects()
        lost = [row for row, one in zip(self.rows, self.returned, strict=True) if one.answers is None]
        each = pl.when(pl.col(ROW).is_in(lost)).then(1).otherwise(pl.col("len")).alias(UNREADABLE)
        counts = rejects.group_by(ROW).len().select(ROW, each)
        bad = pl.col(UNREADABLE).fill_null(0).cast(pl.UInt32)
        placed = named.hstack(self._answers()).join(counts, on=ROW, how="left", maintain_order="left").with_columns(bad)
        return Coded(
            placed.lazy(),
            rejects.lazy(),
            (),
            carried,
            {item: o for item in self.q.items if (o := self.q.options(item)) and not self._several(item)},
            self._cell_counts(rejects),
            lost_files=sum(map(_is_broken, self.returned)),
            other_files=sum(map(_is_of_another, self.returned)),
        )

    def _answers(self) -> pl.DataFrame:
        values = [one.answers.values if one.answers else {} for one in self.returned]
        return pl.DataFrame([series for item in self.q.items.values() for series in self._series(item, values)])

    def _series(self, item: Item, values: Sequence[Mapping[str, Value]]) -> list[pl.Series]:
        given = [value.get(item.id) for value in values]
        if isinstance(item, MultipleItem):
            ticks = {o.id: [None if v is None else o.id in _ticked(v) for v in given] for o in item.options}
            names = answer_columns(self.q, item.id)
            return [pl.Series(name, ticks[o.id], dtype=pl.Boolean) for name, o in zip(names, item.options, strict=True)]
        if isinstance(item, NumberItem):
            return [pl.Series(item.id, given, dtype=pl.Float64, strict=False)]
        if isinstance(item, TextItem | DateItem):
            return [pl.Series(item.id, given, dtype=pl.String)]
        places = {option.id: place for place, option in enumerate(self.q.options(item.id))}
        return [pl.Series(item.id, [None if v is None else places[str(v)] for v in given], dtype=pl.UInt32)]

    def _cell_counts(self, rejects: pl.DataFrame) -> dict[str, CellCounts]:
        """How many answers to each item could be used, and how many could not."""
        lost = dict(rejects.group_by("column").len().iter_rows())
        given = [one.answers.values for one in self.returned if one.answers]
        return {item: CellCounts(sum(item in one for one in given), lost.get(item, 0)) for item in self.q.items}

    # -- what could not be used ---------------------------------------------------------------------------

    def _rejects(self) -> pl.DataFrame:
        """A row for every answer that fits no question, and for everything else that is wrong with a file."""
        found: list[tuple[Any, ...]] = []
        for row, one in zip(self.rows, self.returned, strict=True):
            for misfit in one.misfits:
                code, known = misfit.problem.code.value, misfit.item in self.q.items
                value = str(misfit.given) if known else one.file
                found.append((row, misfit.item if known else FILE, value, code, *_untold(misfit)))
        found += ((None, FILE, one.where.file, one.code.value, *_untold(Misfit(one))) for one in self.folder.strange)
        told = [tuple(writable(cell) if isinstance(cell, str) else cell for cell in cells) for cells in found]
        return pl.DataFrame(told, schema=SCHEMA_OF_REJECTS, orient="row")

    def _unread(self) -> list[Problem]:
        return [*(m.problem for one in self.returned if not one.answers for m in one.misfits), *self.folder.strange]

    def _notes(self) -> list[str]:
        """What is to be known of the folder; no file is named, as its name may be somebody's."""
        made_up = self._invented()
        unread, other = sum(map(_is_broken, self.returned)), sum(map(_is_of_another, self.returned))
        timeless = self.said.get(BEGUN, []).count(_NOT_SHOWN)
        strange = len(self.folder.strange)
        copies = sum(one.copy_of is not None for one in self.returned)
        older = sum(one.asked is not None for one in self.returned)
        noted = sum(bool(one.answers and one.answers.notes) for one in self.returned)
        asked = dict.fromkeys(told for one in self.returned if (told := self._other_version(one)))
        which = beginning([f"{'?' if v is None else v}{f' ({f})' if f else ''}" for v, f in asked], _TOLD_AT_MOST)
        return [
            *([say("results.files_invented", n=made_up)] if made_up else []),
            *([say("results.files_unread", n=unread)] if unread else []),
            *([say("results.files_of_another", n=other)] if other else []),
            *([say("results.files_timeless", n=timeless)] if timeless else []),
            *([say("results.files_strange", n=strange)] if strange else []),
            *([say("results.files_copies", n=copies)] if copies else []),
            *([say("results.files_older", n=older, which=which)] if older else []),
            *([say("results.files_noted", n=noted)] if noted else []),
        ]


def _untold(misfit: Misfit) -> tuple[str, str]:
    """What is wrong and how to mend it, without a word of the file: a report groups by it, and others read that."""
    problem, (means, mend) = misfit.problem, explained(misfit.problem.code.value)
    what, hint = (misfit.untold, problem.hint or "") if misfit.untold else (means, mend)
    if not problem.where.line:
        return what, hint
    return what, say("results.at_place", line=problem.where.line, column=problem.where.column, hint=hint).strip()


def _safe(word: str | None, shape: re.Pattern[str]) -> str | None:
    """A word that a program writes into a file, and a question mark for anything else that somebody put there."""
    return word if word is None or shape.fullmatch(word) else _NOT_SHOWN


@cache
def _time() -> re.Pattern[str]:
    """A time as programs write it, or a date as people do: numbers, signs, and names of months and days."""
    names = "|".join((*words("months"), *words("months_in_short"), *words("weekdays_in_short"), "[AP]M"))
    return re.compile(rf"(?=.*\d)(?:[\d\sTZ:.,/+-]|(?<![^\W\d_])(?:{names})(?![^\W\d_]))+", re.IGNORECASE)


def _counts(returned: Returned) -> bool:
    return returned.answers is not None and returned.copy_of is None


def _is_broken(returned: Returned) -> bool:
    """Whether answers could not be read; those to another questionnaire are not lost."""
    return returned.answers is None and not _is_of_another(returned)


def _is_of_another(returned: Returned) -> bool:
    codes = {misfit.problem.code for misfit in returned.misfits}
    return returned.answers is None and Code.OTHER_QUESTIONNAIRE in codes


def _ticked(value: Value) -> Sequence[str]:
    return value if isinstance(value, tuple) else ()
