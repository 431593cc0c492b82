"""The tree -> a Word file with real styles, through pandoc.

Owns the bridge to pandoc's document model; how styles look, the page and the numbers in its footer are
the theme's reference.docx (`docs/make_reference_docx.py` makes it). Pandoc gets the tree, never markup,
so it has nothing to misread.
"""

from __future__ import annotations

import base64
import functools
import json
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.publishing.drawings import figures
from jtbd_diag.publishing.pdf.typst_compiler import picture
from jtbd_diag.publishing.theme.theme import Theme
from jtbd_diag.publishing.tree import table_columns
from jtbd_diag.publishing.tree.cards_and_labels import first_words, step_cells, step_columns, with_kinds_of_lists
from jtbd_diag.publishing.tree.markdown_parsed import MarkdownNode, ParsedMarkdown, clean, parse
from jtbd_diag.publishing.tree.title_block import summary, title_of
from jtbd_diag.publishing.word import pandoc
from jtbd_diag.publishing.word.pandoc import Piece, inline, meta, model, str_piece
from jtbd_diag.publishing.word.word_in_theme_colours import dressed

if TYPE_CHECKING:
    from jtbd_diag.playbook.document import Document

FOOTER_MARK = "[footer line]"  # stands in reference.docx where the document's footer goes
_SIZES = {
    "profile": ("width", "4.2in"),
    "influence": ("width", "4.8in"),
    "ten_dots": ("width", "6.2in"),
    "dot_paper": ("width", "6.2in"),
    "logo": ("height", "0.45in"),
}
_BLANK = "\u00a0"  # pandoc drops a paragraph without any letter, and its style with it
_LETTERS_IN_A_LINE = 95
_STEP_WIDTHS = (0.17, 0.39, 0.29)  # of the first three columns of the plan
_GAP = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="{}" w:lineRule="exact"/></w:pPr>{}</w:p>'
_PAGE_BREAK = _GAP.format(20, '<w:r><w:br w:type="page"/></w:r>')
_AFTER_TABLE = _GAP.format(180, "")
NO_DATE = "1970-01-01T00:00:00Z"  # what pandoc writes in its sandbox, where it has no clock


def render(document: Document, theme: Theme) -> bytes:
    """The document as .docx; the same document and theme give the same bytes on one machine.

    Raises InputError: MISSING_PROGRAM without the extra `word`, THEME_SHAPE for a reference.docx that pandoc
    cannot read.
    """
    parsed = parse(document.markdown, figures=figures.drawable(document))
    addresses = pictures(document, theme)
    logo = _logo(theme)
    if logo is not None:
        addresses["logo"] = _address(logo)
    made = pandoc.run(json.dumps(_model(parsed, document, theme, addresses)), theme.path("reference.docx"))
    date = f"{document.date.isoformat()}T00:00:00Z"
    names = {address: f"{name}.png" for name, address in addresses.items()}
    marks = {FOOTER_MARK: escape(clean(document.footer)), NO_DATE: date, **names}
    return pandoc.finished(made, marks, functools.partial(dressed, theme=theme))


def pictures(document: Document, theme: Theme) -> dict[str, str]:
    """The figures of a document by name, each as the address of a picture that is its own content."""
    drawings = figures.drawings(document, theme)
    files = {name: theme.path(figures.template_of(name)) for name in drawings}
    return {name: _address(_drawn(svg, theme, files[name])) for name, svg in drawings.items()}


