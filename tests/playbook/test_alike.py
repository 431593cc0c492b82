"""Two playbooks of the same job are no more alike than docs/playbook-review.md says."""

import statistics

import pytest

from tests.playbook.alike import pairs, passages_shared, playbooks, words_shared

MEDIAN, MOST = {"Correct": 0.60, "Coordinate": 0.60, "Reorient": 0.55}, 0.80


@pytest.mark.parametrize("job", ["Correct", "Coordinate", "Reorient"])
def test_two_playbooks_of_a_job_share_little_of_their_passages(job: str) -> None:
    found = pairs(playbooks()[job], passages_shared)
    assert len(found) >= 60
    assert statistics.median(share for share, _, _ in found) <= MEDIAN[job]
    assert found[-1][0] <= MOST, found[-1]


def test_the_measures_of_what_two_texts_share() -> None:
    one, other = ("a", "b", "c", "d", "e", "f"), ("a", "b", "c", "d", "e", "g")
    assert words_shared(one, other) == pytest.approx(5 / 7)
    assert passages_shared(one, other) == pytest.approx(2 * 1 / 4)
    assert words_shared(one, one) == passages_shared(one, one) == 1
