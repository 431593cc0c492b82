"""Which plan reads which item, by how its columns were settled.

Owns which kinds of plans there are for which items and columns; knows nothing of scores.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code
from jtbd_diag.ground.english import beginning
from jtbd_diag.questionnaire.answer_column_names import answer_columns
from jtbd_diag.questionnaire.items import DateItem, MultipleItem, NumberItem, TextItem
from jtbd_diag.survey.cells.cell_notes import said_in_vain
from jtbd_diag.survey.cells.column_reader import Reader
from jtbd_diag.survey.cells.fractions_of_percent import is_percent
from jtbd_diag.survey.cells.item_readers import alone_in
from jtbd_diag.survey.cells.options_numbers_dates import Fault
from jtbd_diag.survey.cells.way_of_a_column import ColumnsSettled
from jtbd_diag.survey.columns.column import STRENGTH, Column

if TYPE_CHECKING:
    from jtbd_diag.survey.cells.column_plans import Plan

_FEW_OPTIONS = 100
_MOST_NAMED = 5


class Planner:
    """Makes the plan of each item, and notes what is worth telling of them."""

    def __init__(self, settled: ColumnsSettled) -> None:
        """See `plans`."""
        self.settled, self.table, self.q = settled, settled.table, settled.q
        self.notes, self.positions = list[str](), list[str]()

    def plans(self) -> list[Plan]:
        """A plan for every item that has a column."""
        for numbers in self.settled.numbers:
            if numbers.fault is not None:
                self.notes.append(say("survey.fault_and_hint", what=numbers.fault.what, hint=numbers.fault.hint))
            elif numbers.said_in and numbers.seen:
                one, meant = numbers.seen[0], numbers.way.read(numbers.seen[0]) if numbers.way else None
                text = next(option.text for option in numbers.options if option.id == meant)
                note = say("survey.numbers_as_said", name=numbers.name, place=numbers.said_in, one=one, option=text)
                self.notes.append(note)
        self.notes += said_in_vain(self.settled)
        plans = [self._plan(item, columns) for item, columns in self.settled.columns.items()]
        self.notes += self._by_place()
        return plans

    def _by_place(self) -> Iterator[str]:
        """What was taken for what in the numbers that were read as places, once for all that offer the same."""
        ends: dict[tuple[str, str, int], list[str]] = {}
        for item in self.positions:
            options = self.q.options(item)
            ends.setdefault((options[0].text, options[-1].text, len(options)), []).append(item)
        for (first, last, n), items in ends.items():
            named = beginning(items, _MOST_NAMED)
            yield say("survey.numbers_as_places", n=len(items), items=named, first=first, last=last, most=n)

    def _plan(self, item: str, columns: Sequence[Column]) -> Plan:
        """The plan of an item: that of its one column, or of its several columns together."""
        from jtbd_diag.survey.cells.item_in_several_columns import JointPlan

        wholes = [column for column in columns if column.option is None]
        ticks = [column for column in columns if column.option is not None]
        lacking = self.table.lacking.get(item, ())
        if not ticks and len(wholes) == 1:
            return self._column_plan(item, wholes[0], single=True)
        sources: list[tuple[int, Plan]] = [(STRENGTH[c.how], self._column_plan(item, c)) for c in wholes]
        if ticks:
            plan = self._ticks_plan(item, ticks)
            if not wholes and not lacking:
                return plan
            sources.append((max(STRENGTH.values()) + 1, plan))
        short = lacking_fault(item, lacking) if lacking and item in self.q.telling_items() else None
        return JointPlan(sources, short)

    def _ticks_plan(self, item_id: str, columns: Sequence[Column]) -> Plan:
        from jtbd_diag.survey.cells.ticks_of_options import OneOfPlan, TicksPlan

        item = self.q.items[item_id]
        headers: dict[str, list[str]] = {}
        for column in columns:
            headers.setdefault(column.option or "", []).append(column.header)
        readers = {column.header: self.settled.readers[column.header] for column in columns}
        if not isinstance(item, MultipleItem):
            return OneOfPlan(item_id, headers, readers, {o.id: o.text for o in self.q.options(item_id)})
        outputs = dict(zip((o.id for o in item.options), answer_columns(self.q, item_id), strict=True))
        return TicksPlan(headers, outputs, readers, alone_in(item), self.table.lacking.get(item_id, ()))

    def _column_plan(self, item_id: str, column: Column, *, single: bool = False) -> Plan:
        """The plan of one column; only where it is the single one of its item are there quick ones."""
        from jtbd_diag.survey.cells import carried_columns, column_plans, ticks_of_options

        item, header = self.q.items[item_id], column.header
        reader = self.settled.readers[header]
        if isinstance(item, MultipleItem):
            outputs = dict(zip((o.id for o in item.options), answer_columns(self.q, item_id), strict=True))
            if single:
                self._tell(item_id, header, reader)
            return ticks_of_options.SeveralPlan(item_id, header, outputs, reader)
        if isinstance(item, NumberItem):
            bounds = (item.minimum, item.maximum)
            pointed = single and any(way.name == "decimal_point" for way in reader.settled.ways) and reader.agreed
            pointed = pointed and not is_percent(item)  # where a cast would read what is doubtful
            return column_plans.NumberPlan(item_id, header, reader, bounds, pointed=pointed)
        if isinstance(item, TextItem | DateItem):
            import polars as pl

            words = isinstance(item, TextItem) and reader.refused is None
            kind = carried_columns.TextPlan if words else column_plans.ColumnPlan
            return kind(item_id, header, pl.String(), reader)
        self._tell(item_id, header, reader)
        ids = [option.id for option in self.q.options(item_id)]
        if not single:
            return column_plans.OptionPlan(item_id, header, ids, reader)
        keys = self._keys(header, ids, reader)
        return column_plans.ChoicePlan(item_id, header, ids, reader, keys, few=self._has_few(header, keys))

    def _has_few(self, header: str, keys: Sequence[str]) -> bool:
        """Whether a column of a trusted file may be expected to hold few different cells, from those seen."""
        strange = self.settled.seen[header].keys() - {*keys, "", *self.settled.readers[header].blanks}
        return bool(self.settled.trusting) and len(keys) <= _FEW_OPTIONS and len(strange) <= 1

    def _keys(self, header: str, ids: Sequence[str], reader: Reader) -> list[str]:
        """For each option the cell most often read as it."""
        keys: dict[str, str] = {}
        for cell in self.settled.seen[header]:
            read = reader.read(cell)
            if isinstance(read, str):
                keys.setdefault(read, cell)
        for way in reader.settled.ways[:1]:
            for cell, option in way.table.items():
                if reader.read(cell) == option:
                    keys.setdefault(str(option), cell)
        return [keys.get(option, f"\0{option}") for option in ids]

    def _tell(self, item: str, header: str, reader: Reader) -> None:
        beside = sum(self.settled.seen[header].get(cell, 0) for cell in reader.own_words)
        if beside:
            self.notes.append(say("survey.own_words_beside", n=beside, item=item))
        if reader.both_ways:
            self.notes.append(say("survey.numbers_both_ways", item=item))
        if reader.settled.mixed:
            self.notes.append(say("survey.column_refused", item=item))
        elif reader.refused is not None and reader.refused.what not in self.notes:
            self.notes.append(reader.refused.what)
        elif reader.way.startswith("position"):
            self.positions.append(item)


def lacking_fault(item: str, options: Sequence[str]) -> Fault:
    """The fault of an answer in split columns of which some are not there, or have a header that is not known."""
    what = say("survey.part_of_an_answer", item=item, options=", ".join(options))
    hint = say("survey.part_of_an_answer_hint", item=item, option=options[0])
    return Fault(Code.OPTION_WITHOUT_COLUMN, what, hint)
