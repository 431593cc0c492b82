#!/usr/bin/env bash
# dacite: `grades: K-5` without its dash becomes thirty letters, none of which the file has, and passes the check of types.
#
# Expected: one text where a list of texts must be is refused, as `list[str]` without a cast is, or at worst taken letter by letter.
# Seen with dacite 1.9.2, PyYAML 6.0.3 (Python 3.11, 2026-11-30): fields that are tuples or sets need `Config(cast=[tuple, frozenset])`, the
# documented way for lists out of YAML or JSON. A text is then handed over as a generator, which is turned into a text, which is cast:
# the field holds the letters of "<generator object _build_value_for_collection.<locals>.<genexpr> at 0x…>", other ones in
# each run, each a string as the type wants it. No error and no warning. Hurt is who keeps questionnaires in YAML and forgets a dash: the
# question is asked with choices such as "<" and "g", "K-5" is in no grade, and two runs on one file differ.
# Fails when: the text is refused, or its own letters come out.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q dacite==1.9.2 PyYAML==6.0.3
printf 'text: How clear is it?\ngrades: K-5\nchoices: never\n' >question.yaml
venv/bin/python -W error - <<'PY'
from dataclasses import dataclass
from pathlib import Path

import dacite
import yaml


@dataclass(frozen=True)
class Question:
    text: str
    grades: frozenset[str]
    choices: tuple[str, ...]


@dataclass
class Loose:
    choices: list[str]


written = yaml.safe_load(Path("question.yaml").read_text("utf-8"))
question = dacite.from_dict(Question, written, dacite.Config(cast=[tuple, frozenset]))
print(sorted(question.grades), "".join(question.choices))
assert "".join(question.choices).startswith("<generator object _build_value_for_collection.")
assert question.grades >= set("<generato bjc_>") and "K" not in question.grades and "-" not in question.grades
try:
    dacite.from_dict(Loose, written)
except dacite.WrongTypeError as error:
    print("list[str]:", type(error).__name__)
else:
    raise AssertionError("list[str] took a text")
PY
