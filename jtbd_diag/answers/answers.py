"""What one respondent said: a value, and the same with one answer changed.

Owns what is kept of a respondent; knows nothing of files, and checks no answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from jtbd_diag.answers.who_answered import Who
from jtbd_diag.questionnaire import Questionnaire, Value, fingerprint, wording_fingerprint
from jtbd_diag.questionnaire.perspectives import LEADER, Perspective

NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Answers:
    """One respondent's answers to one questionnaire.

    `values` holds an option id, a number, a text, or the tuple of options ticked, by item id, `notes` likewise.
    Answers of a branch left behind stay in it and do not score. `skipped` items were shown and passed over; those
    `set_aside` are not asked for now, as they can no longer change the result. `begun` is a time as ISO 8601 writes it,
    `read_back` what the respondent wrote in place of what was read back. For `respondent`, `rater`, `rater_id` and
    `wave` see `who`.
    """

    questionnaire: str
    version: int | None = None
    fingerprint: str | None = None
    values: Mapping[str, Value] = field(default_factory=lambda: NOTHING)
    notes: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    skipped: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()
    respondent: str | None = None
    begun: str | None = None
    read_back: str | None = None
    invented: bool = False
    """Whether nobody gave them: a simulation did."""
    rater: Perspective = LEADER
    rater_id: str | None = None
    wave: str | None = None
    wording: str | None = None
    """The fingerprint of what was read before answering, where that is known."""

    @property
    def who(self) -> Who:
        """Whose answers these are."""
        return Who(self.respondent, self.rater, self.rater_id, self.wave)

    @classmethod
    def to(cls, questionnaire: Questionnaire, values: Mapping[str, Value] = NOTHING, **more: Any) -> Answers:
        """Answers to this very version of a questionnaire. Values are taken as they are."""
        name, version = questionnaire.questionnaire, questionnaire.version
        read = {"wording": wording_fingerprint(questionnaire), **more}
        return cls(name, version, fingerprint(questionnaire), MappingProxyType(dict(values)), **read)

    def with_value(self, item: str, value: Value | None) -> Answers:
        """The same with one answer changed; None takes it out and marks the item skipped."""
        kept = writable(value) if isinstance(value, str) else value
        values = {**self.values, item: kept} if kept is not None else {**self.values}
        if value is None:
            values.pop(item, None)
        others = tuple(one for one in self.skipped if one != item)
        return replace(
            self,
            values=MappingProxyType({k: v for k, v in values.items() if v is not None}),
            skipped=others if value is not None else (*others, item),
        )

    def with_note(self, item: str, note: str | None) -> Answers:
        """The same with a note to one answer; None or an empty one takes it out."""
        notes = {k: v for k, v in self.notes.items() if k != item}
        if note and note.strip():
            notes[item] = writable(note.strip())
        return replace(self, notes=MappingProxyType(notes))


def writable(text: str) -> str:
    """Without what a terminal of another encoding may leave behind and no file can hold."""
    return text.encode("utf-8", "replace").decode()
