"""Results of an application -> whom to call: some applicants drawn so that anybody can draw them again, claim by claim.

Owns the draw and the list; knows nothing of how claims were told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.formats import by_ending
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.results.claims_told import claim_column
from jtbd_diag.results.codebook import ResultColumn
from jtbd_diag.results.which_row_counts import COUNTED
from jtbd_diag.results.written import result_files
from jtbd_diag.results.written.results_workbook import write_workbook

SHARE, SEED = 0.1, 1
_ORDER, _CLAIM = "order", "claim"
ASKED = (_CLAIM, "said", "ask", "shown_by", "found", "notes")


class Draw(NamedTuple):
    """Where the list goes, which share of the applicants is drawn (above 0, at most 1), and the seed."""

    path: Path
    share: float = SHARE
    seed: int = SEED


class Calls(NamedTuple):
    """The list: a row for each claim of each applicant drawn, in the order drawn, of how many."""

    rows: pl.DataFrame
    drawn: int
    of: int


def lot(seed: object, key: object) -> str:
    """Where somebody stands in a draw: the SHA-256 of `SEED:KEY`, smallest first; of a call list the key is the row."""
    return hashlib.sha256(f"{seed}:{key}".encode()).hexdigest()


def drawn(frame: pl.LazyFrame, draw: Draw, who: Collection[str], claims: Sequence[str]) -> pl.LazyFrame:
    """Of results, the applicants drawn from those who count and answered anything, in order, with how many there are.

    `who` are columns that tell who somebody is. At least one is drawn, where there is one.
    """
    names = frame.collect_schema().names()
    counted = pl.col(COUNTED) if COUNTED in names else pl.lit(True)
    shown = [name for name in who if name in names]
    places = pl.col("row").map_elements(lambda row: lot(draw.seed, row), return_dtype=pl.String)
    return (
        frame.filter(counted & (pl.col("answered") > 0) & pl.col("row").is_not_null())
        .select("row", *shown, *(claim_column(claim) for claim in claims))
        .with_columns(places.alias(_ORDER), pl.len().alias("of"))
        .sort(_ORDER)
        .filter(pl.int_range(pl.len()) < (pl.col("of") * draw.share).ceil())
        .drop(_ORDER)
    )


def calls_of(questionnaire: Questionnaire, found: pl.DataFrame) -> Calls:
    """The list to call by, from `drawn`: what each said of each claim, what to ask, and room for what was found."""
    told = {claim_column(name): claim for name, claim in questionnaire.claims.items()}
    people = found.drop("of").with_row_index("number", offset=1)
    who = [name for name in people.columns if name not in told]
    rows = people.unpivot(on=list(told), index=who, variable_name=_CLAIM, value_name="said")
    of_claims = {
        _CLAIM: list(told),
        "claim_order": list(range(len(told))),
        "title": [claim.title for claim in told.values()],
        "ask": [claim.ask for claim in told.values()],
        "shown_by": [claim.shown_by for claim in told.values()],
    }
    listed = (
        rows.join(pl.DataFrame(of_claims), on=_CLAIM)
        .sort("number", "claim_order")
        .with_columns(
            pl.col("title").alias(_CLAIM),
            pl.col("said").fill_null(say("results.claim_unsaid")),
            pl.lit("").alias("found"),
            pl.lit("").alias("notes"),
        )
        .select(*who, *ASKED)
    )
    of = int(found.get_column("of").item(0)) if found.height else 0
    return Calls(listed, found.height, of)


def write_calls(calls: Calls, draw: Draw, to: Path) -> None:
    """Write the list at `to`, in the format that the ending of its path names. Raises OSError."""
    kind = by_ending(draw.path, result_files.FORMATS)
    if kind != "xlsx":
        ours = frozenset({"number", "row", _CLAIM, "ask", "shown_by"})
        result_files.sink(calls.rows.lazy(), kind, to, ours).collect()
        return
    columns = [_column(name) for name in calls.rows.columns]
    write_workbook(calls.rows, columns, (in_words(calls, draw), say("results.calls_read")), to, wrapped=True)


def in_words(calls: Calls, draw: Draw) -> str:
    """How many are called, and how they were drawn."""
    return say("results.calls_drawn", n=calls.drawn, of=calls.of, share=f"{draw.share:.0%}", seed=draw.seed)


def _column(name: str) -> ResultColumn:
    means = {
        "number": say("results.calls_number"),
        "row": say("results.calls_row"),
        _CLAIM: say("results.calls_claim"),
        "said": say("results.calls_said"),
        "ask": say("results.calls_ask"),
        "shown_by": say("results.calls_shown_by"),
        "found": say("results.calls_found"),
        "notes": say("results.calls_notes"),
    }
    if name in ("number", "row"):
        return ResultColumn(name, "survey", means[name], "from 1", 0)
    return ResultColumn(name, "claims" if name in means else "survey", means.get(name, say("results.column_carried")))
