"""Plain data -> a pydantic model, with every fault of shape at once.

Owns the translation of pydantic's complaints into ours, with places; knows nothing of what a model means.
A fault is cut out and the rest is built all the same, so that faults of meaning can be told in the same breath.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from jtbd_diag.ground.catalogue import say, table
from jtbd_diag.ground.complaints import MOST_HINTS, Code, InputError, Problem, did_you_mean
from jtbd_diag.ground.english import in_a_row
from jtbd_diag.ground.yaml_files import YamlDocument, read_yaml
from jtbd_diag.ground.yaml_values import Key, Route

_KINDS = {"dict": "ground.kind_dict", "list": "ground.kind_list", "NoneType": "ground.kind_none"}
_SAYS_IT_ALL = {
    "string_pattern_mismatch",
    "string_too_short",
    "too_short",
    "union_tag_not_found",
    "union_tag_invalid",
    "value_error",
}


def plainly(fault: Any) -> tuple[str, str | None]:
    """What is wrong with a value, and how to mend it."""
    kind, given, context = fault["type"], fault["input"], fault.get("ctx", {})
    about = table("shape_faults").get(kind, {})
    said = about["says"].format(**context, given=_shown(given)) if about else fault["msg"]
    if kind not in _SAYS_IT_ALL:
        said = say("ground.but_is", said=said, given=_shown(given))
    if kind == "union_tag_invalid":
        return said, did_you_mean(str(context["tag"]), _tags(fault))
    helps = kind != "string_type" or isinstance(given, int | float)
    return said, about.get("hint") if helps else None


def nearest_tag(fault: Any) -> str | None:
    """The type that was probably meant, for a type that is not known."""
    near = difflib.get_close_matches(str(fault["ctx"]["tag"]), _tags(fault), n=1)
    return near[0] if near else None


def _tags(fault: Any) -> list[str]:
    return [tag.strip(" '") for tag in fault["ctx"]["expected_tags"].split(",")]


def _shown(given: object) -> str:
    if isinstance(given, str):
        return repr(given) if len(given) <= 40 else f"{given[:37]!r}…"
    if isinstance(given, int | float):
        return repr(given).lower()
    return say(_KINDS.get(type(given).__name__, "ground.kind_other"))


Model = TypeVar("Model", bound=BaseModel)
MOST_ROUNDS = 50
NOTHING: Mapping[str, Any] = {}
OwnWords = Callable[[Route, Any], tuple[Code, str, str | None] | None]
"""What a kind of file says itself of pydantic's fault at a place: the code, what is wrong and how to mend it."""


class Shaped(NamedTuple):
    """What `shape` found: the model if enough was left to build one, the faults, and the ids cut out."""

    model: Any
    problems: list[Problem]
    cut: set[str]


def shape(
    model: type[Model],
    document: YamlDocument,
    wrong: Code = Code.WRONG_VALUE,
    stand_ins: Mapping[str, Any] = NOTHING,
    own_words: OwnWords = lambda _route, _fault: None,
) -> Shaped:
    """Build `model` from a document, which is used up.

    `wrong` is the code for a value of the wrong shape. Unknown and missing keys have codes of their own.
    `stand_ins` take the place of keys missing at the top, so that the rest can still be looked at. `own_words` come
    before what is said of a value of the wrong shape.
    """
    problems: list[Problem] = []
    cut: set[str] = set()
    mended: set[int] = set()  # identities of what a fault was cut out of; later faults there follow from the cut
    for _ in range(MOST_ROUNDS):
        try:
            return Shaped(model.model_validate(document.data), problems, cut)
        except ValidationError as error:
            faults = _faults(error, document)
        for route, fault in faults:
            around = route[:-1] if fault["type"] == "missing" else route
            if id(document.at(around)) not in mended:
                problem = _problem(route, fault, document, wrong, own_words)
                problems.append(problem if len(problems) >= MOST_HINTS else _hinted(problem, route, document, model))
        if not _cut(document, faults, stand_ins, cut, mended):
            break
    return Shaped(None, problems, cut)


def shaped(model: type[Model], document: YamlDocument, wrong: Code) -> Model:
    """Build `model` from a document, which is used up. Raises InputError listing every fault of shape."""
    found = shape(model, document, wrong)
    if found.problems or found.model is None:
        raise InputError(found.problems)
    return found.model  # type: ignore[no-any-return]


def read_shaped(model: type[Model], path: Path, wrong: Code) -> Model:
    """Build `model` from a YAML file. Raises InputError listing every fault."""
    document = read_yaml(path)
    if not isinstance(document.data, dict):
        names = in_a_row([f"'{name}'" for name, field in model.model_fields.items() if field.is_required()])
        raise InputError([Problem(wrong, document.where(), say("ground.wants_mapping", names=names))])
    return shaped(model, document, wrong)


def _faults(error: ValidationError, document: YamlDocument) -> list[tuple[Route, Any]]:
    """One fault a place: pydantic tells every branch of a union, of which the one that came furthest is enough."""
    found: dict[Route, Any] = {}
    for fault in error.errors(include_url=False):
        route = _route(fault["loc"], document, missing=fault["type"] == "missing")
        if route not in found or (found[route]["type"].endswith("_type") and not fault["type"].endswith("_type")):
            found[route] = fault
    outer = {route[:length] for route in found for length in range(len(route))}
    return [(route, fault) for route, fault in found.items() if route not in outer]


