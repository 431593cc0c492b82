#!/usr/bin/env bash
# sqlite-utils: A1 answers trust again and A2 load; upserted together, A1's load and A2's trust of the first wave are gone. One by one they stay.
#
# Expected: as the manual says of `upsert`, "columns that are not" in a record keep what they hold, whatever the other records bring.
# Seen with sqlite-utils 4.2.1 (Python 3.11, 2026-12-01), a first wave with both answers, then a second as JSON with what each answered again:
#   id    first wave          second wave      expected            seen
#   A1    trust 4, load 2     trust 5          trust 5, load 2     trust 5, load blank
#   A2    trust 5, load 3     load 1           trust 5, load 1     trust blank, load 1
# The columns of a batch are those of all its records, and what a record has not is written over as NULL. With one record a batch A1's load stays and A2's
# trust still goes; alone, A1 is right. So each person's answers hang on who else answered, and on the size of the batch, 100. Nothing warns (it is reported, and open). Hurt is who keeps waves
# in one table, and leaves out of the JSON what was left open, as most forms do: a blank of the second wave takes away the answer of the first, of some.
# Fails when: each record writes its own columns only.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q sqlite-utils==4.2.1
upserted() { # name, options, then the second wave
    rm -f waves.db
    echo '[{"id": "A1", "trust": 4, "load": 2}, {"id": "A2", "trust": 5, "load": 3}]' | venv/bin/sqlite-utils insert waves.db said - --pk id
    for wave in "${@:3}"; do
        echo "$wave" | venv/bin/sqlite-utils upsert waves.db said - --pk id $2
    done
    echo "$1: $(venv/bin/sqlite-utils rows waves.db said --nl | tr '\n' ' ')"
}
{
    upserted "together" "" '[{"id": "A1", "trust": 5}, {"id": "A2", "load": 1}]'
    upserted "one a batch" "--batch-size 1" '[{"id": "A1", "trust": 5}, {"id": "A2", "load": 1}]'
    upserted "one by one" "" '[{"id": "A1", "trust": 5}]' '[{"id": "A2", "load": 1}]'
} >seen 2>&1
cat seen
diff seen - <<'END'
together: {"id": "A1", "trust": 5, "load": null} {"id": "A2", "trust": null, "load": 1} 
one a batch: {"id": "A1", "trust": 5, "load": 2} {"id": "A2", "trust": null, "load": 1} 
one by one: {"id": "A1", "trust": 5, "load": 2} {"id": "A2", "trust": 5, "load": 1} 
END
