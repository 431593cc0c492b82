"""The tree -> one HTML page that needs no network.

Owns the elements and their roles; how they look is the theme's page.html.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import mimetypes
from collections.abc import Callable, Mapping, Sequence
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem, complaint
from jtbd_diag.publishing.drawings import figures
from jtbd_diag.publishing.theme.fetched_from_outside import fetched_by_page
from jtbd_diag.publishing.theme.page_templates import PAGE, fill
from jtbd_diag.publishing.theme.theme import DRAWN, Theme
from jtbd_diag.publishing.tree import table_columns
from jtbd_diag.publishing.tree.cards_and_labels import arranged
from jtbd_diag.publishing.tree.markdown_parsed import MarkdownNode, clean, parse
from jtbd_diag.publishing.tree.right_to_left import runs
from jtbd_diag.publishing.tree.title_block import summary, title_of

if TYPE_CHECKING:
    from jtbd_diag.playbook.document import Document

_DRAWN_HERE = "<!--figure:{}-->"  # no words of anybody's can hold it: they are escaped


def render(document: Document, theme: Theme) -> bytes:
    """The document as one HTML page, UTF-8; style, drawings, logo and script are inside it.

    The script keeps ticks in the browser; the page's policy allows it by its hash, and nothing else.
    """
    return page_of(document, theme, figures.drawings(document, theme))


def page_of(
    document: Document, theme: Theme, drawings: Mapping[str, str], template: str = "page.html", folded: str = ""
) -> bytes:
    """A document with these drawings, SVG by name, in one of the theme's page templates.

    `folded` is Markdown that begins with a heading, and stands at the end behind that, folded away.
    """
    from markupsafe import Markup

    parsed = parse(document.markdown, figures=drawings)
    body = _blocks(arranged(parsed.blocks)) + (_fold(folded) if folded else "")
    for name, svg in drawings.items():
        body = body.replace(_DRAWN_HERE.format(name), svg)
    page = fill(
        theme,
        template,
        title=Markup(_inline(title_of(document, parsed))),  # made of escaped words
        page_title=clean(document.title),
        summary=summary(document),
        date=document.date.isoformat(),
        body=Markup(body),
        footer=clean(document.footer),
        logo=logo_address(theme),
        look={**vars(theme.look), "logo": theme.look.logo.name if theme.look.logo else ""},
        families={name: _families(names) for name, names in vars(theme.look.fonts).items()},
        key=_hash(document.markdown),
        script=Markup(_script()),
        script_hash=base64.b64encode(hashlib.sha256(_script().encode()).digest()).decode(),
    )
    if body.strip() and body not in page:
        what = say("publishing.page_leaves_out", x="playbook" if template == PAGE else "report")
        raise complaint(Code.THEME_SHAPE, str(theme.path(template)), what, say("publishing.body_missing_hint"))
    _refuse_outside(page, theme, template)
    return page.encode()


def _refuse_outside(page: str, theme: Theme, template: str) -> None:
    """A page made with somebody's own templates must not fetch anything either."""
    if not any(map(theme.replaces, (template, PAGE, *DRAWN))):
        return
    hint = say("publishing.page_would_fetch_hint")
    problems = [
        Problem(
            Code.THEME_SHAPE,
            Location(str(theme.path(template))),
            say("publishing.page_would_fetch", what=what[:80]),
            hint,
        )
        for what in dict.fromkeys(fetched_by_page(page, [_script()]))
    ]
    if problems:
        raise InputError(problems)


@functools.cache
def _script() -> str:
    return Path(__file__).with_name("ticks.js").read_text(encoding="utf-8")


def _hash(words: str) -> str:
    return hashlib.sha256(clean(words).encode()).hexdigest()[:16]


def _families(names: Sequence[str]) -> str:
    """A CSS font list. theme.yaml allows letters, digits and few signs, so nothing can leave the quotes."""
    from markupsafe import Markup

    generic = {"serif", "sans-serif", "system-ui", "monospace"}
    return Markup(", ".join(name if name in generic else f'"{name}"' for name in names))


