"""The parser's events -> plain data, and where each of it stood.

Owns hostile nesting and aliases, and the meaning of plain scalars, which is that of YAML 1.2: `yes`, `no` and dates
are texts. Knows nothing of files.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from typing import Any

import yaml

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, Location, Problem, complaint
from jtbd_diag.ground.yaml_complaints import nested_too_deep
from jtbd_diag.ground.yaml_parser import DEEPEST

Key = str | int
Route = tuple[Key, ...]

MOST_NODES = 250_000
MOST_ALIASES = 100
MOST_ALIASED_NODES = 50_000

_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")
_NOTHING = {"", "~", "null", "Null", "NULL"}
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_OWN_TAGS = {None, "!", *(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))}


class TreeBuilder:
    """Builds plain data from the parser's events, without recursion into what a stranger nested."""

    def __init__(self, file: str, first_line: int) -> None:
        """`first_line` is where the text begins in its file."""
        self.file, self.first_line = file, first_line
        self.places: dict[Route, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self.anchors: dict[str, tuple[Any, int, int]] = {}
        self.deepest = 0
        self.nodes = self.aliases = self.aliased_nodes = 0

    def _location(self, mark: Any) -> Location:
        return Location(self.file, mark.line + self.first_line, mark.column + 1)

    def document(self, events: Iterator[Any]) -> Any:
        """The data of the one document; None where there is none. Raises InputError for what no reader should meet."""
        documents: list[Any] = []
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and documents:
                where, hint = self._location(event.start_mark), say("ground.second_document_hint")
                raise complaint(Code.MALFORMED_YAML, where, say("ground.second_document"), hint)
            if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent | yaml.AliasEvent):
                self._place((), event)
                documents.append(self._node(event, events, ()))
        return documents[0] if documents else None

    def _place(self, route: Route, event: Any) -> None:
        self.places[route] = (event.start_mark.line + self.first_line, event.start_mark.column + 1)

    def _node(self, event: Any, events: Iterator[Any], route: Route) -> Any:
        before = self.nodes
        self.nodes += 1
        if self.nodes > MOST_NODES:
            what = say("ground.many_values", MOST_NODES=MOST_NODES)
            raise complaint(Code.TOO_MANY_VALUES, self._location(event.start_mark), what, say("ground.right_file_hint"))
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, len(route))
        outside, self.deepest = self.deepest, 0
        self._reach(len(route), event)
        if event.tag not in _OWN_TAGS:
            what = say("ground.yaml_tag", tag=event.tag)
            self.problems.append(
                Problem(Code.MALFORMED_YAML, self._location(event.start_mark), what, say("ground.yaml_tag_hint"))
            )
        build: Callable[[Any, Iterator[Any], Route], Any] = {
            yaml.SequenceStartEvent: self._sequence,
            yaml.MappingStartEvent: self._mapping,
        }.get(type(event), self._scalar)
        value = build(event, events, route)
        if event.anchor:
            self.anchors[event.anchor] = (value, self.nodes - before, self.deepest - len(route))
        self.deepest = max(outside, self.deepest)
        return value

    def _reach(self, depth: int, event: Any) -> None:
        if depth > DEEPEST:
            raise nested_too_deep(self._location(event.start_mark))
        self.deepest = max(self.deepest, depth)

    def _alias(self, event: Any, depth: int) -> Any:
        where = self._location(event.start_mark)
        if event.anchor not in self.anchors:
            raise complaint(Code.MALFORMED_YAML, where, say("ground.yaml_alias", anchor=event.anchor))
        value, size, inner = self.anchors[event.anchor]
        self._reach(depth + inner, event)
        self.aliases += 1
        self.nodes += size
        self.aliased_nodes += size
        if self.aliases > MOST_ALIASES or self.aliased_nodes > MOST_ALIASED_NODES:
            raise complaint(Code.ALIAS_BOMB, where, say("ground.alias_bomb"), say("ground.alias_bomb_hint"))
        return copy.deepcopy(value)  # so that mending one place leaves the other alone

    def _sequence(self, start: Any, events: Iterator[Any], route: Route) -> list[Any]:
        values: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            self._place((*route, len(values)), event)
            values.append(self._node(event, events, (*route, len(values))))
        return values

    def _mapping(self, start: Any, events: Iterator[Any], route: Route) -> dict[Key, Any]:
        values: dict[Key, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event)
            if key in values:
                line = self.places[(*route, key)][0]
                what = say("ground.key_again", name=key, line=line)
                self.problems.append(Problem(Code.DUPLICATE_KEY, self._location(event.start_mark), what))
            self._place((*route, key), event)
            values[key] = self._node(next(events), events, (*route, key))
        return values

    def _key(self, event: Any) -> Key:
        if not isinstance(event, yaml.ScalarEvent):
            where = self._location(event.start_mark)
            raise complaint(Code.MALFORMED_YAML, where, say("ground.key_no_text"))
        value = self._scalar(event)
        return value if isinstance(value, int) and not isinstance(value, bool) else str(event.value)

    def _scalar(self, event: Any, _events: object = None, _route: Route = ()) -> Any:
        plain = event.implicit[0]
        return _plain(event.value) if plain else event.value


def _plain(text: str) -> Any:
    if text in _NOTHING:
        return None
    if text in _TRUTH:
        return _TRUTH[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if FLOAT.fullmatch(text):
        return float(text)
    return text
