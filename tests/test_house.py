"""The house: imports run one way, files and functions stay small, every complaint is tested."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Collection, Iterable, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
import yaml

from jtbd_diag.cli.shared.options_in_words import OPTIONS, as_options
from jtbd_diag.ground.complaints import Code
from tests.checkout import ROOT
from tests.source import FILES, PACKAGE, RING, name_of, nodes_of, tree_of

LONGEST_FILE, LONGEST_FUNCTION = 300, 50
ROOM_SAYS = ("In:", "Out:", "Must not know")

Function = ast.FunctionDef | ast.AsyncFunctionDef


# imports


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """import-linter on the package in `folder`, with the project's own contracts."""
    shutil.copy(ROOT / "pyproject.toml", folder)
    program = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    wide = {**os.environ, "COLUMNS": "400"}  # so that no name is broken in two
    return subprocess.run(program, cwd=folder, capture_output=True, text=True, check=False, timeout=120, env=wide)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(PACKAGE, tmp_path / "jtbd_diag", ignore=shutil.ignore_patterns("__pycache__", "shipped"))
    return tmp_path


def test_imports_run_one_way(copied: Path) -> None:
    ran = lint_imports(copied)
    assert ran.returncode == 0, ran.stdout
    assert "0 broken" in ran.stdout


def test_an_import_the_wrong_way_is_seen(copied: Path) -> None:
    with (copied / "jtbd_diag" / "ground" / "wrong_keys_and_values.py").open("a") as planted:
        planted.write("\nfrom jtbd_diag.answers import answers_file\n")
    with (copied / "jtbd_diag" / "diagnosis" / "diagnosis_in_words.py").open("a") as planted:
        planted.write("\nimport rich\n")
    ran = lint_imports(copied)
    assert ran.returncode == 1
    assert "jtbd_diag.ground.wrong_keys_and_values -> jtbd_diag.answers.answers_file" in ran.stdout
    assert "jtbd_diag.diagnosis.diagnosis_in_words -> rich" in ran.stdout


def _imported(path: Path, modules: Collection[str]) -> set[str]:
    """The files of the package that one imports: at its top, in functions, and for types alone."""
    found: set[str] = set()
    for node in nodes_of(path):
        if isinstance(node, ast.ImportFrom) and node.module:
            parts = {f"{node.module}.{one.name}" for one in node.names}
            found |= (parts & set(modules)) or {node.module}
        elif isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
    return found & set(modules)


def _modules(folder: Path) -> dict[str, Path]:
    """The files of a package by the names they are imported by."""
    return {
        ".".join(path.relative_to(folder.parent).with_suffix("").parts).removesuffix(".__init__"): path
        for path in sorted(folder.rglob("*.py"))
        if "shipped" not in path.parts
    }


def circles(folder: Path) -> list[str]:
    """Files of a package that import each other, at whatever remove; also where only the types are wanted."""
    modules = _modules(folder)
    order = TopologicalSorter({name: _imported(path, modules) - {name} for name, path in modules.items()})
    try:
        order.prepare()
    except CycleError as error:
        return [*error.args[1]]
    return []


def test_no_circle_not_even_one_of_types_alone(copied: Path) -> None:
    assert circles(PACKAGE) == []
    with (copied / "jtbd_diag" / "answers" / "who_answered.py").open("a") as planted:
        planted.write("\nif TYPE_CHECKING:\n    from jtbd_diag.answers.answers import Answers\n")
    assert {"jtbd_diag.answers.who_answered", "jtbd_diag.answers.answers"} <= set(circles(copied / "jtbd_diag"))


def test_every_stage_is_in_the_contract() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = " ".join(contracts[0]["layers"])
    stages = [path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()]
    assert [stage for stage in stages if f"jtbd_diag.{stage}" not in layers] == []


# complaints


def codes_in(texts: Iterable[str]) -> set[str]:
    """Codes by their names, `Code.EMPTY`, or their numbers, `F005`."""
    found = {word for text in texts for word in re.findall(r"\bCode\.([A-Z_]+)\b|\b([A-Z][0-9]{3})\b", text)}
    return {code for code in Code if {(code.name, ""), ("", code.value)} & found}


