"""The page in Chromium, as people use it: by keyboard, by touch, closed and opened again; and what a checker finds."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest

from jtbd_diag.answers import AskedAnswers, read_answers
from jtbd_diag.answers.code import read_code
from jtbd_diag.diagnosis import diagnose
from jtbd_diag.forms import Wish
from jtbd_diag.forms.offline_page import write
from jtbd_diag.questionnaire import Questionnaire, load_questionnaire, questionnaire_from_text
from jtbd_diag.questionnaire.items import MultipleItem, TextItem
from tests.publishing.chromium import Chromium

from .clients import CLIENTS, need
from .samples import samples

LEADER = Path(__file__).parents[1] / "cases" / "D01" / "answers.yaml"
TITLE = "document.title"


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    need("chromium")
    with Chromium() as found:
        yield found


@pytest.fixture(autouse=True)
def _fresh(browser: Chromium) -> Iterator[None]:
    yield
    browser.run("try { localStorage.clear() } catch {}")
    browser.dark(False)
    browser.wide()


@pytest.fixture(scope="module")
def leader() -> Questionnaire:
    return load_questionnaire("leader")


@pytest.fixture
def small() -> Questionnaire:
    return questionnaire_from_text((Path(__file__).parents[1] / "interview" / "small.yaml").read_text("utf-8"))


def opened(browser: Chromium, questionnaire: Questionnaire, folder: Path, wish: Wish = Wish()) -> Path:  # noqa: B008
    path = folder / "page.html"
    path.write_bytes(write(questionnaire, wish).content)
    browser.open(path)
    return path


def at_question(browser: Chromium) -> str:
    """The question that stands now, in words; empty on another screen."""
    return str(
        browser.run("document.querySelector('.question h1') ? document.querySelector('.question h1').textContent : ''")
    )


def state_of(browser: Chromium) -> dict[str, Any]:
    kept = browser.run("JSON.stringify(Object.fromEntries(Object.entries(localStorage)))")
    return dict(json.loads(next(iter(json.loads(kept).values()))))


def answers_by_question(q: Questionnaire, path: Path) -> dict[str, tuple[str, object]]:
    values = read_answers(path, q)[0].values
    return {item.ask: (item.id, values.get(item.id)) for item in q.items.values()}


def moved_on(browser: Chromium, standing: str) -> None:
    """Wait until another question, or another screen, is up."""
    browser.until(f"(document.querySelector('.question h1') || {{}}).textContent !== {json.dumps(standing)}")


def write_in(browser: Chromium, selector: str, text: str) -> None:
    """Put a text into a field at once, as pasting does."""
    field = f"const field = document.querySelector({json.dumps(selector)})"
    browser.run(f"(() => {{ {field}; field.value = {json.dumps(text)}; field.dispatchEvent(new Event('input')); }})()")


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
    browser.size(360, 740, mobile=True)
    browser.tap(".go")
    wanted = answers_by_question(leader, LEADER)
    for _ in range(60):
        standing = at_question(browser)
        if not standing:
            break
        assert browser.run("document.documentElement.scrollWidth") <= 360
        item_id, value = wanted[standing]
        tap_answer(browser, leader, item_id, value)
        moved_on(browser, standing)
    browser.tap(".review .go")
    code = browser.run("document.querySelector('.code').textContent")
    browser.save_to(tmp_path)
    browser.tap(".end .go")
    same_as_terminal(leader, tmp_path / "answers.yaml", code)
    assert browser.fetched[0] == path.as_uri()


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
        small = """[...document.querySelectorAll('button, .option, summary, textarea, input:not(.option input)')]
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
    need("npm:axe-core")
    axe = (CLIENTS / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
    opened(browser, samples()[name], tmp_path)
    browser.size(400, 800, mobile=True)
    browser.dark(dark)
    browser.run(f"{axe}; 0")
    for screen in walk(browser):
        found = browser.run(
            "axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations.map((one) =>"
            " one.id + ': ' + one.nodes.map((node) => node.html + ' ' + node.failureSummary).join('; ')))"
        )
        assert found == [], screen


# what it does beside


def test_conditions_sections_and_notes(browser: Chromium, small: Questionnaire, tmp_path: Path) -> None:
    opened(browser, small, tmp_path)
    browser.click(".go")
    assert at_question(browser) == "Where is it?"
    browser.run("document.querySelector('summary').click()")
    assert browser.run("document.querySelector('details p').textContent") == "The place tells most."
    write_in(browser, "#note", " seen ")
    browser.click("[value=there]")
    browser.click(".go")
    assert at_question(browser) == "Who is over there?"
    assert state_of(browser)["notes"] == {"place": "seen"}
    browser.run("[...document.querySelectorAll('.moves button')][0].click()")
    assert browser.run("document.querySelector('[value=there]').checked")
    browser.click("[value=here]")
    browser.click(".go")
    assert at_question(browser) == "Which is nearest?"
    assert browser.run("document.querySelector('h2.section').textContent") == "How"
    assert browser.run("document.querySelector('.intro').textContent") == "The answers mix."


def test_an_option_that_stands_alone(browser: Chromium, small: Questionnaire, tmp_path: Path) -> None:
    opened(browser, small, tmp_path)
    browser.click(".go")
    browser.click("[value=there]")
    browser.click(".go")
    browser.press("Tab")
    browser.type("Somebody")
    browser.click(".go")
    for option in ("one", "two", "none"):
        browser.click(f"[value={option}]")
    assert state_of(browser)["answers"]["parts"] == ["none"]
    assert "can only be chosen alone" in browser.run("document.querySelector('.message').textContent")
    browser.click("[value=two]")
    assert state_of(browser)["answers"]["parts"] == ["two"]


def to_question(browser: Chromium, ask: str) -> None:
    """Skip to a question."""
    browser.click(".go")
    for _ in range(20):
        if at_question(browser) == ask:
            return
        browser.run("[...document.querySelectorAll('.moves button')].find((one) => one.textContent === 'Skip').click()")
    raise AssertionError(ask)


def test_numbers_are_taken_as_the_terminal_takes_them(browser: Chromium, small: Questionnaire, tmp_path: Path) -> None:
    opened(browser, small, tmp_path)
    to_question(browser, "What share?")
    for typed, taken in (
        ("abc", None),
        ("101", None),
        ("-1", None),
        ("1,0", None),
        ("12.5", 12.5),
        ("40 percent", 40),
        ("40%", 40),
    ):
        write_in(browser, "fieldset input", typed)
        assert state_of(browser)["answers"].get("share") == taken
        if taken is None:
            browser.click(".go")
            assert f"“{typed}” is no number" in browser.run("document.querySelector('.message').textContent")


def test_what_is_needed_cannot_be_skipped(browser: Chromium, small: Questionnaire, tmp_path: Path) -> None:
    opened(browser, small, tmp_path)
    to_question(browser, "Since when?")
    assert browser.run("[...document.querySelectorAll('.moves button')].map((one) => one.textContent)") == [
        "Back",
        "Continue",
    ]
    assert "This one is needed." in browser.run("document.querySelector('legend').textContent")
    browser.click(".go")
    assert at_question(browser) == "Since when?"


def test_skipping_takes_an_answer_out_when_asked_twice(browser: Chromium, small: Questionnaire, tmp_path: Path) -> None:
    opened(browser, small, tmp_path)
    browser.click(".go")
    browser.click("[value=here]")
    skip = "[...document.querySelectorAll('.moves button')].find((one) => one.textContent === 'Skip').click()"
    browser.run(skip)
    assert (at_question(browser), state_of(browser)["answers"]) == ("Where is it?", {"place": "here"})
    browser.run(skip)
    assert (state_of(browser)["answers"], state_of(browser)["skipped"]) == ({}, ["place"])


def test_the_review_leads_to_a_question_and_back(browser: Chromium, small: Questionnaire, tmp_path: Path) -> None:
    opened(browser, small, tmp_path)
    browser.click(".go")
    browser.click("[value=here]")
    browser.click(".go")
    browser.click("#all")
    assert "1 answered" in browser.run("document.querySelector('.told').textContent")
    browser.click(".row")
    browser.click("[value=there]")
    browser.click(".go")
    assert at_question(browser) == "Who is over there?"  # newly asked, so on the way
    browser.press("Tab")
    browser.type("Them")
    browser.click(".go")
    assert at_question(browser) == "Which parts?"
    browser.click("[value=one]")
    browser.click(".go")
    assert browser.run("document.querySelector('h1').textContent") == "Your answers"


def test_the_browsers_own_back_leads_back(small: Questionnaire, tmp_path: Path) -> None:
    need("chromium")
    with Chromium() as browser:  # one that has moved 200 times in ten seconds keeps no more history
        opened(browser, small, tmp_path)
        browser.click(".go")
        browser.click("[value=there]")
        browser.click(".go")
        browser.run("history.back()")
        browser.until("document.querySelector('.question h1')?.textContent === 'Where is it?'")
        browser.run("history.back()")
        browser.until("Boolean(document.querySelector('.welcome'))")


def test_clearing_leaves_nothing(browser: Chromium, small: Questionnaire, tmp_path: Path) -> None:
    opened(browser, small, tmp_path)
    browser.click(".go")
    browser.click("[value=there]")
    browser.click(".go")
    browser.click("#clear")
    browser.click(".clearing .go")
    assert browser.run("localStorage.length") == 0
    browser.reload()
    assert "Begin" in browser.run("document.querySelector('.go').textContent")


def test_where_nothing_can_be_kept_it_says_so_and_works(
    browser: Chromium, small: Questionnaire, tmp_path: Path
) -> None:
    blocked = (
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } })"
    )
    with browser.before_loading(blocked):
        opened(browser, small, tmp_path)
        assert browser.run("!document.getElementById('unkept').hidden")
        browser.click(".go")
        browser.click("[value=here]")
        browser.click(".go")
        assert at_question(browser) == "Which is nearest?"


