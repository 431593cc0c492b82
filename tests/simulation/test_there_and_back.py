"""Random answers to random questionnaires, exported as each platform does, come back as they were or are refused.

Texts hold what parts options in cells, what stands in headers, quotation marks, line breaks and other scripts.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jtbd_diag.diagnosis.scored_columns import answers_of_rows
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.simulation.export_file import write_export
from jtbd_diag.simulation.invented_people import Entry
from jtbd_diag.simulation.simulate import FOLDER, PLATFORMS
from jtbd_diag.survey.cells.coded_answers import code
from jtbd_diag.survey.table.survey_table import read_table
from tests.simulation.test_simulate import NOON, in_order
from tests.strategies import Plain, loaded, plain_questionnaires
from tests.strategies import answers as answers_of

EVERY = [(name, cells) for name, platform in PLATFORMS.items() if name != FOLDER for cells in platform.cells]
PIECES = st.sampled_from(
    ["alpha", "beta, gamma", "delta; eps", "zeta (eta)", 'theta "iota"', "kappa - lambda", "mu: nu", "xi/omicron",
     "pi [rho]", "sigma\ttau", "ünïcode", "שלום", "数据", "under 1,000", "5 or more", "A | B", "don’t know",
     "<b>bold</b>", "R&D", "=1+1", "two\nlines", "x"]
)  # fmt: skip


@st.composite
def dressed(draw: st.DrawFn) -> Questionnaire:
    """A random questionnaire whose texts are of all kinds, no two alike."""
    plain: Plain = draw(plain_questionnaires(most_items=6))
    number = 0

    def text(ending: str) -> str:
        nonlocal number
        number += 1
        words = " ".join(draw(st.lists(PIECES, min_size=1, max_size=3)))
        return f"{words} {ending}{chr(ord('a') + number % 26)}{chr(ord('a') + number // 26)}"

    for item in plain["sections"][0]["items"]:
        item["ask"] = text("ask ") + "?"
        for option in item.get("options", ()):
            option["text"] = text("opt ")
    plain["answer_sets"] = {name: [text("level ") for _ in levels] for name, levels in plain["answer_sets"].items()}
    return loaded(plain)


@pytest.mark.parametrize(("name", "cells"), EVERY)
def test_no_answer_is_lost_or_changed(name: str, cells: str, tmp_path_factory: Any) -> None:
    folder: Path = tmp_path_factory.mktemp("exports")
    platform = PLATFORMS[name]

    @settings(max_examples=max(8, settings().max_examples // 4))
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        q = data.draw(dressed())
        people = data.draw(st.lists(answers_of(q), min_size=1, max_size=5))
        entries = [Entry(n, values, f"p{n}@example.org", "North", NOON, NOON) for n, values in enumerate(people)]
        ending = data.draw(st.sampled_from(platform.endings))
        path = folder / f"export.{ending}"
        writer = platform.by_ending.get(ending, platform.cells[cells])
        write_export(path, writer(q), entries, force=True)
        table = read_table(path, q)
        coded = code(table, q)
        frame, rejects = pl.collect_all([coded.frame, coded.rejects])
        items = {column.header: column.item for column in table.columns}
        refused = {(reject["row"], items[reject["column"]]): reject["code"] for reject in rejects.to_dicts()}
        rows = frame.get_column("row").to_list()
        assert table.layout == name
        for row, values, back in zip(rows, people, answers_of_rows(q, frame), strict=True):
            for item in q.items:
                if (row, item) in refused:
                    assert item not in back
                else:
                    assert in_order(back).get(item) == in_order(values).get(item), (item, refused)
        allowed = {"B011"} | ({"B030"} if cells == "codes" else set())
        assert set(refused.values()) <= allowed, (rejects.rows(), table.notes)

    holds()
