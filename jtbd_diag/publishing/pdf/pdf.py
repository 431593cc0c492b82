"""A document -> PDF (tagged, PDF/UA-1, the same bytes every time).

Owns what is tried when fonts lack letters, and the complaints about a theme's page; must not know what the source says.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, complaint
from jtbd_diag.publishing.document_warnings import warn
from jtbd_diag.publishing.drawings import figures
from jtbd_diag.publishing.pdf import missing_letters
from jtbd_diag.publishing.pdf.typst_compiler import MAIN, compile_pdf, fonts
from jtbd_diag.publishing.pdf.typst_source import source
from jtbd_diag.publishing.pdf.words_as_outlines import outlined
from jtbd_diag.publishing.theme.theme import Theme

if TYPE_CHECKING:
    from typst import TypstError

    from jtbd_diag.playbook.document import Document

_PACKAGE = re.compile(r'"@[\w-]+/')
_LINE = re.compile(rf"{re.escape(MAIN)}:(\d+):(\d+)")


def render(
    document: Document, theme: Theme, drawings: Mapping[str, str] | None = None, layout: str | None = None
) -> bytes:
    """The document as PDF.

    The same document and theme give the same bytes, on every machine that is, unless letters are used that
    Typst's own fonts lack. Those are looked for in the system's fonts; where no font has them a box stands in, or a
    sign's name, and a warning is logged. Threads take turns; a process forked after a first PDF hangs in Typst, so
    pools must spawn. `drawings`, SVG by name, stand in for the document's own; `layout` is a file of the theme that
    changes page.typ. Raises InputError for a faulty page.typ.
    """
    from typst import TypstError

    _refuse_packages(theme)
    drawn = figures.drawings(document, theme) if drawings is None else drawings
    text = source(document, theme, {name: outlined(svg, theme) for name, svg in drawn.items()}, layout)
    try:
        return _set(text, theme, document.date)
    except TypstError as error:
        raise _complaint(error, theme) from error


# --- fonts ----------------------------------------------------------------------------------------------


@dataclass
class _Known:
    """Letters met before: those that Typst's own fonts lack, and what stands for those that no font has."""

    beyond: set[str] = field(default_factory=set)
    nowhere: dict[int, str | None] = field(default_factory=dict)


@functools.cache
def _learned_of_fonts(_fonts: Path | None) -> _Known:
    """What was learned with a folder's fonts, so that it is learned once and not for each of many playbooks."""
    return _Known()


def _set(text: str, theme: Theme, date: datetime.date) -> bytes:
    """Compile with Typst's own fonts, and where these do not do, with every font there is."""
    from typst import TypstError

    known = _learned_of_fonts(theme.font_folder())
    more = missing_letters.ask_for_more_fonts(text) or not known.beyond.isdisjoint(text)
    if not (_names_system_fonts(theme) or more):
        try:
            return compile_pdf(text, theme, date)
        except TypstError as error:
            if not missing_letters.is_about_letters(error):
                raise
            known.beyond |= missing_letters.unshown(error)
    return _set_with_stand_ins(text, theme, date, known)


def _set_with_stand_ins(text: str, theme: Theme, date: datetime.date, known: _Known) -> bytes:
    """Compile with every font, and put something in the place of what still cannot be shown.

    First what stands for the letters that no font has; then signs that only join are left out; at last the PDF is made
    without the claim to PDF/UA, so that there is one.
    """
    from typst import TypstError

    instead, claims = dict(known.nowhere), True
    while True:
        try:
            made = compile_pdf(text.translate(instead), theme, date, system_fonts=True, claims_ua=claims)
        except TypstError as error:
            if not missing_letters.is_about_letters(error) or not claims:
                raise
            more = missing_letters.stand_ins(missing_letters.unshown(error)) or missing_letters.stand_ins(
                missing_letters.joining(text)
            )
            claims = bool(more.keys() - instead.keys())
            instead |= more
        else:
            known.nowhere |= {code: sign for code, sign in instead.items() if sign is not None}
            _tell(text, instead, claims)
            return made


def _tell(text: str, instead: Mapping[int, str | None], claims: bool) -> None:
    gone = [chr(code) for code in sorted(instead) if instead[code] and chr(code) in text]
    if gone:
        warn(missing_letters.letters_warning(gone))
    if not claims:
        warn(say("publishing.not_pdf_ua"))


def _names_system_fonts(theme: Theme) -> bool:
    named, folder = theme.look.fonts, theme.font_folder()
    if {named.print[0], named.print_headings[0]} <= set(fonts(False, folder).families()):
        return False
    there = set(fonts(True, folder).families())
    for families in (named.print, named.print_headings):
        if there.isdisjoint(families):
            warn(say("publishing.fonts_missing", fonts=", ".join(families)))
    return True


# --- a theme's page.typ ---------------------------------------------------------------------------------


def _refuse_packages(theme: Theme) -> None:
    """Typst would fetch packages from the network, where this program never goes."""
    lines = theme.text("page.typ").split("\n")
    for number, line in enumerate(lines, 1):
        if match_ := _PACKAGE.search(line):
            where = Location(str(theme.path("page.typ")), number, match_.start() + 1)
            raise _fetches(where)


def _fetches(where: Location) -> InputError:
    return complaint(Code.TEMPLATE_SYNTAX, where, say("publishing.packages"), say("publishing.packages_hint"))


def _complaint(error: TypstError, theme: Theme) -> InputError:
    file, lines = str(theme.path("page.typ")), theme.text("page.typ").count("\n") + 1
    match_ = _LINE.search(error.diagnostic)
    inside = match_ is not None and int(match_[1]) <= lines
    where = Location(file, int(match_[1]), int(match_[2])) if match_ and inside else Location(file)
    if "download package" in error.message:
        return _fetches(where)
    if "decode image" in error.message and theme.look.logo is not None:
        again = say("publishing.logo_broken_hint")
        return complaint(Code.THEME_SHAPE, str(theme.look.logo), error.message, again)
    code = Code.TEMPLATE_NAME if "unknown variable" in error.message else Code.TEMPLATE_SYNTAX
    hint = error.hints[0] if error.hints else None
    return complaint(code, where, error.message, hint)
