"""Answers -> Diagnosis."""

from jtbd_diag.diagnosis.classification import score_table
from jtbd_diag.diagnosis.deciding import decided
from jtbd_diag.diagnosis.diagnosis import Diagnosis, ScaleScore, Stability, diagnose
from jtbd_diag.diagnosis.explanation import Change, Flip, LedgerLine

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