def _address(data: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(data).decode()


def _logo(theme: Theme) -> bytes | None:
    """The logo as a picture that Word shows."""
    data = theme.logo()
    is_drawing = theme.look.logo is not None and theme.look.logo.suffix.lower() == ".svg"
    if data is None or theme.look.logo is None or not is_drawing:
        return data
    return _drawn(data.decode(errors="replace"), theme, theme.look.logo)


def _drawn(svg: str, theme: Theme, file: Path) -> bytes:
    """A drawing as a picture. Raises InputError naming the file that it comes from."""
    from typst import TypstError

    try:
        return picture(svg, theme)
    except TypstError as error:
        raise complaint(Code.TEMPLATE_SYNTAX, str(file), error.message) from error


def _model(parsed: ParsedMarkdown, document: Document, theme: Theme, addresses: Mapping[str, str]) -> Piece:
    cover = " · ".join(filter(None, (clean(theme.look.organisation), summary(document))))
    fields = {
        "title": meta(inline(title_of(document, parsed))),
        "date": meta([str_piece(cover)]),
        "lang": {"t": "MetaString", "c": "en-US"},
    }
    logo = [_image("logo", theme.look.logo_words, addresses["logo"])] if "logo" in addresses else []
    blocks = [piece for node in with_kinds_of_lists(parsed.blocks) for piece in block(node, addresses)]
    footer = clean(document.footer)  # in the body too, for those who read by ear hear no footers
    rests_on = [_styled("Source", [_paragraph([str_piece(footer)])])] if footer else []
    return model(fields, [*logo, *blocks, *rests_on])


# --- blocks ---------------------------------------------------------------------------------------------


def block(node: MarkdownNode, addresses: Mapping[str, str]) -> list[Piece]:
    """A block in pandoc's model; `addresses` tell where its figures are."""
    if node.kind == "figure":
        return [_image(node.target, node.text, addresses[node.target])]
    return _BLOCKS[node.kind](node)


def _blocks(nodes: Sequence[MarkdownNode]) -> list[Piece]:
    return [piece for node in nodes for piece in _BLOCKS[node.kind](node)]


def _image(name: str, words: str, address: str) -> Piece:
    size = ["", [], [list(_SIZES[name])]]
    image = {"t": "Image", "c": [size, [str_piece(clean(words))], [address, ""]]}
    return _styled("Figure", [_paragraph([image])])


def _paragraph(inlines: list[Piece]) -> Piece:
    return {"t": "Para", "c": inlines}


def _styled(style: str, blocks: list[Piece]) -> Piece:
    return {"t": "Div", "c": [["", [], [["custom-style", style]]], blocks]}


def _line(style: str) -> Callable[[MarkdownNode], list[Piece]]:
    return lambda node: [_styled(style, [_paragraph(inline(node.children))])]


def _heading(node: MarkdownNode) -> list[Piece]:
    return [{"t": "Header", "c": [node.level - 1, [node.anchor, [], []], inline(node.children)]}]


def _bullets(node: MarkdownNode) -> list[Piece]:
    return [{"t": "BulletList", "c": [_item(item) for item in node.children]}]


def _numbers(node: MarkdownNode) -> list[Piece]:
    style = [node.level, {"t": "Decimal"}, {"t": "Period"}]
    return [{"t": "OrderedList", "c": [style, [_item(item) for item in node.children]]}]


def _item(node: MarkdownNode) -> list[Piece]:
    """A list item; pandoc knows a box to tick by the sign it starts with."""
    blocks = _blocks(node.children)
    if node.checked is not None and blocks and isinstance(blocks[0]["c"], list):
        blocks[0]["c"][:0] = [str_piece("☒" if node.checked else "☐"), {"t": "Space"}]
    return blocks


def _callout(node: MarkdownNode) -> list[Piece]:
    label, *blocks = node.children
    name = [_styled("Callout Label", [_paragraph(inline(label.children))])] if label.children else []
    return [*name, _styled("Callout", _blocks(blocks))]


def _traits(node: MarkdownNode) -> list[Piece]:
    return [_styled("Trait", [_paragraph(inline(first_words(item)))]) for item in node.children]


def _references(node: MarkdownNode) -> list[Piece]:
    style = [node.level, {"t": "Decimal"}, {"t": "Period"}]
    items = [[_styled("Source", [_paragraph(inline(first_words(item)))])] for item in node.children]
    return [{"t": "OrderedList", "c": [style, items]}]


def _steps(node: MarkdownNode) -> list[Piece]:
    """The dated plan as a table; each row begins with its box."""
    names = step_columns(node)
    last = max(len(names) - len(_STEP_WIDTHS), 1)
    widths = [*_STEP_WIDTHS, *([(1 - sum(_STEP_WIDTHS)) / last] * last)][: len(names)]
    header = [_plain_cell([str_piece(name)], "Table Heading") for name in names]
    rows = []
    for item in node.children:
        day, *cells = (inline(cell) for cell in step_cells(node, item))
        box = [str_piece("☒" if item.checked else "☐"), {"t": "Space"}]
        rows.append([_plain_cell([*box, *day], "Table Heading"), *(_plain_cell(cell, "Table Text") for cell in cells)])
    return _made_table(header, rows, [("Left", width) for width in widths], heading_columns=0)


def _table(node: MarkdownNode) -> list[Piece]:
    if not node.children:
        return []
    aligns = [cell.align.title() for cell in node.children[0].children]
    columns = list(zip(aligns, _fractions(node), strict=True))
    has_header = node.kind == "table"
    header = _cells(node.children[0], "Table Heading", "Table Heading") if has_header else None
    first = "Table Text" if has_header else "Table Heading"
    rows = [_cells(row, first, "Table Text") for row in node.children[has_header:]]
    return _made_table(header, rows, columns, heading_columns=0 if has_header else 1)


def _fractions(table: MarkdownNode) -> list[float]:
    """Each column's part of the width, at least what its longest word takes."""
    shares = table_columns.shares(table)
    words = ([len(word) for cell in column for word in cell.plain().split()] for column in table_columns.columns(table))
    parts = [
        max(share / sum(shares), (max(lengths, default=0) + 3) / _LETTERS_IN_A_LINE)
        for share, lengths in zip(shares, words, strict=True)
    ]
    return [part / sum(parts) for part in parts]


def _made_table(
    header: list[Any] | None, rows: list[list[Any]], columns: Sequence[tuple[str, float]], heading_columns: int
) -> list[Piece]:
    none = ["", [], []]
    widths = [[{"t": f"Align{align}"}, {"t": "ColWidth", "c": share}] for align, share in columns]
    head = [[none, header]] if header else []
    body = [none, heading_columns, [], [[none, row] for row in rows]]
    made = {"t": "Table", "c": [none, [None, []], widths, [none, head], [body], [none, []]]}
    return [made, {"t": "RawBlock", "c": ["openxml", _AFTER_TABLE]}]


def _cells(row: MarkdownNode, first: str, others: str) -> list[Any]:
    """A row's cells; those to fill in are as tall as handwriting needs."""
    to_fill = table_columns.is_to_fill(row)
    styles = (first, *[others] * len(row.children))
    return [
        _plain_cell([str_piece(_BLANK)], "Table Room")
        if to_fill and not cell.plain().strip()
        else _plain_cell(inline(cell.children), style)
        for cell, style in zip(row.children, styles, strict=False)
    ]


def _plain_cell(inlines: list[Piece], style: str) -> list[Any]:
    return [["", [], []], {"t": "AlignDefault"}, 1, 1, [_styled(style, [_paragraph(inlines)])]]


_BLOCKS: dict[str, Callable[[MarkdownNode], list[Piece]]] = {
    "heading": _heading,
    "paragraph": lambda node: [_paragraph(inline(node.children))],
    "plain": lambda node: [{"t": "Plain", "c": inline(node.children)}],
    "announcement": _line("Announcement"),
    "lead_in": _line("Lead-in"),
    "byline": _line("Byline"),
    "bullets": _bullets,
    "reasons": _bullets,
    "traits": _traits,
    "steps": _steps,
    "references": _references,
    "numbers": _numbers,
    "callout": _callout,
    "table": _table,
    "facts": _table,
    "page_break": lambda _: [{"t": "RawBlock", "c": ["openxml", _PAGE_BREAK]}],
    "verbatim": lambda node: [{"t": "CodeBlock", "c": [["", [], []], node.text]}],
}
