"""What the engine behind `diagnose` says of answers, beside what a form's client says."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from jtbd_diag.diagnosis.scored_columns import rows_of
from jtbd_diag.diagnosis.scored_table import score_table
from jtbd_diag.forms.guarded_formula import guarded_formula
from jtbd_diag.questionnaire import Questionnaire, Value

from .samples import SHIPPED

MOST = int(os.environ.get("JTBD_DIAG_SETS", "200"))
"""Of each shipped questionnaire, in each client; 2,000 were tried by hand."""


def sets_for(name: str) -> int:
    """How many answer sets are tried: many for what is shipped, some for random questionnaires."""
    return MOST if name in SHIPPED else max(MOST // 40, 5)


def diagnosed(q: Questionnaire, sets: Sequence[Mapping[str, Value]]) -> list[dict[str, Any]]:
    """The results by name, of each answer set."""
    results = guarded_formula(q).results
    if not results:  # a form that scores nothing
        return [{} for _ in sets]
    return list(score_table(q, rows_of(q, sets)).select(results).iter_rows(named=True))


def same(wanted: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    """Equal numbers to 1e-9, equal words, and missing where the other is."""
    return wanted.keys() == found.keys() and all(_same(wanted[key], found[key]) for key in wanted)


def _same(wanted: Any, found: Any) -> bool:
    if isinstance(wanted, float) and isinstance(found, int | float):
        return abs(wanted - found) <= 1e-9
    return bool(wanted == found)
