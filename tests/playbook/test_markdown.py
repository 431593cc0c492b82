"""What a person typed appears literally, wherever a template puts it."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markupsafe import Markup

from jtbd_diag.ground.markdown_escape import escape

PLACES = ("{}", "- {}", "1. {}", "> {}", "> **Label.** {}", "## {}", "| a | b |\n|---|---|\n| {} | x |", "**{}**")
HOSTILE = (
    "[bold]", "<script>alert(1)</script>", '#import "x"', "{{7*7}}", "](http://evil)", "![x](y)", "*a* _b_ __c__",
    "`code`", "~~~", "| pipe |", "\\", "\\[x\\]", "&amp; &lt;", "1. one", "12) two", "- dash", "+ plus", "> quote",
    "# head", "===", "---", "    code", "$x$ @cite [@dues-2025]", "http://a.b <http://c.d>", "a\n\n# b", "[x]: http://y",
    "\u202eevil", "Zoë 日本 🙂 مرحبا", "it's \"quoted\"", "[ ] box", "[^1]", "==x==", "x  \ny",
)  # fmt: skip


def rendered(markdown: str) -> str:
    page = MarkdownIt("commonmark").enable("table").render(markdown)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", page)).split())


def shown(text: str) -> str:
    """What should be read: the text on one line, without steering characters."""
    kept = re.sub(
        r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]", "", " ".join(text.split())
    )
    return " ".join(kept.split())


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_literally(text: str, place: str) -> None:
    empty = rendered(place.format("QQQ"))
    assert rendered(place.format(escape(text).strip())) == empty.replace("QQQ", shown(text))


@given(st.text(st.characters(exclude_categories=["Cs", "Zl", "Zp"]), min_size=1, max_size=60), st.sampled_from(PLACES))
def test_any_text_is_shown_literally(text: str, place: str) -> None:
    if not shown(text):
        return
    empty = rendered(place.format("QQQ"))
    assert rendered(place.format(escape(text).strip())) == empty.replace("QQQ", shown(text))


def test_markdown_of_ours_is_left_as_it_is() -> None:
    assert escape(Markup("**x** [@y]")) == "**x** [@y]"


def test_escaping_keeps_ordinary_prose_readable() -> None:
    prose = "Chronic absence in grades K-5, from 24% to 15% by June. It's the nurse's list (not ours); see the notes!"
    assert escape(prose) == prose
