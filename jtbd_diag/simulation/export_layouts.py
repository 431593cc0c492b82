"""Exports as survey platforms write them: the columns of each, its headers, and how several options stand in cells.

Owns what each platform is known to write (seen in public exports or in its own code, else in its documentation); knows
nothing of how it is read. Columns beside the questions stand where the platform puts embedded data or hidden fields.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

from jtbd_diag.ground.catalogue import say
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.simulation.export_columns import (
    Cell,
    Export,
    ExportColumn,
    WrittenCell,
    always,
    answer,
    by_name,
    counted,
    is_multiple,
    joined,
    number,
    text,
    tick,
)
from jtbd_diag.simulation.invented_people import Entry

Beside = Sequence[tuple[str, WrittenCell]]
"""Columns that are no questions, by name."""


def began(form: str) -> WrittenCell:
    """When a row was begun."""
    return lambda entry: entry.began.strftime(form)


def ended(form: str) -> WrittenCell:
    """When it was sent."""
    return lambda entry: entry.ended.strftime(form)


def _email(entry: Entry) -> str:
    return entry.email


def _american(when: datetime.datetime, *, year: str = "%Y", seconds: bool = True) -> str:
    """A time without leading zeros."""
    return f"{when.month}/{when.day}/{when.strftime(year)} {when.hour}:{when:%M:%S}"[: None if seconds else -3]


def plain(
    q: Questionnaire, beside: Beside = (), *, heads: str = "id", cell: Cell = text, join: str | None = None
) -> Export:
    """A table of one's own: ids or texts as headers; split columns of 1 and 0, or one cell for several options."""
    columns: list[ExportColumn] = [
        (("respondent",), counted()),
        (("email",), _email),
        (("submitted",), ended("%Y-%m-%d %H:%M")),
    ]
    columns += [((name,), written) for name, written in beside]
    for item in q.items.values():
        head = item.id if heads == "id" else item.ask
        if is_multiple(item) and join is None:
            columns += [((f"{head}.{o.id}",), tick(item.id, o.id, "1", "0", "")) for o in q.options(item.id)]
        else:
            columns.append(((head,), answer(q, item.id, joined(cell, join or ";"))))
    return Export("plain", columns)


_QUALTRICS = (
    "StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)", "Finished", "RecordedDate",
    "ResponseId", "RecipientLastName", "RecipientFirstName", "RecipientEmail", "ExternalReference",
    "LocationLatitude", "LocationLongitude", "DistributionChannel", "UserLanguage",
)  # fmt: skip
_LONGEST_TEXT = 99


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST_TEXT else words[: _LONGEST_TEXT - 3] + "..."


def qualtrics(q: Questionnaire, beside: Beside = (), *, cell: Cell = text, split: bool = True) -> Export:
    """Three header rows: tags, texts cut to 99 letters, import ids; embedded data behind the questions."""
    stamp, numbers = "%Y-%m-%d %H:%M:%S", cell is number
    own: dict[str, WrittenCell] = {
        "StartDate": began(stamp), "EndDate": ended(stamp), "RecordedDate": ended(stamp), "Progress": always("100"),
        "Status": always("0" if numbers else "IP Address"), "Finished": always("1" if numbers else "True"),
        "Duration (in seconds)": lambda entry: str(int((entry.ended - entry.began).total_seconds())),
        "ResponseId": counted("R_{:08}"), "UserLanguage": always("EN"), "RecipientEmail": _email,
        "DistributionChannel": always("email"),
    }  # fmt: skip
    columns: list[ExportColumn] = [
        ((name, name, f'{{"ImportId":"{name[0].lower() + name[1:]}"}}'), own.get(name, always("")))
        for name in _QUALTRICS
    ]
    for n, item in enumerate(q.items.values(), start=1):
        ask = _cut(item.ask)
        if is_multiple(item) and split:
            for place, option in enumerate(q.options(item.id), start=1):
                code = place if option.code is None else option.code
                words, imported = f"{ask} - Selected Choice - {option.text}", f'{{"ImportId":"QID{n}_{code}"}}'
                yes = number(q, item.id, option.id) if numbers else option.text
                columns.append(((f"Q{n}_{place}", words, imported), tick(item.id, option.id, yes, "", "")))
        else:
            heads = (f"Q{n}", ask, f'{{"ImportId":"QID{n}"}}')
            columns.append((heads, answer(q, item.id, joined(cell, ","))))
    columns += [((name, name, f'{{"ImportId":"{name}"}}'), written) for name, written in beside]
    return Export("qualtrics", columns)


