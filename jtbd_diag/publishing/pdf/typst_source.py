"""The tree -> Typst source: the theme's page.typ, then the document as one block of code.

Owns what each node becomes; must not know how a page looks. Words only ever appear as string literals in
code, so nothing a respondent wrote can become markup.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from jtbd_diag.ground.catalogue import say
from jtbd_diag.publishing.drawings import figures
from jtbd_diag.publishing.pdf.missing_letters import families
from jtbd_diag.publishing.pdf.text_beside_label import balanced, height
from jtbd_diag.publishing.pdf.typst_literals import array, curled, dates_whole, dictionary, literal, quoted, strings
from jtbd_diag.publishing.theme.theme import Theme
from jtbd_diag.publishing.tree import table_columns
from jtbd_diag.publishing.tree.cards_and_labels import arranged, first_words, step_cells, step_columns
from jtbd_diag.publishing.tree.markdown_parsed import MarkdownNode, parse
from jtbd_diag.publishing.tree.right_to_left import AFTERWARDS, WITHIN, runs
from jtbd_diag.publishing.tree.title_block import summary, title_of

if TYPE_CHECKING:
    from jtbd_diag.playbook.document import Document

# for pages made for 0.1.0
_IF_THE_PAGE_HAS_NONE = "#let provenance(words) = par(text(size: 8pt, words)); #let with-next(body) = body;"
_MOST_KEPT = 4_000
_LONGEST_KEPT_TOGETHER = 900  # letters; a call-out of about 12 lines
_HIGHEST_KEPT_TOGETHER = 400.0  # points; a card that fills more than half a page may be cut
_OF_A_SHEET = {"heading", "byline", "paragraph", "table"}
_FIRST_HEIGHT = 30.0  # points; how much of a text stays at least with the label beside it


def source(
    document: Document, theme: Theme, drawings: Mapping[str, str] | None = None, layout: str | None = None
) -> str:
    """The whole Typst source. The theme's lines keep their numbers, for complaints about them.

    `drawings`, SVG by name, stand in for the document's own. `layout` is a file of the theme that changes page.typ,
    such as slides.typ.
    """
    drawings = figures.drawings(document, theme) if drawings is None else drawings
    parsed = parse(document.markdown, figures=drawings)
    title = f"title-block({_inline(title_of(document, parsed))})"
    body = [
        title,
        f"provenance({literal(curled(document.footer))})",
        *_all_blocks(arranged(parsed.blocks)),
    ]
    drawn = f"#let drawings = {dictionary({name: quoted(svg) for name, svg in drawings.items()})}"
    page = "\n".join(theme.text(name) for name in ("page.typ", layout) if name)
    text = (
        f"{_settings(document, theme, _room_to_write(parsed.blocks))} {page}\n{drawn}\n#{{\n"
        + "\n".join(body)
        + "\n}\n"
    )
    return text.replace("\ufeff", "")  # it shows nothing, and PDF/UA forbids it


def _room_to_write(blocks: Sequence[MarkdownNode]) -> str:
    """Where a document is one table to fill in and little else, how high its rows are to take the page; else none."""
    tables = [block for block in blocks if block.kind == "table"]
    if len(tables) != 1 or not table_columns.is_sheet(tables[0]) or not {block.kind for block in blocks} <= _OF_A_SHEET:
        return "none"
    return f"{table_columns.height_to_fill(tables[0], alone=True)}in"


def _settings(document: Document, theme: Theme, room: str) -> str:
    """`theme`, a dictionary that page.typ reads; on one line, so that page.typ still starts on line 1."""
    look, more = theme.look, families(document.markdown)
    values = {
        "title": literal(document.title),
        "summary": literal(summary(document)),
        "footer": literal(curled(document.footer)),
        "organisation": literal(look.organisation),
        "room": room,
        "logo": literal("/" + look.logo.name if look.logo else ""),
        "logo-words": literal(look.logo_words or look.organisation or say("publishing.logo")),
        "font": strings((*look.fonts.print, *more)),
        "heading-font": strings((*look.fonts.print_headings, *more)),
        **{name: f'rgb("{colour}")' for name, colour in vars(look.colours).items()},
    }
    return f"#let theme = {dictionary(values)}; {_IF_THE_PAGE_HAS_NONE}"


# --- blocks ---------------------------------------------------------------------------------------------


def _all_blocks(nodes: Sequence[MarkdownNode]) -> list[str]:
    """Blocks as code. What stands above the heading of the sources goes on with them, lest they fill a page alone."""
    kinds = [node.kind for node in nodes]
    last = kinds.index("references") - 2 if "references" in kinds else -1
    may = last >= 0 and kinds[last] in ("card", "side")
    return [f"with-next({_block(node)})" if may and n == last else _block(node) for n, node in enumerate(nodes)]


@functools.lru_cache(_MOST_KEPT)
def _block(node: MarkdownNode) -> str:
    """A block as code, the same one once: most of one playbook stands in the next as well."""
    return _BLOCKS[node.kind](node)


def _content(nodes: Sequence[MarkdownNode]) -> str:
    """Blocks, one after the other, as one value."""
    return "{ " + ("; ".join(map(_block, nodes)) or '""') + " }"


def _heading(node: MarkdownNode) -> str:
    return f"heading(level: {node.level - 1}, {_inline(node.children)})"


def _bullets(node: MarkdownNode) -> str:
    """A list; items with a box to tick get their own marker."""
    parts = []
    for checked, items in itertools.groupby(node.children, key=lambda item: item.checked):
        name = "bullets" if checked is None else f"tasks.with({_truth(checked)})"
        parts.append(f"{name}({_items(tuple(items))})")
    return "\n".join(parts)


def _numbers(node: MarkdownNode) -> str:
    return f"enum(start: {node.level}, {_items(node.children)})"


def _items(items: Sequence[MarkdownNode]) -> str:
    tight = all(block.kind != "paragraph" for item in items for block in item.children)
    return f"tight: {_truth(tight)}, " + ", ".join(_content(item.children) for item in items)


def _references(node: MarkdownNode) -> str:
    return f"references({node.level}, {', '.join(_content(item.children) for item in node.children)})"


def _reasons(node: MarkdownNode) -> str:
    pairs = [(words[0], words[1:]) for words in map(first_words, node.children)]
    return "reasons" + array(array([_inline(said.children), _inline(_trimmed(so))]) for said, so in pairs)


def _steps(node: MarkdownNode) -> str:
    return f"steps({strings(step_columns(node))}, {', '.join(_step_rows(node))})"


def _plan(node: MarkdownNode) -> str:
    """Lists of steps as one table, each under the words above it."""
    rows: list[str] = []
    for block in node.children:
        rows += _step_rows(block) if block.kind == "steps" else [_inline(block.children)]
    return f"steps({strings(step_columns(node.children[1]))}, {', '.join(rows)})"


def _step_rows(node: MarkdownNode) -> list[str]:
    return [f"({_truth(bool(item.checked))}, {array(map(_inline, step_cells(node, item)))})" for item in node.children]


def _callout(node: MarkdownNode) -> str:
    label, *blocks = node.children
    whole = _truth(len(node.plain()) < _LONGEST_KEPT_TOGETHER)
    named = _inline(label.children) if label.children else "none"
    return f"callout({named}, whole: {whole}, {_content(blocks)})"


def _figure(node: MarkdownNode) -> str:
    return f'drawing("{node.target}", drawings.{node.target}, {literal(node.text)})'


def _truth(value: bool) -> str:
    return "true" if value else "false"


# --- labels and traits beside their text ----------------------------------------------------------------


def _card(node: MarkdownNode) -> str:
    heading, traits, *body = node.children
    words = (_inline(first_words(item)) for item in traits.children)
    whole = _truth(height(body) < _HIGHEST_KEPT_TOGETHER)
    return f"card({_heading(heading)}, whole: {whole}, {array(words)}, {_content(body)})"


def _side(node: MarkdownNode) -> str:
    label, *body = node.children
    first, rest = balanced(len(label.plain()), body, least=_FIRST_HEIGHT)
    return f"side({_inline(label.children)}, {_content(first)}, {_content(rest) if rest else 'none'})"


def _beside(node: MarkdownNode) -> str:
    words, figure = node.children
    return f'beside({_content(words.children)}, "{figure.target}", {_figure(figure)})'


def _trimmed(pieces: Sequence[MarkdownNode]) -> Sequence[MarkdownNode]:
    if not pieces or pieces[0].kind != "text":
        return pieces
    return (pieces[0]._replace(text=pieces[0].text.lstrip()), *pieces[1:])


# --- tables ---------------------------------------------------------------------------------------------


def _table(node: MarkdownNode) -> str:
    header, *rows = node.children
    height = table_columns.height_to_fill(node)
    is_sheet = table_columns.is_sheet(node)
    cells = [_cells(row, height if is_sheet or table_columns.is_to_fill(row) else None) for row in rows]
    aligns = "".join(f"{align}, " for align in (cell.align for cell in header.children))
    whole, sheet = f"whole: {_truth(table_columns.is_short(node))}", f"sheet: {_truth(is_sheet)}"
    return f"ruled(({_widths(node)}), ({aligns}), {whole}, {sheet}, {', '.join([_cells(header), *cells])})"


def _facts(node: MarkdownNode) -> str:
    """A table without a header; the names of its rows stand out."""
    height = table_columns.height_to_fill(node)
    cells = ", ".join(_cells(row, height if table_columns.is_to_fill(row) else None) for row in node.children)
    aligns = "left, " * len(node.children[0].children) if node.children else ""
    whole = _truth(table_columns.is_short(node))
    return f"facts(({_widths(node)}), ({aligns}), whole: {whole}, {cells})" if node.children else '""'


def _cells(row: MarkdownNode, height: float | None = None) -> str:
    """A row; blank cells are `height` inches high where it is there to be filled in, and a full one leaves room."""
    blank = f"blank({height}in)" if height else _inline(())
    cells = [_inline(cell.children) if cell.plain().strip() else blank for cell in row.children]
    return array(cells if not height or blank in cells else [*cells[:-1], f"{{ {cells[-1]}; v({height / 2}in) }}"])


def _widths(table: MarkdownNode) -> str:
    """Columns of a few words as wide as they need, others by their share; all alike when all are short."""
    short = [length <= table_columns.FEW_LETTERS for length in table_columns.longest(table)]
    if all(short):
        return "1fr, " * len(short)
    sizes = zip(short, table_columns.shares(table), strict=True)
    return "".join("auto, " if is_short else f"{share:.1f}fr, " for is_short, share in sizes)


_BLOCKS: dict[str, Callable[[MarkdownNode], str]] = {
    "heading": _heading,
    "paragraph": lambda node: f"par({_inline(node.children)})",
    "announcement": lambda node: f"announcement({_inline(node.children)})",
    "plain": lambda node: _inline(node.children),
    "byline": lambda node: f"byline({_inline(node.children)})",
    "lead_in": lambda node: f"lead-in({_inline(node.children)})",
    "bullets": _bullets,
    "traits": _bullets,
    "numbers": _numbers,
    "references": _references,
    "reasons": _reasons,
    "steps": _steps,
    "plan": _plan,
    "callout": _callout,
    "table": _table,
    "facts": _facts,
    "card": _card,
    "side": _side,
    "beside": _beside,
    "verbatim": lambda node: f"raw({_verbatim(node.text)}, block: true)",
    "figure": _figure,
    "page_break": lambda node: "new-page()" if node.level else "break-hint()",
}


def _verbatim(text: str) -> str:
    return "(" + "".join(f"{literal(line)}, " for line in text.split("\n")) + ').join("\\n")'


# --- inline ---------------------------------------------------------------------------------------------


def _inline(nodes: Sequence[MarkdownNode]) -> str:
    pieces = [_INLINES[node.kind](node) for node in nodes]
    return pieces[0] if len(pieces) == 1 else "{ " + "; ".join(pieces or ['""']) + " }"


def _link(node: MarkdownNode) -> str:
    words = _inline(node.children)
    return f"link({quoted(node.target)}, {words})" if node.target and node.target[0] != "#" else words


def _words(node: MarkdownNode) -> str:
    """Words, each run from right to left with the marks that end it."""
    told = runs(dates_whole(node.text))
    pieces = [literal(f"{piece}{WITHIN}{AFTERWARDS}" if left else piece) for piece, left in told]
    return pieces[0] if len(pieces) == 1 else "{ " + "; ".join(pieces or ['""']) + " }"


_INLINES: dict[str, Callable[[MarkdownNode], str]] = {
    "text": _words,
    "strong": lambda node: f"strong({_inline(node.children)})",
    "emphasis": lambda node: f"emph({_inline(node.children)})",
    "code": lambda node: f"raw({literal(node.text)})",
    "link": _link,
    "line_break": lambda _: "linebreak()",
}
