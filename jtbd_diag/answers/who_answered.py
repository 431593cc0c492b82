"""Whose answers these are: the leader they are about, who gave them, and in which wave.

Owns when two sets of answers are of the same; knows nothing of files, tables or answers.
"""

from __future__ import annotations

from typing import NamedTuple

from jtbd_diag.questionnaire.perspectives import LEADER, Perspective


class Who(NamedTuple):
    """One set of answers is told from another by all of these.

    `respondent` is the leader that the answers are about. `rater` says from whose place they were given, and
    `rater_id` which rater it was, where there are several. `wave` is a date or the name of a round.
    """

    respondent: str | None = None
    rater: Perspective = LEADER
    rater_id: str | None = None
    wave: str | None = None

    @property
    def beyond_respondent(self) -> dict[str, str]:
        """What is said beside the respondent: nothing of a leader who answers for themselves, once."""
        rater = None if (self.rater, self.rater_id) == (LEADER, None) else self.rater
        said = {"rater": rater, "rater_id": self.rater_id, "wave": self.wave}
        return {key: value for key, value in said.items() if value is not None}