def surveymonkey(q: Questionnaire, beside: Beside = (), *, cell: Cell = text) -> Export:
    """Two header rows; a question once, blank cells go on."""
    own: dict[str, WrittenCell] = {
        "Respondent ID": counted("11{:09}"), "Collector ID": always("450000001"),
        "Start Date": lambda entry: _american(entry.began, year="%y", seconds=False),
        "End Date": lambda entry: _american(entry.ended, year="%y", seconds=False),
        "IP Address": always(""), "Email Address": _email, "First Name": always(""),
    }  # fmt: skip
    columns: list[ExportColumn] = [((name, ""), written) for name, written in (*own.items(), *beside)]
    for item in q.items.values():
        if is_multiple(item):
            for n, option in enumerate(q.options(item.id)):
                ticked = tick(item.id, option.id, cell(q, item.id, option.id), "", "")
                columns.append(((item.ask if n == 0 else "", option.text), ticked))
            columns.append((("", "Other (please specify)"), always("")))
        else:
            below = "Open-Ended Response" if item.type in ("text", "number", "date") else "Response"
            columns.append(((item.ask, below), answer(q, item.id, cell)))
    return Export("surveymonkey", columns)


def google(q: Questionnaire, beside: Beside = (), *, sheet: bool = False) -> Export:
    """Downloaded as CSV (joined by `;`), or from the linked sheet (joined by `, `)."""

    def stamp(entry: Entry) -> str:
        when = entry.ended
        if sheet:
            return _american(when)
        return f"{when.year}/{when.month:02}/{when.day:02} {when.hour % 12 or 12}:{when:%M:%S %p} EST"

    columns: list[ExportColumn] = [(("Timestamp",), stamp), (("Email Address",), _email)]
    columns += [((name,), written) for name, written in beside]
    for item in q.items.values():
        head = say("simulation.row_of_grid", ask=item.ask) if item.type == "rating" else item.ask
        columns.append(((head,), answer(q, item.id, joined(text, ", " if sheet else ";"))))
    return Export("google-forms", columns, quote_all=True, tab="Form Responses 1")


def microsoft(q: Questionnaire, beside: Beside = ()) -> Export:
    """One header row, several options as `A;B;`."""
    own: dict[str, WrittenCell] = {
        "ID": counted(),
        "Start time": lambda entry: _american(entry.began, year="%y"),
        "Completion time": lambda entry: _american(entry.ended, year="%y"),
        "Email": _email,
        "Name": always(""),
    }
    columns: list[ExportColumn] = [((name,), written) for name, written in (*own.items(), *beside)]
    cell = joined(text, ";", trailing=True)
    columns += [((item.ask,), answer(q, item.id, cell)) for item in q.items.values()]
    return Export("microsoft-forms", columns, tab="Form1")


def limesurvey(q: Questionnaire, beside: Beside = (), *, heads: str = "code", cell: Cell = text) -> Export:
    """Headed by `code`, `codetext` or `full` texts; codes hold letters and digits only."""
    own: dict[str, tuple[str, WrittenCell]] = {
        "id": ("Response ID", counted()), "submitdate": ("Date submitted", ended("%Y-%m-%d %H:%M:%S")),
        "lastpage": ("Last page", always("3")), "startlanguage": ("Start language", always("en")),
        "seed": ("Seed", always("123")), "email": ("Email address", _email),
    }  # fmt: skip

    def head(code: str, words: str) -> tuple[str]:
        return ({"code": code, "full": words, "codetext": f"{code}. {words}"}[heads],)

    columns: list[ExportColumn] = [(head(code, words), written) for code, (words, written) in own.items()]
    for item in q.items.values():
        code = item.id.replace("_", "")
        if is_multiple(item):
            yes, no = ("Yes", "No") if cell is text else ("Y", "")
            for option in q.options(item.id):
                sub = option.id if heads == "code" else option.id.replace("_", "")
                column = {
                    "code": f"{code}[{sub}]", "full": f"{item.ask} [{option.text}]",
                    "codetext": f"{code}[{option.id}]. {item.ask} [{option.text}]",
                }[heads]  # fmt: skip
                columns.append(((column,), tick(item.id, option.id, yes, no, "")))
            columns.append((head(f"{code}[other]", f"{item.ask} [Other]"), always("")))
        else:
            columns.append((head(code, item.ask), answer(q, item.id, cell)))
    columns += [(head(name.replace("_", ""), name), written) for name, written in beside]
    columns.append((("interviewtime",), always("120.5")))
    return Export("limesurvey", columns, newline="\r\n", quote_all=True, mark=True, last_line=True)


