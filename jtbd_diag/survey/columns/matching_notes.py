"""What a person should know of how columns were matched: options without a column, and questions read from several.

Owns which options lack a column, and these notes; knows nothing of how a column was found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import all_of
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.survey.columns.column import Column, Match
from jtbd_diag.survey.columns.same_text import folded, normal
from jtbd_diag.survey.platforms import Heading


def lacking_of(
    columns: Sequence[Column], questionnaire: Questionnaire, absent: AbstractSet[tuple[str, str]]
) -> dict[str, tuple[str, ...]]:
    """The options of split questions that have no column, though nobody says that they were not offered."""
    ticked: dict[str, set[str]] = {}
    for column in columns:
        if column.role == "tick" and column.item and column.option:
            ticked.setdefault(column.item, set()).add(column.option)
    lacking = {
        item: tuple(o.id for o in questionnaire.options(item) if o.id not in options and (item, o.id) not in absent)
        for item, options in ticked.items()
    }
    return {item: options for item, options in lacking.items() if options}


def earlier_words(
    columns: Sequence[Column], headings: Sequence[Heading], questionnaire: Questionnaire
) -> dict[str, str]:
    """By item what its column says was asked, where that is what it asked in an earlier form."""
    found: dict[str, str] = {}
    for column, heading in zip(columns, headings, strict=True):
        item = questionnaire.items[column.item] if column.item else None
        if item is None or not item.earlier:
            continue
        told = [folded(normal(text)) for text in heading.texts]
        if any(folded(normal(item.ask)) in text for text in told):
            continue
        then = next((text for text in item.earlier if any(folded(normal(text)) in one for one in told)), None)
        found |= {item.id: then} if then else {}
    return found


def notes_on_within(within: Mapping[str, Match]) -> Iterator[str]:
    """That headings hold more than the questions that are read from them."""
    if within:
        header, match = next(iter(within.items()))
        yield say("survey.questions_within", n=len(within), header=header, item=match.item)


def notes_on(
    columns: Sequence[Column],
    lacking: Mapping[str, Sequence[str]],
    questionnaire: Questionnaire,
    earlier: Mapping[str, str],
) -> Iterator[str]:
    """What a person should know: earlier words, options without a column, and questions read from several."""
    if earlier:
        yield say("survey.earlier_words", n=len(earlier), items=", ".join(earlier))
    yield from _options_without_column(columns, lacking, questionnaire)
    yield from _items_of_several(columns)


def _options_without_column(
    columns: Sequence[Column], lacking: Mapping[str, Sequence[str]], questionnaire: Questionnaire
) -> Iterator[str]:
    single = {column.item for column in columns if column.role == "item"}
    telling = questionnaire.telling_items()
    for item, options in lacking.items():
        missing = ", ".join(options)
        if item in telling:
            said = "survey.option_lacks_column" if item in single else "survey.option_lacks_column_unread"
            yield say(said, item=item, options=missing, first=options[0])
        else:
            yield say("survey.option_lacks_column_untold", item=item, options=missing)


def _items_of_several(columns: Sequence[Column]) -> Iterator[str]:
    answering: dict[str, list[Column]] = {}
    for column in columns:
        if column.item is not None:
            answering.setdefault(column.item, []).append(column)
    for item, several in answering.items():
        wholes = [repr(column.header) for column in several if column.role == "item"]
        if len(wholes) > 1:
            yield say("survey.item_from_wholes", item=item, columns=all_of(wholes))
        elif wholes and len(several) > 1:
            yield say("survey.item_from_parts_and_whole", item=item, column=wholes[0])
