"""Diagnosis and problem area -> who stands how near to the leader in this problem.

Owns who is near, farther or outside, and the words that say so; knows nothing of how a map is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache

from jtbd_diag.answers.answer_text import says_nothing
from jtbd_diag.diagnosis import Diagnosis
from jtbd_diag.ground.catalogue import say, table, words
from jtbd_diag.ground.english import begun_large, begun_small, in_a_row
from jtbd_diag.ground.markdown_escape import escape
from jtbd_diag.playbook.advice.problem_areas import ProblemArea
from jtbd_diag.playbook.advice.words_by_kind_of_place import OF_OFFICES, Office, offices_named

OUTSIDE_IDS = ("community", "colleges", "universities")
"""Units of problem areas that are no part of the leader's organization."""
COVERS: Mapping[str, tuple[str, ...]] = {
    "families": ("community", "colleges", "universities"),
    "schedule": ("registrar",),
    "facilities": ("food",),
    "counseling": ("health",),
}
"""Units of problem areas that a broader answer names as well."""
LEVELS, OUTSIDE = "levels", "outside"
MOST_OWN, LONGEST_OWN = 12, 60
NO_OFFICES: Mapping[str, Office] = {}
ENOUGH_OWN = 3
"""Where the leader named so many, those who usually hold a piece are left out."""


_OUTSIDE = r"(?![^()]*\))"
"""No sign within brackets parts names."""
_COLON = re.compile(rf":(?:\s+|$){_OUTSIDE}")
_ENTRY = re.compile(rf"(?:;|(?<![,\s])\s*\n){_OUTSIDE}")
"""What ends an entry; a line that ends with a comma goes on."""


def _any_of(kind: str) -> str:
    return f"(?:{'|'.join(map(re.escape, words(kind)))})\\b"


@cache
def _apart() -> re.Pattern[str]:
    """What stands between two names."""
    article, joins = _any_of("articles"), _any_of("joins_a_list")
    between = rf"[,;\n](?:\s*{joins})?|\.(?=\s+{article})|\s+{joins}\s+(?={article})|\s\+\s"
    return re.compile(rf"(?:{between}){_OUTSIDE}", re.IGNORECASE)


@dataclass(frozen=True)
class Holder:
    """Somebody who holds a piece: `own` in the leader's words, `named` by a tick.

    `part` and `judged_by` are empty when unknown.
    """

    name: str
    part: str = ""
    own: bool = False
    named: bool = False
    judged_by: str = ""


@dataclass(frozen=True)
class Influence:
    """Who holds a piece of a problem, by name.

    `named` are those that the answers named, the leader's own words first; `usual` others that usually hold a piece;
    `outside` bodies beyond the leader's organization, only where the answers say that the problem ran through one.
    """

    problem: str
    named: tuple[str, ...]
    usual: tuple[str, ...]
    outside: tuple[str, ...]

    def sentences(self) -> Iterator[str]:
        """The map in words: a sentence for each ring that holds somebody."""
        yield say("playbook.map_middle")
        rings = (
            (say("playbook.map_near"), self.named),
            (say("playbook.map_farther"), self.usual),
            (say("playbook.map_outside"), self.outside),
        )
        yield from (f"{title}: {'; '.join(names)}." for title, names in rings if names)


def influence_of(diagnosis: Diagnosis, area: ProblemArea, offices: Mapping[str, Office] = NO_OFFICES) -> Influence:
    """The map for one leader."""
    beyond = {unit.name for unit in area.units if unit.id in OUTSIDE_IDS} if _runs_outside(diagnosis) else set()
    known = list(holders(diagnosis, area, offices))
    usual = [one.name for one in known if not (one.own or one.named)]
    return Influence(
        problem=area.title,
        named=tuple(one.name for one in known if one.own or one.named),
        usual=tuple(name for name in usual if name not in beyond),
        outside=tuple(name for name in usual if name in beyond),
    )


