"""The tree -> slides for PowerPoint, through pandoc: a slide for every heading, call-outs as the speaker's notes.

Owns what a slide is made of; how slides look is the theme's reference.pptx. Must not know what they say.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from jtbd_diag.ground.library import Library
from jtbd_diag.publishing.theme.theme import SLIDES_STYLES, Theme, load_theme
from jtbd_diag.publishing.tree.cards_and_labels import with_kinds_of_lists
from jtbd_diag.publishing.tree.markdown_parsed import MarkdownNode, ParsedMarkdown, clean, parse
from jtbd_diag.publishing.word import pandoc, word
from jtbd_diag.publishing.word.pandoc import inline, meta, model
from jtbd_diag.publishing.word.word_in_theme_colours import FONT, in_colours

if TYPE_CHECKING:
    from jtbd_diag.playbook.document import Document

THEME_INSIDE = "ppt/theme/theme1.xml"


def render(document: Document, theme: Theme) -> bytes:
    """The slides as .pptx; the same document and theme give the same bytes on one machine.

    Raises InputError: MISSING_PROGRAM without the extra `word`, THEME_SHAPE for a reference.pptx that pandoc
    cannot read.
    """
    drawn = word.pictures(document, theme)
    parsed = parse(document.markdown, figures=tuple(drawn))
    made = pandoc.run(json.dumps(_model(parsed, drawn)), theme.path(SLIDES_STYLES), "pptx")
    # pandoc writes the address of a picture where its words belong
    words = {drawn[block.target]: escape(clean(block.text)) for block in parsed.blocks if block.kind == "figure"}
    marks = {word.NO_DATE: f"{document.date.isoformat()}T00:00:00Z", **words}
    return pandoc.finished(made, marks, functools.partial(_dressed, theme=theme), THEME_INSIDE)


def _model(parsed: ParsedMarkdown, drawn: Mapping[str, str]) -> dict[str, Any]:
    """The first paragraph is the subtitle; its notes are those of the first slide."""
    blocks = list(with_kinds_of_lists(parsed.blocks))
    first = next((n for n, block in enumerate(blocks) if block.kind == "heading"), len(blocks))
    opening = [block for block in blocks[:first] if block.kind == "paragraph"]
    fields = {"title": meta(inline(parsed.title)), "lang": {"t": "MetaString", "c": "en-US"}}
    if opening:
        fields["subtitle"] = meta(inline(opening[0].children))
    notes = [piece for block in blocks[:first] if block.kind == "callout" for piece in _notes(block)]
    return model({**fields, "notes": {"t": "MetaBlocks", "c": notes}}, list(_slides(blocks[first:], drawn)))


def _slides(blocks: Sequence[MarkdownNode], drawn: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The slides, each begun by its heading; where one holds a figure, its words stand beside it in two columns."""
    starts = [n for n, block in enumerate(blocks) if block.kind == "heading"]
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        heading, *inside = blocks[start:end]
        yield from word.block(heading, {})
        shown = [block for block in inside if block.kind != "callout"]
        figures = [block for block in shown if block.kind == "figure"]
        words = [piece for block in shown if block.kind != "figure" for piece in word.block(block, {})]
        if figures:
            pictures = [_picture(drawn[figure.target]) for figure in figures]
            yield _div("columns", [_div("column", words), _div("column", pictures)])
        else:
            yield from words
        yield from (_div("notes", _notes(block)) for block in inside if block.kind == "callout")


def _div(name: str, blocks: list[dict[str, Any]]) -> dict[str, Any]:
    return {"t": "Div", "c": [["", [name], []], blocks]}


def _picture(address: str) -> dict[str, Any]:
    return {"t": "Para", "c": [{"t": "Image", "c": [["", [], []], [], [address, ""]]}]}


def _notes(node: MarkdownNode) -> list[dict[str, Any]]:
    label, *said = node.children
    return [piece for block in (label, *said) if block.children for piece in word.block(_label_as_paragraph(block), {})]


def _label_as_paragraph(block: MarkdownNode) -> MarkdownNode:
    return block if block.kind != "label" else block._replace(kind="paragraph")


def _dressed(scheme: bytes, theme: Theme) -> bytes:
    """The colors and fonts of the shipped slides in those of the theme; a theme's own slides are left as they are."""
    shipped = load_theme(Library())
    if theme.path(SLIDES_STYLES) != shipped.path(SLIDES_STYLES) or theme.look == shipped.look:
        return scheme
    text = in_colours(scheme.decode(), theme, shipped)
    if theme.look.fonts != shipped.look.fonts:
        text = text.replace(f'"{FONT}"', f'"{theme.look.fonts.print[0]}"')
    return text.encode()
