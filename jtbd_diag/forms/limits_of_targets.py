"""What several targets cannot do, told in the same words.

Owns these complaints; knows no target.
"""

from __future__ import annotations

from collections.abc import Iterator

from jtbd_diag.forms.form import Instead, Wish
from jtbd_diag.ground.catalogue import say
from jtbd_diag.questionnaire import Item, Questionnaire
from jtbd_diag.questionnaire.items import MultipleItem, SingleItem


def no_scores(wish: Wish) -> Iterator[Instead]:
    """For a target that computes nothing."""
    if wish.scores:
        yield Instead(None, say("forms.no_scores"), say("forms.no_scores_did"))
    yield from no_result(wish)


def no_result(wish: Wish) -> Iterator[Instead]:
    """For a target that shows nothing to who answers, but may compute it."""
    if wish.result:
        yield Instead(None, say("forms.no_result"), say("forms.no_result_did"))


def no_personal(questionnaire: Questionnaire) -> Iterator[Instead]:
    """For a target that has no mark for questions on the person who answers."""
    for item in questionnaire.items.values():
        if item.personal:
            yield Instead(item.id, say("forms.no_personal"), say("forms.no_personal_did"))


def no_shuffle(questionnaire: Questionnaire) -> Iterator[Instead]:
    """For a target that cannot show options in an order of their own to each."""
    for item in questionnaire.items.values():
        if isinstance(item, SingleItem | MultipleItem) and item.shuffle:
            yield Instead(item.id, say("forms.no_shuffle"), say("forms.no_shuffle_did"))


def shuffled(item: Item) -> bool:
    """Whether a target that can only shuffle all options is to do so: none of them has to stay last."""
    wanted = isinstance(item, SingleItem | MultipleItem) and item.shuffle
    return wanted and not exclusive(item)


def no_shuffle_but_last(questionnaire: Questionnaire) -> Iterator[Instead]:
    """For a target that can only shuffle all options."""
    for item in questionnaire.items.values():
        if isinstance(item, SingleItem | MultipleItem) and item.shuffle and not shuffled(item):
            yield Instead(item.id, say("forms.no_shuffle_but_last"), say("forms.no_shuffle_did"))


def exclusive(item: Item) -> list[str]:
    """The options that are ticked alone, and stay last where the others are shuffled."""
    options = item.options if isinstance(item, SingleItem | MultipleItem) else ()
    return [option.id for option in options if option.exclusive or option.cannot_say]
