"""What a questionnaire asks of whoever answers it: words to read, minutes, a reading grade; see docs/method.md.

Owns these rules; they are the same for every questionnaire, and claim nobody's reading time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from jtbd_diag.questionnaire.conditions import Condition, wanted
from jtbd_diag.questionnaire.items import DateItem, Item, MultipleItem, NumberItem, RatingItem, TextItem
from jtbd_diag.questionnaire.model import Questionnaire

WORDS_A_SECOND = 4
"""Silent reading of plain text, 240 words a minute; Brysbaert 2019 puts adults at 238 for non-fiction."""
WORDS_A_MINUTE_ALOUD = 150
SECONDS_TO_CHOOSE = {"rating": 2.0, "single": 3.0, "multiple": 5.0}
SECONDS_TO_THINK = 2.0
"""What is added for each question where it is read aloud."""
_WORD = re.compile(r"[A-Za-z][A-Za-z'\u2019]*")
_SENTENCE = re.compile(r"[.!?:;]+(?:\s|$)")
_VOWELS = re.compile(r"[aeiouy]+")


def words_shown(questionnaire: Questionnaire) -> int:
    """All words that are read on the longest way through: titles, introductions, questions, helps and answers.

    The answers of a set are counted once a section, as they head its statements once.
    """
    before = [questionnaire.title, questionnaire.intro or ""]
    before += [text for section in questionnaire.sections for text in (section.title, section.intro or "")]
    labels = (
        " ".join(questionnaire.answer_sets[name])
        for section in questionnaire.sections
        for name in dict.fromkeys(item.answers for item in section.items if isinstance(item, RatingItem))
    )
    fixed = sum(len(text.split()) for text in (*before, *labels))
    return round(fixed + longest_way(questionnaire, lambda item: float(_words_of(questionnaire, item))))


def minutes_by_rule(questionnaire: Questionnaire) -> float:
    """Reading at 240 words a minute, choosing (2, 3 or 5 seconds), typing (an item's own seconds), and the overhead.

    Of items that exclude each other the longest count.
    """
    reading = words_shown(questionnaire) / WORDS_A_SECOND
    return (questionnaire.overhead_seconds + reading + longest_way(questionnaire, _seconds)) / 60


def minutes_aloud(questionnaire: Questionnaire) -> float:
    """At 150 words a minute, and 2 seconds to think beside each answer's own time."""
    reading = words_shown(questionnaire) / WORDS_A_MINUTE_ALOUD * 60
    answering = longest_way(questionnaire, lambda item: _seconds(item) + SECONDS_TO_THINK)
    return (questionnaire.overhead_seconds + reading + answering) / 60


def seconds_of(questionnaire: Questionnaire, item: Item) -> float:
    """To read one item and to answer it, by the rule of `minutes_by_rule`."""
    return _words_of(questionnaire, item) / WORDS_A_SECOND + _seconds(item)


def minutes_left(questionnaire: Questionnaire, to_answer: Iterable[str], asked: Iterable[str]) -> tuple[float, float]:
    """Both minutes for some of the items that are asked, in the proportion that these have in them all.

    So an interview begins with what its questionnaire says of itself, whichever branches are asked.
    """
    left, whole = (
        sum(seconds_of(questionnaire, questionnaire.items[item]) for item in items) for items in (to_answer, asked)
    )
    share = left / whole if whole else 0.0
    return minutes_by_rule(questionnaire) * share, minutes_aloud(questionnaire) * share


def reading_grade(questionnaire: Questionnaire) -> float:
    """The Flesch-Kincaid grade of all that is shown: .39 words/sentences + 11.8 syllables/words - 15.59.

    A sentence ends at . ! ? : ; and at the end of a question or an answer of more than three words; shorter answers
    join the sentence of their question. A syllable is a run of the vowels aeiouy, but for a silent e at the end (not
    -le) and for -es and -ed after other letters than those that make them heard; every word has one.
    """
    return _grade(list(_texts(questionnaire)))


def hard_questions(questionnaire: Questionnaire, above: float) -> dict[str, float]:
    """By item the grade of each question above one, which the plain ones around it would hide.

    Of fewer than five words no grade is told: one long word, such as transportation, makes it anything.
    """
    graded = {item.id: _grade([item.ask]) for item in questionnaire.items.values() if len(_WORD.findall(item.ask)) > 4}
    return {item: grade for item, grade in graded.items() if grade > above}


def _grade(texts: Sequence[str]) -> float:
    words = [word for text in texts for word in _WORD.findall(text)]
    sentences = sum(max(len(_SENTENCE.findall(f"{text} ")), 1) for text in texts)
    syllables = sum(map(syllables_of, words))
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def syllables_of(word: str) -> int:
    """By the rule of `reading_grade`."""
    bare = re.sub(r"[^a-z]", "", word.lower())
    found = len(_VOWELS.findall(bare))
    silent = re.search(r"(?:[^aeiouyl]e|[^aeiouytd]ed|[^aeiouyscxzg]es)$", bare) or re.search(r"[aeiouy]le$", bare)
    return max(found - bool(silent), 1)


def _texts(q: Questionnaire) -> Iterator[str]:
    """Texts that are sentences by themselves; answers of three words or fewer belong to their question."""
    yield from (text for text in (q.title, q.intro) if text)
    for section in q.sections:
        yield from (text for text in (section.title, section.intro) if text)
        for item in section.items:
            options = [] if isinstance(item, RatingItem) else [option.text for option in q.options(item.id)]
            long = [text for text in options if len(text.split()) > 3]
            yield " ".join([item.ask.rstrip(".?!:"), *(text for text in options if text not in long)])
            yield from (text for text in (item.help, *long) if text)


def longest_way(q: Questionnaire, cost: Callable[[Item], float]) -> float:
    """What the items cost together, on the way through that costs most.

    Items that are asked only after some answers of one earlier choice are counted for the answer that brings most;
    what hangs on anything else is counted in full.
    """
    always, branches = 0.0, dict[str, dict[str, float]]()
    for item in q.items.values():
        gate = _gate(q, item.ask_if)
        if gate is None:
            always += cost(item)
            continue
        for option in gate[1]:
            branch = branches.setdefault(gate[0], {})
            branch[option] = branch.get(option, 0.0) + cost(item)
    return always + sum(max(branch.values()) for branch in branches.values())


def _gate(q: Questionnaire, condition: Condition | None) -> tuple[str, list[str]] | None:
    if condition is None or condition.item is None:
        return None
    offered = [option.id for option in q.options(condition.item)]
    if condition.is_ is not None:
        return condition.item, [str(one) for one in wanted(condition.is_)]
    if condition.is_not is not None:
        out = {str(one) for one in wanted(condition.is_not)}
        return condition.item, [one for one in offered if one not in out]
    return None


def _words_of(q: Questionnaire, item: Item) -> int:
    options = [] if isinstance(item, RatingItem) else [option.text for option in q.options(item.id)]
    return sum(len(text.split()) for text in (item.ask, item.help or "", *options))


def _seconds(item: Item) -> float:
    """To choose, or to type, reading apart."""
    if isinstance(item, TextItem | NumberItem | DateItem):
        return item.seconds
    return SECONDS_TO_CHOOSE["multiple" if isinstance(item, MultipleItem) else item.type]
