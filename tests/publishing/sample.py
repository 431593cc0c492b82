"""A playbook as the writing stage makes them, about four pages long, with every construct of the dialect."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from jtbd_diag.playbook.profile_bars import ProfileBar
from jtbd_diag.playbook.written_playbook import Playbook

JOBS = (("Correct", 20.0), ("Coordinate", 50.0), ("Reorient", 80.0))

PROFILE = (
    ProfileBar("Scope of focus", "one team or school", "the whole system", 57.0, "neighbouring units", JOBS),
    ProfileBar(
        "Needing others",
        "it is in my hands",
        "nothing moves without others",
        86.0,
        "most of it",
        (("Correct", 20.0), ("Coordinate", 80.0), ("Reorient", 55.0)),
    ),
    ProfileBar(
        "Breadth of what must change",
        "one process",
        "how the place works",
        None,
        None,
        (("Correct", 20.0), ("Coordinate", 35.0), ("Reorient", 80.0)),
    ),
)

FOOTER = (
    "Profiles rest on expert judgement and on interviews with a small sample of leaders "
    "who took up improvement; they start a conversation and settle nothing."
)

HOSTILE = (
    "[bold]",
    "<script>alert(1)</script>",
    '#import "x"',
    "{{7*7}}",
    "{% raw %}",
    "](http://evil)",
    "$x$",
    "@cite",
    "*a*",
    "_b_",
    "`c`",
    "| pipe |",
    "back\\slash \\n \\u{41}",
    'it\'s "quoted"',
    "a -- b ... (c)",
    "- [ ] not a box",
    "&amp; &#65;",
    "${HOME} %s {0}",
    "[/bold] [link=x]y[/link]",
    "~~gone~~ ==here==",
    "1. one",
    "<!-- gone -->",
    ":smile: :rocket:",
)


def escaped(text: str) -> str:
    """Escaped as the writing stage does it: a backslash before every ASCII sign CommonMark knows."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


MARKDOWN = Path(__file__).with_name("sample.md").read_text(encoding="utf-8")

PLAYBOOK = Playbook(
    title="Getting every child to school: a playbook for work that is shared",
    job="Coordinate",
    date=datetime.date(2025, 11, 21),
    markdown=MARKDOWN,
    profile=PROFILE,
    footer=FOOTER,
)


def playbook_of(markdown: str, **changes: object) -> Playbook:
    """A playbook with other Markdown."""
    values: dict[str, object] = {**vars(PLAYBOOK), "markdown": markdown, **changes}
    return Playbook(**values)  # type: ignore[arg-type]