def test_every_code_is_told_in_a_test() -> None:
    """That it is raised there, the test itself says."""
    tests = [path for path in (ROOT / "tests").rglob("*.*") if "cases" not in path.parts]
    told = codes_in(
        path.read_text("utf-8", "replace") for path in tests if path.suffix in (".py", ".yaml", ".md", ".j2")
    )
    assert set(Code) - told == set()


def test_every_code_is_raised_somewhere() -> None:
    raised = codes_in(path.read_text("utf-8") for path in FILES if name_of(path) != "ground/complaints.py")
    assert set(Code) - raised == set()


def test_codes_are_stable_in_shape_and_unique() -> None:
    assert all(re.fullmatch("[A-Z][0-9]{3}", code) for code in Code)
    assert len({code.value for code in Code}) == len(Code.__members__)


# files and functions


def test_a_file_is_a_step() -> None:
    texts = {path: path.read_text("utf-8") for path in FILES}
    told = {path: ast.get_docstring(tree_of(path)) or "" for path in FILES}
    assert [name_of(path) for path, text in texts.items() if not text.startswith('"""')] == []
    assert [name_of(path) for path, words in told.items() if len(words.split()) < 3] == []
    steps = [path for path in FILES if path.name != "__init__.py" and path not in RING]
    short = [name_of(path) for path in steps if "\n" not in told[path]]
    assert short == [], "two lines: what it owns, and what it must not know"
    assert {name_of(p): n for p, text in texts.items() if (n := len(text.splitlines())) > LONGEST_FILE} == {}
    functions = [(name_of(path), one) for path in FILES for one in _functions(nodes_of(path))]
    assert [(name, one.name) for name, one in functions if _length(one) > LONGEST_FUNCTION] == []


def _functions(nodes: Iterable[ast.AST]) -> Iterator[Function]:
    yield from (node for node in nodes if isinstance(node, Function))


def _length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_lengths_are_seen() -> None:
    (function,) = _functions(ast.walk(ast.parse("def f():\n" + "    x = 1\n" * 60)))
    assert _length(function) == 61 > LONGEST_FUNCTION


def test_only_the_ring_speaks() -> None:
    """No print in the core; a clock only where a day may be left out."""
    allowed = {
        "ground/dates.py",
        "cli/shared/date_calendar_and_issue.py",
        "cli/interview.py",
        "cli/checking/check_kinds_of_files.py",
        "playbook/written_playbook.py",
    }
    texts = {name_of(path): path.read_text("utf-8") for path in FILES}
    assert [name for name, text in texts.items() if re.search(r"^\s*print\(", text, re.MULTILINE)] == []
    assert {name for name, text in texts.items() if re.search(r"\.(now|today|utcnow)\(", text)} <= allowed


def _texts(nodes: Sequence[ast.AST]) -> Iterator[str]:
    """The strings of a file, but docstrings and notes."""
    silent = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    yield from (
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent
    )


OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*(?![\w-]*:)")  # and no property of a style sheet, `--screen: …`
TO_OTHERS = {"publishing/word/pandoc.py"}
"""Files that call another program, and speak its command line."""


def test_the_core_speaks_no_command_line() -> None:
    texts = {name_of(path): _texts(nodes_of(path)) for path in FILES if path not in RING}
    spoken = {name: found for name, all_ in texts.items() if (found := [one for one in all_ if OPTION.search(one)])}
    assert {name: found for name, found in spoken.items() if name not in TO_OTHERS} == {}


def test_no_sentence_that_the_core_says_names_an_option() -> None:
    """But for the page of complaints, which is the command line's own, only the ring says a sentence with an option."""
    keys = {name_of(path): path.read_text("utf-8") for path in FILES if path not in RING}
    wrong = [
        f"{file.stem}.{name}"
        for file in sorted((PACKAGE / "languages" / "en").glob("*.yaml"))
        if file.stem != "complaints"
        for name, sentence in yaml.safe_load(file.read_text("utf-8")).items()
        if OPTION.search(str(sentence)) and any(f'"{file.stem}.{name}"' in text for text in keys.values())
    ]
    assert wrong == []


