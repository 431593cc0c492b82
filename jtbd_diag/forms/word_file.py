"""A Word document of paragraphs: text, blanks to fill in and boxes to tick as Word's own controls.

Owns the file's format (ECMA-376, as Word reads it); knows nothing of questionnaires.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from unicodedata import bidirectional
from xml.sax.saxutils import escape, quoteattr

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MADE = (2000, 1, 1, 0, 0, 0)  # the same form is the same bytes
_FRAME = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_PARTS}/officeDocument" Target="word/document.xml"/></Relationships>'
    ),
    "word/_rels/document.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_PARTS}/styles" Target="styles.xml"/></Relationships>'
    ),
}
# style: what it is based on, size in half points, space before and after in twentieths, indent, color, bold, italic
_STYLES = {
    "Title": ("Title", 36, 0, 120, 0, "1F3A5F", True, False),
    "Heading1": ("heading 1", 26, 320, 80, 0, "1F3A5F", True, False),
    "Question": ("Question", 22, 200, 40, 0, "000000", True, False),
    "Help": ("Help", 19, 0, 40, 0, "555555", False, True),
    "Option": ("Option", 21, 20, 20, 360, "000000", False, False),
    "Blank": ("Blank", 21, 120, 0, 360, "000000", False, False),
    "Short": ("Short blank", 21, 120, 0, 360, "000000", False, False),
}
_RULED = {"Blank": 0, "Short": 6000}
"""Lines to write on, with how far they end before the margin, in twentieths of a point."""
_KEPT = {"Title", "Heading1", "Question", "Help"}  # with what follows, on one page


@dataclass(frozen=True)
class TickBox:
    """A box to tick."""

    name: str


@dataclass(frozen=True)
class Blank:
    """A blank to write in; `shown` stands in it until then."""

    name: str
    shown: str


@dataclass(frozen=True)
class Paragraph:
    """Texts and controls in one line of thought; `style` is one of the document's."""

    style: str
    pieces: Sequence[str | TickBox | Blank] = field(default=())


def document(paragraphs: Iterable[Paragraph]) -> bytes:
    """The file. Titles of controls are at most 64 letters long."""
    numbers = count(1)
    body = "".join(_paragraph(paragraph, numbers) for paragraph in paragraphs)
    size = '<w:sectPr><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1080" w:right="1080" w:bottom="1080" '
    size += 'w:left="1080" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
    files = {
        **_FRAME,
        "word/styles.xml": f"<w:styles {_W}>{''.join(_styles())}</w:styles>",
        "word/document.xml": f"<w:document {_W}><w:body>{body}{size}</w:body></w:document>",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, _MADE), _HEAD + text, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _styles() -> Iterator[str]:
    yield '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>'
    yield '<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-US"/></w:rPr></w:rPrDefault></w:docDefaults>'
    yield '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    for style, (name, size, before, after, indent, color, bold, italic) in _STYLES.items():
        yield f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/>'
        yield '<w:basedOn w:val="Normal"/><w:pPr>'
        yield "<w:keepNext/><w:keepLines/>" if style in _KEPT else "<w:keepLines/>"
        if style in _RULED:
            rule = '<w:{} w:val="single" w:sz="4" w:space="1" w:color="888888"/>'
            yield f"<w:pBdr>{rule.format('bottom')}{rule.format('between')}</w:pBdr>"
        yield f'<w:spacing w:before="{before}" w:after="{after}"/>'
        yield f'<w:ind w:left="{indent}" w:right="{_RULED.get(style, 0)}"/>'
        yield '<w:outlineLvl w:val="0"/>' if style == "Heading1" else ""
        yield f"</w:pPr><w:rPr>{'<w:b/><w:bCs/>' * bold}{'<w:i/><w:iCs/>' * italic}"
        yield f'<w:color w:val="{color}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'


def _paragraph(paragraph: Paragraph, numbers: Iterator[int]) -> str:
    first = next((sign for piece in paragraph.pieces if isinstance(piece, str) for sign in piece if sign.isalpha()), "")
    turned = "<w:bidi/>" if first and bidirectional(first) in ("R", "AL") else ""
    pieces = "".join(_piece(piece, numbers) for piece in paragraph.pieces)
    return f'<w:p><w:pPr><w:pStyle w:val="{paragraph.style}"/>{turned}</w:pPr>{pieces}</w:p>'


def _piece(piece: str | TickBox | Blank, numbers: Iterator[int]) -> str:
    if isinstance(piece, str):
        return _run(piece)
    named = (
        f"<w:alias w:val={quoteattr(_in_xml(piece.name)[:64])}/><w:tag w:val={quoteattr(_in_xml(piece.name)[:64])}/>"
    )
    named += f'<w:id w:val="{next(numbers)}"/>'
    if isinstance(piece, TickBox):
        sign = (
            '<w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/>'
        )
        sign += "</w:rPr><w:t>\u2610</w:t></w:r>"
        states = '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" '
        states += 'w14:font="MS Gothic"/>'
        checkbox = f'<w14:checkbox><w14:checked w14:val="0"/>{states}</w14:checkbox>'
        return f"<w:sdt><w:sdtPr>{named}{checkbox}</w:sdtPr><w:sdtContent>{sign}</w:sdtContent></w:sdt>"
    control = f'<w:sdtPr>{named}<w:showingPlcHdr/><w:text w:multiLine="1"/></w:sdtPr>'
    return f"<w:sdt>{control}<w:sdtContent>{_run(piece.shown)}</w:sdtContent></w:sdt>"


def _run(text: str) -> str:
    lines = [f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in _in_xml(text).split("\n")]
    return f"<w:r>{'<w:br/>'.join(lines)}</w:r>"


def _in_xml(text: str) -> str:
    """What XML can hold."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        c for c in plain if c in "\n\t" or (c >= " " and not 0xD800 <= ord(c) <= 0xDFFF and c not in "\ufffe\uffff")
    )
