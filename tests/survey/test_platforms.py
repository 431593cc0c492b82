"""The same four leaders in the dress of many platforms: the same answers, and the platform named."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from jtbd_diag import load_questionnaire
from jtbd_diag.questionnaire import Value
from tests.survey.reading import seen

Q = load_questionnaire("leader-short@1")
AREAS = Q.options("areas")
NAMES = ("causes", "by_decision", "one_result", "areas", "next_move", "gift", "attempts", "voluntary")
LEADERS: list[dict[str, Value]] = [
    dict(zip(NAMES, values, strict=True))
    for values in (
        ("other_units", "little", "yes", ("attendance", "counseling", "families"), "joint_look", "go_between",
         "two_three", "yes"),
        ("own_unit", "nearly_all", "mostly", ("schedule",), "small_test", "coach", "once", "maybe"),
        ("everywhere", "almost_nothing", "no", ("instruction", "special_education", "data"), "change_how",
         "teach_everyone", "four_plus", "less"),
        ("half_and_half", "half", "partly", ("attendance", "families"), "joint_look", "cannot_say", "none", "no"),
    )
]  # fmt: skip
Rows = list[list[str]]


def ask(item: str) -> str:
    return Q.items[item].ask


def text(item: str, option: object) -> str:
    return next(o.text for o in Q.options(item) if o.id == option)


def ticked(person: dict[str, Value], option: str) -> bool:
    answer = person["areas"]
    return isinstance(answer, tuple) and option in answer


def table(
    own: Sequence[str],
    split: Callable[[str, str, str], str] | None = None,
    *,
    flags: tuple[str, str] | None = None,
    joined: str | None = None,
    ids: bool = False,
    head: Callable[[str], str] = str,
    beside: str = "",
) -> Rows:
    """Rows with a platform's `own` columns; options in columns headed by `split`, or `joined`, or both."""
    rows: Rows = [list(own), *([f"{n}{n}{n}{n}{n}{n}" for _ in own] for n in range(1, 5))]
    for item in NAMES:
        cells = [
            (str(p[item]) if ids else text(item, p[item])) if item != "areas" else (joined or "").join(
                o.id if ids else o.text for o in AREAS if ticked(p, o.id)) for p in LEADERS
        ]  # fmt: skip
        if item != "areas" or joined is not None:
            columns = [[head(item if ids else ask(item)), *cells]]
            columns += [[beside.format(ask(item)), "Agree", "", "3", ""]] if beside else []
        else:
            columns = []
        if item == "areas" and split is not None:
            for option in AREAS:
                yes, no = flags or (option.text, "")
                marks = [yes if ticked(p, option.id) else no for p in LEADERS]
                columns.append([split(ask(item), option.text, option.id), *marks])
        rows = [[*row, *(column[n] for column in columns)] for n, row in enumerate(rows)]
    return rows


ALCHEMER = ("Response ID", "Time Started", "Date Submitted", "Status", "Contact ID", "Language", "Referer", "SessionID")
TALLY = ("Submission ID", "Respondent ID", "Submitted at")
CTO = ("SubmissionDate", "starttime", "endtime", "instanceID", "formdef_version", "KEY")
QUALTRICS = (
    "Start Date",
    "End Date",
    "Response Type",
    "Progress",
    "Recorded Date",
    "Response ID",
    "Distribution Channel",
)
KOBO = ("start", "_id", "_uuid", "_submission_time", "_index")


def surveymonkey(word: str, names: Sequence[str]) -> Rows:
    rows = table(names, lambda ask, option, _: option)
    first, second = [], []
    for n, header in enumerate(rows[0]):
        option = header in {o.text for o in AREAS}
        first.append((ask("areas") if header == AREAS[0].text else "") if option else header)
        second.append(header if option else "" if n < len(names) else word)
    return [first, second, *rows[1:]]


def qualtrics() -> Rows:
    """As where somebody deleted the row of tags, and that of import ids."""
    return table(QUALTRICS, lambda ask, option, _: f"{ask} - Selected Choice - {option}")


def with_import_ids(rows: Rows) -> Rows:
    return [rows[0], [f'{{"ImportId":"QID{n}"}}' for n in range(len(rows[0]))], *rows[1:]]


