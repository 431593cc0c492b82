"""What the results hold -> a codebook in XML, as archives and statistics offices read it: DDI Codebook 2.5.

Owns the elements and their order, which the standard's schema fixes; what the variables are, `variables` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from xml.etree import ElementTree as ET

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.visible_text import visible
from jtbd_diag.questionnaire import Questionnaire, fingerprint
from jtbd_diag.results.written.statistics_variables import SPSS_CODES, STATA_CODES, MissingKind, Variable, VariableKind

NAMESPACE = "ddi:codebook:2_5"
CODEBOOK_ENDING = "xml"
_SCHEMA = "http://www.ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_FILE = "results"
_NATURE = {"nominal": "nominal", "ordinal": "ordinal", "scale": "interval"}
_REPRESENTED: Mapping[VariableKind, str] = {"code": "code", "number": "numeric", "date": "datetime", "text": "text"}
_MISSING_CODES: Mapping[str, Mapping[MissingKind, object]] = {
    "sav": SPSS_CODES,
    "dta": {reason: f".{letter}" for reason, letter in STATA_CODES.items()},
}


class DescribedFile(NamedTuple):
    """The file of results: its name and ending, how many rows it has, and what is said of it as a whole."""

    name: str
    kind: str
    rows: int
    about: Sequence[str]


def ddi_codebook(variables: Sequence[Variable], questionnaire: Questionnaire, file: DescribedFile, day: str) -> bytes:
    """The codebook of one file, UTF-8; `day` is when it was made, as 2026-11-21.

    Each variable has its wording, its codes with their labels, and its kinds of missing values; what it was called
    where its name had to change. Nobody's answers are in it, and no counts.
    """
    book = ET.Element("codeBook", {"xmlns": NAMESPACE, "version": "2.5"})
    book.set("xmlns:xsi", _INSTANCE)
    book.set("xsi:schemaLocation", f"{NAMESPACE} {_SCHEMA}")
    title = say("results.codebook_title", name=file.name)
    _citation(_under(book, "docDscr"), title, day)
    study = _under(book, "stdyDscr")
    _citation(study, questionnaire.title, None)
    _under(_under(study, "stdyInfo"), "abstract", " ".join(file.about))
    asked = f"{questionnaire.questionnaire} {questionnaire.version} ({fingerprint(questionnaire)})"
    collected = _under(_under(study, "method"), "dataColl")
    _under(collected, "resInstru", asked)
    told = _under(_under(book, "fileDscr", ID=_FILE), "fileTxt")
    _under(told, "fileName", file.name)
    size = _under(told, "dimensns")
    _under(size, "caseQnty", str(file.rows))
    _under(size, "varQnty", str(len(variables)))
    _under(told, "fileType", _FILE_TYPES.get(file.kind, file.kind.upper()))
    data = _under(book, "dataDscr")
    for number, variable in enumerate(variables, start=1):
        _variable(data, variable, number, _MISSING_CODES.get(file.kind, {}))
    ET.indent(book)
    text: bytes = ET.tostring(book, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


_FILE_TYPES = {"sav": "SPSS", "dta": "Stata"}


def _citation(parent: ET.Element, title: str, day: str | None) -> None:
    cited = _under(parent, "citation")
    _under(_under(cited, "titlStmt"), "titl", title)
    if day is not None:
        made = _under(cited, "prodStmt")
        _under(made, "prodDate", day, date=day)
        _under(made, "software", "jtbd-diag")


def _variable(parent: ET.Element, variable: Variable, number: int, codes: Mapping[MissingKind, object]) -> None:
    """A `var`, its parts in the order of the schema."""
    whole = variable.kind == "code"
    var = _under(
        parent,
        "var",
        ID=f"V{number}",
        name=variable.name,
        files=_FILE,
        intrvl="discrete" if variable.measure != "scale" else "contin",
        nature=_NATURE[variable.measure],
        representationType=_REPRESENTED[variable.kind],
        **({"dcml": str(variable.decimals)} if variable.kind in ("code", "number") else {}),
    )
    _under(var, "labl", variable.label)
    if variable.question is not None:
        _under(_under(var, "qstn"), "qstnLit", variable.question)
    missing = [(codes[reason], label) for reason, label in variable.missing.items() if reason in codes]
    if missing:
        invalid = _under(var, "invalrng")
        for code, _ in missing:
            _under(invalid, "item", VALUE=str(code))
    _categories(var, variable.values.items(), missing if whole or missing else ())
    if variable.kind in ("code", "number"):
        _under(var, "varFormat", type="numeric" if _is_numeric(variable) else "character")
    else:
        _under(var, "varFormat", type="character")
    if variable.name != variable.column:
        words = (
            say("results.variable_was_option", column=variable.column, option=variable.option)
            if variable.option
            else variable.column
        )
        _under(var, "notes", words, type="column")


def _is_numeric(variable: Variable) -> bool:
    return all(isinstance(code, int) for code in variable.values)


def _categories(var: ET.Element, values: Iterable[tuple[object, str]], missing: Iterable[tuple[object, str]]) -> None:
    for told, lost in ((values, "N"), (missing, "Y")):
        for code, label in told:
            category = _under(var, "catgry", missing=lost)
            _under(category, "catValu", str(code))
            _under(category, "labl", label)


def _under(parent: ET.Element, tag: str, words: str | None = None, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, tag, attributes)
    if words is not None:
        child.text = visible(words)
    return child
