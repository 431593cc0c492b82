#!/usr/bin/env bash
# Altair: a chart counts those who did not answer among the low answers, and `transformed_data()` of the same chart does not.
#
# Expected: `chart.transformed_data()` is the data that the chart draws, and a blank score is not "2 or less", as in pandas and SQL.
# Seen with altair 6.3.0, vl-convert-python 1.9.0.post1, vegafusion 2.0.3, pandas 2.3.3 (Python 3.11, 2026-11-29): scores 1, 2, 5, 5 and two blanks, `transform_filter(datum.
# score <= 2)`, counted: the chart, drawn by Vega, says 4, since a blank becomes null, and null <= 2 holds in JavaScript; `transformed_data()`, worked out by
# VegaFusion as in SQL, says 2. With `alt.data_transformers.enable("vegafusion")`, meant for larger data, the picture too says 2.
# A mean of `score + 1` is 3.17 in the one (the blanks count as 0) and 4.25 in the other. Nothing warns; FieldLTEPredicate is no better. Hurt is who
# publishes a dashboard: two of six scored low, the bar shows four, the table taken from the chart says two.
# Fails when: the two roads agree.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q altair==6.3.0 vl-convert-python==1.9.0.post1 vegafusion==2.0.3 pandas==2.3.3 pyarrow==26.0.1
"$work/venv/bin/python" -W error - <<'PY'
import re

import altair as alt
import pandas as pd
import vl_convert

scores = alt.Chart(pd.DataFrame({"score": [1, 2, 5, 5, None, None]}))
charts = {
    "count of datum.score <= 2": scores.transform_filter(alt.datum.score <= 2).mark_text().encode(text="count()"),
    "count of FieldLTEPredicate": scores.transform_filter(alt.FieldLTEPredicate("score", 2)).mark_text().encode(text="count()"),
    "mean of score + 1": scores.transform_calculate(more="datum.score + 1").mark_text().encode(text=alt.Text("mean(more):Q", format=".2f")),
}


def drawn(svg):
    return [float(text) for text in re.findall(r"<text[^>]*>([^<]+)", svg)]


seen = {}
for name, chart in charts.items():
    picture = drawn(vl_convert.vegalite_to_svg(chart.to_json()))
    table = chart.transformed_data().iloc[0].tolist()
    with alt.data_transformers.enable("vegafusion"):
        larger = drawn(vl_convert.vega_to_svg(chart.to_dict(format="vega")))
    seen[name] = (picture, table, larger)
    print(f"{name}: the picture {picture}, transformed_data {table}, the picture with vegafusion {larger}")
assert list(seen.values()) == [([4], [2], [2]), ([4], [2], [2]), ([3.17], [4.25], [4.25])], seen
PY
