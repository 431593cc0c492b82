"""What belongs together on a page is told by the shape of the Markdown."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from jtbd_diag.publishing.pdf.text_beside_label import balanced
from jtbd_diag.publishing.tree.cards_and_labels import arranged, step_cells, step_columns, with_kinds_of_lists
from jtbd_diag.publishing.tree.markdown_parsed import MarkdownNode, parse

CARD = "### Play\n\n- **Why you.** So.\n- **Time:** 5. **With:** us.\n\n**Steps**\n\n1. a\n2. b\n\n**Done when** c."
STEP = "- [ ] By **Mon Nov 23:** write it. *Shows it is done:* a page. *Owner:* \\_\\_\\_\\_"


def kinds(markdown: str) -> list[str]:
    return [node.kind for node in arranged(parse(markdown).blocks)]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        (STEP, ["steps"]),
        (f"{STEP}\n- [ ] plain", ["bullets"]),
        ("- *You said so.* Do this.", ["reasons"]),
        ("- *Only emphasis*", ["bullets"]),
        ("1. A [link](https://example.org)", ["references"]),
        ("1. A link\n2. [b](https://example.org)", ["numbers"]),
        (f"## Part\n\n{CARD}\n\n## Next", ["heading", "card", "heading"]),
        ("## Part\n\n- **Name.** Words.", ["heading", "bullets"]),
        ("**Label**\n\nwords\n\n- item\n\n**Other.** words", ["side", "side"]),
        ("**Label**\n\n| a | b |\n|--|--|\n| c | d |", ["lead_in", "table"]),
        ("**Label.** words\n\n| | |\n|--|--|\n| c | d |", ["side"]),
        ("You said:\n\n- a\n\n![w](figure:profile)", ["beside"]),
        ("- *You said.* So.\n\n![w](figure:influence)", ["beside"]),
        ("words\n\n![w](figure:profile)", ["paragraph", "figure"]),
    ],
)
def test_what_a_shape_means(markdown: str, expected: list[str]) -> None:
    assert kinds(markdown) == expected


def test_no_word_is_lost_or_moved() -> None:
    document = parse(f"## Part\n\n{CARD}\n\n## Next\n\n**Label.** words\n\n- *a* b\n\n![w](figure:profile)").blocks
    before = "".join(node.plain() for node in document)
    after = "".join(node.plain() for node in arranged(document))
    assert after.replace(" ", "") == before.replace(" ", "").replace("Label.", "Label")


def test_a_step_has_a_cell_for_each_column() -> None:
    (steps,) = with_kinds_of_lists(parse(f"{STEP}\n- [x] By **Tue:** go. *Owner:* Ana").blocks)
    assert step_columns(steps) == ("By", "What to do", "Shows it is done", "Owner")
    rows = [["".join(p.plain() for p in cell) for cell in step_cells(steps, i)] for i in steps.children]
    assert rows == [["Mon Nov 23", "Write it.", "A page.", ""], ["Tue", "Go.", "", "Ana"]]


def test_a_name_before_the_line_to_write_on_stands_in_its_cell() -> None:
    (steps,) = with_kinds_of_lists(parse(STEP.replace("*Owner:*", "*Owner:* a clerk")).blocks)
    cells = ["".join(p.plain() for p in cell) for cell in step_cells(steps, steps.children[0])]
    assert cells == ["Mon Nov 23", "Write it.", "A page.", "A clerk"]


def test_columns_are_cut_where_they_are_about_equally_high() -> None:
    blocks = parse("**Steps**\n\n1. " + "word " * 40 + "\n2. two\n3. three\n\nend").blocks
    first, rest = balanced(28 * 4, blocks)
    assert [node.kind for node in first] == ["lead_in", "numbers"]
    assert [(node.kind, node.level) for node in rest] == [("numbers", 2), ("paragraph", 0)]
    assert items(first) + items(rest) == 3


def test_where_there_is_nothing_to_cut_all_stays_together() -> None:
    blocks = parse("**Steps**").blocks
    assert balanced(10, blocks) == (blocks, ())
    assert balanced(10, ()) == ((), ())


def test_steps_under_bold_lines_are_one_plan() -> None:
    plan, after = arranged(parse(f"**First day**\n\n{STEP}\n\n**First week**\n\n{STEP}\n\nend").blocks)
    assert [node.kind for node in plan.children] == ["lead_in", "steps", "lead_in", "steps"]
    assert (plan.kind, after.kind) == ("plan", "paragraph")


def items(blocks: Sequence[MarkdownNode]) -> int:
    return sum(len(node.children) for node in blocks if node.kind == "numbers")
