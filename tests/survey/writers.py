"""Tables as survey platforms write them, from answers: one writer a layout and kind.

Written from `domain/export-layouts.md`, not from the reader: what it says of a platform stands here once more.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl
import xlsxwriter

from jtbd_diag.questionnaire import Questionnaire, Value
from jtbd_diag.simulation.export_columns import Cell, by_id, is_multiple, joined, number, text

Values = Mapping[str, Value]


@dataclass(frozen=True)
class Sheet:
    """A table as written: its rows, how many of them are headers, and how the file is made."""

    rows: list[list[str]]
    headers: int = 1
    layout: str = "plain"
    ending: str = "csv"
    separator: str = ","
    encoding: str = "utf-8"
    newline: str = "\n"
    quote_all: bool = False
    mark: bool = False
    tab: str = "Sheet1"
    options: Mapping[str, str] = field(default_factory=dict)

    def content(self) -> bytes:
        """The file's bytes."""
        return {"xlsx": self._xlsx, "parquet": self._parquet, "jsonl": self._jsonl}.get(self.ending, self._csv)()

    def _csv(self) -> bytes:
        stream = io.StringIO(newline="")
        quoting = csv.QUOTE_ALL if self.quote_all else csv.QUOTE_MINIMAL
        csv.writer(stream, delimiter=self.separator, lineterminator=self.newline, quoting=quoting).writerows(self.rows)
        return (("\ufeff" if self.mark else "") + stream.getvalue()).encode(self.encoding)

    def _xlsx(self) -> bytes:
        stream = io.BytesIO()
        with xlsxwriter.Workbook(stream, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
            sheet = book.add_worksheet(self.tab)
            for n, row in enumerate(self.rows):
                for column, cell in enumerate(row):
                    if cell != "":
                        sheet.write_string(n, column, cell)
        return stream.getvalue()

    def _frame(self) -> pl.DataFrame:
        columns = [[row[n] or None for row in self.rows[1:]] for n in range(len(self.rows[0]))]
        return pl.DataFrame(
            dict(zip(self.rows[0], columns, strict=True)), schema=dict.fromkeys(self.rows[0], pl.String)
        )

    def _parquet(self) -> bytes:
        stream = io.BytesIO()
        self._frame().write_parquet(stream)
        return stream.getvalue()

    def _jsonl(self) -> bytes:
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in self._frame().to_dicts()).encode()

    def row_of(self, respondent: int) -> int:
        """The number of a respondent's row, the first being 0."""
        return respondent + 1 + (self.headers if self.ending not in ("parquet", "jsonl") else 0)


def _ticked(value: Value | None, option: str) -> bool:
    return isinstance(value, tuple) and option in value


Column = tuple[tuple[str, ...], Callable[[Values], str]]
"""The headers of a column from the top down, and its cell for one respondent."""


def table(columns: Sequence[Column], people: Sequence[Values]) -> list[list[str]]:
    """Columns as rows."""
    headers = [list(row) for row in zip(*(heads for heads, _ in columns), strict=True)]
    return [*headers, *([cell(person) for _, cell in columns] for person in people)]


def counter(people: Sequence[Values], form: str = "{}") -> Callable[[Values], str]:
    """A number for each respondent."""
    places = {id(person): n for n, person in enumerate(people, start=1)}
    return lambda person: form.format(places[id(person)])


def always(text: str) -> Callable[[Values], str]:
    """The same in every row."""
    return lambda _: text


def _answer(q: Questionnaire, item: str, cell: Cell) -> Callable[[Values], str]:
    return lambda person: cell(q, item, person.get(item))


def _tick(item: str, option: str, yes: str, no: str, none: str) -> Callable[[Values], str]:
    return lambda person: none if person.get(item) is None else yes if _ticked(person[item], option) else no


# the platforms


def plain(
    q: Questionnaire, people: Sequence[Values], *, heads: str = "id", cell: Cell = text, join: str | None = None
) -> Sheet:
    """A table of one's own: ids or texts as headers; split columns of 1 and 0, or one cell for several options."""
    columns: list[Column] = [(("respondent",), counter(people)), (("region",), always("north"))]
    for item in q.items.values():
        head = item.id if heads == "id" else item.ask
        if is_multiple(item) and join is None:
            columns += [((f"{head}.{o.id}",), _tick(item.id, o.id, "1", "0", "")) for o in q.options(item.id)]
        else:
            columns.append(((head,), _answer(q, item.id, joined(cell, join or ";"))))
    return Sheet(table(columns, people))


_QUALTRICS = (
    "StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)", "Finished", "RecordedDate",
    "ResponseId", "RecipientLastName", "RecipientFirstName", "RecipientEmail", "ExternalReference",
    "LocationLatitude", "LocationLongitude", "DistributionChannel", "UserLanguage",
)  # fmt: skip
_STAMP = "2026-07-18 08:28:09"


