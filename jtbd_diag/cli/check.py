"""`jtbd-diag check`: every problem in questionnaires, plays, templates, themes and answers files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from jtbd_diag.cli.common import in_words, library_of, questionnaire_of, tell, visible
from jtbd_diag.errors import Code, InputError, Location, Problem
from jtbd_diag.library import Library, Shelf

if TYPE_CHECKING:
    from jtbd_diag.playbook import Advice
    from jtbd_diag.questionnaire import Questionnaire

EXAMPLES = """
  # everything, your own folder included
  jtbd-diag --library mine check

  jtbd-diag check my-questionnaire.yaml answers.yaml
"""
SHELVES: tuple[tuple[Shelf, str, str], ...] = (
    ("questionnaires", "", ".yaml"),
    ("questionnaires", "examples", ".yaml"),
    ("playbooks", "plays", ".md"),
    ("playbooks", "problems", ".yaml"),
    ("playbooks", "", ".yaml"),
    ("playbooks", "", ".md.j2"),
    ("playbooks", "theme", ".yaml"),
)
Read = TypeVar("Read")


def check(
    context: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders; without any, the whole library.")
    ] = None,
) -> None:
    """Find every problem in questionnaires, plays, problem areas, templates, themes and answers files."""
    library = library_of(context)
    paths = _named(files) if files else _everything(library)
    checker = _Checker(library, [path for path, _ in paths])
    problems: list[Problem] = []
    checked = 0
    for path, named in paths:
        found = checker.check(path)
        if named or not any(problem.code is Code.UNKNOWN_FORMAT for problem in found):
            problems += found
            checked += 1
    problems = sorted(dict.fromkeys(problems), key=lambda problem: problem.where)
    for problem in problems:
        typer.echo(visible(in_words(problem)))  # here they are the result
    faults = sum(not problem.warning for problem in problems)
    result = f"{faults} problem{'' if faults == 1 else 's'}" if faults else "no problems"
    passed = f", {len(paths) - checked} of other kinds passed over" if checked < len(paths) else ""
    tell(f"{checked} file{'' if checked == 1 else 's'} checked{passed}: {result}")
    raise typer.Exit(1 if faults else 0)


def _everything(library: Library) -> list[tuple[Path, bool]]:
    return [(path, True) for shelf in SHELVES for path in library.files(*shelf).values()]


def _named(files: list[Path]) -> list[tuple[Path, bool]]:
    """The files named, and those with a known ending in the folders named; and whether they were named.

    Raises InputError for a folder that holds none.
    """
    found: list[tuple[Path, bool]] = []
    for path in files:
        inside = [(one, False) for one in sorted(path.rglob("*")) if _has_known_ending(one)] if path.is_dir() else []
        if path.is_dir() and not inside:
            what = "this folder holds no file that can be checked"
            raise InputError([Problem(Code.MISSING_FILE, Location(str(path)), what)])
        found += inside or [(path, True)]
    return found


def _has_known_ending(path: Path) -> bool:
    is_play = path.suffix == ".md" and path.parent.name == "plays"
    return (is_play or path.suffix in (".yaml", ".yml") or path.name.endswith(".md.j2")) and path.is_file()


class _Checker:
    """Checks one file after the other, beside all that the library holds and can be read."""

    def __init__(self, library: Library, paths: Iterable[Path]) -> None:
        self.library, self.paths = library, tuple(paths)
        self._around: dict[Path, _Checker] = {}

    def check(self, path: Path) -> list[Problem]:
        """Every problem in a file, with its line."""
        try:
            return self._at_home(path)._check(path)
        except InputError as error:
            return list(error.problems)

    def _at_home(self, path: Path) -> _Checker:
        """Whoever checks the library that a file lies in, when none was named."""
        shelf = next((one for one in path.absolute().parents if one.name in ("questionnaires", "playbooks")), None)
        if shelf is None or self.library.own is not None:
            return self
        if shelf.parent not in self._around:
            self._around[shelf.parent] = _Checker(Library(shelf.parent), self.paths)
        return self._around[shelf.parent]

    def _check(self, path: Path) -> list[Problem]:
        if path.name.endswith(".md.j2"):
            from jtbd_diag.playbook.checks import check_template
            from jtbd_diag.yaml_file import read_text

            read_text(path)  # refuses what is no text
            return check_template(path, (path.parent, *self.library.folders("playbooks")))
        if path.suffix == ".md":
            from jtbd_diag.playbook.plays import read_play

            return self._beside_the_rest(plays={path.stem: read_play(path)})
        return self._check_yaml(path)

    def _check_yaml(self, path: Path) -> list[Problem]:
        from jtbd_diag.playbook.plans import read_plans, read_tailoring
        from jtbd_diag.playbook.problems import read_problem_area
        from jtbd_diag.playbook.sources import read_sources
        from jtbd_diag.publishing import load_theme
        from jtbd_diag.questionnaire import load_questionnaire_file
        from jtbd_diag.yaml_file import read_yaml

        data = read_yaml(path, []).data
        keys = set(data) if isinstance(data, dict) else set()
        if path.name == "sources.yaml":
            read_sources(path)
        elif path.name == "theme.yaml":
            load_theme(self.library, path.parent)
        elif path.name == "plans.yaml":
            plans, document = read_plans(path)
            return self._beside_the_rest(plans=plans, documents={"plans": document, "tailoring": document})
        elif path.name == "tailoring.yaml":
            tailoring, document = read_tailoring(path)
            return self._beside_the_rest(tailoring=tailoring, documents={"plans": document, "tailoring": document})
        elif "answers" in keys and "sections" not in keys:
            return self._check_answers(path)
        elif keys & {"measure", "first_changes"} or path.parent.name == "problems":
            return self._beside_the_rest(problems={path.stem: read_problem_area(path)})
        elif keys & {"questionnaire", "sections", "scales", "profiles"}:
            load_questionnaire_file(path)
        else:
            read_yaml(path)  # what is no YAML is told before what it might have been
            what = "this is no questionnaire, answers file, problem area, sources or theme"
            hint = "`jtbd-diag show leader --as source` prints one"
            return [Problem(Code.UNKNOWN_FORMAT, Location(str(path)), what, hint)]
        return []

    def _check_answers(self, path: Path) -> list[Problem]:
        from jtbd_diag.answers import match, read_answers_file

        file = read_answers_file(path)
        asked = self._own_questionnaires.get(file.questionnaire) or questionnaire_of(file, self.library)
        _, warnings = match(file, asked)
        return list(warnings)

    def _beside_the_rest(self, **checked: Any) -> list[Problem]:
        from jtbd_diag.playbook.checks import check_advice

        return check_advice(replace(self._sources_only, **checked), self._questionnaires)

    @cached_property
    def _sources_only(self) -> Advice:
        """The sources of the library, as far as they can be read, and nothing else."""
        from jtbd_diag.playbook import Advice
        from jtbd_diag.playbook.sources import read_sources

        folders = reversed(self.library.folders("playbooks"))
        files = [file for folder in folders if (file := folder / "sources.yaml").is_file()]
        sources = {key: source for file in files for key, source in (_readable(read_sources, file) or {}).items()}
        return Advice(plays={}, problems={}, sources=sources, plans={}, tailoring=(), folders=())

    @cached_property
    def _questionnaires(self) -> Mapping[str, Questionnaire]:
        """The questionnaires of the library, and those that are being checked, as far as they can be read."""
        from jtbd_diag.questionnaire import load_questionnaire_file

        files = self.library.files("questionnaires", "", ".yaml")
        found = {name: _readable(load_questionnaire_file, path) for name, path in files.items()}
        return {name: one for name, one in found.items() if one is not None} | self._own_questionnaires

    @cached_property
    def _own_questionnaires(self) -> dict[str, Questionnaire]:
        """Those among the files that are being checked, for answers that lie beside them."""
        from jtbd_diag.questionnaire import load_questionnaire_file

        known = set(self.library.files("questionnaires", "", ".yaml").values())
        others = [path for path in self.paths if path.suffix in (".yaml", ".yml") and path not in known]
        found = [_readable(load_questionnaire_file, path) for path in others if _says(path, b"sections:")]
        return {one.questionnaire: one for one in found if one is not None}


def _readable(read: Callable[[Path], Read], path: Path) -> Read | None:
    """What is in a file; None where that cannot be read, which is told when the file itself is checked."""
    try:
        return read(path)
    except InputError:
        return None


def _says(path: Path, word: bytes) -> bool:
    try:
        return word in path.read_bytes()[:2_000_000]
    except OSError:
        return False
