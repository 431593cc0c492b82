#!/usr/bin/env bash
# pyreadstat: a name that fits a Stata variable is too long once the variable has value labels, and from the eleventh on shorter still.
#
# Expected: Stata's names have up to 32 letters, whether the variable has value labels or not; what `write_dta` takes without
# labels it takes with them.
# Seen with pyreadstat 1.3.7, pandas 2.3.3 (Python 3.11, 2026-11-29): a variable of 32 letters is written, and refused with "A
# provided name is too long for the file format" as soon as it has labels, in every version of the format. 31 letters pass until ten
# variables have labels; with twelve, 31 are too long and 30 pass. (Sets of labels are named by a number behind something else, which
# counts.) pandas' own writer takes 32 with labels. Hurt is who cuts the names of a survey's items at Stata's limit and tests
# with a short form.
# Fails when: 32 letters with labels are written.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q pyreadstat==1.3.7 pandas==2.3.3 numpy==2.3.5
cd "$work"
"$work/venv/bin/python" - <<'PY'
import pandas as pd
import pyreadstat


def written(variables, letters, labelled):
    names = [f"{'n' * (letters - 2)}{n:02}" for n in range(variables)]
    labels = {name: {1: "often"} for name in names} if labelled else None
    try:
        frame = pd.DataFrame({name: [1.0, 2.0] for name in names})
        pyreadstat.write_dta(frame, "survey.dta", variable_value_labels=labels)
    except pyreadstat.ReadstatError:
        return False
    return True


found = {
    (variables, letters, labelled): written(variables, letters, labelled)
    for variables, letters, labelled in (
        (12, 32, False), (1, 32, True), (10, 31, True), (12, 31, True), (12, 30, True),
    )
}
for (variables, letters, labelled), passed in found.items():
    labels = "with" if labelled else "without"
    print(f"{variables:2} variables, {letters} letters, {labels} labels: {'written' if passed else 'refused'}")
pd.DataFrame({"n" * 32: [1, 2]}).to_stata("pandas.dta", write_index=False, value_labels={"n" * 32: {1: "often"}})
assert [*found.values()] == [True, False, True, False, True], found
PY
