"""What the page calls settled, and when it offers to stop, is what the interview calls so."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from jtbd_diag.answers import Answers, read_answers
from jtbd_diag.diagnosis import diagnose, settled
from jtbd_diag.forms import Wish
from jtbd_diag.forms.offline_page import write
from jtbd_diag.ground.library import shipped_folder
from jtbd_diag.interview.next_question import Interview
from jtbd_diag.questionnaire import Questionnaire, Value, load_questionnaire
from tests.publishing.chromium import Chromium
from tests.strategies import Plain, loaded

from .page_by_hand import opened, press_button, state_of, violations
from .page_script import PARTS, said_by_page
from .samples import SHIPPED, random_answers, samples

SEEN = Wish(result=True)
NAMES = [name for name in (*SHIPPED, *(f"random-{n}" for n in range(20))) if len(samples()[name].profiles) > 1]
ALL_PARTS = (*PARTS, "scores", "settled", "result")
LEADER = shipped_folder() / "questionnaires" / "examples" / "coordinate.yaml"
HEADING = "document.querySelector('h1').textContent"


def partly(values: Mapping[str, Value], rng: random.Random) -> dict[str, Value]:
    """Answers as they are in the middle: the first so many, or all but some."""
    items = list(values)
    rng.shuffle(items)
    kept = set(items[: rng.randint(len(items) // 3, len(items))])
    return {item: value for item, value in values.items() if item in kept}


def by_the_interview(q: Questionnaire, values: Mapping[str, Value]) -> dict[str, Any]:
    found = settled(q, values)
    if not found.job:
        return {"job": False, "headline": False, "matters": sorted(found.matters)}
    parts = {"job": True, "outcome": found.outcome, "push": found.struggle}
    return {**parts, "headline": found.headline, "matters": sorted(found.matters)}


@pytest.mark.parametrize("name", NAMES)
def test_the_same_is_settled(browser: Chromium, name: str) -> None:
    q = samples()[name]
    rng = random.Random(9)
    everybody = [partly(values, rng) for values in random_answers(q, 150, seed=9)]
    told = "(() => { const found = settledNow(); return { ...found, matters: [...new Set(found.matters)].sort() }; })()"
    said = said_by_page(browser, q, everybody, told, SEEN, ALL_PARTS)
    wanted = [by_the_interview(q, values) for values in everybody]
    assert said == wanted
    if name == "leader":
        assert {one["headline"] for one in wanted} == {False, True}
        assert {one.get("outcome") for one in wanted} == {None, False, True}


def test_many_questions_that_hang_on_answers_are_soon_scored(browser: Chromium) -> None:
    """Each of them adds a term to the sums: a part that is worked out twice would take twice the time for every one."""
    items: list[Plain] = [{"id": "first", "type": "rating", "ask": "First?", "answers": "set", "scale": "scope"}]
    for n in range(60):
        when = {"item": "first", "is": ["1", "2"]}
        one = {"id": f"i{n}", "type": "rating", "ask": f"Number {n}?", "answers": "set", "scale": "scope"}
        items.append({**one, "weight": 1 + n / 100, "ask_if": when})
    bands = [{"up_to": 50, "title": "low"}, {"title": "high"}]
    at = {"near": 10, "far": 90}
    q = loaded({
        "questionnaire": "many", "version": 1, "title": "Many", "minutes": 60,
        "answer_sets": {"set": ["low", "middle", "high"]},
        "scales": {"scope": {"title": "Scope", "minimum_answered": 0.1, "bands": bands}},
        "profiles": {job: {"title": job, "says": f"I am {job}.", "at": {"scope": place}} for job, place in at.items()},
        "classification": {"scales": ["scope"], "spread": 25, "clear": 1, "leaning": 0.3},
        "sections": [{"title": "All", "items": items}],
    })  # fmt: skip
    values: dict[str, Value] = {"first": "1", **{f"i{n}": "1" for n in range(45)}}
    [found] = said_by_page(browser, q, [values], "[scored().job, settledNow().job]", SEEN, ALL_PARTS)
    assert found == [diagnose(q, values).job, settled(q, values).job] == ["near", True]


@pytest.mark.parametrize("name", SHIPPED)
def test_with_a_result_it_stays_small(name: str) -> None:
    assert len(write(samples()[name], SEEN).content) <= 150_000


def test_a_page_without_a_result_knows_nothing_of_it() -> None:
    page = write(samples()["leader"], Wish()).content.decode()
    assert "settling" not in page
    assert "minimum" not in page


def buttons(browser: Chromium, screen: str) -> list[str]:
    return list(browser.run(f"[...document.querySelectorAll('{screen} .moves button')].map((one) => one.textContent)"))


def offered(browser: Chromium) -> list[str]:
    return buttons(browser, ".settled")


def answer_until_told(browser: Chromium, q: Questionnaire, values: Mapping[str, Value]) -> None:
    """Answer question by question, as the script does for a tap, until the page tells that something is settled."""
    asks = {item.ask: item for item in q.items.values()}
    for _ in range(len(asks)):
        standing = browser.run(HEADING)
        if browser.run("Boolean(document.querySelector('.settled, .review'))"):
            return
        value = values.get(asks[standing].id)
        if value is None or not q.options(asks[standing].id):
            press_button(browser, "Skip")
            continue
        for one in value if isinstance(value, tuple) else [value]:
            browser.run(f"[...document.querySelectorAll('fieldset input')].find((it) => it.value === {one!r}).click()")
        if browser.run(HEADING) == standing:
            press_button(browser, "Continue")
        browser.until(f"{HEADING} !== {standing!r}")


def begun(browser: Chromium, q: Questionnaire, values: Mapping[str, Value], folder: Path) -> None:
    browser.run("try { localStorage.clear() } catch {}")
    opened(browser, q, folder, SEEN)
    browser.click(".go")
    answer_until_told(browser, q, values)


def test_what_cannot_change_the_result_is_set_aside_and_asked_when_wanted(browser: Chromium, tmp_path: Path) -> None:
    q = load_questionnaire("leader")
    values = read_answers(LEADER, q)[0].values
    begun(browser, q, values, tmp_path)
    assert browser.run(HEADING) == "A part of the result is settled"
    everything, only = offered(browser)
    assert everything.startswith("Go on with everything (")
    assert only.startswith("Only what can still change the result (")
    press_button(browser, only)
    answer_until_told(browser, q, values)
    assert "set aside" in browser.run("document.querySelector('.told').textContent")
    aside = next(one for one in buttons(browser, ".review") if one.startswith("Answer "))
    press_button(browser, aside)
    answer_until_told(browser, q, values)
    assert browser.run(HEADING) == "Your answers"
    assert "set aside" not in browser.run("document.querySelector('.told').textContent")
    browser.run("localStorage.clear()")


TOLD = "document.querySelector('.told').textContent"


def test_what_is_set_aside_stays_so_when_the_page_is_opened_again(browser: Chromium, tmp_path: Path) -> None:
    q = load_questionnaire("leader")
    values = read_answers(LEADER, q)[0].values
    begun(browser, q, values, tmp_path)
    press_button(browser, offered(browser)[-1])
    standing, aside = browser.run(HEADING), state_of(browser)["aside"]
    assert aside
    asked = browser.run("document.getElementById('progress').max")
    browser.reload()
    assert f" of {asked} questions done" in browser.run(TOLD)
    browser.click(".go")
    assert browser.run(HEADING) == standing
    answer_until_told(browser, q, values)
    told = browser.run(TOLD)
    assert " set aside" in told
    browser.reload()
    assert browser.run(TOLD) == f"Welcome back. {asked} of {asked} questions done."
    browser.click(".go")
    assert browser.run(TOLD) == told
    press_button(browser, next(one for one in buttons(browser, ".review") if one.startswith("Answer ")))
    browser.reload()
    everything = len(Interview.begin(q, Answers.to(q, values)).asked)
    assert f"{asked} of {everything} questions done, " in browser.run(TOLD)
    browser.run("localStorage.clear()")


def test_only_what_cannot_change_the_result_is_taken_as_set_aside(browser: Chromium, tmp_path: Path) -> None:
    """Of what was kept: an answer may have changed since, and a page without a result cannot say why it asks less."""
    q = load_questionnaire("leader-short")
    path = opened(browser, q, tmp_path, SEEN)
    kept = json.dumps({"answers": {}, "aside": list(q.items)})
    store = json.loads(browser.run("document.getElementById('form').textContent"))["store"]
    everything = Interview.begin(q, Answers.to(q, {})).open
    for wish, asked in ((SEEN, len(settled(q, {}).matters.intersection(everything))), (Wish(), len(everything))):
        path.write_bytes(write(q, wish).content)
        browser.run(f"localStorage.setItem({json.dumps(store)}, {json.dumps(kept)})")
        browser.reload()
        assert browser.run(TOLD).startswith(f"{asked} questions")
    browser.run("localStorage.clear()")


@pytest.mark.parametrize("width", [320, 1600])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_on_the_ways_out(browser: Chromium, dark: bool, width: int, tmp_path: Path) -> None:
    """A part settled, all settled, the review with what was set aside, and the result."""
    q = load_questionnaire("leader")
    browser.dark(dark)
    browser.size(width, 900, mobile=width < 800)
    begun(browser, q, read_answers(LEADER, q)[0].values, tmp_path)
    screens = {browser.run(HEADING): violations(browser)}
    press_button(browser, offered(browser)[-1])
    answer_until_told(browser, q, read_answers(LEADER, q)[0].values)
    screens |= {browser.run(HEADING): violations(browser)}
    press_button(browser, "Finish")
    screens |= {browser.run(HEADING): violations(browser)}
    assert browser.run("document.documentElement.scrollWidth") <= width
    short = load_questionnaire("leader-short")
    values = next(one for one in random_answers(short, 120, seed=4) if stops_early(short, one))
    begun(browser, short, values, tmp_path)
    while browser.run(HEADING) == "A part of the result is settled":
        press_button(browser, offered(browser)[0])
        answer_until_told(browser, short, values)
    screens |= {browser.run(HEADING): violations(browser)}
    assert screens == {name: [] for name in WAYS_OUT}


WAYS_OUT = ("A part of the result is settled", "Your answers", "Your answers are ready", "You could stop here")


def test_it_offers_to_stop_where_all_is_settled(browser: Chromium, tmp_path: Path) -> None:
    q = load_questionnaire("leader-short")
    values = next(one for one in random_answers(q, 120, seed=4) if stops_early(q, one))
    begun(browser, q, values, tmp_path)
    while browser.run(HEADING) == "A part of the result is settled":
        press_button(browser, offered(browser)[0])
        answer_until_told(browser, q, values)
    assert browser.run(HEADING) == "You could stop here"
    assert offered(browser)[-1] == "Finish now"
    press_button(browser, "Finish now")
    assert browser.run("Boolean(document.querySelector('.result'))")
    browser.run("localStorage.clear()")


def stops_early(q: Questionnaire, values: Mapping[str, Value]) -> bool:
    """Whether who answers in order, and skips what needs words, has settled all before the end."""
    at = Interview.begin(q, Answers.to(q, {}))
    while at.item is not None:
        item = at.item.id
        at = at.answer(values[item]) if item in values and q.options(item) else at.skip()
        if settled(q, at.answers.values).headline and at.headline.intersection(at.open):
            return True
    return False