def _cut(text_: str) -> str:
    return text_ if len(text_) <= 99 else text_[:96] + "..."


def qualtrics(
    q: Questionnaire, people: Sequence[Values], *, kind: str = "json", cell: Cell = text, split: bool = True
) -> Sheet:
    """Three header rows (`json`, or `single` quotes), or two (`legacy`)."""
    own = {
        "StartDate": always(_STAMP), "EndDate": always(_STAMP), "RecordedDate": always(_STAMP),
        "Progress": always("100"), "Status": always("0" if cell is number else "IP Address"),
        "Finished": always("1" if cell is number else "True"),
        "ResponseId": counter(people, "R_{:08}"), "UserLanguage": always("EN"), "IPAddress": always("10.0.0.1"),
        "RecipientEmail": counter(people, "person{}@example.org"),
    }  # fmt: skip
    columns: list[Column] = []
    for n, name in enumerate(_QUALTRICS[:10] if kind == "legacy" else _QUALTRICS, start=1):
        tag = f"V{n}" if kind == "legacy" else name
        columns.append(((tag, name, f'{{"ImportId":"{name[0].lower() + name[1:]}"}}'), own.get(name, always(""))))
    for n, item in enumerate(q.items.values(), start=1):
        ask = _cut(item.ask)
        if is_multiple(item) and split:
            for place, option in enumerate(q.options(item.id), start=1):
                code = place if option.code is None else option.code
                heads = (f"Q{n}_{place}", f"{ask} - Selected Choice - {option.text}", f'{{"ImportId":"QID{n}_{code}"}}')
                yes = number(q, item.id, option.id) if cell is number else option.text
                columns.append((heads, _tick(item.id, option.id, yes, "", "")))
        else:
            heads = (f"Q{n}", ask, f'{{"ImportId":"QID{n}"}}')
            columns.append((heads, _answer(q, item.id, joined(cell, ","))))
    if kind == "single":
        columns = [((a, b, c.replace('"', "'").replace(":'", ": '")), cell_) for (a, b, c), cell_ in columns]
    if kind == "legacy":
        columns = [((a, b), cell_) for (a, b, _), cell_ in columns] + [(("", ""), always(""))]
    rows = table(columns, people)
    return Sheet(rows, 2 if kind == "legacy" else 3, "qualtrics", mark=kind == "legacy")


def surveymonkey(q: Questionnaire, people: Sequence[Values], *, cell: Cell = text, grid: bool = False) -> Sheet:
    """Two header rows; a question once, blank cells go on. `grid` puts ratings under one question."""
    meta = ("Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address", "First Name")
    values = {
        "Respondent ID": counter(people, "11{:09}"),
        "Email Address": always(""),
        "Start Date": always("5/10/18 4:01"),
    }
    columns: list[Column] = [((name, ""), values.get(name, always(""))) for name in meta]
    in_grid = False
    for item in q.items.values():
        if is_multiple(item):
            for n, option in enumerate(q.options(item.id)):
                tick = _tick(item.id, option.id, cell(q, item.id, option.id), "", "")
                columns.append(((item.ask if n == 0 else "", option.text), tick))
            columns.append((("", "Other (please specify)"), always("")))
        elif grid and item.type == "rating":
            columns.append((("" if in_grid else "How true is this?", item.ask), _answer(q, item.id, cell)))
            in_grid = True
        else:
            below = "Open-Ended Response" if item.type in ("text", "number", "date") else "Response"
            columns.append(((item.ask, below), _answer(q, item.id, cell)))
    return Sheet(table(columns, people), 2, "surveymonkey")


def google(q: Questionnaire, people: Sequence[Values], *, sheet: bool = False) -> Sheet:
    """Downloaded as CSV (joined by `;`), or from the linked sheet (joined by `, `)."""
    stamp = "8/31/2023 19:08:16" if sheet else "2022/10/17 6:31:58 PM EST"
    columns: list[Column] = [(("Timestamp",), always(stamp)), (("Email Address",), counter(people, "p{}@example.org"))]
    for item in q.items.values():
        head = f"How true is this? [{item.ask}]" if item.type == "rating" else item.ask
        columns.append(((head,), _answer(q, item.id, joined(text, ", " if sheet else ";"))))
    tab = "Form Responses 1"
    rows = table(columns, people)
    return Sheet(rows, 1, "google-forms", "xlsx" if sheet else "csv", quote_all=not sheet, tab=tab)