def logo_address(theme: Theme) -> str | None:
    """The logo as a `data:` address; None without one."""
    picture = theme.logo()
    if picture is None or theme.look.logo is None:
        return None
    return f"data:{mimetypes.guess_type(theme.look.logo.name)[0]};base64,{base64.b64encode(picture).decode()}"


def _fold(words: str) -> str:
    heading, *blocks = arranged(parse(words).blocks)
    return f"\n<details>\n<summary>{_inline(heading.children)}</summary>\n{_blocks(blocks)}\n</details>"


def _blocks(nodes: Sequence[MarkdownNode]) -> str:
    return "\n".join(_BLOCKS[node.kind](node) for node in nodes)


def _figure(node: MarkdownNode) -> str:
    return f'<figure class="{node.target}">{_DRAWN_HERE.format(node.target)}</figure>'


def _heading(node: MarkdownNode) -> str:
    return f'<h{node.level} id="{escape(node.anchor)}">{_inline(node.children)}</h{node.level}>'


def _list(node: MarkdownNode) -> str:
    tag = "ol" if node.kind in ("numbers", "references") else "ul"
    start = f' start="{node.level}"' if tag == "ol" and node.level != 1 else ""
    kinds = ["tasks"] if any(item.checked is not None for item in node.children) else []
    kinds += [node.kind] if node.kind in ("traits", "reasons", "references", "steps") else []
    classes = f' class="{" ".join(kinds)}"' if kinds else ""
    return f"<{tag}{start}{classes}>\n" + "\n".join(map(_item, node.children)) + f"\n</{tag}>"


def _item(node: MarkdownNode) -> str:
    if node.checked is None:
        return f"<li>{_blocks(node.children)}</li>"
    first, *rest = node.children
    checked = " checked" if node.checked else ""
    box = f'<input type="checkbox" data-tick="{_hash(node.plain())}" autocomplete="off"{checked}>'
    return f"<li><label>{box}<span>{_two_lines(first.children)}</span></label>{_blocks(rest)}</li>"


def _two_lines(pieces: Sequence[MarkdownNode]) -> str:
    """A step with what shows it and who owns it on a line of their own; the owner's words stay together."""
    labels = [n for n, piece in enumerate(pieces) if piece.kind == "emphasis" and piece.plain().endswith(":")]
    first, *others = (_inline(pieces[start:end]) for start, end in pairwise([0, *labels, len(pieces)]))
    second = " ".join(f"<span>{one.strip()}</span>" for one in others)
    return f'{first}<span class="shows">{second}</span>' if others else first


def _reasons(node: MarkdownNode) -> str:
    """What was said beside what follows from it."""
    items = []
    for item in node.children:
        said, *so = item.children[0].children
        items.append(f"<li>{_inline([said])}<span>{_inline(so).lstrip()}</span></li>")
    return '<ul class="reasons">\n' + "\n".join(items) + "\n</ul>"


def _card(node: MarkdownNode) -> str:
    heading, traits, *body = node.children
    return (
        f'<section class="card">\n{_heading(heading)}\n<div class="columns">\n{_list(traits)}\n'
        f"<div>\n{_blocks(body)}\n</div>\n</div>\n</section>"
    )


def _side(node: MarkdownNode) -> str:
    label, *body = node.children
    return (
        f'<div class="side columns">\n<p class="lead-in">{_inline(label.children)}</p>\n'
        f"<div>\n{_blocks(body)}\n</div>\n</div>"
    )


def _beside(node: MarkdownNode) -> str:
    words, figure = node.children
    return f'<div class="beside">\n<div>\n{_blocks(words.children)}\n</div>\n{_figure(figure)}\n</div>'


def _callout(node: MarkdownNode) -> str:
    label, *blocks = node.children
    if not label.children:
        return f'<blockquote class="callout">\n{_blocks(blocks)}\n</blockquote>'
    name = f'<p class="label">{_inline(label.children)}</p>'
    return f'<div class="callout" role="note">\n{name}\n{_blocks(blocks)}\n</div>'


