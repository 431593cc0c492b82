"""The documentation as a site: built strictly, with nothing from elsewhere, and searched where there is no network."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from tests.checkout import ROOT
from tests.forms.clients import need
from tests.publishing.chromium import Chromium

PAGES = sorted(path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md"))


def _build(config: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(config), "-d", str(folder)]
    told = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "http_proxy": "http://127.0.0.1:9",
        "https_proxy": "http://127.0.0.1:9",
    }
    return subprocess.run(program, cwd=ROOT, env=told, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    need("python:mkdocs", "python:material")
    folder = tmp_path_factory.mktemp("site")
    ran = _build(ROOT / "mkdocs.yml", folder)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return folder


def test_a_link_that_leads_nowhere_stops_the_build(tmp_path: Path) -> None:
    need("python:mkdocs", "python:material")
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "index.md").write_text("# Start\n\n[nowhere](nowhere.md)\n", "utf-8")
    config = tmp_path / "mkdocs.yml"
    config.write_text("site_name: x\ntheme: {name: material, font: false}\n", "utf-8")
    ran = _build(config, tmp_path / "site")
    assert ran.returncode == 1
    assert "nowhere.md" in ran.stdout + ran.stderr


class _Fetched(HTMLParser):
    """What a page makes a browser fetch: everything but links that a reader follows."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        aims = [given.get("src"), given.get("srcset"), given.get("data"), given.get("href") if tag != "a" else None]
        self.found += [one for one in aims if one]


def test_no_page_fetches_anything_from_elsewhere(site: Path) -> None:
    outside = re.compile(r"^(?:\w+:)?//")
    found = {path.name: _Fetched(path.read_text("utf-8")).found for path in site.rglob("*.html")}
    assert len(found) > len(PAGES)
    assert sum(len(one) for one in found.values()) > 5 * len(found)
    assert {page: aims for page, those in found.items() if (aims := [one for one in those if outside.match(one)])} == {}
    styles = "".join(path.read_text("utf-8") for path in site.rglob("*.css"))
    assert re.findall(r"@import|url\([\"']?(?:https?:)?//[^)]*", styles) == []


def test_every_page_is_in_the_navigation() -> None:
    def leaves(node: Any) -> Iterator[str]:
        if isinstance(node, str):
            yield node
        else:
            for one in node.values() if isinstance(node, dict) else node:
                yield from leaves(one)

    nav = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["nav"]
    assert sorted(leaves(nav)) == sorted([*PAGES, "commands.md"])


def test_commands_are_there_with_every_option() -> None:
    from jtbd_diag.cli.main import app

    spec = importlib.util.spec_from_file_location("site_pages", ROOT / "docs" / "site_pages.py")
    assert spec and spec.loader
    pages = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(pages)
    parts = dict(re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", pages.commands_page(), re.DOTALL | re.MULTILINE))
    program: Any = typer.main.get_command(app)
    assert list(parts) == list(program.commands)
    for name, command in program.commands.items():
        options = {
            option for one in command.whole.params for option in [*one.opts, *one.secondary_opts] if option[0] == "-"
        }
        assert {one for one in options if not re.search(rf"(?<![\w-]){one}(?![\w-])", parts[name])} == set(), name
        assert f"jtbd-diag {name}" in parts[name].partition("```sh")[2]
        assert "{" not in parts[name].partition("```sh")[2]


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    need("chromium")
    with Chromium() as found:
        yield found


def test_search_finds_a_word_without_a_network(site: Path, browser: Chromium) -> None:
    """As a reader does who opened the file: nothing but files is asked for."""
    browser.open(site / "index.html")
    browser.run("document.querySelector('[data-md-component=search-query]').focus()")
    browser.type("krippendorff")
    browser.until("document.querySelectorAll('.md-search-result__item a').length > 0")
    found = browser.run("[...document.querySelectorAll('.md-search-result__item a')].map((one) => one.href)")
    assert any("interviews.html" in one for one in found)
    assert {one.partition(":")[0] for one in browser.fetched} <= {"file", "data"}


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_is_wider_than_the_screen(site: Path, browser: Chromium, width: int) -> None:
    browser.size(width, 800, mobile=width < 800)
    wide = []
    for name in ("index", "commands", "complaints", "batch", "tutorials/foundation"):
        browser.open(site / f"{name}.html")
        if browser.run("document.documentElement.scrollWidth") > width:
            wide.append(name)
    assert wide == []
