"""The page in Chromium, as people use it: by keyboard, by touch, closed and opened again; and what a checker finds."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jtbd_diag.answers import AskedAnswers, read_answers
from jtbd_diag.answers.answer_code import read_code
from jtbd_diag.diagnosis import diagnose
from jtbd_diag.questionnaire import Questionnaire, load_questionnaire
from jtbd_diag.questionnaire.items import MultipleItem, TextItem
from tests.publishing.chromium import Chromium

from .page_by_hand import at_question, moved_on, opened, violations
from .samples import samples

LEADER = Path(__file__).parents[1] / "cases" / "D01" / "answers.yaml"
TITLE = "document.title"


pytestmark = pytest.mark.usefixtures("as_found")


@pytest.fixture(scope="module")
def leader() -> Questionnaire:
    return load_questionnaire("leader")


def answers_by_question(q: Questionnaire, path: Path) -> dict[str, tuple[str, object]]:
    values = read_answers(path, q)[0].values
    return {item.ask: (item.id, values.get(item.id)) for item in q.items.values()}


# by keyboard alone, closed in the middle


def press_answer(browser: Chromium, q: Questionnaire, item_id: str, value: Any) -> None:
    """Answer the question that stands now with keys only: digits, arrows, Tab, Space, Enter."""
    item = q.items[item_id]
    if value is None:
        browser.press(*reach(browser, "Skip"), "Enter")
        return
    if isinstance(item, TextItem):
        browser.press("Tab")
        browser.type(str(value))
        browser.press(*reach(browser, "Continue"), "Enter")
        return
    shown = browser.run("[...document.querySelectorAll('fieldset input')].map((input) => input.value)")
    if isinstance(item, MultipleItem):
        for number, one in enumerate(shown):
            browser.press("Tab")
            assert browser.run("document.activeElement.value") == one, number
            browser.press(*([" "] if one in value else []))
    else:
        place = shown.index(value)
        browser.press("Tab", " ", *["ArrowDown"] * place)
    browser.press("Enter")


def reach(browser: Chromium, button: str) -> list[str]:
    """The tabs to a button from where the focus is."""
    script = f"""(() => {{
      const all = [...document.querySelectorAll('h1, input, textarea, button, summary, [tabindex="0"]')];
      const stops = all.filter((one) => one.checkVisibility({{ visibilityProperty: true }}) && !one.disabled);
      const radios = stops.filter((one) => one.type === "radio");
      const stop = radios.find((one) => one.checked) || radios[0];
      const counted = stops.filter((one) => one.type !== "radio" || one === stop);
      const here = counted.indexOf(document.activeElement);
      return counted.findIndex((one) => one.textContent === {json.dumps(button)}) - here;
    }})()"""
    return ["Tab"] * int(browser.run(script))


def fill_by_keyboard(browser: Chromium, q: Questionnaire, path: Path, questions: int) -> None:
    wanted = answers_by_question(q, path)
    for _ in range(questions):
        standing = at_question(browser)
        if not standing:
            return
        press_answer(browser, q, *wanted[standing])
        moved_on(browser, standing)


def test_a_leader_answers_by_keyboard_alone(browser: Chromium, leader: Questionnaire, tmp_path: Path) -> None:
    path = opened(browser, leader, tmp_path)
    browser.press("Tab", "Enter")
    fill_by_keyboard(browser, leader, LEADER, 25)
    before = at_question(browser)
    (tmp_path / "other.html").write_text("<title>Another page</title>")
    browser.open(tmp_path / "other.html")
    browser.open(path)
    assert "Welcome back. 25 of" in browser.run("document.querySelector('.told').textContent")
    browser.press("Tab", "Enter")
    assert at_question(browser) == before
    fill_by_keyboard(browser, leader, LEADER, 60)
    browser.press("Tab", "Enter")  # the review: Finish
    assert browser.run("document.querySelector('h1').textContent") == "Your answers are ready"
    code = browser.run("document.querySelector('.code').textContent")
    browser.save_to(tmp_path)
    browser.press("Tab", "Enter")  # Save the file
    same_as_terminal(leader, tmp_path / "answers.yaml", code)
    assert set(browser.fetched) <= {path.as_uri()} | {one for one in browser.fetched if one.startswith("blob:")}


def same_as_terminal(q: Questionnaire, path: Path, code: str) -> None:
    """The file and the code give the diagnosis that the terminal gives of the same answers."""
    end = time.monotonic() + 10
    while not path.is_file() and time.monotonic() < end:
        time.sleep(0.05)
    wanted, _ = read_answers(LEADER, q)
    given, warnings = read_answers(path, q)
    kept = AskedAnswers(q, wanted.values).values
    assert warnings == ()
    assert {item: sorted(one) if isinstance(one, tuple) else one for item, one in given.values.items()} == {
        item: sorted(one) if isinstance(one, tuple) else one for item, one in kept.items()
    }
    results = [diagnose(q, one) for one in (wanted, given, read_code(code, [q])[1])]
    for one in results[1:]:
        first = results[0]
        assert (one.job, one.outcome, one.lead, one.fits) == (first.job, first.outcome, first.lead, first.fits)
        assert (one.struggle, one.scales) == (first.struggle, first.scales)


# by touch on a phone


def test_a_leader_answers_by_touch_on_a_phone(browser: Chromium, leader: Questionnaire, tmp_path: Path) -> None:
    with browser.before_loading("const later = setTimeout; window.setTimeout = (call) => later(call, 0)"):
        path = opened(browser, leader, tmp_path)
    (tmp_path / "other.html").write_text("<title>Another page</title>")
    browser.size(360, 740, mobile=True)
    browser.tap(".go")
    wanted = answers_by_question(leader, LEADER)
    for number in range(60):
        standing = at_question(browser)
        if not standing:
            break
        if number == 20:  # put away in the middle, and taken up again
            browser.open(tmp_path / "other.html")
            browser.open(path)
            browser.tap(".go")
            assert at_question(browser) == standing
        assert browser.run("document.documentElement.scrollWidth") <= 360
        item_id, value = wanted[standing]
        tap_answer(browser, leader, item_id, value)
        moved_on(browser, standing)
    browser.tap(".review .go")
    code = browser.run("document.querySelector('.code').textContent")
    browser.save_to(tmp_path)
    browser.tap(".end .go")
    same_as_terminal(leader, tmp_path / "answers.yaml", code)
    assert {one for one in browser.fetched if not one.startswith("blob:")} == {path.as_uri()}


def tap_answer(browser: Chromium, q: Questionnaire, item_id: str, value: Any) -> None:
    """One tap answers a choice and leads on."""
    item = q.items[item_id]
    if value is None:
        browser.run(
            "[...document.querySelectorAll('.moves button')].find((one) => one.textContent === 'Skip').id = 'skip'"
        )
        browser.tap("#skip")
    elif isinstance(item, TextItem):
        browser.tap("fieldset textarea")
        browser.type(str(value))
        browser.tap(".go")
    elif isinstance(item, MultipleItem):
        for one in value:
            browser.tap(f".option:has([value='{one}'])")
        browser.tap(".go")
    else:
        browser.tap(f".option:has([value='{value}'])")


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1600])
def test_nothing_is_cut_and_every_target_is_large(browser: Chromium, width: int, tmp_path: Path) -> None:
    q = samples()["random-7"]
    opened(browser, q, tmp_path)
    browser.size(width, 700, mobile=width < 800)
    for _ in walk(browser):
        assert browser.run("document.documentElement.scrollWidth") <= width
        assert not {"undefined", "null", "NaN"} & set(browser.run("document.body.innerText").split())
        small = """[...document.querySelectorAll('button, a, .option, summary, textarea, input:not(.option input)')]
          .filter((one) => one.checkVisibility({ visibilityProperty: true }))
          .filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML)"""
        assert browser.run(small) == []


def walk(browser: Chromium) -> Iterator[str]:
    """Every kind of screen, one after the other: the beginning, all questions skipped or answered, review, end."""
    yield "welcome"
    browser.click(".go")
    for _ in range(40):
        if not at_question(browser):
            break
        browser.run("for (const one of document.querySelectorAll('details')) one.open = true")
        yield "question"
        before = browser.run(TITLE)
        browser.run(ANSWER)
        browser.click(".go")
        if browser.run(TITLE) == before:
            yield "message"
            browser.run(
                "[...document.querySelectorAll('.moves button')].find((one) => one.textContent === 'Skip').click()"
            )
    yield "review"
    browser.run("[...document.querySelectorAll('.review .moves button')].pop().click()")
    yield "end"
    browser.run("[...document.querySelectorAll('.end .moves button')].pop().click()")
    yield "clearing"
    browser.click(".go")
    browser.click(".welcome .link")
    yield "elsewhere"
    browser.run("[...document.querySelectorAll('.moves button')].at(-2).click()")
    yield "what was refused"


ANSWER = """(() => {
  const write = (field, text) => { field.value = text; field.dispatchEvent(new Event("input")); };
  const field = document.querySelector("fieldset input, fieldset textarea");
  if (field.type === "radio" || field.type === "checkbox") field.click();
  else write(field, { date: "2026-11-21", textarea: "My own <b>words</b>" }[field.type] || "3");
})()"""


# what a checker finds


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["leader-short", "random-3", "random-11"])
def test_axe_finds_nothing(browser: Chromium, name: str, dark: bool, tmp_path: Path) -> None:
    opened(browser, samples()[name], tmp_path)
    browser.size(400, 800, mobile=True)
    browser.dark(dark)
    for screen in walk(browser):
        assert violations(browser) == [], screen
