"""YAML -> plain data that remembers where everything stood, and back.

Owns which faults data is read in spite of, and how data is written. Knows nothing of what the data means.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem, complaint
from jtbd_diag.ground.text_files import read_text
from jtbd_diag.ground.yaml_complaints import forbidden, malformed
from jtbd_diag.ground.yaml_parser import Loader
from jtbd_diag.ground.yaml_values import FLOAT, Key, Route, TreeBuilder

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What YAML allows nowhere in a file; named and not left over, which takes a tenth of the time to compile."""


@dataclass
class YamlDocument:
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


def read_yaml(path: Path, problems: list[Problem] | None = None) -> YamlDocument:
    """A YAML file as a YamlDocument; see `parse_yaml`."""
    return parse_yaml(read_text(path), str(path), problems=problems)


def parse_yaml(text: str, file: str, first_line: int = 1, problems: list[Problem] | None = None) -> YamlDocument:
    """YAML text as a YamlDocument; `first_line` is where the text begins in its file.

    Raises InputError listing what is wrong with it as YAML. Faults that the data can be read in spite of, such as
    a key that stands twice, are put into `problems` instead if it is given, to be told with the rest.
    """
    if match_ := _FORBIDDEN.search(text):
        raise forbidden(text, match_.start(), file, first_line)
    document, faults = _built(text, file, first_line)
    if faults and problems is None:
        raise InputError(faults)
    if document.data is None:
        raise complaint(Code.EMPTY, Location(file, first_line, 1), say("ground.empty"))
    if problems is not None:
        problems += faults
    return document


def _built(text: str, file: str, first_line: int) -> tuple[YamlDocument, list[Problem]]:
    """The document, and the faults that it can be read in spite of."""
    builder = TreeBuilder(file, first_line)
    try:
        data = builder.document(yaml.parse(text, Loader=Loader))
    except yaml.MarkedYAMLError as error:
        raise malformed(error, text, file, first_line) from None
    return YamlDocument(file, data, builder.places), builder.problems


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Quotes every text that `parse_yaml` would take for something else."""

    def ignore_aliases(self, data: Any) -> bool:
        """What stands twice is written twice."""
        return True


_Dumper.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(f"(?:{FLOAT.pattern})$"), list("-+.0123456789"))


def in_place_of(key: str, lines: Sequence[str], document: YamlDocument, block: str) -> str:
    """The text of these lines with another block in place of what a key at the top of the document has.

    Blank lines and comments before the next key lead in that one, and stay.
    """
    starts = sorted(place[0] - 1 for route, place in document.places.items() if len(route) == 1)
    first = document.places[key,][0] - 1
    last = next((start for start in starts if start > first), len(lines))
    while last > first + 1 and not lines[last - 1].startswith((" ", "\t")):
        last -= 1
    return "".join([*lines[:first], block, *lines[last:]])


def yaml_text(data: Any) -> str:
    """Plain data as YAML text; reading it with `parse_yaml` gives the same data."""
    text: str = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    return text
