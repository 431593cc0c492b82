"""Diagnosis -> Playbook in Markdown.

In: a diagnosis, and the advice of a library. Out: one document with its dated plan. Must not know formats.
"""

from jtbd_diag.playbook.advice.advice import Advice, load_advice
from jtbd_diag.playbook.calendar.school_calendar import Calendar, read_calendar
from jtbd_diag.playbook.profile_bars import ProfileBar
from jtbd_diag.playbook.read_back import read_back
from jtbd_diag.playbook.written_playbook import Playbook, write_playbook

__all__ = [
    "Advice",
    "Calendar",
    "Playbook",
    "ProfileBar",
    "load_advice",
    "read_back",
    "read_calendar",
    "write_playbook",
]
