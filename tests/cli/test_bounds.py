"""Files with very many faults, or very long ones: told in few lines, and read in no more time than they are long."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jtbd_diag.ground.complaints import MOST_TOLD, did_you_mean
from jtbd_diag.questionnaire import load_questionnaire_file
from jtbd_diag.questionnaire.faults_of_conditions import LONGEST_CHAIN

from .conftest import Run
from .test_library import MOOD

MANY = 3000
HEAD = "questionnaire: leader\nanswers:"
KEYS = "".join(f"k{n}: x\n" for n in range(MANY))
FILES: dict[str, tuple[str, str, int]] = {  # name, text, complaints
    "questionnaire": ("q.yaml", MOOD + KEYS, MANY),
    "an item": ("q.yaml", MOOD.replace("calm}", "calm, " + ", ".join(KEYS.splitlines()) + "}"), MANY),
    "twice": ("q.yaml", MOOD + "title: again\n" * MANY, MANY),
    "sections": ("q.yaml", MOOD.replace("sections:\n", "sections:\n" + "  - x\n" * MANY), MANY),
    "answers": ("a.yaml", f"{HEAD}\n" + "".join(f"  cause{n}: x\n" for n in range(MANY)), MANY),
    "notes": ("a.yaml", f"{HEAD} {{}}\nnotes:\n" + "".join(f"  cause{n}: x\n" for n in range(MANY)), MANY),
    "skipped": ("a.yaml", f"{HEAD} {{}}\nskipped:\n" + "".join(f"  - cause{n}\n" for n in range(MANY)), MANY),
    "sources": ("sources.yaml", KEYS, MANY),
    "plans": ("plans.yaml", KEYS, MANY),
    "tailoring": ("tailoring.yaml", "- {idd: x}\n" * MANY, 6 * MANY),
}


@pytest.mark.parametrize(("name", "text", "faults"), FILES.values(), ids=FILES)
def test_fifty_complaints_are_told_and_the_rest_counted(
    name: str, text: str, faults: int, run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def counted(word: str, known: list[str]) -> str | None:
        asked.append(word)
        return did_you_mean(word, known)

    for module in ("ground.wrong_keys_and_values", "answers.answers_file", "answers.valid_answer"):
        monkeypatch.setattr(f"jtbd_diag.{module}.did_you_mean", counted)
    for module in ("ground.wrong_keys_and_values", "answers.answers_file"):
        monkeypatch.setattr(f"jtbd_diag.{module}.MOST_HINTS", 100)
    (here / name).write_text(text)
    checked = run("check", name)
    told = [line for line in checked.lines if not line.startswith("  hint: ")]
    assert checked.code == 1
    assert told[MOST_TOLD:] == [f"and {faults - MOST_TOLD:,} more"]
    assert f": {faults:,} problems" in checked.err
    assert len(asked) <= 200, "the nearest word is not looked for in vain"


LETTERS = "x" * 300_000
LONG: dict[str, tuple[str, Callable[[str], str]]] = {
    "a key": ("q.yaml", lambda x: MOOD.replace("minutes: 1", f"? {x}\n: 1")),
    "a text": ("q.yaml", lambda x: MOOD.replace("version: 1", f"version: {x}")),
    "a scale": ("q.yaml", lambda x: MOOD.replace("scale: calm}", f"scale: {x}}}")),
    "an answer set": ("q.yaml", lambda x: MOOD.replace("answers: true_now", f"answers: {x}")),
    "an item": ("a.yaml", lambda x: f"{HEAD}\n  ? {x}\n  : 1\n"),
    "an answer": ("a.yaml", lambda x: f"{HEAD}\n  causes: {x}\n"),
    "a questionnaire": ("a.yaml", lambda x: f"questionnaire: {x}\nanswers: {{}}\n"),
    "an alias": ("a.yaml", lambda x: f"questionnaire: *{x}\n"),
    "a tag": ("a.yaml", lambda x: f"questionnaire: !{x} leader\n"),
    "a source": ("sources.yaml", lambda x: f"x: {{kind: {x}}}\n"),
}


@pytest.mark.parametrize(("name", "text"), LONG.values(), ids=LONG)
def test_a_very_long_word_is_cut_in_complaints(name: str, text: Callable[[str], str], run: Run, here: Path) -> None:
    (here / name).write_text(text(LETTERS))
    checked = run("check", name)
    assert checked.code == 1 and name in checked.out
    assert len(checked.out) < 3000, checked.out[:500]


def test_what_hangs_on_very_many_questions_is_not_searched_without_end(here: Path) -> None:
    chain = "".join(
        f"      - {{id: c{n}, type: rating, answers: true_now, ask: So?, ask_if: {{item: {before}, answered: true}}}}\n"
        for n, before in enumerate(["calm", *(f"c{n}" for n in range(10 * LONGEST_CHAIN - 1))])
    )
    (here / "q.yaml").write_text(MOOD.replace("minutes: 1", "minutes: 1000") + chain)
    asked = load_questionnaire_file(here / "q.yaml")
    assert len(asked.items) == 10 * LONGEST_CHAIN + 1
