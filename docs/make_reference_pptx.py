"""Makes playbooks/theme/reference.pptx, the master of the slides, from pandoc's own reference file.

Run it after a change of colors in theme.yaml:  python docs/make_reference_pptx.py
It needs pypandoc-binary. Sizes are in hundredths of a point, places in EMU, 914,400 to an inch.
"""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from pathlib import Path

import pypandoc

from jtbd_diag.publishing.theme.theme import load_theme
from jtbd_diag.publishing.word.word_in_theme_colours import FONT

TARGET = Path(__file__).parent.parent / "playbooks" / "theme" / "reference.pptx"
LEFT, WIDTH, WORDS_WIDE = 620_000, 7_904_000, 2_700_000
BAR = (
    '<p:sp><p:nvSpPr><p:cNvPr id="20" name="Bar"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>'
    '<a:off x="711440" y="430000"/><a:ext cx="760000" cy="55000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    '<a:solidFill><a:schemeClr val="accent2"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
)
PLACES = {  # file: [(placeholder, place and size), …]
    "ppt/slideMasters/slideMaster1.xml": [
        ('type="title"', (LEFT, 520_000, WIDTH, 760_000)),
        ('type="body" idx="1"', (LEFT, 1_330_000, WIDTH, 3_350_000)),
    ],
    "ppt/slideLayouts/slideLayout1.xml": [
        ('type="ctrTitle"', (LEFT, 1_500_000, WIDTH, 1_500_000)),
        ('type="subTitle" idx="1"', (LEFT, 3_060_000, WIDTH, 900_000)),
    ],
    "ppt/slideLayouts/slideLayout4.xml": [  # words beside a chart, which has to be read from the last row
        ('sz="half" idx="1"', (LEFT, 1_330_000, WORDS_WIDE, 3_350_000)),
        ('sz="half" idx="2"', (LEFT + WORDS_WIDE, 1_330_000, WIDTH - WORDS_WIDE, 3_350_000)),
    ],
}
TITLE = '<a:off x="620000" y="1500000"/><a:ext cx="7904000" cy="1500000"/></a:xfrm></p:spPr><p:txBody><a:bodyPr'
SPACE = '<a:spcBef><a:spcPct val="{}"/></a:spcBef><a:buFont'
WORDS = {
    "ppt/slideMasters/slideMaster1.xml": [
        ('<p:titleStyle><a:lvl1pPr algn="ctr"', '<p:titleStyle><a:lvl1pPr algn="l"'),
        (
            '<a:defRPr sz="3300" kern="1200"><a:solidFill><a:schemeClr val="tx1"/>',
            '<a:defRPr sz="3000" b="1" kern="1200"><a:solidFill><a:schemeClr val="tx2"/>',
        ),
        ('<a:defRPr sz="2400" kern="1200">', '<a:defRPr sz="2100" kern="1200">'),
        (SPACE.format(20_000), SPACE.format(40_000)),
        ('algn="r"><a:defRPr sz="900">', 'algn="r"><a:defRPr sz="1200">'),
        # pandoc numbers slides if the master says which of its feet are shown
        ("<p:txStyles>", '<p:hf sldNum="1" hdr="0" ftr="0" dt="0"/><p:txStyles>'),
    ],
    "ppt/slideLayouts/slideLayout4.xml": [('<a:lvl1pPr><a:defRPr sz="2100"/>', '<a:lvl1pPr><a:defRPr sz="1800"/>')],
    "ppt/slideLayouts/slideLayout1.xml": [
        ('marL="0" indent="0" algn="ctr"', 'marL="0" indent="0" algn="l"'),
        (
            f"{TITLE}/><a:lstStyle/>",
            f'{TITLE} anchor="b"/><a:lstStyle><a:lvl1pPr><a:defRPr sz="4400"/></a:lvl1pPr></a:lstStyle>',
        ),
    ],
}


def main() -> None:
    """Write the reference file, the same bytes every time."""
    program = pypandoc.get_pandoc_path()
    default = subprocess.run([program, "--print-default-data-file", "reference.pptx"], capture_output=True, check=True)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(default.stdout)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename.endswith(".xml"):
                data = _dressed(entry.filename, data.decode()).encode()
            new.writestr(zipfile.ZipInfo(entry.filename), data, zipfile.ZIP_DEFLATED)
    TARGET.write_bytes(out.getvalue())


def _dressed(name: str, text: str) -> str:
    for placeholder, (x, y, width, height) in PLACES.get(name, []):
        place = f'<a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/>'
        text = re.sub(rf"({placeholder}.*?<a:xfrm>)<a:off [^>]*/><a:ext [^>]*/>", rf"\1{place}", text, count=1)
    for old, new in WORDS.get(name, []):
        assert old in text, (name, old)
        text = text.replace(old, new)
    if "slideMaster1" in name:
        text = text.replace("</p:grpSpPr>", f"</p:grpSpPr>{BAR}", 1)
    return _in_colours(text) if name.startswith("ppt/theme/theme1") else text


def _in_colours(text: str) -> str:
    look = load_theme().look.colours
    scheme = {"dk1": look.ink, "lt1": look.paper, "dk2": look.accent, "lt2": look.tint, "hlink": look.accent}
    scheme |= {"accent1": look.accent, "accent2": look.brand, "accent3": look.muted, "accent4": look.line}
    scheme |= {"folHlink": look.muted}
    for name, colour in scheme.items():
        filled = f'<a:{name}><a:srgbClr val="{colour[1:].upper()}"/></a:{name}>'
        text = re.sub(rf"<a:{name}>.*?</a:{name}>", filled, text, count=1)
    return text.replace('<a:latin typeface="Calibri"/>', f'<a:latin typeface="{FONT}"/>')


if __name__ == "__main__":
    main()
