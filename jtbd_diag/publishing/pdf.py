"""Typst source -> PDF (tagged, PDF/UA-1, the same bytes every time) and PNG.

Owns the compiler and its fonts; must not know what the source says.
"""

from __future__ import annotations

import datetime
import functools
import logging
import re
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from jtbd_diag.errors import Code, InputError, Location, complaint
from jtbd_diag.publishing.theme import Theme
from jtbd_diag.publishing.typst import quoted, source

if TYPE_CHECKING:
    from typst import Compiler, Fonts, TypstError

    from jtbd_diag.playbook.writing import Playbook

_UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
_CODE_POINT = re.compile(r"\\u\{([0-9a-f]+)\}")
_LINE = re.compile(r"__typst_py_bytes__\.typ:(\d+):(\d+)")
_STAND_IN = "□"
_JOINERS = "\u200d\ufe0e\ufe0f"
_PIXELS_PER_INCH = 330.0
_ONE_AT_A_TIME = threading.Lock()  # a Typst compiler is no good to two threads at once

log = logging.getLogger(__name__)


def render(playbook: Playbook, theme: Theme, drawings: Mapping[str, str] | None = None) -> bytes:
    """The playbook as PDF.

    The same playbook and theme give the same bytes, on every machine that is, unless letters are used that
    Typst's own fonts lack. Those are looked for in the system's fonts; where no font has them a box stands in
    and a warning is logged. Threads take turns; a process forked after a first PDF hangs in Typst, so pools
    must spawn. `drawings`, SVG by name, stand in for the playbook's own. Raises InputError for a faulty page.typ.
    """
    from typst import TypstError

    _refuse_packages(theme)
    text = source(playbook, theme, drawings)
    try:
        return compile_pdf(text, theme, playbook.date, system_fonts=_names_system_fonts(theme))
    except TypstError as error:
        if not _unshown(error):
            raise _complaint(error, theme) from error
    return _with_system_fonts(text, theme, playbook.date)


def compile_pdf(text: str, theme: Theme, date: datetime.date, *, system_fonts: bool = False) -> bytes:
    """Compile Typst source, dated at midnight UTC. Raises TypstError."""
    midnight = datetime.datetime.combine(date, datetime.time(), datetime.UTC)
    compiler = _compiler(system_fonts, theme.font_folder())
    with _ONE_AT_A_TIME:
        made = compiler.compile(
            text.encode(), format="pdf", pdf_standards=["ua-1"], timestamp=midnight, root=str(_root(theme))
        )
    return _single(made)


def picture(svg: str, theme: Theme) -> bytes:
    """An SVG drawing as PNG."""
    page = "#set page(width: auto, height: auto, margin: 0pt)"
    text = f'{page}\n#image(bytes({quoted(svg)}), format: "svg")'
    compiler = _compiler(True, theme.font_folder())
    with _ONE_AT_A_TIME:
        made = compiler.compile(text.encode(), format="png", ppi=_PIXELS_PER_INCH)
    return _single(made)


def _single(made: bytes | list[bytes] | None) -> bytes:
    assert isinstance(made, bytes)  # Typst gives a list only for several pages of pictures
    return made


def _root(theme: Theme) -> Path:
    """The folder whose files page.typ may read."""
    return (theme.look.logo or theme.path("page.typ")).parent.resolve()


# --- fonts ----------------------------------------------------------------------------------------------


@functools.cache
def _fonts(system: bool, folder: Path | None) -> Fonts:
    from typst import Fonts

    return Fonts(include_system_fonts=system, font_paths=[str(folder)] if folder else [])


@functools.cache
def _compiler(system: bool, folder: Path | None) -> Compiler:
    """A compiler for many documents; finding the system's fonts takes longer than a playbook."""
    from typst import Compiler

    return Compiler(font_paths=_fonts(system, folder))


def _names_system_fonts(theme: Theme) -> bool:
    fonts, folder = theme.look.fonts, theme.font_folder()
    if {fonts.print[0], fonts.print_headings[0]} <= set(_fonts(False, folder).families()):
        return False
    there = set(_fonts(True, folder).families())
    for families in (fonts.print, fonts.print_headings):
        if there.isdisjoint(families):
            _warn(f"no font named {' or '.join(families)} is on this machine; the PDF is set in another")
    return True


def _with_system_fonts(text: str, theme: Theme, date: datetime.date) -> bytes:
    """Compile with every font there is, and put a box where no font has the letter."""
    from typst import TypstError

    instead: dict[int, str | None] = {}
    while True:
        try:
            made = compile_pdf(text.translate(instead), theme, date, system_fonts=True)
        except TypstError as error:
            missing = {ord(letter) for letter in _unshown(error)} - instead.keys()
            if not missing:
                raise _complaint(error, theme) from error
            instead |= {code: None if chr(code) in _JOINERS else _STAND_IN for code in missing}
        else:
            if instead:
                letters = " ".join(chr(code) for code in sorted(instead) if instead[code])
                _warn(f"no font on this machine has {letters}; a box stands in for each in the PDF")
            return made


def _unshown(error: TypstError) -> str:
    """The letters that no font has."""
    pieces = _UNSHOWN.findall(error.diagnostic)
    text = _CODE_POINT.sub(lambda match: chr(int(match[1], 16)), "".join(pieces))
    return "".join(letter for letter in text if not letter.isascii())


@functools.cache
def _warn(what: str) -> None:
    """Say a thing once, and not for each of a thousand playbooks."""
    log.warning(what)


# --- a theme's page.typ ---------------------------------------------------------------------------------


def _refuse_packages(theme: Theme) -> None:
    """Typst would fetch packages from the network, where this program never goes."""
    lines = theme.text("page.typ").split("\n")
    for number, line in enumerate(lines, 1):
        if '"@' in line:
            hint = "copy what you need from the package into page.typ"
            where = Location(str(theme.path("page.typ")), number, line.index('"@') + 1)
            raise complaint(Code.TEMPLATE_SYNTAX, where, "packages are not fetched", hint)


def _complaint(error: TypstError, theme: Theme) -> InputError:
    file, lines = str(theme.path("page.typ")), theme.text("page.typ").count("\n") + 1
    found = _LINE.search(error.diagnostic)
    inside = found is not None and int(found[1]) <= lines
    where = Location(file, int(found[1]), int(found[2])) if found and inside else Location(file)
    code = Code.TEMPLATE_NAME if "unknown variable" in error.message else Code.TEMPLATE_SYNTAX
    hint = error.hints[0] if error.hints else None
    return complaint(code, where, error.message, hint)
