"""A theme folder: laid file by file over the shipped one, and checked before anything is published."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from pathlib import Path

import pypdf
import pytest

from jtbd_diag.ground.complaints import Code, InputError, Problem
from jtbd_diag.ground.page_colours import Colours, contrast
from jtbd_diag.publishing import html, load_theme, render
from jtbd_diag.publishing.theme.theme import FILES, Theme

from .sample import PLAYBOOK


def problems_of(folder: Path, text: str) -> list[Problem]:
    (folder / "theme.yaml").write_text(text)
    with pytest.raises(InputError) as error:
        load_theme(folder=folder)
    return list(error.value.problems)


def test_a_theme_names_only_what_differs(tmp_path: Path) -> None:
    (tmp_path / "theme.yaml").write_text('organisation: Example\ncolours: {accent: "#5a1f6b"}\n')
    look, shipped = load_theme(folder=tmp_path).look, load_theme().look
    assert (look.organisation, look.colours.accent) == ("Example", "#5a1f6b")
    assert (look.colours.ink, look.fonts) == (shipped.colours.ink, shipped.fonts)


def test_files_are_replaced_one_by_one(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>{{ page_title }}</p>{{ body }}")
    theme = load_theme(folder=tmp_path)
    page = html.render(PLAYBOOK, theme)
    assert page.startswith(b"<p>Getting every child to school: a playbook for work that is shared</p>")
    assert b"<html" not in page and b"<h2" in page
    assert render(PLAYBOOK, "pdf", theme) == render(PLAYBOOK, "pdf")


def test_the_colour_reaches_every_drawn_format(tmp_path: Path) -> None:
    (tmp_path / "theme.yaml").write_text('colours: {accent: "#5a1f6b"}\n')
    theme = load_theme(folder=tmp_path)
    assert render(PLAYBOOK, "html", theme).count(b"#5a1f6b") >= 2
    assert render(PLAYBOOK, "pdf", theme) != render(PLAYBOOK, "pdf")


def test_all_that_is_wrong_is_told_at_once_with_its_place(tmp_path: Path) -> None:
    problems = problems_of(
        tmp_path,
        "organization: Example\n"
        "colours:\n  ink: black\n  acent: '#000000'\n  muted: #333333\n"
        "fonts: {screen: 'Georgia'}\n"
        "logo: ../secret.png\n",
    )
    assert [(p.where.line, p.code) for p in problems] == [(n, Code.THEME_SHAPE) for n in (1, 3, 4, 5, 6, 7)]
    told = [str(problem) for problem in problems]
    assert "unknown key 'organization'" in told[0]
    assert "did you mean 'organisation'?" in told[0]
    assert "in quotes" in told[1]
    assert "did you mean 'accent'?" in told[2]
    assert "in quotes" in told[3]
    assert "[Source Serif 4, Georgia]" in told[4]
    assert "'logo' is no picture" in told[5]


def test_a_colour_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    problems = problems_of(tmp_path, "colours:\n  brand: '#ffe000'\n  accent: '#ffe000'\n")
    assert {(p.where.line, p.code) for p in problems} == {(3, Code.THEME_SHAPE)}
    assert "cannot be read on 'paper': contrast 1.3 of 4.5" in problems[0].what + problems[1].what


@pytest.mark.parametrize("text", ["- a\n- b\n", "colours: red\n", "fonts: {print: ['x\"; }']}\n", "logo: none.png\n"])
def test_other_shapes_are_refused(tmp_path: Path, text: str) -> None:
    assert {problem.code for problem in problems_of(tmp_path, text)} == {Code.THEME_SHAPE}


def test_a_folder_that_is_none_or_holds_no_theme(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        load_theme(folder=tmp_path / "none")
    assert error.value.problems[0].code is Code.MISSING_FILE
    with pytest.raises(InputError) as error:
        load_theme(folder=tmp_path)
    assert error.value.problems[0].code is Code.THEME_SHAPE
    assert all(name in str(error.value) for name in FILES)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


COLOURS = [
    Colours(),
    Colours(ink="#000000", muted="#595959", accent="#00008b"),
    Colours(ink="#767676", muted="#767676", accent="#0000ff", tint="#ffffff"),
    Colours(ink="#3b0000", muted="#6b3030", accent="#8b0000", brand="#ffd700", tint="#fff5f5", paper="#fffdf8"),
    Colours(ink="#eeeeee", muted="#bbbbbb", accent="#ffcc66", paper="#101010", tint="#1c1c1c", line="#444444"),
]


@pytest.mark.parametrize("colours", COLOURS)
def test_a_dark_screen_is_as_readable_as_a_light_one(colours: Colours) -> None:
    """Whatever a theme says, as long as it can be read by day."""
    for shown in (colours.light, colours.dark):
        for word in ("ink", "muted", "accent"):
            assert min(contrast(shown[word], shown[ground]) for ground in ("paper", "tint")) >= 4.5, (word, shown)
        assert contrast(shown["edge"], shown["paper"]) >= 3, shown


def test_a_page_without_a_theme_looks_as_the_shipped_one() -> None:
    assert load_theme().look.colours == Colours()


@pytest.mark.parametrize(
    ("template", "code", "line"),
    [
        ("<p>\n{% if %}</p>", Code.TEMPLATE_SYNTAX, 2),
        ("<p>\n\n{{ playbok }}</p>", Code.TEMPLATE_NAME, 3),
        ("<p>{{ look.colour }}</p>", Code.TEMPLATE_NAME, 1),
        ("<p>\n{{ 1 / 0 }}</p>", Code.TEMPLATE_SYNTAX, 2),
        ("\n{{ ''.__class__.__mro__ }}", Code.TEMPLATE_SYNTAX, 2),
        ("{% include '/etc/passwd' %}", Code.MISSING_FILE, 1),
    ],
)
@pytest.mark.parametrize("name", ["page.html", "profile.svg.j2"])
def test_a_faulty_template_is_told_by_file_and_line(
    tmp_path: Path, name: str, template: str, code: Code, line: int
) -> None:
    (tmp_path / name).write_text(template.replace("look.", "chart." if name != "page.html" else "look."))
    with pytest.raises(InputError) as error:
        render(PLAYBOOK, "html", load_theme(folder=tmp_path))
    problem = error.value.problems[0]
    assert (problem.code, problem.where.file, problem.where.line) == (code, str(tmp_path / name), line)


@pytest.mark.parametrize(
    ("name", "inside", "kinds", "says"),
    [
        ("logo.png", b"", "html pdf docx", "no PNG picture"),
        ("logo.png", b"GIF89a", "html pdf docx", "no PNG picture"),
        ("logo.jpg", b"\x89PNG\r\n\x1a\n", "html pdf docx", "no JPG picture"),
        ("logo.svg", b"<html>", "html pdf docx", "no SVG picture"),
        ("logo.png", b"\x89PNG\r\n\x1a\n", "pdf", "decode image"),  # only who decodes it finds it cut short
        ("page.html", b"<h1>{{ page_title }}</h1>", "html", "leaves out the playbook"),
        ("page.html", b"", "html", "leaves out the playbook"),
        ("profile.svg.j2", b"", "html pdf docx", "draws nothing"),
        ("profile.svg.j2", b"{{ title }}", "html pdf docx", "draws nothing"),
    ],
)
def test_a_theme_that_would_spoil_what_is_made_is_told_by_its_file(
    tmp_path: Path, name: str, inside: bytes, kinds: str, says: str
) -> None:
    if name.startswith("logo"):
        (tmp_path / "theme.yaml").write_text(f"logo: {name}\n")
    (tmp_path / name).write_bytes(inside)
    for kind in kinds.split():
        with pytest.raises(InputError) as error:
            render(PLAYBOOK, kind, load_theme(folder=tmp_path))
        (problem,) = error.value.problems
        assert problem.where.file == str(tmp_path / name) and says in problem.what


def test_a_logo_without_words_stands_in_every_format(tmp_path: Path) -> None:
    (tmp_path / "theme.yaml").write_text("logo: mark.png\n")
    (tmp_path / "mark.png").write_bytes(png(1))
    for kind in ("pdf", "html", "docx"):
        assert render(PLAYBOOK, kind, load_theme(folder=tmp_path))


YAML = """\
organisation: Example Schools
logo: mark.png
logo_words: The mark of Example Schools
colours: {accent: "#5a1f6b", brand: "#2e7d32", tint: "#f3eef6"}
fonts: {print: [DejaVu Sans Mono], print_headings: [New Computer Modern], screen: [Verdana, sans-serif]}
"""


def png(red: int) -> bytes:
    """A picture of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixel = zlib.compress(bytes([0, red, 0, 0]))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")


