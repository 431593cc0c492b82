#!/usr/bin/env bash
# JSON-LD: a leader's ratings 5, 5 and 4 are, once read by rdflib, 5 and 4, with the mean 4.5; and the mean of a school that rated nothing is 0.
#
# Expected: three numbers in a file are three when they are counted; the mean of none is nothing.
# Seen with rdflib 7.6.0, pyoxigraph 0.5.13 (Python 3.11, 2026-11-30): an array under a plain name of JSON-LD is a set of statements, in no order, and the
# same statement twice is one; so the specification has it, in depth (JSON-LD 1.1, 4.3), and both engines, without a word. Whoever reads the file as
# JSON counts three. For a school without a rating, kept by OPTIONAL, rdflib's AVG is 0, and Oxigraph's unbound. Hurt is who puts answers,
# or scores of several raters, into linked data: the more agree, the less they count. Instead: "@container": "@list" in the context, or a
# node for each rating; in rdflib HAVING (COUNT(?rating) > 0).
# Fails when: three are counted, or the two engines agree on the mean of none.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q rdflib==7.6.0 pyoxigraph==0.5.13
venv/bin/python - >seen <<'PY'
import json

import pyoxigraph
import rdflib

schools = {
    "@context": {"@vocab": "https://school.example/"},
    "@graph": [
        {"@id": "https://school.example/1", "name": "North", "rating": [5, 5, 4]},
        {"@id": "https://school.example/2", "name": "South", "rating": [3, 3, 3, 2]},
        {"@id": "https://school.example/3", "name": "West"},
    ],
}
asked = """PREFIX : <https://school.example/>
SELECT ?name (AVG(?rating) AS ?mean) (COUNT(?rating) AS ?n)
WHERE { ?school :name ?name OPTIONAL { ?school :rating ?rating } } GROUP BY ?name ORDER BY ?name"""
text = json.dumps(schools)
for school in schools["@graph"]:
    print("in the file", school["name"], len(school.get("rating", [])))
graph = rdflib.Graph().parse(data=text, format="json-ld")
for name, mean, n in graph.query(asked):
    print("rdflib     ", name, n, mean)
store = pyoxigraph.Store()
store.load(text.encode(), format=pyoxigraph.RdfFormat.JSON_LD)
for name, mean, n in store.query(asked):
    print("oxigraph   ", name.value, n.value, mean and mean.value)
PY
cat seen
diff seen - <<'END'
in the file North 3
in the file South 4
in the file West 0
rdflib      North 2 4.5
rdflib      South 2 2.5
rdflib      West 0 0
oxigraph    North 2 4.5
oxigraph    South 2 2.5
oxigraph    West 0 None
END
