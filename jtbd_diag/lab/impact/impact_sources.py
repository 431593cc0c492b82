"""Tables, labelled cases and invented leaders -> the same answers, as two versions of a questionnaire have them.

Owns where answers for a comparison come from; must not know what is made of it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import polars as pl

from jtbd_diag.answers import match, read_answers_file
from jtbd_diag.answers.answers_file import AnswersFile
from jtbd_diag.diagnosis.scored_columns import answers_of_rows, rows_of
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Problem, complaint
from jtbd_diag.ground.yaml_files import read_yaml
from jtbd_diag.lab.impact.carried_answers import carried_columns, carried_values
from jtbd_diag.lab.impact.reclassified import (
    KnownLabels,
    Pairs,
    Reclassified,
    crossed,
    explained,
    scored_by_both,
)
from jtbd_diag.questionnaire import Questionnaire, Value, fingerprint, wording_fingerprint
from jtbd_diag.questionnaire.perspectives import LEADER
from jtbd_diag.questionnaire.versions import with_version
from jtbd_diag.results.batch_of_a_survey import Batch
from jtbd_diag.results.reading_options import Reading
from jtbd_diag.results.returned.returned_files import asked_of
from jtbd_diag.results.rows_that_count import RowsOfRaters
from jtbd_diag.results.table_read import each_person_once
from jtbd_diag.results.which_version import version_fitting
from jtbd_diag.simulation.invented_people import Inventor
from jtbd_diag.survey.files import ROW

SEED = 20261128
_NEAR_NONE, _SKIPS = 0.1, 0.03
_LABEL = "label.yaml"
Values = dict[str, Value]


@dataclass(frozen=True)
class Case:
    """A labelled case: the answers as each version has them, and the job it ought to come to, where that is known."""

    name: str
    label: str | None
    values: tuple[Values, Values]


def of_table(old: Questionnaire, new: Questionnaire, batch: Batch) -> Reclassified:
    """A table, read in one of both and scored by both; everybody counts once, by their last answers."""
    asked = batch.questionnaire
    leaders = RowsOfRaters(batch, LEADER)
    own = leaders.answers()
    frames = tuple(own if q is asked else own.select(ROW, *carried_columns(own, asked, q)) for q in (old, new))
    both = scored_by_both(old, new, (frames[0], frames[1]), ROW)
    if not both.height:
        said = {name: with_version(q) for name, q in (("old", old), ("new", new))}
        raise complaint(Code.NOBODY, _name(batch), say("impact.nobody", **said), say("impact.nobody_hint"))
    rows = _changed(both).get_column(ROW).to_list()

    def answers(at: Collection[int]) -> Pairs:
        wanted = [rows[n] for n in at]
        sides = []
        for q, frame in zip((old, new), frames, strict=True):
            held = frame.filter(pl.col(ROW).is_in(wanted)).collect(engine="streaming").sort(ROW)
            told = dict(zip(held.get_column(ROW), answers_of_rows(q, held), strict=True))
            sides.append([told[row] for row in wanted])
        return [*zip(*sides, strict=True)]

    names = [say("impact.row", n=row) for row in rows]
    source = _OneSource(_name(batch), "table", "old" if asked is old else "new", names, answers)
    return replace(_reclassified(old, new, both, source), invented=leaders.invented(), others=leaders.left_out())


def _name(batch: Batch) -> str:
    source = batch.reading.source
    return source.name if source is not None else batch.table.source


def of_invented(old: Questionnaire, new: Questionnaire, count: int) -> Reclassified:
    """Invented leaders who fill in both versions: what both ask, they answer alike."""
    inventor = Inventor(old, random.Random(SEED), none=_NEAR_NONE, skips=_SKIPS)
    other = Inventor(new, random.Random(SEED + 1), none=_NEAR_NONE, skips=_SKIPS)
    pairs = [_both_filled_in(inventor, other, number) for number in range(1, count + 1)]
    names = [say("impact.invented_leader", n=number) for number in range(1, count + 1)]
    return _of_pairs(old, new, pairs, names, (say("impact.invented_name", n=count), "invented"))[0]


def _both_filled_in(inventor: Inventor, other: Inventor, number: int) -> tuple[Values, Values]:
    leader, stranger = inventor.leader(), other.leader()
    before = inventor.answers(leader, number)
    places = {**dict(stranger.places), **dict(leader.places)}
    own = other.answers(replace(leader, places=tuple(places.items())), number)
    carried = carried_values(before, inventor.q, other.q)
    asked_by_both = {item for item in other.q.items if item in inventor.q.items}
    return before, {**{item: value for item, value in own.items() if item not in asked_by_both}, **carried}


def of_cases(old: Questionnaire, new: Questionnaire, cases: Sequence[Case], name: str) -> Reclassified:
    """Labelled cases."""
    names, known = [case.name for case in cases], [case.label for case in cases]
    found, both = _of_pairs(old, new, [case.values for case in cases], names, (name, "cases"))
    return replace(found, labels=_labels(both, known)) if any(known) else found


def _of_pairs(
    old: Questionnaire,
    new: Questionnaire,
    pairs: Sequence[tuple[Values, Values]],
    names: Sequence[str],
    told: tuple[str, Literal["cases", "invented"]],
) -> tuple[Reclassified, pl.DataFrame]:
    """What becomes of answers that both versions have; `told` is what they are called, and their kind."""
    before, after = (
        rows_of(q, [pair[side] for pair in pairs]).with_row_index(ROW).lazy() for side, q in enumerate((old, new))
    )
    both = scored_by_both(old, new, (before, after), ROW)
    rows = _changed(both).get_column(ROW).to_list()
    source = _OneSource(*told, "both", [names[row] for row in rows], lambda at: [pairs[rows[n]] for n in at])
    return _reclassified(old, new, both, source), both


def _labels(both: pl.DataFrame, known: Sequence[str | None]) -> KnownLabels:
    told = [(job, *jobs) for job, jobs in zip(known, both.select("before:job", "after:job").iter_rows(), strict=True)]
    cases = [one for one in told if one[0] is not None]
    return KnownLabels(len(cases), sum(job == one for job, one, _ in cases), sum(job == one for job, _, one in cases))


@dataclass(frozen=True)
class _OneSource:
    """Where answers come from, which version they were given to, and who changes, with their answers by place."""

    name: str
    kind: Literal["table", "cases", "invented"]
    answered: Literal["old", "new", "both"]
    who: Sequence[str]
    answers: Callable[[Collection[int]], Pairs]


def _changed(both: pl.DataFrame) -> pl.DataFrame:
    return both.filter(pl.col("before:job").ne_missing(pl.col("after:job")))


def _reclassified(old: Questionnaire, new: Questionnaire, both: pl.DataFrame, source: _OneSource) -> Reclassified:
    jobs = _changed(both).select("before:job", "after:job").iter_rows()
    movers = [(who, before, after) for who, (before, after) in zip(source.who, jobs, strict=True)]
    return Reclassified(
        source.name,
        source.kind,
        crossed(both, "job"),
        crossed(both, "outcome"),
        crossed(both, "struggle"),
        explained(old, new, movers, source.answers),
        source.answered,
    )


# -- cases -----------------------------------------------------------------------------------------------


def read_cases(files: Sequence[Path], root: Path | None, old: Questionnaire, new: Questionnaire) -> list[Case]:
    """The cases in answers files to one of both; two files beside one label, one to each, are one case.

    A label is the `job` of a `label.yaml` beside. Files that answer neither are passed over. Raises InputError listing
    what is wrong with those that do.
    """
    problems: list[Problem] = []
    held: dict[Path, dict[str, tuple[Path, Values]]] = {}
    for path in files:
        try:
            found = _answers(path, old, new)
        except InputError as error:
            problems += error.problems
            continue
        if found is not None:
            side, values = found
            beside = path.parent if (path.parent / _LABEL).is_file() else path
            held.setdefault(path if side in held.get(beside, {}) else beside, {})[side] = (path, values)
    if problems:
        raise InputError(problems)
    return [_case(sides, root, old, new) for sides in held.values()]


def cases_below(folder: Path) -> list[Path]:
    """The answers files of a folder of cases. Raises InputError where there is none."""
    found = sorted(path for path in folder.rglob("*.yaml") if path.name != _LABEL) if folder.is_dir() else []
    if not found:
        raise complaint(Code.MISSING_FILE, str(folder), say("impact.no_cases"), say("impact.no_cases_hint"))
    return found


def _answers(path: Path, old: Questionnaire, new: Questionnaire) -> tuple[str, Values] | None:
    """Which version a file answers, and what; None where it is no answers file to either."""
    data = read_yaml(path, []).data
    if not isinstance(data, dict) or "answers" not in data or "sections" in data:
        return None
    file = read_answers_file(path)
    side = _side(file, old, new)
    if side is None:
        return None
    answers, _ = match(file, old if side == "old" else new)
    return side, dict(answers.values)


def _side(file: AnswersFile, old: Questionnaire, new: Questionnaire) -> str | None:
    """Which version a file says it answers, the old one where it does not say; None for neither."""
    told = file.content
    if told.questionnaire not in (old.questionnaire, new.questionnaire):
        return None
    if told.fingerprint in (fingerprint(old), fingerprint(new)) and fingerprint(old) != fingerprint(new):
        return "old" if told.fingerprint == fingerprint(old) else "new"
    if told.version not in (None, old.version, new.version):
        return None
    return "new" if told.version == new.version and told.version != old.version else "old"


def _case(sides: dict[str, tuple[Path, Values]], root: Path | None, old: Questionnaire, new: Questionnaire) -> Case:
    path, values = next(iter(sides.values()))
    before = sides["old"][1] if "old" in sides else carried_values(values, new, old)
    after = sides["new"][1] if "new" in sides else carried_values(values, old, new)
    beside = path.parent / _LABEL
    name = (
        path.parent.name
        if beside.is_file()
        else path.relative_to(root).with_suffix("").as_posix()
        if root
        else path.stem
    )
    return Case(name, _label(beside, {*old.profiles, *new.profiles}), (before, after))


def _label(path: Path, jobs: Collection[str]) -> str | None:
    data = read_yaml(path, []).data if path.is_file() else None
    job = data.get("job") if isinstance(data, dict) else None
    return job if job in jobs else None


def read_in_one_of(old: Questionnaire, new: Questionnaire, reading: Reading, *, careful: bool = False) -> Batch:
    """Read it, in the version that `batch` and `evidence` would read it in. Raises InputError for what hinders it."""
    if wording_fingerprint(old) == wording_fingerprint(new):
        answered = old
    else:
        answered = _of_folder(old, new, reading) if reading.is_folder else version_fitting([old, new], reading)
    return each_person_once(answered, reading, careful=careful)


def _of_folder(old: Questionnaire, new: Questionnaire, reading: Reading) -> Questionnaire:
    assert reading.source is not None
    told = asked_of(reading.source, lambda: [old, new])
    if told is None:
        return old
    return new if told.fingerprint == fingerprint(new) or told.version == new.version != old.version else old
