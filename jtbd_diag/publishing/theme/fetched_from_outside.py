"""What a page or a Word file would fetch from outside of itself, so that it can be refused.

Owns what counts as outside; must not know how pages and files are made. A link that a reader may follow is none.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Collection, Iterator
from html.parser import HTMLParser
from pathlib import Path

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem, complaint

MOST_BYTES = 200_000_000
_HERE = re.compile(r"\s*(?:#|data:|$)", re.IGNORECASE)
_IN_STYLE = re.compile(r"@import\b[^;]*|(?:url|src|image-set)\(\s*+['\"]?+(?!\s*(?:#|data:))[^)]*\)?", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([0-9a-f]{1,6})\s?", re.IGNORECASE)
_LOADING = {
    *("src", "srcset", "imagesrcset", "poster", "data", "background", "lowsrc", "dynsrc", "xlink:href"),
    *("action", "formaction", "ping", "manifest", "codebase", "archive", "classid"),
}
_FOLLOWED = ("a", "area")
_FOLLOWABLE = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_FETCHING_FIELD = re.compile(
    r"INCLUDE(?:PICTURE|TEXT)|DDE(?:AUTO)?|\bLINK\b|\bIMPORT\b|\bDATABASE\b|\bRD\b|AUTOTEXT|MACROBUTTON", re.IGNORECASE
)
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


# --- pages ----------------------------------------------------------------------------------------------


def fetched_by_page(page: str, scripts: Collection[str] = ()) -> list[str]:
    """What a browser would fetch for the page beyond the page itself, and programs other than `scripts`."""
    reader = _OutsideReader(scripts)
    reader.feed(page)
    reader.close()
    return reader.found


class _OutsideReader(HTMLParser):
    def __init__(self, scripts: Collection[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._scripts = scripts
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        values = {name: value or "" for name, value in attrs}
        for name, value in values.items():
            self.found += self._in_attribute(tag, name, value)
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            self.found.append(values.get("content", ""))

    def _in_attribute(self, tag: str, name: str, value: str) -> list[str]:
        if name in _LOADING or (name == "href" and tag not in _FOLLOWED):
            return [] if _HERE.match(value) else [value.strip()]
        if name.startswith("on") or name == "srcdoc" or re.match(r"\s*javascript:", value, re.IGNORECASE):
            return [f"{name}={value.strip()}"]
        return _in_style(value) if name == "style" or ("(" in value and tag not in _FOLLOWED) else []

    def handle_pi(self, data: str) -> None:
        if "href" in data:
            self.found.append(f"<?{data}>")

    def handle_decl(self, decl: str) -> None:
        if "<!ENTITY" in decl.upper():
            self.found.append("<!ENTITY>")

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "style":
            self.found += _in_style(data)
        elif self._inside == "script" and data.strip() and data not in self._scripts:
            self.found.append(f"<script>{data.strip()}")


def _in_style(style: str) -> list[str]:
    """Addresses in a style sheet, whose letters may be written as numbers."""
    plain = _ESCAPED.sub(lambda found: chr(min(int(found[1], 16), 0x10FFFF)), style).replace("\\", "")
    return _IN_STYLE.findall(plain)


def refuse_outside_of_drawing(path: Path) -> None:
    """Raise InputError (THEME_SHAPE) where an SVG drawing names anything outside of itself."""
    found = fetched_by_page(path.read_text(encoding="utf-8", errors="replace"))
    if found:
        hint = say("publishing.drawing_would_fetch_hint")
        what = say("publishing.drawing_would_fetch", found=_short(found[0]))
        raise complaint(Code.THEME_SHAPE, str(path), what, hint)


# --- Word files -----------------------------------------------------------------------------------------


def refuse_outside_of_word(path: Path, most: int = MOST_BYTES) -> None:
    """Raise InputError (THEME_SHAPE) where a Word file names anything that Word would fetch, or is none."""
    hint = say("publishing.start_from_shipped")
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > most:
                what = say("publishing.file_unfolds", most=most // 1_000_000)
                raise complaint(Code.THEME_SHAPE, str(path), what, hint)
            archive.getinfo("word/styles.xml")
            named = [say("publishing.names_outside", place=place, what=what) for place, what in _named_in(archive)]
    except (zipfile.BadZipFile, KeyError, ET.ParseError, OSError, NotImplementedError, RuntimeError) as error:
        raise complaint(Code.THEME_SHAPE, str(path), say("publishing.no_word_document"), hint) from error
    if named:
        hint = say("publishing.word_outside_hint", hint=hint)
        raise InputError([Problem(Code.THEME_SHAPE, Location(str(path)), what, hint) for what in named])


def _named_in(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    for name in archive.namelist():
        if name.endswith(".rels"):
            for one in ET.fromstring(archive.read(name)):
                if one.get("TargetMode") == "External" and not _is_link(one):
                    yield name, say("publishing.word_outside", x=_short(one.get("Target", "")))
        elif name.startswith("word/") and name.endswith(".xml"):
            yield from ((name, say("publishing.word_field", found=found)) for found in _fields(archive.read(name)))


def _is_link(relationship: ET.Element) -> bool:
    is_link = relationship.get("Type", "").endswith("/hyperlink")
    return is_link and _FOLLOWABLE.match(relationship.get("Target", "")) is not None


def _fields(part: bytes) -> list[str]:
    """Fields that fetch; Word cuts a field's name into pieces as it likes."""
    if b"instr" not in part:
        return []
    root = ET.fromstring(part)
    pieces = "".join(one.text or "" for one in root.iter(f"{_WORD}instrText"))
    simple = " ".join(one.get(f"{_WORD}instr", "") for one in root.iter(f"{_WORD}fldSimple"))
    return sorted({found.upper() for found in _FETCHING_FIELD.findall(f"{pieces} {simple}")})


def _short(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:79]}…"
