"""When each row was submitted, where a column tells it in one way only.

Owns how platforms write the time; knows nothing of files. What could be read in several ways is handed back in all.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from jtbd_diag.survey.known import known as known_words
from jtbd_diag.survey.known.words_in_headers import words_apart

Times = dict[int, float]
"""Seconds by the number of a row; a row without a time is not in it."""

_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "akst": -9, "akdt": -8, "hst": -10, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "wet": 0, "west": 1, "jst": 9,
    "kst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
}  # fmt: skip
_AFTERNOON = ("p", "P", "午後", "下午", "오후")
_HALF_BEFORE = r"午前|上午|오전|午後|下午|오후"
_TIME = (
    rf"(?:(?:[T ,]+(?:(?:at|à|um|às|a las|alle) )?|:)(?:(?P<before>{_HALF_BEFORE}) ?)?(?P<hour>\d{{1,2}})"
    r"(?:(?:[:.]|h ?)(?P<minute>\d{2})(?:[:.](?P<second>\d{2}(?:[.,]\d+)?))?)?"
    rf" ?(?P<half>[AaPp]\.? ?[Mm]\.?|{_HALF_BEFORE})?)?"
    r" ?\(?(?P<zone>[A-Za-z]{1,4})?\)? ?(?:(?P<sign>[+-])(?P<away>\d{1,2}?)(?::?(?P<besides>\d{2}))?)?"
)
_DAY_NAMED = r"(?:[^\W\d_]+\.?,? )?"
_WAYS = tuple(
    re.compile(written)
    for written in (
        r"(?P<year>\d{4})(?P<form>[-/.年]) ?(?P<one>\d{1,2})[-/.月] ?(?P<two>\d{1,2})[日.]?" + _TIME,
        r"(?P<one>\d{1,2})(?P<form>[-/.])(?P<two>\d{1,2})[-/.](?P<year>\d{4}|\d{2})" + _TIME,
        _DAY_NAMED + r"(?P<one>[^\W\d_]{3,})\.? (?P<two>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})" + _TIME,
        _DAY_NAMED + r"(?P<two>\d{1,2})(?:st|nd|rd|th|er|\.)?[ -]?(?:de )?(?P<one>[^\W\d_]{3,})\.?,?[ -]?(?:de )?"
        r"(?P<year>\d{4}|\d{2})" + _TIME,
        r"(?P<year>\d{4})(?P<one>\d\d)(?P<two>\d\d)"
        r"(?:T?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?)?(?P<zone>Z)?",
    )
)
_ZONE_IN_WORDS = re.compile(r"(?<=[+-]\d{4}) ?\(.*\)|(?<=[+-]\d\d:\d\d) ?\[.*\]")
_NUMBER = re.compile(r"\d{5,19}(?:[.,]\d+)?")
_EPOCHS, _UNITS = (10**9, 2 * 10**9), (1, 10**3, 10**6, 10**9)
"""Seconds since 1970, from 2001 to 2033; and how many of a unit are one."""
_SERIALS, _DAY_0 = (36_526, 73_051), datetime.datetime(1899, 12, 30, tzinfo=datetime.UTC)
"""Days as spreadsheets count them, of this century."""
_SURELY_SORTED = 7
ORDERS = ("md", "dm")
"""Whether the month or the day comes first, where a time may be written so or so."""
_OF_FORMS: Mapping[str, Sequence[str]] = {"year": ("md",), "serial": ("md",), ".": ("dm",)}
"""The order of forms that are written in one only."""


class Moment(NamedTuple):
    """A time as it is written: `one` and `two` are month and day, in this order or in the other.

    `seconds` are those of the day, in UTC where its zone is known: `zone` is `known`, not given, or a strange one.
    `form` is how the day is written; none where month and day are told apart for certain.
    """

    year: int
    one: int
    two: int
    seconds: float
    zone: str
    form: str = ""

    def since_1970(self, order: str) -> float | None:
        """Seconds, where there is such a day."""
        month, day = (self.two, self.one) if self.form and order == ORDERS[1] else (self.one, self.two)
        try:
            return datetime.datetime(self.year, month, day, tzinfo=datetime.UTC).timestamp() + self.seconds
        except ValueError:
            return None


def time_column(headers: Iterable[str]) -> str | None:
    """The column that tells when a row was submitted, or else changed or begun."""
    known = {words_apart(header): header for header in reversed([*headers])}
    found = next((known[name] for name in known_words("rows")["submitted"] if name in known), None)
    return found or next((header for name, header in known.items() if name.endswith(" timestamp")), None)


def readings(cells: Sequence[tuple[int, str | None]], *, month_first: bool = False) -> list[Times]:
    """Every way to read the times of a column, by row: none where a cell is no time, two where days may be months.

    Where days are written in several forms there are more: a spreadsheet that took some for dates, and left others as
    texts, may have taken the month for the day.
    """
    told = [(row, moment_of(cell)) for row, cell in cells if cell and cell.strip()]
    moments = {row: moment for row, moment in told if moment is not None}
    if not moments or len(moments) < len(told) or not beside_each_other({one.zone for one in moments.values()}):
        return []
    forms = sorted({one.form for one in moments.values()} - {""})
    found: list[Times] = []
    for way in product(*orders_of(forms)):
        orders = dict(zip(forms, way, strict=True))
        times = {row: one.since_1970(orders.get(one.form, "")) for row, one in moments.items()}
        sure = {row: time for row, time in times.items() if time is not None}
        if len(sure) == len(times) and sure not in found:
            found.append(sure)
    ordered = [times for times in found if _is_sorted([*times.values()])]
    if month_first and len(forms) == 1 and ordered != found[1:]:  # else a spreadsheet may have put the day first
        return found[:1]
    return ordered if len(ordered) == 1 and len(told) >= _SURELY_SORTED else found


def orders_of(forms: Collection[str]) -> list[Sequence[str]]:
    """The orders in which each form may be written: beside another one, in both."""
    return [ORDERS if len(forms) > 1 else _OF_FORMS.get(form, ORDERS) for form in forms]


def beside_each_other(zones: Collection[str]) -> bool:
    """Whether times of these zones have one order: not with and without a zone, nor with one that is not known."""
    strange = {zone for zone in zones if zone not in ("", "known")}
    return len(zones) == 1 or not (strange or "" in zones)


def moment_of(cell: str) -> Moment | None:
    """The time that a cell holds, if any: a day with or without a time, or a number that can only be one."""
    plain = _ZONE_IN_WORDS.sub("", " ".join(cell.replace("\u2212", "-").split()))
    counted = _counted(plain) if _NUMBER.fullmatch(plain) else None
    found = next((match for way in _WAYS if (match := way.fullmatch(plain))), None)
    if counted or found is None:
        return counted
    part = {name: told or "" for name, told in found.groupdict().items()}
    month = int(part["one"]) if part["one"].isdecimal() else _months().get(words_apart(part["one"]), 0)
    seconds, year = _of_the_day(part), part["year"]
    if not month or seconds is None:
        return None
    zone, known = _zone(part)
    form = "year" if part.get("form") and found.start("year") == 0 else part.get("form", "")
    full = int(year) + (2000 if len(year) == 2 else 0)
    return Moment(full, month, int(part["two"]), seconds - zone, known, form)


def _of_the_day(part: Mapping[str, str]) -> float | None:
    """Seconds since midnight."""
    half = part.get("before") or part.get("half")
    hour, minute = int(part["hour"] or 0), int(part["minute"] or 0)
    if hour > 24 or minute > 59 or (part["hour"] and not part["minute"] and not half):
        return None
    if half:
        hour = hour % 12 + (12 if half.startswith(_AFTERNOON) else 0)
    return hour * 3600 + minute * 60 + float((part["second"] or "0").replace(",", "."))


def _zone(part: Mapping[str, str]) -> tuple[float, str]:
    """How many seconds a zone is ahead of UTC, and whether that is known, not told, or which strange zone it is."""
    zone = part["zone"].lower()
    if not part.get("away"):
        return _ZONES.get(zone, 0) * 3600.0, "known" if zone in _ZONES else zone
    seconds = int(part["away"]) * 3600.0 + int(part["besides"] or 0) * 60.0
    return -seconds if part["sign"] == "-" else seconds, "known"


def _counted(number: str) -> Moment | None:
    """The time that a number counts, since 1970 or in days since 1900."""
    value = float(number.replace(",", "."))
    since = next((value / unit for unit in _UNITS if _EPOCHS[0] <= value / unit < _EPOCHS[1]), None)
    if since is None and not _SERIALS[0] <= value < _SERIALS[1]:
        return None
    days, seconds = divmod(value * 86_400 if since is None else since, 86_400)
    start = _DAY_0 if since is None else datetime.datetime.fromtimestamp(0, tz=datetime.UTC)
    day = start + datetime.timedelta(days=days)
    return Moment(day.year, day.month, day.day, seconds, *(("", "serial") if since is None else ("known", "")))


@cache
def _months() -> Mapping[str, int]:
    """The numbers of months by their names, whole and short, with no accents."""
    named: Iterator[tuple[int, str]] = ((n, names) for n, names in enumerate(known_words("rows")["months"], start=1))
    return {name: n for n, names in named for name in names.split()}


def _is_sorted(times: Sequence[float]) -> bool:
    return [*times] in (sorted(times), sorted(times, reverse=True))
