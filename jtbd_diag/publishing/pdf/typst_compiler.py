"""Typst source -> PDF, PNG and SVG, by a compiler that reaches nothing but what it is handed.

Owns the compiler, its fonts and its files, and how a PDF's objects are stored: Typst writes each of the thousand tags
of PDF/UA as an object of its own, uncompressed; here they are put together into compressed streams. Must not know what
the source says.
"""

from __future__ import annotations

import contextlib
import datetime
import functools
import io
import os
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from jtbd_diag.publishing.pdf.typst_literals import quoted
from jtbd_diag.publishing.theme.theme import Theme

if TYPE_CHECKING:
    from typst import Compiler, Fonts, PDFStandard

MAIN = "__typst_py_bytes__.typ"
_NOWHERE = __file__  # nothing lies below a file, so that nothing on the disk can be read
_PIXELS_PER_INCH = 330.0
_ONE_AT_A_TIME = threading.Lock()  # a Typst compiler is no good to two threads at once
_PROXIES = ("ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY")
_NOBODY_LISTENS = "http://127.0.0.1:9"


def compile_pdf(
    text: str, theme: Theme, date: datetime.date, *, system_fonts: bool = False, claims_ua: bool = True
) -> bytes:
    """Compile Typst source, dated at midnight UTC. Raises TypstError."""
    midnight = datetime.datetime.combine(date, datetime.time(), datetime.UTC)
    compiler = _compiler(system_fonts, theme.font_folder())
    standards: list[PDFStandard] = ["ua-1"] if claims_ua else []
    with _ONE_AT_A_TIME, theme.reachable() as folder, _no_network(theme):
        root = str(folder or _NOWHERE)
        made = compiler.compile(text.encode(), format="pdf", pdf_standards=standards, timestamp=midnight, root=root)
    return packed(_single(made))


def packed(pdf: bytes) -> bytes:
    """The same pages, tags and metadata, packed; the same bytes every time."""
    import pikepdf

    made = io.BytesIO()
    with tempfile.TemporaryDirectory(prefix="jtbd-diag-") as folder:
        file = Path(folder) / "made.pdf"  # what is in memory would be asked for piece by piece, which takes longer
        file.write_bytes(pdf)
        with pikepdf.open(file) as document:
            document.save(
                made,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                fix_metadata_version=False,
                deterministic_id=True,
            )
    return made.getvalue()


def picture(svg: str, theme: Theme) -> bytes:
    """An SVG drawing as PNG. Raises TypstError."""
    page = "#set page(width: auto, height: auto, margin: 0pt)"
    text = f'{page}\n#image(bytes({quoted(svg)}), format: "svg")'
    compiler = _compiler(True, theme.font_folder())
    with _ONE_AT_A_TIME:
        made = compiler.compile(text.encode(), format="png", ppi=_PIXELS_PER_INCH)
    return _single(made)


def pages_as_svg(text: str, theme: Theme) -> list[str]:
    """Each page as SVG whose letters are outlines. Raises TypstError."""
    compiler = _compiler(True, theme.font_folder())
    with _ONE_AT_A_TIME:
        made = compiler.compile(text.encode(), format="svg")
    return [page.decode() for page in (made if isinstance(made, list) else [made or b""])]


def _single(made: bytes | list[bytes] | None) -> bytes:
    assert isinstance(made, bytes)  # Typst gives a list only for several pages of pictures
    return made


@functools.cache
def fonts(system: bool, folder: Path | None) -> Fonts:
    """The fonts that come with Typst, those in `folder`, and those of the machine."""
    from typst import Fonts

    return Fonts(include_system_fonts=system, font_paths=[str(folder)] if folder else [])


@functools.cache
def _compiler(system: bool, folder: Path | None) -> Compiler:
    """A compiler for many documents; finding the system's fonts takes longer than a playbook."""
    from typst import Compiler

    return Compiler(
        root=_NOWHERE,
        font_paths=fonts(system, folder),
        package_path=_NOWHERE,
        package_cache_path=_NOWHERE,
    )


@contextlib.contextmanager
def _no_network(theme: Theme) -> Iterator[None]:
    """While a page of somebody's own is compiled, packages that it names cannot be fetched.

    Typst has no switch for it; it asks the environment through which proxy it may go, at the first package.
    """
    if not theme.replaces("page.typ"):
        yield
        return
    names = [name for known in _PROXIES for name in (known, known.lower())]
    before = {name: os.environ[name] for name in names if name in os.environ}
    os.environ.update({name: "" if name.upper() == "NO_PROXY" else _NOBODY_LISTENS for name in names})
    try:
        yield
    finally:
        for name in names:
            os.environ.pop(name, None)
        os.environ.update(before)
