"""The page in Chromium: ticks survive a reload, nothing is fetched, no row is cut in print, a phone shows it all."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdf
import pytest

from jtbd_diag.publishing import load_theme, render
from tests.playbook.leaders import written_for

from .chromium import PROGRAM, Chromium
from .sample import PLAYBOOK, playbook_of

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="Debian's chromium is not on this machine")
TICKED = "[...document.querySelectorAll('input')].map(box => box.checked)"


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    with Chromium() as found:
        yield found


def saved(folder: Path, playbook: object = PLAYBOOK, name: str = "plan.html") -> Path:
    path = folder / name
    path.write_bytes(render(playbook, "html"))  # type: ignore[arg-type]
    return path


def reloaded(browser: Chromium, does: Callable[[], None], wanted: list[bool]) -> list[bool]:
    """The ticks after what a reader does and a reload, no sooner than a person would.

    Chromium hands what is stored to another process, and on a busy machine has lost it for good now and then: then
    the reader does the same once more. A page that keeps nothing fails each time.
    """
    for patience in (1, 2, 4):
        does()
        assert browser.run(TICKED) == wanted
        time.sleep(patience)
        browser.reload()
        if (found := browser.run(TICKED)) == wanted:
            break
    return list(found)


def ticking(browser: Chromium, wanted: list[bool]) -> Callable[[], None]:
    """What a reader does to leave the boxes so: a click on each that stands otherwise."""

    def tick() -> None:
        for place, (found, meant) in enumerate(zip(browser.run(TICKED), wanted, strict=True), start=1):
            if found != meant:
                browser.click(f"li:nth-child({place}) input")

    return tick


def test_ticks_survive_a_reload_and_can_be_cleared(browser: Chromium, tmp_path: Path) -> None:
    browser.open(saved(tmp_path))
    first, kept = [False, False, False, True], [False, True, False, False]
    assert browser.run(TICKED) == first
    assert reloaded(browser, ticking(browser, kept), kept) == kept
    assert reloaded(browser, lambda: browser.click("#ticks button"), first) == first


def test_each_playbook_and_each_of_two_equal_steps_has_its_own_tick(browser: Chromium, tmp_path: Path) -> None:
    browser.open(saved(tmp_path, playbook_of("- [ ] call\n- [ ] call")))
    kept = [False, True]
    assert reloaded(browser, ticking(browser, kept), kept) == kept
    browser.open(saved(tmp_path, playbook_of("Another.\n\n- [ ] call\n- [ ] call"), "other.html"))
    assert browser.run(TICKED) == [False, False]


def test_without_storage_the_boxes_still_work(browser: Chromium, tmp_path: Path) -> None:
    closed = "{get() { throw new DOMException('no', 'SecurityError') }}"
    with browser.before_loading(f"Object.defineProperty(window, 'localStorage', {closed})"):
        browser.open(saved(tmp_path))
        browser.click("input")
        assert browser.run(TICKED)[0] is True
        assert browser.run("document.getElementById('ticks').hidden") is True


def test_nothing_is_fetched(browser: Chromium, tmp_path: Path) -> None:
    browser.open(path := saved(tmp_path, written_for("D11")))
    assert browser.fetched == [path.as_uri()]
    picture = "Object.assign(new Image(), {onload: () => done('shown'), onerror: () => done('refused'), src: '%s'})"
    for address in ("https://example.org/y.png", path.as_uri()):
        assert browser.run(f"new Promise(done => document.body.append({picture % address}))") == "refused"
    assert browser.run("fetch('https://example.org/x').then(() => 'sent', () => 'refused')") == "refused"
    assert browser.fetched == [path.as_uri()]


def test_a_phone_shows_all_without_scrolling_sideways(browser: Chromium, tmp_path: Path) -> None:
    browser.narrow(360)
    browser.open(saved(tmp_path, written_for("D11")))
    assert browser.run("document.documentElement.scrollWidth") == 360
    shown = "[...document.querySelectorAll('main *')].filter(e => !e.closest('thead'))"
    assert browser.run(f"{shown}.filter(e => e.getBoundingClientRect().right > 360.5).length") == 0
    browser.wide()


def test_a_cell_on_a_phone_stands_as_a_whole_beside_its_heading(browser: Chromium, tmp_path: Path) -> None:
    """The parts of a cell, plain and bold, follow each other to the right of the column's name."""
    cells = "| one | How soon? **Within a week** (by telephone) |"
    browser.narrow(360)
    browser.open(saved(tmp_path, playbook_of(f"| Part | A heading of many words |\n|--|--|\n{cells}")))
    cell = "document.querySelector('td + td')"
    left = browser.run(f"{cell}.getBoundingClientRect().left")
    assert browser.run(f"{cell}.querySelector('strong').getBoundingClientRect().left") > left + 100
    of_part = "part => { const range = new Range(); range.selectNode(part); return range.getBoundingClientRect().left }"
    assert min(browser.run(f"[...{cell}.childNodes].map({of_part})")) > left + 100
    assert browser.run(f"getComputedStyle({cell}, '::before').content") == '"A heading of many words"'
    browser.wide()


def test_in_print_labels_beside_what_they_name_leave_no_half_of_a_page_white(browser: Chromium, tmp_path: Path) -> None:
    above, beside = "\n\n".join(["words " * 60] * 6), "\n\n".join(f"**Label {n}.** {'words ' * 90}" for n in range(7))
    browser.open(saved(tmp_path, playbook_of(f"{above}\n\n## Problem\n\n{beside}")))
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(browser.pdf())).pages]
    assert len(pages) == 2
    assert "Label 0" in pages[0]


def test_print_cuts_no_row_and_leaves_controls_out(browser: Chromium, tmp_path: Path) -> None:
    rows = "\n".join(f"| start {n}. | {'words ' * (60 + n % 40)}end {n}. |" for n in range(40))
    browser.open(saved(tmp_path, playbook_of(f"- [ ] a\n\n| Col A | Col B |\n|--|--|\n{rows}")))
    pages = [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(browser.pdf())).pages]
    assert len(pages) > 2
    for page in pages:
        assert "Col A" in page
        assert re.findall(r"start (\d+)\.", page) == re.findall(r"end (\d+)\.", page)
        assert "Clear my ticks" not in page


def test_a_dark_system_gets_a_dark_page_and_light_drawings(browser: Chromium, tmp_path: Path) -> None:
    colours = load_theme().look.colours
    browser.open(saved(tmp_path, written_for("D02")))
    ground = "getComputedStyle(document.querySelector('{}')).backgroundColor"
    try:
        for on, page, drawing in ((True, colours.dark["paper"], colours.paper), (False, colours.paper, "transparent")):
            browser.dark(on)
            shown = [browser.run(ground.format(place)) for place in ("body", "figure svg")]
            assert shown == [_computed(page), _computed(drawing)]
    finally:
        browser.dark(False)


def _computed(colour: str) -> str:
    """A colour as a browser tells it."""
    if colour == "transparent":
        return "rgba(0, 0, 0, 0)"
    return f"rgb({', '.join(str(int(colour[n : n + 2], 16)) for n in (1, 3, 5))})"
