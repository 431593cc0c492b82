"""A playbook's Markdown, parsed once into a small tree that every format draws from.

Owns the dialect and what its marks mean; must not know any output format.
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from jtbd_diag.ground.visible_text import visible

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

FIGURE = re.compile(r"figure:([a-z][a-z0-9_]*)")
FIGURES = ("profile", "influence", "ten_dots", "dot_paper")
clean = visible  # what not all formats can carry is what could steer a terminal
_NESTING = ("bullets", "numbers", "callout")
_MOST_KEPT = 4_000
_BETWEEN = re.compile(r"\n\n+(?=[^\s\d*+-]|\*\*)")
"""Where no block goes on: a line is blank and the next begins neither further in nor an item of a list."""
_REACHES_FAR = re.compile(r"```|~~~|(?<!\\)\]:|\\\\\]:")
"""What may hold blank lines, or mean something far away: code between fences, and what a link's name stands for."""
_ENDS_A_WORD, _OPENS = re.compile(r"(?<=[^\W\d_])'(?!\w)"), re.compile(r"(?<!\w)'(?=\w)")
"""An apostrophe that ends a word, left straight by the parser; and one that may open what another closes."""
_SAFE_LINK = re.compile(r"(?:https?://|mailto:|#)", re.IGNORECASE)


class MarkdownNode(NamedTuple):
    """One piece of the document; which fields mean something depends on `kind`.

    Blocks: heading (level, anchor), paragraph, plain (a paragraph in a tight list), announcement (a paragraph
    that ends in a colon), lead_in (a bold line), byline (an italic line under a heading), bullets, numbers
    (level = first number), item (checked: None without a box), callout (children[0] is its label, perhaps
    empty), table (rows; the first is the header), facts (rows; the first cell names the row), row, cell
    (align), figure (text = alternative text, target = its name in FIGURES), page_break (level 1: in any case),
    verbatim. Announcements, lead-ins and bylines belong to what follows them.
    Inline: text, strong, emphasis, code, link (target, perhaps empty), line_break, label.
    """

    kind: str
    children: tuple[MarkdownNode, ...] = ()
    text: str = ""
    level: int = 0
    anchor: str = ""
    target: str = ""
    checked: bool | None = None
    align: str = "left"

    def plain(self) -> str:
        """The words alone, without any emphasis."""
        return (" " if self.kind == "line_break" else self.text) + "".join(c.plain() for c in self.children)


class ParsedMarkdown(NamedTuple):
    """The inline pieces of the title, perhaps none, and the blocks under it."""

    title: tuple[MarkdownNode, ...]
    blocks: tuple[MarkdownNode, ...]


def parse(markdown: str, *, figures: Container[str] = FIGURES) -> ParsedMarkdown:
    """Parse a playbook's Markdown, without the figures for which there is nothing to draw.

    The first level-1 heading becomes the title, a table whose header is blank becomes `facts`. `---` is a good
    place for a new page, `***` starts one. Levels never jump, anchors are unique, raw HTML and pictures other
    than known figures (those of playbooks, and `figures`) are kept as their words, links other than http(s),
    mailto and in-page ones lose their target. Only a figure on its own between blocks is one, elsewhere it is its
    words.
    """
    blocks = _blocks(clean(markdown))
    drawn = {block.target for block in blocks if block.kind == "figure" and block.target in figures}
    words = (_without_figures(b) if b.kind == "figure" and b.target not in {*drawn, *FIGURES} else b for b in blocks)
    return _arrange(tuple(block for block in words if block.kind != "figure" or block.target in drawn))


def _blocks(markdown: str) -> tuple[MarkdownNode, ...]:
    """The blocks of a text, each stretch of them parsed once: most of one playbook stands in the next as well."""
    stretches = (markdown,) if _REACHES_FAR.search(markdown) else _BETWEEN.split(markdown)
    return tuple(itertools.chain.from_iterable(map(_stretch, stretches)))


@functools.lru_cache(_MOST_KEPT)
def _stretch(markdown: str) -> tuple[MarkdownNode, ...]:
    blocks = _assembled(_parser().parse(markdown))
    return tuple(_without_figures(block) if block.kind in _NESTING else block for block in blocks)


