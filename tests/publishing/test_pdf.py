"""PDF: accessible, the same every time, and clear about a faulty theme."""

from __future__ import annotations

import datetime
import hashlib
import io
import logging
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from jtbd_diag.ground.complaints import Code, InputError, Location
from jtbd_diag.publishing import load_theme, render
from jtbd_diag.publishing.pdf import pdf
from jtbd_diag.publishing.pdf.typst_literals import literal
from jtbd_diag.publishing.pdf.typst_source import source

from .sample import FOOTER, PLAYBOOK, playbook_of


def read(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data))


def words(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in read(data).pages)


def test_it_is_tagged_titled_and_claims_pdf_ua() -> None:
    reader = read(render(PLAYBOOK, "pdf"))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-US"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == PLAYBOOK.title
    assert reader.metadata.creation_date == datetime.datetime(2025, 11, 21, tzinfo=datetime.UTC)
    assert [item.title for item in reader.outline if not isinstance(item, list)][:2] == [
        "Where you stand",
        "The problem and its number",
    ]


def test_the_chart_has_its_words() -> None:
    tagged = str(tags(read(render(PLAYBOOK, "pdf")).trailer["/Root"]["/StructTreeRoot"]))
    assert "Profile on three scales: you are at 57 of 100" in tagged


def tags(element: object) -> list[str]:
    element = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(element, list):
        return [word for child in element for word in tags(child)]
    if not isinstance(element, dict):
        return []
    own = [str(element[key]) for key in ("/S", "/Alt") if key in element]
    return own + tags(element.get("/K", []))


def test_tables_lists_and_titles_are_tagged_as_such() -> None:
    found = set(tags(read(render(PLAYBOOK, "pdf")).trailer["/Root"]["/StructTreeRoot"]))
    assert found >= {"/H1", "/H2", "/P", "/L", "/LI", "/Table", "/TH", "/TD", "/Figure", "/Link"}


def test_every_page_says_which_of_how_many_and_the_first_what_it_rests_on() -> None:
    pages = [page.extract_text() for page in read(render(PLAYBOOK, "pdf")).pages]
    assert len(pages) >= 3
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert (FOOTER.split(";")[0][:60] in " ".join(page.split())) == (number == 1)
    assert "Coordinate · November 21, 2025" in pages[0]


def test_the_same_playbook_gives_the_same_bytes_in_another_process() -> None:
    program = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1]);"
        "from tests.publishing.sample import PLAYBOOK; from jtbd_diag.publishing import render;"
        "print(hashlib.sha256(render(PLAYBOOK, 'pdf')).hexdigest())"
    )
    root = str(Path(__file__).parents[2])
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    ran = subprocess.run(
        [sys.executable, "-c", program, root],
        capture_output=True,
        text=True,
        env=environment,
        check=True,
        cwd=root,
    )
    assert ran.stdout.strip() == hashlib.sha256(render(PLAYBOOK, "pdf")).hexdigest()


def test_a_header_repeats_and_rows_stay_whole() -> None:
    rows = "\n".join(f"| row {n} | {'words ' * 30}end {n} |" for n in range(60))
    pages = [
        page.extract_text() for page in read(render(playbook_of(f"| Col A | Col B |\n|--|--|\n{rows}"), "pdf")).pages
    ]
    assert len(pages) > 2
    for page in pages:
        assert "Col A" in page
        starts = {word for n in range(60) if f"row {n} " in page for word in [n]}
        ends = {n for n in range(60) if f"end {n}\n" in page + "\n"}
        assert starts == ends


def test_a_thematic_break_starts_a_page_when_half_of_one_is_used() -> None:
    for paragraphs, pages in ((3, 1), (26, 2)):
        text = "\n\n".join(["words"] * paragraphs)
        assert len(read(render(playbook_of(f"{text}\n\n---\n\nb\n\n---\n\nc"), "pdf")).pages) == pages


def test_latin_text_is_set_in_typsts_own_fonts() -> None:
    names = {
        str(font["/BaseFont"]).split("+")[-1]
        for page in read(render(PLAYBOOK, "pdf")).pages
        for font in (entry.get_object() for entry in page["/Resources"]["/Font"].values())
    }
    assert {name.split("-")[0] for name in names} <= {"LibertinusSerif", "DejaVuSansMono"}


