"""A theme from a stranger reads nothing outside of its folder, and names nothing outside in what is made."""

from __future__ import annotations

import datetime
import io
import os
import socket
import threading
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from jtbd_diag.ground.complaints import Code, InputError, Problem
from jtbd_diag.ground.library import Library
from jtbd_diag.playbook import templates as playbook_templates
from jtbd_diag.playbook.views import diagnosis_view, leader_view, letter_view, plan_view
from jtbd_diag.publishing import load_theme, render
from jtbd_diag.publishing.drawings import svg_drawing
from jtbd_diag.publishing.pdf import pdf, typst_compiler
from jtbd_diag.publishing.report import Report, render_html
from jtbd_diag.publishing.theme import page_templates
from jtbd_diag.publishing.theme.fetched_from_outside import fetched_by_page, refuse_outside_of_word
from jtbd_diag.publishing.theme.theme import copy_readable, refuse_what_leads_out
from tests.playbook.leaders import case, written, written_for

from .sample import PLAYBOOK, playbook_of

SHIPPED_WORD = load_theme().path("reference.docx")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


def problems_of(work: Any, *given: Any) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as error:
        work(*given)
    return tuple(error.value.problems)


# --- files ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["page.html", "page.typ", "theme.yaml", "logo.png", "fonts/a.ttf", "parts"])
@pytest.mark.parametrize("to", ["../outside", "absolute"])
def test_a_link_out_of_the_folder_is_refused(tmp_path: Path, name: str, to: str) -> None:
    (tmp_path / "outside").write_text("organisation: secret\n")
    folder = tmp_path / "theme"
    (folder / "fonts").mkdir(parents=True)
    (folder / "profile.svg.j2").write_text(SVG)
    (folder / name).symlink_to(
        tmp_path / "outside" if to == "absolute" else Path("../" * (1 + name.count("/"))) / "outside"
    )
    (problem,) = problems_of(lambda: load_theme(folder=folder))
    assert (problem.code, problem.where.file) == (Code.THEME_SHAPE, str(folder / name))
    assert "leads out of the theme's folder" in problem.what
    assert problem.hint == "copy the file into the folder"


def test_a_link_within_the_folder_and_a_link_to_the_folder_are_none(tmp_path: Path) -> None:
    folder = tmp_path / "theme"
    folder.mkdir()
    (folder / "own.html").write_text("<p>{{ page_title }}</p>{{ body }}")
    (folder / "page.html").symlink_to("own.html")
    (tmp_path / "link").symlink_to(folder)
    assert render(playbook_of("a", title="T"), "html", load_theme(folder=tmp_path / "link")).startswith(b"<p>T</p>")


def test_the_theme_of_an_own_library_is_held_to_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "playbooks" / "theme"
    folder.mkdir(parents=True)
    (tmp_path / "outside").write_text("x")
    (folder / "page.html").symlink_to(tmp_path / "outside")
    assert "leads out" in problems_of(load_theme, Library(tmp_path))[0].what


def test_what_is_no_file_and_a_folder_too_large_are_refused(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("x")
    (tmp_path / "logo.png").write_bytes(b"x" * 9)
    assert "more than 1 files" in problems_of(refuse_what_leads_out, tmp_path, 1)[0].what
    assert "larger than" in problems_of(copy_readable, tmp_path, tmp_path / "copies", 8)[0].what
    os.mkfifo(tmp_path / "pipe.ttf")
    assert "neither a file nor a folder" in problems_of(refuse_what_leads_out, tmp_path)[0].what


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ('#read("../outside.txt")', "escape"),
        ('#read("/../outside.txt")', "escape"),
        ('#read("/etc/hostname")', "not found"),
        ('#read("outside.txt")', "not found"),
        ('#image("../logo.svg")', "escape"),
    ],
)
def test_a_page_reads_nothing_but_its_own_folder(
    tmp_path: Path, page: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "outside.txt").write_text("secret")
    folder = tmp_path / "theme"
    folder.mkdir()
    (folder / "page.typ").write_text(page)
    (problem,) = problems_of(lambda: pdf.render(PLAYBOOK, load_theme(folder=folder)))
    assert (problem.code, problem.where.line) == (Code.TEMPLATE_SYNTAX, 1)
    assert says in problem.what


def test_a_page_reads_the_texts_and_pictures_beside_it(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "seal.svg").write_text(SVG)
    (tmp_path / "words.typ").write_text("#let words = [From our house]")
    own = '#import "words.typ": words\n#set page(footer: words)\n#let seal = image("parts/seal.svg", alt: "seal")\n'
    (tmp_path / "page.typ").write_text(load_theme().text("page.typ") + own)
    made = pdf.render(playbook_of("a"), load_theme(folder=tmp_path))
    assert made != pdf.render(playbook_of("a"), load_theme())


