"""JSON -> records of text: an object a line, an array of objects, or an array inside of what a platform sends.

Owns where in the JSON the answers are; knows nothing of grids.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.survey.files.api_answers import refuse_api
from jtbd_diag.survey.files.encoding import open_text
from jtbd_diag.survey.files.fhir_responses import answered, responses
from jtbd_diag.survey.files.form_files import refuse_json
from jtbd_diag.survey.files.json_tables import JsonTable, table_of

Record = dict[str, str] | str | None
"""Texts by name; a text says why there is no record, None is a blank line."""

_LISTS = ("results", "value", "responses", "submissions", "records", "entries", "items", "data", "rows", "answers")
"""What platforms call the list of what respondents said."""
_NEXT = ("next", "@odata.nextLink", "nextPage", "next_page", "nextPageToken")
_DEEPEST = 3
_DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)
_HELD = {"columns": "survey.json_by_columns", "numbered": "survey.json_by_numbers", "cells": "survey.json_as_cells"}
"""What is said of a table that is no list of objects, by how it is held."""


class JsonFile:
    """A file of JSON; one that holds anything but an object a line is read whole, once."""

    def __init__(self, path: Path, name: str, encoding: str) -> None:
        """Find the answers in it. Raises InputError where they may be in several places, or in none."""
        self.path, self.name = path, name
        self.encoding = "utf-8-sig" if encoding == "utf-8" else encoding
        self.notes: tuple[str, ...] = ()
        self.whole = self._whole()

    def records(self) -> Iterator[tuple[int, Record]]:
        """The numbers of lines, or of entries of the list, with their records."""
        if self.whole is not None:
            yield from ((n, _record(one)) for n, one in enumerate(self.whole, start=1))
            return
        with open_text(self.path, self.encoding) as stream:
            for number, line in enumerate(stream, start=1):
                yield number, _record(_parsed(line)) if line.strip() else None

    def _whole(self) -> list[Any] | None:
        """The list of answers; None where every line is an object of its own."""
        with open_text(self.path, self.encoding) as stream:
            filled = (line for line in stream if line.strip())
            first = next(filled, "")
            value = None if first.lstrip().startswith("[") else _parsed(first)
            if isinstance(value, dict) and next(filled, None) is not None:
                return None
            if not isinstance(value, dict):  # no object, or one of several lines
                stream.seek(0)
                value = _parsed(stream.read())
        if isinstance(value, str):
            return [value] if first.lstrip().startswith("[") else None
        refuse_api(value, self.name)
        table = table_of(value)
        if table is not None:
            return self._table(table)
        return value if isinstance(value, list) else self._inside(value)

    def _table(self, table: JsonTable) -> list[Any]:
        """The records of a table that is held by columns, by numbered rows, or as rows of cells."""
        if table.way == "unclear":
            raise complaint(Code.TABLE_SHAPE, self.name, say("survey.json_unclear"), say("survey.json_unclear_hint"))
        self.notes = (say(_HELD[table.way], n=len(table.records)),)
        return list(table.records)

    def _inside(self, value: Any) -> list[Any]:
        """The list inside of one object; the object itself where it is what one respondent said."""
        if isinstance(value, dict) and isinstance(value.get("schema"), dict) and isinstance(value.get("data"), list):
            value = {"data": value["data"]}  # pandas, orient="table", which tells the types beside
        refuse_json(value, self.name)
        found = responses(value)
        if found is not None and not found:
            what = say("survey.bundle_without_response")
            raise complaint(Code.EMPTY, self.name, what, say("survey.bundle_without_response_hint"))
        if found is not None:
            self.notes = (say("survey.answers_are_fhir"), *_further_pages(value, len(found)))
            return found
        lists = dict(_lists(value)) if isinstance(value, dict) else {}
        named = {place: found for place, found in lists.items() if place[-1] in _LISTS}
        chosen = named or {place: found for place, found in lists.items() if len(found) > 1}
        if not chosen:
            return [value]
        if len(chosen) > 1:
            places = ", ".join(f"'{'.'.join(place)}'" for place in chosen)
            what = say("survey.several_lists", places=places)
            raise complaint(Code.TABLE_SHAPE, self.name, what, say("survey.several_lists_hint"))
        ((place, found),) = chosen.items()
        if not found:
            what = say("survey.empty_list", place=".".join(place))
            raise complaint(Code.EMPTY, self.name, what, say("survey.empty_list_hint"))
        self.notes = (say("survey.answers_are_a_list", place=".".join(place)), *_further_pages(value, len(found)))
        return found


def _lists(value: Mapping[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], list[Any]]]:
    """Lists of objects, also inside of other objects, but not inside of each other."""
    for key, one in value.items():
        place = (*above, key)
        if isinstance(one, list) and all(isinstance(entry, dict) for entry in one) and (one or key in _LISTS):
            yield place, one
        elif isinstance(one, dict) and len(place) < _DEEPEST:
            yield from _lists(one, place)


def _further_pages(value: Mapping[str, Any], found: int) -> tuple[str, ...]:
    """A note where the file says that it is one page of several."""
    total = next((told for key in ("count", "total", "@odata.count") if isinstance(told := value.get(key), str)), "")
    linked = any(isinstance(one, dict) and one.get("relation") == "next" for one in _as_list(value.get("link")))
    more = linked or any(value.get(key) for key in _NEXT) or (total.isdecimal() and int(total) > found)
    if not more:
        return ()
    if total.isdecimal() and int(total) > found:
        return (say("survey.one_page_of", found=found, total=int(total)),)
    return (say("survey.one_page", n=found),)


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _parsed(text: str) -> Any:
    try:
        return _DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        return say("survey.not_json", why=error)


def _record(value: Any) -> Any:
    return _flat(answered(value)) if isinstance(value, dict) else value


def _flat(record: Mapping[str, Any], above: str = "") -> dict[str, str]:
    """One level of names, joined by `/`; null is an empty text."""
    found: dict[str, str] = {}
    for key, value in record.items():
        if value is None or isinstance(value, str):  # numbers are read as they are written
            found[above + key] = value or ""
        elif isinstance(value, dict):
            found |= _flat(value, f"{above}{key}/")
        else:
            found[above + key] = json_text(value)
    return found


def json_text(value: Any) -> str:
    """A list or record as a text."""
    return json.dumps(value, ensure_ascii=False, default=str)
