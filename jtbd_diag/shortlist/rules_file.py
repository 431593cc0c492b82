"""The rules of a shortlist, as a committee writes them into a YAML file.

Owns their shape; must not know which columns a survey has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictFloat, StrictInt, StrictStr, model_validator

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code
from jtbd_diag.ground.wrong_keys_and_values import read_shaped
from jtbd_diag.ground.yaml_files import YamlDocument, read_yaml
from jtbd_diag.ground.yaml_parts import Name, Part, Text
from jtbd_diag.ground.yaml_values import Route
from jtbd_diag.questionnaire.conditions import COMPARISONS, JoinedConditions

RuleKind = Literal["require", "leave_out", "prefer"]
KINDS: tuple[RuleKind, ...] = ("require", "leave_out", "prefer")
CellWord = StrictBool | StrictStr | StrictInt | StrictFloat
ComparedWords = CellWord | Annotated[tuple[CellWord, ...], Field(min_length=1)]
PlaceCount = Annotated[int, Field(ge=0, strict=True)]


def bare(word: object) -> str:
    """What counts of a word in rules and in cells: neither capitals nor the blanks around it."""
    return str(word).strip().casefold()


class ColumnCondition(JoinedConditions, Part):
    """A comparison with a column, in the words of `ask_if`; or `all`, `any`, `not` of such."""

    column: Text | None = None
    is_: ComparedWords | None = Field(default=None, alias="is")
    is_not: ComparedWords | None = None
    includes: Text | None = None
    at_least: StrictFloat | None = None
    at_most: StrictFloat | None = None
    answered: bool | None = None
    all_: Annotated[tuple[ColumnCondition, ...], Field(min_length=1)] | None = Field(default=None, alias="all")
    any_: Annotated[tuple[ColumnCondition, ...], Field(min_length=1)] | None = Field(default=None, alias="any")
    not_: ColumnCondition | None = Field(default=None, alias="not")

    @model_validator(mode="after")
    def _has_one_meaning(self) -> ColumnCondition:
        joins = sum(one is not None for one in (self.all_, self.any_, self.not_))
        compared = sum(self.comparison(name) is not None for name in COMPARISONS)
        if (self.column is not None, joins, compared) not in {(True, 0, 1), (False, 1, 0)}:
            raise ValueError(say("shortlist.condition_shape", comparisons=", ".join(COMPARISONS)))
        return self

    @property
    def words(self) -> tuple[CellWord, ...]:
        """The words it compares with, by `is`, `is_not` or `includes`."""
        right = next((one for one in (self.is_, self.is_not, self.includes) if one is not None), ())
        return right if isinstance(right, tuple) else (right,)


class ShortlistRule(ColumnCondition):
    """A condition with what it is called in the log."""

    rule: Text | None = Field(default=None, description="what the log calls it; else the condition in words")


class Quota(Part):
    """How many places the groups of a column get at least or at most; one number of `at_most` is for every group."""

    column: Text
    at_least: Mapping[str, PlaceCount] = Field(default_factory=dict)
    at_most: Mapping[str, PlaceCount] | PlaceCount | None = None

    @model_validator(mode="after")
    def _limits_something(self) -> Quota:
        if not self.at_least and self.at_most is None:
            raise ValueError(say("shortlist.quota_shape"))
        return self

    def most(self, group: str) -> int | None:
        """The most places of a group; None without a limit."""
        if self.at_most is None or isinstance(self.at_most, int):
            return self.at_most
        return {bare(name): most for name, most in self.at_most.items()}.get(bare(group))

    def least(self, group: str) -> int:
        """The fewest places of a group."""
        return {bare(name): least for name, least in self.at_least.items()}.get(bare(group), 0)

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups it names."""
        most = self.at_most if isinstance(self.at_most, Mapping) else {}
        return tuple(dict.fromkeys((*self.at_least, *most)))


class ShortlistRules(Part):
    """Rules in the order in which they are applied; there are no weights and no points."""

    shortlist: Text = Field(description="what the list is for")
    questionnaire: Name = "leader"
    require: tuple[ShortlistRule, ...] = Field(default=(), description="whoever does not meet all of them is out")
    leave_out: tuple[ShortlistRule, ...] = Field(default=(), description="whoever meets one of them is out")
    prefer: tuple[ShortlistRule, ...] = Field(default=(), description="who meets the first goes first, and so on")
    quota: tuple[Quota, ...] = ()
    capacity: Annotated[int, Field(ge=1, strict=True)] | None = Field(default=None, description="how many places")
    waiting_list: PlaceCount = 0
    seed: StrictInt | StrictStr = Field(description="any word or number: it decides ties, and makes them repeatable")
    fairness: tuple[Text, ...] = Field(default=(), description="columns whose groups are compared, beside the quotas'")

    def of(self, kind: RuleKind) -> tuple[ShortlistRule, ...]:
        """The rules of a kind."""
        rules: tuple[ShortlistRule, ...] = getattr(self, kind)
        return rules

    @property
    def groupings(self) -> tuple[str, ...]:
        """The columns whose groups are compared."""
        return tuple(dict.fromkeys((*(quota.column for quota in self.quota), *self.fairness)))

    def columns(self) -> Iterator[tuple[Route, str, ColumnCondition | None]]:
        """Every column that is named: where, which, and the comparison it stands in, if any."""
        for kind in KINDS:
            for n, rule in enumerate(self.of(kind)):
                yield from (((kind, n), leaf.column, leaf) for leaf in rule.leaves() if leaf.column)
        yield from ((("quota", n), quota.column, None) for n, quota in enumerate(self.quota))
        yield from ((("fairness", n), column, None) for n, column in enumerate(self.fairness))


@dataclass(frozen=True)
class FoundRules:
    """Rules, and the file they stand in."""

    path: Path
    content: ShortlistRules
    document: YamlDocument


def read_rules(path: Path) -> FoundRules:
    """Read a file of rules. Raises InputError listing every fault of shape (RULES_SHAPE)."""
    return FoundRules(path, read_shaped(ShortlistRules, path, Code.RULES_SHAPE), read_yaml(path))
