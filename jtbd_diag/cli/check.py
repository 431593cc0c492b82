"""`jtbd-diag check`: every problem in questionnaires, plays, templates, themes and answers files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jtbd_diag.cli.common import library_of, tell, tell_problems
from jtbd_diag.errors import Code, InputError, Location, Problem
from jtbd_diag.library import Library

if TYPE_CHECKING:
    from jtbd_diag.questionnaire import Questionnaire

EXAMPLES = """Examples:

  jtbd-diag check                             (everything, your own folder included)

  jtbd-diag check my-questionnaire.yaml answers.yaml

  jtbd-diag --library mine check
"""


def check(
    context: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders; without any, the whole library.")
    ] = None,
) -> None:
    """Find every problem in questionnaires, plays, problem areas, templates, themes and answers files."""
    library = library_of(context)
    problems: list[Problem] = []
    checked = 0
    passed_over = 0
    for path, named in _paths(files) if files else _everything(library):
        found = _told(lambda path=path: _check_file(path, library))  # type: ignore[misc]
        if not named and any(problem.code is Code.UNKNOWN_FORMAT for problem in found):
            passed_over += 1
            continue
        problems += found
        checked += 1
    if not files:
        problems += _told(lambda: _check_together(library))
    problems = sorted(dict.fromkeys(problems), key=lambda problem: problem.where)
    tell_problems(problems)
    faults = sum(not problem.warning for problem in problems)
    result = f"{faults} problem{'' if faults == 1 else 's'}" if faults else "no problems"
    others = f" ({passed_over} other files passed over)" if passed_over else ""
    tell(f"{checked} file{'' if checked == 1 else 's'} checked{others}: {result}")
    raise typer.Exit(1 if faults else 0)


check.__doc__ = f"{check.__doc__}\n\n{EXAMPLES}"


def _told(look: Callable[[], list[Problem]]) -> list[Problem]:
    try:
        return look()
    except InputError as error:
        return list(error.problems)


def _everything(library: Library) -> list[tuple[Path, bool]]:
    found: list[Path] = []
    for shelf, relative, suffix in (
        ("questionnaires", "", ".yaml"),
        ("questionnaires", "examples", ".yaml"),
        ("playbooks", "plays", ".md"),
        ("playbooks", "problems", ".yaml"),
        ("playbooks", "", ".yaml"),
        ("playbooks", "theme", ".yaml"),
    ):
        found += library.files(shelf, relative, suffix).values()  # type: ignore[arg-type]
    return [(path, True) for path in found]


def _paths(files: list[Path]) -> list[tuple[Path, bool]]:
    """The files named, and those with a known ending in the folders named; and whether they were named."""
    found: list[tuple[Path, bool]] = []
    for path in files:
        inside = (p for p in sorted(path.rglob("*")) if p.suffix in (".yaml", ".yml") or _is_play(p) or _is_template(p))
        found += [(p, False) for p in inside] if path.is_dir() else [(path, True)]
    return found


def _is_play(path: Path) -> bool:
    return path.suffix == ".md" and path.parent.name == "plays"


def _is_template(path: Path) -> bool:
    return path.name.endswith(".md.j2")


def _check_file(path: Path, library: Library) -> list[Problem]:
    if _is_template(path):
        from jtbd_diag.playbook.checks import check_template

        return check_template(path, (path.parent, *library.folders("playbooks")))
    if path.suffix == ".md":
        return _check_play(path, library)
    return _check_yaml(path, library)


def _check_play(path: Path, library: Library) -> list[Problem]:
    from dataclasses import replace

    from jtbd_diag.playbook.checks import check_advice
    from jtbd_diag.playbook.advice import load_advice
    from jtbd_diag.playbook.plays import read_play

    advice = replace(load_advice(library), plays={path.stem: read_play(path)}, problems={}, folders=())
    return check_advice(advice, _questionnaires(library))


def _check_yaml(path: Path, library: Library) -> list[Problem]:
    from jtbd_diag.playbook.plans import read_plans, read_tailoring
    from jtbd_diag.playbook.problems import read_problem_area
    from jtbd_diag.playbook.sources import read_sources
    from jtbd_diag.questionnaire import load_questionnaire_file
    from jtbd_diag.yaml_file import read_yaml

    data = read_yaml(path).data
    keys = set(data) if isinstance(data, dict) else set()
    if "answers" in keys and "sections" not in keys:
        return _check_answers(path, library)
    if path.name in ("sources.yaml", "plans.yaml", "tailoring.yaml"):
        {"sources.yaml": read_sources, "plans.yaml": read_plans, "tailoring.yaml": read_tailoring}[path.name](path)
    elif path.name == "theme.yaml":
        from jtbd_diag.publishing import load_theme

        load_theme(library, path.parent)
    elif "measure" in keys or "first_changes" in keys or path.parent.name == "problems":
        read_problem_area(path)
    elif keys & {"questionnaire", "sections", "scales", "profiles"}:
        load_questionnaire_file(path)
    else:
        what = "this is no questionnaire, answers file, problem area, sources or theme"
        return [
            Problem(Code.UNKNOWN_FORMAT, Location(str(path)), what, "see `jtbd-diag show leader` for how one looks")
        ]
    return []


def _check_answers(path: Path, library: Library) -> list[Problem]:
    from jtbd_diag.answers import match, read_answers_file
    from jtbd_diag.questionnaire import load_questionnaire

    file = read_answers_file(path)
    _, warnings = match(file, load_questionnaire(file.questionnaire, library))
    return list(warnings)


def _questionnaires(library: Library) -> Mapping[str, Questionnaire]:
    from jtbd_diag.questionnaire import load_questionnaire_file

    found = {}
    for name, path in library.files("questionnaires", "", ".yaml").items():
        try:
            found[name] = load_questionnaire_file(path)
        except InputError:
            continue  # told where the questionnaire itself is checked
    return found


def _check_together(library: Library) -> list[Problem]:
    from jtbd_diag.playbook.checks import check_advice
    from jtbd_diag.playbook.advice import load_advice

    return check_advice(load_advice(library), _questionnaires(library))
