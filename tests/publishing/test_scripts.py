"""Whatever a leader writes, there is a playbook: with the machine's fonts, and without any."""

from __future__ import annotations

import datetime
import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
import typst

from jtbd_diag.playbook.choice.influence import Influence
from jtbd_diag.playbook.written_playbook import Playbook
from jtbd_diag.publishing import FORMATS, document_warnings, load_theme, render
from jtbd_diag.publishing.drawings import svg_drawing
from jtbd_diag.publishing.pdf import pdf, typst_compiler
from jtbd_diag.publishing.pdf.missing_letters import BOX, families
from jtbd_diag.publishing.pdf.typst_source import source
from jtbd_diag.publishing.pdf.words_as_outlines import outlined
from jtbd_diag.publishing.report import Report, render_pdf

from .sample import escaped, playbook_of
from .test_pdf import read

SCRIPTS = {
    "Hindi": "परिवहन कार्यालय",
    "Arabic": "مكتب النقل المدرسي",
    "Persian": "دفتر حمل\u200cونقل",
    "Urdu": "ٹرانسپورٹ کا دفتر",
    "Hebrew": "משרד ההסעות",
    "Thai": "สำนักงานขนส่ง",
    "Chinese": "交通办公室",
    "Korean": "교통 사무소",
    "Tamil": "போக்குவரத்து அலுவலகம்",
    "Bengali": "পরিবহন অফিস",
    "Khmer": "ការិយាល័យដឹកជញ្ជូន",
    "Burmese": "သယ်ယူပို့ဆောင်ရေး",
    "Amharic": "የትራንስፖርት ቢሮ",
    "Georgian": "ტრანსპორტის ოფისი",
    "Vietnamese": "Văn phòng vận tải",
    "Cherokee": "ᏣᎳᎩ",
    "Inuktitut": "ᐃᓄᒃᑎᑐᑦ",
    "Fula": "𞤀𞤣𞤤𞤢𞤥",
    "Osage": "𐓏𐓘𐓻",
    "combining marks": "e\u0301o\u0328x\u0301 h̷̡̛e̴̢l̵̨l̸o",
    "variation": "kids \u2764\ufe0f and \u260e\ufe0f",
    "joined": "👩\u200d👩\u200d👧\u200d👦 👍🏽",
    "flags": "🇺🇸 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "keycap": "1\ufe0f\u20e3",
    "letters of mathematics": "𝓗𝓲 ①",
    "private": "a\ue000b \U000f1234",
    "unassigned": "a\u0378b \U0003ffff",
    "controls": "a\x00b\x1bc\x85d",
    "invisible": "a\u200eb\u200fc\xadd\u2060e\ufefff\u200bg\U000e0041h\u034fi\u180ej",
    "half a letter": "a\ud800b",
    "turned round": "a\u202eb\u2066c",
}


def words_of(data: bytes) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def everywhere(words: str) -> Playbook:
    """A playbook with the words in every place that words can have."""
    text = escaped(words)
    markdown = (
        f"# {text}\n\n## {text}\n\n{text}, **{text}**, *{text}* and `x {words.replace('`', '')}`\n\n"
        f"- {text}\n- [ ] {text}\n\n| {text} | b |\n|---|---|\n| {text} | c |\n\n> **{text}** {text}\n\n"
        f"![the map](figure:influence)\n"
    )
    who = Influence(words, (words, f"The {words}"), (words,), (words,))
    return playbook_of(markdown, title=words, influence=who)


