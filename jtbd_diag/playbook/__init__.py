"""Diagnosis -> Playbook in Markdown."""

from jtbd_diag.playbook.advice import Advice, load_advice
from jtbd_diag.playbook.read_back import read_back
from jtbd_diag.playbook.writing import Playbook, ProfileBar, write_playbook

__all__ = ["Advice", "Playbook", "ProfileBar", "load_advice", "read_back", "write_playbook"]