def holders(diagnosis: Diagnosis, area: ProblemArea, offices: Mapping[str, Office] = NO_OFFICES) -> tuple[Holder, ...]:
    """Everybody who holds a piece: in the leader's own words, then those ticked, then those who usually do.

    Those ticked are left out where the leader's own words name somebody of that office; the last where enough are.
    """
    ticked, told = ticked_units(diagnosis), _partners_and_parts(diagnosis)
    named = {name: offices_named(_bare(name), offices) for name in told}
    told_of = frozenset(unit for units in named.values() for unit in units)
    apart = _told_apart(diagnosis) | told_of
    taken = covered([*ticked, *told_of])
    known = (
        *(_holder(text, _holds(area, unit, offices, apart), named=True) for unit, text in ticked.items()),
        *(_holder(unit.name, _holds(area, unit.id, offices, apart)) for unit in area.units if unit.id not in taken),
    )
    parts = {_bare(one.name): one.part for one in known}
    own = []
    for name, held in told.items():
        usual, judged_by = _holds(area, named[name][0], offices, apart) if named[name] else ("", "")
        part = held or parts.get(_bare(name), "") or usual
        own.append(Holder(begun_large(name), part, own=True, judged_by=judged_by))
    again = {_bare(one.name) for one in own} | {ticked[unit].lower() for unit in told_of & set(ticked)}
    others = known if len(own) < ENOUGH_OWN else [one for one in known if one.named]
    return (*own, *(one for one in others if _bare(one.name) not in again))


def offices_of(diagnosis: Diagnosis, area: ProblemArea, offices: Mapping[str, Office]) -> tuple[Office, ...]:
    """The offices that a leader's own words name, then those ticked, then those that usually hold a piece."""
    own = [unit for name in own_partners(diagnosis) for unit in offices_named(_bare(name), offices)]
    found = dict.fromkeys([*own, *ticked_units(diagnosis), *(unit.id for unit in area.units)])
    return tuple(offices[unit] for unit in found if unit in offices)


def examples(diagnosis: Diagnosis, area: ProblemArea, offices: Mapping[str, Office]) -> dict[str, str]:
    """What is told of the two offices nearest to a leader, each from the first office that has it."""
    near, found = offices_of(diagnosis, area, offices), _usual_examples()
    for name in OF_OFFICES:
        told = [text for office in near if (text := getattr(office, name)) is not None]
        found |= dict(zip((name, f"other_{name}"), told, strict=False))
    return found


def _usual_examples() -> dict[str, str]:
    return {
        "spot": say("playbook.any_spot"),
        "other_spot": say("playbook.any_other_spot"),
        "tally": say("playbook.any_tally"),
        "other_tally": say("playbook.any_other_tally"),
        "decision": say("playbook.any_decision"),
        "other_decision": say("playbook.any_other_decision"),
        "process": say("playbook.any_process"),
        "other_process": say("playbook.any_other_process"),
        "crew": say("playbook.any_crew"),
        "other_crew": say("playbook.any_other_crew"),
    }


def units_in_a_row(diagnosis: Diagnosis) -> str:
    """The units named, as they stand in a list that goes on a sentence; what is usual where none is.

    Semicolons part them where one of them is a list itself, such as "Board, council or chief".
    """
    names = [escape(begun_small(text)) for text in ticked_units(diagnosis).values()]
    lists = any("," in name for name in names)
    return ("; ".join(names) if lists else in_a_row(names)) or say("playbook.any_lines")


def _holder(name: str, held: tuple[str, str], named: bool = False) -> Holder:
    part, judged_by = held
    return Holder(name, part, named=named, judged_by=judged_by)


def _holds(area: ProblemArea, unit: str, offices: Mapping[str, Office], apart: Set[str]) -> tuple[str, str]:
    """What an office holds in this problem, else usually, and what it is judged by; empty where unknown."""
    office = offices.get(unit)
    part = _part(area, covered([unit]) - (apart - {unit})) or (office.holds if office else "")
    return part, (office.judged_by or "") if office else ""


def _told_apart(diagnosis: Diagnosis) -> frozenset[str]:
    """Units that are options of their own, so that no other one's row tells of them."""
    item = diagnosis.questionnaire.uses.get("units")
    return frozenset(option.id for option in diagnosis.questionnaire.options(item)) if item else frozenset()


def covered(units: Iterable[str]) -> set[str]:
    """Units, and those of problem areas that they stand for."""
    return {one for unit in units for one in (unit, *COVERS.get(unit, ()))}


def ticked_units(diagnosis: Diagnosis) -> dict[str, str]:
    """The units whose part has to change, by id, in the options' words."""
    item = diagnosis.questionnaire.uses.get("units")
    value = diagnosis.item(item) if item else None
    if item is None or not isinstance(value, tuple):
        return {}
    return {one: diagnosis.questionnaire.option(item, one).text for one in value}


