"""What leaders type, as they type it: a colon here and there, small letters, abbreviations, a word for nothing."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from jtbd_diag.answers.answer_text import says_nothing
from jtbd_diag.ground.english import begun_large, begun_small
from jtbd_diag.ground.markdown_escape import escape
from jtbd_diag.playbook.advice.words_by_kind_of_place import filled
from jtbd_diag.playbook.choice.influence import holders
from jtbd_diag.playbook.choice.which_plays_and_steps import Together
from jtbd_diag.playbook.letter import write_letter
from jtbd_diag.playbook.read_back import read_back
from jtbd_diag.playbook.templates import environment
from tests.playbook.leaders import MONDAY, advice, case, diagnosed, written

NOTHING = (
    *("no", "N/A", "Not yet.", "nowhere", "?", " - ", "idk", "I can\u2019t say", "none", "Not that I know of"),
    *("N.A.", "(none)", "Nothing yet"),
)


@pytest.mark.parametrize("typed", NOTHING)
def test_a_word_for_nothing_is_no_answer_to_build_on(typed: str) -> None:
    assert says_nothing(typed)
    book = written(case("D13", "answers@2.yaml"), seen=typed, measure=typed)
    assert "saw it solved" not in book.markdown
    assert "**Your number.**" not in book.markdown


@pytest.mark.parametrize("typed", ["No, but Taos calls by nine", "none of us, a neighbor did", "Nova", "0 of 9 in May"])
def test_what_says_something_is_kept(typed: str) -> None:
    assert not says_nothing(typed)
    assert typed.rstrip(".") in written(case("D13", "answers@2.yaml"), seen=typed).markdown


@pytest.mark.parametrize("typed", NOTHING)
def test_a_word_for_nothing_reaches_no_letter_and_is_nobody(typed: str) -> None:
    leader = diagnosed(case("D13", "answers@2.yaml"), measure=typed, episode=typed, name=typed)
    letter = write_letter(leader, advice=advice(), date=MONDAY)
    assert "Dear colleague," in letter.document.markdown
    assert "In your words" not in letter.document.markdown
    assert letter.merged["name"] == ""
    cover, *_ = written(case("D13", "answers@2.yaml"), name=typed).markdown.partition("## ")
    assert "For " not in cover


@pytest.mark.parametrize("typed", ["Never.", "not yet", "Not really"])
def test_a_word_that_answers_what_was_asked_is_kept_as_note_and_correction(typed: str) -> None:
    noted = written(replace(case("D13", "answers@2.yaml"), notes={"last_try": typed})).markdown
    assert re.search(rf"notes from the conversation.*{typed}", noted, re.DOTALL)
    assert (
        f"**What we heard, as you corrected it.** {typed}"
        in written(replace(case("D13", "answers@2.yaml"), read_back=typed)).markdown
    )


@pytest.mark.parametrize("typed", ["no", "n/a", "-"])
def test_a_word_for_nothing_corrects_nothing_and_is_no_note(typed: str) -> None:
    answers = replace(case("D13", "answers@2.yaml"), read_back=typed, notes={"since": typed})
    leader, plain = diagnosed(answers), diagnosed(case("D13", "answers@2.yaml"))
    assert read_back(leader) == read_back(plain)
    assert "as you corrected it" not in written(answers).markdown
    assert "As you put it" not in write_letter(leader, advice=advice(), date=MONDAY).document.markdown
    assert "notes from the conversation" not in written(answers).markdown
    assert "notes from the conversation" in written(replace(answers, notes={"since": "No, longer"})).markdown


def test_a_word_for_nothing_about_the_place_is_no_answer_either() -> None:
    lead = diagnosed(case("D13", "answers@2.yaml"), seen=None)
    place = diagnosed(case("D13", "answers@2.yaml"), seen="not yet")
    assert Together(lead, place).item("seen") is None
    assert Together(lead, diagnosed(case("D13", "answers@2.yaml"), seen="Taos")).item("seen") == "Taos"


@pytest.mark.parametrize("typed", ["Na", "Nil"])
def test_a_name_stays_a_name(typed: str) -> None:
    assert f"For {typed}" in written(case("D13", "answers@2.yaml"), name=typed).markdown


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        (
            "County mental health (Ruth): intake slots; sheriff's office; parents: consent; our nurses",
            {
                "County mental health (Ruth)": "intake slots",
                "Parents": "consent",
                "Sheriff's office": None,
                "Your nurses": None,
            },
        ),
        (
            "building secretaries; maintenance, and the county's purchasing co-op: contract prices",
            {"Building secretaries": None, "Maintenance": None, "The county's purchasing co-op": "contract prices"},
        ),
        (
            "community college aid office, parents, My English teachers: class time",
            {"Community college aid office": None, "Parents": None, "Your English teachers": "class time"},
        ),
        ("Legal: sign-off, IT: the tracker", {"Legal": "sign-off", "IT": "the tracker"}),
        ("two people: the nurse, the clerk", {"The nurse": None, "The clerk": None}),
        ("Kim: schedule, rooms; bus contractor: time", {"Kim": "schedule, rooms", "Bus contractor": "time"}),
        ("Counselors (Kim: lead), nurses", {"Counselors (Kim: lead)": None, "Nurses": None}),
        ("board (votes; 4 of 7): budget; Kim", {"Board (votes; 4 of 7)": "budget", "Kim": None}),
        ("2 people: Kim, Lee", {"Kim": None, "Lee": None}),
        ("2 nurses: Kim, Lee", {"2 nurses": "Kim, Lee"}),
        ("One counselor: attendance calls; HR: postings", {"One counselor": "attendance calls", "HR": "postings"}),
        ("Two Rivers Clinic: visits, calls", {"Two Rivers Clinic": "visits, calls"}),
        ("Three Rivers YMCA: rides, meals, rooms", {"Three Rivers YMCA": "rides, meals, rooms"}),
        ("One teacher: data", {"One teacher": "data"}),
        ("my two APs: discipline, schedule", {"Your two APs": "discipline, schedule"}),
        ("Kim: schedules\nLee: rooms", {"Kim": "schedules", "Lee": "rooms"}),
        ("Kim: schedules\r\nLee: rooms, keys", {"Kim": "schedules", "Lee": "rooms, keys"}),
        ("Kim: schedules,\nrooms; Lee", {"Kim": "schedules, rooms", "Lee": None}),
        ("Legal: sign-off, drafts, IT: the tracker", {"Legal": "sign-off, drafts", "IT": "the tracker"}),
        ("3 others: Kim: rooms, Lee; Ray", {"Kim": "rooms, Lee", "Ray": None}),
        ("4 principals: class time", {"4 principals": "class time"}),
        ("Finance: rooms; IT:", {"Finance": "rooms", "IT": None}),
        ("me; Kim & me; myself and the nurses", {"Kim": None, "The nurses": None}),
        ("Nobody really", {}),
    ],
)
def test_a_name_ends_at_its_colon_and_what_follows_is_what_it_holds(typed: str, named: dict[str, str | None]) -> None:
    diagnosis = diagnosed(case("D13", "answers@2.yaml"), partners=typed, areas=None)
    area = advice().problems["english_learners"].area
    found = {one.name: one.part for one in holders(diagnosis, area, advice().places.units) if one.own}
    assert set(found) == set(named)
    assert {name: found[name] for name, part in named.items() if part} == {n: p for n, p in named.items() if p}


OF_SOMEBODY = (
    *(
        "each principal",
        "any vendor",
        "one clerk",
        "another vendor",
        "her team",
        "this office",
        "no union",
        "an agency",
    ),
    *("Kim from transportation office", "Kim in front office", "someone in payroll office", "Kim and team"),
    *("Kim plus her team", "Dr. Ruiz superintendent", "dr. ruiz superintendent", "Kim Lee registrar", "kim's team"),
    *("Cabinet and leadership team", "Denise, front office"),
    *(
        "kim registrar",
        "JP registrar",
        "rosa front office",
        "KIM registrar",
        "kim lee payroll clerk",
        "jo ann's office",
    ),
)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("bus contractor", "the bus contractor"),
        ("counseling dept.", "the counseling dept."),
        ("special ed placement desk", "the special ed placement desk"),
        ("Enrollment center", "the enrollment center"),
        ("sheriff's office", "the sheriff's office"),
        ("HR director", "the HR director"),
        *((name, name) for name in ("jones clerk", "smith principal", "kim lee registrar", "jones's clerk")),
        *(
            (name, f"the {name}")
            for name in ("payroll clerk", "sped. coordinator", "transcript clerk", "parent-engagement office")
        ),
        ("two bus drivers and a clerk", "two bus drivers and a clerk"),
        ("14 district HR offices", "the 14 district HR offices"),
        ("two principals", "the two principals"),
        ("governing board", "the governing board"),
        ("the co-op", "the co-op"),
        ("Kim's team", "Kim's team"),
        ("Denise in the front office", "Denise in the front office"),
        *((name, name) for name in OF_SOMEBODY),
        ("Each principal", "each principal"),
        ("Bus contractor (Kim)", "the bus contractor (Kim)"),
        ("Counselors (Kim: lead)", "counselors (Kim: lead)"),
        ("Kim (principal)", "Kim (principal)"),
        ("Cafeteria manager", "the cafeteria manager"),
        ("Title I coordinator", "the Title I coordinator"),
        ("Spanish department", "the Spanish department"),
        ("teachers' union", "the teachers' union"),
        ("Sheriff's office", "the Sheriff's office"),
        ("Kim", "Kim"),
        ("APs", "APs"),
    ],
)
def test_one_desk_named_as_on_a_list_gets_an_article_in_a_sentence(name: str, said: str) -> None:
    assert advice().places.in_sentences.in_a_sentence(name) == said


def test_an_abbreviation_at_the_end_of_a_sentence_brings_one_full_stop() -> None:
    words = {"people": "IT and the counseling dept."}
    assert filled("Begin with {people}. Then call {people} and ask {people}.", words) == (
        "Begin with IT and the counseling dept. "
        "Then call IT and the counseling dept. and ask IT and the counseling dept."
    )


@pytest.mark.parametrize(
    ("text", "small"),
    [
        ("A tracker", "a tracker"),
        ("Several, slowly", "several, slowly"),
        *(
            (text, text)
            for text in ("IT", "HR office", "IEP list", "US history", "U.S. history", "K-12 council", "PreK desk")
        ),
        *((text, text) for text in ("Spanish team", "English-speaking families", "I don't know", "May or June", "")),
    ],
)
def test_what_goes_on_a_sentence_begins_small_but_for_abbreviations_and_names(text: str, small: str) -> None:
    assert begun_small(text) == small


def test_what_is_large_in_a_label_stays_large() -> None:
    assert [begun_large(text) for text in ("HR lead", "iPads", "leaders", "")] == ["HR lead", "IPads", "Leaders", ""]


def test_templates_begin_small_by_the_same_rule_and_keep_what_is_escaped() -> None:
    asked = environment(()).from_string("{{ one|begun_small }}, {{ two|begun_small }}")
    assert asked.render(one=escape("A *b*"), two="HR *x*") == r"a \*b\*, HR \*x\*"
