"""How a table is read, written as a mapping file to be edited: each column with its letter and some of its cells.

Owns the text of that file, and that it shows no cell of a person; knows nothing of how it is read back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from jtbd_diag.ground.catalogue import say, table
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.items import TextItem
from jtbd_diag.survey.columns.column import Column, Role
from jtbd_diag.survey.columns.mapping_of_cells import Proposed, comment, said_lines
from jtbd_diag.survey.columns.mapping_of_people import who_lines
from jtbd_diag.survey.people.person_columns import find_persons, tells_of_a_person

if TYPE_CHECKING:
    from jtbd_diag.survey.table.survey_table import Table

_LONGEST, _MOST = 24, 3
"""A sample shows so many letters of so many cells."""
_LONGEST_NEAREST = 109
_WORDS = 6
"""A cell with more blanks, where no question of ours is asked, is somebody's own sentence."""


def mapping_text(table: Table, questionnaire: Questionnaire, proposed: Proposed | None = None) -> str:
    """A mapping file that says how a table is read now, ready to be edited and given back.

    What is `proposed` for it stands in it as comments, for a person to confirm.
    """
    return "\n".join(_Writer(table, questionnaire, proposed or Proposed()).lines()) + "\n"


class _Writer:
    """Writes the lines of one mapping file."""

    def __init__(self, table: Table, questionnaire: Questionnaire, proposed: Proposed) -> None:
        self.table, self.q, self.proposed = table, questionnaire, proposed
        self.samples = _samples(table, questionnaire)

    def lines(self) -> Iterator[str]:
        table = self.table
        yield from comment("survey.mapping_head", file=_comment(table.source))
        yield f"questionnaire: {self.q.questionnaire}"
        yield f"layout: {table.layout}"
        yield from [f"sheet: {_quoted(table.sheet)}"] if table.sheet else []
        yield from who_lines(table.who, _quoted)
        yield from ("", "items:")
        for item in self.q.items:
            yield from self._item(item)
        yield from self._columns_without_item()
        yield ""
        yield from said_lines(table.mapped_cells, self.q.items, _quoted, self.proposed)

    def _columns_without_item(self) -> Iterator[str]:
        """The columns that answer no item."""
        hints = {one.header: one for one in self.table.unmatched}
        roles: tuple[Role, ...] = ("carried", "dropped")
        for role in roles:
            yield ""
            yield f"{role}:" if any(c.role == role for c in self.table.columns) else f"{role}: []"
            for column in self.table.columns:
                hint = hints.get(column.header)
                if column.role != role:
                    continue
                told = self._seen(column)
                if hint and hint.nearest:
                    told = say("survey.mapping_column_nearest", told=told, nearest=", ".join(hint.nearest))
                yield f"  - {_quoted(column.header)}  # {told}"

    def _seen(self, *columns: Column) -> str:
        """The letters of columns, how they were found, and some of their cells."""
        letters = ", ".join(self.table.letters.get(column.header, "") for column in columns)
        how, cells = columns[0].how, self.samples[columns[0].header]
        if not how or not columns[0].item:
            return say("survey.mapping_column", letters=letters, cells=cells)
        return say("survey.mapping_column_by", letters=letters, how=table("grammar")["how_found"][how], cells=cells)

    def _item(self, item: str) -> list[str]:
        columns = [column for column in self.table.columns if column.item == item]
        ask = f"  # {_comment(self.q.items[item].ask)}"
        wholes, ticks = ([c for c in columns if (c.option is None) == whole] for whole in (True, False))
        if not columns:
            near = [one.header for one in self.table.unmatched if item in one.nearest]
            asked = ask.removeprefix("  # ")
            told = say("survey.mapping_no_column", ask=asked)
            if near:
                nearest = _comment(", ".join(map(_quoted, near)))[:_LONGEST_NEAREST]
                told = say("survey.mapping_no_column_nearest", nearest=nearest, ask=asked)
            return [f"  {item}:  # {told}"]
        if len(columns) == 1 and wholes:
            (column,) = columns
            same = _comment(column.header) == ask.removeprefix("  # ")
            return [*([] if same else [ask]), f"  {item}: {_quoted(column.header)}  # {self._seen(column)}"]
        options: dict[str, list[Column]] = {}
        for column in ticks:
            options.setdefault(column.option or "", []).append(column)
        lines = [
            f"{_quoted(option)}: {_one_or_list([_quoted(c.header) for c in several])}  # {self._seen(*several)}"
            for option, several in options.items()
        ]
        if ticks:
            lines += self._without_column(item, options)
        if not wholes:
            return [f"  {item}:{ask}", *(f"    {line}" for line in lines)]
        listed = [f"    - {_quoted(c.header)}  # {self._seen(c)}" for c in wholes]
        if item in self.proposed.occasions:  # named together, they would be read as branches of one form
            choose = f"    # {say('survey.mapping_name_one')}"
            return [f"  {item}:{ask}", choose, *(line.replace("    - ", "#   - ", 1) for line in listed)]
        split = [f"    {'  ' if n else '- '}{line}" for n, line in enumerate(lines)]
        return [f"  {item}:{ask}", *listed, *split]

    def _without_column(self, item: str, found: Iterable[str]) -> Iterator[str]:
        """Lines for the options of a split question that have no column."""
        lacking = self.table.lacking.get(item, ())
        for option in self.q.options(item):
            if option.id in lacking:
                yield f"# {_quoted(option.id)}:  # {say('survey.mapping_option_lacks_column')}"
            elif option.id not in found:
                yield f"{_quoted(option.id)}:  # {say('survey.mapping_not_offered')}"


def _samples(table: Table, questionnaire: Questionnaire) -> Mapping[str, str]:
    """For each column some of its cells, or why none are shown."""
    cells = table.sample()
    texts = {heading.header: heading.texts for heading in table.shape.headings} if table.shape else {}
    known = {one.header for one in (*table.persons, *find_persons(texts, {}, cells))}
    found = {}
    for column in table.columns:
        item = questionnaire.items.get(column.item or "")
        seen = cells.get(column.header, [])
        if isinstance(item, TextItem) or (item is None and any(cell.count(" ") > _WORDS for cell in seen)):
            found[column.header] = say("survey.cells_own_words")
        elif item.personal if item is not None else column.header in known:
            found[column.header] = say("survey.cells_of_persons")
        else:
            found[column.header] = _sample(seen)
    return found


def _sample(cells: Sequence[str]) -> str:
    counted = Counter(bare for cell in cells if (bare := " ".join(cell.split())))
    if not counted:
        return say("survey.cells_empty")
    often = [one for one, _ in counted.most_common() if not tells_of_a_person(one)]
    shown = [_quoted(one if len(one) <= _LONGEST else f"{one[: _LONGEST - 1]}…") for one in often[:_MOST]]
    more = [] if len(shown) == len(counted) else ["…"]
    return ", ".join([*shown, *more])


def _one_or_list(headers: Sequence[str]) -> str:
    return headers[0] if len(headers) == 1 else f"[{', '.join(headers)}]"


def _quoted(text: str) -> str:
    """A text in double quotes, as YAML reads it back."""
    return '"' + "".join(c if c.isprintable() and c not in '"\\' else _escaped(c) for c in text) + '"'


def _escaped(sign: str) -> str:
    return f"\\{sign}" if sign in '"\\' else f"\\U{ord(sign):08x}"


def _comment(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in " ".join(text.split()))[:120]
