"""What tests do with the page in Chromium, and what they see of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jtbd_diag.forms import Wish
from jtbd_diag.forms.offline_page import write
from jtbd_diag.questionnaire import Questionnaire
from tests.publishing.chromium import Chromium

from .clients import CLIENTS, need


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


def moved_on(browser: Chromium, standing: str) -> None:
    """Wait until another question, or another screen, is up."""
    browser.until(f"(document.querySelector('.question h1') || {{}}).textContent !== {json.dumps(standing)}")


def write_in(browser: Chromium, selector: str, text: str) -> None:
    """Put a text into a field at once, as pasting does."""
    field = f"const field = document.querySelector({json.dumps(selector)})"
    browser.run(f"(() => {{ {field}; field.value = {json.dumps(text)}; field.dispatchEvent(new Event('input')); }})()")


def to_question(browser: Chromium, ask: str) -> None:
    """Skip to a question."""
    browser.click(".go")
    for _ in range(20):
        if at_question(browser) == ask:
            return
        browser.run("[...document.querySelectorAll('.moves button')].find((one) => one.textContent === 'Skip').click()")
    raise AssertionError(ask)


def press_button(browser: Chromium, words: str) -> None:
    """Click a button among those that lead on."""
    found = f"[...document.querySelectorAll('.moves button')].find((one) => one.textContent === {json.dumps(words)})"
    browser.run(f"{found}.click()")


def violations(browser: Chromium) -> list[str]:
    """What axe-core finds wrong with the screen that is up."""
    need("npm:axe-core")
    if not browser.run("'axe' in window"):
        browser.run(f"{(CLIENTS / 'node_modules' / 'axe-core' / 'axe.min.js').read_text('utf-8')}; 0")
    said = "one.id + ': ' + one.nodes.map((node) => node.html + ' ' + node.failureSummary).join('; ')"
    checked = "axe.run(document, { resultTypes: ['violations'] })"
    return list(browser.run(f"{checked}.then((result) => result.violations.map((one) => {said}))"))
