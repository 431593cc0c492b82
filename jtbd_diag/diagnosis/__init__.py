"""Answers -> Diagnosis."""

from jtbd_diag.diagnosis.deciding import decided
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
    "decided",
    "diagnose",
    "score_table",
]
