"""The YAML parser beneath: one grammar and one bound on depth, with libyaml and without.

Owns how the two parsers of PyYAML are brought to agree; knows nothing of what is read.
"""

from __future__ import annotations

from typing import Any

import yaml

DEEPEST = 60


class PureLoader(yaml.SafeLoader):
    """PyYAML's own parser, reading what libyaml reads: `{text: Who could say?}`, tabs in a text and after it."""

    in_plain_text = False

    def scan_plain(self) -> Any:
        """Take a '?' in a plain text inside { } or [ ] for a letter and a tab for a space, as YAML 1.2 has it."""
        self.in_plain_text = True
        try:
            return super().scan_plain()
        finally:
            self.in_plain_text = False

    def peek(self, index: int = 0) -> str:
        """The character so far ahead."""
        found: str = super().peek(index)
        return {"?": "x", "\t": " "}.get(found, found) if self.in_plain_text else found

    def scan_to_next_token(self) -> None:
        """Pass over tabs as over spaces where they indent nothing."""
        super().scan_to_next_token()
        while self.peek() == "\t" and (self.flow_level or not self.allow_simple_key):
            self.forward()
            super().scan_to_next_token()

    def fetch_flow_collection_start(self, token: Any) -> None:
        """Stop at once at what is nested too deep: this parser looks ahead over all of it."""
        if self.flow_level > DEEPEST:
            problem = "exceeded maximum nesting depth"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=self.get_mark())
        super().fetch_flow_collection_start(token)


Loader: Any = getattr(yaml, "CSafeLoader", PureLoader)


def too_deep(text: str, end: int) -> tuple[int, int] | None:
    """Where, by line and column from 0, brackets before `end` are open at a greater depth than is read; or None.

    For a text that no parser takes: newer ones of libyaml give up on depth before they tell what they have read.
    """
    opened: list[int] = []
    for at, sign in enumerate(text[:end]):
        if sign in "[{":
            opened.append(at)
        elif sign in "]}" and opened:
            opened.pop()
    if len(opened) <= DEEPEST + 1:
        return None
    at = opened[DEEPEST + 1]
    return text.count("\n", 0, at), at - text.rfind("\n", 0, at) - 1