_KOBO_TAIL = (
    "_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status", "_submitted_by", "__version__",
    "_tags", "_index",
)  # fmt: skip


def kobo(q: Questionnaire, beside: Beside = (), *, cell: Cell = by_name) -> Export:
    """Names or labels below a group; a summary column, and a column an option of 1 and 0."""
    labels = cell is text
    group, stamp = ("The group/" if labels else "grp/"), "%Y-%m-%dT%H:%M:%S.000+02:00"
    columns: list[ExportColumn] = [(("start",), began(stamp)), (("end",), ended(stamp))]
    columns += [((name,), written) for name, written in (("email", _email), *beside)]
    for item in q.items.values():
        head = group + (item.ask if labels else item.id)
        columns.append(((head,), answer(q, item.id, joined(cell, " "))))
        for option in q.options(item.id) if is_multiple(item) else ():
            sub = option.text if labels else option.id
            columns.append(((f"{head}/{sub}",), tick(item.id, option.id, "1", "0", "")))
    tail: dict[str, WrittenCell] = {
        "_uuid": counted("uuid-{}"), "_id": counted(), "_index": counted(),
        "_submission_time": ended("%Y-%m-%dT%H:%M:%S"),
    }  # fmt: skip
    columns += [((name,), tail.get(name, always(""))) for name in _KOBO_TAIL]
    return Export("kobotoolbox", columns, separator=";", quote_all=True, tab="My form")


def odk(q: Questionnaire, beside: Beside = (), *, split: bool = False) -> Export:
    """Groups joined by `-`; several options as names between spaces, or also split."""
    columns: list[ExportColumn] = [(("SubmissionDate",), ended("%Y-%m-%dT%H:%M:%S.000Z"))]
    columns += [((name,), written) for name, written in (("email", _email), *beside)]
    for item in q.items.values():
        columns.append(((f"main-part-{item.id}",), answer(q, item.id, joined(by_name, " "))))
        if split and is_multiple(item):
            heads = {o.id: f"main-part-{item.id}/{o.id}" for o in q.options(item.id)}
            columns += [((head,), tick(item.id, option, "1", "0", "")) for option, head in heads.items()]
    columns += [
        (("KEY",), counted("uuid:{}")),
        (("SubmitterID",), always("7")),
        (("SubmitterName",), always("app user")),
    ]
    return Export("odk", columns)


def redcap(q: Questionnaire, beside: Beside = (), *, cell: Cell = by_name) -> Export:
    """Variables with `name___code`, or labels with `(choice=…)`; checkboxes that nobody answered are 0."""
    labels = cell is text
    columns: list[ExportColumn] = [
        (("Record ID" if labels else "record_id",), counted()),
        (("Event Name" if labels else "redcap_event_name",), always("baseline_arm_1")),
        (("Survey Timestamp" if labels else "survey_timestamp",), ended("%Y-%m-%d %H:%M:%S")),
    ]
    columns += [((name,), written) for name, written in (("email", _email), *beside)]
    for item in q.items.values():
        if is_multiple(item):
            for option in q.options(item.id):
                head = f"{item.ask} (choice={option.text})" if labels else f"{item.id}___{option.id.lower()}"
                yes, no = ("Checked", "Unchecked") if labels else ("1", "0")
                columns.append(((head,), tick(item.id, option.id, yes, no, no)))
        else:
            columns.append(((item.ask if labels else item.id,), answer(q, item.id, cell)))
    columns.append((("Complete?" if labels else "survey_complete",), always("Complete" if labels else "2")))
    return Export("redcap", columns)


def typeform(q: Questionnaire, beside: Beside = ()) -> Export:
    """Question texts; for several options a column each, headed by the option's text alone; hidden fields behind."""
    columns: list[ExportColumn] = [(("#",), counted("{:032x}"))]
    for item in q.items.values():
        if is_multiple(item):
            columns += [((o.text,), tick(item.id, o.id, o.text, "", "")) for o in q.options(item.id)]
            columns.append((("Other",), always("")))
        else:
            columns.append(((item.ask,), answer(q, item.id, text)))
    columns += [((name,), written) for name, written in (("email", _email), *beside)]
    stamp = "%Y-%m-%d %H:%M:%S"
    columns += [(("Start Date (UTC)",), began(stamp)), (("Submit Date (UTC)",), ended(stamp))]
    columns.append((("Network ID",), counted("network{}")))
    return Export("typeform", columns)


Writer = Callable[..., Export]
"""Takes a questionnaire and the columns beside it."""
