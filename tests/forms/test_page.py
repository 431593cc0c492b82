"""The offline page as a file: its policy, its size, what is in it and what is not."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from jtbd_diag.forms import Wish, target_of
from jtbd_diag.forms.offline_page import FOLDER, SCRIPTS, write
from jtbd_diag.ground.catalogue import LANGUAGES, sentences
from jtbd_diag.ground.library import shipped_folder
from jtbd_diag.questionnaire import Questionnaire, load_questionnaire, questionnaire_from_text
from tests.cli.conftest import Run, run  # noqa: F401

from .samples import SHIPPED, random_questionnaires

MOST_BYTES = 150_000


class Page(HTMLParser):
    """What a browser finds in a page."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._at = ""
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._at = tag
        if tag in ("script", "style"):
            self.texts.setdefault(tag, []).append("")

    def handle_data(self, data: str) -> None:
        if self._at in self.texts:
            self.texts[self._at][-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._at = ""

    @property
    def policy(self) -> str:
        found = [a["content"] for _, a in self.tags if a.get("http-equiv") == "Content-Security-Policy"]
        return found[0] or ""

    @property
    def data(self) -> Any:
        return json.loads(self.texts["script"][0])


def page_of(questionnaire: Questionnaire, wish: Wish = Wish()) -> Page:  # noqa: B008  # frozen
    return Page(write(questionnaire, wish).content)


@pytest.fixture(scope="module")
def leader() -> Questionnaire:
    return load_questionnaire("leader")


def hash_of(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


# what it may do


def test_it_can_reach_nothing(leader: Questionnaire) -> None:
    page = page_of(leader)
    script, style = hash_of(page.texts["script"][1]), hash_of(page.texts["style"][0])
    assert page.policy == (
        f"default-src 'none'; script-src {script}; style-src {style}; base-uri 'none'; form-action 'none'"
    )
    assert len(page.texts["script"]) == 2
    assert {tag for tag, attributes in page.tags for name in attributes if name in ("src", "href", "action")} == set()
    assert not re.search(r"\b(https?:)?//\w", write(leader, Wish()).content.decode())


def test_no_word_of_anybodys_is_read_as_markup_or_script() -> None:
    scripts = "".join((FOLDER / f"{part}.js").read_text("utf-8") for part in SCRIPTS)
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function|fetch\(|XMLHttp", scripts
    )
    assert {path.stem for path in FOLDER.glob("*.js")} >= set(SCRIPTS)


@pytest.mark.parametrize("number", range(20))
def test_any_questionnaire_can_be_a_page(number: int) -> None:
    q = random_questionnaires()[number]
    page = page_of(q)
    assert [tag for tag, _ in page.tags].count("script") == 2
    asked = [item for section in page.data["sections"] for item in section["items"]]
    assert [(one["id"], one["ask"]) for one in asked] == [(one.id, one.ask) for one in q.items.values()]
    offered = [
        [option[:2] for option in page.data["sets"][one["options"]]] if "options" in one else [] for one in asked
    ]
    assert offered == [[[option.id, option.text] for option in q.options(one)] for one in q.items]
    assert page.data["title"] == q.title


# how large it is


@pytest.mark.parametrize("name", SHIPPED)
def test_it_is_small(name: str) -> None:
    assert len(write(load_questionnaire(name), Wish()).content) <= MOST_BYTES


def test_a_thousand_items_are_no_matter() -> None:
    one = "      - {{id: i{n}, type: rating, answers: a, ask: Statement {n}.{only}}}\n"
    only = ", ask_if: {{item: i{n}, answered: true}}"
    items = "".join(one.format(n=n, only=only.format(n=n - 1) if n else "") for n in range(1000))
    head = "questionnaire: long\nversion: 1\ntitle: Long\nminutes: 999\nanswer_sets: {a: [no, some, yes]}\nsections:\n"
    page = page_of(questionnaire_from_text(f"{head}  - title: All\n    items:\n{items}"))
    assert len(page.data["sections"][0]["items"]) == 1000
    assert page.data["sets"] == [[["1", "no"], ["2", "some"], ["3", "yes"]]]


# what is not in it


def test_what_scores_is_not_in_it(leader: Questionnaire) -> None:
    """Whoever applies for help must not be able to read what an answer is worth."""
    page = page_of(leader)
    item_keys = {key for section in page.data["sections"] for item in section["items"] for key in item}
    assert item_keys <= {
        "id",
        "type",
        "ask",
        "help",
        "why",
        "if",
        "required",
        "shuffle",
        "seconds",
        "options",
        "min",
        "max",
        "unit",
        "told",
    }
    assert set(page.data) <= {
        *(
            "name",
            "version",
            "fingerprint",
            "wording",
            "store",
            "key",
            "title",
            "description",
            "minutes",
            "intro",
            "sections",
            "sets",
        ),
        *("texts", "words"),
    }
    assert all(len(option) <= 3 for options in page.data["sets"] for option in options)
    data = {key: value for key, value in page.data.items() if key not in ("words", "texts")}
    text = json.dumps(data) + page.texts["script"][1]
    titles = [p.title for p in leader.profiles.values()] + [p.says or "" for p in leader.profiles.values()]
    scales = [scale for scale in leader.scales if scale not in leader.items] + [s.title for s in leader.scales.values()]
    heard = {option.heard for item in leader.items for option in leader.options(item) if option.heard}
    assert [one for one in (*titles, *heard) if one in text] == []
    assert [one for one in scales if f'"{one}"' in text] == []


def test_two_that_score_otherwise_make_the_same_page_but_for_their_fingerprint(leader: Questionnaire) -> None:
    text = (shipped_folder() / "questionnaires" / "leader.yaml").read_text("utf-8")
    other = questionnaire_from_text(re.sub(r"scope: 1[05]\b", "scope: 12", text))
    pages = [page_of(q).data for q in (leader, other)]
    for data in pages:
        for marked in ("fingerprint", "store", "key"):
            del data[marked]
    assert pages[0] == pages[1]


# words, colors


def test_every_sentence_of_the_page_is_said_and_there() -> None:
    scripts = "".join(path.read_text("utf-8") for path in FOLDER.glob("*.js"))
    said = set(re.findall(r'\bsay\(\s*"(\w+)"', scripts))
    framed = set(re.findall(r"{{ (\w+) }}", (FOLDER / "page.html.j2").read_text("utf-8")))
    quoted = set(re.findall(r'"(\w+)"', scripts))
    levels = {f"push_{level}" for level in ("active", "early", "none")}
    levels |= {f"lead_{outcome}" for outcome in ("clear", "leaning", "mixed")}
    assert said | levels <= set(sentences("page"))
    assert set(sentences("page")) - quoted - levels - framed == set()


def test_a_sentence_is_named_once_and_its_places_are_names() -> None:
    """`{time}` in a sentence, and no `{time:,}`: the page fills in names alone."""
    node = yaml.compose((LANGUAGES / "en" / "page.yaml").read_text("utf-8"))
    names = [key.value for key, _ in node.value]
    assert len(names) == len(set(names))
    for name, sentence in sentences("page").items():
        for form in [sentence] if isinstance(sentence, str) else sentence.values():
            assert re.sub(r"\{\w+\}", "", form).count("{") == 0, name


# the command


def test_the_command_writes_it(run: Run, tmp_path: Path) -> None:  # noqa: F811
    assert (
        run("form", "leader-short", "-o", str(tmp_path / "a.html"), "--for", "R-17", "--title", "A <b> title").code == 0
    )
    content = (tmp_path / "a.html").read_bytes()
    page = Page(content)
    assert (page.data["respondent"], page.data["title"]) == ("R-17", "A <b> title")
    assert b"<title>A &lt;b&gt; title</title>" in content
    assert target_of(".html").name == "page"


def test_it_wears_the_organisations_colors_and_logo(run: Run, tmp_path: Path) -> None:  # noqa: F811
    theme = tmp_path / "theme"
    theme.mkdir()
    (theme / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>')
    (theme / "theme.yaml").write_text(
        'organisation: "North & South"\nlogo: logo.svg\nlogo_words: A star\ncolours: {accent: "#8b0000"}\n'
    )
    assert run("form", "leader-short", "-o", str(tmp_path / "a.html"), "--theme", str(theme)).code == 0
    page = Page((tmp_path / "a.html").read_bytes())
    assert "--accent: #8b0000" in page.texts["style"][0]
    images = [attributes for tag, attributes in page.tags if tag == "img"]
    assert [one["alt"] for one in images] == ["A star"]
    assert (images[0]["src"] or "").startswith("data:image/svg+xml;base64,")
    assert "img-src data:; " in page.policy


def test_the_author_may_let_the_result_be_seen(run: Run, tmp_path: Path) -> None:  # noqa: F811
    text = (shipped_folder() / "questionnaires" / "leader-short.yaml").read_text("utf-8")
    (tmp_path / "open.yaml").write_text(text.replace("\nminutes:", "\nshows_result: true\nminutes:", 1), "utf-8")
    page = tmp_path / "a.html"
    for options, seen in (((), True), (("--no-result",), False), (("--result",), True)):
        assert run("form", str(tmp_path / "open.yaml"), "-o", str(page), "--force", *options).code == 0
        assert ("scoring" in Page(page.read_bytes()).data) is seen
    assert run("form", "leader-short", "-o", str(page), "--force").code == 0
    assert "scoring" not in Page(page.read_bytes()).data