def microsoft(q: Questionnaire, people: Sequence[Values], *, quiz: bool = False) -> Sheet:
    """One header row, several options as `A;B;`."""
    meta = {
        "ID": counter(people), "Start time": always("7/2/20 11:00:22"), "Completion time": always("7/2/20 11:04:02"),
        "Email": always("anonymous"), "Name": always(""),
    }  # fmt: skip
    columns: list[Column] = [((name,), cell) for name, cell in meta.items()]
    columns += [(("Total points",), always("0")), (("Quiz feedback",), always(""))] if quiz else []
    for item in q.items.values():
        columns.append(((item.ask,), _answer(q, item.id, joined(text, ";", trailing=True))))
        columns += [((f"Points - {item.ask}",), always("0"))] if quiz else []
    return Sheet(table(columns, people), 1, "microsoft-forms", "xlsx", tab="Form1")


def limesurvey(
    q: Questionnaire, people: Sequence[Values], *, heads: str = "code", cell: Cell = text, separator: str = ","
) -> Sheet:
    """Headed by `code`, `codetext` or `full` texts; codes hold letters and digits only."""
    meta = {
        "id": ("Response ID", counter(people)), "submitdate": ("Date submitted", always(_STAMP)),
        "lastpage": ("Last page", always("3")), "startlanguage": ("Start language", always("en")),
        "seed": ("Seed", always("123")), "token": ("Access code", counter(people, "tok{}")),
    }  # fmt: skip

    def head(code: str, words: str) -> tuple[str]:
        return ({"code": code, "full": words, "codetext": f"{code}. {words}"}[heads],)

    columns: list[Column] = [(head(code, words), value) for code, (words, value) in meta.items()]
    for item in q.items.values():
        code = item.id.replace("_", "")
        if is_multiple(item):
            for option in q.options(item.id):
                sub = option.id.replace("_", "")
                column = {
                    "code": f"{code}[{sub if heads != 'code' else option.id}]", "full": f"{item.ask} [{option.text}]",
                    "codetext": f"{code}[{option.id}]. {item.ask} [{option.text}]",
                }[heads]  # fmt: skip
                yes, no = ("Yes", "No") if cell is text else ("Y", "")
                columns.append(((column,), _tick(item.id, option.id, yes, no, "")))
            columns.append((head(f"{code}[other]", f"{item.ask} [Other]"), always("")))
        else:
            columns.append((head(code, item.ask), _answer(q, item.id, cell)))
    columns.append((("interviewtime",), always("120.5")))
    rows = table(columns, people)
    return Sheet([*rows, []], 1, "limesurvey", separator=separator, newline="\r\n", quote_all=True, mark=True)


_KOBO_TAIL = (
    "_id",
    "_uuid",
    "_submission_time",
    "_validation_status",
    "_notes",
    "_status",
    "_submitted_by",
    "__version__",
    "_tags",
    "_index",
)


def kobo(
    q: Questionnaire, people: Sequence[Values], *, labels: bool = False, hxl: bool = False, xlsx: bool = False
) -> Sheet:
    """Names or labels below a group; a summary column, and a column an option of 1 and 0."""
    group = "The group/" if labels else "grp/"
    columns: list[Column] = [((name, ""), always("2026-07-18T08:28:09.000+02:00")) for name in ("start", "end")]
    for item in q.items.values():
        head = group + (item.ask if labels else item.id)
        cell = text if labels else by_id
        columns.append(((head, "#" + "x" * 3), _answer(q, item.id, joined(cell, " "))))
        for option in q.options(item.id) if is_multiple(item) else ():
            sub = option.text if labels else option.id
            columns.append(((f"{head}/{sub}", ""), _tick(item.id, option.id, "1", "0", "")))
    tail = {"_uuid": counter(people, "uuid-{}"), "_id": counter(people), "_index": counter(people)}
    columns += [((name, ""), tail.get(name, always(""))) for name in _KOBO_TAIL]
    rows = table(columns, people)
    if not hxl:
        del rows[1]
    sheet = Sheet(rows, 2 if hxl else 1, "kobotoolbox", separator=";", quote_all=True)
    return replace(sheet, ending="xlsx", tab="My form") if xlsx else sheet


def odk(q: Questionnaire, people: Sequence[Values], *, split: bool = False) -> Sheet:
    """Groups joined by `-`; several options as names between spaces, or also split."""
    columns: list[Column] = [(("SubmissionDate",), always("2026-07-18T08:28:09.000Z"))]
    for item in q.items.values():
        columns.append(((f"main-part-{item.id}",), _answer(q, item.id, joined(by_id, " "))))
        if split and is_multiple(item):
            heads = {o.id: f"main-part-{item.id}/{o.id}" for o in q.options(item.id)}
            columns += [((head,), _tick(item.id, option, "1", "0", "")) for option, head in heads.items()]
    tail = {"KEY": counter(people, "uuid:{}"), "SubmitterID": always("7"), "SubmitterName": always("app user")}
    columns += [((name,), value) for name, value in tail.items()]
    return Sheet(table(columns, people), 1, "odk")


