"""The labelled cases: every clear one right in both forms, and the documents about them fresh."""

from dataclasses import replace

import pytest
import yaml

from jtbd_diag.diagnosis import diagnose
from jtbd_diag.ground.library import shipped_folder
from tests.playbook.leaders import CASES, FORMS, NAMES, case, questionnaire

ANSWERED = [(name, file) for name in NAMES for file in FORMS if (CASES / name / file).is_file()]


@pytest.mark.parametrize(("name", "file"), ANSWERED)
def test_the_labelled_job_is_told(name: str, file: str) -> None:
    label = yaml.safe_load((CASES / name / "label.yaml").read_text("utf-8"))
    diagnosis = diagnose(questionnaire(FORMS[file]), case(name, file))
    assert (diagnosis.struggle == "none") is (label["struggle"] == "low")
    if label["struggle"] == "low":
        return  # without a push no job is told, and none is claimed
    if label["confidence"] == "clear":
        assert diagnosis.job == label["job"]
    else:
        assert label["job"] in (diagnosis.job, diagnosis.runner_up)


ANEW = yaml.safe_load((CASES.parent / "cases_reworded.yaml").read_text("utf-8"))


@pytest.mark.parametrize("file", ["answers@2.yaml", "short@2.yaml"])
@pytest.mark.parametrize("name", NAMES)
def test_the_labelled_job_is_told_by_the_answers_to_the_mended_words(name: str, file: str) -> None:
    label = yaml.safe_load((CASES / name / "label.yaml").read_text("utf-8"))
    asked, reworded = questionnaire(FORMS[file]), {item for answers in ANEW.values() for item in answers}
    anew = {item: tuple(v) if isinstance(v, list) else str(v) for item, v in ANEW[name].items() if item in asked.items}
    for item, value in anew.items():
        assert {*(value if isinstance(value, tuple) else (value,))} <= {option.id for option in asked.options(item)}
    kept = {item: value for item, value in case(name, file).values.items() if item not in reworded}
    diagnosis = diagnose(asked, replace(case(name, file), values={**kept, **anew}))
    assert (diagnosis.struggle == "none") is (label["struggle"] == "low")
    assert label["struggle"] == "low" or diagnosis.job == label["job"]


@pytest.mark.parametrize("form", ["leader", "leader-short"])
def test_the_title_is_never_scored(form: str) -> None:
    asked = questionnaire(form)
    assert "title" not in asked.scored_items()
    if form == "leader":
        assert list(asked.items)[-1] == "title"
        for option in asked.options("title"):
            answers = case("H13", "answers@2.yaml").with_value("title", option.id)
            assert diagnose(asked, answers).job == diagnose(asked, case("H13", "answers@2.yaml")).job


@pytest.mark.parametrize("form", ["leader", "leader-short"])
def test_no_question_says_system_or_names_a_job(form: str) -> None:
    asked = questionnaire(form)
    said = [
        words
        for item in asked.items.values()
        for words in (item.ask, item.help, *(o.text for o in asked.options(item.id)))
    ]
    for words in said:
        assert not any(word in (words or "").lower() for word in ("system", "correct", "coordinat", "reorient"))


def test_forms_keep_to_their_time() -> None:
    long, short = questionnaire("leader"), questionnaire("leader-short")
    seconds = {q.questionnaire: q.overhead_seconds + sum(i.seconds for i in q.items.values()) for q in (long, short)}
    assert seconds["leader"] <= 8 * 60
    assert seconds["leader-short"] <= 4 * 60
    for item in short.items:
        assert short.items[item].ask == long.items[item].ask, "one wording in both forms"
        if item != "area":  # see test_the_short_form_is_worded_as_the_long_one
            assert [o.text for o in short.options(item)] == [o.text for o in long.options(item)]


def test_the_documents_on_validity_and_method_are_fresh() -> None:
    import sys

    from tests.checkout import ROOT

    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        import shading
        import small_scales
        import three_scales
        import validity
    finally:
        sys.path.pop(0)
    reports = {
        "validity": (validity.report, shading.report, shading.of_no_push),
        "method": (three_scales.report, small_scales.report),
    }
    for page, printed in reports.items():
        document = (ROOT / "docs" / f"{page}.md").read_text("utf-8")
        for report in printed:
            told = f"run benchmarks/{report.__module__}.py and put what it prints into docs/{page}.md"
            assert "\n".join(report()) in document, told


def test_example_answers_fit_the_shipped_questionnaire() -> None:
    from jtbd_diag.answers import read_answers

    for path in sorted((shipped_folder() / "questionnaires" / "examples").glob("*.yaml")):
        answers, warnings = read_answers(path, questionnaire())
        assert not warnings, "the fingerprint changed: answer the examples again"
        assert diagnose(questionnaire(), answers).job == path.stem
