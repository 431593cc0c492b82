"""When each row was submitted, where a column tells it in one way only.

Owns how platforms write the time; knows nothing of files. What could be read in two ways is handed back in both.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable, Sequence

from jtbd_diag.survey.known import known as known_words
from jtbd_diag.survey.known.words_in_headers import words_apart

Times = dict[int, float]
"""Seconds by the number of a row; a row without a time is not in it."""

_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "akst": -9, "akdt": -8, "hst": -10, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "wet": 0, "west": 1, "jst": 9,
    "kst": 9,
}  # fmt: skip
_TIME = (
    r"(?:[T ,]+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}(?:\.\d+)?))?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?)?"
    r"\s*(?P<zone>[A-Za-z]{1,4})?\s*(?P<offset>[+-]\d{1,2}(?::?\d{2})?)?"
)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})(?P<sign>[-/.])(?P<one>\d{1,2})[-/.](?P<two>\d{1,2})" + _TIME)
_YEAR_LAST = re.compile(r"(?P<one>\d{1,2})(?P<sign>[-/.])(?P<two>\d{1,2})[-/.](?P<year>\d{4}|\d{2})" + _TIME)
_SURELY_SORTED = 5
ORDERS = ("md", "dm")
"""Whether the month or the day comes first, where a time may be written so or so."""


def time_column(headers: Iterable[str]) -> str | None:
    """The column that tells when a row was submitted, or else changed or begun."""
    known = {words_apart(header): header for header in reversed([*headers])}
    found = next((known[name] for name in known_words("rows")["submitted"] if name in known), None)
    return found or next((header for name, header in known.items() if name.endswith(" timestamp")), None)


def readings(cells: Sequence[tuple[int, str | None]], *, month_first: bool = False) -> list[Times]:
    """Every way to read the times of a column, by row: none where a cell is no time, two where days may be months."""
    told = [(row, cell.strip()) for row, cell in cells if cell and cell.strip()]
    found = [times for order in ORDERS if told and (times := _read(told, order)) is not None]
    if len(found) == 2 and (found[0] == found[1] or month_first):
        return found[:1]
    ordered = [times for times in found if _is_sorted([*times.values()])]
    return ordered if len(found) == 2 and len(ordered) == 1 and len(told) >= _SURELY_SORTED else found


def _read(told: Sequence[tuple[int, str]], order: str) -> Times | None:
    times: Times = {}
    zones = set()
    for row, cell in told:
        one = seconds_of(cell, order)
        if one is None:
            return None
        times[row] = one[0]
        zones.add(one[1])
    return times if beside_each_other(zones) else None


def beside_each_other(zones: Collection[str]) -> bool:
    """Whether times of these zones have one order: not with and without a zone, nor with one that is not known."""
    strange = {zone for zone in zones if zone not in ("", "known")}
    return len(zones) == 1 or not (strange or "" in zones)


def seconds_of(cell: str, order: str) -> tuple[float, str] | None:
    """Seconds, and whether their zone is known, not given, or which strange one it is."""
    found = _YEAR_FIRST.fullmatch(cell) or _YEAR_LAST.fullmatch(cell)
    if found is None:
        return None
    part = found.groupdict()
    first = len(part["year"]) == 4 and cell.startswith(part["year"])
    one, two = int(part["one"]), int(part["two"])
    day_first = not first and (part["sign"] == "." or order == "dm")
    month, day = (two, one) if day_first else (one, two)
    hour = int(part["hour"] or 0)
    if part["half"]:
        hour = hour % 12 + (12 if part["half"].lower().startswith("p") else 0)
    year = int(part["year"]) + (2000 if len(part["year"]) == 2 else 0)
    seconds = float(part["second"] or 0)
    try:
        when = datetime.datetime(year, month, day, hour, int(part["minute"] or 0), tzinfo=datetime.UTC)
    except ValueError:
        return None
    zone, offset = (part["zone"] or "").lower(), part["offset"] or ""
    away = _ZONES.get(zone, 0) * 3600.0
    if offset:
        sign, digits = (-1 if offset[0] == "-" else 1), offset[1:].replace(":", "")
        away = sign * (int(digits[:2]) * 3600.0 + int(digits[2:] or 0) * 60.0)
    known = "known" if offset or zone in _ZONES else zone
    return when.timestamp() + seconds - away, known


def _is_sorted(times: Sequence[float]) -> bool:
    return [*times] in (sorted(times), sorted(times, reverse=True))
