"""Two tables of a cohort -> by row what each person came to, and which rows are the same person's.

Owns how rows of two waves are joined and by which version they are scored; must not know what is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from jtbd_diag.compare.transitions import NO_PUSH
from jtbd_diag.compare.two_waves import parts_of
from jtbd_diag.diagnosis import score_table
from jtbd_diag.lab.impact.carried_answers import carried_columns
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.results.rows_that_count import RowsOfRaters
from jtbd_diag.survey.answered_twice import nearly_alike
from jtbd_diag.survey.files import ROW

NOT_TOLD = "not_told"
CohortPerson = Mapping[str, object]
"""Under `job` the job, or no push, under `outcome` how clearly, under the name of each scale its score, where there is
one, and under `of:ITEM` what was answered to the item that tells the problem, and to its parts."""
Both = Sequence[tuple[CohortPerson, CohortPerson]]
"""Everybody who is in both waves, then and now."""


def people_of(leaders: RowsOfRaters, q: Questionnaire, *, push: bool = True) -> dict[int, CohortPerson]:
    """By row of a leader what `q` makes of the answers, whichever version of it they were given to.

    Without `push` a job is told whether there is any push to act or not.
    """
    rows, asked = leaders.answers(), leaders.batch.questionnaire
    scored = score_table(q, rows if asked is q else rows.select(ROW, *carried_columns(rows, asked, q)))
    there = scored.collect_schema()
    scales = [pl.col(f"score:{name}").alias(name) for name in q.scales if f"score:{name}" in there]
    area = q.uses.get("problem_area")
    told = ("job", "struggle", "outcome", *((area, *parts_of(q, area)) if area else ()))
    words = [
        (pl.col(name).cast(pl.String) if name in there else pl.lit(None, pl.String)).alias(f"of:{name}")
        for name in told
    ]
    frame = scored.select(ROW, *words, *scales).collect(engine="streaming")
    found: dict[int, CohortPerson] = {}
    for row in frame.iter_rows(named=True):
        job, struggle, row["outcome"] = (row.pop(f"of:{name}") for name in ("job", "struggle", "outcome"))
        found[int(row.pop(ROW))] = {"job": NO_PUSH if push and struggle == "none" else job or NOT_TOLD, **row}
    return found


def matched_rows(keys: Sequence[Sequence[tuple[int, str, bool]]], rows: Sequence[set[int]]) -> list[tuple[int, int]]:
    """The rows of everybody who is in both tables, once."""
    where: dict[str, int] = {}
    for row, key, running in keys[0]:
        if row in rows[0] and not running:
            where.setdefault(key, row)
    found: dict[int, int] = {}
    for row, key, running in keys[1]:
        if row in rows[1] and not running and key in where:
            found.setdefault(where[key], row)
    seen: set[int] = set()
    return [(a, b) for a, b in sorted(found.items()) if not (b in seen or seen.add(b))]  # type: ignore[func-returns-value]


def alike_left(
    keys: Sequence[Sequence[tuple[int, str, bool]]], rows: Sequence[set[int]], pairs: Sequence[tuple[int, int]]
) -> int:
    """How many of the second table nobody was found for, whose ids are nearly one's left in the first."""
    found = [{pair[n] for pair in pairs} for n in range(2)]
    return nearly_alike(
        [
            [key for row, key, running in several if row in there - matched_ and not running]
            for several, there, matched_ in zip(keys, rows, found, strict=True)
        ]
    )


def scores_of_both(scale: str, both: Both) -> list[tuple[float, float]]:
    """The scores of those who have one then and now."""
    pairs = [(a.get(scale), b.get(scale)) for a, b in both]
    return [(float(str(a)), float(str(b))) for a, b in pairs if a is not None and b is not None]
