"""The `evidence:` block: what may stand in it, how it is put into a file, and what every page then says."""

from __future__ import annotations

from pathlib import Path

import pytest

from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.ground.library import shipped_folder
from jtbd_diag.lab.enough_answers import LEAST, Claim
from jtbd_diag.questionnaire import Questionnaire, fingerprint, load_questionnaire_file, wording_fingerprint
from jtbd_diag.questionnaire import evidence_block as shapes
from jtbd_diag.questionnaire.evidence_block_written import write_evidence_block
from jtbd_diag.questionnaire.honesty_line import honesty_line, stale

LEADER = shipped_folder() / "questionnaires" / "leader.yaml"


def source(q: Questionnaire, **more: object) -> dict[str, object]:
    prints = {"wording": wording_fingerprint(q), "scoring": fingerprint(q)}
    return {"data": "autumn.csv", "day": "2026-12-01", "version": q.version, "by": "jtbd-diag", **prints, **more}


def of_answers(q: Questionnaire, respondents: int = 120) -> shapes.FromAnswers:
    scale = {"by": "alpha", "value": 0.71, "low": 0.62, "high": 0.78, "sem": 8.0, "answers": respondents}
    return shapes.FromAnswers.model_validate(source(q, respondents=respondents, scales={"scope": scale}))


def of_interviews(q: Questionnaire, interviews: int = 41) -> shapes.FromInterviews:
    told = {"interviews": interviews, "agree": 33, "low": 0.66, "high": 0.9, "profiles": {"correct": 30}}
    return shapes.FromInterviews.model_validate(source(q, **told))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "leader.yaml"
    path.write_bytes(LEADER.read_bytes())
    return path


def test_the_bounds_are_those_of_the_claims() -> None:
    assert LEAST[Claim.RELIABILITY] == shapes.LEAST_ANSWERS
    assert LEAST[Claim.RETEST] == shapes.LEAST_RETESTED
    assert LEAST[Claim.INTERVIEWS] == shapes.LEAST_INTERVIEWS
    assert LEAST[Claim.PROFILE] == shapes.LEAST_CODED


def test_without_a_block_the_line_is_what_the_questionnaire_says_of_itself() -> None:
    q = load_questionnaire_file(LEADER)
    assert q.evidence is None
    assert honesty_line(q, "The end.") == " ".join([*str(q.about).split(), "The end."])


def test_every_line_but_the_block_stays(own: Path) -> None:
    before = own.read_text("utf-8")
    q = load_questionnaire_file(own)
    write_evidence_block(own, answers=of_answers(q))
    assert own.read_text("utf-8").startswith(before)
    write_evidence_block(own, interviews=of_interviews(q))
    written = load_questionnaire_file(own)
    assert written.evidence == shapes.Measured(answers=of_answers(q), interviews=of_interviews(q))
    assert [fingerprint(written), wording_fingerprint(written)] == [fingerprint(q), wording_fingerprint(q)]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_block_amid_others_is_replaced_with_its_lines_alone(tmp_path: Path, ending: str) -> None:
    q = load_questionnaire_file(LEADER)
    lines = LEADER.read_text("utf-8").split("\n")
    at = lines.index("answer_sets:")
    block = "evidence:  # ours\n  answers: null\n# of what follows\n".splitlines()
    path = tmp_path / "leader.yaml"
    path.write_bytes(ending.join([*lines[:at], *block, *lines[at:]]).encode())
    write_evidence_block(path, answers=of_answers(q))
    text = path.read_bytes().decode()
    assert f"{ending}# of what follows{ending}answer_sets:" in text
    assert text.count("evidence:") == 1 and "# ours" not in text
    assert {line[-2:] == "\r\n" for line in text.splitlines(keepends=True)} == {ending == "\r\n"}
    assert text.endswith(LEADER.read_text("utf-8").split("answer_sets:")[1].replace("\n", ending))


def test_what_was_measured_is_said_with_its_numbers_and_what_it_does_not_mean(own: Path) -> None:
    q = load_questionnaire_file(own)
    write_evidence_block(own, answers=of_answers(q), interviews=of_interviews(q))
    line = honesty_line(load_questionnaire_file(own), "The end.")
    assert line.startswith(honesty_line(q, "The end."))
    for said in ("120 people (autumn.csv, 2026-12-01)", "0.71 of 1 (between 0.62 and 0.78)", "41 interviews"):
        assert said in line
    assert "in 33; the truth may lie between 66 and 90 of 100" in line
    assert line.endswith("neither validated nor fit to select people by: nothing is known of what became of them.")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[Not true, Slightly true", "[Not at all true, Slightly true"),  # what people read
        ("clear: 1.0", "clear: 1.25"),  # what scores
    ],
)
def test_a_block_measured_with_others_says_no_figure(own: Path, old: str, new: str) -> None:
    write_evidence_block(own, answers=of_answers(load_questionnaire_file(own)))
    text = own.read_text("utf-8")
    assert old in text
    own.write_text(text.replace(old, new, 1), "utf-8")
    q = load_questionnaire_file(own)
    assert stale(q) == ("answers",)
    line = honesty_line(q, "")
    assert "do not hold for this version" in line
    assert "0.71" not in line


def test_too_few_may_not_stand_in_a_block_not_even_by_hand() -> None:
    q = load_questionnaire_file(LEADER)
    for made, n in ((of_answers, 29), (of_interviews, 39)):
        with pytest.raises(ValueError, match="greater than or equal"):
            made(q, n)


def test_what_came_with_the_program_is_not_written_into() -> None:
    before = LEADER.read_bytes()
    with pytest.raises(InputError) as raised:
        write_evidence_block(LEADER, answers=of_answers(load_questionnaire_file(LEADER)))
    assert [one.code for one in raised.value.problems] == [Code.SHIPPED]
    assert LEADER.read_bytes() == before


def test_a_file_on_one_line_has_no_place_for_a_block(tmp_path: Path) -> None:
    path = tmp_path / "flow.yaml"
    text = (
        "{questionnaire: flow, version: 1, title: T, minutes: 1, "
        "sections: [{title: S, items: [{id: a, type: text, ask: What?}]}]}\n"
    )
    path.write_text(text, "utf-8")
    with pytest.raises(InputError) as raised:
        write_evidence_block(path, answers=of_answers(load_questionnaire_file(path)))
    assert [one.code for one in raised.value.problems] == [Code.MALFORMED_YAML]
    assert path.read_text("utf-8") == text
