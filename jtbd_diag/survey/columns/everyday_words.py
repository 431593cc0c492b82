"""A column headed by a single word that is an item's id, such as `Voluntary`, in a table of questions -> not sure.

Owns when such a word is not taken for an id; knows nothing of cells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jtbd_diag.ground.catalogue import say
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.survey.columns.column import Match
from jtbd_diag.survey.columns.same_text import folded, normal
from jtbd_diag.survey.platforms import Heading

_FEWEST = 3
_GENERIC = frozenset({"yes", "no", "none", "other", "true", "false", "some", "few", "many"})
"""Options that the cells of any column may hold. Own words and numbers may be anything, too."""
_STRANGERS = 5
"""Among so many columns that ask nothing of ours one that seems to is none either."""


def everyday_words(
    found: Mapping[str, Match], headings: Sequence[Heading], questionnaire: Questionnaire
) -> dict[str, str]:
    """Of the columns that were found those that a word of everyday alone heads, and why they are not read.

    Where most columns are headed by ids, it is an id; nor is it anything else where its cells would show that, or where
    a label of the column asks the question.
    """
    wholes = {header: match.item for header, match in found.items() if match.option is None}
    texts = {one.header: {folded(normal(text)) for text in one.texts} for one in headings}
    words = {header: item for header, item in wholes.items() if folded(header) == folded(item)}
    words = {header: item for header, item in words.items() if _ask(questionnaire, item) not in texts[header]}
    asked = {item for header, item in wholes.items() if header not in words and found[header].how != "id"}
    telling = questionnaire.telling_items()
    unsure = {h: item for h, item in words.items() if item in telling and _may_be_anything(questionnaire, item)}
    others = {match.item for header, match in found.items() if header not in unsure} & telling
    if not others and len(headings) - len(found) >= _STRANGERS:
        return {header: say("survey.everyday_word_alone", item=item) for header, item in unsure.items()}
    if len(asked) < _FEWEST or len(asked) <= len({*words.values()}):
        return {}
    return {header: say("survey.everyday_word", item=item) for header, item in unsure.items()}


def _may_be_anything(questionnaire: Questionnaire, item: str) -> bool:
    if not item.isalpha() or _ask(questionnaire, item) == folded(item):
        return False
    options = questionnaire.options(item)
    return not options or any(folded(one.text) in _GENERIC for one in options)


def _ask(questionnaire: Questionnaire, item: str) -> str:
    return folded(normal(questionnaire.items[item].ask))
