"""A YAML parser's complaints in plain words.

Owns the wording; knows nothing of what is being read.
"""

from __future__ import annotations

import yaml

from jtbd_diag.ground.complaints import Code, InputError, Location, complaint
from jtbd_diag.ground.yaml_loader import DEEPEST, too_deep

_QUOTES = "put quotes around a text that holds ': ' or begins with a sign"
_PLAINLY = {
    "mapping values are not allowed in this context": ("a ': ' stands where no key can", _QUOTES),
    "did not find expected ',' or ']'": ("a list in [ ] lacks a ',' or its end", "look for a missing ',' or ']'"),
    "did not find expected ',' or '}'": ("a mapping in { } lacks a ',' or its end", "look for a missing ',' or '}'"),
    "did not find expected '-' indicator": ("a list entry, beginning with '- ', was expected here", None),
    "did not find expected key": ("a key was expected here", f"look at the indentation; {_QUOTES}"),
    "could not find expected ':'": ("a ':' after a key was expected here", f"look at the line above; {_QUOTES}"),
    "found unexpected end of stream": ("a text in quotes has no end", "close the quotes"),
    "found character that cannot start any token": ("a text cannot begin like this", _QUOTES),
    "found unexpected ':'": ("a ':' stands where no key can", _QUOTES),
    "did not find expected node content": ("a value was expected here", _QUOTES),
    "did not find expected alphabetic or numeric character": ("a name was expected after '*' or '&'", _QUOTES),
    "did not find expected comment or line break": ("nothing can follow a '|' or '>' on its line", None),
    "did not find expected <document start>": ("the file goes on here after it has ended", _QUOTES),
    "found unknown escape character": (
        r"a '\' in double quotes begins no character that YAML knows",
        r"use single quotes, or write '\\'",
    ),
    # the same as PyYAML's own parser has it
    "mapping values are not allowed here": ("a ': ' stands where no key can", _QUOTES),
    "expected ',' or ']'": ("a list in [ ] lacks a ',' or its end", "look for a missing ',' or ']'"),
    "expected ',' or '}'": ("a mapping in { } lacks a ',' or its end", "look for a missing ',' or '}'"),
    "expected <block end>": ("a key or a list entry was expected here", f"look at the indentation; {_QUOTES}"),
    "expected the node content": ("a value was expected here", _QUOTES),
    "expected alphabetic or numeric character": ("a name was expected after '*' or '&'", _QUOTES),
    "expected a comment or a line break": ("nothing can follow a '|' or '>' on its line", None),
    "expected chomping or indentation indicators": ("nothing can follow a '|' or '>' on its line", None),
    "expected '<document start>'": ("the file goes on here after it has ended", _QUOTES),
    "found character": ("a text cannot begin like this", _QUOTES),
}


def malformed(error: yaml.MarkedYAMLError, text: str, file: str, first_line: int) -> InputError:
    """The complaint of a parser as ours: where the trouble is, or where it began when it runs to the end."""
    mark, begun = error.problem_mark, error.context_mark
    if mark is None or (begun is not None and not text[mark.index :].strip()):
        mark = begun or mark
    assert mark is not None  # the parsers always tell where
    if depth := too_deep(text, mark.index + 1):
        return nested_too_deep(Location(file, depth[0] + first_line, depth[1] + 1))
    problem = error.problem or "it cannot be read"
    what, hint = next((words for begins, words in _PLAINLY.items() if problem.startswith(begins)), (problem, None))
    if text[mark.index : mark.index + 1] == "\t":
        what, hint = "a tab cannot indent", "indent with spaces"
    if begun is not None and begun.line != mark.line:
        what += f", in what begins on line {begun.line + first_line}"
    where = Location(file, mark.line + first_line, mark.column + 1)
    return complaint(Code.MALFORMED_YAML, where, f"not YAML: {what}", hint)


def nested_too_deep(where: Location) -> InputError:
    """The complaint about brackets or lists in each other without end."""
    return complaint(Code.TOO_DEEP, where, f"nested deeper than {DEEPEST}", "is this the right file?")


def forbidden(text: str, at: int, file: str, first_line: int) -> InputError:
    """The complaint about a character that YAML allows nowhere."""
    line, column = text.count("\n", 0, at), at - text.rfind("\n", 0, at)
    what = f"not YAML: it does not allow the character U+{ord(text[at]):04X}"
    return complaint(Code.MALFORMED_YAML, Location(file, line + first_line, column), what, "take it out")
