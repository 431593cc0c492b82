"""A letter: one page for whoever answered, in their words, tactful, and to an applicant nothing of selection."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path

import pypdf
import pytest

from jtbd_diag.answers import Answers
from jtbd_diag.diagnosis import Diagnosis, diagnose
from jtbd_diag.ground.library import Library
from jtbd_diag.playbook import load_advice
from jtbd_diag.playbook.letter import COLUMNS, Letter, write_letter
from jtbd_diag.playbook.made_up_leaders import by_runner_up, settings, varied
from jtbd_diag.playbook.views.letter_view import shortened
from jtbd_diag.publishing import load_theme
from jtbd_diag.publishing.pdf import pdf
from jtbd_diag.questionnaire import Questionnaire, Value
from jtbd_diag.questionnaire.checked_claims import as_claims
from tests.playbook.leaders import FORMS, MONDAY, NAMES, advice, case, diagnosed, questionnaire

LONG = "On Monday the list was wrong again and nobody could say who had changed it or why, " * 12
NO_SPACES = "x" * 900
OF_SELECTION = re.compile(
    r"\b(select\w*|award\w*|fund\w*|grant\w*|chosen|applicant\w*|application\w*|claims?|check\w*|verif\w*|call\w*"
    r"|scor\w*|push|struggle|precondition\w*|readiness|motive\w*)\b",
    re.IGNORECASE,
)


def letter(diagnosis: Diagnosis) -> Letter:
    return write_letter(diagnosis, advice=advice(), date=MONDAY)


@cache
def of_cases() -> dict[str, Diagnosis]:
    return {f"{name} {file}": diagnosed(case(name, file)) for name in NAMES for file in FORMS if "@2" in file}


@cache
def made_up(name: str) -> dict[str, Diagnosis]:
    """Leaders of every job, outcome and runner-up, each in a few places and areas."""
    asked = questionnaire(name)
    found: dict[str, Diagnosis] = {}
    for n, base in enumerate(by_runner_up(asked)):
        changes = settings(asked)
        found |= {one.name: one.diagnosis for one in varied(base, changes[n % 7 :: max(1, len(changes) // 3)])}
    return found


def wordy(asked: Questionnaire, diagnosis: Diagnosis, text: str) -> Diagnosis:
    """The same leader, who fills every field for own words to the brim."""
    own: dict[str, Value] = {item: text for item in asked.uses.values() if item and asked.items[item].type == "text"}
    return diagnose(asked, Answers.to(asked, {**diagnosis.answers.values, **own}, read_back=text))


def pages(one: Letter) -> int:
    return len(pypdf.PdfReader(io.BytesIO(pdf.render(one.document, load_theme()))).pages)


def test_every_case_gets_one_page_with_two_things_to_do() -> None:
    wrong = {}
    for name, diagnosis in of_cases().items():
        made = letter(diagnosis)
        told = (pages(made), bool(made.merged["first"]), bool(made.merged["second"]))
        if told != (1, True, True):
            wrong[name] = told
    assert wrong == {}


@pytest.mark.parametrize("name", ["leader", "leader-short", "leader-application"])
def test_every_leader_made_up_gets_one_page(name: str) -> None:
    found = made_up(name)
    assert len(found) > 30
    assert {one: count for one, diagnosis in found.items() if (count := pages(letter(diagnosis))) != 1} == {}


@pytest.mark.parametrize("text", [LONG, NO_SPACES], ids=["many words", "one word"])
def test_who_writes_much_still_gets_one_page(text: str) -> None:
    asked, cases = questionnaire("leader@2"), [one for one in of_cases().items() if one[0].endswith(" answers@2.yaml")]
    assert len(cases) == len(NAMES)
    long = {name: letter(wordy(asked, diagnosis, text)) for name, diagnosis in cases}
    assert {name: count for name, one in long.items() if (count := pages(one)) != 1} == {}


def test_what_a_letter_points_to_is_told_as_surely_as_it_is_known() -> None:
    """Each outcome has a sentence of its own, and the job's own voice stands in no letter where none is told."""
    says = {job: profile.says or "" for job, profile in questionnaire("leader").profiles.items()}
    sentences = {
        "clear": "Your answers are clear about it.",
        "leaning": "Your answers lean this way.",
        "mixed": "Two kinds of help fit about equally well.",
        "undetermined": "That we cannot tell yet",
        "none": "So this page asks for little.",
    }
    asked, met = questionnaire("leader"), set()
    few = diagnose(asked, {"area": "attendance", "episode": "It broke."})
    for diagnosis in [*of_cases().values(), *made_up("leader").values(), few]:
        outcome = "none" if diagnosis.struggle == "none" else str(diagnosis.outcome)
        words = letter(diagnosis).document.markdown
        assert [one for one, sentence in sentences.items() if sentence in words] == [outcome]
        voices = {job for job, voice in says.items() if voice in words}
        expected = {
            "clear": {diagnosis.job},
            "leaning": {diagnosis.job, diagnosis.runner_up},
            "mixed": {diagnosis.job, diagnosis.runner_up},
        }
        assert voices == expected.get(outcome, set())
        met.add(outcome)
    assert met == set(sentences)