def test_what_was_kept_and_spoiled_is_left_out(browser: Chromium, small: Questionnaire, tmp_path: Path) -> None:
    path = opened(browser, small, tmp_path)
    store = json.loads(write(small, Wish()).content.decode().partition('id="form">')[2].partition("</script>")[0])[
        "store"
    ]
    for spoiled in (
        "{",
        '"x"',
        "[]",
        json.dumps({"answers": {"place": "nowhere", "share": "a", "rate": "3", "x": 1}, "skipped": 3}),
    ):
        browser.run(f"localStorage.setItem({json.dumps(store)}, {json.dumps(spoiled)})")
        browser.open(path)
        assert browser.run("Boolean(document.querySelector('.welcome .go'))")
    browser.click(".go")
    browser.click("[value=here]")
    assert state_of(browser)["answers"] == {"rate": "3", "place": "here"}


def test_answers_come_from_another_device(browser: Chromium, small: Questionnaire, tmp_path: Path) -> None:
    opened(browser, small, tmp_path)
    browser.click(".go")
    browser.click("[value=here]")
    browser.click(".go")
    browser.click("#all")
    browser.run("[...document.querySelectorAll('.review .moves button')].pop().click()")
    browser.save_to(tmp_path)
    browser.click(".end .go")
    code = browser.run("document.querySelector('.code').textContent")
    browser.until("document.querySelector('.end .message').textContent.includes('answers.yaml')")
    browser.run("localStorage.clear()")
    browser.reload()
    browser.click(".welcome .link")
    browser.run(f"document.getElementById('code').value = {json.dumps(code.replace('a', 'e', 1))}")
    browser.run("[...document.querySelectorAll('.moves button')][1].click()")
    assert "Nothing of it is used" in browser.run("document.querySelector('.message').textContent")
    browser.run(f"document.getElementById('code').value = {json.dumps(code)}")
    browser.run("[...document.querySelectorAll('.moves button')][1].click()")
    assert "Welcome back. 1 of" in browser.run("document.querySelector('.told').textContent")
    browser.run("localStorage.clear()")
    browser.reload()
    browser.click(".welcome .link")
    browser.choose_file("#file", tmp_path / "answers.yaml")
    browser.click(".elsewhere .moves button")
    browser.until("Boolean(document.querySelector('.welcome'))")
    assert state_of(browser)["answers"] == {"place": "here"}


