"""The tree -> one HTML page that needs no network.

Owns the elements and their roles; how they look is the theme's page.html.
"""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING

from jtbd_diag.errors import Code, complaint
from jtbd_diag.publishing import charts
from jtbd_diag.publishing.cover import summary, title_of
from jtbd_diag.publishing.markdown import Node, clean, parse
from jtbd_diag.publishing.templates import fill
from jtbd_diag.publishing.theme import Look, Theme

if TYPE_CHECKING:
    from jtbd_diag.playbook.writing import Playbook


def render(playbook: Playbook, theme: Theme) -> bytes:
    """The playbook as one HTML page, UTF-8; style, chart and logo are inside it."""
    from markupsafe import Markup

    document = parse(playbook.markdown, figures=charts.drawable(playbook))
    svg = charts.draw(playbook, theme)
    page = fill(
        theme,
        "page.html",
        title=Markup(_inline(title_of(playbook, document))),  # made of escaped words
        page_title=clean(playbook.title),
        summary=summary(playbook),
        date=playbook.date.isoformat(),
        body=Markup("\n".join(_block(node, svg) for node in document.blocks)),
        footer=clean(playbook.footer),
        logo=_logo(theme.look),
        look=theme.look,
        families={name: _families(names) for name, names in vars(theme.look.fonts).items()},
    )
    return page.encode()


def _families(names: Sequence[str]) -> str:
    """A CSS font list. theme.yaml allows letters, digits and few signs, so nothing can leave the quotes."""
    from markupsafe import Markup

    generic = {"serif", "sans-serif", "system-ui", "monospace"}
    return Markup(", ".join(name if name in generic else f'"{name}"' for name in names))


def _logo(look: Look) -> str | None:
    """The logo as a `data:` address."""
    if look.logo is None:
        return None
    try:
        data = base64.b64encode(look.logo.read_bytes()).decode()
    except OSError as error:
        what = f"the logo cannot be read: {error.strerror}"
        raise complaint(Code.UNREADABLE, str(look.logo), what) from error
    kind = mimetypes.guess_type(look.logo.name)[0]
    return f"data:{kind};base64,{data}"


# --- blocks ---------------------------------------------------------------------------------------------


def _block(node: Node, svg: str) -> str:
    if node.kind == "figure":
        return f'<figure class="profile">{svg}</figure>'
    return _BLOCKS[node.kind](node)


def _blocks(nodes: Sequence[Node]) -> str:
    return "\n".join(_BLOCKS[node.kind](node) for node in nodes)


def _heading(node: Node) -> str:
    return f'<h{node.level} id="{escape(node.anchor)}">{_inline(node.children)}</h{node.level}>'


def _list(node: Node) -> str:
    tag = "ol" if node.kind == "numbers" else "ul"
    start = f' start="{node.level}"' if node.kind == "numbers" and node.level != 1 else ""
    tasks = ' class="tasks"' if any(item.checked is not None for item in node.children) else ""
    return f"<{tag}{start}{tasks}>\n" + "\n".join(map(_item, node.children)) + f"\n</{tag}>"


def _item(node: Node) -> str:
    if node.checked is None:
        return f"<li>{_blocks(node.children)}</li>"
    first, *rest = node.children
    box = f'<input type="checkbox"{" checked" if node.checked else ""}>'
    label = f"<label>{box}<span>{_inline(first.children)}</span></label>"
    return f"<li>{label}{_blocks(rest)}</li>"


def _callout(node: Node) -> str:
    label, *blocks = node.children
    if not label.children:
        return f'<blockquote class="callout">\n{_blocks(blocks)}\n</blockquote>'
    name = f'<p class="label">{_inline(label.children)}</p>'
    return f'<div class="callout" role="note">\n{name}\n{_blocks(blocks)}\n</div>'


def _table(node: Node) -> str:
    """A table that a narrow page shows row by row, each cell after its column's name.

    The roles say again what the elements mean, because the narrow layout would take it from them.
    """
    header, *rows = node.children
    names = [cell.plain() for cell in header.children]
    head = "".join(
        f'<th role="columnheader" scope="col"{_align(cell)}>{_inline(cell.children)}</th>' for cell in header.children
    )
    body = "\n".join(_row(row, header, names) for row in rows)
    return (
        f'<table role="table">\n<thead role="rowgroup"><tr role="row">{head}</tr></thead>\n'
        f'<tbody role="rowgroup">\n{body}\n</tbody>\n</table>'
    )


def _facts(node: Node) -> str:
    """A table without a header; the first cell names its row."""
    rows = "\n".join(map(_fact, node.children))
    return f'<table role="table" class="facts">\n<tbody role="rowgroup">\n{rows}\n</tbody>\n</table>'


def _fact(row: Node) -> str:
    name, *cells = (_inline(cell.children) for cell in row.children)
    others = "".join(f'<td role="cell">{cell}</td>' for cell in cells)
    return f'<tr role="row"><th role="rowheader" scope="row">{name}</th>{others}</tr>'


def _row(row: Node, header: Node, names: Sequence[str]) -> str:
    cells = "".join(
        f'<td role="cell" data-column="{escape(name)}"{_align(above)}>{_inline(cell.children)}</td>'
        for cell, above, name in zip(row.children, header.children, names, strict=False)
    )
    blank = "" if row.plain().strip() else ' class="blank"'
    return f'<tr role="row"{blank}>{cells}</tr>'


def _align(cell: Node) -> str:
    return "" if cell.align == "left" else f' class="{cell.align}"'


_BLOCKS: dict[str, Callable[[Node], str]] = {
    "heading": _heading,
    "paragraph": lambda node: f"<p>{_inline(node.children)}</p>",
    "plain": lambda node: _inline(node.children),
    "announcement": lambda node: f'<p class="announcement">{_inline(node.children)}</p>',
    "lead_in": lambda node: f'<p class="lead-in">{_inline(node.children)}</p>',
    "byline": lambda node: f'<p class="byline">{_inline(node.children)}</p>',
    "bullets": _list,
    "numbers": _list,
    "callout": _callout,
    "table": _table,
    "facts": _facts,
    "figure": lambda node: f"<p>{escape(node.text)}</p>",  # only a figure on its own is drawn
    "page_break": lambda _: '<hr class="page-break">',
    "verbatim": lambda node: f"<pre><code>{escape(node.text)}</code></pre>",
}


# --- inline ---------------------------------------------------------------------------------------------


def _inline(nodes: Sequence[Node]) -> str:
    return "".join(_INLINES[node.kind](node) for node in nodes)


def _link(node: Node) -> str:
    words = _inline(node.children)
    return f'<a href="{escape(node.target)}">{words}</a>' if node.target else words


_INLINES: dict[str, Callable[[Node], str]] = {
    "text": lambda node: escape(node.text, quote=False),
    "strong": lambda node: f"<strong>{_inline(node.children)}</strong>",
    "emphasis": lambda node: f"<em>{_inline(node.children)}</em>",
    "code": lambda node: f"<code>{escape(node.text, quote=False)}</code>",
    "link": _link,
    "line_break": lambda _: "<br>",
}
