"""Answers -> Diagnosis."""

from jtbd_diag.diagnosis.deciding import settled
from jtbd_diag.diagnosis.diagnosis import Diagnosis, ScaleScore, Stability, diagnose
from jtbd_diag.diagnosis.explanation import Change, Flip, LedgerLine
from jtbd_diag.diagnosis.tables import score_table

__all__ = [
    "Change",
    "Diagnosis",
    "Flip",
    "LedgerLine",
    "ScaleScore",
    "Stability",
    "diagnose",
    "score_table",
    "settled",
]
