"""How much two playbooks of the same job share: in words, and in passages of five words running.

Both count the playbook itself; the sheets, which are forms, and the list of sources are left out.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from itertools import combinations

from jtbd_diag.playbook import write_playbook
from tests.playbook.leaders import NAMES, advice, case, diagnosed

START = datetime.date(2026, 11, 30)
RUNNING = 5
_LEFT_OUT = re.compile(r"\n## (?:Sheets to fill in|Sources)\n.*?(?=\n## |\Z)", re.DOTALL)

Words = tuple[str, ...]


@cache
def playbooks(form: str = "answers@2.yaml") -> dict[str, dict[str, Words]]:
    """The words of the playbook of every labelled case, by job and case; those about no job left out."""
    found: dict[str, dict[str, Words]] = {}
    for name in NAMES:
        playbook = write_playbook(diagnosed(case(name, form)), advice=advice(), date=START)
        if playbook.job is not None:
            words = re.findall(r"[a-z0-9’']+", _LEFT_OUT.sub("", playbook.markdown).lower())
            found.setdefault(playbook.job, {})[name] = tuple(words)
    return found


def words_shared(one: Words, other: Words) -> float:
    """Of all words in either, each as often as it stands there, the share that both have."""
    a, b = Counter(one), Counter(other)
    return (a & b).total() / (a | b).total()


def passages_shared(one: Words, other: Words) -> float:
    """Of the passages of five words running in either, the share that stands in both, 0 to 1 (Dice)."""
    a, b = _passages(one), _passages(other)
    return 2 * len(a & b) / (len(a) + len(b))


def _passages(words: Words) -> set[Words]:
    return {words[n : n + RUNNING] for n in range(len(words) - RUNNING + 1)}


def pairs(job: dict[str, Words], share: Callable[[Words, Words], float]) -> Sequence[tuple[float, str, str]]:
    """What each two playbooks of a job share, the least first."""
    return sorted((share(job[one], job[other]), one, other) for one, other in combinations(sorted(job), 2))
