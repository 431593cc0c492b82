"""The codebook in XML: the elements and order of DDI Codebook 2.5, and every variable of the file beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import polars as pl
import pytest

from jtbd_diag.ground.library import shipped_folder
from jtbd_diag.questionnaire import load_questionnaire
from jtbd_diag.results.batch_of_a_survey import Batch
from jtbd_diag.results.reading_options import Reading
from jtbd_diag.results.scored_survey import Wishes
from jtbd_diag.results.written.ddi_codebook import NAMESPACE

SURVEY = shipped_folder() / "questionnaires" / "examples" / "survey-200.csv"
ORDER: Mapping[str, tuple[str, ...]] = {
    # what may stand in each element, in the order of the schema: http://www.ddialliance.org, DDI Codebook 2.5
    "codeBook": ("docDscr", "stdyDscr", "fileDscr", "dataDscr", "otherMat"),
    "docDscr": ("citation", "guide", "docStatus", "docSrc", "controlledVocabUsed", "notes"),
    "stdyDscr": ("citation", "studyAuthorization", "stdyInfo", "studyDevelopment", "method", "dataAccs", "othrStdyMat"),
    "citation": ("titlStmt", "rspStmt", "prodStmt", "distStmt", "serStmt", "verStmt", "biblCit", "holdings", "notes"),
    "titlStmt": ("titl", "subTitl", "altTitl", "parTitl", "IDNo"),
    "prodStmt": ("producer", "copyright", "prodDate", "prodPlac", "software", "fundAg", "grantNo"),
    "stdyInfo": ("studyBudget", "subject", "abstract", "sumDscr", "qualityStatement", "notes", "exPostEvaluation"),
    "method": ("dataColl", "notes", "anlyInfo", "stdyClas", "dataProcessing", "codingInstructions"),
    "dataColl": ("timeMeth", "dataCollector", "collectorTraining", "frequenc", "sampProc", "sampleFrame",
                 "targetSampleSize", "deviat", "collMode", "resInstru", "instrumentDevelopment", "sources"),
    "fileDscr": ("fileTxt", "locMap", "notes"),
    "fileTxt": ("fileName", "fileCitation", "dataFingerprint", "fileCont", "fileStrc", "dimensns", "fileType",
                "format"),
    "dimensns": ("caseQnty", "varQnty", "logRecL", "recPrCas", "recDimnTot"),
    "dataDscr": ("varGrp", "nCubeGrp", "var", "nCube", "notes"),
    "var": ("location", "labl", "imputation", "security", "embargo", "respUnit", "anlysUnit", "qstn", "valrng",
            "invalrng", "undocCod", "universe", "TotlResp", "sumStat", "txt", "stdCatgry", "catgryGrp", "catgry",
            "codInstr", "verStmt", "concept", "derivation", "varFormat", "geoMap", "catLevel", "notes"),
    "qstn": ("preQTxt", "qstnLit", "postQTxt", "forward", "backward", "ivuInstr"),
    "invalrng": ("item", "range", "key", "notes"),
    "catgry": ("catValu", "labl", "txt", "catStat", "mrow"),
}  # fmt: skip
CHOICES: Mapping[tuple[str, str], frozenset[str]] = {
    ("var", "intrvl"): frozenset({"contin", "discrete"}),
    ("var", "nature"): frozenset({"nominal", "ordinal", "interval", "ratio", "percent", "other"}),
    ("var", "representationType"): frozenset({"text", "numeric", "code", "datetime", "other"}),
    ("varFormat", "type"): frozenset({"character", "numeric"}),
    ("catgry", "missing"): frozenset({"Y", "N"}),
}
NEEDED = {"codeBook": "stdyDscr", "stdyDscr": "citation", "citation": "titlStmt", "titlStmt": "titl"}


def bare(element: ET.Element) -> str:
    assert element.tag.startswith(f"{{{NAMESPACE}}}"), element.tag
    return element.tag.removeprefix(f"{{{NAMESPACE}}}")


def misfits(element: ET.Element) -> Iterator[str]:
    """What the schema would refuse, as far as ORDER and CHOICES tell it."""
    name, children = bare(element), [bare(child) for child in element]
    known = ORDER.get(name, ())
    yield from (f"{child} in {name}" for child in children if child not in known)
    places = [known.index(child) for child in children if child in known]
    if places != sorted(places):
        yield f"order of {name}"
    if name in NEEDED and NEEDED[name] not in children:
        yield f"{name} without {NEEDED[name]}"
    for (tag, attribute), allowed in CHOICES.items():
        if tag == name and element.get(attribute) not in {*allowed, None}:
            yield f"{attribute} of {name}"
    for child in element:
        yield from misfits(child)


@pytest.fixture(scope="module", params=["csv", "parquet", "sav", "dta"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ET.Element, Batch]:
    kind = str(request.param)
    if kind in ("sav", "dta"):
        pytest.importorskip("pyreadstat", reason="it is of the extra `stats`")
    folder = tmp_path_factory.mktemp(kind)
    batch = Batch(load_questionnaire("leader"), Reading(SURVEY), Wishes(whole=kind in ("sav", "dta")))
    summary, _ = batch.run(folder / f"r.{kind}", None)
    batch.explain(folder / "book.xml", folder / f"r.{kind}", summary.rows, "2026-11-21")
    return kind, ET.parse(folder / "book.xml").getroot(), batch


def found(root: ET.Element, path: str) -> list[ET.Element]:
    return root.findall(path, {"": NAMESPACE})


def test_it_is_as_the_schema_wants_it(made: tuple[str, ET.Element, Batch]) -> None:
    root = made[1]
    assert root.get("version") == "2.5"
    assert [*misfits(root)] == []
    ids = [element.get("ID") for element in root.iter() if element.get("ID")]
    assert len(set(ids)) == len(ids)
    assert {var.get("files") for var in found(root, "dataDscr/var")} <= set(ids)


def test_a_slip_would_be_seen(made: tuple[str, ET.Element, Batch]) -> None:
    root = ET.fromstring(ET.tostring(made[1]))
    var = next(one for one in found(root, "dataDscr/var") if len(one) > 1)
    last = var[-1]
    var.remove(last)
    var.insert(0, last)
    assert [*misfits(root)] == ["order of var"]


def test_it_tells_every_column_of_the_file(made: tuple[str, ET.Element, Batch]) -> None:
    kind, root, batch = made
    variables = found(root, "dataDscr/var")
    assert found(root, "fileDscr/fileTxt/dimensns/caseQnty")[0].text == "200"
    assert found(root, "fileDscr/fileTxt/dimensns/varQnty")[0].text == str(len(variables))
    columns = [column.name for column in batch.columns]
    if kind in ("csv", "parquet"):
        assert [var.get("name") for var in variables] == columns
    else:
        notes = {str(var.get("name")): found(var, "notes") for var in variables}
        told = [(there[0].text or "").split(", option ")[0] if there else name for name, there in notes.items()]
        assert list(dict.fromkeys(told)) == columns


def test_a_question_has_its_words_its_codes_and_its_missing_values(made: tuple[str, ET.Element, Batch]) -> None:
    kind, root, _ = made
    (var,) = (one for one in found(root, "dataDscr/var") if one.get("name") == "answer_part_transport")
    assert found(var, "qstn/qstnLit")[0].text == "Which of the three?"
    codes = {
        (found(one, "catValu")[0].text, one.get("missing")): found(one, "labl")[0].text for one in found(var, "catgry")
    }
    if kind in ("csv", "parquet"):
        assert codes == {("buses", "N"): "Buses", ("buildings", "N"): "Buildings", ("meals", "N"): "Meals"}
        return
    lost = ["-1", "-2", "-3"] if kind == "sav" else [".a", ".b", ".c"]
    assert [code for code, missing in codes if missing == "Y"] == lost
    assert [item.get("VALUE") for item in found(var, "invalrng/item")] == lost
    assert codes[("1", "N")] == "Buses" and codes[(lost[0], "Y")] == "not asked"


def test_nobodys_answers_are_in_it(made: tuple[str, ET.Element, Batch]) -> None:
    batch = made[2]
    text = " ".join(made[1].itertext())
    emails = batch.frame.select(pl.col("Email")).collect().to_series().drop_nulls().to_list()
    assert emails and not any(email in text for email in emails)


def test_a_codebook_ends_in_xml(tmp_path: Path) -> None:
    from jtbd_diag.cli.batches.batch_handouts import HandoutOptions
    from jtbd_diag.cli.batches.batch_outputs import Outputs
    from jtbd_diag.ground.complaints import Code, InputError

    outputs = Outputs(tmp_path / "r.csv", None, (), HandoutOptions(), False, codebook=tmp_path / "book.txt")
    with pytest.raises(InputError) as caught:
        outputs.check({})
    assert caught.value.problems[0].code is Code.UNKNOWN_FORMAT
