"""Files are found in the user's own folder first, then among the shipped ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from jtbd_diag import load_questionnaire
from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.ground.library import ENVIRONMENT_VARIABLE, Library, shipped_folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "questionnaires"
    folder.mkdir()
    text = (shipped_folder() / "questionnaires" / "leader-short.yaml").read_text()
    (folder / "leader-short.yaml").write_text(text.replace("minutes: 4", "minutes: 40", 1))
    (folder / "ours.yaml").write_text(text.replace("questionnaire: leader-short", "questionnaire: ours", 1))
    return tmp_path


def code_of(error: pytest.ExceptionInfo[InputError]) -> Code:
    return error.value.problems[0].code


def test_ones_own_file_replaces_a_shipped_one_of_the_same_name(own: Path) -> None:
    library = Library(own)
    assert load_questionnaire("leader-short", library).minutes == 40
    assert load_questionnaire("ours", library).questionnaire == "ours"
    assert load_questionnaire("leader", library) == load_questionnaire("leader")
    files = library.files("questionnaires", "", ".yaml")
    assert list(files) == sorted(files)
    assert {"leader", "leader-short", "ours"} <= files.keys()
    assert files["leader-short"].parent == own / "questionnaires"
    assert files["leader"].parent == shipped_folder() / "questionnaires"


def test_the_environment_names_a_folder_and_the_caller_another(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ENVIRONMENT_VARIABLE, raising=False)
    assert Library.from_environment().own is None
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(own))
    assert Library.from_environment().own == own
    assert load_questionnaire("ours").questionnaire == "ours"
    assert Library.from_environment(own / "questionnaires").own == own / "questionnaires"
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(own / "gone"))
    with pytest.raises(InputError) as error:
        Library.from_environment()
    assert code_of(error) is Code.MISSING_FILE


def test_an_unknown_name_is_told_with_the_known_ones(own: Path) -> None:
    with pytest.raises(InputError) as error:
        Library(own).questionnaire("leadr")
    assert code_of(error) is Code.UNKNOWN_QUESTIONNAIRE
    assert error.value.problems[0].hint == "did you mean 'leader'?"


@pytest.mark.parametrize("path", ["here.yaml", "here.yml", "some/where"])
def test_a_path_is_taken_as_it_is(path: str) -> None:
    assert Library().questionnaire(path) == Path(path)


def test_a_single_file_and_folders(own: Path) -> None:
    library = Library(own)
    assert library.file("questionnaires", "ours.yaml") == own / "questionnaires" / "ours.yaml"
    assert library.file("questionnaires", "leader.yaml").is_relative_to(shipped_folder())
    assert library.folders("questionnaires") == (own / "questionnaires", shipped_folder() / "questionnaires")
    with pytest.raises(InputError) as error:
        library.file("playbooks", "nothing.md")
    assert code_of(error) is Code.MISSING_FILE


def test_in_a_wheel_the_shipped_files_lie_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "jtbd_diag"
    (package / "shipped").mkdir(parents=True)
    monkeypatch.setattr("jtbd_diag.ground.library.__file__", str(package / "ground/library.py"))
    assert shipped_folder() == package / "shipped"
    (package / "shipped").rmdir()
    assert shipped_folder() == tmp_path
