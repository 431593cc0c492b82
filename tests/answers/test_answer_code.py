"""The code of answers: it holds them, and every slip in it is told."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jtbd_diag.answers import Answers, AskedAnswers, read_answers
from jtbd_diag.answers.answer_code import MOST_WORDS, PRIME, code_of, key_of, read_code, told_by_silence, words
from jtbd_diag.diagnosis import diagnose
from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.ground.yaml_files import yaml_text
from jtbd_diag.questionnaire import Questionnaire, Value, load_questionnaire, questionnaire_from_text
from jtbd_diag.questionnaire.items import TextItem
from tests.strategies import answered

LETTERS = "abcdefghijklmnopqrstuvwxyz"
CASES = sorted((Path(__file__).parents[1] / "cases").glob("*/answers.yaml"))


@pytest.fixture(scope="module")
def leader() -> Questionnaire:
    return load_questionnaire("leader")


@pytest.fixture(scope="module")
def code(leader: Questionnaire) -> str:
    return code_of(leader, read_answers(CASES[0], leader)[0].values)


def told(text: str, *questionnaires: Questionnaire) -> set[Code]:
    try:
        read_code(text, questionnaires)
    except InputError as error:
        return {problem.code for problem in error.problems}
    return set()


def carried(questionnaire: Questionnaire, values: Mapping[str, Value]) -> dict[str, object]:
    """What a code can say of answers: no words, and ticks in no order."""
    kept = AskedAnswers(questionnaire, values).values.items()
    words = {item.id for item in questionnaire.items.values() if isinstance(item, TextItem)}
    return {item: set(value) if isinstance(value, tuple) else value for item, value in kept if item not in words}


# the words


def neighbors(word: str) -> Iterator[str]:
    """Every other word by one letter too many, too few or wrong, or by two that changed places."""
    for n in range(len(word) + 1):
        head, tail = word[:n], word[n:]
        yield from (head + letter + tail for letter in LETTERS)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in LETTERS if letter != tail[0])
        if len(tail) > 1 and tail[0] != tail[1]:
            yield head + tail[1] + tail[0] + tail[2:]


def test_no_slip_in_a_word_makes_another_word() -> None:
    known = set(words())
    assert len(known) == len(words()) == PRIME
    assert all(word.isascii() and word.isalpha() and word.islower() and 4 <= len(word) <= 9 for word in known)
    assert {(word, other) for word in known for other in neighbors(word) if other in known} == set()
    assert len({word[:4] for word in known}) == PRIME


# there and back


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_the_code_says_what_the_file_says(path: Path, leader: Questionnaire) -> None:
    answers, _ = read_answers(path, leader)
    asked, back = read_code(code_of(leader, answers.values), [load_questionnaire("leader-short"), leader])
    assert asked is leader
    assert not {item for item in back.values if isinstance(leader.items[item], TextItem)}
    assert carried(leader, back.values) == carried(leader, answers.values)
    one, other = diagnose(leader, answers), diagnose(leader, back)
    assert (one.job, one.lead, one.fits, one.struggle) == (other.job, other.lead, other.fits, other.struggle)
    assert one.scales == other.scales


@settings(max_examples=120, deadline=None)
@given(answered(most_items=9))
def test_the_code_of_any_answers_holds_them(drawn: tuple[Questionnaire, dict[str, Value]]) -> None:
    questionnaire, values = drawn
    _, back = read_code(code_of(questionnaire, values), [questionnaire])
    assert carried(questionnaire, back.values) == carried(questionnaire, values)
    before, after = AskedAnswers(questionnaire, values), AskedAnswers(questionnaire, back.values)
    assert after.asked == before.asked
    words = {item for item in before.values if isinstance(questionnaire.items[item], TextItem)}
    assert words & told_by_silence(questionnaire) == words & set(after.values)
    assert diagnose(questionnaire, back).scales == diagnose(questionnaire, Answers.to(questionnaire, values)).scales


@given(st.one_of(st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False)))
def test_every_number_travels(number: float) -> None:
    q = one_item({"id": "n", "type": "number", "ask": "How many?"})
    assert read_code(code_of(q, {"n": number}), [q])[1].values == {"n": number}


def one_item(*items: dict[str, object]) -> Questionnaire:
    plain = {"questionnaire": "q", "version": 1, "title": "Q", "minutes": 9999}
    return questionnaire_from_text(yaml_text({**plain, "sections": [{"title": "S", "items": list(items)}]}))


@pytest.mark.parametrize("day", ["0001-01-01", "2026-11-28", "9999-12-31"])
def test_every_day_travels(day: str) -> None:
    q = one_item({"id": "d", "type": "date", "ask": "When?"})
    assert read_code(code_of(q, {"d": day}), [q])[1].values == {"d": day}


def test_no_answers_make_no_words(leader: Questionnaire) -> None:
    code = code_of(leader, {})
    assert len(code.split()) == 3
    assert read_code(code, [leader])[1].values == {}
    assert read_code(code.replace(" ", ""), [leader])[1].values == {}


def test_how_it_is_written_down_does_not_matter(code: str, leader: Questionnaire) -> None:
    answers = read_code(code, [leader])[1]
    parts = code.split()
    spelled = " ".join([*parts[0], *parts[1:-2], "".join(parts[-2:])])
    for written in (code.upper(), f"\n> {code.replace(' ', ',')}.\n", code.replace(" ", "\n"), spelled):
        assert read_code(written, [leader])[1] == answers


def test_too_many_answers_make_no_code() -> None:
    q = one_item(*({"id": f"n{n}", "type": "number", "ask": "How many?"} for n in range(500)))
    assert MOST_WORDS == PRIME - 1
    with pytest.raises(ValueError, match="send the file"):
        code_of(q, dict.fromkeys(q.items, 123456789012))


# every slip is told


def test_every_wrong_word_is_told(code: str, leader: Questionnaire) -> None:
    parts = code.split()
    for n in range(1, len(parts) - 2):
        for word in words():
            if word != parts[n]:
                assert told(" ".join([*parts[:n], word, *parts[n + 1 :]]), leader) == {Code.DAMAGED_CODE}


def test_every_two_that_changed_places_are_told(code: str, leader: Questionnaire) -> None:
    parts = code.split()
    for n in range(len(parts)):
        for m in range(n):
            changed = parts.copy()
            changed[n], changed[m] = changed[m], changed[n]
            assert told(" ".join(changed), leader) <= {Code.DAMAGED_CODE, Code.FOREIGN_CODE} != set()


def test_every_wrong_sign_is_told(code: str, leader: Questionnaire) -> None:
    for n, sign in enumerate(code):
        for other in "0123456789" if sign.isdigit() else "aeioustz" if sign.isalpha() else "-x7":
            changed = code[:n] + other + code[n + 1 :]
            if other != sign and not (sign == " " and other == "-"):
                assert told(changed, leader) == {Code.DAMAGED_CODE}, changed
        if code[n : n + 2].strip().isalnum() and len(code[n : n + 2].strip()) == 2 and sign != code[n + 1]:
            swapped = code[:n] + code[n + 1] + sign + code[n + 2 :]
            assert told(swapped, leader) == {Code.DAMAGED_CODE}, swapped


def test_what_is_missing_or_said_twice_is_told(code: str, leader: Questionnaire) -> None:
    parts = code.split()
    for n in range(len(parts)):
        for changed in (parts[:n] + parts[n + 1 :], [*parts[: n + 1], *parts[n:]], parts[:n]):
            assert told(" ".join(changed), leader) == {Code.DAMAGED_CODE}


def test_any_two_slips_are_told(code: str, leader: Questionnaire) -> None:
    chance, parts = random.Random(7), code.split()
    for _ in range(2_000):
        changed = parts.copy()
        for n in chance.sample(range(1, len(parts) - 2), 2):
            changed[n] = chance.choice([word for word in words() if word != parts[n]])
        assert told(" ".join(changed), leader) == {Code.DAMAGED_CODE}


@pytest.mark.parametrize("text", ["", "hello", "644", "644 acorn", "acorn 459 742", "1" * 100_000, "acorn " * 20_000])
def test_what_is_no_code_is_told(text: str, leader: Questionnaire) -> None:
    assert told(text, leader) == {Code.DAMAGED_CODE}


def test_a_wrong_word_is_named_and_the_nearest_one_with_it(code: str, leader: Questionnaire) -> None:
    with pytest.raises(InputError, match=r"'opoera' is no word of a code\n  hint: did you mean 'opera'"):
        read_code(f"{code[:4]}opoera {code[4:]}", [leader])


# whose code it is


def test_the_code_of_another_questionnaire_is_told(code: str) -> None:
    others = [load_questionnaire(name) for name in ("leader-short", "organisation", "staff-expertise")]
    assert told(code, *others) == {Code.FOREIGN_CODE}


def test_the_code_of_another_version_is_told() -> None:
    first = {
        "id": "a",
        "type": "single",
        "ask": "Which?",
        "options": [{"id": "x", "text": "X"}, {"id": "y", "text": "Y"}],
    }
    second = {**first, "options": [*first["options"], {"id": "z", "text": "Z"}]}  # type: ignore[misc]
    reworded = {**first, "ask": "Which one?"}
    before, after, same = one_item(first), one_item(second), one_item(reworded)
    assert told(code_of(before, {"a": "y"}), after) == {Code.FOREIGN_CODE}
    assert read_code(code_of(before, {"a": "y"}), [same])[1].values == {"a": "y"}


def test_a_misheard_first_number_is_told_as_such(code: str, leader: Questionnaire) -> None:
    other = (key_of(leader)[0] + 1) % PRIME
    with pytest.raises(InputError, match="its first number"):
        read_code(f"{other:03}{code[3:]}", [leader])


def test_two_questionnaires_of_one_first_number_are_told_apart() -> None:
    """A thousand questionnaires cannot all have a number of their own; the sums know them apart."""
    item = {"type": "single", "ask": "?", "options": [{"id": "x", "text": "X"}, {"id": "y", "text": "Y"}]}
    by_first: dict[int, Questionnaire] = {}
    for n in range(10_000):
        one = one_item({"id": f"a{n}", **item})
        other = by_first.setdefault(key_of(one)[0], one)
        if other is not one:
            break
    values = {next(iter(one.items)): "y"}
    assert read_code(code_of(one, values), [other, one])[0] is one
    assert told(code_of(one, values), other) == {Code.DAMAGED_CODE}


def test_a_code_of_what_is_not_taken_is_told(leader: Questionnaire) -> None:
    """As somebody might make one: right in its sums, and with two options ticked of which one stands alone."""
    options = [{"id": one, "text": one} for one in "xyz"] + [{"id": "none", "text": "None", "exclusive": True}]
    q = one_item({"id": "m", "type": "multiple", "ask": "Which?", "options": options})
    assert told(code_of(q, {"m": ("x", "none")}), q) == {Code.DAMAGED_CODE}