@pytest.fixture
def own(tmp_path: Path) -> Theme:
    (tmp_path / "theme.yaml").write_text(YAML)
    (tmp_path / "mark.png").write_bytes(png(200))
    return load_theme(folder=tmp_path)


def test_one_file_dresses_html(own: Theme) -> None:
    page = render(PLAYBOOK, "html", own).decode()
    assert f"data:image/png;base64,{base64.b64encode(png(200)).decode()}" in page
    assert 'alt="The mark of Example Schools"' in page
    assert "--brand: #2e7d32" in page
    assert '"Verdana", sans-serif' in page
    assert "#14536b" not in page
    assert 'stroke="#55626c"' in page  # what the theme does not name stays


def test_one_file_dresses_pdf(own: Theme) -> None:
    reader = pypdf.PdfReader(io.BytesIO(render(PLAYBOOK, "pdf", own)))
    first = reader.pages[0]
    assert "Example Schools" in first.extract_text()
    assert len(first.images) == 1
    fonts = {str(font.get_object()["/BaseFont"]) for font in first["/Resources"]["/Font"].values()}
    assert {name.split("+")[1].split("-")[0] for name in fonts} == {"DejaVuSansMono", "NewCM10"}
    drawn = first.get_contents().get_data()
    assert b"0.3529412 0.12156863 0.41960785" in drawn  # the accent
    assert b"0.078431375 0.3254902 0.41960785" not in drawn  # the shipped one


def test_one_file_dresses_word(own: Theme) -> None:
    with zipfile.ZipFile(io.BytesIO(render(PLAYBOOK, "docx", own))) as archive:
        styles, document = (archive.read(f"word/{name}.xml").decode() for name in ("styles", "document"))
        pictures = [archive.read(name) for name in archive.namelist() if name.endswith(".png")]
    assert "5A1F6B" in styles
    assert "14536B" not in styles
    assert "2E7D32" in styles
    assert 'w:ascii="DejaVu Sans Mono"' in styles
    assert "Cambria" not in styles
    assert png(200) in pictures
    assert 'descr="The mark of Example Schools"' in document


def test_templates_escape_what_they_are_given(tmp_path: Path) -> None:
    (tmp_path / "theme.yaml").write_text("organisation: <b>Example & Co</b>\n")
    page = render(PLAYBOOK, "html", load_theme(folder=tmp_path)).decode()
    assert "&lt;b&gt;Example &amp; Co&lt;/b&gt;" in page
