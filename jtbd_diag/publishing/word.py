"""The tree -> a Word file with real styles, through pandoc.

Owns the bridge to pandoc's document model; how styles look is the theme's reference.docx. Pandoc gets the
tree, never markup, so it has nothing to misread.
"""

from __future__ import annotations

import base64
import io
import json
import subprocess
import zipfile
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jtbd_diag.errors import Code, InputError, complaint
from jtbd_diag.publishing import charts, tables
from jtbd_diag.publishing.cover import summary, title_of
from jtbd_diag.publishing.markdown import Document, Node, clean, parse
from jtbd_diag.publishing.pdf import picture
from jtbd_diag.publishing.theme import Theme

if TYPE_CHECKING:
    from jtbd_diag.playbook.writing import Playbook

Piece = dict[str, Any]  # a node of pandoc's model: {"t": its name, "c": its content}

FOOTER_MARK = "[footer line]"  # stands in reference.docx where the playbook's footer goes
_MARKED = ("footer1.xml", "footer2.xml", "footer3.xml", "core.xml", "document.xml")
_API = [1, 23, 1]
_SECONDS = 120
_FIGURE_WIDTH = "5.2in"
_GAP = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="{}" w:lineRule="exact"/></w:pPr>{}</w:p>'
_PAGE_BREAK = _GAP.format(20, '<w:r><w:br w:type="page"/></w:r>')
_AFTER_TABLE = _GAP.format(180, "")
_NO_DATE = "1970-01-01T00:00:00Z"  # what pandoc writes in its sandbox, where it has no clock


def render(playbook: Playbook, theme: Theme) -> bytes:
    """The playbook as .docx; the same playbook and theme give the same bytes on one machine.

    Raises InputError: MISSING_PROGRAM without the extra `word`, THEME_SHAPE for a reference.docx that pandoc
    cannot read.
    """
    document = parse(playbook.markdown, figures=charts.drawable(playbook))
    drawn = any(node.kind == "figure" for node in document.blocks)
    png = picture(charts.draw(playbook, theme), theme) if drawn else b""
    address = "data:image/png;base64," + base64.b64encode(png).decode()
    made = _pandoc(json.dumps(_model(document, playbook, theme, address)), theme.path("reference.docx"))
    date = f"{playbook.date.isoformat()}T00:00:00Z"
    footer = escape(clean(playbook.footer))
    return _finished(made, {FOOTER_MARK: footer, _NO_DATE: date, address: "profile.png"})


def _model(document: Document, playbook: Playbook, theme: Theme, picture_address: str) -> Piece:
    cover = " · ".join(filter(None, (clean(theme.look.organisation), summary(playbook))))
    meta = {
        "title": _meta(_inline(title_of(playbook, document))),
        "date": _meta([_text(cover)]),
        "lang": {"t": "MetaString", "c": "en-US"},
    }
    blocks = [piece for node in document.blocks for piece in _block(node, picture_address)]
    return {"pandoc-api-version": _API, "meta": meta, "blocks": blocks}


def _meta(inlines: list[Piece]) -> Piece:
    return {"t": "MetaInlines", "c": inlines}


# --- pandoc ---------------------------------------------------------------------------------------------


def _pandoc(model: str, reference: Path) -> bytes:
    command = [_program(), "-f", "json", "-t", "docx", "--sandbox", f"--reference-doc={reference}", "-o", "-"]
    ran = subprocess.run(command, input=model.encode(), capture_output=True, timeout=_SECONDS, check=False)
    if ran.returncode:
        what = f"pandoc cannot use it: {ran.stderr.decode(errors='replace').strip()}"
        raise complaint(Code.THEME_SHAPE, str(reference), what, "start from the shipped reference.docx")
    return ran.stdout


def _program() -> str:
    try:
        import pypandoc  # type: ignore[import-untyped]  # it carries no types

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError) as error:
        raise _missing() from error


def _missing() -> InputError:
    what = "Word files are made by pandoc, which is not installed"
    return complaint(Code.MISSING_PROGRAM, "pandoc", what, "pip install 'jtbd-diag[word]'")


