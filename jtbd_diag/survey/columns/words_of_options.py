"""The texts that options go by: those they have, and those they had in earlier forms.

Owns which text names which option; knows nothing of headings or cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from jtbd_diag.questionnaire import Option
from jtbd_diag.survey.columns.same_text import known_by


def by_words(options: Iterable[Option], form: Callable[[str], str]) -> Mapping[str, str]:
    """Option ids by the `form` of their texts."""
    options = tuple(options)
    return known_by(
        ((form(one.text), one.id) for one in options),
        ((form(text), one.id) for one in options for text in one.earlier),
    )
