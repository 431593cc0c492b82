"""A questionnaire, laid out as the form that a platform, a page or a sheet of paper takes.

In: a questionnaire. Out: the bytes of one file, and what the target cannot express with what was done instead.
Must not know who answers, or where the file is put.
"""

from jtbd_diag.forms.form import Form, Instead, Wish
from jtbd_diag.forms.targets import TARGETS, Target, target_of

__all__ = ["TARGETS", "Form", "Instead", "Target", "Wish", "target_of"]
