"""Random answers, written in every layout, come back as they were, or are refused: never wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jtbd_diag import load_questionnaire
from jtbd_diag.questionnaire import Questionnaire, Value
from jtbd_diag.questionnaire.items import DateItem, MultipleItem, NumberItem, RatingItem, TextItem
from tests.survey.reading import seen, workshop
from tests.survey.writers import WRITERS, Values

QUESTIONNAIRES = (workshop(), load_questionnaire("leader-short"))
WORDS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), include_characters="\n"), max_size=30
)


def answers_to(q: Questionnaire) -> st.SearchStrategy[Values]:
    """Answers of one respondent; anything may be left out."""

    def answer(item: Any) -> st.SearchStrategy[Value]:
        ids = [option.id for option in q.options(item.id)]
        if isinstance(item, MultipleItem):
            alone = [o.id for o in item.options if o.exclusive or o.cannot_say]
            ticks = st.sets(st.sampled_from(ids), min_size=1).map(lambda s: tuple(o for o in ids if o in s))
            return ticks.filter(lambda ticked: len(ticked) == 1 or not set(alone) & set(ticked))
        if isinstance(item, NumberItem):
            return st.integers(0, 5000).map(float)
        if isinstance(item, DateItem):
            return st.dates().map(lambda day: f"{day:%Y-%m-%d}".rjust(10, "0"))
        if isinstance(item, TextItem):
            return WORDS.filter(lambda words: bool(words.strip()))
        return st.sampled_from(ids)

    return st.fixed_dictionaries({}, optional={item.id: answer(item) for item in q.items.values()})


# where a questionnaire declares no codes, numbers are read on platforms that number options themselves, and only there
CASES = [(kind, q) for kind in WRITERS for q in QUESTIONNAIRES if (kind, q) != ("plain ids, codes", QUESTIONNAIRES[1])]


@pytest.mark.parametrize(("kind", "q"), CASES, ids=[f"{kind}-{q.questionnaire}" for kind, q in CASES])
def test_what_was_answered_is_what_is_read(kind: str, q: Questionnaire, tmp_path_factory: Any) -> None:
    folder: Path = tmp_path_factory.mktemp("tables")

    @settings(max_examples=max(3, settings().max_examples // 5))
    @given(st.lists(answers_to(q), max_size=6))
    def holds(people: list[Values]) -> None:
        sheet = WRITERS[kind](q, people)
        if not people and sheet.ending == "jsonl":
            return  # an empty file
        path = folder / f"table.{sheet.ending}"
        path.write_bytes(sheet.content())
        found = seen(path, q)
        assert found.table.layout == sheet.layout
        assert list(found.answers) == [sheet.row_of(n) for n in range(len(people))]
        items = {column.header: column.item for column in found.table.columns}
        refused = {(reject["row"], items[reject["column"]]): reject["code"] for reject in found.rejects}
        for n, person in enumerate(people):
            row = sheet.row_of(n)
            for item in q.items:
                code = refused.get((row, item))
                if code is not None:
                    assert item not in found.answers[row]
                    # numbers are read where they are declared, or 1 to n; of a rating the ids are numbers, too
                    number = "numbers" in kind or isinstance(q.items[item], RatingItem)
                    assert isinstance(q.items[item], MultipleItem) or (number and code == "B030")
                else:
                    assert found.answers[row].get(item) == person.get(item), (item, sheet.rows)
        assert set(refused.values()) <= {"B011", "B030"}

    holds()
