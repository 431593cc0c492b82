"""Makes playbooks/theme/reference.docx, the styles of Word playbooks, from pandoc's own reference file.

Run it after a change of colours in theme.yaml:  python docs/make_reference_docx.py
It needs python-docx and pypandoc-binary; the program itself needs neither this script nor python-docx.
"""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import pypandoc
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches, Pt, RGBColor

from jtbd_diag.ground.page_colours import Colours
from jtbd_diag.publishing.theme.theme import load_theme
from jtbd_diag.publishing.word.word import FOOTER_MARK
from jtbd_diag.publishing.word.word_in_theme_colours import FONT

TARGET = Path(__file__).parent.parent / "playbooks" / "theme" / "reference.docx"
# style: (points, bold, italic, colour, space before, space after)
LOOKS = {
    "Normal": (10.5, False, False, "ink", 0, 5),
    "Body Text": (10.5, False, False, "ink", 0, 5),
    "First Paragraph": (10.5, False, False, "ink", 0, 5),
    "Compact": (10.5, False, False, "ink", 0, 2),
    "Title": (24, True, False, "accent", 0, 4),
    "Date": (10.5, False, False, "muted", 0, 10),
    "Heading 1": (15.5, True, False, "accent", 16, 5),
    "Heading 2": (12.5, True, False, "ink", 12, 3),
    "Heading 3": (11, True, False, "ink", 10, 3),
    "Byline": (10, False, True, "muted", 0, 5),
    "Announcement": (10.5, False, False, "ink", 0, 4),
    "Lead-in": (10.5, True, False, "ink", 6, 2),
    "Callout": (10.5, False, False, "ink", 0, 9),
    "Callout Label": (10.5, True, False, "accent", 9, 0),
    "Table Text": (9.5, False, False, "ink", 0, 0),
    "Table Heading": (9.5, True, False, "accent", 0, 0),
    "Table Room": (9.5, False, False, "ink", 0, 13),
    "Trait": (9.5, False, False, "ink", 0, 2),
    "Source": (8.5, False, False, "ink", 0, 2),
    "Figure": (10.5, False, False, "ink", 6, 8),
    "Footer": (8, False, False, "muted", 0, 0),
}
KEPT_WITH_NEXT = (
    *("Announcement", "Byline", "Lead-in", "Callout Label", "Table Heading"),
    *("Heading 1", "Heading 2", "Heading 3"),
)


def main() -> None:
    """Write the reference file, the same bytes every time."""
    colours = load_theme().look.colours
    document = Document(io.BytesIO(default_reference()))
    for name, look in LOOKS.items():
        dress(style_of(document, name), look, colours)
    for name in ("Callout", "Callout Label"):
        shade(style_of(document, name), colours)
    style_of(document, "Hyperlink").font.color.rgb = rgb(colours.accent)
    style_of(document, "Hyperlink").font.underline = True
    rule_tables(document, colours)
    lay_out(document)
    made = io.BytesIO()
    document.save(made)
    TARGET.write_bytes(undated(made.getvalue()))


def default_reference() -> bytes:
    """Pandoc's reference file."""
    command = [pypandoc.get_pandoc_path(), "--print-default-data-file", "reference.docx"]
    return subprocess.run(command, capture_output=True, check=True).stdout


def style_of(document, name):
    """A style by name, made when pandoc's file lacks it."""
    try:
        return document.styles[name]
    except KeyError:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Body Text"]
        style.quick_style = True
        return style


def dress(style, look, colours: Colours) -> None:
    """Font, colour and spacing of a paragraph style."""
    points, bold, italic, colour, before, after = look
    style.font.size, style.font.bold, style.font.italic = Pt(points), bold, italic
    style.font.cs_bold, style.font.cs_italic = bold, italic  # the same for scripts that run from right to left
    style.font.color.rgb = rgb(getattr(colours, colour))
    look_alike(style.element.get_or_add_rPr())
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for key in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{key}"), FONT)
    style.hidden = False
    layout = style.paragraph_format
    layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), 1.1
    layout.alignment = 0
    layout.keep_with_next = style.name in KEPT_WITH_NEXT
    layout.widow_control = True


