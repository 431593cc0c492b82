"""A questionnaire can be sent to another process, whatever was worked out from it before."""

from __future__ import annotations

import pickle

from jtbd_diag.diagnosis import diagnose
from jtbd_diag.questionnaire import load_questionnaire


def test_what_was_made_once_is_not_sent_along() -> None:
    leader = load_questionnaire("leader")
    diagnose(leader, {"causes": "own_unit"})
    leader.once("a function", lambda: lambda: 7)
    sent = pickle.loads(pickle.dumps(leader))
    assert sent == leader
    assert sent.once("a function", lambda: 8) == 8