DRESSES: dict[str, tuple[str, Rows]] = (
    {
        "alchemer, question and option": ("alchemer", table(ALCHEMER, lambda ask, option, _: f"{ask} - {option}")),
        "alchemer, option and question": ("alchemer", table(ALCHEMER, lambda ask, option, _: f"{option}:{ask}")),
        "alchemer, bars": ("alchemer", table(ALCHEMER, joined="|")),
        "alchemer, lines": ("alchemer", table(ALCHEMER, joined="\n")),
        "tally, split": ("tally", table(TALLY, lambda ask, option, _: f"{ask} ({option})", flags=("TRUE", "FALSE"))),
        "tally, both": (
            "tally",
            table(TALLY, lambda ask, option, _: f"{ask} ({option})", flags=("TRUE", "FALSE"), joined=", "),
        ),
        "surveycto": ("odk", table(CTO, lambda ask, option, one: f"areas_{one}", flags=("1", "0"), ids=True)),
        "surveycto, both": (
            "odk",
            table(CTO, lambda ask, option, one: f"areas_{one}", flags=("1", "0"), ids=True, joined=" "),
        ),
        "odk, numbered": (
            "odk",
            table(("", "SubmissionDate", "KEY"), joined=" ", ids=True, head=lambda name: f"main-part-{name}"),
        ),
        "odk, without submission and key": (
            "odk",
            table(("SubmitterID", "SubmitterName"), joined=" ", ids=True, head=lambda name: f"main-part-{name}"),
        ),
        "qualtrics, texts alone": ("qualtrics", qualtrics()),
        "qualtrics, texts and import ids": (
            "qualtrics",
            with_import_ids(qualtrics()),
        ),
        "kobo, groups by a point": (
            "kobotoolbox",
            table(
                KOBO,
                lambda ask, option, one: f"all.where.areas.{one}",
                flags=("1", "0"),
                ids=True,
                head=lambda name: f"all.where.{name}",
            ),
        ),
        "kobo, groups by a slash": (
            "kobotoolbox",
            table(
                KOBO,
                lambda ask, option, one: f"all/where/areas/{one}",
                flags=("1", "0"),
                ids=True,
                head=lambda name: f"all/where/{name}",
            ),
        ),
        "jotform": ("plain", table(("Submission Date", "Submission ID"), joined="\n")),
        "formbricks": ("plain", table(("No.", "Response ID", "Finished"), joined="; ", head=lambda ask: f"3. {ask}")),
        "airtable": ("plain", table(("Record",), lambda ask, option, _: f"{ask} ({option})", flags=("checked", ""))),
        "comments beside": ("plain", table(("Response ID",), joined=";", beside="Comment: {}")),
        "scores before": ("plain", table(("Response ID",), joined=";", beside="Score - {}")),
        "a note below": ("plain", table(("Response ID",), joined=";", head=lambda ask: f"{ask}\n* required")),
        "a note behind": ("plain", table(("Response ID",), joined=";", head=lambda ask: f"{ask} (Select one)")),
        "two languages": ("plain", table(("Response ID",), joined=";", head=lambda ask: f"¿Dónde y qué?\n{ask}")),
    }
    | {
        f"surveymonkey, {word}": ("surveymonkey", surveymonkey(word, ("ID del encuestado", "Inicio", "Fin")))
        for word in ("Respuesta", "Réponse", "Antwort", "Resposta", "回答")
    }
    | {
        f"microsoft, {own[1]}": ("microsoft-forms", table(own, joined=";", beside=beside))
        for own, beside in (
            (("ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name"), "Punkte - {}"),
            (("ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom"), "Commentaires - {}"),
            (("Id", "Hora de inicio", "Hora de finalización", "Correo electrónico", "Nombre"), "Puntos - {}"),
            (("ID", "Start time", "Completion time", "Email", "Name"), "Points - {}"),
        )
    }
)


@pytest.mark.parametrize("name", DRESSES)
def test_the_same_leaders_in_every_dress(name: str, tmp_path: Path) -> None:
    layout, rows = DRESSES[name]
    path = tmp_path / "table.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    found = seen(path, Q)
    assert found.table.layout == layout
    assert list(found.answers.values()) == LEADERS
    assert not found.rejects
    assert not found.table.unasked


@pytest.mark.parametrize("headers", ["Response ID,Date Submitted", "id,Submitted at", "ID,Score,Points"])
def test_a_platform_is_named_by_what_no_other_has(headers: str, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    cells = ",".join("x" for _ in headers.split(","))
    path.write_text(f"{headers},causes\n{cells},own_unit\n", encoding="utf-8")
    assert seen(path, Q).table.layout == "plain"


def test_groups_as_odk_names_them_are_read_where_its_own_columns_are_gone(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("email,main-part-causes,main-part-gift\na@b.example,own_unit,coach\n", encoding="utf-8")
    assert {column.item for column in seen(path, Q).table.columns} == {None, "causes", "gift"}


@pytest.mark.parametrize("turned", [False, True])
def test_names_and_labels_in_two_rows_are_headers_behind_groups_too(turned: bool, tmp_path: Path) -> None:
    """The second was a leader who answered nothing that could be read."""
    items = [Q.items[name] for name in NAMES[:3]]
    rows = [[f"grp/{item.id}" for item in items], [f"The group/{item.ask}" for item in items]]
    rows.append([Q.options(item.id)[0].text for item in items])
    with (tmp_path / "table.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows([rows[turned], rows[not turned], *rows[2:]])
    found = seen(tmp_path / "table.csv", Q)
    assert found.answers == {2: {}, 3: {item.id: Q.options(item.id)[0].id for item in items}}
    assert found.rejects == [] and found.table.aside == (2,)
