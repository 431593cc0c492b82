"""Reads YAML into plain data that remembers where everything stood.

Owns hostile files (binary, huge, nested, aliased) and the meaning of plain scalars, which is that of
YAML 1.2: `yes`, `no` and dates are texts. Knows nothing of what the data means.
"""

from __future__ import annotations

import codecs
import copy
import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem, complaint
from jtbd_diag.ground.yaml_faults import forbidden, malformed, nested_too_deep
from jtbd_diag.ground.yaml_loader import DEEPEST, Loader

Key = str | int
Route = tuple[Key, ...]

LARGEST_BYTES = 2_000_000
MOST_NODES = 250_000
MOST_ALIASES = 100
MOST_ALIASED_NODES = 50_000

_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")
_NOTHING = {"", "~", "null", "Null", "NULL"}
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What YAML allows nowhere in a file; named and not left over, which takes a tenth of the time to compile."""
_MARKED = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OWN_TAGS = {None, "!", *(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))}


@dataclass
class Document:
    """Plain data (dict, list, str, int, float, bool, None) and the place of every key and list entry."""

    file: str
    data: Any
    places: dict[Route, tuple[int, int]] = field(default_factory=dict)

    def where(self, route: Route = ()) -> Location:
        """The place of what `route` leads to, or of the nearest thing around it."""
        for length in range(len(route), -1, -1):
            if route[:length] in self.places:
                return Location(self.file, *self.places[route[:length]])
        return Location(self.file)

    def remove(self, routes: Collection[Route]) -> None:
        """Take keys and list entries out; places of later entries of a list move up with them."""
        gone = set(routes)
        entries: dict[Route, set[Key]] = {}
        for route in gone:
            if all(route[:length] not in gone for length in range(len(route))):
                entries.setdefault(route[:-1], set()).add(route[-1])
        holders = {around: self.at(around) for around in entries}  # all found before any entry moves
        for around, holder in holders.items():
            if isinstance(holder, list):
                holder[:] = [value for n, value in enumerate(holder) if n not in entries[around]]
            else:
                for key in entries[around]:
                    del holder[key]
        lists = {around: sorted(map(int, entries[around])) for around in entries if isinstance(holders[around], list)}
        self.places = {
            _moved_up(route, lists): place
            for route, place in self.places.items()
            if all(route[:length] not in gone for length in range(1, len(route) + 1))
        }

    def at(self, route: Route) -> Any:
        """What `route` leads to. Raises KeyError, IndexError or TypeError when it leads nowhere."""
        value = self.data
        for key in route:
            value = value[key]
        return value


def _moved_up(route: Route, lists: Mapping[Route, Sequence[int]]) -> Route:
    """A route after entries of some lists were taken out."""
    return tuple(
        key - bisect_left(lists[route[:n]], key) if isinstance(key, int) and route[:n] in lists else key
        for n, key in enumerate(route)
    )


def read_text(path: Path) -> str:
    """The text of a file, UTF-8 or marked as UTF-16, at most 2 MB.

    Raises InputError for everything a path can be instead.
    """
    name = str(path)
    try:
        if path.is_dir():
            raise complaint(Code.NOT_A_FILE, name, say("ground.folder_no_file"), say("ground.folder_no_file_hint"))
        with path.open("rb") as stream:
            content = stream.read(LARGEST_BYTES + 1)
    except FileNotFoundError:
        hint = say("ground.look_for_slip_hint")
        raise complaint(Code.MISSING_FILE, name, say("ground.no_such_file"), hint) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise complaint(Code.UNREADABLE, name, say("ground.unreadable", reason=reason)) from None
    if len(content) > LARGEST_BYTES:
        raise complaint(Code.TOO_LARGE, name, say("ground.too_large"), say("ground.right_file_hint"))
    return decoded(content, name)


def decoded(content: bytes, name: str) -> str:
    """UTF-8, or UTF-16 or UTF-32 that says so at its beginning, as Windows PowerShell writes it.

    Raises InputError where it is no text; `name` is what it is called then.
    """
    coding = next((coding for mark, coding in _MARKED if content.startswith(mark)), "utf-8-sig")
    try:
        text = content.decode(coding)
    except UnicodeDecodeError as error:
        line = content[: error.start].decode(coding, "replace").count("\n") + 1
        hint = say("ground.not_utf8_hint") if b"\0" not in content else say("ground.right_file_hint")
        raise complaint(Code.NOT_TEXT, Location(name, line, 1), say("ground.not_utf8"), hint) from None
    if "\0" in text:
        where = Location(name, text.count("\n", 0, text.index("\0")) + 1, 1)
        raise complaint(Code.NOT_TEXT, where, say("ground.no_text"), say("ground.right_file_hint"))
    return text


def read_yaml(path: Path, problems: list[Problem] | None = None) -> Document:
    """A YAML file as a Document; see `parse_yaml`."""
    return parse_yaml(read_text(path), str(path), problems=problems)


def parse_yaml(text: str, file: str, first_line: int = 1, problems: list[Problem] | None = None) -> Document:
    """YAML text as a Document; `first_line` is where the text begins in its file.

    Raises InputError listing what is wrong with it as YAML. Faults that the data can be read in spite of, such as
    a key that stands twice, are put into `problems` instead if it is given, to be told with the rest.
    """
    if found := _FORBIDDEN.search(text):
        raise forbidden(text, found.start(), file, first_line)
    document, faults = _built(text, file, first_line)
    if faults and problems is None:
        raise InputError(faults)
    if document.data is None:
        raise complaint(Code.EMPTY, Location(file, first_line, 1), say("ground.empty"))
    if problems is not None:
        problems += faults
    return document


def _built(text: str, file: str, first_line: int) -> tuple[Document, list[Problem]]:
    """The document, and the faults that it can be read in spite of."""
    builder = _TreeBuilder(file, first_line)
    try:
        data = builder.document(yaml.parse(text, Loader=Loader))
    except yaml.MarkedYAMLError as error:
        raise malformed(error, text, file, first_line) from None
    return Document(file, data, builder.places), builder.problems


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Quotes every text that `parse_yaml` would take for something else."""

    def ignore_aliases(self, data: Any) -> bool:
        """What stands twice is written twice."""
        return True


