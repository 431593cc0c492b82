"""The page in Chromium, and what else it does: conditions, notes, numbers, the review, keeping, clearing, printing."""

from __future__ import annotations

import io
import json
import random
import urllib.parse
from pathlib import Path

import pypdf
import pytest

from jtbd_diag.answers import Answers, parse_value
from jtbd_diag.answers.answer_code import read_code
from jtbd_diag.forms import Wish
from jtbd_diag.forms.offline_page import write
from jtbd_diag.interview.next_question import Interview
from jtbd_diag.questionnaire import Item, Questionnaire, Value, questionnaire_from_text
from tests.publishing.chromium import Chromium

from .clients import need
from .page_by_hand import at_question, opened, press_button, state_of, to_question, write_in
from .samples import answer_to, samples

pytestmark = pytest.mark.usefixtures("as_found")


@pytest.fixture
def small() -> Questionnaire:
    return questionnaire_from_text((Path(__file__).parents[1] / "interview" / "small.yaml").read_text("utf-8"))


# the same way through the questions as in the terminal


@pytest.mark.parametrize("name", ["leader-short", *(f"random-{n}" for n in range(0, 20, 3))])
def test_it_leads_where_the_interview_leads(browser: Chromium, name: str, tmp_path: Path) -> None:
    """Answers, skips and steps back by chance: the same question stands after each."""
    q, dice = samples()[name], random.Random(name)
    opened(browser, q, tmp_path)
    browser.click(".go")
    at = Interview.begin(q, Answers.to(q))
    for _ in range(25):
        assert at_question(browser) == (q.items[at.current].ask if at.current else "")
        if at.current is None:
            break
        at = one_step(browser, q, at, dice)


def one_step(browser: Chromium, q: Questionnaire, at: Interview, dice: random.Random) -> Interview:
    assert at.current is not None
    item, chance = q.items[at.current], dice.random()
    if chance < 0.25:
        after = at.back()
        if after is not at:
            press_button(browser, "Back")
        return after
    if chance < 0.4 and not item.required:
        for _ in range(2 if item.id in at.answers.values else 1):
            press_button(browser, "Skip")
        after = at.skip()
        return after if after.current != at.current or after.answers is not at.answers else after.skip()
    value = parse_value(q, item.id, answer_to(q, item, dice))
    assert value is not None
    give(browser, item, value.strip() if isinstance(value, str) else value)
    browser.click(".go")
    return at.answer(value)


def give(browser: Chromium, item: Item, value: Value) -> None:
    if isinstance(value, tuple):
        wanted = f"{json.dumps(value)}.includes(box.value) !== box.checked"
        browser.run(f"for (const box of document.querySelectorAll('fieldset input')) if ({wanted}) box.click()")
    elif item.type in ("single", "rating"):
        browser.click(f"fieldset [value='{value}']")
    else:
        write_in(
            browser, "fieldset input, fieldset textarea", f"{value:.9f}" if isinstance(value, float) else str(value)
        )


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


def test_shuffled_options_keep_their_order(browser: Chromium, tmp_path: Path) -> None:
    """One of each respondent's own, with what says nothing at the end; the same when one comes back."""
    ids = [f"o{n}" for n in range(9)]
    options = ", ".join(["{id: z, text: z, cannot_say: true}", *(f"{{id: {one}, text: {one}}}" for one in ids)])
    q = questionnaire_from_text(
        "questionnaire: q\nversion: 1\ntitle: Q\nminutes: 5\nsections:\n  - title: S\n    items:\n"
        f"      - {{id: a, type: single, shuffle: true, ask: One?, options: [{options}]}}\n"
        "      - {id: b, type: text, ask: Two?}\n"
    )
    path = opened(browser, q, tmp_path)
    browser.click(".go")
    shown = "[...document.querySelectorAll('fieldset input')].map((one) => one.value)"
    first = browser.run(shown)
    assert (sorted(first[:-1]), first[-1]) == (ids, "z")
    assert first[:-1] != ids
    browser.click("[value=o3]")
    browser.click(".go")
    press_button(browser, "Back")
    assert browser.run(shown) == first
    browser.open(path)
    browser.click(".go")
    press_button(browser, "Back")
    assert browser.run(shown) == first


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
    mail = urllib.parse.urlsplit(browser.run("document.querySelector('.end a.button').href"))
    assert (mail.scheme, mail.path) == ("mailto", "")
    assert urllib.parse.parse_qs(mail.query) == {"subject": ["A small one"], "body": [code.strip()]}
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
