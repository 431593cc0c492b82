"""Applications under pseudonyms: what of them stands beside results, lest whoever holds them know whose a row is.

Owns which columns and cells would tell it; knows nothing of how applications are joined.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import polars as pl

from jtbd_diag.ground.catalogue import say
from jtbd_diag.survey.known.words_in_headers import words_apart

FEWEST_ALIKE, MOST_ALONE = 5, 0.1
"""Under pseudonyms, how many applications must say the same in all columns that stay for it to be shown; and for which
part of them it may be hidden before a column goes."""


def guarded(
    matched: pl.DataFrame, plain: Sequence[str], survey: Collection[str]
) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """Applications of which nobody who holds them can tell whose a row of the results is; and what was left out.

    Columns go, those with the most different cells first, until few applications are alone with what the rest says;
    what these say goes as well. A column that the survey has by the same name is seen there in any case. Persons'
    columns stay: pseudonyms take care of them, and take what they hold out of texts.
    """
    kept = [name for name in plain if not _mostly_once(matched.get_column(name))]
    seen = [name for name in plain if words_apart(name) in {words_apart(header) for header in survey}]
    while kept and _alone(matched, [*kept, *seen]) > MOST_ALONE * matched.height:
        kept.remove(max(kept, key=lambda name: matched.get_column(name).n_unique()))
    gone = [name for name in plain if name not in kept]
    notes = (say("survey.join_hidden_columns", columns=_listed(gone)),) if gone else ()
    few = _alone(matched, [*kept, *seen]) if kept else 0
    if not few:
        return matched.drop(gone), notes
    alike = _alike([*kept, *seen])
    shown = matched.with_columns(pl.when(alike).then(pl.col(name)).alias(name) for name in kept).drop(gone)
    return shown, (*notes, say("survey.join_hidden_cells", n=few, fewest=FEWEST_ALIKE))


def _alike(names: Sequence[str]) -> pl.Expr:
    """Whether so many applications say the same in these columns that none of them is known by it."""
    return pl.len().over(list(dict.fromkeys(names))) >= FEWEST_ALIKE


def _alone(matched: pl.DataFrame, names: Sequence[str]) -> int:
    return int(matched.select((~_alike(names)).sum()).item())


def _mostly_once(cells: pl.Series) -> bool:
    """Whether most cells that hold anything are the only ones that hold it."""
    there = cells.drop_nulls()
    return there.len() > 0 and int(there.is_unique().sum()) * 2 > there.len()


def _listed(names: Sequence[str]) -> str:
    return ", ".join(repr(name) for name in names)
