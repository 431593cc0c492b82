"""What a number in a spreadsheet is by its format: a day, a time of day, a duration, a share or a plain number.

Owns number formats and how such cells are written; knows no file format.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import Literal, NamedTuple

NumberShownAs = Literal["duration", "time", "day", "moment", "percent"]
"""Hours that may exceed a day, a time of day, a day without a time, a day with one, a hundred times with a sign."""

NOT_WORKED_OUT = "=?"
"""What stands here for a formula that no program has worked out: its file holds no value for it."""

ERRORS = (
    "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!",
    "#CONNECT!", "#BUSY!", "#UNKNOWN!", "#PYTHON!", "#GETTING_DATA", "#ERROR!", "#NV", "#BEZUG!", "#WERT!", "#ZAHL!",
    "#ÜBERLAUF!", "#¡REF!", "#¡VALOR!", "#¿NOMBRE?", "#¡DIV/0!", "#¡NUM!", "#¡NULO!", "#N/D", "#VALEUR!", "#NOM?",
    "#NOMBRE!", "#VALOR!", "#NOME?", "#NÚM!", "#RIF!", "#VALORE!", "Err:501", "Err:502", "Err:503", "Err:504",
    "Err:508", "Err:509", "Err:511", "Err:512", "Err:519", "Err:520", "Err:522", "Err:523", "Err:524", "Err:540",
    NOT_WORKED_OUT,
)  # fmt: skip
"""What spreadsheet programs show, in their languages, in a cell that they could not work out; and what none has."""

_DAYS = {*range(14, 18), *range(27, 32), 36, *range(50, 55), 57, 58}
_TIMES = {18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56}
_WITH_SECONDS = {19, 21, 33, 35, 45, 47, 56}
_MOMENT, _DURATION = 22, 46
_PERCENTS = {9, 10}
_ASIDE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]')
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]")
_DAY_MS = 86_400_000
_PLAIN = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?")
_WHOLE = re.compile(r"-?[0-9]+")
_YEAR = 366
_LARGEST_SHARE = 10**9


class Format(NamedTuple):
    """What a number is by its format, and whether seconds are shown."""

    kind: NumberShownAs
    seconds: bool = True


def builtin_format(number: int) -> Format | None:
    """The meaning of a format that spreadsheets know by its number; None for plain numbers."""
    if number in _DAYS:
        return Format("day")
    if number in _TIMES:
        return Format("time", number in _WITH_SECONDS)
    if number in _PERCENTS:
        return Format("percent")
    return {_MOMENT: Format("moment"), _DURATION: Format("duration")}.get(number)


def format_of_code(code: str) -> Format | None:
    """The meaning of a format as it is written, such as `[h]:mm`; None for plain numbers."""
    bare = _ASIDE.sub("", code.lower()).partition(";")[0]
    if "general" in bare or "@" in bare:
        return None
    if _ELAPSED.search(bare):
        return Format("duration")
    if "%" in bare:
        return Format("percent")
    letters = set(re.sub(r"a/p|am/pm", "h", bare))
    day, clock = letters & {"y", "d"}, letters & {"h", "s"}
    if day or (not clock and "m" in letters):
        return Format("moment" if clock else "day")
    return Format("time", "s" in letters) if clock else None


def in_words(number: float, shown: Format, *, from_1904: bool = False) -> str | None:
    """A number as the moment, day, time or duration that its format makes of it; None where it can be none."""
    if shown.kind == "percent":
        return percent(repr(number))
    ms = round(number * _DAY_MS)
    beyond_a_day = shown.kind == "time" and number < _YEAR and not 0 <= number < 1
    if shown.kind == "duration" or beyond_a_day:
        return clock(ms)
    if 0 < number < 1 or (number == 0 and shown.kind != "day"):
        return clock(ms) if shown.seconds or ms % 60_000 else clock(ms).removesuffix(":00")
    moment = _moment(ms, from_1904) if number > 0 else None
    if moment is None:
        return None
    if shown.kind == "day" and ms % _DAY_MS == 0:
        return moment.date().isoformat()
    thousandths = f".{ms % 1000:03}" if ms % 1000 else ""
    return f"{moment:%Y-%m-%d %H:%M:%S}{thousandths}"


def percent(raw: str) -> str | None:
    """A number as it is shown in per cent: `0.32` is `32%`; None where it is none."""
    try:
        number = Decimal(raw)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number) >= _LARGEST_SHARE:
        return None
    return f"{(number.scaleb(2) + 0).normalize():f}%"


def _moment(ms: int, from_1904: bool) -> datetime | None:
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 31 if ms < 60 * _DAY_MS else 30)
    try:
        return start + timedelta(milliseconds=ms)
    except OverflowError:
        return None


def clock(ms: int) -> str:
    """A duration, or a time of day, in milliseconds, as hours, minutes and seconds."""
    sign, ms = ("-", -ms) if ms < 0 else ("", ms)
    seconds, thousandths = divmod(ms, 1000)
    minutes, hours = seconds // 60 % 60, seconds // 3600
    return f"{sign}{hours:02}:{minutes:02}:{seconds % 60:02}{f'.{thousandths:03}' if thousandths else ''}"


def exact_number(raw: str) -> str | None:
    """A number with more digits than its reader keeps, with all of them; None where it keeps them all."""
    if _PLAIN.fullmatch(raw):
        return None
    if _WHOLE.fullmatch(raw):
        return raw
    try:
        number = float(raw)
    except ValueError:
        return None
    if not isfinite(number):
        return None
    plain = 1e-15 <= abs(number) < 1e21  # beyond, the digits would only be zeros
    return (format(Decimal(repr(number)), "f") if plain else repr(number)).removesuffix(".0")


def iso_moment(told: str, *, day: bool = False) -> str:
    """A moment that a file tells as 2026-01-05T09:36:00, in the words used here; `day` where no time is shown."""
    date, _, time = told.strip().partition("T")
    return date if not time or (day and not time.strip("0:.Z")) else f"{date} {time.removesuffix('Z')}"


_ISO_DURATION = re.compile(r"(-?)P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,](\d+))?S)?")


def iso_duration(told: str, shown: str) -> str | None:
    """A duration that a file tells as PT18H00M00S; `shown` is the cell's own text, kept where it says the same."""
    found = _ISO_DURATION.fullmatch(told.strip())
    if found is None:
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in found.group(2, 3, 4, 5))
    ms = (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 + int(f"{found[6] or ''}000"[:3])
    full = clock(-ms if found[1] else ms)
    return shown if f"{shown}:00" == full else full