def _route(loc: Sequence[Any], document: YamlDocument, missing: bool) -> Route:
    """A pydantic location without the names of union branches that it mixes in."""
    route: Route = ()
    value = document.data
    for n, word in enumerate(loc):
        branch = isinstance(value, dict) and value.get("type") == word and isinstance(loc[n - 1], int)
        if branch and n < len(loc) - 1:
            continue
        key = _key(value, word, missing and n == len(loc) - 1)
        if key is not None:
            value = value.get(key) if isinstance(value, dict) else value[key]
            route = (*route, key)
    return route


def _key(value: Any, word: Any, missing: bool) -> Key | None:
    """The key or index that a word of a pydantic location stands for; None when it names a branch of a union."""
    if isinstance(value, list):
        return word if isinstance(word, int) and word < len(value) else None
    if not isinstance(value, dict):
        return None
    if word in value or missing:
        return word if isinstance(word, int) else str(word)
    other = str(word) if isinstance(word, int) else int(word) if word.isdecimal() and word.isascii() else None
    return other if other in value else None


def _problem(route: Route, fault: Any, document: YamlDocument, wrong: Code, own_words: OwnWords) -> Problem:
    where = document.where(route)
    key = str(route[-1]) if route else ""
    around = _around(route, document)
    if fault["type"] in ("extra_forbidden", "invalid_key"):
        unknown = say("ground.unknown_key", name=key)
        said = say("ground.unknown_key_in", name=key, around=around) if around else unknown
        return Problem(Code.UNKNOWN_KEY, where, said)
    if fault["type"] == "missing":
        missing = say("ground.missing_key", name=key)
        said = say("ground.missing_key_in", name=key, around=around) if around else missing
        return Problem(Code.MISSING_KEY, document.where(route[:-1]), said, say("ground.missing_key_hint", name=key))
    if (own := own_words(route, fault)) is not None:
        code, what, hint = own
        return Problem(code, where, what, hint)
    said_of, hint = plainly(fault)
    if fault["type"] == "union_tag_invalid":
        where = document.where((*route, "type"))
    return Problem(wrong, where, say("ground.at", named=_route_in_words(route, document), said=said_of), hint)


def _hinted(problem: Problem, route: Route, document: YamlDocument, model: type[BaseModel]) -> Problem:
    """The same with the key that was probably meant, for one that is not known."""
    if problem.code is not Code.UNKNOWN_KEY:
        return problem
    fields = _class_for(route[:-1], document, model).model_fields
    known = [field.alias or name for name, field in fields.items() if name != "root"]
    return replace(problem, hint=did_you_mean(str(route[-1]), known))


def _route_in_words(route: Route, document: YamlDocument) -> str:
    """What a route leads to, in words."""
    if not route:
        return say("ground.the_file")
    listed = isinstance(document.at(route[:-1]), list)
    place = say("ground.entry", number=int(route[-1]) + 1) if listed else f"'{route[-1]}'"
    around = _around(route, document)
    return say("ground.place_in", place=place, around=around) if around else place


def _around(route: Route, document: YamlDocument) -> str:
    """The nearest thing around a place in the file, in words; empty at its top."""
    around = route[:-1]
    if not around:
        return ""
    value = document.at(around)
    if isinstance(value, dict) and isinstance(value.get("id"), str) and value["id"]:
        return f"'{value['id']}'"
    if not isinstance(document.at(around[:-1]), list):
        return f"'{around[-1]}'"
    number = int(around[-1]) + 1
    if len(around) == 1:
        return say("ground.entry", number=number)
    return say("ground.entry_of", number=number, name=around[-2])


def _class_for(route: Route, document: YamlDocument, model: type[BaseModel]) -> type[BaseModel]:
    """The model that a mapping in the file is to become: whose words to suggest for an unknown one."""
    found: list[type[BaseModel]] = [model]
    for key in route:
        fields = [f.annotation for one in found for n, f in one.model_fields.items() if (f.alias or n) == key]
        found = [one for annotation in fields for one in _models(annotation)] or found
    kind = f"'{document.at(route).get('type')}'"
    return next(
        (one for one in found if "type" in one.model_fields and kind in str(one.model_fields["type"])), found[0]
    )


def _models(annotation: Any) -> list[type[BaseModel]]:
    """The models that an annotation speaks of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in getattr(annotation, "__args__", ()) for model in _models(inner)]


def _cut(
    document: YamlDocument,
    faults: Sequence[tuple[Route, Any]],
    stand_ins: Mapping[str, Any],
    cut: set[str],
    mended: set[int],
) -> bool:
    """Take out or mend what cannot be built; False when that would take the file itself."""
    routes: set[Route] = set()
    for route, fault in faults:
        if fault["type"] == "missing" and len(route) == 1 and route[0] in stand_ins:
            document.data[route[0]] = stand_ins[str(route[0])]
        elif fault["type"] == "union_tag_invalid" and (near := nearest_tag(fault)):
            document.at(route)["type"] = near
        else:
            routes.add(route[:-1] if fault["type"] == "missing" else route)
    if () in routes:
        return False
    for route in routes:
        value = document.at(route)
        cut.add(str(route[-1]))
        if isinstance(value, dict) and "id" in value:
            cut.add(str(value["id"]))
        mended |= {id(document.at(route[:length])) for length in range(len(route))}
    document.remove(routes)
    return True