def test_the_browser_holds_it_to_its_policy(browser: Chromium, small: Questionnaire, tmp_path: Path) -> None:
    opened(browser, small, tmp_path)
    for address in ("data:text/plain,x", tmp_path.joinpath("page.html").as_uri()):
        assert browser.run(f"fetch({json.dumps(address)}).then(() => 'reached', () => 'refused')") == "refused"
    planted = (
        "(() => { document.body.append(Object.assign(document.createElement('script'), { textContent: %s })); })()"
    )
    browser.run(planted % json.dumps("window.ran = true"))
    assert browser.run("window.ran") is None
    styled = "Object.assign(document.createElement('style'), { textContent: 'h1 { display: none }' })"
    browser.run(f"document.body.append({styled})")
    assert browser.run("getComputedStyle(document.querySelector('h1')).display") != "none"


def test_texts_are_shown_as_written(browser: Chromium, tmp_path: Path) -> None:
    for name in ("random-2", "random-5"):
        q = samples()[name]
        opened(browser, q, tmp_path)
        browser.click(".go")
        first = next(iter(q.items.values()))
        assert at_question(browser) == first.ask
        shown = browser.run("[...document.querySelectorAll('.option span')].map((one) => one.textContent)")
        assert sorted(shown) == sorted(option.text for option in q.options(first.id))


