"""The mapping file by which answers come back from a form that had to call things otherwise.

Owns what it says; knows nothing of how it is read.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping

from jtbd_diag.forms.form import Form
from jtbd_diag.ground.catalogue import say
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.items import MultipleItem
from jtbd_diag.survey.columns.same_text import folded, folded_words


def mapping_back(questionnaire: Questionnaire, form: Form) -> str | None:
    """A mapping for an export of codes, or None where every code and column speaks for itself."""
    if not form.columns and not form.codes:
        return None
    lines = [f"# {line}" for line in say("forms.mapping_is_for").splitlines()]
    lines.append(f"questionnaire: {questionnaire.questionnaire}")
    if form.columns:
        lines += ["items:", *_items(form)]
    if form.codes:
        lines += ["codes:", *(f"  {name}: {_flow(codes)}" for name, codes in form.codes.items())]
    return "\n".join(lines) + "\n"


def _items(form: Form) -> list[str]:
    whole = [f"  {item}: {json.dumps(header)}" for header, (item, option) in form.columns.items() if option is None]
    ticks: dict[str, dict[str, str]] = {}
    for header, (item, option) in form.columns.items():
        if option is not None:
            ticks.setdefault(item, {})[option] = header
    return [*whole, *(f"  {item}: {_flow(headers)}" for item, headers in ticks.items())]


def _flow(pairs: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{json.dumps(str(key))}: {json.dumps(str(value))}" for key, value in pairs.items()) + "}"


def untold_columns(
    questionnaire: Questionnaire, names: Mapping[str, str], codes: Mapping[str, Mapping[str, str]], split: str
) -> dict[str, tuple[str, str | None]]:
    """Columns that no reader knows by itself: their items or options are called otherwise than by id or code.

    `names` are items as the target calls them, `codes` its options; `split` is the heading of an option's column.
    """
    folds = Counter(folded(item) for item in questionnaire.items)
    found: dict[str, tuple[str, str | None]] = {}
    for item in questionnaire.items.values():
        name = names[item.id]
        told = name == item.id or (folded(name) == folded(item.id) and folds[folded(name)] == 1)
        if not isinstance(item, MultipleItem):
            found |= {} if told else {name: (item.id, None)}
            continue
        words = Counter(fold for o in item.options for fold in {folded_words(o.id), folded_words(o.text)})
        for option in item.options:
            code = codes[item.id][option.id]
            alike = folded_words(code) == folded_words(option.id) and words[folded_words(code)] == 1
            if not told or not (code in (option.id, str(option.code)) or (alike and folded_words(code))):
                found[split.format(item=name, option=code)] = (item.id, option.id)
    return found
