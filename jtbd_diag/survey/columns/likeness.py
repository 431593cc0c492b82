"""A heading that names no item -> the items most like it, for a person to choose from.

Owns likeness; knows nothing of what is read: by likeness alone nothing ever is.
"""

from __future__ import annotations

import difflib

from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.survey.columns.same_text import normal
from jtbd_diag.survey.platforms import Heading

MOST_COMPARED = 300
"""So many unmatched columns are compared with the questions; beyond, likeness costs more than it tells."""

LONGEST_COMPARED = 600


def near_items(questionnaire: Questionnaire, heading: Heading) -> tuple[str, ...]:
    """The ids of the items whose question or id is most like a heading, three at most."""
    if len(heading.header) > LONGEST_COMPARED:
        return ()
    asks = {normal(item.ask): item.id for item in questionnaire.items.values()}
    wanted = [normal(text) for text in (*heading.texts, *heading.ids)]
    near = [asks[m] for text in wanted for m in difflib.get_close_matches(text, asks, n=2, cutoff=0.55)]
    ids = list(questionnaire.items)
    near += [m for name in heading.ids for m in difflib.get_close_matches(name, ids, n=2, cutoff=0.7)]
    return tuple(dict.fromkeys(near))[:3]
