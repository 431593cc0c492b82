"""Rules in words, as the log and the workbook tell them.

Owns the wording of a condition; must not know of whom it holds.
"""

from __future__ import annotations

from collections.abc import Iterator

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import all_of, any_of
from jtbd_diag.shortlist.rules_file import KINDS, CellWord, ColumnCondition, Quota, RuleKind, ShortlistRules

_KIND = {
    "require": "shortlist.kind_require",
    "leave_out": "shortlist.kind_leave_out",
    "prefer": "shortlist.kind_prefer",
}


def condition_words(condition: ColumnCondition) -> str:
    """What must hold: `job is coordinate and lead is at least 0.5`."""
    parts = [condition_words(part) for part in condition.parts]
    if condition.not_ is not None:
        return say("shortlist.words_not", part=parts[0])
    if parts:
        return (all_of if condition.all_ else any_of)([f"({one})" if " " in one else one for one in parts])
    return _compared(condition)


def _compared(condition: ColumnCondition) -> str:
    column, words = condition.column, any_of([_word(word) for word in condition.words])
    if condition.answered is not None:
        return say("shortlist.words_known" if condition.answered else "shortlist.words_empty", column=column)
    if condition.at_least is not None:
        return say("shortlist.words_at_least", column=column, number=f"{condition.at_least:g}")
    if condition.at_most is not None:
        return say("shortlist.words_at_most", column=column, number=f"{condition.at_most:g}")
    if condition.includes is not None:
        return say("shortlist.words_includes", column=column, words=words)
    key = "shortlist.words_is" if condition.is_ is not None else "shortlist.words_is_not"
    return say(key, column=column, words=words)


def _word(word: CellWord) -> str:
    if isinstance(word, bool):
        return say("shortlist.word_true" if word else "shortlist.word_false")
    return f"{word:g}" if isinstance(word, float) else str(word)


def label(rules: ShortlistRules, kind: RuleKind, n: int) -> str:
    """What the log calls a rule: its kind and number, and its name or words."""
    rule = rules.of(kind)[n]
    return say(_KIND[kind], n=n + 1, words=rule.rule or condition_words(rule))


def quota_words(quota: Quota) -> Iterator[str]:
    """What a quota says of each group."""
    if isinstance(quota.at_most, int):
        yield say("shortlist.quota_every", column=quota.column, most=quota.at_most)
    for group in quota.groups:
        if least := quota.least(group):
            yield say("shortlist.quota_least", column=quota.column, group=group, least=least)
        if not isinstance(quota.at_most, int) and (most := quota.most(group)) is not None:
            yield say("shortlist.quota_most", column=quota.column, group=group, most=most)


def told_rules(rules: ShortlistRules) -> Iterator[str]:
    """All rules in the order in which they are applied, a sentence each."""
    for kind in KINDS:
        for n, rule in enumerate(rules.of(kind)):
            named = label(rules, kind, n)
            yield say("shortlist.rule_told", label=named, words=condition_words(rule)) if rule.rule else named
    for quota in rules.quota:
        yield from quota_words(quota)
    if rules.capacity is not None:
        yield say("shortlist.capacity_told", n=rules.capacity)
    if rules.waiting_list:
        yield say("shortlist.waiting_told", n=rules.waiting_list)
    yield say("shortlist.seed_told", seed=rules.seed)
