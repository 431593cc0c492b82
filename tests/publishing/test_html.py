"""HTML: one file, no network, and an order that a screen reader can follow."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re

import pytest

from jtbd_diag.publishing import render

from .sample import PLAYBOOK, playbook_of
from .test_literal import Page


@pytest.fixture(scope="module")
def page() -> str:
    return render(PLAYBOOK, "html").decode()


def elements(page: str, tag: str) -> list[dict[str, str | None]]:
    return [attributes for name, attributes in Page(page).elements if name == tag]


def test_nothing_is_fetched(page: str) -> None:
    tags = {tag for tag, _ in Page(page).elements}
    assert tags.isdisjoint({"link", "iframe", "object", "embed", "base", "form"})
    assert [a for _, a in Page(page).elements if "src" in a and not str(a["src"]).startswith("data:")] == []
    assert re.findall(r"@import|url\(", page) == []
    policy = next(meta["content"] for meta in elements(page, "meta") if meta.get("http-equiv"))
    assert str(policy).startswith("default-src 'none'")


def test_the_only_script_is_ours_and_the_policy_knows_its_hash(page: str) -> None:
    (script,) = re.findall("<script>(.*?)</script>", page, re.DOTALL)
    assert elements(page, "script") == [{}]
    told = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{told}'" in page
    assert "&" not in script.replace("&&", "")  # nothing in it was escaped
    assert re.findall(r"\b(fetch|XMLHttpRequest|import|eval)\b", script) == []


def test_it_says_its_language_title_and_date(page: str) -> None:
    assert elements(page, "html")[0]["lang"] == "en"
    assert f"<title>{PLAYBOOK.title}</title>" in page
    assert elements(page, "time") == [{"datetime": "2025-11-21"}]
    assert PLAYBOOK.footer in page


def test_headings_are_in_order_and_can_be_linked_to(page: str) -> None:
    levels = [int(tag[1]) for tag, _ in Page(page).elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    ids = [attributes["id"] for _, attributes in Page(page).elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert "swim-lane-map-of-how-it-really-goes" in ids


def test_the_chart_is_inside_with_its_words(page: str) -> None:
    assert len(elements(page, "svg")) == 1
    assert elements(page, "svg")[0]["role"] == "img"
    assert len(elements(page, "desc")) == 1


def test_boxes_can_be_ticked_and_have_their_label(page: str) -> None:
    boxes = elements(page, "input")
    assert len(boxes) == 4
    assert [box for box in boxes if "disabled" in box] == []
    assert ["checked" in box for box in boxes] == [False, False, False, True]
    assert page.count("<label><input") == 4
    assert len({box["data-tick"] for box in boxes}) == 4


def test_a_step_says_on_a_second_line_what_shows_it() -> None:
    page = render(playbook_of("- [ ] By **Mon:** go. *Shows it is done:* gone. *Owner:* ____"), "html").decode()
    assert 'By <strong>Mon:</strong> go. <span class="shows"><span><em>Shows it is done:</em> gone.</span> ' in page
    assert "<span><em>Owner:</em> ____</span></span>" in page


def test_a_play_is_a_card_and_a_label_stands_beside_its_text() -> None:
    page = render(playbook_of("## P\n\n### A\n\n- **Why.** w\n\n1. s\n\n## Q\n\n**Mind.** m"), "html").decode()
    assert '<section class="card">\n<h3 id="a">A</h3>\n<div class="columns">\n<ul class="traits">' in page
    assert '<p class="lead-in"><strong>Mind</strong></p>\n<div>\n<p>m</p>' in page


def test_tables_keep_their_meaning_on_a_phone(page: str) -> None:
    assert all(table["role"] == "table" for table in elements(page, "table"))
    assert all(cell["role"] == "columnheader" and cell["scope"] == "col" for cell in elements(page, "th"))
    cells = elements(page, "td")
    assert {"Measure", "Who counts it", "How often", "Now", "Aim"} <= {cell["data-column"] for cell in cells}
    assert {cell.get("class") for cell in cells} == {None, "center", "right"}


def test_links_lead_out_as_they_are_written(page: str) -> None:
    assert {"href": "https://www.example.org/charter"} in elements(page, "a")


def test_a_title_may_hold_emphasis() -> None:
    page = render(playbook_of("# A *fine* <title>"), "html").decode()
    assert "<h1>A <em>fine</em> &lt;title&gt;</h1>" in page


def test_a_list_may_start_elsewhere() -> None:
    page = render(playbook_of("3. c\n4. d\n   - e"), "html").decode()
    assert '<ol start="3">\n<li>c</li>\n<li>d\n<ul>\n<li>e</li>\n</ul></li>\n</ol>' in page


def test_a_columns_name_cannot_leave_its_attribute() -> None:
    page = render(playbook_of('| a\\" onclick=\\"x | b |\n|--|--|\n| c | d |'), "html").decode()
    assert elements(page, "td")[0] == {"role": "cell", "data-column": 'a" onclick="x'}
