"""Pandoc's document model -> a Word or PowerPoint file, by pandoc in its sandbox.

Owns the program, and what is put right in the file that it makes; must not know what the document says.
"""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, complaint

_SECONDS = 120
_SLIDES = "ppt/slides/slide"
_MARKED = ("footer1.xml", "footer2.xml", "footer3.xml", "core.xml", "document.xml")


def run(model: str, reference: Path, to: str = "docx") -> bytes:
    """A document in pandoc's model as .docx or .pptx.

    Raises InputError: MISSING_PROGRAM, THEME_SHAPE for `reference`.
    """
    command = [_program(), "-f", "json", "-t", to, "--sandbox", f"--reference-doc={reference}", "-o", "-"]
    ran = subprocess.run(command, input=model.encode(), capture_output=True, timeout=_SECONDS, check=False)
    if ran.returncode:
        said, _, _ = ran.stderr.decode(errors="replace").strip().partition("\n")
        what = say("publishing.pandoc_refuses", said=said)
        raise complaint(Code.THEME_SHAPE, str(reference), what, say("publishing.pandoc_refuses_hint"))
    return ran.stdout


def _program() -> str:
    try:
        import pypandoc  # type: ignore[import-untyped]  # it carries no types

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError) as error:
        raise _missing() from error


def _missing() -> InputError:
    what = say("publishing.pandoc_missing")
    return complaint(Code.MISSING_PROGRAM, "pandoc", what, say("publishing.pandoc_missing_hint"))


def finished(
    made: bytes, instead: Mapping[str, str], dress: Callable[[bytes], bytes], styles: str = "word/styles.xml"
) -> bytes:
    """The same file with some marks replaced in its texts, its `styles` dressed, and no time of packing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename.endswith(_MARKED) or entry.filename.startswith(_SLIDES):
                for mark, words in instead.items():
                    data = data.replace(mark.encode(), words.encode())
            if entry.filename == "word/document.xml":
                data = _with_whole_rows(data)
            if entry.filename == styles:
                data = dress(data)
            new.writestr(zipfile.ZipInfo(entry.filename), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _with_whole_rows(document: bytes) -> bytes:
    """Rows of tables that no page cuts; headers come again on every page already."""
    kept = document.replace(b"<w:trPr>", b"<w:trPr><w:cantSplit/>")
    return kept.replace(b"<w:tr><w:tc>", b"<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc>")
