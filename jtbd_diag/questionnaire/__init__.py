"""What is asked: YAML -> Questionnaire.

In: a YAML file. Out: a questionnaire that cannot be wrong, or every fault with its line. Must not know answers.
"""

from jtbd_diag.questionnaire.conditions import Condition, Facts, Value
from jtbd_diag.questionnaire.fingerprints import fingerprint, wording_fingerprint
from jtbd_diag.questionnaire.honesty_line import honesty_line
from jtbd_diag.questionnaire.items import Item, Option
from jtbd_diag.questionnaire.loading import (
    json_schema,
    load_questionnaire,
    load_questionnaire_file,
    questionnaire_from_text,
)
from jtbd_diag.questionnaire.model import Contribution, Questionnaire

__all__ = [
    "Condition",
    "Contribution",
    "Facts",
    "Item",
    "Option",
    "Questionnaire",
    "Value",
    "fingerprint",
    "honesty_line",
    "json_schema",
    "load_questionnaire",
    "load_questionnaire_file",
    "questionnaire_from_text",
    "wording_fingerprint",
]
