"""A folder of answers files comes to the rows that a survey export of the same answers would have come to."""

from __future__ import annotations

import os
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jtbd_diag import load_questionnaire
from jtbd_diag.answers import AskedAnswers
from jtbd_diag.answers.answer_code import code_of
from jtbd_diag.answers.answers import Answers
from jtbd_diag.answers.answers_file import answers_text
from jtbd_diag.diagnosis import diagnose
from jtbd_diag.diagnosis.scored_columns import answers_of_rows
from jtbd_diag.ground.complaints import InputError
from jtbd_diag.questionnaire import Questionnaire, Value, fingerprint
from jtbd_diag.results.batch_of_a_survey import Batch
from jtbd_diag.results.reading_options import Reading
from jtbd_diag.results.returned.codes_in_text import codes_in
from jtbd_diag.results.returned.mails import opened
from jtbd_diag.results.returned.returned_files import asked_of, read_folder
from jtbd_diag.results.scored_survey import Wishes
from jtbd_diag.survey.table.survey_table import HowToRead
from tests.strategies import answers as answers_of
from tests.strategies import questionnaires

SHORT = load_questionnaire("leader-short")
FULL = load_questionnaire("leader")


def write(folder: Path, name: str, answers: Answers) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(answers_text(answers), encoding="utf-8")


def batch(folder: Path, questionnaire: Questionnaire, **more: Any) -> Batch:
    identity = more.pop("identity", None)
    return Batch(questionnaire, Reading(folder, HowToRead(identity=identity)), Wishes(**more))


def in_order(values: dict[str, Value]) -> dict[str, Value]:
    """Options as ticked, whatever their order."""
    return {item: tuple(sorted(value)) if isinstance(value, tuple) else value for item, value in values.items()}


def same(found: Batch, people: list[dict[str, Value]]) -> bool:
    read = answers_of_rows(found.questionnaire, found.coded.frame.collect())
    return [*map(in_order, read)] == [*map(in_order, people)]


def rows(found: Batch) -> list[dict[str, Any]]:
    return found.frame.collect().to_dicts()


