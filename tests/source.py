"""The program's own code, parsed once for all tests that read it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from tests.checkout import ROOT

PACKAGE = ROOT / "jtbd_diag"
FILES = sorted(path for path in PACKAGE.rglob("*.py") if "shipped" not in path.parts)
RING = [path for path in FILES if path.is_relative_to(PACKAGE / "cli")]
"""The command line, which alone speaks."""


def name_of(path: Path) -> str:
    """A file of the package by its room."""
    return str(path.relative_to(PACKAGE))


@cache
def tree_of(path: Path) -> ast.Module:
    """A file, parsed."""
    return ast.parse(path.read_text("utf-8"), str(path))


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """All that a file is made of, as `ast.walk` comes by it."""
    return tuple(ast.walk(tree_of(path)))
