"""A YAML parser's complaints in plain words.

Owns the wording; knows nothing of what is being read.
"""

from __future__ import annotations

import yaml

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, complaint
from jtbd_diag.ground.yaml_parser import DEEPEST, too_deep

PLAINLY = {
    "mapping values are not allowed in this context": ("ground.yaml_colon", "ground.yaml_quotes_hint"),
    "did not find expected ',' or ']'": ("ground.yaml_list", "ground.yaml_list_hint"),
    "did not find expected ',' or '}'": ("ground.yaml_mapping", "ground.yaml_mapping_hint"),
    "did not find expected '-' indicator": ("ground.yaml_entry", None),
    "did not find expected key": ("ground.yaml_key", "ground.yaml_indent_hint"),
    "could not find expected ':'": ("ground.yaml_no_colon", "ground.yaml_line_above_hint"),
    "found unexpected end of stream": ("ground.yaml_quotes_open", "ground.yaml_quotes_open_hint"),
    "found character that cannot start any token": ("ground.yaml_text_begins", "ground.yaml_quotes_hint"),
    "found unexpected ':'": ("ground.yaml_colon", "ground.yaml_quotes_hint"),
    "did not find expected node content": ("ground.yaml_value", "ground.yaml_quotes_hint"),
    "did not find expected alphabetic or numeric character": ("ground.yaml_anchor", "ground.yaml_quotes_hint"),
    "did not find expected comment or line break": ("ground.yaml_block", None),
    "did not find expected <document start>": ("ground.yaml_goes_on", "ground.yaml_quotes_hint"),
    "found unknown escape character": ("ground.yaml_escape", "ground.yaml_escape_hint"),
    # the same as PyYAML's own parser has it
    "mapping values are not allowed here": ("ground.yaml_colon", "ground.yaml_quotes_hint"),
    "expected ',' or ']'": ("ground.yaml_list", "ground.yaml_list_hint"),
    "expected ',' or '}'": ("ground.yaml_mapping", "ground.yaml_mapping_hint"),
    "expected <block end>": ("ground.yaml_key_or_entry", "ground.yaml_indent_hint"),
    "expected the node content": ("ground.yaml_value", "ground.yaml_quotes_hint"),
    "expected alphabetic or numeric character": ("ground.yaml_anchor", "ground.yaml_quotes_hint"),
    "expected a comment or a line break": ("ground.yaml_block", None),
    "expected chomping or indentation indicators": ("ground.yaml_block", None),
    "expected '<document start>'": ("ground.yaml_goes_on", "ground.yaml_quotes_hint"),
    "found character": ("ground.yaml_text_begins", "ground.yaml_quotes_hint"),
}
"""What a parser says, by how it begins; and what is said in its place, and as a hint."""


def malformed(error: yaml.MarkedYAMLError, text: str, file: str, first_line: int) -> InputError:
    """The complaint of a parser as ours: where the trouble is, or where it began when it runs to the end."""
    mark, begun = error.problem_mark, error.context_mark
    if mark is None or (begun is not None and not text[mark.index :].strip()):
        mark = begun or mark
    assert mark is not None  # the parsers always tell where
    if depth := too_deep(text, mark.index + 1):
        return nested_too_deep(Location(file, depth[0] + first_line, depth[1] + 1))
    what, hint = _plainly(error.problem or "", text[mark.index : mark.index + 1])
    where = Location(file, mark.line + first_line, mark.column + 1)
    if begun is not None and begun.line != mark.line:
        what = say("ground.not_yaml_begun", what=what, line=begun.line + first_line)
    else:
        what = say("ground.not_yaml", what=what)
    return complaint(Code.MALFORMED_YAML, where, what, hint)


def _plainly(problem: str, letter: str) -> tuple[str, str | None]:
    """What a parser says, in plain words, and a hint; `letter` stands where the trouble is."""
    if letter == "\t":
        return say("ground.yaml_tab"), say("ground.yaml_tab_hint")
    found = next((words for begins, words in PLAINLY.items() if problem.startswith(begins)), None)
    if found is None:
        return problem or say("ground.yaml_unreadable"), None
    what, hint = found
    return say(what), say(hint) if hint else None


def nested_too_deep(where: Location) -> InputError:
    """The complaint about brackets or lists in each other without end."""
    return complaint(Code.TOO_DEEP, where, say("ground.yaml_deep", deepest=DEEPEST), say("ground.right_file_hint"))


def forbidden(text: str, at: int, file: str, first_line: int) -> InputError:
    """The complaint about a character that YAML allows nowhere."""
    line, column = text.count("\n", 0, at), at - text.rfind("\n", 0, at)
    what = say("ground.yaml_forbidden", letter=f"U+{ord(text[at]):04X}")
    return complaint(
        Code.MALFORMED_YAML, Location(file, line + first_line, column), what, say("ground.take_it_out_hint")
    )
