"""The tree -> the terminal, and the same as plain text.

Owns the layout in columns, down to 40 of them; must not know where the words come from. Words are only ever
put into rich's Text objects, which read no markup.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jtbd_diag.publishing.drawings import figures, profile_drawing
from jtbd_diag.publishing.terminal.terminal_inlines import rich_text
from jtbd_diag.publishing.tree import table_columns
from jtbd_diag.publishing.tree.markdown_parsed import MarkdownNode, clean, parse
from jtbd_diag.publishing.tree.title_block import summary, title_of

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
    from rich.text import Text

    from jtbd_diag.playbook.document import Document
    from jtbd_diag.playbook.profile_bars import ProfileBar

WIDEST = 88  # longer lines are hard to read
TEXT_WIDTH = 80
_LEAST_COLUMN = 11
_PLAIN_SIGNS = str.maketrans("═─╌┃┼●•“”‘’–·…", "=--||o*\"\"''--.")

Blocks = Iterator["RenderableType"]


def show(document: Document, console: Console) -> None:
    """Print the document to `console`, as wide as it is, at most 88 columns.

    A console that knows no Unicode gets plain text, with `?` for what it cannot write.
    """
    width = min(console.width, WIDEST)
    if not console.encoding.lower().startswith("utf"):
        words = plain_text(document, width).translate(_PLAIN_SIGNS)
        console.out(words.encode(console.encoding, "replace").decode(console.encoding), highlight=False)
        return
    console.print(_Page(document), width=width, highlight=False, emoji=False, markup=False)


def plain_text(document: Document, width: int = TEXT_WIDTH) -> str:
    """The document as text of so many columns, without any control sequence."""
    from rich.console import Console

    page = io.StringIO()
    show(document, Console(file=page, width=width, color_system=None, force_terminal=False, _environ={}))
    return "\n".join(line.rstrip() for line in page.getvalue().strip("\n").split("\n")) + "\n"


@dataclass(frozen=True)
class _Page:
    """A document as rich draws it, at whatever width it is given."""

    document: Document

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from rich.text import Text

        document, width = self.document, options.max_width
        parsed = parse(document.markdown, figures=figures.drawable(document))
        yield from _underlined(rich_text(title_of(document, parsed)), "═", "bold", width)
        yield Text(summary(document), style="dim")
        for node in parsed.blocks:
            yield Text("\n" if node.kind == "heading" and node.level == 2 else "")
            if node.kind == "figure" and node.target == "profile":
                yield from _profile(document.profile, width)
            elif node.kind == "figure":
                yield from _sentences(figures.sentences(document, node.target))
            else:
                yield from _block(node, width)
        yield from (Text(), Text("─" * width, style="dim"), Text(clean(document.footer), style="dim"))


# --- blocks ---------------------------------------------------------------------------------------------


def _block(node: MarkdownNode, width: int) -> Blocks:
    return _BLOCKS[node.kind](node, width)


def _blocks(nodes: Sequence[MarkdownNode], width: int) -> Blocks:
    """Blocks inside another block; paragraphs stand apart, lists follow closely."""
    from rich.text import Text

    for before, node in zip((None, *nodes), nodes, strict=False):
        if before and node.kind not in ("bullets", "numbers"):
            yield Text()
        yield from _block(node, width)


def _underlined(words: Text, line: str, style: str, width: int) -> Blocks:
    from rich.text import Text

    words.stylize(style)
    yield words
    yield Text(line * min(words.cell_len, width), style=style)


def _heading(node: MarkdownNode, width: int) -> Blocks:
    line, style = ("─", "bold") if node.level == 2 else ("╌", "bold")
    yield from _underlined(rich_text(node.children), line, style, width)


def _styled(style: str) -> Callable[[MarkdownNode, int], Blocks]:
    return lambda node, _width: iter([rich_text(node.children, style)])


def _list(node: MarkdownNode, width: int) -> Blocks:
    """A list with hanging indents; its numbers are set flush right."""
    marks = [_mark(node, number, item) for number, item in enumerate(node.children, node.level)]
    room = max(map(len, marks), default=0)
    for mark, item in zip(marks, node.children, strict=True):
        yield _Indented(f"{mark:>{room}} ", tuple(_blocks(item.children, width - room - 1)))


def _mark(node: MarkdownNode, number: int, item: MarkdownNode) -> str:
    if item.checked is not None:
        return "[x]" if item.checked else "[ ]"
    return f"{number}." if node.kind == "numbers" else " •"


def _callout(node: MarkdownNode, width: int) -> Blocks:
    label, *blocks = node.children
    named = [rich_text(label.children, "bold")] if label.children else []
    yield _Indented("┃ ", (*named, *_blocks(blocks, width - 2)), repeated=True)


def _table(node: MarkdownNode, width: int) -> Blocks:
    """A grid, or where the columns would get too narrow, each row as a list of its cells."""
    header, *rows = node.children
    longest = [max(len(cell.plain()) for cell in column) for column in table_columns.columns(node)]
    needed = sum(min(length, _LEAST_COLUMN) + 2 for length in longest)
    yield from _grid(header, rows) if needed <= width else _cards(header, rows)


def _grid(header: MarkdownNode, rows: Sequence[MarkdownNode]) -> Blocks:
    from rich import box
    from rich.table import Table

    to_fill = any(map(table_columns.is_to_fill, rows))
    shape = box.SIMPLE if not to_fill else box.HORIZONTALS
    grid = Table(box=shape, show_edge=to_fill, show_lines=to_fill, expand=to_fill, pad_edge=False, header_style="bold")
    for cell in header.children:
        justify = {"right": "right", "center": "center"}.get(cell.align, "left")
        grid.add_column(rich_text(cell.children), justify=justify)  # type: ignore[arg-type]
    for row in rows:
        grid.add_row(*(rich_text(cell.children) for cell in row.children))
    yield grid


def _facts(node: MarkdownNode, _width: int) -> Blocks:
    """Rows named by their first cell, a line each."""
    from rich.text import Text

    for row in node.children:
        name, *cells = (rich_text(cell.children) for cell in row.children)
        name.append(": " if name.plain.strip() else "")
        name.stylize("bold")
        yield _Indented("", (Text.assemble(name, Text("; ").join(cells)),), hanging=2)


def _cards(header: MarkdownNode, rows: Sequence[MarkdownNode]) -> Blocks:
    from rich.text import Text

    names = [cell.plain() for cell in header.children]
    filled = [row for row in rows if row.plain().strip()]
    for number, row in enumerate(filled or rows[:1]):
        if number:
            yield Text()
        for name, cell in zip(names, row.children, strict=True):
            words = Text.assemble((f"{name}: " if name else "", "bold"), rich_text(cell.children))
            words.rstrip()
            yield _Indented("", (words,), hanging=2)


def _verbatim(node: MarkdownNode, _width: int) -> Blocks:
    from rich.text import Text

    yield Text(node.text)


def _page_break(_node: MarkdownNode, width: int) -> Blocks:
    from rich.text import Text

    yield Text("─" * width, style="dim")


def _profile(profile: Sequence[ProfileBar], width: int) -> Blocks:
    """The chart as text."""
    from rich.text import Text

    for number, bar in enumerate(profile):
        if number:
            yield Text()
        band = f" ({bar.band})" if bar.band and bar.value is not None else ""
        yield Text.assemble((clean(bar.title), "bold"), clean(band))
        for line in profile_drawing.text_bars(bar, width - 2):
            yield Text("  " + clean(line), overflow="fold")


def _sentences(sentences: Sequence[str]) -> Blocks:
    """A drawing in words."""
    from rich.text import Text

    for sentence in sentences:
        title, colon, names = clean(sentence).partition(":")
        yield _Indented(" • ", (Text.assemble((title, "bold"), colon, names, overflow="fold"),))


_BLOCKS: dict[str, Callable[[MarkdownNode, int], Blocks]] = {
    "heading": _heading,
    "paragraph": _styled(""),
    "plain": _styled(""),
    "announcement": _styled(""),
    "lead_in": _styled(""),
    "byline": _styled("dim"),
    "bullets": _list,
    "numbers": _list,
    "callout": _callout,
    "table": _table,
    "facts": _facts,
    "page_break": _page_break,
    "verbatim": _verbatim,
}


@dataclass(frozen=True)
class _Indented:
    """Blocks after a mark, which is written once or, `repeated`, before every line."""

    mark: str
    blocks: tuple[RenderableType, ...]
    repeated: bool = False
    hanging: int = 0

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from rich.console import Group
        from rich.segment import Segment

        indent = len(self.mark) or self.hanging
        inner = options.update_width(max(options.max_width - indent, 1))
        lines = console.render_lines(Group(*self.blocks), inner, pad=False)
        for number, line in enumerate(lines):
            first = self.mark if number == 0 or self.repeated else " " * indent
            yield Segment(first)
            yield from line
            yield Segment.line()