@functools.cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.tasklists import tasklists_plugin

    parser = MarkdownIt("commonmark", {"html": False, "typographer": True})
    parser.enable(["table", "smartquotes"]).disable(["code"])  # an indented line is a slip, not a program
    return parser.use(tasklists_plugin)


def _without_figures(node: MarkdownNode) -> MarkdownNode:
    """Inside another block nothing is drawn and no page begins."""
    if node.kind == "figure":
        return MarkdownNode("paragraph", (MarkdownNode("text", text=node.text),))
    if node.kind == "page_break":
        return MarkdownNode("paragraph")
    return node._replace(children=tuple(map(_without_figures, node.children))) if node.children else node


# --- from the parser's tokens to nodes ------------------------------------------------------------------


def _assembled(tokens: Iterable[Token]) -> tuple[MarkdownNode, ...]:
    """Nodes are made from the inside out: a pair's node when its closing token comes."""
    open_pairs: list[Token] = []
    levels: list[list[MarkdownNode]] = [[]]
    for token in tokens:
        if token.nesting == 1:
            open_pairs.append(token)
            levels.append([])
        elif token.nesting == -1:
            pair, children = open_pairs.pop(), tuple(levels.pop())
            levels[-1].append(_PAIRS[pair.type](pair, children))
        elif token.type == "inline":
            levels[-1].extend(_joined(_assembled(token.children or ())))
        else:
            levels[-1].append(_LEAVES[token.type](token))
    return tuple(levels[0])


def _joined(nodes: Iterable[MarkdownNode]) -> Iterator[MarkdownNode]:
    """Neighbouring texts as one, empty ones left out; the words of a figure stay apart."""
    held = ""
    for node in nodes:
        if node.kind == "text" and not node.target:
            held += node.text
            continue
        if held:
            yield MarkdownNode("text", text=held)
            held = ""
        yield node
    if held:
        yield MarkdownNode("text", text=held)


def _words(token: Token) -> MarkdownNode:
    words = token.content.replace("\t", " ")
    return MarkdownNode("text", text=words if _OPENS.search(words) else _ENDS_A_WORD.sub("\u2019", words))


def _box(token: Token) -> MarkdownNode:
    """With HTML off, only the task-list plugin makes these; `_item` takes them away again."""
    return MarkdownNode("box", checked='checked="checked"' in token.content)


def _image(token: Token) -> MarkdownNode:
    """Only the words of a picture; `_paragraph` makes a figure of one that stands alone."""
    words = "".join(child.content for child in token.children or ())
    match_ = FIGURE.fullmatch(str(token.attrs.get("src")))
    return MarkdownNode("text", text=words, target=match_[1] if match_ else "")


_LEAVES: dict[str, Callable[[Token], MarkdownNode]] = {
    "text": _words,
    "softbreak": lambda _: MarkdownNode("text", text=" "),
    "hardbreak": lambda _: MarkdownNode("line_break"),
    "code_inline": lambda token: MarkdownNode("code", text=token.content),
    "html_inline": _box,
    "image": _image,
    "hr": lambda token: MarkdownNode("page_break", level=int(token.markup.startswith("*"))),
    "fence": lambda token: MarkdownNode("verbatim", text=token.content.rstrip("\n")),
}


def _link(token: Token, children: tuple[MarkdownNode, ...]) -> MarkdownNode:
    target = str(token.attrs.get("href", ""))
    return MarkdownNode("link", tuple(_joined(children)), target=target if _SAFE_LINK.match(target) else "")


def _paragraph(token: Token, children: tuple[MarkdownNode, ...]) -> MarkdownNode:
    if token.hidden:
        return MarkdownNode("plain", children)
    if len(children) == 1 and children[0].kind == "text" and children[0].target:
        return MarkdownNode("figure", text=children[0].text, target=children[0].target)
    if len(children) == 1 and children[0].kind == "strong":
        return MarkdownNode("lead_in", children)
    announces = bool(children) and children[-1].plain().endswith(":")
    return MarkdownNode("announcement" if announces else "paragraph", children)


def _item(_token: Token, blocks: tuple[MarkdownNode, ...]) -> MarkdownNode:
    """A list item; a leading box becomes its `checked`."""
    first = blocks[0].children[:1] if blocks else ()
    if not first or first[0].kind != "box":
        return MarkdownNode("item", blocks)
    rest = _trimmed(blocks[0]._replace(children=blocks[0].children[1:]))
    return MarkdownNode("item", (rest, *blocks[1:]), checked=first[0].checked)


