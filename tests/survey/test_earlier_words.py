"""A form that was sent before its words were mended is read as what it asked, and says that it had other words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jtbd_diag import load_questionnaire
from jtbd_diag.questionnaire import Questionnaire, fingerprint, wording_fingerprint
from jtbd_diag.questionnaire.items import MultipleItem, Option, RatingItem, SingleItem
from jtbd_diag.survey.columns.same_text import known_by
from jtbd_diag.survey.table.survey_table import read_table
from tests.survey.reading import seen, workshop
from tests.survey.writers import WRITERS, Values

OTHERS = ("leader-short", "leader-application")


def as_it_was(q: Questionnaire) -> Questionnaire:
    """The form with the words that it had before, where they were others."""

    def before(item: Any) -> Any:
        update: dict[str, Any] = {"ask": (*item.earlier, item.ask)[0], "earlier": ()}
        if isinstance(item, SingleItem | MultipleItem):
            told = ({"text": (*one.earlier, one.text)[0], "earlier": ()} for one in item.options)
            update["options"] = tuple(o.model_copy(update=t) for o, t in zip(item.options, told, strict=True))
        return item.model_copy(update=update)

    sections = tuple(s.model_copy(update={"items": tuple(map(before, s.items))}) for s in q.sections)
    return q.model_copy(update={"sections": sections})


def everybody(q: Questionnaire) -> list[Values]:
    """People who between them give every answer to every question that offers some."""
    most = max(len(q.options(item)) for item in q.items)

    def answer(item: str, n: int) -> Any:
        ids = [option.id for option in q.options(item)]
        return (ids[n % len(ids)],) if isinstance(q.items[item], MultipleItem) else ids[n % len(ids)]

    return [{item: answer(item, n) for item in q.items if q.options(item)} for n in range(most)]


# of ratings, numbers are read as numbers whatever the words are
KINDS = [kind for kind in WRITERS if "numbers" not in kind and "codes" not in kind]


def test_no_form_has_earlier_words_of_choices_that_the_whole_one_lacks() -> None:
    """So that the others need not be written in every dress."""

    def words(name: str) -> set[tuple[str, ...]]:
        q = load_questionnaire(name)
        asked = {(i.id, one) for i in q.items.values() if q.options(i.id) for one in i.earlier}
        return asked | {(i, o.id, one) for i in q.items for o in q.options(i) for one in o.earlier}

    assert all(words(name) <= words("leader") for name in OTHERS)


@pytest.mark.parametrize(
    ("kind", "name"), [*((kind, "leader") for kind in KINDS), *((kind, name) for name in OTHERS for kind in KINDS[::5])]
)
def test_an_older_form_is_read_as_if_it_were_sent_today(kind: str, name: str, tmp_path: Path) -> None:
    q = load_questionnaire(name)
    people = everybody(q)
    found = []
    for form in (as_it_was(q), q):
        sheet = WRITERS[kind](form, people)
        path = tmp_path / f"table{len(found)}.{sheet.ending}"
        path.write_bytes(sheet.content())
        found.append(seen(path, q))
    was, now = found
    assert was.answers == now.answers
    assert len(was.rejects) == len(now.rejects)
    assert any(was.answers.values())


def test_it_says_so_and_has_a_hash_of_its_own(tmp_path: Path) -> None:
    q = load_questionnaire("leader")
    sheet = WRITERS["plain texts"](as_it_was(q), everybody(q))
    (tmp_path / "t.csv").write_bytes(sheet.content())
    table = read_table(tmp_path / "t.csv", q)
    reworded = {item.id: item.earlier[0] for item in q.items.values() if item.earlier}
    assert table.earlier == reworded
    assert "anxiety_object" in next(note for note in table.notes if "earlier form" in note)
    assert wording_fingerprint(q, table.earlier) != wording_fingerprint(q)
    assert fingerprint(as_it_was(q)) == fingerprint(q)
    assert wording_fingerprint(q.model_copy()) == wording_fingerprint(q, {})


def test_words_of_today_go_before_those_of_yesterday() -> None:
    assert known_by([("a", "one"), ("b", "two")], [("b", "one"), ("c", "two")]) == {"a": "one", "b": "two", "c": "two"}
    assert known_by([("a", "one"), ("a", "two")], [("a", "one")]) == {}  # said by two now: by none before
    assert known_by([], [("a", "one"), ("a", "two")]) == {}


def test_what_a_question_asked_before_is_not_taken_from_one_that_asks_it_now(tmp_path: Path) -> None:
    q = workshop()
    first, second = [item for item in q.items.values() if isinstance(item, RatingItem)][:2]
    taken = first.model_copy(update={"earlier": (second.ask, "What it asked once.")})
    swap = {first.id: taken}
    sections = tuple(s.model_copy(update={"items": tuple(swap.get(i.id, i) for i in s.items)}) for s in q.sections)
    changed = q.model_copy(update={"sections": sections})
    path = tmp_path / "t.csv"
    path.write_text(f'"{second.ask}","What it asked once."\nVery true,Not true\n', "utf-8")
    columns = {column.header: column.item for column in read_table(path, changed).columns}
    assert columns == {second.ask: second.id, "What it asked once.": first.id}


def test_an_option_keeps_the_names_it_had(tmp_path: Path) -> None:
    q = workshop()
    item = next(i for i in q.items.values() if isinstance(i, SingleItem))
    one, *others = item.options
    renamed = Option(id=one.id, text="Its name today", points=one.points, earlier=(one.text,))
    changed_item = item.model_copy(update={"options": (renamed, *others)})
    sections = tuple(
        s.model_copy(update={"items": tuple(changed_item if i.id == item.id else i for i in s.items)})
        for s in q.sections
    )
    changed = q.model_copy(update={"sections": sections})
    path = tmp_path / "t.csv"
    path.write_text(f'"{item.ask}"\n"{one.text}"\nIts name today\n"{others[0].text}"\nneither\n', "utf-8")
    found = seen(path, changed)
    assert [found.answers[row].get(item.id) for row in sorted(found.answers)] == [one.id, one.id, others[0].id, None]
    assert [reject["value"] for reject in found.rejects] == ["neither"]
