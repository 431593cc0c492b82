"""`jtbd-diag check`: every problem in questionnaires, plays, templates, themes, offers and answers files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jtbd_diag.cli.checking.check_kinds_of_files import THEME_FILES
from jtbd_diag.cli.checking.check_one_file import Checker
from jtbd_diag.cli.shared.library_option import library_of
from jtbd_diag.cli.shared.options_in_words import as_options
from jtbd_diag.cli.shared.printing import tell
from jtbd_diag.cli.shared.progress import progress_bar
from jtbd_diag.ground.catalogue import explained, say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem, complaint, did_you_mean, in_words
from jtbd_diag.ground.library import Library, Shelf
from jtbd_diag.ground.visible_text import visible

SHELVES: tuple[tuple[Shelf, str, str], ...] = (
    ("questionnaires", "", ".yaml"),
    ("questionnaires", "examples", ".yaml"),
    ("questionnaires", "codebooks", ".yaml"),
    ("playbooks", "plays", ".md"),
    ("playbooks", "problems", ".yaml"),
    ("playbooks", "", ".yaml"),
    ("playbooks", "", ".md.j2"),
    ("playbooks", "program", ".yaml"),
    ("offers", "", ".yaml"),
    ("playbooks", "shortlists", ".yaml"),
    ("playbooks", "kit", ".yaml"),
    ("playbooks", "kit", ".md.j2"),
    ("playbooks", "theme", ".yaml"),
    *(("playbooks", "theme", name) for name in THEME_FILES),
)


def check(
    context: typer.Context,
    files: Annotated[list[Path] | None, typer.Argument()] = None,
    coverage: Annotated[bool, typer.Option("--coverage")] = False,
    explain: Annotated[str | None, typer.Option(metavar="CODE")] = None,
) -> None:
    """Find every problem in questionnaires, plays, problem areas, templates, themes and answers files."""
    if explain is not None:
        _explain(explain)
        return
    library = library_of(context)
    paths = _files_to_check(files) if files else _everything(library)
    checker = Checker(library, [path for path, _ in paths])
    problems: list[Problem] = []
    checked = 0
    for path, named in paths:
        found = checker.check(path)
        if named or not any(problem.code is Code.UNKNOWN_FORMAT for problem in found):
            problems += found
            checked += 1
    if coverage and not any(not problem.warning for problem in problems):
        problems += _holes(library)
    problems = sorted(dict.fromkeys(problems), key=lambda problem: problem.where)
    problems, following = _parted(checker, problems)
    for line in in_words(problems):
        typer.echo(visible(as_options(line)))  # here they are the result
    if following:
        typer.echo(say("cli.may_follow", n=following))
    faults = sum(not problem.warning for problem in problems)
    result = say("cli.problems", n=faults) if faults else say("cli.no_problems")
    if checked < len(paths):
        tell(say("cli.checked_some", n=checked, passed=len(paths) - checked, result=result))
    else:
        tell(say("cli.checked", n=checked, result=result))
    raise typer.Exit(1 if faults else 0)


def _explain(word: str) -> None:
    """Print what a code means. Raises InputError for a code that is not known."""
    codes = {code.value: code for code in Code}
    code = codes.get(word.strip().upper())
    if code is None:
        hint = did_you_mean(word.upper(), [*codes])
        raise complaint(Code.WRONG_VALUE, "--explain", say("cli.no_such_code", word=word), hint)
    means, mend = explained(code.value)
    typer.echo(f"{code.value}  {means}\n      {mend}")


def _parted(checker: Checker, problems: list[Problem]) -> tuple[list[Problem], int]:
    """The author's own problems, and how many of shipped files may only follow from them; all where none is a fault."""
    own = [problem for problem in problems if checker.is_the_authors(problem)]
    if any(not problem.warning for problem in own):
        return own, len(problems) - len(own)
    return problems, 0


def _holes(library: Library) -> list[Problem]:
    """What a playbook for every job, outcome, struggle, precondition and problem area shows to be missing."""
    from jtbd_diag.playbook import load_advice
    from jtbd_diag.playbook.checks.coverage import START, coverage
    from jtbd_diag.playbook.kit import unfilled_kits
    from jtbd_diag.questionnaire import load_questionnaire_file

    paths = library.files("questionnaires", "", ".yaml")
    questionnaires = {name: load_questionnaire_file(path) for name, path in paths.items()}
    advice = load_advice(library)
    with progress_bar(say("cli.progress_playbooks")) as report:
        problems = coverage(advice, questionnaires, report)
    return [*problems, *unfilled_kits(library, advice, questionnaires.values(), START)]


def _everything(library: Library) -> list[tuple[Path, bool]]:
    return [(path, True) for shelf in SHELVES for path in library.files(*shelf).values()]


def _files_to_check(files: list[Path]) -> list[tuple[Path, bool]]:
    """The files named, and those with a known ending in the folders named; and whether they were named.

    Raises InputError for a folder that holds none.
    """
    found: list[tuple[Path, bool]] = []
    for path in files:
        there = sorted(path.rglob("*")) if path.is_dir() else []
        inside = [(one, False) for one in there if _has_known_ending(one, path)]
        if path.is_dir() and not inside:
            raise InputError([Problem(Code.MISSING_FILE, Location(str(path)), say("cli.nothing_to_check"))])
        found += inside or [(path, True)]
    return found


def _has_known_ending(path: Path, named: Path) -> bool:
    is_play = path.suffix == ".md" and path.parent.name == "plays"
    is_page = path.name in THEME_FILES and (path.parent.name == "theme" or path.parent == named)
    plainly = path.suffix in (".yaml", ".yml") or path.name.endswith(".md.j2")
    return path.is_file() and (plainly or is_play or is_page)