def look_alike(properties) -> None:
    """Letters of scripts that run from right to left as large as the others."""
    size = properties.find(qn("w:sz"))
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    alike = OxmlElement("w:szCs")
    alike.set(qn("w:val"), size.get(qn("w:val")))
    size.addnext(alike)


def shade(style, colours: Colours) -> None:
    """A tinted box with a bar on its left."""
    layout = style.paragraph_format
    layout.left_indent = layout.right_indent = Inches(0.15)
    layout.keep_together = True
    properties = style.element.get_or_add_pPr()
    bar = f'<w:left w:val="single" w:sz="24" w:space="8" w:color="{colours.brand[1:]}"/>'
    border = f"<w:pBdr {nsdecls('w')}>{bar}</w:pBdr>"
    fill = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colours.tint[1:]}"/>'
    following = properties.find(qn("w:spacing"))
    for xml in (border, fill):
        following.addprevious(parse_xml(xml))
    properties.find(qn("w:ind")).addnext(OxmlElement("w:contextualSpacing"))


def rule_tables(document, colours: Colours) -> None:
    """Thin lines between rows, a stronger one under a header that repeats on every page."""
    style = document.styles["Table"].element
    for old in [*style.findall(qn("w:tblStylePr")), *style.findall(qn("w:tblPr"))]:
        style.remove(old)
    line, accent = colours.line[1:], colours.accent[1:]
    style.append(
        parse_xml(f"""
      <w:tblPr {nsdecls("w")}>
        <w:tblInd w:w="0" w:type="dxa"/>
        <w:tblBorders>
          <w:top w:val="single" w:sz="12" w:space="0" w:color="{accent}"/>
          <w:bottom w:val="single" w:sz="4" w:space="0" w:color="{line}"/>
          <w:insideH w:val="single" w:sz="4" w:space="0" w:color="{line}"/>
        </w:tblBorders>
        <w:tblCellMar>
          <w:top w:w="70" w:type="dxa"/><w:left w:w="90" w:type="dxa"/>
          <w:bottom w:w="50" w:type="dxa"/><w:right w:w="90" w:type="dxa"/>
        </w:tblCellMar>
      </w:tblPr>""")
    )
    style.append(
        parse_xml(f"""
      <w:trPr {nsdecls("w")}><w:cantSplit/></w:trPr>""")
    )
    style.append(
        parse_xml(f"""
      <w:tblStylePr {nsdecls("w")} w:type="firstRow">
        <w:trPr><w:tblHeader/></w:trPr>
        <w:tcPr><w:tcBorders>
          <w:bottom w:val="single" w:sz="8" w:space="0" w:color="{accent}"/>
        </w:tcBorders></w:tcPr>
      </w:tblStylePr>""")
    )


def lay_out(document) -> None:
    """US letter, and a footer with the playbook's line and the page of how many."""
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = Inches(0.85)
    section.top_margin = section.bottom_margin = Inches(0.9)
    section.header_distance = section.footer_distance = Inches(0.5)
    paragraph = section.footer.paragraphs[0]
    paragraph.style = style_of(document, "Footer")
    paragraph.add_run(FOOTER_MARK)
    pages = section.footer.add_paragraph(style=style_of(document, "Footer"))
    pages.paragraph_format.tab_stops.add_tab_stop(Inches(6.8), WD_TAB_ALIGNMENT.RIGHT)
    pages.add_run("\tPage ")
    field(pages, "PAGE")
    pages.add_run(" of ")
    field(pages, "NUMPAGES")


def field(paragraph, code: str) -> None:
    """A number that Word works out."""
    element = OxmlElement("w:fldSimple")
    element.set(qn("w:instr"), code)
    element.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>1</w:t></w:r>"))
    paragraph._p.append(element)


def rgb(colour: str) -> RGBColor:
    """A colour `#rrggbb` as Word has it."""
    return RGBColor.from_string(colour[1:].upper())


def undated(data: bytes) -> bytes:
    """The same archive without the time at which it was packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            new.writestr(zipfile.ZipInfo(entry.filename), old.read(entry), zipfile.ZIP_DEFLATED)
    return out.getvalue()


if __name__ == "__main__":
    main()
