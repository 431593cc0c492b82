"""A drawing's words -> their outlines, where PDF/UA could not carry them as text.

Owns which words these are; must not know what is drawn. Typst sets words of every script in a page, but in a drawing
those whose letters join, or stand in another order than they are written, fail PDF/UA. A drawing has its words again
in its text alternative.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from jtbd_diag.publishing.pdf.missing_letters import families
from jtbd_diag.publishing.pdf.typst_compiler import pages_as_svg
from jtbd_diag.publishing.pdf.typst_literals import quoted, strings
from jtbd_diag.publishing.tree.right_to_left import is_right_to_left

if TYPE_CHECKING:
    from jtbd_diag.publishing.theme.theme import Theme

_SVG = "http://www.w3.org/2000/svg"
_TEXT, _GROUP = f"{{{_SVG}}}text", f"{{{_SVG}}}g"
_PLAIN = "\t\n\r -~\xa0-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u218f"
_JOINED = re.compile(f"[^{_PLAIN}]")
_PAGE = "#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+)')
_BLACK = re.compile(r'(<use [^>]*?) fill="#000000"')
_INHERITED = ("font-size", "font-weight", "font-style", "text-anchor")
_REPLACED = ("x", "y", "text-anchor", "transform")


def outlined(svg: str, theme: Theme) -> str:
    """The drawing, words with letters that join replaced by their outlines; as it is where there are none."""
    if _JOINED.search(svg) is None:
        return svg
    try:
        root = ET.fromstring(svg)
    except ET.ParseError:
        return svg  # Typst will say what is wrong with it
    found = list(_texts(root, {}))
    if not found:
        return svg
    source = _PAGE + "\n#pagebreak()\n".join(_line(text.text or "", look, theme) for _, text, look in found)
    for (parent, text, look), page in zip(found, pages_as_svg(source, theme), strict=True):
        parent[list(parent).index(text)] = _drawn(text, look, page)
    ET.register_namespace("", _SVG)
    return ET.tostring(root, encoding="unicode")


Inherited = Mapping[str, str]


def _texts(element: ET.Element, above: Inherited) -> Iterator[tuple[ET.Element, ET.Element, Inherited]]:
    """Every text whose letters join, with its parent and what it inherits."""
    look = {**above, **{name: element.attrib[name] for name in _INHERITED if name in element.attrib}}
    for child in element:
        if child.tag == _TEXT and len(child) == 0 and _JOINED.search(child.text or ""):
            yield element, child, {**look, **child.attrib}
        else:
            yield from _texts(child, look)


def _line(words: str, look: Inherited, theme: Theme) -> str:
    weight = "bold" if look.get("font-weight") in ("bold", "600", "700") else "regular"
    style = "italic" if look.get("font-style") == "italic" else "normal"
    direction = "rtl" if is_right_to_left(words) else "ltr"
    named = strings((*theme.look.fonts.print, *families(words)))
    font = f'font: {named}, size: {_size(look)}pt, weight: "{weight}", style: "{style}"'
    return f"#text({font}, dir: {direction}, top-edge: 0pt, bottom-edge: 0pt, {quoted(' '.join(words.split()))})"


def _size(look: Inherited) -> float:
    match_ = re.match(r"[\d.]+", look.get("font-size", "16"))
    return float(match_[0]) if match_ else 16.0


def _drawn(text: ET.Element, look: Inherited, page: str) -> ET.Element:
    """The outlines in a group that stands where the text stood and is filled as it was."""
    size = _SIZE.search(page)
    width = float(size[1]) if size else 0.0
    shift = {"middle": width / 2, "end": width}.get(look.get("text-anchor", "start"), 0.0)
    x, y = float(text.get("x", "0")) - shift, float(text.get("y", "0"))
    kept = {name: value for name, value in text.attrib.items() if name not in _REPLACED}
    moved = " ".join(filter(None, (text.get("transform"), f"translate({x:g} {y:g})")))
    group = ET.Element(_GROUP, {**kept, "transform": moved})
    group.tail = text.tail
    group.extend(ET.fromstring(_BLACK.sub(r"\1", page)))
    return group
