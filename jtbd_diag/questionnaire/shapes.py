"""Plain data -> a pydantic model, with every fault of shape at once.

Owns the translation of pydantic's complaints into ours, with places; knows nothing of what a model means.
A fault is cut out and the rest is built all the same, so that faults of meaning can be told in the same breath.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from jtbd_diag.errors import Code, Problem, did_you_mean
from jtbd_diag.yaml_file import Document, Route

Model = TypeVar("Model", bound=BaseModel)
MOST_ROUNDS = 50


class Shaped:
    """What `shape` found: the model if enough was left to build one, the faults, and the ids cut out."""

    def __init__(self, model: Any, problems: list[Problem], cut: set[str]) -> None:
        self.model, self.problems, self.cut = model, problems, cut


def shape(model: type[Model], document: Document, wrong: Code = Code.WRONG_VALUE) -> Shaped:
    """Build `model` from a document, which is used up.

    `wrong` is the code for a value of the wrong shape. Unknown and missing keys have codes of their own.
    """
    problems: list[Problem] = []
    told: set[tuple[Route, str]] = set()
    cut: set[str] = set()
    for _ in range(MOST_ROUNDS):
        try:
            return Shaped(model.model_validate(document.data), problems, cut)
        except ValidationError as error:
            faults = _faults(error, document)
        for route, fault in faults:
            problem = _problem(route, fault, document, wrong, model)
            told_before = (route, problem.what) in told or _within(route, {r for r, _ in told})
            if not (fault["type"] == "missing" and told_before):
                problems.append(problem)
            told.add((route, problem.what))
        if not _cut(document, [(r, f["type"]) for r, f in faults], cut):
            return Shaped(None, problems, cut)
    return Shaped(None, problems, cut)


def _within(route: Route, told: Iterable[Route]) -> bool:
    return any(route[: len(other)] == other for other in told)


def _faults(error: ValidationError, document: Document) -> list[tuple[Route, Any]]:
    """One fault a place: pydantic tells every branch of a union, the first is enough."""
    found: dict[Route, Any] = {}
    for fault in error.errors(include_url=False):
        route = _route(fault["loc"], document, missing=fault["type"] == "missing")
        found.setdefault(route, fault)
    inner = {r for r in found if any(len(o) > len(r) and o[: len(r)] == r for o in found)}
    return [(route, fault) for route, fault in found.items() if route not in inner]


def _route(loc: Sequence[Any], document: Document, missing: bool) -> Route:
    """A pydantic location without the names of union branches that it mixes in."""
    route: Route = ()
    value = document.data
    for n, key in enumerate(loc):
        last = n == len(loc) - 1
        if isinstance(value, dict) and (key in value or (missing and last)):
            value = value.get(key)
        elif isinstance(value, list) and isinstance(key, int) and key < len(value):
            value = value[key]
        elif isinstance(value, dict) and str(key).lstrip("-").isdigit() and int(key) in value:
            key = int(key)  # noqa: PLW2901
            value = value[key]
        else:
            continue
        route = (*route, key)
    return route


def _problem(route: Route, fault: Any, document: Document, wrong: Code, model: type[BaseModel]) -> Problem:
    where = document.where(route)
    key = route[-1] if route else "the file"
    if fault["type"] == "extra_forbidden":
        holder = _class_for(document.at(route[:-1]), model)
        known = [f.alias or n for n, f in holder.model_fields.items()] if holder else []
        return Problem(Code.UNKNOWN_KEY, where, f"unknown key '{key}'{_inside(route)}", did_you_mean(str(key), known))
    if fault["type"] == "missing":
        what = f"'{key}' is missing{_inside(route)}"
        return Problem(Code.MISSING_KEY, document.where(route[:-1]), what)
    if "at" in route and route[0] == "profiles" and fault["type"] in ("less_than_equal", "greater_than_equal"):
        return Problem(Code.PROFILE_OUT_OF_RANGE, where, f"'{key}' is {fault['input']}, outside 0-100")
    return Problem(wrong, where, f"'{key}'{_inside(route)}: {_plainly(fault)}", _hint(fault))


def _inside(route: Route) -> str:
    """Where in the file, in words: the nearest named thing around."""
    names = [str(key) for key in route[:-1] if isinstance(key, str)]
    return f" in '{names[-1]}'" if names else ""


def _plainly(fault: Any) -> str:
    said = fault["msg"].removeprefix("Value error, ")
    given = fault["input"]
    shown = repr(given) if isinstance(given, str | int | float | bool | None) else f"a {_kind(given)}"
    return f"{said[0].lower()}{said[1:]} (here: {shown if len(shown) < 60 else shown[:57] + '…'})"


def _kind(value: object) -> str:
    return {"dict": "mapping", "list": "list"}.get(type(value).__name__, type(value).__name__)


def _hint(fault: Any) -> str | None:
    if fault["type"] == "union_tag_invalid":
        tags = [tag.strip(" '") for tag in fault["ctx"]["expected_tags"].split(",")]
        return did_you_mean(str(fault["ctx"]["tag"]), tags)
    if fault["type"] == "string_pattern_mismatch":
        return "use letters, digits and underscores, beginning with a letter"
    return None


def _class_for(data: Any, model: type[BaseModel]) -> type[BaseModel] | None:
    """The model whose keys a mapping shares most: whose words to suggest for an unknown one."""
    if not isinstance(data, dict):
        return None

    def kin(candidate: type[BaseModel]) -> tuple[bool, int, int]:
        fields = candidate.model_fields
        tag = fields["type"].annotation if "type" in fields else None
        return (
            str(data.get("type")) in str(tag) if tag and "type" in data else False,
            len({f.alias or n for n, f in fields.items()} & {str(key) for key in data}),
            -len(fields),
        )

    return max(_models(model), key=kin)


def _models(model: type[BaseModel]) -> list[type[BaseModel]]:
    """A model and all models its fields speak of."""
    found: list[type[BaseModel]] = []

    def walk(annotation: Any) -> None:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            if annotation not in found:
                found.append(annotation)
                for field in annotation.model_fields.values():
                    walk(field.annotation)
            return
        for inner in getattr(annotation, "__args__", ()):
            walk(inner)

    walk(model)
    return found


def _cut(document: Document, faults: list[tuple[Route, str]], cut: set[str]) -> bool:
    """Take out what cannot be built; False when that would be the file itself."""
    routes = {route[:-1] if kind == "missing" else route for route, kind in faults}
    if () in routes:
        return False
    for route in sorted(routes, key=_document_order, reverse=True):
        try:
            value = document.at(route)
        except (KeyError, IndexError):
            continue
        cut.add(str(route[-1]))
        if isinstance(value, dict) and "id" in value:
            cut.add(str(value["id"]))
        document.remove(route)
    return True


def _document_order(route: Route) -> tuple[tuple[bool, str, int], ...]:
    return tuple((isinstance(k, int), "" if isinstance(k, int) else k, k if isinstance(k, int) else 0) for k in route)
