"""Pages for Google Forms, which skips by the answer to one question at the end of a page, and by nothing else.

Owns which items share a page, and which page follows which answer; knows nothing of scripts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from jtbd_diag.questionnaire import Condition, Item, Questionnaire, Value
from jtbd_diag.questionnaire.items import RatingItem, Section, SingleItem

END = -1
"""In place of a page: the form is sent."""

KnownAnswers = Mapping[str, Value | None]


@dataclass(frozen=True)
class FormPage:
    """Items shown together, and the page that follows, by its place or END.

    `by_option` is what follows each option of the last item, where that matters; `after` follows no answer.
    """

    section: Section
    items: tuple[Item, ...]
    after: int
    by_option: Mapping[str, int] = field(default_factory=dict)


def pages_of(questionnaire: Questionnaire) -> tuple[tuple[FormPage, ...], frozenset[str]]:
    """All pages in order, and the items with a condition that cannot be kept so: they are asked of all."""
    worded: frozenset[str] = frozenset()
    deciding = frozenset(
        one for item in questionnaire.items.values() if item.ask_if for one in item.ask_if.items()
    ) & frozenset(i.id for i in questionnaire.items.values() if isinstance(i, SingleItem | RatingItem))
    while True:
        course = _Course(questionnaire, worded, deciding)
        pages = course.pages()
        needed = frozenset(page.items[-1].id for page in pages if page.by_option)
        if not course.lost and needed == deciding:
            return pages, worded
        worded, deciding = worded | course.lost, deciding if course.lost else needed


@dataclass(frozen=True)
class _Block:
    section: Section
    condition: Condition | None
    items: tuple[Item, ...]


class _Course:
    """Follows every answer from page to page. What is known on a page is what all ways that lead there agree on."""

    def __init__(self, questionnaire: Questionnaire, worded: frozenset[str], deciding: frozenset[str]) -> None:
        self.q, self.worded, self.deciding = questionnaire, worded, deciding
        self.blocks = list(self._blocks())
        self.known: dict[int, KnownAnswers] = {0: {}}
        self.lost: frozenset[str] = frozenset()

    def _blocks(self) -> Sequence[_Block]:
        blocks: list[_Block] = []
        for section in self.q.sections:
            gathered: list[Item] = []
            for item in section.items:
                if gathered and (
                    gathered[-1].id in self.deciding or self._condition(item) != self._condition(gathered[0])
                ):
                    blocks.append(_Block(section, self._condition(gathered[0]), tuple(gathered)))
                    gathered = []
                gathered.append(item)
            blocks.append(_Block(section, self._condition(gathered[0]), tuple(gathered)))
        return blocks

    def _condition(self, item: Item) -> Condition | None:
        return None if item.id in self.worded else item.ask_if

    def pages(self) -> tuple[FormPage, ...]:
        found = []
        for place, block in enumerate(self.blocks):
            known, last = self.known.get(place, {}), block.items[-1]
            if last.id not in self.deciding:
                found.append(FormPage(block.section, block.items, self._follow(place, known)))
                continue
            after = self._follow(place, {**known, last.id: None})
            by_option = {o.id: self._follow(place, {**known, last.id: o.id}) for o in self.q.options(last.id)}
            matters = set(by_option.values()) != {after}
            found.append(FormPage(block.section, block.items, after, by_option if matters else {}))
        return tuple(found)

    def _follow(self, place: int, known: KnownAnswers) -> int:
        """The page that follows a page when this is known; items that are passed by are known to be unanswered."""
        now = dict(known)
        for later in range(place + 1, len(self.blocks)):
            block = self.blocks[later]
            shown = True if block.condition is None else _holds(block.condition, now)
            if shown is None:
                self.lost |= {item.id for item in block.items}
            if shown is not False:
                before = self.known.get(later)
                agreed = now if before is None else {k: v for k, v in before.items() if k in now and now[k] == v}
                self.known[later] = agreed
                return later
            now |= {item.id: None for item in block.items}
        return END


def _holds(condition: Condition, known: KnownAnswers) -> bool | None:
    """Whether a condition holds; None where what is known does not tell."""
    if condition.not_ is not None:
        inner = _holds(condition.not_, known)
        return None if inner is None else not inner
    if condition.parts:
        settles = condition.any_ is not None  # one true part settles any, one false part settles all
        told = [_holds(part, known) for part in condition.parts]
        return settles if settles in told else None if None in told else not settles
    return condition.holds(_Facts(known)) if condition.item in known else None


@dataclass(frozen=True)
class _Facts:
    known: KnownAnswers

    def item(self, item: str) -> Value | None:
        """The answer that is known, if any."""
        return self.known[item]

    def scale(self, scale: str) -> None:
        """No scores here."""

    def result(self, result: str) -> None:
        """No results here."""
