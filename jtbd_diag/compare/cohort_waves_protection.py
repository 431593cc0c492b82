"""Two waves of a cohort -> what may be shown of it: by which jobs, which counts only as spans, beside which pages.

Owns every rule that keeps somebody from being found in it; must not know scores or words. The attacker is taken to hold
the report of each wave, so that all totals are known to him. A test takes the rules out one by one, and then finds
somebody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jtbd_diag.cohort.earlier_reports import Shown, ShownLine, ShownTable
from jtbd_diag.cohort.small_groups import SMALLEST
from jtbd_diag.cohort.told_counts import FEW, ToldCount, told_count

Counts = Sequence[Sequence[int]]
"""A row for each job they began with, a column for each job they have now."""
_Cell = tuple[int, int]
_TotalAt = tuple[str, int]
_WIDTHS = (FEW, 2 * FEW, 4 * FEW)
"""By how many a count is told more and less, one after the other, where it would tell of a few beside it."""
_Spans = dict[_Cell, ToldCount]


def told_steps(counts: Counts) -> tuple[tuple[ToldCount, ...], ...]:
    """The counts as they may be told; none at all where the totals would tell of a few all the same.

    A few, and all but a few, of those who began alike are a span. Where the totals of rows and columns narrow such a
    span so that somebody must be, or cannot be, in it, other counts become spans as well: as few, and as narrow, as do.
    """
    first = {(i, j): told_count(count, sum(row)) for i, row in enumerate(counts) for j, count in enumerate(row)}
    widths = dict.fromkeys(first, 0)
    while found := _narrowed_too_far(first, widths, counts):
        wider = {at: by for at, own in widths.items() if (by := next((w for w in _WIDTHS if w > own), None))}
        if not wider:
            return ()
        widths |= _best(first, widths, wider, found, counts)
    for at in sorted(widths, key=lambda at: (-widths[at], at)):
        narrower = (by for by in (0, *_WIDTHS) if by < widths[at])
        widths[at] = next(
            (by for by in narrower if not _narrowed_too_far(first, {**widths, at: by}, counts)), widths[at]
        )
    spans = _spans(first, widths, counts)
    return tuple(tuple(spans[i, j] for j in range(len(row))) for i, row in enumerate(counts))


def _best(
    first: _Spans, widths: Mapping[_Cell, int], wider: Mapping[_Cell, int], found: Sequence[_Cell], counts: Counts
) -> dict[_Cell, int]:
    """The next count to be told less exactly, and by how many: whatever helps most, or else stands nearest."""

    def worth(at: _Cell) -> tuple[int, int, bool, int, _Cell]:
        left = len(_narrowed_too_far(first, {**widths, at: wider[at]}, counts))
        beside = any(at[0] == i or at[1] == j for i, j in found)
        return left, wider[at], not beside, counts[at[0]][at[1]], at

    best = min(wider, key=worth)
    return {best: wider[best]}


def _spans(first: _Spans, widths: Mapping[_Cell, int], counts: Counts) -> _Spans:
    sizes = [sum(row) for row in counts]
    return {
        at: ToldCount(max(0, one.least - widths[at]), min(sizes[at[0]], one.most + widths[at]))
        for at, one in first.items()
    }


def _narrowed_too_far(first: _Spans, widths: Mapping[_Cell, int], counts: Counts) -> list[_Cell]:
    """The spans of a few that totals narrow so far that somebody must be in them, or cannot be."""
    spans = _spans(first, widths, counts)
    found = []
    for at, one in first.items():
        i, j = at
        count, of = counts[i][j], sum(counts[i])
        if one.least < one.most:
            moved = _movable(at, spans, counts, count if one.least == 0 else count - of)
            found += [] if moved else [at]
    return found


def _movable(at: _Cell, spans: _Spans, counts: Counts, less: int) -> bool:
    """Whether a count could be so many less (or more, below 0) with the same totals, all others within their spans.

    What is taken from it goes round: to others of its row, from these columns to other rows, and back to its column
    (Ford and Fulkerson).
    """
    room: dict[tuple[_TotalAt, _TotalAt], int] = {}
    for (i, j), one in spans.items():
        if (i, j) != at:
            room[("row", i), ("column", j)] = one.most - counts[i][j]
            room[("column", j), ("row", i)] = counts[i][j] - one.least
    ends: tuple[_TotalAt, _TotalAt] = (("row", at[0]), ("column", at[1]))
    source, sink = ends if less > 0 else ends[::-1]
    for _ in range(abs(less)):
        way = _way(room, source, sink)
        if not way:
            return False
        for one_way in way:
            room[one_way] -= 1
            room[one_way[::-1]] += 1
    return True


def _way(
    room: Mapping[tuple[_TotalAt, _TotalAt], int], source: _TotalAt, sink: _TotalAt
) -> list[tuple[_TotalAt, _TotalAt]]:
    """The steps of a shortest way with room left; none where there is none."""
    before, row = {source: source}, [source]
    for node in row:
        for (here, there), left in room.items():
            if here == node and left > 0 and there not in before:
                before[there] = node
                row.append(there)
    steps, at = [], sink
    while at in before and at != source:
        steps.append((before[at], at))
        at = before[at]
    return steps


def few_left_over(people: int, parts: Sequence[int]) -> bool:
    """Whether those in none of the parts are a few: all, less the parts, tell of them."""
    return 0 < people - sum(parts) < SMALLEST


def shown_waves(fingerprint: str, first: int, matched: int) -> Shown:
    """How many a page shows, for later ones to be held against: who began, and who is in both waves."""
    began = ShownTable(title=_BEGAN, lines=(ShownLine(names=(_BEGAN,), respondents=first, counts={}),))
    return Shown(questionnaire=f"waves:{fingerprint}", respondents=matched, tables=(began,))


_BEGAN = "\0began"


def too_near(new: Shown, earlier: Mapping[str, Shown]) -> list[str]:
    """The earlier pages on two waves whose people are those of this one and a few more, or fewer."""
    return [
        report
        for report, one in earlier.items()
        if one.questionnaire == new.questionnaire
        and any(0 < abs(a - b) < SMALLEST for a, b in zip(_people(one), _people(new), strict=True))
    ]


def _people(shown: Shown) -> tuple[int, int]:
    return shown.respondents, next((table.lines[0].respondents for table in shown.tables if table.title == _BEGAN), 0)