def test_the_shipped_page_reads_nothing_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.txt").write_text("secret")
    from typst import TypstError

    with pytest.raises(TypstError):
        typst_compiler.compile_pdf('#read("x.txt")', load_theme(), datetime.date(2026, 1, 1))
    with pytest.raises(TypstError):
        typst_compiler.picture('<svg xmlns="http://www.w3.org/2000/svg"><broken', load_theme())


# --- the network ----------------------------------------------------------------------------------------


def test_a_page_fetches_no_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A listener stands where the machine's own proxy would be; nobody may call."""
    called = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))

    def wait() -> None:
        try:
            listener.accept()[0].close()
        except OSError:
            return
        called.set()

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    proxy = f"http://127.0.0.1:{listener.getsockname()[1]}"
    for name in ("HTTPS_PROXY", "https_proxy"):
        monkeypatch.setenv(name, proxy)
    (tmp_path / "page.typ").write_text('#let at = "\\u{40}"\n#import at + "preview/x:1.0.0"\n')
    (problem,) = problems_of(lambda: pdf.render(PLAYBOOK, load_theme(folder=tmp_path)))
    listener.close()
    assert (problem.code, problem.where.line, problem.what) == (Code.TEMPLATE_SYNTAX, 2, "packages are not fetched")
    assert not called.is_set()
    assert os.environ["HTTPS_PROXY"] == proxy, "the environment is as it was"


@pytest.mark.parametrize(
    "page",
    [
        "<img src='http://example.org/a.png'>",
        "<img src=logo.png>",
        "<img srcset='//example.org/a.png 2x'>",
        "<link rel=stylesheet href=https://example.org/a.css>",
        "<script src=https://example.org/a.js></script>",
        "<script>fetch('https://example.org')</script>",
        "<p onclick='go()'>a</p>",
        "<a href='javascript:go()'>a</a>",
        "<style>@import 'https://example.org/a.css';</style>",
        "<style>p { background: url( 'https://example.org/a.png' ) }</style>",
        "<style>p { background: \\75rl(https://example.org/a.png) }</style>",
        "<style>@font-face { src: url(a.woff2) }</style>",
        "<p style='background: url(//example.org/a.png)'>a</p>",
        "<svg><image xlink:href='https://example.org/a.png'/></svg>",
        "<svg><rect fill='url(https://example.org/a.svg#b)'/></svg>",
        "<iframe srcdoc='<p>a'></iframe>",
        "<form action='https://example.org'></form>",
        "<base href='https://example.org/'>",
        "<meta http-equiv=refresh content='0; url=https://example.org'>",
        "<object data='https://example.org/a'></object>",
    ],
)
def test_a_page_that_would_fetch_or_run_something_is_refused(tmp_path: Path, page: str) -> None:
    assert len(fetched_by_page(page)) == 1
    (tmp_path / "page.html").write_text(f"{page}\n{{{{ body }}}}")
    (problem,) = problems_of(lambda: render(PLAYBOOK, "html", load_theme(folder=tmp_path)))
    assert (problem.code, problem.where.file) == (Code.THEME_SHAPE, str(tmp_path / "page.html"))


@pytest.mark.parametrize(
    "page",
    [
        "<a href='https://example.org/a'>a</a>",
        "<img src='data:image/png;base64,AA=='>",
        "<style>p { background: url(\"data:image/png;base64,AA==\"), url(#a) } b::before { content: '\\2022' }</style>",
        "<svg><rect fill='url(#a)'/><use href='#b'/></svg>",
        "<p>url(https://example.org) in words (and brackets)</p>",
        "<script>ours()</script>",
    ],
)
def test_a_page_of_its_own_parts_is_none(page: str) -> None:
    assert fetched_by_page(page, ["ours()"]) == []


