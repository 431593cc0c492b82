"""What the page's script says of answers is what Python says: which are asked, their code, their file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from jtbd_diag.answers import Answers, AskedAnswers, read_answers
from jtbd_diag.answers.answer_code import code_of, read_code
from jtbd_diag.answers.answers_file import answers_text
from jtbd_diag.questionnaire import Questionnaire, Value, load_questionnaire
from tests.publishing.chromium import Chromium

from .page_script import said_by_page
from .samples import SHIPPED, random_answers, samples

EACH = 30


Case = tuple[Questionnaire, list[Mapping[str, Value]]]
NAMES = [*SHIPPED, *(f"random-{n}" for n in range(20))]


@pytest.fixture(scope="module", params=NAMES)
def case(request: pytest.FixtureRequest) -> Case:
    q = samples()[request.param]
    return q, random_answers(q, EACH)


def test_it_asks_the_same(browser: Chromium, case: Case) -> None:
    q, everybody = case
    asked = [list(AskedAnswers(q, given).asked) for given in everybody]
    assert said_by_page(browser, q, everybody, "current().asked") == asked


def test_it_makes_the_same_code(browser: Chromium, case: Case) -> None:
    q, everybody = case
    codes = [code_of(q, given) for given in everybody]
    assert said_by_page(browser, q, everybody, "codeOf().join(' ')") == codes
    back = said_by_page(browser, q, everybody, "Object.entries(readCode(codeOf().join(', ')).answers)")
    for code, found in zip(codes, back, strict=True):
        there = read_code(code, [q])[1].values
        assert {item: tuple(one) if isinstance(one, list) else one for item, one in found} == there


def test_every_file_it_writes_is_read(browser: Chromium, case: Case, tmp_path: Path) -> None:
    q, everybody = case
    for given, text in zip(everybody, said_by_page(browser, q, everybody, "answersFile()"), strict=True):
        (tmp_path / "answers.yaml").write_text(text, "utf-8")
        answers, warnings = read_answers(tmp_path / "answers.yaml", q)
        assert (warnings, answers.begun) == ((), "2026-11-28T10:00:00+00:00")
        assert answers.values == {item: one for item, one in given.items() if one != "" and one is not None}
        assert read_again(answers_text(answers), tmp_path, q).values == answers.values


def read_again(text: str, folder: Path, q: Questionnaire) -> Answers:
    (folder / "again.yaml").write_text(text, "utf-8")
    return read_answers(folder / "again.yaml", q)[0]


def test_it_reads_its_own_file(browser: Chromium, case: Case) -> None:
    q, everybody = case
    same = "JSON.stringify(readFile(answersFile()).answers) === JSON.stringify(Object.fromEntries([...items.keys()]"
    same += ".filter((id) => own(state.answers, id)).map((id) => [id, state.answers[id]])))"
    assert said_by_page(browser, q, everybody, same) == [True] * len(everybody)


# what is damaged or foreign


def told(browser: Chromium, expression: str, given: dict[str, Value] | None = None) -> str:
    q = load_questionnaire("leader-short")
    caught = f"(() => {{ try {{ return {expression} && 'taken'; }} catch (error) {{ return error.message; }} }})()"
    return str(said_by_page(browser, q, [given or {}], caught)[0])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no file of answers"),
        ("hello", "no file of answers"),
        ("questionnaire: leader\nanswers: [", "no file of answers"),
        ('questionnaire: "leader"\nfingerprint: "x"\nanswers: {}', "another form"),
        ('questionnaire: "leader-short"\nfingerprint: "x"\nanswers: {}', "another form"),
        ("questionnaire: &a [*a]", "no file of answers"),
        ("__proto__: {}\nconstructor:\n  a: 1", "no file of answers"),
    ],
)
def test_what_is_no_file_of_its_own_is_told(text: str, words: str, browser: Chromium) -> None:
    import json

    assert words in told(browser, f"readFile({json.dumps(text)})")


def test_a_damaged_file_is_told(browser: Chromium) -> None:
    q = load_questionnaire("leader-short")
    item = next(one for one in q.items.values() if one.type == "single")
    given: dict[str, Value] = {item.id: q.options(item.id)[0].id}
    assert told(browser, "readFile(answersFile())", given) == "taken"
    for change in (f'replace("{q.options(item.id)[0].id}", "nothing")', f'replace("{item.id}", "nothing")'):
        assert "damaged" in told(browser, f"readFile(answersFile().{change})", given)


def test_every_slip_in_a_code_is_told(browser: Chromium) -> None:
    q = load_questionnaire("leader-short")
    given = max(random_answers(q, 20), key=len)
    slips = """(() => {
      const code = codeOf();
      const taken = (parts) => { try { readCode(parts.join(" ")); return true; } catch { return false; } };
      const wrong = [];
      code.forEach((part, n) => {
        const others = /^[0-9]/.test(part) ? [...Array(1000).keys()].map(three) : words;
        for (const other of others) {
          const changed = [...code]; changed[n] = other;
          if (other !== part && taken(changed)) wrong.push(changed.join(" "));
        }
        code.forEach((other, m) => {
          const swapped = [...code]; [swapped[n], swapped[m]] = [other, part];
          if (other !== part && taken(swapped)) wrong.push(swapped.join(" "));
        });
        if (taken(code.filter((_, m) => m !== n))) wrong.push(`without ${n}`);
      });
      return [taken(code), wrong];
    })()"""
    assert said_by_page(browser, q, [given], slips) == [[True, []]]
