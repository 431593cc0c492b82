"""What the page computes, in Chromium, is what `diagnose` says: numbers to 1e-9, words the same."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from jtbd_diag.answers import read_answers
from jtbd_diag.answers.answer_text import answer_text
from jtbd_diag.diagnosis import diagnose, score_table
from jtbd_diag.diagnosis.diagnosis_in_words import honesty
from jtbd_diag.diagnosis.scored_columns import rows_of, score_column
from jtbd_diag.forms import Wish
from jtbd_diag.forms.offline_page import write
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import in_a_row
from jtbd_diag.publishing.terminal.diagnosis_screen import WEIGHTIEST
from jtbd_diag.questionnaire import Questionnaire, Value, load_questionnaire
from tests.publishing.chromium import Chromium

from .page_by_hand import violations
from .page_script import PARTS, said_by_page
from .samples import SHIPPED, random_answers, samples
from .scores import sets_for

SEEN = Wish(result=True)
NAMES = [*SHIPPED, *(f"random-{n}" for n in range(20))]
CASES = Path(__file__).parents[1] / "cases"


def computed(browser: Chromium, q: Questionnaire, everybody: list[Mapping[str, Value]]) -> list[Any]:
    bands = (
        "Object.fromEntries(scoring.scales.map((scale) => [scale.id, bandOf(scale, found.scores[scale.id]) || null]))"
    )
    whole = f"(() => {{ const found = scored(); return {{ ...found, bands: {bands} }}; }})()"
    return said_by_page(browser, q, everybody, whole, SEEN, (*PARTS, "scores"))


@pytest.mark.parametrize("name", NAMES)
def test_numbers_and_words_are_those_of_the_program(browser: Chromium, name: str) -> None:
    q = samples()[name]
    everybody = random_answers(q, max(sets_for(name), 100), seed=3)
    rows = score_table(q, rows_of(q, everybody)).rows(named=True)
    outcomes = set()
    for row, found in zip(rows, computed(browser, q, everybody), strict=True):
        scores = {scale: row[score_column(scale)] for scale in q.scales}
        assert found["scores"] == pytest.approx(scores, abs=1e-9)
        assert found["bands"] == {scale: q.scales[scale].band(score) for scale, score in scores.items()}
        words = {word: found.get(word) for word in ("job", "runner_up", "outcome", "struggle")}
        assert words == {word: row.get(word) for word in words}
        assert found.get("lead") == (None if row.get("lead") is None else pytest.approx(row["lead"], abs=1e-9))
        outcomes.add((row.get("outcome"), row.get("struggle")))
    assert len(outcomes) > (1 if q.profiles or q.struggle else 0)


@pytest.mark.parametrize("name", [name for name in NAMES if samples()[name].profiles])
def test_reasons_are_those_of_the_program(browser: Chromium, name: str) -> None:
    q = samples()[name]
    everybody = random_answers(q, 60, seed=5)
    told = "(() => { const found = scored(); return found.job ? [weightiest(found), pointsTo(found)] : null; })()"
    decided = 0
    for values, found in zip(
        everybody, said_by_page(browser, q, everybody, told, SEEN, (*PARTS, "scores")), strict=True
    ):
        said = diagnose(q, values)
        if said.job is None:
            assert found is None
            continue
        decided += 1
        items, added = zip(*said.weightiest(WEIGHTIEST), strict=True)
        assert tuple(item for item, _ in found[0]) == items
        assert [by for _, by in found[0]] == pytest.approx(added, abs=1e-9)
        assert dict(found[1]) == said.points_to
    assert decided


def test_written_cases(browser: Chromium) -> None:
    q = load_questionnaire("leader")
    cases = [read_answers(path, q)[0] for path in sorted(CASES.glob("*/answers.yaml"))]
    found = computed(browser, q, [case.values for case in cases])
    said = [diagnose(q, case) for case in cases]
    assert [(one["job"], one["outcome"], one["struggle"]) for one in found] == [
        (one.job, one.outcome, one.struggle) for one in said
    ]
    assert {one.job for one in said} == set(q.profiles)


def test_a_rule_that_is_wrong_is_seen(browser: Chromium) -> None:
    q = load_questionnaire("leader-short")
    other = q.model_copy(
        update={"classification": q.classification and q.classification.model_copy(update={"clear": 9.0})}
    )
    everybody = random_answers(q, 400)
    assert [one["outcome"] for one in computed(browser, q, everybody)] != [
        one["outcome"] for one in computed(browser, other, everybody)
    ]


def test_numbers_are_rounded_as_python_rounds_them(browser: Chromium) -> None:
    q = load_questionnaire("leader-short")
    numbers = [n / 16 for n in range(400)] + [n / 7 for n in range(90)] + [8.345, 1.005, 0.145, 99.5, 2.675]
    both = f"{numbers}.map((n) => [rounded(n), rounded(n, 2)])"
    (said,) = said_by_page(browser, q, [{}], both, SEEN, (*PARTS, "scores", "result"))
    assert said == [[f"{n:.0f}", f"{n:.2f}"] for n in numbers]


# what is seen of it


def shown(browser: Chromium, case: str, folder: Path) -> str:
    """What the end of the page says once a written case is answered."""
    import json

    q = load_questionnaire("leader")
    answers, _ = read_answers(CASES / case / "answers.yaml", q)
    path = folder / "page.html"
    path.write_bytes(write(q, SEEN).content)
    browser.open(path)
    store = json.loads(browser.run("document.getElementById('form').textContent"))["store"]
    values = {item: list(one) if isinstance(one, tuple) else one for item, one in answers.values.items()}
    browser.run(f"localStorage.setItem({json.dumps(store)}, {json.dumps(json.dumps({'answers': values}))})")
    browser.open(path)
    browser.click(".go")
    browser.run("(document.querySelector('#all').hidden || document.querySelector('#all').click())")
    browser.run("[...document.querySelectorAll('.review .moves button')].pop().click()")
    return str(browser.run("document.querySelector('.result').innerText"))


def test_the_result_is_told_in_the_words_of_diagnose(browser: Chromium, tmp_path: Path) -> None:
    q = load_questionnaire("leader")
    for case in ("D01", "D05", "H01"):
        said = diagnose(q, read_answers(CASES / case / "answers.yaml", q)[0])
        text = shown(browser, case, tmp_path)
        assert said.job is not None and said.runner_up is not None and said.lead is not None
        assert q.profiles[said.job].title in text
        assert q.profiles[said.runner_up].title in text
        assert f"{said.lead:.2f}" in text
        assert honesty(q) in text
        assert "undefined" not in text
        for scale in q.classification.scales if q.classification else ():
            assert (
                f"{said.scales[scale].title} {said.scales[scale].score:.0f} of 100, {said.scales[scale].band}" in text
            )
        counted = [
            say("publishing.screen_points_to", n=n, job=q.profiles[job].title) for job, n in said.points_to.items()
        ]
        n = sum(said.points_to.values())
        assert say("publishing.screen_of_answers", n=n, parts=in_a_row(counted)) in text
        for item, added in said.weightiest(WEIGHTIEST):
            answer = answer_text(q, item, said.asked.values[item])
            assert f"{q.items[item].ask} {answer} (+{added:.2f})" in " ".join(text.split())
        assert f"{said.scales['trust'].title}: {said.scales['trust'].band}" in text


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_the_result(browser: Chromium, dark: bool, tmp_path: Path) -> None:
    browser.dark(dark)
    shown(browser, "D01", tmp_path)
    assert violations(browser) == []


def test_what_scores_is_in_it_only_where_the_result_may_be_seen() -> None:
    q = load_questionnaire("leader")
    assert b'"scoring":' in write(q, SEEN).content
    for wish in (Wish(), Wish(scores=True)):
        content = write(q, wish).content
        assert b'"scoring":' not in content
        assert b"Needing others" not in content
    (told,) = write(q, Wish(scores=True)).instead
    assert "computes nothing" in told.cannot


def test_it_is_small_with_the_result_as_well() -> None:
    assert len(write(load_questionnaire("leader"), SEEN).content) <= 150_000