def test_a_copy_of_the_shipped_theme_is_a_theme(tmp_path: Path) -> None:
    for path in load_theme().path("page.html").parent.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    theme = load_theme(folder=tmp_path)
    assert render(PLAYBOOK, "html", theme) == render(PLAYBOOK, "html")
    assert render(PLAYBOOK, "pdf", theme) == render(PLAYBOOK, "pdf")
    report = Report("R", datetime.date(2026, 11, 21), "# R\n\nwords\n", "f", {})
    assert render_html(report, theme) == render_html(report, load_theme())


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="https://example.org/a.png"/>',
        '<image xlink:href="file:///a.png"/>',
        '<?xml-stylesheet href="https://example.org/a.css"?><rect/>',
        "<script>go()</script>",
        "<style>@import 'a.css';</style>",
    ],
)
def test_a_logo_that_names_anything_outside_is_refused(tmp_path: Path, inside: str) -> None:
    (tmp_path / "theme.yaml").write_text("logo: logo.svg\n")
    (tmp_path / "logo.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{inside}</svg>')
    (problem,) = problems_of(load_theme, None, tmp_path)
    assert (problem.code, problem.where.file) == (Code.THEME_SHAPE, str(tmp_path / "logo.svg"))


def test_a_logo_as_drawing_programs_write_it_is_one(tmp_path: Path) -> None:
    public = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    (tmp_path / "theme.yaml").write_text("logo: logo.svg\n")
    (tmp_path / "logo.svg").write_text(f'<?xml version="1.0"?>\n{public}\n{SVG}')
    assert load_theme(folder=tmp_path).look.logo == tmp_path / "logo.svg"


@pytest.mark.parametrize("name", ["profile.svg.j2", "logo.svg"])
def test_a_broken_drawing_is_told_with_its_file_in_word_too(tmp_path: Path, name: str) -> None:
    (tmp_path / "theme.yaml").write_text("logo: logo.svg\n")
    (tmp_path / "logo.svg").write_text(SVG)
    (tmp_path / name).write_text('<svg xmlns="http://www.w3.org/2000/svg"><broken')
    (problem,) = problems_of(lambda: render(PLAYBOOK, "docx", load_theme(folder=tmp_path)))
    assert (problem.code, problem.where.file) == (Code.TEMPLATE_SYNTAX, str(tmp_path / name))


# --- Word -----------------------------------------------------------------------------------------------

RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}" TargetMode="External"/>'
    "</Relationships>"
)
IN_PIECES = "<w:r><w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText>PICTURE x</w:instrText></w:r>"
FIELD = '<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p>{}</w:p></w:ftr>'


def word_file(path: Path, **parts: str) -> Path:
    with zipfile.ZipFile(SHIPPED_WORD) as old, zipfile.ZipFile(path, "w") as new:
        for entry in old.infolist():
            new.writestr(entry.filename, old.read(entry))
        for name, text in parts.items():
            new.writestr(f"word/{name.replace('__', '/')}", text)
    return path


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"_rels/settings.xml.rels": RELATIONS.format("attachedTemplate", "file:///c:/a.dotm")}, "file:///c:/a.dotm"),
        ({"_rels/header9.xml.rels": RELATIONS.format("image", "https://example.org/a.png")}, "example.org"),
        ({"_rels/footer9.xml.rels": RELATIONS.format("hyperlink", "file://share/a")}, "file://share/a"),
        (
            {
                "footer9.xml": FIELD.format(
                    "<w:r><w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText>PICTURE x</w:instrText></w:r>"
                )
            },
            "INCLUDEPICTURE",
        ),
        ({"footer9.xml": FIELD.format('<w:fldSimple w:instr="DDEAUTO x"/>')}, "DDEAUTO"),
        ({"footer9.xml": "<w:instrText>"}, "no Word document"),
    ],
)
def test_a_word_file_that_names_anything_outside_is_refused(
    tmp_path: Path, parts: Mapping[str, str], says: str
) -> None:
    file = word_file(tmp_path / "reference.docx", **parts)
    (problem,) = problems_of(load_theme, None, tmp_path)
    assert (problem.code, problem.where.file) == (Code.THEME_SHAPE, str(file))
    assert says in problem.what


def test_other_word_files_are_refused_by_what_they_are(tmp_path: Path) -> None:
    (tmp_path / "reference.docx").write_bytes(b"no archive")
    assert "no Word document" in problems_of(load_theme, None, tmp_path)[0].what
    assert "unfolds to more than" in problems_of(refuse_outside_of_word, SHIPPED_WORD, 1000)[0].what


def test_links_to_follow_and_page_numbers_may_stay(tmp_path: Path) -> None:
    page = FIELD.format("<w:r><w:instrText> PAGE </w:instrText></w:r>")
    word_file(
        tmp_path / "reference.docx",
        **{"footer9.xml": page, "_rels/footer9.xml.rels": RELATIONS.format("hyperlink", "https://example.org")},
    )
    assert load_theme(folder=tmp_path).path("reference.docx").parent == tmp_path