def _finished(made: bytes, instead: Mapping[str, str]) -> bytes:
    """The same file with some marks replaced in its texts, and without the time at which it was packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename.endswith(_MARKED):
                for mark, words in instead.items():
                    data = data.replace(mark.encode(), words.encode())
            new.writestr(zipfile.ZipInfo(entry.filename), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


# --- blocks ---------------------------------------------------------------------------------------------


def _block(node: Node, address: str) -> list[Piece]:
    return [_figure(node, address)] if node.kind == "figure" else _BLOCKS[node.kind](node)


def _blocks(nodes: Sequence[Node]) -> list[Piece]:
    return [piece for node in nodes for piece in _BLOCKS[node.kind](node)]


def _figure(node: Node, address: str) -> Piece:
    size = ["", [], [["width", _FIGURE_WIDTH]]]
    image = {"t": "Image", "c": [size, [_text(node.text)], [address, ""]]}
    return _styled("Figure", [_paragraph([image])])


def _paragraph(inlines: list[Piece]) -> Piece:
    return {"t": "Para", "c": inlines}


def _styled(style: str, blocks: list[Piece]) -> Piece:
    return {"t": "Div", "c": [["", [], [["custom-style", style]]], blocks]}


def _line(style: str) -> Callable[[Node], list[Piece]]:
    return lambda node: [_styled(style, [_paragraph(_inline(node.children))])]


def _heading(node: Node) -> list[Piece]:
    return [{"t": "Header", "c": [node.level - 1, [node.anchor, [], []], _inline(node.children)]}]


def _numbers(node: Node) -> list[Piece]:
    style = [node.level, {"t": "Decimal"}, {"t": "Period"}]
    return [{"t": "OrderedList", "c": [style, [_item(item) for item in node.children]]}]


def _item(node: Node) -> list[Piece]:
    """A list item; pandoc knows a box to tick by the sign it starts with."""
    blocks = _blocks(node.children)
    if node.checked is not None and blocks and isinstance(blocks[0]["c"], list):
        blocks[0]["c"][:0] = [_text("☒" if node.checked else "☐"), {"t": "Space"}]
    return blocks


def _callout(node: Node) -> list[Piece]:
    label, *blocks = node.children
    name = [_styled("Callout Label", [_paragraph(_inline(label.children))])] if label.children else []
    return [*name, _styled("Callout", _blocks(blocks))]


def _table(node: Node) -> list[Piece]:
    if not node.children:
        return []
    shares = tables.shares(node)
    columns = [
        [{"t": f"Align{cell.align.title()}"}, {"t": "ColWidth", "c": share / sum(shares)}]
        for cell, share in zip(node.children[0].children, shares, strict=True)
    ]
    has_header = node.kind == "table"
    header = [_row(node.children[0], "Table Heading", "Table Heading")] if has_header else []
    first = "Table Text" if has_header else "Table Heading"
    rows = [_row(row, first, "Table Text") for row in node.children[has_header:]]
    none = ["", [], []]
    body = [none, 0 if has_header else 1, [], rows]
    made = {"t": "Table", "c": [none, [None, []], columns, [none, header], [body], [none, []]]}
    return [made, {"t": "RawBlock", "c": ["openxml", _AFTER_TABLE]}]


def _row(node: Node, first: str, others: str) -> list[Any]:
    return [["", [], []], [_cell(cell, others if n else first) for n, cell in enumerate(node.children)]]


def _cell(node: Node, style: str) -> list[Any]:
    words = _styled(style, [_paragraph(_inline(node.children))])
    return [["", [], []], {"t": "AlignDefault"}, 1, 1, [words]]


_BLOCKS: dict[str, Callable[[Node], list[Piece]]] = {
    "heading": _heading,
    "paragraph": lambda node: [_paragraph(_inline(node.children))],
    "plain": lambda node: [{"t": "Plain", "c": _inline(node.children)}],
    "announcement": _line("Announcement"),
    "lead_in": _line("Lead-in"),
    "byline": _line("Byline"),
    "bullets": lambda node: [{"t": "BulletList", "c": [_item(item) for item in node.children]}],
    "numbers": _numbers,
    "callout": _callout,
    "table": _table,
    "facts": _table,
    "figure": lambda node: [_paragraph([_text(node.text)])],  # only a figure on its own is drawn
    "page_break": lambda _: [{"t": "RawBlock", "c": ["openxml", _PAGE_BREAK]}],
    "verbatim": lambda node: [{"t": "CodeBlock", "c": [["", [], []], node.text]}],
}


# --- inline ---------------------------------------------------------------------------------------------


def _inline(nodes: Sequence[Node]) -> list[Piece]:
    return [_INLINES[node.kind](node) for node in nodes]


def _text(words: str) -> Piece:
    return {"t": "Str", "c": words}


def _link(node: Node) -> Piece:
    none, words = ["", [], []], _inline(node.children)
    if not node.target:
        return {"t": "Span", "c": [none, words]}
    return {"t": "Link", "c": [none, words, [node.target, ""]]}


_INLINES: dict[str, Callable[[Node], Piece]] = {
    "text": lambda node: _text(node.text),
    "strong": lambda node: {"t": "Strong", "c": _inline(node.children)},
    "emphasis": lambda node: {"t": "Emph", "c": _inline(node.children)},
    "code": lambda node: {"t": "Code", "c": [["", [], []], node.text]},
    "link": _link,
    "line_break": lambda _: {"t": "LineBreak"},
}
