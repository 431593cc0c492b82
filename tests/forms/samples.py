"""Questionnaires that forms are made of, the shipped ones and random ones in odd words, and random answers to them."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import cache
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings

from jtbd_diag import load_questionnaire
from jtbd_diag.answers import parse_values
from jtbd_diag.questionnaire import Item, Questionnaire, Value
from jtbd_diag.questionnaire.items import DateItem, MultipleItem, NumberItem, RatingItem, SingleItem
from tests.strategies import Plain, loaded, plain_questionnaires

SHIPPED = ("leader", "leader-short", "organisation", "staff-expertise")
ALIKE = ("leader-application", "after-30")
"""Shipped as well, and like those: accepted and scored as they are, on fewer answers."""
ODD_TEXTS = (
    "She said “no”, and 'yes', \"maybe\" — it’s so",
    "one, two; three | four / five",
    "<b>Bold</b> & <script>nothing()</script> &amp; &lt;",
    "=1+1",
    "${i0} and ${nothing} {i0} {{7*7}} %(x)s $i0 {title}",
    "first line\nsecond line\n\nlast line",
    "ما الذي تبحث عنه؟ (2026)",
    "x" * 499 + "y",
    "*stars* _lines_ `ticks` [link](there) # sign \\ back",
    "a  b\u00a0c\td",
    "instance('set2')/root/item and concat('a', \"b\")",
    "🧭 é ß İ ǅ",
    "-1,5",
    "@home #1 +1 ~",
)
NUMBERS = (-7, -5, 0, 0.5, 1, 2, 3, 3.0, 4, 10, 10.5, 25, 0.1, 1e-7, 123456789.25)


def odd(dice: random.Random, end: str = "") -> str:
    """A text that some program may trip over; ends tell apart what must differ."""
    return dice.choice(ODD_TEXTS) + (f" {end}" if end else "")


@cache
def random_questionnaires(number: int = 20) -> tuple[Questionnaire, ...]:
    """The same on every run: every type of item, conditions, bounds, odd texts."""
    found: list[Questionnaire] = []

    @settings(max_examples=number * 3, phases=[Phase.generate], derandomize=True, database=None, deadline=None,
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(plain_questionnaires(most_items=14))
    def collect(plain: Plain) -> None:
        if len(found) < number:
            found.append(loaded(dressed(plain, random.Random(len(found)))))

    collect()
    assert len(found) == number
    return tuple(found)


def dressed(plain: Plain, dice: random.Random) -> Plain:
    """The same in odd words, with bounds, several sections and all that a form may show."""
    items = plain["sections"][0]["items"]
    for n, item in enumerate(items):
        item["ask"] = odd(dice, f"({n})")
        item |= {key: odd(dice) for key in ("help", "why") if dice.random() < 0.5}
        item |= {key: True for key in ("required", "personal") if dice.random() < 0.2}
        for number, option in enumerate(item.get("options", ())):
            option["text"] = odd(dice, str(number))
        if item["type"] in ("single", "multiple") and dice.random() < 0.3:
            item["shuffle"] = True
        if item["type"] == "number":
            item.update({"minimum": -5, "unit": "students"} if dice.random() < 0.5 else {})
            item.update({"maximum": 123456789.25} if dice.random() < 0.5 else {})
    plain["answer_sets"] = {
        name: [odd(dice, str(n)) for n, _ in enumerate(texts)] for name, texts in plain["answer_sets"].items()
    }
    cut = dice.randrange(len(items) + 1)
    parts = [part for part in (items[:cut], items[cut:]) if part]
    plain["sections"] = [{"title": odd(dice), "intro": odd(dice), "items": part} for part in parts]
    plain |= {"title": odd(dice), "intro": odd(dice), "about": odd(dice)}
    return _with_all_in_one(plain)


def _with_all_in_one(plain: Plain) -> Plain:
    """`loaded` mends the first section only: what cannot be reached there is asked of all; here, of every section."""
    sections = plain["sections"]
    every = [item for section in sections for item in section["items"]]
    probe = loaded({**plain, "sections": [{"title": "All", "items": every}]})
    for item in every:
        if probe.items[item["id"]].ask_if is None:
            item.pop("ask_if", None)
    return plain


@cache
def samples() -> dict[str, Questionnaire]:
    """All of them by name."""
    return {
        **{name: load_questionnaire(name) for name in (*SHIPPED, *ALIKE)},
        **{f"random-{n}": one for n, one in enumerate(random_questionnaires())},
    }


def random_answers(questionnaire: Questionnaire, number: int, seed: int = 0) -> list[Mapping[str, Value]]:
    """Sets of answers with gaps, refusals and answers to what is hidden; some are empty, some complete."""
    dice = random.Random(seed)
    sets: list[Mapping[str, Value]] = []
    for _ in range(number):
        share = dice.choice((0.0, 0.3, 0.8, 0.95, 1.0))
        taken = {i.id: answer_to(questionnaire, i, dice) for i in questionnaire.items.values() if dice.random() < share}
        sets.append(parse_values(questionnaire, taken).values)
    return sets


def answer_to(questionnaire: Questionnaire, item: Item, dice: random.Random) -> Any:
    options = questionnaire.options(item.id)
    if isinstance(item, SingleItem | RatingItem):
        return dice.choice(options).id
    if isinstance(item, MultipleItem):
        alone = [o.id for o in options if o.exclusive or o.cannot_say]
        free = [o.id for o in options if o.id not in alone]
        if alone and dice.random() < 0.2:
            return (dice.choice(alone),)
        return tuple(sorted(dice.sample(free, dice.randint(1, len(free))), key=free.index))
    if isinstance(item, NumberItem):
        low = float("-inf") if item.minimum is None else item.minimum
        high = float("inf") if item.maximum is None else item.maximum
        return dice.choice([n for n in NUMBERS if low <= n <= high] or [low])
    return "2026-11-21" if isinstance(item, DateItem) else odd(dice)
