"""What differs by the kind and size of a place: who is called what, who works in summer, when seasons are.

Owns the shape of `places.yaml`; knows nothing of plans and plays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from jtbd_diag.ground.catalogue import say, words
from jtbd_diag.ground.complaints import Code
from jtbd_diag.ground.wrong_keys_and_values import shaped
from jtbd_diag.ground.yaml_files import YamlDocument, read_yaml
from jtbd_diag.ground.yaml_parts import Id, OptionId, Part, Text
from jtbd_diag.ground.yaml_values import Route
from jtbd_diag.playbook.calendar.school_calendar import Span
from jtbd_diag.questionnaire import Condition, Facts

ROLES = (
    "chief",
    "over_all",
    "top_team",
    "data_person",
    "attendance_keeper",
    "counselor",
    "intake",
    "special_education",
    "dispatcher",
    "caretaker",
    "kitchen",
    "policy_body",
    "arranger",
    "first_lead",
    "unit_heads",
    "home_office",
    "other_place",
    "outside",
    "unit",
    "units",
    "guest",
    "first_to_last",
    "test_place",
    "corners",
    "counted",
    "two_unlike",
    "first_to_lead",
)
"""Whom a step may name in braces."""
OF_OFFICES = ("spot", "tally", "decision", "process", "crew")
"""What is told of the office named first, and by `other_spot` and so on of the next one."""
OF_AREA = ("result", "sentence", "giver", "gives", "other", "gives_back")
STANDS_FOR = (
    *("cases", "smallest", "close_look", "signal", "people", "people_aloud", "first", "rest", "lines"),
    *("seen", "season", *OF_AREA),
    *(f"{which}{name}" for which in ("", "other_") for name in OF_OFFICES),
    *ROLES,
)
"""What may stand in braces in steps of plans and plays."""


def known_places(words: str) -> str:
    """Words with braces around nothing but what is filled in. Raises ValueError naming the first other."""
    for found in re.findall(r"\{[^{}]*\}?|\}", words):
        if found[1:-1] not in STANDS_FOR or found[:1] + found[-1:] != "{}":
            known = ", ".join(f"{{{name}}}" for name in STANDS_FOR)
            raise ValueError(say("playbook.place_unknown", found=found, known=known))
    return words


def filled(words: str, stand_for: Mapping[str, str]) -> str:
    """Words with what their braces stand for; a full stop that stands there already ("dept.") ends the sentence."""
    for name, what in stand_for.items() if "{" in words else ():
        if what.endswith("."):
            words = words.replace(f"{{{name}}}.", what)
        words = words.replace(f"{{{name}}}", what)
    return words


WithPlaces = Annotated[Text, AfterValidator(known_places)]
"""A text in which braces stand for what differs."""


class Variant(Part):
    """Words for a leader who meets `if`; without one, for any."""

    if_: Condition | None = Field(default=None, alias="if")
    is_: WithPlaces = Field(alias="is")


Fitted = WithPlaces | Annotated[tuple[Variant, ...], Field(min_length=1)]
"""The same words for everybody, or several of which the first that fits is taken, and none where none does.

