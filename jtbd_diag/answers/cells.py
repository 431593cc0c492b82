"""One column of cells -> answers: the way it keeps to, and what is wrong with a cell that does not fit.

Owns blanks, the mapping's codes and the words of a complaint about a cell; knows nothing of frames.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from jtbd_diag.answers.same_text import normal_option
from jtbd_diag.answers.ways import Answer, Fault, Settled, Way, settle
from jtbd_diag.errors import Code

_MOST_KEPT = 20_000
_LONGEST_COMPARED = 300
_MOST_COMPARED = 500


class Reader:
    """Reads the cells of one column. `blanks` are cells that answer nothing, `codes` what the mapping says of cells.

    `words_first`: where a cell of `blanks` is also an answer, it is the answer. `otherwise` is the fault of a cell
    that no way reads; its hint is the nearest of `texts`, if any.
    """

    def __init__(  # noqa: PLR0913
        self,
        what: str,
        ways: Sequence[Way],
        *,
        blanks: frozenset[str] = frozenset(),
        codes: Mapping[str, Answer | None] | None = None,
        words_first: bool = False,
        otherwise: Fault | None = None,
        texts: Sequence[str] = (),
    ) -> None:
        """Nothing is settled before `settle` has seen cells."""
        self.what, self.ways, self.codes = what, tuple(ways), dict(codes or {})
        self.blanks = blanks - {b for b in blanks if words_first and any(w.read(b) is not None for w in ways)}
        self.otherwise = otherwise or Fault(Code.NO_SUCH_OPTION, f"is no option of {what}")
        self.texts = texts
        self.settled = Settled(self.ways, sure=False)
        self._kept: dict[str, Answer | Fault | None] = {}
        self._seen: list[str] = []
        self._near: frozenset[str] = frozenset()

    def settle(self, cells: Iterable[str]) -> bool:
        """Choose the way by these cells; whether other cells could not change it."""
        told = [cell for cell in cells if cell.strip() not in self.codes and not self.is_blank(cell)]
        self.settled, self._seen = settle(self.ways, told), told
        if self._may_count_from_0(told):
            other = next((cell for cell in told if self.settled.read(cell) is not None), "1")
            self.settled = Settled((), self.ways, ("0", other))
        self._near = self._near or frozenset(told[:_MOST_COMPARED])
        self._kept.clear()
        return self.settled.sure

    def _may_count_from_0(self, cells: Iterable[str]) -> bool:
        """Whether numbers from 0 stand where they are expected from 1: then every one of them may mean the next."""
        bare = {cell.strip().removesuffix(".0") for cell in cells}
        from_1 = self.settled.read("1") is not None and self.settled.read("0") is None
        return from_1 and "0" in bare and all(cell.isdecimal() or self.settled.read(cell) is None for cell in bare)

    @property
    def agreed(self) -> bool:
        """Whether all the ways left say the same of every cell seen."""
        reads = (self.settled.read(cell) for cell in self._seen)
        return not any(isinstance(read, Fault) and read.code is Code.AMBIGUOUS_CELL for read in reads)

    @property
    def way(self) -> str:
        """The way chosen, in a word; empty while it does not matter which."""
        return self.settled.ways[0].name if len(self.settled.ways) == 1 else ""

    def is_blank(self, cell: str) -> bool:
        """Whether a cell says that nothing was answered."""
        bare = cell.strip()
        return not bare or bare in self.blanks

    def read(self, cell: str) -> Answer | Fault | None:
        """The answer, why it is none, or None where nothing was answered."""
        if cell in self._kept:
            return self._kept[cell]
        found = self._read(cell)
        if len(self._kept) < _MOST_KEPT:
            self._kept[cell] = found
        return found

    def _read(self, cell: str) -> Answer | Fault | None:
        bare = cell.strip()
        if bare in self.codes:
            return self.codes[bare]
        if self.is_blank(cell):
            return None
        if self.settled.mixed:
            return self._mixed()
        found = self.settled.read(cell)
        return self._unreadable(cell) if found is None else found

    def _mixed(self) -> Fault:
        one, other = (f"'{_short(cell)}'" for cell in self.settled.mixed)
        what = f"the column of {self.what} is read in no single way: it holds {one} beside {other}; none of it is used"
        return Fault(Code.MIXED_COLUMN, what, "say in the mapping, under codes, what the odd cells mean")

    def _unreadable(self, cell: str) -> Fault:
        other = next((way for way in self.settled.others if way.read(cell) is not None), None)
        if other is not None:
            chosen = " or ".join(way.name for way in self.settled.ways)
            what = f"is read by {other.name} only, and the column of {self.what} by {chosen}"
            return Fault(Code.OTHER_WAY, what, "say in the mapping, under codes, what the cell means")
        return replace(self.otherwise, hint=self._hint(cell) or self.otherwise.hint)

    def _hint(self, cell: str) -> str:
        """The option whose text is nearest; only for the first cells seen, since likeness is slow to tell."""
        if not self.texts or len(cell) > _LONGEST_COMPARED or cell not in self._near:
            return ""
        near = difflib.get_close_matches(normal_option(cell), [normal_option(text) for text in self.texts], n=1)
        return f"nearest: '{near[0]}'; if it is meant, say so in the mapping, under codes" if near else ""


def _short(cell: str) -> str:
    return cell if len(cell) <= 40 else cell[:39] + "…"
