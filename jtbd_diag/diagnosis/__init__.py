"""Answers -> Diagnosis: scores, the job, the push to act, and what each answer added. One leader is a table of one row.

In: answers, or a table of them. Out: a diagnosis, or the table with its results. Must not know files or terminals.
"""

from jtbd_diag.diagnosis.diagnosis import Diagnosis, ScaleScore, Stability, diagnose
from jtbd_diag.diagnosis.formula import Formula
from jtbd_diag.diagnosis.ledger_and_flip import Change, Flip, LedgerLine
from jtbd_diag.diagnosis.scored_table import score_table
from jtbd_diag.diagnosis.settled_early import settled
from jtbd_diag.diagnosis.whole_formula import formula_of

__all__ = [
    "Change",
    "Diagnosis",
    "Flip",
    "Formula",
    "LedgerLine",
    "ScaleScore",
    "Stability",
    "diagnose",
    "formula_of",
    "score_table",
    "settled",
]