@settings(max_examples=max(5, settings().max_examples // 4))
@given(st.data())
def test_every_answer_is_there_and_the_results_are_those_of_diagnose(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("returned")
    q = data.draw(questionnaires())
    people = data.draw(st.lists(answers_of(q), min_size=1, max_size=4))
    for n, values in enumerate(people):
        write(folder, f"{n}.yaml", Answers.to(q, values, respondent=f"r{n}"))
    found = batch(folder, q)
    assert same(found, people)
    assert found.coded.rejects.collect().is_empty()
    for row, values in zip(rows(found), people, strict=True):
        diagnosis = diagnose(q, values)
        assert row["outcome"] == diagnosis.outcome
        assert row["job"] == diagnosis.job
        assert row["lead"] == diagnosis.lead or row["lead"] == pytest.approx(diagnosis.lead, abs=1e-12)


@settings(max_examples=max(3, settings().max_examples // 10))
@given(st.data())
def test_the_shipped_questionnaires_come_back(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("returned")
    q = data.draw(st.sampled_from([FULL, SHORT, load_questionnaire("organisation")]))
    people = data.draw(st.lists(answers_of(q), min_size=1, max_size=3))
    for n, values in enumerate(people):
        write(folder, f"{n}.yaml", Answers.to(q, values))
    assert same(batch(folder, q), people)


GOOD: dict[str, Value] = {"causes": "own_unit", "by_decision": "nearly_all", "areas": ("attendance",), "gift": "coach"}


def test_who_sent_what_and_what_could_not_be_read(tmp_path: Path) -> None:
    one = Answers.to(SHORT, GOOD, respondent="Ana", begun="2026-11-20T09:00:00+00:00", skipped=("voluntary",))
    write(tmp_path, "north/ana.yaml", one.with_note("causes", "we said so in May"))
    write(tmp_path, "north/copy.yaml", one.with_note("causes", "we said so in May"))
    write(tmp_path, "bo.yml", Answers("leader-short", 0, "0123456789ab", {**GOOD, "gone": "x"}, respondent="Bo"))
    (tmp_path / "cy.yaml").write_text("questionnaire: leader-short\nanswers:\n  causes: nonsense\n  gift: coach\n")
    (tmp_path / "dee.yaml").write_text("questionnaire: leader-short\nanswers: [\n")
    write(tmp_path, "other.yaml", Answers.to(FULL, {}))
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden.yaml").write_text("[")
    found = batch(tmp_path, SHORT)
    table = {row["file"]: row for row in rows(found)}
    assert [*table] == ["bo.yml", "cy.yaml", "dee.yaml", "other.yaml", "north/ana.yaml", "north/copy.yaml"]
    counted = {name: row["counted"] for name, row in table.items()}
    assert counted == {
        "bo.yml": True, "cy.yaml": True, "dee.yaml": False, "other.yaml": False, "north/ana.yaml": True,
        "north/copy.yaml": False,
    }  # fmt: skip
    ana = table["north/ana.yaml"]
    assert (ana["folder"], ana["respondent"], ana["skipped"]) == ("north", "Ana", "voluntary")
    assert ana["note causes"] == "we said so in May"
    assert (table["bo.yml"]["answered version"], table["bo.yml"]["answered fingerprint"]) == ("0", "0123456789ab")
    rejects = found.coded.rejects.collect()
    told = [(r["row"], r["column"], r["value"], r["code"]) for r in rejects.to_dicts()]
    assert told == [
        (1, "file", "bo.yml", "A003"),
        (2, "causes", "nonsense", "A004"),
        (3, "file", "dee.yaml", "Y001"),
        (4, "file", "other.yaml", "A001"),
        (None, "file", str(tmp_path / "photo.png"), "B001"),
    ]
    assert {problem.code.value for problem in found.unread} == {"Y001", "A001", "B001"}
    assert all(row["what"] and "line" not in row["what"] for row in rejects.to_dicts())
    assert [row["hint"].partition(".")[0] for row in rejects.to_dicts()][1:4] == [
        "line 3, column 3", "line 3, column 1", "line 1, column 1",
    ]  # fmt: skip
    for words in (
        "1 answers file or code could not be read",
        "1 file or code answers another questionnaire",
        "1 file is a copy",
        "0 (0123456789ab)",
        "1 file is no answers",
    ):
        assert any(words in note for note in found.table.notes), found.table.notes


def test_a_note_to_a_personal_question_stays_out_unless_asked_for(tmp_path: Path) -> None:
    personal = next(item.id for item in FULL.items.values() if item.personal)
    write(tmp_path, "a.yaml", Answers.to(FULL, {personal: "x"}).with_note(personal, "Ana Prueba"))
    assert f"note {personal}" not in rows(batch(tmp_path, FULL))[0]
    assert rows(batch(tmp_path, FULL, personal=True))[0][f"note {personal}"] == "Ana Prueba"


def test_an_answer_may_tell_who_answered(tmp_path: Path) -> None:
    for n, name in enumerate(("Ana", "Bo", "Ana")):
        write(tmp_path, f"{n}.yaml", Answers.to(FULL, {"name": name}))
    found = batch(tmp_path, FULL, identity="name", duplicates="first")
    assert [row["counted"] for row in rows(found)] == [True, True, False]
    with pytest.raises(InputError, match="B008"):
        batch(tmp_path, FULL, identity="nmae")


def test_the_last_in_time_counts_and_not_the_last_by_name(tmp_path: Path) -> None:
    for name, begun in (("a", "2026-11-20T10:00:00+00:00"), ("b", "2026-11-20T10:30:00+02:00")):
        write(tmp_path, f"{name}.yaml", Answers.to(SHORT, GOOD, respondent="Ana", begun=begun))
    found = batch(tmp_path, SHORT, duplicates="last")
    assert [row["counted"] for row in rows(found)] == [True, False]


def test_when_somebody_began_is_kept_as_it_is_typed_and_told_where_it_is_no_time(tmp_path: Path) -> None:
    typed = (
        "3/4/2026",
        "Jan 5, 2026",
        "5 May 2026 9:30 am",
        "2026-11-20T10:00:00+00:00",
        "Ana 5",
        "Maria 3, 2026",
        "May",
    )
    for n, begun in enumerate(typed):
        write(tmp_path, f"{n}.yaml", Answers.to(SHORT, GOOD, begun=begun))
    found = batch(tmp_path, SHORT)
    assert [row["begun"] for row in rows(found)] == [*typed[:4], "?", "?", "?"]
    assert "`begun` of 3 files is no date and no time: '?' stands in its place" in found.table.notes


def test_most_files_say_what_was_asked(tmp_path: Path) -> None:
    for name, q in (("a", SHORT), ("b", FULL), ("c", SHORT)):
        write(tmp_path, f"{name}.yaml", Answers.to(q, {}))
    assert asked_of(tmp_path, tuple) == ("leader-short", SHORT.version, fingerprint(SHORT))


def test_a_folder_without_answers_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="F005"):
        batch(tmp_path, SHORT)
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    (tmp_path / "a.yaml").write_text("[")
    with pytest.raises(InputError, match="Y001"):
        batch(tmp_path, SHORT)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_in_the_folder_is_told_and_not_waited_for(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", Answers.to(SHORT, {"causes": "own_unit"}))
    os.mkfifo(tmp_path / "b.yaml")
    os.mkfifo(tmp_path / "c.txt")
    found = read_folder(tmp_path, SHORT)
    assert [one.file for one in found.returned] == ["a.yaml"]
    assert [Path(one.where.file).name for one in found.strange] == ["b.yaml", "c.txt"]


def test_numbers_and_dates_are_not_read_anew(tmp_path: Path) -> None:
    values: list[dict[str, Value]] = [{"staff": 1.234, "since": "2026-03-04"}, {"staff": 1234, "since": "2026-04-03"}]
    from tests.survey.reading import workshop

    q = workshop()
    for n, one in enumerate(values):
        write(tmp_path, f"{n}.yaml", Answers.to(q, one))
    frame = batch(tmp_path, q).coded.frame.collect()
    assert frame.get_column("staff").to_list() == [1.234, 1234.0]
    assert frame.get_column("since").to_list() == ["2026-03-04", "2026-04-03"]
    assert frame.schema["staff"] == pl.Float64


def test_codes_in_texts_are_read_beside_files(tmp_path: Path) -> None:
    values: list[dict[str, Value]] = [{**GOOD, "gift": gift} for gift in ("coach", "go_between", "teach_everyone")]
    codes = [code_of(SHORT, one) for one in values]
    half = " ".join(codes[2].split()[:-1])
    wrapped = codes[0].replace(" ", "\n", 3).upper()
    (tmp_path / "mail.txt").write_text(f"Hello,\n\nmy code is: {wrapped}.\n\nBest, Ana, 555 010 0101\n")
    (tmp_path / "phone.txt").write_text(f"Bo Falsk: {codes[1]}\nCy, {codes[2]}\nDee - {half}\n")
    (tmp_path / "plain.txt").write_text("Nobody was there.")
    write(tmp_path, "file.yaml", Answers.to(SHORT, values[0]))
    found = batch(tmp_path, SHORT)
    table = {row["file"]: row for row in rows(found)}
    assert [*table] == ["file.yaml", "mail.txt", "phone.txt:1", "phone.txt:2", "phone.txt:3"]
    read = dict(zip(table, answers_of_rows(SHORT, found.coded.frame.collect()), strict=True))
    assert in_order(read["mail.txt"]) == in_order(read["file.yaml"]) == in_order(values[0])
    assert in_order(read["phone.txt:1"]) == in_order(values[1])
    assert in_order(read["phone.txt:2"]) == in_order(values[2])
    assert [row["respondent"] for row in table.values()] == [None, None, "Bo Falsk", "Cy", None]
    assert [row["counted"] for row in table.values()] == [True, True, True, True, False]
    assert [(p.code.value, p.where.line) for p in found.unread] == [("A007", 3), ("B001", 0)]


def test_a_code_of_another_questionnaire_is_told(tmp_path: Path) -> None:
    (tmp_path / "code.txt").write_text(code_of(FULL, {"causes": "own_unit"}))
    assert asked_of(tmp_path, lambda: [SHORT, FULL]) == ("leader", FULL.version, fingerprint(FULL))
    with pytest.raises(InputError, match="A008"):
        batch(tmp_path, SHORT)


def test_a_code_of_another_version_is_used_as_a_file_of_it_is(tmp_path: Path) -> None:
    earlier, organisation = load_questionnaire("leader@1"), load_questionnaire("organisation")
    single = [i for i, item in earlier.items.items() if item.type == "single" and not item.ask_if]
    shared, gone = (next(i for i in single if (i in FULL.items) == there) for there in (True, False))
    told = {shared: FULL.options(shared)[0].id, gone: earlier.options(gone)[0].id}
    (tmp_path / "a.txt").write_text(f"\n{code_of(earlier, told)}\n")
    write(tmp_path, "b.yaml", Answers.to(earlier, told))
    (tmp_path / "c.txt").write_text(code_of(SHORT, GOOD))
    (tmp_path / "d.txt").write_text(code_of(organisation, {}))
    (tmp_path / "e.txt").write_text(code_of(FULL, {}))
    found = read_folder(tmp_path, FULL, lambda: [SHORT, earlier, organisation])
    code, file, *others, last = found.returned
    assert code.answers and file.answers and last.answers
    assert dict(code.answers.values) == dict(file.answers.values) == {shared: told[shared]}
    assert code.asked == file.asked == (1, fingerprint(earlier))
    assert [(m.problem.code, m.item, m.given) for m in code.misfits] == [
        (m.problem.code, m.item, m.given) for m in file.misfits
    ]
    assert {m.problem.where.line for m in code.misfits} == {2}
    assert [one.misfits[0].problem.code.value for one in others] == ["A001", "A001"]
    assert ["leader-short" in others[0].misfits[0].problem.what, "organisation" in others[1].misfits[0].problem.what]
    assert [one.problem.code.value for one in read_folder(tmp_path, FULL).returned[2].misfits] == ["A008"]


def test_words_before_every_code_are_nobody() -> None:
    code = code_of(SHORT, GOOD)
    assert [one.who for one in codes_in(f"my code: {code}\nmy code: {code}\nAna: {code}")] == [None, None, "Ana"]
    assert [one.who for one in codes_in(f"Ana: {code}")] == [None]  # alone, they may be any words


@settings(max_examples=max(5, settings().max_examples // 4))
@given(st.data())
def test_every_code_of_a_text_is_found(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("codes")
    people = data.draw(st.lists(answers_of(SHORT), min_size=1, max_size=4))
    asked = [dict(AskedAnswers(SHORT, values).values) for values in people]
    (folder / "codes.txt").write_text("\n".join(code_of(SHORT, values) for values in asked))
    chosen = [{item: value for item, value in values.items() if SHORT.options(item)} for values in asked]
    assert same(batch(folder, SHORT), chosen)  # words of their own do not travel in a code


def test_a_long_text_without_codes_is_soon_read() -> None:
    assert codes_in("280 " + "word " * 100_000 + "28 " * 50_000) == []


def mail(folder: Path, name: str, sender: str, words: str, *files: tuple[str, bytes], html: bool = False) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = sender, "My answers"
    message.set_content(words, subtype="html" if html else "plain")
    for file, content in files:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=file)
    (folder / name).write_bytes(bytes(message))


def test_mails_are_opened(tmp_path: Path) -> None:
    values: list[dict[str, Value]] = [{**GOOD, "gift": gift} for gift in ("coach", "go_between", "teach_everyone")]
    code = code_of(SHORT, values[0]).replace(" ", "\n> ", 2)
    files = [answers_text(Answers.to(SHORT, one)).encode() for one in values]
    mail(tmp_path, "a.eml", "Ana Falsk <ana@school.example>", f"Good morning,\n\n> {code}\n\nAna")
    shown = "".join(f"<p>{name}: {code_of(SHORT, one)}</p>" for name, one in zip("BC", values[1:], strict=True))
    mail(tmp_path, "b.eml", "office@school.example", f"<h1>Codes</h1>{shown}", html=True)
    mail(tmp_path, "c.eml", "di@school.example", "Here it is.", ("answers.yaml", files[2]))
    twice = [("answers.yaml", files[0]), ("answers.yaml", files[1]), ("C:\\photo.png", b"\x89PNG"), ("x.yaml", b"[")]
    mail(tmp_path, "d.eml", "Eve <eve@school.example>", "Theirs.", *twice)
    (tmp_path / "e.eml").write_bytes(b"\xff\xfe nothing")
    found = batch(tmp_path, SHORT)
    table = {row["file"]: row for row in rows(found)}
    wanted = ["a.eml", "b.eml:2", "b.eml:3", "c.eml:answers.yaml", "d.eml:1-answers.yaml", "d.eml:2-answers.yaml"]
    assert [*table] == [*wanted, "d.eml:x.yaml"]
    read = dict(zip(table, answers_of_rows(SHORT, found.coded.frame.collect()), strict=True))
    assert [in_order(read[name]) for name in wanted] == [in_order(values[n]) for n in (0, 1, 2, 2, 0, 1)]
    assert [table[name]["respondent"] for name in wanted] == ["Ana Falsk", "B", "C", "di@school.example", None, None]
    assert [(p.code.value, Path(p.where.file).name) for p in found.unread] == [
        ("Y001", "d.eml:x.yaml"), ("B001", "d.eml:photo.png"), ("B001", "e.eml"),
    ]  # fmt: skip


def test_a_code_that_a_mail_quotes_or_shows_as_a_page_too_is_one(tmp_path: Path) -> None:
    first, second, third = (
        code_of(SHORT, {**GOOD, "gift": gift}) for gift in ("coach", "go_between", "teach_everyone")
    )
    words = second.split()
    broken = "> > " + " ".join(words[:5]) + " (...)"
    mail(tmp_path, "a.eml", "Ana <a@b.example>", f"{first}\n\nOn Monday you wrote:\n> my code: {first.upper()}\n>\n")
    mail(tmp_path, "b.eml", "Bo <b@b.example>", f"{second}\n{broken}\n")
    mail(tmp_path, "c.eml", "Cy <c@b.example>", f"mine {first}\n> yours {second}\n")
    both = EmailMessage()
    both["From"] = "Di <d@b.example>"
    both.set_content(f"My code is\n{third}\n")
    both.add_alternative(f"<div>My code is <b>{third.replace(' ', '&nbsp; ')}</b></div>", subtype="html")
    (tmp_path / "d.eml").write_bytes(bytes(both))
    both.clear_content()
    both.replace_header("From", "Eve <e@b.example>")
    both.set_content("Look at this mail as a page.")
    both.add_alternative(f"<table><tr><td>X</td><td>{third}</td></tr></table>", subtype="html")
    (tmp_path / "e.eml").write_bytes(bytes(both))
    mail(tmp_path, "f.eml", "Office <o@b.example>", f"Ed: {first}\nFay: {first}\nGus: {second}\n> Ed: {first}\n")
    returned = read_folder(tmp_path, SHORT).returned
    told = [(one.file, one.answers.respondent) for one in returned if one.answers]
    assert told == [
        ("a.eml", "Ana"), ("b.eml", "Bo"), ("c.eml:1", "mine"), ("c.eml:2", "yours"), ("d.eml", "Di"), ("e.eml", "Eve"),
        ("f.eml:1", "Ed"), ("f.eml:2", "Fay"), ("f.eml:3", "Gus"),
    ]  # fmt: skip
    assert [one.file for one in returned if not one.answers] == []


def test_what_came_with_a_mail_that_is_cut_off_is_told_and_not_used(tmp_path: Path) -> None:
    content = answers_text(Answers.to(SHORT, GOOD)).encode()
    mail(tmp_path, "whole.eml", "Ana <a@b.example>", "Here it is.", ("one.yaml", content), ("two.yaml", content))
    whole = (tmp_path / "whole.eml").read_bytes()
    ends = [n for n, line in enumerate(whole.splitlines()) if line.startswith(b"--")]
    lines = whole.splitlines(keepends=True)
    for name, cut in (
        ("at_the_end", lines[: ends[-1]]),
        ("in_the_second", lines[: ends[-1] - 2]),
        ("in_the_first", lines[: ends[-2] - 2]),
        ("in_the_words", lines[: ends[-3]]),
        ("a_sign_lost", [*lines[: ends[-1] - 2], lines[ends[-1] - 2][3:], *lines[ends[-1] - 1 :]]),
    ):
        (tmp_path / f"{name}.eml").write_bytes(b"".join(cut))
    found = read_folder(tmp_path, SHORT)
    told = {one.file: [m.problem.code.value for m in one.misfits] for one in found.returned}
    assert told == {
        "a_sign_lost.eml:one.yaml": [], "a_sign_lost.eml:two.yaml": ["A009"],
        "at_the_end.eml:one.yaml": [], "at_the_end.eml:two.yaml": ["A009"],
        "in_the_first.eml:one.yaml": ["A009"],
        "in_the_second.eml:one.yaml": [], "in_the_second.eml:two.yaml": ["A009"],
        "whole.eml:one.yaml": [], "whole.eml:two.yaml": [],
    }  # fmt: skip
    strange = [(Path(one.where.file).name, one.code.value) for one in found.strange]
    assert ("in_the_words.eml", "A009") in strange


def test_a_folder_that_cannot_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.yaml", Answers.to(SHORT, GOOD))
    write(tmp_path, "closed/b.yaml", Answers.to(SHORT, GOOD))
    scandir = os.scandir

    def guarded(path: Any) -> Any:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    found = read_folder(tmp_path, SHORT)
    assert [one.file for one in found.returned] == ["a.yaml"]
    assert [(one.code.value, Path(one.where.file).name) for one in found.strange] == [("F006", "closed")]


@pytest.mark.parametrize(
    "heading",
    [
        b"Content-Disposition: attachment; filename*=a\x00b''x%20y",
        b"Content-Type: text/plain; charset*=a\x00b''x",
        b"Content-Type: text/plain; charset=a\x00b; name*=a\x00b''x",
    ],
)
def test_a_mail_with_a_damaged_heading_is_opened(heading: bytes) -> None:
    mail = opened(b"From: a@b.example\nMIME-Version: 1.0\n" + heading + b"\n\nwords\n")
    assert mail.sender == "a@b.example"
    assert mail.texts == ("words\n",) or [file.content for file in mail.files] == [b"words\n"]