One does not fit where a word in braces stands for nothing, as {season} of a problem that has none.
"""


def fitted(words: Fitted, facts: Facts, stand_for: Mapping[str, str]) -> str | None:
    """The words for one leader, with what their braces stand for; None where they are for others only."""
    if not isinstance(words, str):
        nothing = [f"{{{name}}}" for name, what in stand_for.items() if not what]
        fitting = (
            one.is_
            for one in words
            if (one.if_ is None or one.if_.holds(facts)) and not any(name in one.is_ for name in nothing)
        )
        return None if (found := next(fitting, None)) is None else filled(found, stand_for)
    return filled(words, stand_for)


def conditions_of(words: Fitted) -> Iterator[tuple[Route, Condition]]:
    """Every condition of words in variants, with the route to it from where they stand."""
    if not isinstance(words, str):
        yield from (((n, "if"), one.if_) for n, one in enumerate(words) if one.if_ is not None)


class Season(Span):
    """A part of every year in which a problem is decided or at its worst; `tells_months` where its name says which."""

    name: Text
    tells_months: bool = False


class Office(Part):
    """What an office holds and is judged by; `words` tell it in a leader's own words.

    Examples for cards: `spot` is where its work is seen, `tally` what it could mark each day, `decision` one that holds
    it up, `process` one that passes through whoever leads, `crew` a team of it, and `begins` what that team could count
    first.
    """

    words: tuple[Text, ...] = ()
    holds: Text
    judged_by: Text | None = None
    spot: Text | None = None
    tally: Text | None = None
    decision: Text | None = None
    process: Text | None = None
    crew: Text | None = None
    begins: Text | None = None


def offices_named(name: str, offices: Mapping[str, Office]) -> tuple[str, ...]:
    """The offices, by id, that a leader's own words for somebody mean, in the order in which they are told.

    A word within a longer one means nothing: a "workforce board" is no board.
    """
    bare = f" {name.casefold().strip(' .')} "
    found = [
        (start, start + len(word), unit)
        for unit, office in offices.items()
        for word in office.words
        if (start := bare.find(f" {word} ")) >= 0
    ]
    whole = [one for one in found if not any(o[0] <= one[0] and one[1] <= o[1] and o[:2] != one[:2] for o in found)]
    return tuple(dict.fromkeys(unit for *_, unit in sorted(whole)))


_POSSESSIVE = re.compile(r"['\u2019]s?$")
_BESIDE = re.compile(r"(.*\S)\s+(\([^()]*\))", re.DOTALL)
"""A name with something in brackets behind it."""


class InSentences(Part):
    """How names of offices stand in a sentence: whole `names`, and `words` of which a name gets an article.

    A name that begins with one of the `starters` begins small, and so does one that begins with one of these words or a
    determiner and goes on in small letters. One that ends with one of the `heads` in small letters gets an article, if
    all else in it is of offices: words of `words`, `capitals` and `abbreviations`, and `small` ones in small letters.
    """

    names: dict[Text, Text] = Field(default_factory=dict)
    words: tuple[Text, ...] = ()
    starters: tuple[Text, ...] = ()
    heads: tuple[Text, ...] = ()
    capitals: tuple[Text, ...] = ()
    abbreviations: tuple[Text, ...] = ()
    small: tuple[Text, ...] = ()

    def in_a_sentence(self, name: str) -> str:
        """A name as it stands in a sentence; one that is no office known, such as a person's, is left as it is.

        A post is known by what stands before "of", whatever it is the head of.
        """
        if beside := _BESIDE.fullmatch(name):
            return f"{self.in_a_sentence(beside[1])} {beside[2]}"
        bare = " ".join(name.casefold().split())
        known = {one.casefold(): said for one, said in self.names.items()}
        if bare in known:
            return known[bare]
        begins, *others = name.split() or [""]
        first = begins.rstrip(",")
        if bare and all(self._is_a_word(_POSSESSIVE.sub("", word)) for word in bare.split()):
            return say("playbook.the_office", name=bare)
        post, beside_it, where = name.partition(words("head_of")[0])
        if beside_it and post.casefold() not in known and self._ends_small(where):
            said = self.in_a_sentence(post)
            if said != post:
                return name.replace(post, said, 1)
        goes_on_small = bool(others) and others[0][0].islower()
        begins_small = first.casefold() in self.starters or (
            goes_on_small and first.casefold() in (*self.words, *map(str.casefold, self.capitals), *_has_article())
        )
        small = name.replace(first, first.casefold(), 1) if begins_small else name
        return say("playbook.the_office", name=small) if _counts_some(name) or self._lacks_article(name) else small

    def _is_a_word(self, word: str) -> bool:
        """Whether a word in small letters, of one or of several, is one of `words`."""
        return word in self.words or word.removesuffix("s") in self.words

    def _lacks_article(self, name: str) -> bool:
        """Whether a name is of one thing, named as on a list, and of nobody: bus contractor, sheriff's office."""
        *before, last = name.split() or [""]
        plain = {word.casefold().strip(".") for word in before}
        has_one = before[:1] and (before[0].casefold() in self.starters or not before[0][0].isalpha())
        if last not in self.heads or has_one or not plain.isdisjoint([*_has_article(), *words("joins_somebody")]):
            return False
        return all(self._is_of_offices(word) for word in before)

    def _ends_small(self, where: str) -> bool:
        """Whether what a post is the head of ends in no name, as "head of school Kim" does."""
        *_, last = where.split() or ["?"]
        return last.islower() or self._is_of_offices(last)

    def _is_of_offices(self, word: str) -> bool:
        """Whether a word may stand in the name of an office; an unknown one may be somebody's, in small letters too."""
        bare = _POSSESSIVE.sub("", word).strip(".")
        known = {one.casefold() for one in (*self.words, *self.capitals, *self.abbreviations)}
        pieces = [bare] if bare in self.small else bare.split("-")
        return bare in words("stay_capital") or all(one in self.small or one.casefold() in known for one in pieces)


def _counts_some(name: str) -> bool:
    """Whether a name is of so many, whom the leader knows and others have to be told apart: "two principals"."""
    number, *counted = name.split() or [""]
    is_number = number.isdecimal() or number.casefold() in words("numbers")[2:]
    return (
        is_number and bool(counted) and counted[0][0].islower() and {"of", *words("joins_somebody")}.isdisjoint(counted)
    )


def _has_article() -> tuple[str, ...]:
    """Words before which a name takes no article."""
    return (*words("determiners"), *words("numbers"))


class PlacesBook(Part):
    """Who works through the summer, seasons by answer, each role's names by place, and what each office holds."""

    all_year: Condition | None = None
    has_offices: Condition | None = None
    seasons: dict[OptionId, Season] = Field(default_factory=dict)
    roles: dict[Id, Annotated[tuple[Variant, ...], Field(min_length=1)]]
    units: dict[Id, Office] = Field(default_factory=dict)
    in_sentences: InSentences = InSentences()

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        """Raises ValueError where a role is missing or unknown, or has no name that serves everywhere."""
        missing = [name for name in ROLES if name not in self.roles or self.roles[name][-1].if_ is not None]
        if missing:
            raise ValueError(say("playbook.role_missing", name=missing[0]))
        return self

    def offices_for(self, facts: Facts) -> Mapping[str, Office]:
        """The offices whose examples fit a leader: none where `has_offices` does not hold, as at a state."""
        return self.units if self.has_offices is None or self.has_offices.holds(facts) else {}

    def called(self, facts: Facts) -> Mapping[str, str]:
        """What each role is called at one leader's place."""
        return {
            name: next(one.is_ for one in variants if one.if_ is None or one.if_.holds(facts))
            for name, variants in self.roles.items()
        }

    def conditions(self) -> list[tuple[Route, Condition]]:
        """Every condition, with the route to it."""
        of_all = (("all_year", self.all_year), ("has_offices", self.has_offices))
        found: list[tuple[Route, Condition]] = [((name,), one) for name, one in of_all if one is not None]
        return found + [
            (("roles", name, n, "if"), one.if_)
            for name, variants in self.roles.items()
            for n, one in enumerate(variants)
            if one.if_ is not None
        ]


def read_places(path: Path) -> tuple[PlacesBook, YamlDocument]:
    """Read what differs by place. Raises InputError listing every fault of shape."""
    document = read_yaml(path)
    return shaped(PlacesBook, document, Code.PLACES_SHAPE), document
