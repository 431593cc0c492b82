"""The tree that every format is drawn from."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jtbd_diag.publishing.tree import markdown_parsed
from jtbd_diag.publishing.tree.markdown_parsed import MarkdownNode, clean, parse

from .sample import MARKDOWN, escaped


def block(markdown: str) -> MarkdownNode:
    blocks = parse(markdown).blocks
    assert len(blocks) == 1
    return blocks[0]


def test_the_first_title_is_taken_out_and_levels_never_jump() -> None:
    document = parse("# One\n\n#### Deep\n\n###### Deeper\n\n# Two\n\n### Three")
    assert "".join(node.plain() for node in document.title) == "One"
    assert [node.level for node in document.blocks] == [2, 3, 2, 3]


def test_anchors_are_unique_words() -> None:
    document = parse("## Was *nun*?\n\n## Was nun\n\n## !!!\n\n## Été 日本")
    assert [node.anchor for node in document.blocks] == ["was-nun", "was-nun-2", "section", "été-日本"]


def test_bold_first_words_are_a_callouts_label() -> None:
    label, body = block("> **In short** Do *this*.").children
    assert (label.kind, label.plain(), body.kind, body.plain()) == (
        "label",
        "In short",
        "paragraph",
        "Do this.",
    )
    label, body = block("> Only words.").children
    assert (label.children, body.plain()) == ((), "Only words.")
    assert [node.kind for node in block("> **Alone**").children] == ["label"]


def test_boxes_are_told_from_brackets() -> None:
    items = block("- [ ] open\n- [x] done\n- \\[ \\] a leader's words\n- [y] no box").children
    assert [(item.checked, item.plain()) for item in items] == [
        (False, "open"),
        (True, "done"),
        (None, "[ ] a leader’s words"),
        (None, "[y] no box"),
    ]


def test_a_table_has_its_header_first_and_cells_know_their_side() -> None:
    table = block("| a | b | c |\n|:-:|--:|---|\n| 1 | | \\| |")
    assert [cell.align for cell in table.children[0].children] == ["center", "right", "left"]
    assert [cell.plain() for cell in table.children[1].children] == ["1", "", "|"]


@pytest.mark.parametrize(
    ("markdown", "kind"),
    [
        ("**Steps**", "lead_in"),
        ("**Steps** and more", "paragraph"),
        ("What follows:", "announcement"),
        ("![words](figure:profile)", "figure"),
        ("![words](https://example.org/x.png)", "paragraph"),
        ("![words](figure:profile) and more", "paragraph"),
        ("---", "page_break"),
        ("    not code", "paragraph"),
        ("```\na\n```", "verbatim"),
        ("<b>no html</b>", "paragraph"),
    ],
)
def test_what_a_block_is(markdown: str, kind: str) -> None:
    assert block(markdown).kind == kind


def test_stars_start_a_page_in_any_case_and_dashes_are_a_hint() -> None:
    assert [block("---").level, block("***").level] == [0, 1]


def test_inside_another_block_a_figure_is_its_words() -> None:
    quoted = block("> ![words](figure:profile)")
    assert [node.kind for node in walk((quoted,))].count("figure") == 0
    assert "words" in quoted.plain()


def test_an_italic_line_is_a_byline_only_under_a_heading() -> None:
    kinds = [node.kind for node in parse("## A\n\n*tool*\n\n*not one*").blocks]
    assert kinds == ["heading", "byline", "paragraph"]


def test_a_figure_without_anything_to_draw_is_left_out() -> None:
    assert parse("![words](figure:profile)", figures=()).blocks == ()


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//evil"])
def test_links_that_are_none_keep_their_words_only(target: str) -> None:
    for node in block(f"a [b]({target})").children:
        assert not node.target or node.kind != "link"
    assert "b" in block(f"a [b]({target})").plain()


def test_quotes_turn_round_but_never_in_a_leaders_words() -> None:
    assert block('He said "so" -- (c) ...').plain() == "He said “so” -- (c) ..."
    assert block(escaped('He said "so" -- it\'s ... (c)')).plain() == 'He said "so" -- it\'s ... (c)'


def test_characters_no_format_can_carry_stay_visible() -> None:
    assert clean("a\0b\x1b[31mc\ud800d\u202ee\uffff") == "a\ufffdb\ufffd[31mc\ufffdd\ufffde\ufffd"
    assert clean("a\r\nb\rc\u2028d\te") == "a\nb\nc\nd\te"
    assert clean("עברית العربية 日本語 😀 e\u0301") == "עברית العربية 日本語 😀 e\u0301"


def test_every_kind_of_node_is_in_the_sample() -> None:
    kinds = {node.kind for node in walk(parse(MARKDOWN).blocks)}
    assert kinds >= {
        *("heading", "paragraph", "plain", "announcement", "lead_in", "byline", "bullets", "numbers", "item"),
        *("callout", "label", "table", "row", "cell", "figure", "page_break"),
        *("text", "strong", "emphasis", "link"),
    }


def walk(nodes: tuple[MarkdownNode, ...]) -> list[MarkdownNode]:
    return [found for node in nodes for found in (node, *walk(node.children))]


LINES = [
    *("", "", "", " ", "words", "“so it is”", 'he said "no"', "that's", "  further in", "    and in", "\tby a tab"),
    *("- one", "- [ ] to do", "* two", "+ three", "1. first", "2) second", "12 of them", "-", "  - within"),
    *("**Bold**", "** not bold", "***", "---", "===", "*kind*", "> quoted", ">", "# Title", "### Deep", "#no title"),
    *("| a | b |", "|---|---:|", "| 1 | 2 |", "```", "~~~", "- ```", "[a]: https://example.org", "[a]", "> [b]: #x"),
    *(
        "[b]",
        r"\[a\]: said",
        r"\\]: odd",
        "![Profile](figure:profile)",
        "<div>",
        "<!-- -->",
        "\u00a0- nearly",
        "\u2028- so",
    ),
]


@given(st.lists(st.sampled_from(LINES), max_size=14))
@example(["- one", "", "```", "", "words", "```"])
@example(["[a]", "", "words", "", "[a]: https://example.org"])
def test_in_stretches_a_text_becomes_what_it_becomes_as_a_whole(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert markdown_parsed._blocks(text) == markdown_parsed._assembled(markdown_parsed._parser().parse(text))


def test_what_two_texts_share_is_parsed_once() -> None:
    markdown_parsed._stretch.cache_clear()
    parse("# One\n\nWhat both say.\n\n- a\n\n- b\n")
    parse("# Another\n\nWhat both say.\n\n- a\n\n- b\n")
    assert markdown_parsed._stretch.cache_info().misses == 3


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (r"The monitors\' tally", "The monitors’ tally"),
        (r"parents\' misbeliefs", "parents’ misbeliefs"),
        (r"6\' 2", "6' 2"),
        (r"\'yes\' they said", "'yes' they said"),
    ],
)
def test_an_apostrophe_that_ends_a_word_is_curled_and_a_pair_is_left(typed: str, shown: str) -> None:
    assert parse(typed).blocks[0].plain() == shown