def test_the_result_is_told_in_the_answers_that_speak_for_it() -> None:
    diagnosis = diagnosed(case("D01", "answers@2.yaml"))
    words = letter(diagnosis).document.markdown
    for said in ("most of the causes sit with a handful you could name", "little of what is needed would follow"):
        assert said in words
    added = {item: sum(x.added for x in diagnosis.ledger if x.item == item) for item in diagnosis.asked.values}
    heard = {
        item: option.heard
        for item, value in diagnosis.asked.values.items()
        for option in diagnosis.questionnaire.options(item)
        if option.id == value and option.heard
    }
    assert {item for item, clause in heard.items() if clause in words} <= {item for item in heard if added[item] > 0}
    assert min(added.values()) < 0


def test_partners_are_named_and_offices_are_called_as_they_are_there() -> None:
    assert "the elementary principal; the placement clerk" in letter(of_cases()["D01 answers@2.yaml"]).document.markdown
    correct = next(d for d in made_up("leader").values() if d.job == "correct" and d.struggle != "none")
    small = diagnose(correct.questionnaire, {**correct.answers.values, "kind": "district", "size": "under_1000"})
    large = diagnose(correct.questionnaire, {**correct.answers.values, "kind": "district", "size": "over_20000"})
    assert "For the count, ask whoever keeps the records." in letter(small).document.markdown
    assert "For the count, ask somebody from the data office." in letter(large).document.markdown


@cache
def applicants() -> tuple[Diagnosis, ...]:
    """Leaders who applied, with the form for that and with the usual one."""
    others = (*of_cases().values(), *made_up("leader").values())
    as_told = [diagnose(as_claims(one.questionnaire), one.answers.values) for one in others]
    return (*made_up("leader-application").values(), *as_told)


def test_a_letter_to_an_applicant_tells_nothing_of_selection() -> None:
    """In its own words, that is: neither the person's answers nor the steps of the plan are the letter's."""
    found: set[str] = set()
    for diagnosis in applicants():
        made = letter(diagnosis)
        steps = re.compile(r"^(\d\. |- |> \*\*In your words|\*\*What it is about).*$", re.MULTILINE)
        words = re.sub(r"“[^”]*”", "", steps.sub("", made.document.markdown))
        for name in diagnosis.answers.values.values():
            words = words.replace(str(name), "")
        found |= set(OF_SELECTION.findall(words + made.document.footer.replace("leader-application", "")))
    assert found == set()


def test_what_applicants_claim_changes_no_letter() -> None:
    """Whatever is said of push, preconditions and motive, the same letter comes of it."""
    changed = 0
    for diagnosis in applicants()[::3]:
        asked, values = diagnosis.questionnaire, dict(diagnosis.asked.values)
        deciding = asked.scored_items()
        claimed = [i for one in asked.claims.values() for i in one.items if i not in deciding and i in values]
        options = {item: [o.id for o in asked.options(item)] for item in claimed}
        other = {item: ids[-1] if values[item] == ids[0] else ids[0] for item, ids in options.items() if ids}
        other = {item: (one,) if isinstance(values[item], tuple) else one for item, one in other.items()}
        said = diagnose(asked, {**values, **other})
        if set(said.asked.values) == set(values):
            changed += bool(other)
            assert letter(said) == letter(diagnose(asked, values))
    assert changed > 10


def test_a_letter_of_ones_own_may_say_what_it_likes(tmp_path: Path) -> None:
    (tmp_path / "playbooks").mkdir()
    (tmp_path / "playbooks" / "letter.md.j2").write_text(
        "# From the fund\n\n{{ leader.named(2)|join(', ') }}: {{ leader.first_of_month(1)[0].do }}\n"
    )
    own = load_advice(Library(tmp_path))
    made = write_letter(of_cases()["D01 answers@2.yaml"], advice=own, date=MONDAY)
    assert made.document.markdown.startswith("# From the fund\n\nthe elementary principal, the placement clerk: write")


def test_what_was_typed_stands_literally_and_the_merge_has_it_plain() -> None:
    typed = "[x](http://a.example) *b* {{7*7}} #import <script>"
    changed = diagnosed(case("D01", "answers@2.yaml"), episode=typed, name="Ana *B*")
    made = letter(changed)
    text = pypdf.PdfReader(io.BytesIO(pdf.render(made.document, load_theme()))).pages[0].extract_text()
    assert "{{7*7}} #import <script>" in text.replace("\n", " ")
    assert made.merged["name"] == "Ana *B*"
    assert tuple(made.merged) == COLUMNS


@pytest.mark.parametrize(
    ("text", "most", "found"),
    [("a b", 5, "a b"), ("one two three", 9, "one two …"[:9]), ("x" * 12, 6, "xxxxx…"), ("  a\n b ", 9, "a b")],
)
def test_a_text_is_cut_after_a_word(text: str, most: int, found: str) -> None:
    assert shortened(text, most) == found