@pytest.fixture
def no_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without any font of its own."""
    from typst import Fonts

    none = Fonts(include_system_fonts=False)
    caches = (typst_compiler._compiler, pdf._learned_of_fonts, document_warnings._log_once)
    for cache in caches:
        cache.cache_clear()
    monkeypatch.setattr(typst_compiler, "fonts", lambda _system, _folder: none)
    yield
    for cache in caches:
        cache.cache_clear()


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_script_prints(name: str) -> None:
    made = render(everywhere(SCRIPTS[name]), "pdf")
    assert b"pdfuaid:part" in read(made).trailer["/Root"]["/Metadata"].get_data()


@pytest.mark.usefixtures("no_fonts")
@pytest.mark.parametrize("name", SCRIPTS)
def test_every_script_prints_on_a_machine_without_fonts(name: str) -> None:
    made = render(everywhere(SCRIPTS[name]), "pdf")
    assert b"pdfuaid:part" in read(made).trailer["/Root"]["/Metadata"].get_data()


def test_every_script_stands_in_a_report() -> None:
    day, words = datetime.date(2026, 11, 21), [words for words in SCRIPTS.values() if "\ud800" not in words]
    shapes = [svg_drawing.DrawnWords(10, 12.0 * n, one, "#000000") for n, one in enumerate(words, 1)]
    chart = svg_drawing.Drawing("jobs", "Jobs", "Jobs by area", 300, 400, shapes)
    markdown = f"# R\n\n{escaped(' '.join(words))}\n\n![a](figure:jobs)\n"
    made = render_pdf(Report("R", day, markdown, "f", {"jobs": (chart, chart)}), load_theme())
    assert b"pdfuaid:part" in read(made).trailer["/Root"]["/Metadata"].get_data()


@pytest.mark.parametrize("kind", sorted(FORMATS.keys() - {"pdf"}))
def test_every_script_stands_in_every_other_format(kind: str) -> None:
    words = " ".join(SCRIPTS.values())
    assert len(render(everywhere(words), kind)) > 100


@pytest.mark.usefixtures("no_fonts")
@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("교통 ok", f"{BOX}{BOX} ok"),
        ("well done 👍🏽 now", "well done [thumbs up sign] now"),
        ("from 🇺🇸 too", "from US too"),
        ("step 1\ufe0f\u20e3 first", "step 1 first"),
        ("family 👩\u200d👧 here", "family [woman][girl] here"),
        ("कवन", "कवन"),
    ],
)
def test_what_no_font_has_stands_as_a_box_or_by_its_name(
    words: str, printed: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        made = render(playbook_of(f"a {words} b"), "pdf")
    assert f"a {printed} b" in words_of(made)
    missing = [letter for letter in words if letter in "교통👍🇺"]
    assert all(letter in caplog.text for letter in missing)
    assert ("install them" in caplog.text) == bool(missing or "👩" in words)


@pytest.mark.usefixtures("no_fonts")
def test_whoever_makes_many_hears_of_each() -> None:
    for _ in range(2):
        with document_warnings.warnings_heard() as heard:
            render(playbook_of("교"), "pdf")
        (what,) = heard
        assert "no font on this machine has 교; a box stands in for each in the PDF" in what


def test_ordinary_words_of_a_drawing_stay_text() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><text x="1" y="2">Café — “naïve” Ελλάδα Журнал</text></svg>'
    assert outlined(svg, load_theme()) == svg
    assert outlined("<svg परि", load_theme()) == "<svg परि", "Typst tells what is wrong with it"


def test_words_that_join_are_drawn_where_they_stood() -> None:
    inner = (
        '<g font-size="20" text-anchor="middle"><text x="50" y="30" fill="#123456">परि</text><text>plain</text></g>'
        '<text x="9" y="9">مكتب</text>'
    )
    made = outlined(f'<svg xmlns="http://www.w3.org/2000/svg" font-size="10">{inner}</svg>', load_theme())
    assert "परि" not in made
    assert ">plain</text>" in made
    assert '<g fill="#123456" transform="translate(' in made
    assert 'transform="translate(9 9)"' in made
    assert '"#000000"' not in made


def test_a_script_is_set_in_a_font_of_its_own_where_there_is_one() -> None:
    assert families("plain — Café, Ελλάδα, Журнал") == ()
    assert families(SCRIPTS["Arabic"])[0] == "Noto Naskh Arabic"
    assert families(f"{SCRIPTS['Hindi']} and {SCRIPTS['Thai']}") == ("Noto Serif Devanagari", "Noto Serif Thai")
    text = source(playbook_of(SCRIPTS["Arabic"]), load_theme())
    assert 'font: ("Libertinus Serif", "Noto Naskh Arabic", ' in text


def test_a_themes_own_fonts_are_looked_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "theme.yaml").write_text("organisation: a\n")
    looked: list[object] = []
    fonts = typst.Fonts
    monkeypatch.setattr(typst, "Fonts", lambda **given: looked.append(given["font_paths"]) or fonts(**given))
    typst_compiler._compiler.cache_clear()
    typst_compiler.fonts.cache_clear()
    assert "कवन" in words_of(render(playbook_of("कवन"), "pdf", load_theme(folder=tmp_path)))
    assert [str(tmp_path / "fonts")] in looked
