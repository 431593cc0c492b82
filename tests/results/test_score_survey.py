"""What the library makes of a survey is what `batch` writes, with all that `batch` tells of it."""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from jtbd_diag import InputError, load_questionnaire, score_survey
from jtbd_diag.ground.complaints import Code
from jtbd_diag.ground.library import shipped_folder
from jtbd_diag.results.batch_of_a_survey import Batch
from jtbd_diag.results.reading_options import Reading
from jtbd_diag.results.scored_survey import Wishes

EXAMPLES = shipped_folder() / "questionnaires" / "examples"
CAUSES = load_questionnaire("leader").items["causes"].ask
LABELS = ("Not true", "Slightly true", "Partly true", "Mostly true", "Very true")


def spoiled(to: Path, cells: dict[str, str], rows: int = 40) -> Path:
    """The first rows of the shipped survey with other cells, and a first cell that is no answer."""
    with (EXAMPLES / "survey-200.csv").open(encoding="utf-8", newline="") as file:
        head, *people = list(csv.reader(file))[: rows + 1]
    people = [[cells.get(cell, cell) for cell in row] for row in people]
    people[0][head.index(CAUSES)] = "somewhere"
    with to.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *people])
    return to


def test_it_is_what_batch_writes(tmp_path: Path) -> None:
    table, leader = spoiled(tmp_path / "survey.csv", {}), load_questionnaire("leader")
    found = score_survey(leader, str(table))
    Batch(leader, Reading(table), Wishes()).run(tmp_path / "results.parquet", tmp_path / "rejects.parquet")
    assert_frame_equal(found.results, pl.read_parquet(tmp_path / "results.parquet"), check_dtypes=False)
    assert_frame_equal(found.rejects, pl.read_parquet(tmp_path / "rejects.parquet"), check_dtypes=False)
    assert found.rejects.select("row", "column", "value").row(0) == (2, CAUSES, "somewhere")
    assert (found.results.height, found.unconfirmed, found.unasked) == (40, (), ())
    assert 0 < found.share_lost < 0.1
    assert any("header row" in note for note in found.notes)


def test_numbers_whose_direction_nothing_tells_are_named_until_a_mapping_says_it(tmp_path: Path) -> None:
    leader = load_questionnaire("leader")
    table = spoiled(tmp_path / "numbers.csv", {label: str(n) for n, label in enumerate(LABELS, 1)})
    assert set(score_survey(leader, table).unconfirmed) == {
        item.id for item in leader.items.values() if item.type == "rating" and item.answers == "true_now"
    } & {one.item for one in leader.contributions}
    mapping = tmp_path / "mapping.yaml"
    codes = "\n".join(f"    {n}: {label}" for n, label in enumerate(LABELS, 1))
    mapping.write_text(f"codes:\n  true_now:\n{codes}\n", "utf-8")
    assert score_survey(leader, table, mapping=mapping).unconfirmed == ()
    assert score_survey(leader, table, mapping=str(mapping)).unconfirmed == ()


@pytest.mark.parametrize("empty", ["", " "])
def test_an_empty_text_is_not_the_folder_one_stands_in(empty: str) -> None:
    with pytest.raises(InputError, match="F001 an empty text names no file"):
        score_survey(load_questionnaire("leader"), empty)


def test_a_folder_is_read_and_another_survey_refused(tmp_path: Path) -> None:
    leader = load_questionnaire("leader")
    for name in ("correct", "reorient"):
        (tmp_path / f"{name}.yaml").write_bytes((EXAMPLES / f"{name}.yaml").read_bytes())
    assert score_survey(leader, tmp_path).results.get_column("job").to_list() == ["correct", "reorient"]
    with pytest.raises(InputError) as error:
        score_survey(leader, EXAMPLES / "staff-160.csv")
    assert {problem.code for problem in error.value.problems} == {Code.OTHER_SURVEY}
