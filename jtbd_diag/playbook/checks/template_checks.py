"""Whether a Jinja template of a playbook can be filled: its syntax, its names, and the templates it asks for.

Owns what can be told without any leader; knows nothing of plays and questionnaires.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import meta, nodes

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem, did_you_mean, nearest
from jtbd_diag.ground.library import Library
from jtbd_diag.ground.text_files import read_text
from jtbd_diag.ground.yaml_files import YamlDocument
from jtbd_diag.playbook.advice.kit_pieces import FOLDER
from jtbd_diag.playbook.choice.which_plays_and_steps import NO_PUSH, UNCLEAR
from jtbd_diag.playbook.templates import BESIDE, environment, names_in, template_file
from jtbd_diag.playbook.views.leader_view import LeaderView
from jtbd_diag.questionnaire import Questionnaire

ENDING = ".md.j2"


def check_template(path: Path, folders: Iterable[Path]) -> list[Problem]:
    """Faults of syntax and unknown names in one template, each with its line, in every branch."""
    folders = (path.parent, *folders)
    try:
        tree = _tree(read_text(path), str(path))
        given = ("leader", "pieces") if path.parent.name == FOLDER else ("leader",)
        bound = {*given, *_bound(tree)}.union(*(_bound(parent) for parent in _parents(tree, folders)))
        undeclared = _undeclared(tree) - bound
    except jinja2.TemplateSyntaxError as error:
        where = Location(error.filename or str(path), error.lineno, 1)
        return [Problem(Code.TEMPLATE_SYNTAX, where, say("playbook.no_template", message=error.message))]
    except RecursionError:
        return [Problem(Code.TEMPLATE_SYNTAX, Location(str(path), 1, 1), say("playbook.template_too_deep"))]
    except InputError as error:
        return list(error.problems)
    if not any(_says_something(node) for node in tree.find_all(_SAYING)):
        hint = say("playbook.start_from_shipped")
        return [Problem(Code.TEMPLATE_SYNTAX, Location(str(path), 1, 1), say("playbook.template_empty"), hint)]
    problems = [
        Problem(
            Code.TEMPLATE_NAME,
            Location(str(path), name.lineno, 1),
            say("playbook.template_unknown_name", name=name.name),
        )
        for name in tree.find_all(nodes.Name)
        if name.ctx == "load" and name.name in undeclared
    ]
    return problems + _of_leader(tree, path) + _nowhere(tree, path, folders)


_ASKING = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
_SAYING: Any = (nodes.Output, *_ASKING)


def _says_something(node: Any) -> bool:
    """Whether a piece of a template may put words on a page."""
    if not isinstance(node, nodes.Output):
        return True
    for one in node.nodes:
        words = getattr(one, "data", None) if isinstance(one, nodes.TemplateData) else getattr(one, "value", one)
        if str(words).strip():
            return True
    return False


def _nowhere(tree: nodes.Template, path: Path, folders: Sequence[Path]) -> list[Problem]:
    """Templates that it asks for and that are not there."""
    there = names_in(folders)
    return [
        Problem(
            Code.MISSING_FILE,
            Location(str(path), one.lineno, 1),
            say("playbook.template_not_there", name=name),
            did_you_mean(name, there),
        )
        for one, name in _templates_asked_for(tree)
        if not (isinstance(one, nodes.Include) and one.ignore_missing)
        and not any((folder / name).is_file() for folder in folders)
    ]


def _templates_asked_for(tree: nodes.Template) -> list[tuple[Any, str]]:
    """The templates that it asks for, as far as their names are plain."""
    found: list[Any] = list(tree.find_all(_ASKING))
    return [(one, str(one.template.value)) for one in found if isinstance(one.template, nodes.Const)]


def asked_for(path: Path) -> set[str]:
    """The names of the templates that one asks for, as far as they are plain."""
    return {str(one.template.value) for one in _asking(path) if isinstance(one.template, nodes.Const)}


def reached(name: str, folders: Sequence[Path]) -> set[str]:
    """The names of all templates that fill a page with `name`; every one there is where such a name is worked out."""
    found, pending = set[str](), {name}
    while pending:
        found.add(name := pending.pop())
        path = template_file(folders, name)
        worked_out = any(not isinstance(one.template, nodes.Const) for one in _asking(path))
        pending |= ({*names_in(folders)} if worked_out else asked_for(path)) - found
    return found


def _asking(path: Path) -> list[Any]:
    """Where a template asks for others; nowhere if it cannot be read, which its own check tells."""
    try:
        return [*_tree(read_text(path), str(path)).find_all(_ASKING)]
    except (jinja2.TemplateSyntaxError, RecursionError, InputError):
        return []


def _of_leader(tree: nodes.Template, path: Path) -> list[Problem]:
    known = [name for name in dir(LeaderView) if not name.startswith("_")]
    return [
        Problem(
            Code.TEMPLATE_NAME,
            Location(str(path), attribute.lineno, 1),
            say("playbook.template_unknown_of_leader", attr=attribute.attr),
            did_you_mean(attribute.attr, known),
        )
        for attribute in tree.find_all(nodes.Getattr)
        if isinstance(attribute.node, nodes.Name) and attribute.node.name == "leader" and attribute.attr not in known
    ]


@lru_cache(maxsize=256)  # of each template in a library, every other one has to know
def _tree(text: str, file: str) -> nodes.Template:
    """A template, parsed; nobody changes it. Where others are looked for makes no difference to it."""
    return environment(()).parse(text, filename=file)


@lru_cache(maxsize=256)
def _undeclared(tree: nodes.Template) -> frozenset[str]:
    return frozenset(meta.find_undeclared_variables(tree))


@lru_cache(maxsize=256)
def _bound(tree: nodes.Template) -> frozenset[str]:
    """Every name a template gives a meaning to, wherever it does."""
    names = {name.name for name in tree.find_all(nodes.Name) if name.ctx in ("store", "param")}
    return frozenset(
        names
        | {macro.name for macro in tree.find_all(nodes.Macro)}
        | {one.target for one in tree.find_all(nodes.Import)}
    )


def _parents(tree: nodes.Template, folders: Sequence[Path]) -> list[nodes.Template]:
    """The templates it extends, as far as their names are plain."""
    names = [one.template.value for one in tree.find_all(nodes.Extends) if isinstance(one.template, nodes.Const)]
    paths = [next((f / name for f in folders if (f / name).is_file()), None) for name in names]
    return [_tree(read_text(path), str(path)) for path in paths if path is not None]


def profiles_without_template(
    path: Path, asked: Questionnaire, document: YamlDocument, library: Library
) -> Iterator[Problem]:
    """Profiles for which the library holds no playbook: no fault of a questionnaire outside a library."""
    there = list(library.files("playbooks", "", ENDING))
    for name in asked.profiles if asked.classification else ():
        if name not in there:
            hint = nearest(name, there) or say("playbook.template_to_start_from", name=there[0])
            what = say("playbook.profile_without_template", template=f"{name}{ENDING}", name=name)
            outside = path.parent.name != "questionnaires"
            yield Problem(Code.MISSING_FILE, document.where(("profiles", name)), what, hint, warning=outside)


def unused_template(path: Path, library: Library, questionnaires: Iterable[Questionnaire]) -> list[Problem]:
    """A template in a library that no profile and no other template asks for."""
    folders = library.folders("playbooks")
    if path.parent not in folders:
        return []
    used = {f"{name}{ENDING}" for q in questionnaires for name in (*q.profiles, NO_PUSH, UNCLEAR, *BESIDE)}
    files = library.files("playbooks", "", ENDING)
    used |= {name for file in files.values() if file != path for name in asked_for(file)}
    if path.name in used:
        return []
    missing = sorted(used - {f"{name}{ENDING}" for name in files})
    what = say("playbook.template_not_in_use")
    return [Problem(Code.UNREACHED, Location(str(path)), what, nearest(path.name, missing), warning=True)]