def test_right_to_left_texts_run_from_the_right(browser: Chromium, tmp_path: Path) -> None:
    q = questionnaire_from_text(
        "questionnaire: q\nversion: 1\ntitle: عنوان\nminutes: 5\nsections:\n  - title: قسم\n    items:\n"
        "      - {id: a, type: single, ask: ما الذي تبحث عنه؟, options: [{id: x, text: نعم}, {id: y, text: لا}]}\n"
    )
    opened(browser, q, tmp_path)
    browser.click(".go")
    assert browser.run("getComputedStyle(document.querySelector('h1')).direction") == "rtl"
    assert browser.run("getComputedStyle(document.querySelector('.option')).direction") == "rtl"


def test_all_answers_are_printed(browser: Chromium, small: Questionnaire, tmp_path: Path) -> None:
    opened(browser, small, tmp_path)
    browser.click(".go")
    browser.click("[value=there]")
    browser.click(".go")
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(browser.pdf())).pages)
    assert all(
        words in text for words in ("A small one", "Over there", "Which is nearest?", "not answered yet", "As a code")
    )
    assert "Continue" not in text


def test_a_thousand_items_are_quick(browser: Chromium, tmp_path: Path) -> None:
    one = "      - {{id: i{n}, type: rating, answers: a, ask: Statement {n}.}}\n"
    items = "".join(one.format(n=n) for n in range(1000))
    head = "questionnaire: long\nversion: 1\ntitle: Long\nminutes: 999\nanswer_sets: {a: [no, some, yes]}\nsections:\n"
    q = questionnaire_from_text(f"{head}  - title: All\n    items:\n{items}")
    path = opened(browser, q, tmp_path)
    values = {f"i{n}": "2" for n in range(1000)}
    store = json.loads(write(q, Wish()).content.decode().partition('id="form">')[2].partition("</script>")[0])["store"]
    browser.run(f"localStorage.setItem({json.dumps(store)}, {json.dumps(json.dumps({'answers': values}))})")
    browser.open(path)
    browser.click(".go")
    assert browser.run("document.querySelectorAll('.row').length") == 1000
    browser.run("[...document.querySelectorAll('.review .moves button')].pop().click()")
    assert read_code(browser.run("document.querySelector('.code').textContent"), [q])[1].values == values