def test_what_the_ring_makes_of_a_name_is_an_option() -> None:
    ring = "".join(path.read_text("utf-8") for path in RING if path.name != "options_in_words.py")
    parameters = set(re.findall(r"^    (\w+): ", ring, re.MULTILINE)) | {one.strip("-") for one in OPTION.findall(ring)}
    known = {one.replace("_", "-") for one in parameters}
    assert {option.strip("-") for option in OPTIONS.values() if option.startswith("--")} - known == set()
    assert (
        as_options("`sheet` names another, `sheets` none; `identity`") == "--sheet names another, `sheets` none; --id"
    )


def test_no_network() -> None:
    reaching = re.compile(r"^\s*(import|from) (socket|ssl|urllib\.request|http|requests|httpx|aiohttp)\b", re.MULTILINE)
    assert [name_of(path) for path in FILES if reaching.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize("finding", sorted((ROOT / "findings").iterdir()), ids=lambda path: path.stem)
def test_a_finding_says_what_it_saw_and_needs_nothing_of_ours(finding: Path) -> None:
    text = finding.read_text("utf-8")
    notes = "".join(re.findall(r"^# .*\n", text, re.MULTILINE))
    assert finding.suffix == ".sh"
    assert os.access(finding, os.X_OK)
    assert text.startswith("#!/usr/bin/env bash\n")
    assert "\nset -euo pipefail\nwork=$(mktemp -d)\n" in text
    assert all(words in notes for words in ("Expected:", "Seen with ", "Fails when:"))
    assert re.search(r"[@=]=?\d+\.\d+", text), "pins no version"
    assert "jtbd" not in text.lower()


def types_of(tree: ast.Module) -> Iterator[str]:
    """The classes of a file and its names for types, such as `Row = tuple[str, str]`."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield from re.findall(r"^_?[A-Z]\w*[a-z]\w*$", node.targets[0].id)


def _named_at_top(tree: ast.Module) -> set[str]:
    """The functions, classes, and values of a file; those that stand under a condition as well."""
    body = [one for top in tree.body for one in (ast.walk(top) if isinstance(top, ast.If) else [top])]
    named = {getattr(statement, "name", "") for statement in body}
    assigned = [one for s in body if isinstance(s, ast.Assign | ast.AnnAssign) for one in ast.walk(s)]
    return named | {one.id for one in assigned if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}


ELSEWHERE = re.compile(r"`(\w+)[./](\w+)(?=[.`])")


def named_elsewhere(nodes: Sequence[ast.AST]) -> Iterator[tuple[str, str]]:
    """What docstrings and notes say of other rooms: `room.file`, or `room.file.name`."""
    told = (node.value for node in nodes if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
    named = (one for node in told if isinstance(node.value, str) for one in ELSEWHERE.findall(node.value))
    yield from ((room, file) for room, file in named if (PACKAGE / room / "__init__.py").is_file())


def test_files_that_docstrings_name_are_there() -> None:
    told = {(name_of(path), *named) for path in FILES for named in named_elsewhere(nodes_of(path))}
    assert len(told) > 5
    assert {one for one in told if not (PACKAGE / one[1] / f"{one[2]}.py").is_file()} == set()
    planted = ast.walk(ast.parse('"""As `results.gone` has it, and `results.summary.Summary`; `leader.csv`."""'))
    assert [*named_elsewhere([*planted])] == [("results", "gone"), ("results", "summary")]


def test_no_class_and_no_type_stands_twice() -> None:
    """What says the same in two rooms stands in one of them; what says another thing has another name."""
    named = [(name, name_of(path)) for path in FILES for name in types_of(tree_of(path))]
    homes = {name: [file for other, file in named if other == name] for name, _ in named}
    assert {name: files for name, files in homes.items() if len(files) > 1} == {}


def test_a_class_and_a_type_are_seen() -> None:
    planted = "class _Row: ...\nRow = dict[str, str]\nKind = Literal['a']\nLEAST = 3\nx = Row()\n"
    assert list(types_of(ast.parse(planted))) == ["_Row", "Row", "Kind"]


def from_elsewhere(files: dict[str, Path]) -> list[tuple[str, str, str]]:
    """What is imported from a file that imports it too: who does it, from where, and the name; a door hands on."""
    defined = {module: _named_at_top(tree_of(path)) for module, path in files.items() if path.name != "__init__.py"}
    return [
        (importer, node.module, one.name)
        for importer, path in files.items()
        for node in nodes_of(path)
        if isinstance(node, ast.ImportFrom) and node.module in defined
        for one in node.names
        if one.name not in defined[node.module]
    ]


def test_a_name_is_imported_from_its_home_or_by_the_door_of_a_room(copied: Path) -> None:
    assert from_elsewhere(_modules(PACKAGE)) == []
    with (copied / "jtbd_diag" / "answers" / "who_answered.py").open("a") as planted:
        planted.write("\nfrom jtbd_diag.answers.answers_file import Answers, match\n")
    assert from_elsewhere(_modules(copied / "jtbd_diag")) == [
        ("jtbd_diag.answers.who_answered", "jtbd_diag.answers.answers_file", "Answers")
    ]


# the page of the house


def test_no_file_stem_stands_twice() -> None:
    """One name for one thing; but commands are named after what a user types."""
    named = [path for path in FILES if path.name != "__init__.py" and path not in RING]
    stems = [path.stem for path in named]
    assert sorted({stem for stem in stems if stems.count(stem) > 1}) == []


def test_every_room_says_what_comes_in_and_what_goes_out() -> None:
    rooms = [path for path in FILES if path.name == "__init__.py" and path.parent != PACKAGE]
    unsaid = [
        name_of(path)
        for path in rooms
        if not all(word in (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "") for word in ROOM_SAYS)
    ]
    assert unsaid == []


PLACES = re.findall(
    r"^\| .+? \| `(\S+\.py)` \| `(\w+)` \|$", (ROOT / "docs" / "house.md").read_text("utf-8"), re.MULTILINE
)


def test_there_are_fifteen_places_to_look_up() -> None:
    assert len(PLACES) >= 15


def _names_in(place: str) -> set[str]:
    """What a file defines; nothing where there is none."""
    return _named_at_top(tree_of(ROOT / place)) if (ROOT / place).is_file() else set()


def test_what_the_page_of_the_house_names_is_there() -> None:
    assert [(place, name) for place, name in PLACES if name not in _names_in(place)] == []


NO_CODE = re.compile(r"`((?:jtbd_diag|playbooks)/[\w/.-]*(?:/|\.(?!py\b)\w+))`")


def test_what_is_no_code_is_where_the_page_of_the_house_says() -> None:
    named = NO_CODE.findall((ROOT / "docs" / "house.md").read_text("utf-8"))
    assert {"playbooks/theme/page.typ", "jtbd_diag/languages/en/"} <= set(named)
    assert [name for name in named if not (ROOT / name).exists()] == []


# the tests


REACHING = re.compile(r"Path\(__file__\)(?:\.resolve\(\))?(?:\.parents\[(\d+)\]|((?:\.parent)+))")


def _leaves_the_tests(path: Path, inside: Path) -> bool:
    steps = [int(n) if n else len(up) // len(".parent") - 1 for n, up in REACHING.findall(path.read_text("utf-8"))]
    return any(one >= len(inside.parts) for one in steps)


def test_tests_reach_the_checkout_by_one_door() -> None:
    """What an installed package lacks is asked for in tests/checkout.py, so that it can be tried without."""
    doors = {"checkout.py", "publishing/test_pdf.py"}  # the second starts a process that imports `tests`
    files = {path: path.relative_to(ROOT / "tests") for path in sorted((ROOT / "tests").rglob("*.py"))}
    found = [str(inside) for path, inside in files.items() if _leaves_the_tests(path, inside)]
    assert set(found) - doors == set(), "tests/checkout.py has ROOT, shipped_folder() what is shipped"