def redcap(q: Questionnaire, people: Sequence[Values], *, labels: bool = False) -> Sheet:
    """Variables with `name___code`, or labels with `(choice=…)`; checkboxes that nobody answered are 0."""
    meta: list[Column] = [
        (("Record ID" if labels else "record_id",), counter(people)),
        (("Event Name" if labels else "redcap_event_name",), always("baseline_arm_1")),
        (("Survey Timestamp" if labels else "survey_timestamp",), always("[not completed]")),
    ]
    columns = list(meta)
    for item in q.items.values():
        if is_multiple(item):
            for option in q.options(item.id):
                head = f"{item.ask} (choice={option.text})" if labels else f"{item.id}___{option.id.lower()}"
                yes, no = ("Checked", "Unchecked") if labels else ("1", "0")
                columns.append(((head,), _tick(item.id, option.id, yes, no, no)))
        else:
            columns.append(((item.ask if labels else item.id,), _answer(q, item.id, text if labels else by_id)))
    columns.append((("Complete?" if labels else "survey_complete",), always("Complete" if labels else "2")))
    return Sheet(table(columns, people), 1, "redcap")


def typeform(q: Questionnaire, people: Sequence[Values]) -> Sheet:
    """Question texts; for several options a column each, headed by the option's text alone."""
    columns: list[Column] = [(("#",), counter(people, "{:032x}"))]
    for item in q.items.values():
        if is_multiple(item):
            columns += [((o.text,), _tick(item.id, o.id, o.text, "", "")) for o in q.options(item.id)]
            columns.append((("Other",), always("")))
        else:
            columns.append(((item.ask,), _answer(q, item.id, text)))
    tail = {"Start Date (UTC)": _STAMP, "Submit Date (UTC)": _STAMP, "Network ID": "abc123"}
    columns += [((name,), always(value)) for name, value in tail.items()]
    return Sheet(table(columns, people), 1, "typeform")


Writer = Callable[[Questionnaire, Sequence[Values]], Sheet]

WRITERS: Mapping[str, Writer] = {
    "plain ids": plain,
    "plain ids, cells": lambda q, p: plain(q, p, cell=by_id, join=" "),
    "plain ids, codes": lambda q, p: replace(plain(q, p, cell=number), separator="\t", ending="tsv"),
    "plain texts": lambda q, p: plain(q, p, heads="text", join=";"),
    "plain texts, bars": lambda q, p: replace(plain(q, p, heads="text", join="|"), separator=";", encoding="utf-16"),
    "plain ids, parquet": lambda q, p: replace(plain(q, p, cell=by_id, join=";"), ending="parquet"),
    "plain ids, json lines": lambda q, p: replace(plain(q, p, join=";"), ending="jsonl"),
    "plain ids, xlsx": lambda q, p: replace(plain(q, p), ending="xlsx"),
    "qualtrics": qualtrics,
    "qualtrics, numbers": lambda q, p: qualtrics(q, p, cell=number),
    "qualtrics, one cell": lambda q, p: qualtrics(q, p, split=False),
    "qualtrics, numbers in one cell": lambda q, p: qualtrics(q, p, cell=number, split=False),
    "qualtrics, single quotes": lambda q, p: qualtrics(q, p, kind="single"),
    "qualtrics, legacy": lambda q, p: qualtrics(q, p, kind="legacy"),
    "qualtrics, xlsx": lambda q, p: replace(qualtrics(q, p), ending="xlsx"),
    "surveymonkey": surveymonkey,
    "surveymonkey, numbers": lambda q, p: surveymonkey(q, p, cell=number),
    "surveymonkey, grid": lambda q, p: replace(surveymonkey(q, p, grid=True), ending="xlsx"),
    "google": google,
    "google, sheet": lambda q, p: google(q, p, sheet=True),
    "microsoft": microsoft,
    "microsoft, quiz": lambda q, p: microsoft(q, p, quiz=True),
    "limesurvey": limesurvey,
    "limesurvey, codetext": lambda q, p: limesurvey(q, p, heads="codetext", separator=";"),
    "limesurvey, full": lambda q, p: limesurvey(q, p, heads="full"),
    "limesurvey, short": lambda q, p: limesurvey(q, p, cell=by_id),
    "kobo": kobo,
    "kobo, labels": lambda q, p: kobo(q, p, labels=True),
    "kobo, hxl": lambda q, p: kobo(q, p, hxl=True),
    "kobo, xlsx": lambda q, p: kobo(q, p, xlsx=True),
    "odk": odk,
    "odk, split": lambda q, p: odk(q, p, split=True),
    "redcap": redcap,
    "redcap, labels": lambda q, p: redcap(q, p, labels=True),
    "typeform": typeform,
}
"""Every kind of table."""
