"""YAML -> Questionnaire, with every problem at once.

Owns the order of reading: text, shape, meaning, fingerprint. Knows nothing of where questionnaires are kept.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from jtbd_diag.errors import Code, InputError, Problem
from jtbd_diag.library import Library
from jtbd_diag.questionnaire.checks import check
from jtbd_diag.questionnaire.model import Questionnaire
from jtbd_diag.questionnaire.shapes import shape
from jtbd_diag.yaml_file import Document, parse_yaml, read_yaml


def load_questionnaire(name_or_path: str | Path, library: Library | None = None) -> Questionnaire:
    """A questionnaire by name (`leader`), from the user's own folder or the shipped ones, or by path.

    Raises InputError listing every fault, each with file, line and column.
    """
    return load_questionnaire_file((library or Library.from_environment()).questionnaire(name_or_path))


def load_questionnaire_file(path: Path) -> Questionnaire:
    """Read one questionnaire. Raises InputError listing every fault with file, line and column."""
    return _from_document(read_yaml(path))


def questionnaire_from_text(text: str, file: str = "questionnaire") -> Questionnaire:
    """The same, from YAML text; `file` is the name complaints give."""
    return _from_document(parse_yaml(text, file))


def _from_document(document: Document) -> Questionnaire:
    if not isinstance(document.data, dict):
        what = "a questionnaire is a mapping of keys such as 'questionnaire', 'scales' and 'sections'"
        raise InputError([Problem(Code.NOT_A_MAPPING, document.where(), what)])
    shaped = shape(Questionnaire, document)
    problems = list(shaped.problems)
    if shaped.model is not None:
        problems += check(shaped.model, document, shaped.cut)
    if problems:
        raise InputError(problems)
    return shaped.model  # type: ignore[no-any-return]


def fingerprint(questionnaire: Questionnaire) -> str:
    """Twelve hexadecimal digits that change when anything that scores changes; wording does not count."""
    scoring = {
        "items": [_what_scores(questionnaire, item) for item in questionnaire.items],
        "scales": {
            name: [scale.minimum_answered, [band.up_to for band in scale.bands]]
            for name, scale in questionnaire.scales.items()
        },
        "profiles": {name: dict(profile.at) for name, profile in questionnaire.profiles.items()},
        "classification": _dump(questionnaire.classification),
        "struggle": _dump(questionnaire.struggle),
    }
    canonical = json.dumps(scoring, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


def _what_scores(questionnaire: Questionnaire, item_id: str) -> list[Any]:
    item = questionnaire.items[item_id]
    contributions = [
        [c.scale, c.weight, dict(c.options), {str(t): p for t, p in c.thresholds.items()}]
        for c in questionnaire.contributions
        if c.item == item_id
    ]
    options = [[option.id, option.exclusive] for option in questionnaire.options(item_id)]
    return [item_id, item.type, _dump(item.ask_if), options, contributions]


def _dump(part: Any) -> Any:
    return part.model_dump(mode="json", exclude_none=True) if part is not None else None


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a questionnaire file, for editors to complete and check by."""
    schema = Questionnaire.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Questionnaire", **schema}