def _trimmed(block: MarkdownNode) -> MarkdownNode:
    """A block whose first words do not start with a space."""
    if not block.children or block.children[0].kind != "text":
        return block
    first = block.children[0]._replace(text=block.children[0].text.lstrip())
    rest = block.children[1:]
    return block._replace(children=(first, *rest) if first.text else rest)


def _callout(_token: Token, blocks: tuple[MarkdownNode, ...]) -> MarkdownNode:
    """A block quote; bold first words become its label."""
    if not blocks or not blocks[0].children or blocks[0].children[0].kind != "strong":
        return MarkdownNode("callout", (MarkdownNode("label"), *blocks))
    label = MarkdownNode("label", blocks[0].children[0].children)
    body = _trimmed(blocks[0]._replace(kind="paragraph", children=blocks[0].children[1:]))
    return MarkdownNode("callout", (label, *((body,) if body.children else ()), *blocks[1:]))


def _table(_token: Token, parts: tuple[MarkdownNode, ...]) -> MarkdownNode:
    header, *rows = (row for part in parts for row in part.children)
    return MarkdownNode("table", (header, *rows)) if header.plain().strip() else MarkdownNode("facts", tuple(rows))


def _cell(token: Token, children: tuple[MarkdownNode, ...]) -> MarkdownNode:
    align = str(token.attrs.get("style", "text-align:left")).removeprefix("text-align:")
    return MarkdownNode("cell", children, align=align)


def _numbers(token: Token, items: tuple[MarkdownNode, ...]) -> MarkdownNode:
    return MarkdownNode("numbers", items, level=int(token.attrs.get("start", 1)))


_PAIRS: dict[str, Callable[[Token, tuple[MarkdownNode, ...]], MarkdownNode]] = {
    "paragraph_open": _paragraph,
    "heading_open": lambda token, children: MarkdownNode("heading", children, level=int(token.tag[1])),
    "bullet_list_open": lambda _, items: MarkdownNode("bullets", items),
    "ordered_list_open": _numbers,
    "list_item_open": _item,
    "blockquote_open": _callout,
    "table_open": _table,
    "thead_open": lambda _, rows: MarkdownNode("rows", rows),
    "tbody_open": lambda _, rows: MarkdownNode("rows", rows),
    "tr_open": lambda _, cells: MarkdownNode("row", cells),
    "th_open": _cell,
    "td_open": _cell,
    "strong_open": lambda _, children: MarkdownNode("strong", tuple(_joined(children))),
    "em_open": lambda _, children: MarkdownNode("emphasis", tuple(_joined(children))),
    "link_open": _link,
}


# --- what only the whole document tells -----------------------------------------------------------------


def _arrange(blocks: tuple[MarkdownNode, ...]) -> ParsedMarkdown:
    """Take the title out, close gaps between heading levels, and give every heading an anchor."""
    first = next((n for n, block in enumerate(blocks) if block.kind == "heading" and block.level == 1), None)
    title = () if first is None else blocks[first].children
    rest = blocks if first is None else blocks[:first] + blocks[first + 1 :]
    return ParsedMarkdown(title, tuple(_outlined(rest)))


def _outlined(blocks: tuple[MarkdownNode, ...]) -> Iterator[MarkdownNode]:
    level, taken = 1, set[str]()
    for before, block in zip((None, *blocks), blocks, strict=False):
        if block.kind != "heading":
            yield _as_byline(block) if before and before.kind == "heading" else block
            continue
        level = min(max(block.level, 2), level + 1)
        anchor = _unique(slug(block.plain()), taken)
        yield block._replace(level=level, anchor=anchor)


def _as_byline(block: MarkdownNode) -> MarkdownNode:
    is_byline = block.kind == "paragraph" and [piece.kind for piece in block.children] == ["emphasis"]
    return block._replace(kind="byline") if is_byline else block


def slug(words: str) -> str:
    """Lower-case words joined by hyphens, for an address within the page."""
    plain = unicodedata.normalize("NFKC", words).lower()
    return re.sub(r"[\W_]+", "-", plain).strip("-") or "section"


def _unique(anchor: str, taken: set[str]) -> str:
    found, count = anchor, 1
    while found in taken:
        count += 1
        found = f"{anchor}-{count}"
    taken.add(found)
    return found
