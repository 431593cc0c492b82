"""Pandoc's document model -> a Word or PowerPoint file, by pandoc in its sandbox.

Owns the program, how words become pieces of its model, and what is put right in the file that it makes; must not know
what the document says.
"""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, complaint
from jtbd_diag.publishing.tree.markdown_parsed import MarkdownNode
from jtbd_diag.publishing.tree.right_to_left import AFTERWARDS, WITHIN, runs

Piece = dict[str, Any]
"""A node of pandoc's model: {"t": its name, "c": its content}."""
_API = [1, 23, 1]


def model(meta: Mapping[str, Piece], blocks: Sequence[Piece]) -> Piece:
    """A whole document in pandoc's model."""
    return {"pandoc-api-version": _API, "meta": dict(meta), "blocks": list(blocks)}


def meta(inlines: list[Piece]) -> Piece:
    """Words as a field of the document."""
    return {"t": "MetaInlines", "c": inlines}


def inline(nodes: Sequence[MarkdownNode]) -> list[Piece]:
    """Words in pandoc's model."""
    return [piece for node in nodes for piece in (_words(node) if node.kind == "text" else [_INLINES[node.kind](node)])]


def _words(node: MarkdownNode) -> list[Piece]:
    """Words, each run from right to left marked as one."""
    return [one for piece, left in runs(node.text) for one in (_leftward(piece) if left else [str_piece(piece)])]


def _leftward(words: str) -> list[Piece]:
    return [
        {"t": "Span", "c": [["", [], [["dir", "rtl"]]], [str_piece(f"{words}{WITHIN}")]]},
        str_piece(AFTERWARDS),
    ]


def str_piece(words: str) -> Piece:
    """Plain words."""
    return {"t": "Str", "c": words}


def _link(node: MarkdownNode) -> Piece:
    none, words = ["", [], []], inline(node.children)
    if not node.target:
        return {"t": "Span", "c": [none, words]}
    return {"t": "Link", "c": [none, words, [node.target, ""]]}


_INLINES: dict[str, Callable[[MarkdownNode], Piece]] = {
    "strong": lambda node: {"t": "Strong", "c": inline(node.children)},
    "emphasis": lambda node: {"t": "Emph", "c": inline(node.children)},
    "code": lambda node: {"t": "Code", "c": [["", [], []], node.text]},
    "link": _link,
    "line_break": lambda _: {"t": "LineBreak"},
}


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