def own_partners(diagnosis: Diagnosis) -> tuple[str, ...]:
    """Those whose part is needed most, in the leader's words; as one where they are no list of a few names."""
    return tuple(_partners_and_parts(diagnosis))


def _partners_and_parts(diagnosis: Diagnosis) -> dict[str, str]:
    """Each of those partners, and what the leader wrote behind a colon that they hold, else an empty text."""
    item = diagnosis.questionnaire.uses.get("partners")
    said = diagnosis.item(item) if item else None
    if not isinstance(said, str) or not said.strip():
        return {}
    told = _with_what_they_hold(said.strip().rstrip("."))
    if len(told) > MOST_OWN or any(len(name) > LONGEST_OWN for name in told):
        return {" ".join(said.split()): ""}
    return told


def _with_what_they_hold(said: str) -> dict[str, str]:
    """Names, and what each holds where it is told behind a colon: "name: what; name: what", or a line for each."""
    pieces = [piece for entry in _ENTRY.split(said) for piece in _pieces(entry)]
    told = (map(" ".join, map(str.split, _named_and_held(piece))) for piece in pieces)
    return {_to_the_leader(name): held for name, held in told if _is_somebody(name)}


def _named_and_held(entry: str) -> tuple[str, str]:
    name, *held = _COLON.split(entry, maxsplit=1)
    return name, "".join(held)


def _pieces(entry: str) -> list[str]:
    """Each name of an entry, with what it holds: all behind its colon, up to a name with a colon of its own."""
    name, held = _named_and_held(entry)
    entry = held if held and _counts_people(name) else entry
    pieces, begins = list[str](), 0
    for between in _apart().finditer(entry):
        next_one = _apart().split(entry[between.end() :], maxsplit=1)[0]
        if not _COLON.search(entry[begins : between.start()]) or _COLON.search(next_one):
            pieces.append(entry[begins : between.start()])
            begins = between.end()
    return [*pieces, entry[begins:]]


def _counts_people(name: str) -> bool:
    """Whether a name is no more than a number of people: "two people: the nurse, the clerk". "Two Rivers" is none."""
    number, *counted = name.casefold().split() or [""]
    return (number in words("numbers") or number.isdecimal()) and " ".join(counted) in ("", *words("counted_people"))


def _to_the_leader(name: str) -> str:
    """A name as it is said to whoever wrote it: "your principals" for "my principals", "Kim" for "me and Kim"."""
    me, joins = _any_of("the_leader"), _any_of("joins_a_list")
    name = re.sub(rf"^{me}\s+(?:{joins}|&)\s+|\s+(?:{joins}|&)\s+{me}$", "", name, flags=re.IGNORECASE)
    first, *others = name.split() or [""]
    said = table("grammar")["to_the_leader"].get(first.casefold(), first) if others else first
    return " ".join([said, *others])


def _is_somebody(name: str) -> bool:
    speaks_of_another = re.match(_any_of("begins_a_clause"), name, re.IGNORECASE)
    is_the_leader = name.casefold().strip(" .") in words("the_leader")
    return not (says_nothing(name) or speaks_of_another or is_the_leader)


def first_named(diagnosis: Diagnosis, most: int = 3) -> tuple[str, ...]:
    """The first of those the answers name, as they stand in a sentence: in the leader's words, else as ticked."""
    own = own_partners(diagnosis)
    if not own or any(len(name) > LONGEST_OWN for name in own):
        return tuple(ticked_units(diagnosis).values())[:most]
    return tuple(begun_small(name) if _begins_with_article(name) else name for name in own[:most])


def _begins_with_article(name: str) -> bool:
    return _bare(name) != name.lower()


def _bare(name: str) -> str:
    """A name as it is compared: the leader's "the bus office" is our "Bus office"."""
    return re.sub(rf"^{_any_of('articles')} ", "", name.lower())


def _part(area: ProblemArea, units: set[str]) -> str:
    """What units hold in a problem; with their names where bodies outside are among them."""
    found = [unit for unit in area.units if unit.id in units]
    unlike = len(found) > 1 and any(unit.id in OUTSIDE_IDS for unit in found)
    return "; ".join(f"{unit.name}: {unit.part}" if unlike else unit.part for unit in found)


def _runs_outside(diagnosis: Diagnosis) -> bool:
    """Whether the problem ran through bodies that are no part of the organization."""
    value = diagnosis.item(LEVELS) if LEVELS in diagnosis.questionnaire.items else None
    return isinstance(value, tuple) and OUTSIDE in value