_Dumper.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(f"(?:{_FLOAT.pattern})$"), list("-+.0123456789"))


def yaml_text(data: Any) -> str:
    """Plain data as YAML text; reading it with `parse_yaml` gives the same data."""
    text: str = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    return text


class _TreeBuilder:
    """Builds plain data from the parser's events, without recursion into what a stranger nested."""

    def __init__(self, file: str, first_line: int) -> None:
        self.file, self.first_line = file, first_line
        self.places: dict[Route, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self.anchors: dict[str, tuple[Any, int, int]] = {}
        self.deepest = 0
        self.nodes = self.aliases = self.aliased_nodes = 0

    def location(self, mark: Any) -> Location:
        return Location(self.file, mark.line + self.first_line, mark.column + 1)

    def document(self, events: Iterator[Any]) -> Any:
        documents: list[Any] = []
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and documents:
                where, hint = self.location(event.start_mark), say("ground.second_document_hint")
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
            raise complaint(Code.TOO_MANY_VALUES, self.location(event.start_mark), what, say("ground.right_file_hint"))
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, len(route))
        outside, self.deepest = self.deepest, 0
        self._reach(len(route), event)
        if event.tag not in _OWN_TAGS:
            what = say("ground.yaml_tag", tag=event.tag)
            self.problems.append(
                Problem(Code.MALFORMED_YAML, self.location(event.start_mark), what, say("ground.yaml_tag_hint"))
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
            raise nested_too_deep(self.location(event.start_mark))
        self.deepest = max(self.deepest, depth)

    def _alias(self, event: Any, depth: int) -> Any:
        where = self.location(event.start_mark)
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
                self.problems.append(Problem(Code.DUPLICATE_KEY, self.location(event.start_mark), what))
            self._place((*route, key), event)
            values[key] = self._node(next(events), events, (*route, key))
        return values

    def _key(self, event: Any) -> Key:
        if not isinstance(event, yaml.ScalarEvent):
            where = self.location(event.start_mark)
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
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