def test_a_letter_no_font_has_becomes_a_box_and_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        made = [render(playbook_of("a \U000f1234 b"), "pdf") for _ in range(2)]
    assert made[0] == made[1]
    assert "a □ b" in words(made[0])
    assert b"pdfuaid:part" in read(made[0]).trailer["/Root"]["/Metadata"].get_data()
    assert [record.message for record in caplog.records].count(
        "no font on this machine has U+F1234; a box stands in for each in the PDF"
    ) == 1


def test_a_word_too_long_for_the_line_is_broken() -> None:
    lines = words(render(playbook_of("x" * 400), "pdf")).split("\n")
    assert max(map(len, lines)) < 160
    assert "".join(lines).replace("\u200b", "").count("x") >= 400


def test_a_literal_cannot_be_left() -> None:
    assert literal('a"; #panic()\\') == '"a\\"; #panic()\\\\"'
    assert literal("a\nb") == '"a b"'


def test_the_themes_lines_keep_their_numbers() -> None:
    text = source(PLAYBOOK, load_theme()).split("\n")
    page = load_theme().text("page.typ").split("\n")
    assert text[1 : len(page) - 1] == page[1:-1]


@pytest.mark.parametrize(
    ("page", "code", "line", "says"),
    [
        ("\n#let x = (\n", Code.TEMPLATE_SYNTAX, 2, "unclosed"),
        ("#let a = 1\n\n#nonsense()\n", Code.TEMPLATE_NAME, 3, "nonsense"),
        ("#let a = theme.colour\n", Code.TEMPLATE_SYNTAX, 1, "colour"),
        ('#set text(fill: red)\n#import "@preview/x:1.0.0"\n', Code.TEMPLATE_SYNTAX, 2, "not fetched"),
        ("#set text(fill: red)\n", Code.TEMPLATE_NAME, 0, "title-block"),
    ],
)
def test_a_faulty_page_is_told_by_file_and_line(tmp_path: Path, page: str, code: Code, line: int, says: str) -> None:
    (tmp_path / "page.typ").write_text(page)
    with pytest.raises(InputError) as error:
        pdf.render(PLAYBOOK, load_theme(folder=tmp_path))
    problem = error.value.problems[0]
    assert (problem.code, problem.where.file, problem.where.line) == (code, str(tmp_path / "page.typ"), line)
    assert says in f"{problem.what} {problem.hint}"
    assert isinstance(problem.where, Location)


def test_a_logo_and_an_organisation_are_on_the_first_page(tmp_path: Path) -> None:
    (tmp_path / "theme.yaml").write_text('logo: logo.svg\nlogo_words: Our "mark"\norganisation: "Example #1"\n')
    (tmp_path / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    )
    reader = read(pdf.render(PLAYBOOK, load_theme(folder=tmp_path)))
    assert "Example #1" in reader.pages[0].extract_text()
    assert 'Our "mark"' in tags(reader.trailer["/Root"]["/StructTreeRoot"])


def test_a_font_that_is_nowhere_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "theme.yaml").write_text("fonts: {print: [No Such Face]}\n")
    with caplog.at_level(logging.WARNING):
        pdf.render(playbook_of("a"), load_theme(folder=tmp_path))
    assert "No Such Face" in caplog.text


def test_a_day_of_a_plan_is_never_torn_across_lines() -> None:
    code = source(playbook_of("Second of three: days 31 to 60 from Mon Nov 30, and no Mon or Nov alone."), load_theme())
    assert "from Mon\u00a0Nov\u00a030, and no Mon or Nov alone." in code


def test_an_apostrophe_is_curled_in_the_footer_as_in_the_text() -> None:
    told = replace(playbook_of("The monitors' tally."), footer="One leader's view, parents' too.")
    code = source(told, load_theme())
    assert "The monitors’ tally." in code and "One leader’s view, parents’ too." in code


def test_one_sheet_alone_takes_the_page_and_two_share_it() -> None:
    sheet = "| Part | How |\n|---|---|\n" + "| Who | |\n" * 8
    alone, two = (source(playbook_of(text), load_theme()) for text in (sheet, sheet + "\n\n" + sheet))
    assert "room: 0.67in" in alone and "room: none" in two
