"""Whether a respondent has a row for each option ticked, all else being copied; the table is then refused.

Owns by how many respondents that is told; knows nothing of how a cell is read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.items import MultipleItem
from jtbd_diag.survey.columns.column import Column
from jtbd_diag.survey.table.survey_table import Table

_FEWEST = 3
"""Two may each have answered twice alike but for one question; that most who answer again do so is nobody's doing."""
_ROWS_LOOKED_AT = 20_000


def refuse_rows_of_an_option(table: Table, q: Questionnaire, columns: Mapping[str, Sequence[Column]]) -> None:
    """Raise InputError where those who have several rows have one for each option of a question.

    `columns` are those of each item. Each row would be scored as if its option were the only one ticked.
    """
    import polars as pl

    listing = [of[0].header for item, of in columns.items() if isinstance(q.items[item], MultipleItem) and len(of) == 1]
    asked = [column.header for of in columns.values() for column in of]
    if not listing or len(asked) < _FEWEST:
        return
    for headers in table.identity:
        who, rows = headers[0], pl.len().alias("rows")
        different = [pl.col(name).n_unique().alias(name) for name in asked if name != who]
        filled = [pl.col(name).drop_nulls().n_unique().alias("\0" + name) for name in listing]
        named = pl.col(who).str.strip_chars() != ""
        several = table.begun.frame.head(_ROWS_LOOKED_AT).filter(named & pl.col(who).is_duplicated())
        counted = several.group_by(who).agg(rows, *different, *filled).collect(engine="streaming")
        for name in listing:
            others = [pl.col(other) == 1 for other in asked if other not in (who, name)]
            n = counted.filter(pl.col("\0" + name) == pl.col("rows"), *others).height
            if n >= _FEWEST and n * 2 > counted.height:
                what = say("survey.rows_of_an_option", header=name, n=n, who=who)
                hint = say("survey.rows_of_an_option_hint", header=name)
                raise complaint(Code.TABLE_SHAPE, table.source, what, hint)
