"""Writes what pages of docs/ list: complaints.md, sources.md, and in templates.md what a template may use.

Run it in a checkout, from anywhere: `python docs/write_pages.py`. A test says when that is due.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

from jtbd_diag.ground.catalogue import explained, table
from jtbd_diag.ground.complaints import Code
from jtbd_diag.ground.library import Library, shipped_folder
from jtbd_diag.playbook.advice.advice import load_advice
from jtbd_diag.playbook.checks.coverage import cited_by
from jtbd_diag.playbook.views.leader_view import LeaderView

DOCS = Path(__file__).parent
KINDS = {
    "F": "Files",
    "Y": "YAML",
    "Q": "Questionnaires",
    "A": "Answers",
    "P": "Plays, problem areas, sources and plans",
    "T": "Templates and themes",
    "C": "Cohorts, keys and folders",
    "D": "Engines elsewhere",
    "B": "Tables: surveys and their cells",
    "W": "Forms",
    "S": "Shortlists",
    "I": "Interviews and their tags",
    "E": "Many eyes on one place",
    "O": "Programs that are offered",
}
_BLOCK = re.compile(r"{% block (\w+) %}")
_MACRO = re.compile(r"{% macro (\w+)\(([^)]*)\) %}")


def pages() -> dict[str, str]:
    """The pages as they should be, by name."""
    return {
        "complaints.md": "\n".join(_complaints()) + "\n",
        "sources.md": "\n".join(_sources()) + "\n",
        "templates.md": _templates(),
    }


def _complaints() -> Iterator[str]:
    yield "# Complaints"
    yield ""
    yield "Every complaint says where, a code, what is wrong, and a hint. A code keeps its meaning for good;"
    yield "`jtbd-diag check --explain CODE` prints the same. This page is made by `docs/write_pages.py`."
    for letter, title in KINDS.items():
        yield from ("", f"## {title}", "", "| Code | What it means | How it is mended |", "|---|---|---|")
        for code in Code:
            if code.value.startswith(letter):
                yield f"| {code.value} | {' | '.join(explained(code.value))} |"


_ABOUT_SOURCES = """# Sources

Every source that a playbook cites, the strongest kind first: where it is used, how much of it was read by whoever
wrote the playbooks, and when last. “The page” is the page where it speaks of what is cited, often in a stored copy.
Where only an abstract or a beginning was read, nothing further in is claimed. What could not be opened is not cited:
its claims are gone, or worded as advice from practice. `docs/write_pages.py` makes this page from
`playbooks/sources.yaml`."""


def _sources() -> Iterator[str]:
    advice = load_advice(Library())
    cited = cited_by(advice)
    yield _ABOUT_SOURCES
    for kind, words in table("strengths").items():
        those = {key: source for key, source in advice.sources.items() if source.strength == kind}
        yield from (
            "",
            f"## {words.capitalize()} ({len(those)})",
            "",
            "| Source | Used in | Read | Note |",
            "|---|---|---|---|",
        )
        for key, source in those.items():
            year = f", {source.year}" if source.year else ""
            used = ", ".join(re.sub("[-_]", " ", name) for name in cited.get(key, ()))
            read = ", ".join(str(part) for part in (source.read_in_words, source.opened) if part)
            yield f"| {source.who}: [{source.what}]({source.where}){year} | {used} | {read} | {source.note or ''} |"


def _templates() -> str:
    page = (DOCS / "templates.md").read_text(encoding="utf-8")
    templates = shipped_folder() / "playbooks"
    blocks = _BLOCK.findall((templates / "base.md.j2").read_text(encoding="utf-8"))
    macros = _MACRO.findall((templates / "parts.md.j2").read_text(encoding="utf-8"))
    lists = {
        "blocks": ", ".join(f"`{name}`" for name in blocks),
        "leader": "\n" + "\n".join(f"| `{name}` | {says} |" for name, says in _leader()) + "\n",
        "parts": "\n" + "\n".join(f"- `parts.{name}({given})`" for name, given in macros) + "\n",
    }
    lists["leader"] = "\n| | |\n|---|---|" + lists["leader"]
    for name, words in lists.items():
        page = re.sub(rf"<!-- {name} -->.*?<!-- /{name} -->", _between(name, words), page, flags=re.DOTALL)
    return page


def _between(name: str, words: str) -> str:
    return f"<!-- {name} -->{words}<!-- /{name} -->".replace("\\", "\\\\")


def _leader() -> Iterator[tuple[str, str]]:
    """Every public name of a leader, as a template writes it, and the first line of what it is."""
    shown = [node for view in LeaderView.__mro__[:-1] for node in ast.walk(ast.parse(inspect.getsource(view)))]
    for one in shown:
        if isinstance(one, ast.FunctionDef) and not one.name.startswith("_"):
            marks = {mark.id for mark in one.decorator_list if isinstance(mark, ast.Name)}
            is_property = not marks.isdisjoint({"property", "cached_property"})
            given = [arg.arg for arg in one.args.args[1:]] + ([f"*{one.args.vararg.arg}"] if one.args.vararg else [])
            says = (ast.get_docstring(one) or "").split("\n\n")[0].replace("\n", " ")
            yield one.name if is_property else f"{one.name}({', '.join(given)})", says


if __name__ == "__main__":
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")
