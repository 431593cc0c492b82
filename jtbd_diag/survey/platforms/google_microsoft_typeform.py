"""Google Forms, Microsoft Forms and Typeform: one header row of question texts.

Knows nothing of questionnaires.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from jtbd_diag.survey.platforms.headings import (
    Heading,
    Identity,
    Layout,
    Rows,
    bracketed,
    data,
    is_empty,
    plain,
    split_parts,
    unique_headers,
)

_STAMPS = {
    "timestamp", "zeitstempel", "horodateur", "marca temporal", "carimbo de data/hora", "tijdstempel",
    "tidsstempel", "tidsmerke", "aikaleima", "časová značka", "időbélyeg", "zaman damgası", "타임스탬프", "时间戳记",
    "informazioni cronologiche", "tidsstämpel", "sygnatura czasowa", "отметка времени", "タイムスタンプ",
}  # fmt: skip
_WHO = {"username", "email address", "e-mail address", "email", "e-mail-adresse", "adresse e-mail", "nombre de usuario"}
_TIME = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? +\d{1,2}[:.]\d{2}.*")

_MICROSOFT: Mapping[str, Identity] = {
    "id": "id", "id.": "id", "start time": "", "completion time": "", "email": "email", "name": "", "total points": "",
    "quiz feedback": "", "last modified time": "", "language": "", "grade posted time": "",
    "startzeit": "", "fertigstellungszeit": "", "e-mail": "email", "gesamtpunktzahl": "", "quizfeedback": "",
    "heure de début": "", "heure de fin": "", "adresse de messagerie": "email", "nom": "",
    "hora de inicio": "", "hora de finalización": "", "correo electrónico": "email", "nombre": "",
    "hora de início": "", "hora de conclusão": "", "nome": "", "begintijd": "", "tijd van voltooien": "", "naam": "",
    "ora di inizio": "", "ora di completamento": "", "posta elettronica": "email", "開始時刻": "", "完了時刻": "",
    "メール": "email", "名前": "",
}  # fmt: skip
_BEGAN = {
    "start time", "startzeit", "heure de début", "hora de inicio", "hora de início", "begintijd", "ora di inizio",
    "開始時刻",
}  # fmt: skip
_ENDED = {
    "completion time", "fertigstellungszeit", "heure de fin", "hora de finalización", "hora de conclusão",
    "tijd van voltooien", "ora di completamento", "完了時刻",
}  # fmt: skip
_QUIZ = re.compile(r"(?:Points|Feedback) - ", re.IGNORECASE)

_TYPEFORM: Mapping[str, Identity] = {
    "#": "id", "network id": "", "start date (utc)": "", "submit date (utc)": "", "stage date (utc)": "",
    "response type": "", "tags": "", "ending": "", "start date": "", "submit date": "", "response id": "id",
}  # fmt: skip


def recognise_google(rows: Rows) -> Layout | None:
    """By a time stamp in the first column."""
    if plain(rows[0][0]) not in _STAMPS:
        return None
    times = list(data(rows, 1, 0))
    if times and not _TIME.match(times[0]):
        return None
    zoned = any(re.search(r"[A-Z]{3,4}([+-]\d+)?$", time) for time in times)
    kind = "downloaded as CSV, checkboxes joined by ';'" if zoned else "as in the linked sheet, or downloaded"
    return google(rows, ("the first column is the time stamp of Google Forms", kind))


def google(rows: Rows, reasons: tuple[str, ...] = ("as told",)) -> Layout:
    """One header row; grids as `Question [row]`."""
    headings = []
    for n, header in enumerate(unique_headers(rows[0])):
        text, name = rows[0][n], plain(rows[0][n])
        if is_empty(rows, n):
            headings.append(Heading(header, kind="noise"))
        elif n == 0 or name == "score" or (n < 3 and name in _WHO):
            who: Identity = "email" if name in _WHO and name != "username" else ""
            headings.append(Heading(header, kind="metadata", identity=who))
        else:
            headings.append(Heading(header, (text,), (text,), bracketed(text)))
    return Layout("google-forms", reasons, tuple(headings), separators=(";", ", ", ","))


def recognise_microsoft(rows: Rows) -> Layout | None:
    """By its first three columns."""
    names = [plain(cell) for cell in rows[0][:3]]
    if len(names) < 3 or names[0] not in ("id", "id.") or names[1] not in _BEGAN or names[2] not in _ENDED:
        return None
    return microsoft(rows, (f"the first columns are {', '.join(cell.strip() for cell in rows[0][:3])}",))


def microsoft(rows: Rows, reasons: tuple[str, ...] = ("as told",)) -> Layout:
    """One header row; points and feedback of a quiz are left out."""
    headings = []
    leading = True
    asked = {plain(cell) for cell in rows[0]}
    for n, header in enumerate(unique_headers(rows[0])):
        text, name = rows[0][n], plain(rows[0][n])
        leading = leading and name in _MICROSOFT
        if is_empty(rows, n) or _QUIZ.match(text) or any(q in asked for word, q in split_parts(name, " - ") if word):
            headings.append(Heading(header, kind="noise"))
        elif leading:
            headings.append(Heading(header, kind="metadata", identity=_MICROSOFT[name]))
        else:
            headings.append(Heading(header, (text,), (text,), bracketed(text)))
    return Layout("microsoft-forms", reasons, tuple(headings), separators=(";",))


def recognise_typeform(rows: Rows) -> Layout | None:
    """By its columns `#`, `Start Date (UTC)`, `Submit Date (UTC)`, `Network ID`."""
    names = {plain(cell) for cell in rows[0]}
    own = names & {"#", "start date (utc)", "submit date (utc)", "network id"}
    if len(own) < 2 or "submit date (utc)" not in own:
        return None
    return typeform(rows, (f"Typeform's own columns: {', '.join(sorted(own))}",))


def typeform(rows: Rows, reasons: tuple[str, ...] = ("as told",)) -> Layout:
    """One header row; a column an option, without the question's text."""
    headings = []
    for n, header in enumerate(unique_headers(rows[0])):
        text, name = rows[0][n], plain(rows[0][n])
        if is_empty(rows, n):
            headings.append(Heading(header, kind="noise"))
        elif name in _TYPEFORM:
            headings.append(Heading(header, kind="metadata", identity=_TYPEFORM[name]))
        else:
            headings.append(Heading(header, (text,), (text,), (("", text),)))
    return Layout("typeform", reasons, tuple(headings), ticks="option", separators=(", ", ",", ";"), booleans=True)
