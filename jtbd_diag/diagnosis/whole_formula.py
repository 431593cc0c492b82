"""A questionnaire -> its one formula, which every engine and every form works out.

Owns the order of the stages; knows no engine.
"""

from __future__ import annotations

from jtbd_diag.diagnosis.formula import Formula
from jtbd_diag.diagnosis.job_and_fit import job_steps, result_columns, struggle_steps
from jtbd_diag.diagnosis.scale_scores import scale_steps
from jtbd_diag.questionnaire import Questionnaire


def formula_of(questionnaire: Questionnaire) -> Formula:
    """All that scoring works out, as steps over the answers, each a tree of the nodes in `diagnosis.formula`.

    `results` are, in order: `score:<scale>` (0-100 or missing) of every scale; where there are profiles `fit:<job>`
    (0-100), `job`, `runner_up`, `lead` (>= 0), `outcome`; where there is struggle, `struggle`. The steps before them:
    `number:<item>` (the number given, or how many options are ticked), `asked:<item>` (a truth, of conditional items),
    `points:<scale>:<item>` (0-100; missing where the answer gives none or does not count), `total:<scale>` and
    `answered:<scale>` (weighted sums), `distance:<job>`. Each rests on steps before it and on the answers alone.
    """
    return questionnaire.once(
        "formula",
        lambda: Formula(
            (*scale_steps(questionnaire), *job_steps(questionnaire), *struggle_steps(questionnaire)),
            result_columns(questionnaire),
        ),
    )
