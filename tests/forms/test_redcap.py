"""REDCap: the dictionary is well formed, asks what we ask, and its exports come back unchanged.

The stand-in knows the dictionary alone: it reads the file, shows fields by its logic, compares as REDCap's script
does, and writes the exports that REDCap writes (docs/forms.md).
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from jtbd_diag import load_questionnaire
from jtbd_diag.answers import AskedAnswers
from jtbd_diag.forms import Form, Wish
from jtbd_diag.forms.mapping_back import mapping_back
from jtbd_diag.forms.redcap_dictionary import COLUMNS, write
from jtbd_diag.questionnaire import Questionnaire, Value
from tests.strategies import loaded
from tests.survey.reading import seen

from . import clients
from .samples import SHIPPED, random_answers, samples

SAMPLES = samples()
_TEST = re.compile(r"\[(\w+)(?:\((\w+)\))?\] (=|<>|>=|<=|<|>) (?:'([^']*)'|(-?[\d.]+))")


def compared(left: str, sign: str, right: str) -> bool:
    """As JavaScript does: '' is 0 where numbers are compared by size."""
    if sign in ("=", "<>"):
        return (left == right) is (sign == "=")
    one, other = float(left or 0), float(right)
    return {">=": one >= other, "<=": one <= other, "<": one < other, ">": one > other}[sign]


class Project:
    """A project made from a dictionary."""

    def __init__(self, content: bytes) -> None:
        self.fields = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
        self.choices = {row[COLUMNS[0]]: self._choices(row[COLUMNS[5]]) for row in self.fields}

    @staticmethod
    def _choices(cell: str) -> dict[str, str]:
        return dict(one.split(", ", 1) for one in cell.split(" | ")) if cell else {}

    def shown(self, row: Mapping[str, str], record: Mapping[str, str]) -> bool:
        logic = row["Branching Logic (Show field only if...)"]

        def told(found: re.Match[str]) -> str:
            name = f"{found[1]}___{found[2]}" if found[2] else found[1]
            return str(compared(record.get(name, "0" if found[2] else ""), found[3], found[4] or found[5] or ""))

        words = _TEST.sub(told, logic).replace("1 = 1", "True").replace("1 = 2", "False")
        assert re.fullmatch(r"(True|False|and|or|[ ()])*", words), logic
        return bool(eval(words)) if logic else True

    def record(self, values: Mapping[str, str | Sequence[str]]) -> dict[str, str]:
        """What is kept of these values by field, in the order of the form: those of fields that are shown."""
        kept: dict[str, str] = {}
        for row in self.fields:
            name = row[COLUMNS[0]]
            value = values.get(name, "") if self.shown(row, kept) else ""
            if row["Field Type"] == "checkbox":
                kept |= {f"{name}___{code}": str(int(code in value)) for code in self.choices[name]}
            elif row["Field Type"] != "descriptive":
                kept[name] = str(value)
        return kept

    def export(self, records: Sequence[Mapping[str, str]], *, labels: bool, decoded: bool = True) -> bytes:
        rows = [[cell for cell, _ in self._columns({}, labels, decoded)]]
        rows += [[cell for _, cell in self._columns(record, labels, decoded)] for record in records]
        for n, row in enumerate(rows[1:], start=1):
            row[0] = str(n)
        stream = io.StringIO(newline="")
        csv.writer(stream).writerows(rows)
        return stream.getvalue().encode()

    def _columns(self, record: Mapping[str, str], labels: bool, decoded: bool) -> Iterator[tuple[str, str]]:
        def words(text: str) -> str:
            return html.unescape(text.replace("<br>", "\n")) if decoded else text

        for row in self.fields:
            name, kind, label = (row[key] for key in (COLUMNS[0], "Field Type", "Field Label"))
            if kind == "checkbox":
                for code, text in self.choices[name].items():
                    ticked = record.get(f"{name}___{code}", "0")
                    yes = "Checked" if ticked == "1" else "Unchecked"
                    yield (f"{words(label)} (choice={words(text)})", yes) if labels else (f"{name}___{code}", ticked)
            elif kind != "descriptive":
                cell = record.get(name, "")
                told = words(self.choices[name][cell]) if labels and cell in self.choices[name] else cell
                yield (words(label) if labels else name), told
        yield ("Complete?", "Complete") if labels else (f"{self.fields[0]['Form Name']}_complete", "2")


def entered(q: Questionnaire, form: Form, values: Mapping[str, Value]) -> dict[str, str | Sequence[str]]:
    """Answers by field and code. The codes are found by their texts, as who fills in the form finds them."""
    project = Project(form.content)
    fields = [row[COLUMNS[0]] for row in project.fields if row["Field Type"] != "descriptive"][1:]
    found: dict[str, str | Sequence[str]] = {}
    for item, field in zip(q.items.values(), fields, strict=True):
        if item.id not in values:
            continue
        codes = dict(zip((o.id for o in q.options(item.id)), project.choices[field], strict=True))
        value = values[item.id]
        if isinstance(value, tuple):
            found[field] = [codes[one] for one in value]
        else:
            found[field] = codes.get(str(value), str(value))
    return found


@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_shown_and_kept_is_what_we_ask(name: str) -> None:
    q = SAMPLES[name]
    form = write(q, Wish())
    project = Project(form.content)
    fields = dict(
        zip([r[COLUMNS[0]] for r in project.fields if r["Field Type"] != "descriptive"][1:], q.items, strict=True)
    )
    for values in random_answers(q, 100):
        kept = project.record(entered(q, form, values))
        answered = {
            fields[field.partition("___")[0] if "___" in field else field]
            for field, cell in kept.items()
            if field != "record_id" and cell not in ("", "0" if "___" in field else "")
        }
        assert answered == set(AskedAnswers(q, values).values)


@pytest.mark.parametrize("labels", [False, True], ids=["codes", "labels"])
@pytest.mark.parametrize("name", SAMPLES)
def test_no_cell_is_lost_or_changed(name: str, labels: bool, tmp_path: Path) -> None:
    q = SAMPLES[name]
    form = write(q, Wish())
    project = Project(form.content)
    sets = [one for one in random_answers(q, 40) if AskedAnswers(q, one).values]
    records = [project.record(entered(q, form, values)) for values in sets]
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(mapping_back(q, form) or "{}", "utf-8")
    for decoded in (True, False) if name in SHIPPED else (True,):
        path = tmp_path / "export.csv"
        path.write_bytes(project.export(records, labels=labels, decoded=decoded))
        found = seen(path, q, mapping=None if labels else mapping)
        assert found.table.layout == "redcap"
        assert found.rejects == []
        read = [found.answers[row] for row in sorted(found.answers)]
        assert read == [AskedAnswers(q, values).values for values in sets]


def test_personal_required_alone_shuffled_and_bounds_are_marked() -> None:
    q = loaded(
        {
            "questionnaire": "Small-one",
            "version": 1,
            "title": "Small",
            "minutes": 10,
            "answer_sets": {"set": ["low", "high"]},
            "scales": {"s": {"title": "s"}},
            "sections": [
                {
                    "title": "All",
                    "items": [
                        {"id": "Email", "type": "text", "ask": "Where?", "personal": True, "required": True},
                        {"id": "email", "type": "date", "ask": "When?"},
                        {
                            "id": "n",
                            "type": "number",
                            "ask": "How many?",
                            "minimum": 0,
                            "maximum": 1e16,
                            "unit": "days",
                        },
                        {
                            "id": "m",
                            "type": "multiple",
                            "ask": "Which?",
                            "shuffle": True,
                            "options": [
                                {"id": "A-b", "text": "a|b"},
                                {"id": "a_b", "text": "=b [n]"},
                                {"id": "none", "text": "None", "exclusive": True},
                                {"id": "q", "text": "?", "cannot_say": True},
                            ],
                        },
                        {"id": "r1", "type": "rating", "ask": "One", "answers": "set", "scale": "s"},
                        {"id": "r2", "type": "rating", "ask": "Two", "answers": "set"},
                        {"id": "r3", "type": "rating", "ask": "Three", "answers": "set", "help": "Of its own"},
                    ],
                }
            ],
        }
    )
    form = write(q, Wish(scores=True, result=True, title="<Ours>"))
    rows = {row[COLUMNS[0]]: row for row in Project(form.content).fields}
    assert list(rows) == ["record_id", "form_intro", "q2_email", "email_2", "n", "m", "r1", "r2", "r3"]
    assert {row["Form Name"] for row in rows.values()} == {"small_one"}
    assert rows["form_intro"]["Field Label"] == "&lt;Ours&gt;"
    assert (rows["q2_email"]["Identifier?"], rows["q2_email"]["Required Field?"]) == ("y", "y")
    assert rows["email_2"]["Text Validation Type OR Show Slider Number"] == "date_ymd"
    assert (rows["n"]["Text Validation Min"], rows["n"]["Text Validation Max"]) == ("0", "10000000000000000")
    assert rows["m"]["Field Annotation"] == "@NONEOFTHEABOVE='none,q' @RANDOMORDER"
    assert rows["m"][COLUMNS[5]] == "a_b_2, a&#124;b | a_b, &#61;b &#91;n] | none, None | q, ?"
    assert rows["r1"]["Matrix Group Name"] == rows["r2"]["Matrix Group Name"] != ""
    assert rows["r3"]["Matrix Group Name"] == ""
    assert {one.item for one in form.instead} == {None, "m"}
    assert form.columns == {"q2_email": ("Email", None), "email_2": ("email", None), "m___a_b_2": ("m", "A-b")}


def test_a_thousand_items_are_told_apart() -> None:
    options = [{"id": f"o{n}", "text": f"o {n}"} for n in range(30)]
    items = [{"id": f"{'x' * 60}{n}", "type": "single", "ask": f"q{n}", "options": options} for n in range(1000)]
    q = loaded({"questionnaire": "big", "version": 1, "title": "Big", "minutes": 999,
                "sections": [{"title": "All", "items": items}]})  # fmt: skip
    fields = Project(write(q, Wish()).content).fields
    assert len({row[COLUMNS[0]] for row in fields}) == 1002


def test_the_meta_schema_of_dictionaries_accepts_all(tmp_path: Path) -> None:
    clients.need("linkml-validate")
    program = Path(shutil.which("linkml-validate") or "")
    where = "import linkml_redcap.data_dictionary as d; print(d.__path__[0] + '/schema/redcap_data_dictionary.yaml')"
    schema = subprocess.run(
        [str(program.resolve().parent / "python"), "-c", where], capture_output=True, text=True, check=True
    )
    slots = (
        "variable_field_name", "form_name", "section_header", "field_type", "field_label",
        "choices_calculations_slider_labels", "field_note", "text_validation_type_or_show_slider_number",
        "text_validation_min", "text_validation_max", "identifier", "branching_logic", "required_field",
        "custom_alignment", "question_number", "matrix_group_name", "matrix_ranking", "field_annotation",
    )  # fmt: skip
    files: dict[str, list[Path]] = {"DataDictionary": [], "Choice": []}
    for name, q in SAMPLES.items():
        project = Project(write(q, Wish()).content)
        fields = [{slot: row[c] for slot, c in zip(slots, COLUMNS, strict=True) if row[c]} for row in project.fields]
        choices = [{"raw_value": code, "label": text} for one in project.choices.values() for code, text in one.items()]
        for kind, data in (("DataDictionary", [{"fields": fields}]), ("Choice", choices)):
            path = tmp_path / f"{kind}-{name}.json"
            path.write_text(json.dumps(data))
            files[kind].append(path)
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps([{"fields": [{**fields[0], "field_type": "banana"}]}]))
    assert validated(program, schema.stdout.strip(), "DataDictionary", [broken]) != 0
    for kind, paths in files.items():
        assert validated(program, schema.stdout.strip(), kind, paths) == 0


def validated(program: Path, schema: str, kind: str, paths: Sequence[Path]) -> int:
    command = [str(program), "-s", schema, "-C", kind, *map(str, paths)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300).returncode


def test_the_shipped_ones_need_no_columns_named() -> None:
    for name in SHIPPED:
        form = write(load_questionnaire(name), Wish())
        assert form.columns == {}
        assert form.instead == ()
