#!/usr/bin/env bash
# Plotly Express: with `color="school"` whoever has no school is not in the chart; in a pie or a bar by school they are.
#
# Expected: a colour changes the colour; who has none is drawn under a name of their own, as `px.pie` does, or is told to be left out.
# Seen with plotly 7.1.0, pandas 3.1.1 (Python 3.11, 2026-11-29), of four people of whom one has no school: scatter, bar, histogram, line, box with `color`,
# and scatter with `facet_col`, hold three of them and draw no fourth; without it, or with the school along the axis or in a pie, four. With polars
# the same. Nothing warns. A bar of the counts per answer is lower with the legend than without, and the mean of the bars is of other people.
# Hurt is who colours a dashboard by school, role or cohort: those who would not say which are left out of the figure, and it does not say so.
# Fails when: any of the charts holds another number of people, or a warning is given.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q plotly==7.1.0 pandas==3.1.1 polars==2.1.0 numpy==2.4.6
"$work/venv/bin/python" -W error - <<'PY'
import pandas as pd
import plotly.express as px
import polars as pl

people = {"school": ["North", "South", None, "North"], "years": [1, 2, 3, 4], "score": [1, 2, 5, 4]}
place = {"x": "years", "y": "score"}


def held(figure):
    return sum(len(trace.labels if trace.type == "pie" else trace.x) for trace in figure.data)


for frame in (pd.DataFrame(people), pl.DataFrame(people)):
    seen = {
        "scatter": held(px.scatter(frame, **place)),
        "pie of schools": held(px.pie(frame, names="school")),
        "bar by school": held(px.bar(frame, x="school", y="score")),
        "scatter, color": held(px.scatter(frame, **place, color="school")),
        "bar, color": held(px.bar(frame, **place, color="school")),
        "histogram, color": held(px.histogram(frame, x="score", color="school")),
        "line, color": held(px.line(frame, **place, color="school")),
        "box, color": held(px.box(frame, **place, color="school")),
        "scatter, facet_col": held(px.scatter(frame, **place, facet_col="school")),
    }
    print(type(frame).__module__.split(".")[0], seen)
    assert list(seen.values()) == [4] * 3 + [3] * 6, seen
PY
