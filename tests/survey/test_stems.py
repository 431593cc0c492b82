"""What stands before a question in its header: told, or a reason not to read it, where it asks something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from jtbd_diag.questionnaire import load_questionnaire
from tests.survey.reading import Seen, seen

LEADER = load_questionnaire("leader")
RATED = [item for item in LEADER.items.values() if item.type == "rating"][:6]
OPTIONS = [option.text for option in LEADER.options(RATED[0].id)]


def read(folder: Path, heads: list[str]) -> Seen:
    """A survey in which one question stands as it is, and the others below these headers."""
    single = next(item for item in LEADER.items.values() if item.type == "single" and item.id in LEADER.telling_items())
    head = [single.ask, *heads]
    rows = [
        [LEADER.options(single.id)[n % 2].text, *(OPTIONS[(n + k) % len(OPTIONS)] for k in range(len(heads)))]
        for n in range(4)
    ]
    path = folder / "table.tsv"
    path.write_text("".join("\t".join(row) + "\n" for row in [head, *rows]), encoding="utf-8")
    return seen(path, LEADER)


@pytest.mark.parametrize(
    "form",
    [
        *("It is NOT the case that: {}", "My deputy would say: {}", "Expected in 2028 - {}", "Ideally: {}"),
        *("How important is this? [{}]", "Two years ago: {}"),
    ],
)
def test_questions_that_ask_something_else_are_not_read(form: str, tmp_path: Path) -> None:
    heads = [form.format(item.ask) for item in RATED]
    found = read(tmp_path, heads)
    assert not {item.id for item in RATED} & {column.item for column in found.table.columns}
    told = {one.header: one.why for one in found.table.unmatched}
    assert all("asks something else: it is not read" in told[" ".join(head.split())] for head in heads)


def test_ids_behind_such_a_word_are_not_read(tmp_path: Path) -> None:
    found = read(tmp_path, [f"ideal_{item.id}" for item in RATED])
    assert not {item.id for item in RATED} & {column.item for column in found.table.columns}


def test_other_words_before_questions_are_told_once(tmp_path: Path) -> None:
    heads = [f"On our last day together [{item.ask}]" for item in RATED]
    found = read(tmp_path, heads)
    assert {item.id for item in RATED} <= {column.item for column in found.table.columns}
    (note,) = (note for note in found.notes if "what the questionnaire does not say" in note)
    assert "'On our last day together' (6)" in note


@pytest.mark.parametrize("stem", ["How true is this now?", "Q17", "main/part"])
def test_what_the_questionnaire_says_itself_and_ids_are_not_told(stem: str, tmp_path: Path) -> None:
    heads = [f"{stem} [{item.ask}]" for item in RATED]
    found = read(tmp_path, heads)
    assert {item.id for item in RATED} <= {column.item for column in found.table.columns}
    assert not [note for note in found.notes if "what the questionnaire does not say" in note]


@pytest.mark.parametrize(
    ("stem", "told"),
    [
        *((one, False) for one in ("How true is this?", "How much do you agree or disagree?")),
        *((one, False) for one in ("Please rate each of the following statements", "To what extent is this true?")),
        *((one, True) for one in ("How true was this?", "How much do you disagree?", "Please rate your deputy")),
        *((one, True) for one in ("How little is this true?", "How true is this not?")),
    ],
)
def test_a_title_that_only_asks_how_true_is_not_told(stem: str, told: bool, tmp_path: Path) -> None:
    found = read(tmp_path, [f"{stem} [{item.ask}]" for item in RATED])
    assert {item.id for item in RATED} <= {column.item for column in found.table.columns}
    assert any("what the questionnaire does not say" in note for note in found.notes) == told
