"""What many tests share: the shipped questionnaires, and how many examples hypothesis tries."""

from __future__ import annotations

import signal

import pytest
from hypothesis import HealthCheck, Phase, settings

from jtbd_diag import load_questionnaire
from jtbd_diag.questionnaire import Questionnaire

# the same few examples on every run; `pytest --hypothesis-profile=thorough` tries many new ones
settings.register_profile(
    "quick", phases=[Phase.explicit, Phase.generate], max_examples=15, derandomize=True, deadline=None, database=None
)
settings.register_profile(
    "thorough",
    max_examples=1000,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.load_profile("quick")

# started in the background, a shell has Ctrl-C ignored, and what the tests start would inherit that
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def leader() -> Questionnaire:
    return load_questionnaire("leader")


@pytest.fixture(scope="session")
def leader_short() -> Questionnaire:
    return load_questionnaire("leader-short")