def test_a_word_file_names_nothing_outside_but_links_to_follow() -> None:
    made = render(written_for("D11"), "docx")
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        external = [
            part
            for name in archive.namelist()
            if name.endswith(".rels")
            for part in archive.read(name).decode().split("<Relationship ")
            if 'TargetMode="External"' in part
        ]
    assert external
    assert all("/hyperlink" in part and 'Target="http' in part for part in external)


# --- what templates are given ---------------------------------------------------------------------------


def not_plain(value: object, place: str) -> list[str]:
    """Everything in a value that is more than text, numbers, and lists and mappings of them."""
    if isinstance(value, Mapping):
        return [found for key, one in value.items() for found in not_plain(one, f"{place}.{key}")]
    if isinstance(value, list | tuple):
        return [found for n, one in enumerate(value) for found in not_plain(one, f"{place}[{n}]")]
    is_plain = value is None or isinstance(value, str | int | float | bool | datetime.date)
    return [] if is_plain else [f"{place}: {type(value).__name__}"]


def test_what_has_fields_is_given_by_their_names() -> None:
    class Tick(NamedTuple):
        at: float

        @property
        def half(self) -> float:
            return self.at / 2

    assert page_templates.plain([Tick(4.0), (1, 2)]) == [{"at": 4.0, "half": 2.0}, [1, 2]]


def test_every_template_of_a_theme_is_given_plain_values(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, object] = {}
    made = page_templates._environment

    def spying(sources: tuple[tuple[str, str, str], ...]) -> object:
        environment = made(sources)

        class Spy:
            def get_template(self, name: str) -> object:
                template = environment.get_template(name)

                class Template:
                    def render(self, values: dict[str, object]) -> str:
                        given[name] = values
                        return template.render(values)

                return Template()

        return Spy()

    monkeypatch.setattr(page_templates, "_environment", spying)
    render(written_for("D11"), "html")
    shape = svg_drawing.DrawnWords(1, 1, "a", "#000000")
    chart = svg_drawing.Drawing("jobs", "Jobs", "what", 10, 10, [shape])
    render_html(
        Report("R", datetime.date(2026, 1, 1), "# R\n\n![a](figure:jobs)\n", "f", {"jobs": (chart,)}), load_theme()
    )
    assert set(given) == {"page.html", "cohort.html", "profile.svg.j2", "influence.svg.j2", "chart.svg.j2"}
    assert not_plain(given, "") == []
    with pytest.raises(TypeError):
        page_templates.plain({"a": [Path("x")]})


ASKED: Mapping[str, tuple[object, ...]] = {
    "title_of": ("correct",),
    "behind_job": (4,),
    "called": ("data_person",),
    "corrected_in_short": (400,),
    "first_of_month": (2,),
    "named": (5,),
    "own_in_short": ("story", 280),
    "says": ("correct",),
    "answer": ("areas",),
    "answer_text": ("areas",),
    "own": ("partners",),
    "plays": ("tool", "rallying"),
    "plan": ("correct",),
    "day": (30,),
    "first_steps": ("correct",),
    "has": ("now",),
    "tailored": ("start",),
}
"""An example for each thing that a playbook's template may ask."""


def test_every_template_of_a_playbook_is_given_plain_values(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Mapping[str, Any]] = []
    fill = playbook_templates.fill
    monkeypatch.setattr(
        "jtbd_diag.playbook.written_playbook.fill",
        lambda folders, name, values: given.append(values) or fill(folders, name, values),
    )
    written(case("D11"))
    (values,) = given
    assert list(values) == ["leader"]
    leader = values["leader"]
    names = [name for name in dir(leader) if not name.startswith("_")]
    found = []
    ours = [file.__name__ for file in (leader_view, diagnosis_view, plan_view, letter_view)]
    for name in names:
        value = getattr(leader, name)
        if callable(value):
            assert getattr(leader_view.LeaderView, name).__module__ in ours
            value = value(*ASKED[name])
        found += not_plain(value, name)
    assert len(names) > 20
    assert found == []


@pytest.mark.parametrize(
    "words", ["{{ leader._facts }}", "{{ leader._diagnosis.answers }}", "{{ leader|attr('_plan') }}"]
)
def test_a_playbooks_template_sees_nothing_behind_the_view(tmp_path: Path, words: str) -> None:
    (tmp_path / "a.md.j2").write_text(f"# T\n{words}\n")

    class View:
        _facts = _diagnosis = _plan = "secret"

    (problem,) = problems_of(playbook_templates.fill, (tmp_path,), "a.md.j2", {"leader": View()})
    assert problem.where.line == 2
