#!/usr/bin/env bash
# ClickHouse, by chdb: of eight ratings, seven of them 4 or 5, the "unbiased estimate" of the skewness is -1.51, nearer to none than the biased one, -1.84.
#
# Expected: what estimates it from a sample without bias is -2.29, as DuckDB and SciPy have it; and of many small samples of a bell curve, whose kurtosis is 3,
# the mean of the estimates is about 3.
# Seen with chdb 4.4.0 on ClickHouse 26.9.2.1, duckdb 2.0.1, scipy 1.17.1 (Python 3.11, 2026-12-01):
#                                        kurtosis of 2000 samples
#                 skewness   kurtosis    of ten, in the mean
#   skewPop …     -1.84      4.97        2.46
#   skewSamp …    -1.51      3.80        2.00
#   DuckDB        -2.29      8.53        3.02
#   SciPy         -2.29      8.53        3.02
# (DuckDB and SciPy tell the kurtosis less 3.) `system.functions` says "unbiased estimate of the skewness of a random variable if passed values form its sample"
# of `skewSamp`, and the like of `kurtSamp`: what is done is to put the sample variance below, which is larger, so that both go the other way.
# `varSamp` and `stddevSamp` are right, and nothing warns; the makers have been told since 2023. Hurt is who decides by "skewness beyond 2, kurtosis beyond 7" whether ratings
# may be averaged and tested as a bell curve: in a small school those that pile up at the top pass.
# Fails when: any of the values changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q chdb==4.4.0 chdb-core==26.9.0 duckdb==2.0.1 scipy==1.17.1 numpy==2.4.6
venv/bin/python - <<'PY' | tee seen
import chdb
import duckdb
import numpy as np
from scipy.stats import kurtosis, skew

ratings = [5, 5, 5, 4, 5, 1, 4, 5]
samples = np.random.default_rng(1).normal(size=(2000, 10))
np.savetxt("samples.csv", [(number, value) for number, values in enumerate(samples) for value in values], delimiter=",")


def clickhouse(sql):
    return [float(value) for value in str(chdb.query(sql, "CSV")).strip().split(",")]


for kind in ("Pop", "Samp"):
    values = ", ".join(map(str, ratings))
    told = clickhouse(f"SELECT skew{kind}(x), kurt{kind}(x) FROM values('x Float64', {values})")
    told += clickhouse(f"SELECT avg(k) FROM (SELECT kurt{kind}(c2) AS k FROM file('samples.csv', 'CSV', 'c1 Float64, c2 Float64') GROUP BY c1)")
    print(kind, *(f"{value:.2f}" for value in told))
sql = "SELECT skewness(x), kurtosis(x) + 3 FROM (SELECT unnest(?) AS x)"
told = duckdb.execute(sql, [ratings]).fetchall()[0]
told += duckdb.sql("SELECT avg(k) + 3 FROM (SELECT kurtosis(column1) AS k FROM 'samples.csv' GROUP BY column0)").fetchall()[0]
print("DuckDB", *(f"{value:.2f}" for value in told))
told = skew(ratings, bias=False), kurtosis(ratings, bias=False) + 3, kurtosis(samples, axis=1, bias=False).mean() + 3
print("SciPy", *(f"{value:.2f}" for value in told))
said = str(chdb.query("SELECT count() FROM system.functions WHERE name IN ('skewSamp', 'kurtSamp') AND description LIKE '%unbiased estimate%'", "CSV"))
print("unbiased by its own word:", said.strip())
PY
diff seen - <<'END'
Pop -1.84 4.97 2.46
Samp -1.51 3.80 2.00
DuckDB -2.29 8.53 3.02
SciPy -2.29 8.53 3.02
unbiased by its own word: 2
END
