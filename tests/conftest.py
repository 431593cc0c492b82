"""What many tests share: the shipped questionnaires, and how many examples hypothesis tries."""

from __future__ import annotations

import gc
import os
import pickle
import signal
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

import jinja2
import pytest
from hypothesis import HealthCheck, Phase, settings
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment

from jtbd_diag import load_questionnaire
from jtbd_diag.ground import yaml_files
from jtbd_diag.ground.complaints import Problem
from jtbd_diag.ground.library import shipped_folder
from jtbd_diag.ground.yaml_files import YamlDocument
from jtbd_diag.playbook import templates
from jtbd_diag.playbook.advice import advice
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

CORE = ("answers", "diagnosis", "interview", "lab", "playbook", "questionnaire", "survey")
USERS_OF_IT = ("cli", "results")

# started in the background, a shell has Ctrl-C ignored, and what the tests start would inherit that
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Each JTBD_DIAG_EVERY-th test alone: a sample through all, for a run that repeats what another did whole."""
    every = int(os.environ.get("JTBD_DIAG_EVERY", "1"))
    config.hook.pytest_deselected(items=[item for n, item in enumerate(items) if n % every])
    items[:] = items[::every]
    if config.getoption("cov_source", None):
        _leave_out_of_coverage(items)


def _leave_out_of_coverage(items: list[pytest.Item]) -> None:
    """Followed, a test takes nearly twice as long: of rooms that only use the core, the first case of a test at most.
    What is not followed can lower a share and never raise it."""
    first = {item.nodeid.partition("[")[0]: item for item in reversed(items)}
    for item in items:
        room = item.path.relative_to(Path(__file__).parent).parts[0]
        if room not in CORE and not (room in USERS_OF_IT and first[item.nodeid.partition("[")[0]] is item):
            item.add_marker("no_cover")


def pytest_collection_finish() -> None:
    """What was loaded by now stays: garbage is looked for among the rest."""
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _yaml_once() -> Iterator[None]:
    """The same YAML in a file of the same name is built once; every reader gets a document of his own."""
    build = yaml_files._built
    known = cache(lambda *asked: pickle.dumps(build(*asked)))

    def built(text: str, file: str, first_line: int) -> tuple[YamlDocument, list[Problem]]:
        found: tuple[YamlDocument, list[Problem]] = pickle.loads(known(text, file, first_line))
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_files, "_built", built)
        yield


@pytest.fixture(scope="session", autouse=True)
def _shipped_advice_once() -> Iterator[None]:
    """Each file of the shipped advice is read once; those of an own library anew, with whatever is planted in them."""
    read_once = cache(lambda read, path: read(path))
    each, shipped = advice._each, shipped_folder()

    def each_once(files: Mapping[str, Path], read: Callable[[Path], Any], problems: list[Problem]) -> dict[str, Any]:
        return each(files, lambda p: read_once(read, p) if p.is_relative_to(shipped) else read(p), problems)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(advice, "_each", each_once)
        yield


class _Compiled(jinja2.BytecodeCache):
    """Templates by their names and texts, compiled once; a changed text is compiled anew."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key, bucket.checksum] = bucket.code


@pytest.fixture(scope="session", autouse=True)
def _templates_compiled_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            templates,
            "ImmutableSandboxedEnvironment",
            partial(ImmutableSandboxedEnvironment, bytecode_cache=_Compiled()),
        )
        yield


@pytest.fixture(scope="session")
def leader() -> Questionnaire:
    return load_questionnaire("leader")


@pytest.fixture(scope="session")
def leader_short() -> Questionnaire:
    return load_questionnaire("leader-short")
