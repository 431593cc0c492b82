"""The mapping file: which column answers which item, said by a person.

Owns the file's shape and its faults; knows nothing of cells. Items are its keys, so that a carried
column may have any name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem, did_you_mean
from jtbd_diag.ground.english import beginning
from jtbd_diag.ground.library import is_path, name_and_version
from jtbd_diag.ground.yaml_files import YamlDocument, read_yaml
from jtbd_diag.ground.yaml_values import Route
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.items import MultipleItem
from jtbd_diag.questionnaire.perspectives import LEADER
from jtbd_diag.survey.columns.column import Match, Role
from jtbd_diag.survey.columns.mapping_of_cells import CELL_KEYS, MappedCells, asked_elsewhere, read_mapped_cells
from jtbd_diag.survey.columns.mapping_of_people import RATER, RATER_ID, WAVE, WHO_KEYS, WhoColumns, read_who
from jtbd_diag.survey.columns.same_text import folded
from jtbd_diag.survey.platforms import LAYOUTS

_KEYS = ("questionnaire", "layout", "sheet", *WHO_KEYS, "items", "carried", "dropped", *CELL_KEYS)

_TOLD_AT_MOST = 3
WHO = (RATER, RATER_ID, WAVE)


@dataclass(frozen=True)
class MappingFile:
    """A mapping file that fits the questionnaire; whether it fits the table, `settle` tells.

    `claims` lists every header it names with its place in the file and what is said of it. Items in `barred`
    have no column, options in `absent` were not offered.
    """

    document: YamlDocument
    layout: str | None = None
    sheet: str | None = None
    claims: tuple[tuple[str, Route, Match | Role], ...] = ()
    barred: tuple[str, ...] = ()
    absent: tuple[tuple[str, str], ...] = ()
    mapped_cells: MappedCells = field(default_factory=MappedCells)
    who: WhoColumns = field(default_factory=WhoColumns)

    @property
    def by_header(self) -> dict[str, Match | Role]:
        """What is said of each header, whether the table has it or not."""
        return {header: told for header, _, told in self.claims}

    def settle(self, headers: Mapping[str, Collection[str]]) -> dict[str, Match | Role]:
        """What is said of each header; `headers` says by which ids the platform knows each.

        Raises InputError listing headers the table lacks or that are named twice.
        """
        problems: list[Problem] = []
        settled: dict[str, Match | Role] = {}
        for named, route, told in self.claims:
            where = self.document.where(route)
            header = _header(named, headers)
            if header not in headers and route[0] == "items" and told == "carried":
                continue  # another wave was asked it
            if header not in headers:
                what = say("survey.no_column", header=header)
                problems.append(Problem(Code.UNKNOWN_COLUMN, where, what, did_you_mean(header, list(headers))))
            elif isinstance(settled.get(header), Match) and not isinstance(told, Match):
                continue  # what an item names is carried or dropped no more
            elif header in settled:
                what = say("survey.column_named_twice", header=header)
                problems.append(Problem(Code.COLUMN_TWICE, where, what, say("survey.column_named_twice_hint")))
            settled[header] = told
        problems += self._who(headers, settled)
        if problems:
            raise InputError(problems)
        return settled

    def _who(self, headers: Collection[str], settled: dict[str, Match | Role]) -> Iterator[Problem]:
        """Keep the columns that tell rater and wave; tell of those that are not there, or are something else."""
        keys = {name: header for header, name in self.who.names.items()}
        if self.who.respondent is not None:
            keys["respondent"] = self.who.respondent
        for key, header in keys.items():
            where = self.document.where((key,))
            if header not in headers:
                what = say("survey.no_column", header=header)
                yield Problem(Code.UNKNOWN_COLUMN, where, what, did_you_mean(header, list(headers)))
            elif settled.get(header) == "dropped" or (key in WHO and isinstance(settled.get(header), Match)):
                yield Problem(Code.COLUMN_TWICE, where, say("survey.who_is_something_else", key=key, header=header))
            elif key in WHO:
                settled[header] = "carried"


NO_MAPPING = MappingFile(YamlDocument("", {}))
"""Where nobody says anything of a table."""


def with_words_of_others(
    told: MappingFile, form: Questionnaire, headers: Collection[str]
) -> tuple[MappingFile, tuple[str, ...]]:
    """A mapping without what it says of questions not asked whose very words head columns; and a note on them.

    Made of the leader's form, as by a dry run, it knows none of the words in which cabinet and staff are asked.
    """
    asks = {folded(text): item.id for item in form.items.values() for text in (item.ask, *item.earlier)}
    mapped = {match.item for _, _, match in told.claims if isinstance(match, Match)}
    roles = {header: role for header, _, role in told.claims}
    asked = {header: item for header in headers if (item := asks.get(folded(header))) and item not in mapped}
    barred = {header for header, item in asked.items() if item in told.barred and roles.get(header) != "dropped"}
    free = {header: item for header, item in asked.items() if header in barred or roles.get(header) == "carried"}
    if form.perspective == LEADER or not free:
        return told, ()
    claims = tuple(claim for claim in told.claims if claim[0] not in free or claim[2] != "carried")
    others = tuple(item for item in told.barred if item not in free.values())
    note = say("survey.words_of_others", n=len(free), columns=beginning([*map(repr, free)], _TOLD_AT_MOST))
    return replace(told, claims=claims, barred=others), (note,)


def _header(named: str, headers: Mapping[str, Collection[str]]) -> str:
    """The header that is meant: itself, or the only one that the platform knows by that id, as `group/q1` by `q1`."""
    known = [] if named in headers else [header for header, ids in headers.items() if named in ids]
    return known[0] if len(known) == 1 else named


def mapped_questionnaire(path: Path) -> tuple[str, Location] | None:
    """The questionnaire that a mapping file says it is for, and where. Raises InputError where it is no YAML."""
    document = read_yaml(path)
    name = document.data.get("questionnaire") if isinstance(document.data, dict) else None
    return (name, document.where(("questionnaire",))) if isinstance(name, str) else None


def read_mapping(path: Path, questionnaire: Questionnaire) -> MappingFile:
    """Read a mapping file. Raises InputError listing every fault in it."""
    document = read_yaml(path)
    reader = _Reader(document, questionnaire)
    found = reader.read()
    if reader.problems:
        raise InputError(reader.problems)
    return found


class _Reader:
    """Goes through a mapping file once, noting every fault."""

    def __init__(self, document: YamlDocument, questionnaire: Questionnaire) -> None:
        self.document, self.q = document, questionnaire
        self.problems: list[Problem] = []
        self.claims: list[tuple[str, Route, Match | Role]] = []
        self.barred: list[str] = []
        self.absent: list[tuple[str, str]] = []

    def fault(self, code: Code, route: Route, what: str, hint: str | None = None) -> None:
        self.problems.append(Problem(code, self.document.where(route), what, hint))

    def read(self) -> MappingFile:
        data, known = self.document.data, say("survey.known_keys", keys=", ".join(_KEYS))
        if not isinstance(data, dict):
            self.fault(Code.NOT_A_MAPPING, (), say("survey.mapping_has_keys"), known)
            return MappingFile(self.document)
        for key in data:
            if key not in _KEYS:
                self.fault(
                    Code.UNKNOWN_KEY,
                    (key,),
                    say("survey.unknown_key", name=key),
                    did_you_mean(str(key), _KEYS) or known,
                )
        meant, scored = data.get("questionnaire"), self.q.questionnaire
        named = name_and_version(str(meant))
        if meant is not None and named not in ((scored, None), (scored, self.q.version)) and not is_path(str(meant)):
            what = say("survey.mapping_for_another", meant=meant, scored=scored)
            self.fault(
                Code.MAPPING_SHAPE, ("questionnaire",), what, say("survey.mapping_for_another_hint", meant=meant)
            )
            return MappingFile(self.document)
        for item, columns in self._entries("items"):
            self._item(item, columns)
        roles: tuple[Role, ...] = ("carried", "dropped")
        for role in roles:
            for n, header in enumerate(self._list(role)):
                self.claims.append((_text(header), (role, n), role))
        said = read_mapped_cells(data, self.q, self.fault)
        layout, sheet = self._scalar("layout"), self._scalar("sheet")
        if layout is not None and layout not in LAYOUTS:
            hint = did_you_mean(layout, list(LAYOUTS))
            self.fault(Code.UNKNOWN_LAYOUT, ("layout",), say("survey.no_layout", layout=layout), hint)
        who = read_who(data, self.fault)
        claims, barred, absent = tuple(self.claims), tuple(self.barred), tuple(self.absent)
        return MappingFile(self.document, layout, sheet, claims, barred, absent, said, who)

    def _scalar(self, key: str) -> str | None:
        value = self.document.data.get(key)
        if isinstance(value, dict | list):
            self.fault(Code.MAPPING_SHAPE, (key,), say("survey.key_is_one_text", name=key))
            return None
        return None if value is None else _text(value)

    def _list(self, key: str) -> list[Any]:
        value = self.document.data.get(key)
        if value is not None and (not isinstance(value, list) or any(isinstance(v, dict | list) for v in value)):
            self.fault(Code.MAPPING_SHAPE, (key,), say("survey.key_is_headers", name=key), f"{key}: [A, B]")
            return []
        return value or []

    def _entries(self, key: str) -> Iterator[tuple[str, Any]]:
        """The entries of a mapping whose keys are items."""
        value = self.document.data.get(key)
        if value is not None and not isinstance(value, dict):
            self.fault(Code.MAPPING_SHAPE, (key,), say("survey.key_has_items", name=key), f"{key}: {{causes: …}}")
            return
        for item, entry in (value or {}).items():
            if item in self.q.items:
                yield item, entry
            elif item in asked_elsewhere(self.q):
                self.claims += [(header, (key, item), "carried") for header in _headers(entry)]
            else:
                what = say("survey.no_item", item=item, questionnaire=self.q.questionnaire)
                hint = did_you_mean(str(item), list(self.q.items))
                self.fault(Code.UNKNOWN_ITEM, (key, item), what, hint)

    def _item(self, item: str, columns: Any) -> None:
        """What is said of an item: one source of its answers, a list of them, or that there is none."""
        route: Route = ("items", item)
        if columns is None or columns == []:
            self.barred.append(item)
        elif isinstance(columns, list):
            for n, source in enumerate(columns):
                self._source(item, source, (*route, n))
        else:
            self._source(item, columns, route)

    def _source(self, item: str, source: Any, route: Route) -> None:
        if isinstance(source, dict) and isinstance(self.q.items[item], MultipleItem):
            for option, headers in source.items():
                place = (*route, option)
                if self._known_option(item, str(option), place):
                    self._option_columns(item, str(option), headers, place)
        elif isinstance(source, dict | list) or source is None:
            what = say("survey.column_is_one_header", name=item)
            self.fault(Code.MAPPING_SHAPE, route, what, say("survey.column_is_one_header_hint", item=item))
        else:
            self.claims.append((_text(source), route, Match(item, None, "mapping")))

    def _option_columns(self, item: str, option: str, headers: Any, route: Route) -> None:
        if headers is None:
            self.absent.append((item, option))
        for header in headers if isinstance(headers, list) else [headers]:
            if isinstance(header, dict | list):
                self.fault(Code.MAPPING_SHAPE, route, say("survey.column_is_one_header", name=option))
            elif header is not None:
                self.claims.append((_text(header), route, Match(item, option, "mapping")))

    def _known_option(self, item: str, option: str, route: Route) -> bool:
        ids = [one.id for one in self.q.options(item)]
        if option not in ids:
            self.fault(
                Code.UNKNOWN_OPTION, route, say("survey.no_option", option=option, item=item), did_you_mean(option, ids)
            )
        return option in ids


def _headers(entry: Any) -> Iterator[str]:
    """Every header that an entry of an item names."""
    within = entry.values() if isinstance(entry, dict) else entry if isinstance(entry, list) else ()
    for one in within:
        yield from _headers(one)
    if entry is not None and not isinstance(entry, dict | list):
        yield _text(entry)


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
