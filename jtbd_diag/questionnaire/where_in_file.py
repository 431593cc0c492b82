"""A questionnaire beside the file it was read from, for the rules of meaning to look at.

Owns the routes; knows no rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jtbd_diag.ground.complaints import Code
from jtbd_diag.ground.yaml_values import Route
from jtbd_diag.questionnaire.conditions import chain
from jtbd_diag.questionnaire.items import Item, MultipleItem, NumberItem, Option, RatingItem, SingleItem
from jtbd_diag.questionnaire.model import Questionnaire

PlacedFault = tuple[Route, Code, str, str | None]


class Placed:
    """A questionnaire with the route to every item. Ids in `cut` were taken out for another fault."""

    def __init__(self, questionnaire: Questionnaire, cut: set[str]) -> None:
        """Find the place of every item."""
        self.q, self.cut = questionnaire, cut
        self.items: list[tuple[Route, Item]] = [
            (("sections", s, "items", i), item)
            for s, section in enumerate(questionnaire.sections)
            for i, item in enumerate(section.items)
        ]
        self.order: dict[str, int] = {}
        for n, (_, item) in enumerate(self.items):
            self.order.setdefault(item.id, n)

    def item(self, item: str) -> Item:
        """An item by id: of those that share one, the first."""
        return self.items[self.order[item]][1]

    def chain(self, item: str, most: int) -> frozenset[str]:
        """The item and those there are that its being asked depends on: all of them, or one more than `most`."""
        found = chain([item], lambda one: self.item(one).ask_if if one in self.order else None, most)
        return frozenset(one for one in found if one in self.order)

    def options(self, item: Item) -> Sequence[Option]:
        """What an item offers; nothing where its answer set is not defined."""
        if isinstance(item, RatingItem):
            texts = self.q.answer_sets.get(item.answers, ())
            return [Option(id=str(n), text=text) for n, text in enumerate(texts, start=1)]
        return item.options if isinstance(item, SingleItem | MultipleItem) else ()

    def scales_of(self, item: Item) -> Iterator[tuple[Route, str]]:
        """Every scale an item speaks of, with the route to the word."""
        if isinstance(item, RatingItem) and item.scale is not None:
            yield ("scale",), item.scale
        for n, option in enumerate(item.options if isinstance(item, SingleItem | MultipleItem) else ()):
            yield from ((("options", n, "points", scale), scale) for scale in option.points)
        tables = item.count_points if isinstance(item, MultipleItem) else {}
        yield from ((("count_points", scale), scale) for scale in tables)
        bands = item.band_points if isinstance(item, NumberItem) else {}
        yield from ((("band_points", scale), scale) for scale in bands)
        weights = getattr(item, "weight", None)
        if isinstance(weights, dict):
            yield from ((("weight", scale), scale) for scale in weights)
