#!/usr/bin/env bash
# polars_ds: the weighted mean of answers from 1 to 5 is 0.79, and two questions answered alike to the step correlate by 0.10.
#
# Expected: who left the question open is left out with their weight, as Polars' own `mean` leaves out a null, and polars_ds' `corr` a pair with one.
# Seen with polars-ds 0.13.0, polars 2.1.0 (Python 3.11, 2026-11-30): `weighted_mean` adds up the answers that are there and
# divides by the weights of all, so that a blank counts as 0; `weighted_var` and `weighted_corr` are made of that mean. Five people answer 1, 2,
# 3, nothing and 5; the one who did not speaks for ten others: 0.79 in place of 2.75, below the lowest answer that there is. Where all
# answered, all is right. No warning; the notes on these functions do not speak of nulls. Hurt is who weights a survey for
# those who answer seldom: they weigh most, skip most, and pull every mean down.
# Fails when: the weight of a blank is left out, or it is refused or null.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q polars-ds==0.13.0 polars==2.1.0
venv/bin/python -W error - >seen <<'PY'
import polars as pl
import polars_ds as pds

answers = pl.DataFrame(
    {
        "clear": [1.0, 2.0, 3.0, None, 5.0],
        "trusted": [1.0, 2.0, 3.0, 4.0, 5.0],
        "weight": [1.0, 1.0, 1.0, 10.0, 1.0],
    }
)
for name, table in (("with the blank", answers), ("answered", answers.drop_nulls())):
    row = table.select(
        mean=pds.weighted_mean("clear", "weight"),
        variance=pds.weighted_var("clear", "weight"),
        together=pds.weighted_corr("clear", "trusted", "weight"),
        unweighted=pds.corr("clear", "trusted", method="pearson"),
    ).row(0)
    print(name, *[f"{value:.2f}" for value in row])
PY
cat seen
diff seen - <<'END'
with the blank 0.79 1.73 0.10 1.00
answered 2.75 2.19 1.00 1.00
END
