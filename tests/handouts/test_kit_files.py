"""The kit as files: names, formats, ten slides with notes, and nothing replaced unasked."""

from __future__ import annotations

import io
import os
import re
import zipfile
from pathlib import Path

import pypdf
import pytest

from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.ground.library import Library
from jtbd_diag.handouts.kit_files import write_kit_files
from jtbd_diag.playbook.kit import KitPage, write_kit
from jtbd_diag.publishing import load_theme
from jtbd_diag.publishing.drawings.run_chart_drawing import ten_dots
from jtbd_diag.publishing.pdf import pdf
from jtbd_diag.publishing.theme.theme import LAYOUTS
from jtbd_diag.publishing.word import slides
from tests.playbook.leaders import MONDAY, advice
from tests.playbook.test_kit import example

LONG = "On Monday the list was wrong again and nobody could say who had changed it, " * 8
ODD = '“#panic()” \\ <a:t>&amp; </a:t> *x* $y$ #"z"'
MOST_BYTES = 80 * 1024


def kit(**changed: str) -> tuple[KitPage, ...]:
    diagnosis = example("reorient", **changed)
    return write_kit(diagnosis, library=Library(), advice=advice(), date=MONDAY)


def read(page: KitPage) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf.render(page.document, load_theme(), layout=LAYOUTS.get(page.piece.layout))))


def needs_pandoc() -> None:
    if not os.environ.get("JTBD_DIAG_CLIENTS"):
        pytest.importorskip("pypandoc", reason="slides for PowerPoint are made with the extra `word`")


@pytest.mark.parametrize("story", [LONG, "It broke.", ODD])
def test_each_piece_has_the_pages_that_it_is_printed_on(story: str) -> None:
    pages = {page.piece.id: len(read(page).pages) for page in kit(episode=story, area="attendance", whose_fault="2")}
    assert pages == {
        "start-here": 2,
        "facilitator-script": 3,
        "slides": 10,
        "exercise-sheet": 2,
        "one-page-card": 1,
        "test-and-stand-up-cards": 2,
        "poster": 1,
        "friday-check": 2,
        "half-day-workbook": 4,
        "newcomer-card": 2,
    }


def test_every_pdf_is_accessible_and_small() -> None:
    for page in kit():
        made = pdf.render(page.document, load_theme(), layout=LAYOUTS.get(page.piece.layout))
        root = pypdf.PdfReader(io.BytesIO(made)).trailer["/Root"]
        assert b"pdfuaid:part" in root["/Metadata"].get_data(), page.piece.id
        assert len(made) <= MOST_BYTES, (page.piece.id, len(made))


def slide_texts(made: bytes, folder: str) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        names = [name for name in file.namelist() if re.fullmatch(rf"ppt/{folder}/\w+\d+\.xml", name)]
        names.sort(key=lambda name: int(re.search(r"\d+", name)[0]))  # type: ignore[index]
        return ["".join(re.findall(r"<a:t>([^<]*)", file.read(name).decode())) for name in names]


def test_slides_for_powerpoint_say_the_same_with_notes() -> None:
    needs_pandoc()
    (page,) = (page for page in kit(episode=ODD, whose_fault="2") if page.piece.id == "slides")
    made = slides.render(page.document, load_theme())
    assert made == slides.render(page.document, load_theme())
    shown, notes = slide_texts(made, "slides"), slide_texts(made, "notesSlides")
    assert len(shown) == len(notes) == 10
    assert "#panic()" in shown[1]
    assert "&lt;a:t&gt;&amp;amp;" in shown[1]
    assert all(re.search(r"Minutes? \d", note) for note in notes)
    assert not any(re.search(r"Minutes? \d+ to", slide) for slide in shown)
    with zipfile.ZipFile(io.BytesIO(made)) as file:  # the script calls them by number
        assert all('type="slidenum"' in file.read(f"ppt/slides/slide{n}.xml").decode() for n in range(1, 11))


def test_slides_take_the_colors_of_a_theme(tmp_path: Path) -> None:
    needs_pandoc()
    (tmp_path / "theme.yaml").write_text('colours: {accent: "#5b1a1a"}\n')
    (page,) = (page for page in kit() if page.piece.id == "slides")
    with zipfile.ZipFile(io.BytesIO(slides.render(page.document, load_theme(None, tmp_path)))) as file:
        scheme = file.read("ppt/theme/theme1.xml").decode()
    assert "5B1A1A" in scheme
    assert "14536B" not in scheme


def test_files_are_numbered_and_none_is_replaced(tmp_path: Path) -> None:
    needs_pandoc()
    pages = kit()[:3]
    made = write_kit_files(pages, tmp_path, load_theme(), kind="md")
    assert [path.name for path in made.written] == [
        "01-start-here.md",
        "02-facilitator-script.md",
        "03-slides.pdf",
        "03-slides.pptx",
    ]
    (tmp_path / "01-start-here.md").unlink()
    with pytest.raises(InputError) as refused:
        write_kit_files(pages, tmp_path, load_theme(), kind="md")
    assert {problem.code for problem in refused.value.problems} == {Code.EXISTS}
    assert len(refused.value.problems) == 3
    assert not (tmp_path / "01-start-here.md").exists()
    assert len(write_kit_files(pages, tmp_path, load_theme(), kind="md", force=True).written) == 4


def test_without_pandoc_all_but_the_powerpoint_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from jtbd_diag.publishing.word import pandoc

    def missing() -> str:
        raise pandoc._missing()

    monkeypatch.setattr(pandoc, "_program", missing)
    made = write_kit_files(kit()[2:3], tmp_path, load_theme())
    assert [path.name for path in made.written] == ["01-slides.pdf"]
    assert [problem.code for problem in made.missing] == [Code.MISSING_PROGRAM]


def test_the_chart_stands_in_the_powerpoint_beside_its_words_and_in_words() -> None:
    pytest.importorskip("pypandoc", reason="slides for PowerPoint are made with the extra `word`")
    page = next(page for page in kit() if page.piece.id == "slides")
    with zipfile.ZipFile(io.BytesIO(slides.render(page.document, load_theme()))) as made:
        texts = {name: made.read(name).decode() for name in made.namelist() if name.startswith("ppt/slides/slide")}
        pictures = [name for name in made.namelist() if name.startswith("ppt/media/")]
        held = [made.read(name)[:8] for name in pictures]
    (drawn,) = (text for text in texts.values() if "<p:pic>" in text)
    assert held == [b"\x89PNG\r\n\x1a\n"]
    assert "What do the dots say?" in drawn
    assert "Who guessed from the last day?" in drawn
    assert 'descr="Ten days as dots, and the day after, invented. A line through the middle."' in drawn
    assert not any("base64" in text for text in texts.values())
    width = re.search(r"<p:pic>.*?<a:ext cx=\"(\d+)\"", drawn, re.DOTALL)
    svg = ten_dots(load_theme())
    wide, *sizes = (float(n) for n in re.findall(r'(?:<svg [^>]*? width|font-size)="([\d.]+)', svg))
    assert width is not None
    assert min(sizes) * int(width[1]) / wide / 12_700 >= 12, "points, to be read in a room"