def _table(node: MarkdownNode) -> str:
    """A table that a narrow page shows row by row, each cell after its column's name; a sheet stays whole in print.

    The roles say again what the elements mean, because the narrow layout would take it from them.
    """
    header, *rows = node.children
    names = [cell.plain() for cell in header.children]
    head = "".join(
        f'<th role="columnheader" scope="col"{_align(cell)}>{_inline(cell.children)}</th>' for cell in header.children
    )
    body = "\n".join(_row(row, header, names) for row in rows)
    kind = ' class="sheet-to-fill"' if table_columns.is_sheet(node) else ""
    return (
        f'<table role="table"{kind}>\n<thead role="rowgroup"><tr role="row">{head}</tr></thead>\n'
        f'<tbody role="rowgroup">\n{body}\n</tbody>\n</table>'
    )


def _facts(node: MarkdownNode) -> str:
    """A table without a header; the first cell names its row."""
    rows = "\n".join(map(_fact, node.children))
    return f'<table role="table" class="facts">\n<tbody role="rowgroup">\n{rows}\n</tbody>\n</table>'


def _fact(row: MarkdownNode) -> str:
    name, *cells = (_inline(cell.children) for cell in row.children)
    others = "".join(f'<td role="cell">{cell}</td>' for cell in cells)
    return f'<tr role="row"><th role="rowheader" scope="row">{name}</th>{others}</tr>'


def _row(row: MarkdownNode, header: MarkdownNode, names: Sequence[str]) -> str:
    cells = "".join(
        f'<td role="cell" data-column="{escape(name)}"{_align(above)}>{_inline(cell.children)}</td>'
        for cell, above, name in zip(row.children, header.children, names, strict=False)
    )
    blank = "" if row.plain().strip() else ' class="blank"'
    return f'<tr role="row"{blank}>{cells}</tr>'


def _align(cell: MarkdownNode) -> str:
    return "" if cell.align == "left" else f' class="{cell.align}"'


_BLOCKS: dict[str, Callable[[MarkdownNode], str]] = {
    "heading": _heading,
    "paragraph": lambda node: f"<p>{_inline(node.children)}</p>",
    "plain": lambda node: _inline(node.children),
    "announcement": lambda node: f'<p class="announcement">{_inline(node.children)}</p>',
    "lead_in": lambda node: f'<p class="lead-in">{_inline(node.children)}</p>',
    "byline": lambda node: f'<p class="byline">{_inline(node.children)}</p>',
    "bullets": _list,
    "numbers": _list,
    "references": _list,
    "traits": _list,
    "steps": _list,
    "plan": lambda node: _blocks(node.children),
    "reasons": _reasons,
    "callout": _callout,
    "table": _table,
    "facts": _facts,
    "card": _card,
    "side": _side,
    "beside": _beside,
    "figure": _figure,
    "page_break": lambda node: f'<hr class="page-break{" always" if node.level else ""}">',
    "verbatim": lambda node: f"<pre><code>{escape(node.text)}</code></pre>",
}


def _inline(nodes: Sequence[MarkdownNode]) -> str:
    return "".join(_INLINES[node.kind](node) for node in nodes)


def _link(node: MarkdownNode) -> str:
    words = _inline(node.children)
    return f'<a href="{escape(node.target)}">{words}</a>' if node.target else words


def _words(node: MarkdownNode) -> str:
    """Words, each run from right to left apart, so that the marks around it keep their places."""
    pieces = ((escape(piece, quote=False), leftward) for piece, leftward in runs(node.text))
    return "".join(f'<bdi dir="rtl">{piece}</bdi>' if leftward else piece for piece, leftward in pieces)


_INLINES: dict[str, Callable[[MarkdownNode], str]] = {
    "text": _words,
    "strong": lambda node: f"<strong>{_inline(node.children)}</strong>",
    "emphasis": lambda node: f"<em>{_inline(node.children)}</em>",
    "code": lambda node: f"<code>{escape(node.text, quote=False)}</code>",
    "link": _link,
    "line_break": lambda _: "<br>",
}
