"""Texts that could steer a terminal: each is shown and none is sent, by every command that prints."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from jtbd_diag.ground.library import shipped_folder
from jtbd_diag.ground.visible_text import cut, escaped, visible
from jtbd_diag.ground.yaml_files import parse_yaml, yaml_text

from .cli.conftest import Run, here, run  # noqa: F401 - fixtures

STEER = "\x1b]0;x\x07\x9b31m\x7f\u202e"
"""A title for the window, a color in two ways, a delete, a reading order turned round."""
SENT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
SHIPPED = shipped_folder() / "questionnaires"
TEXTS = {"title", "intro", "ask", "help", "why", "text", "low", "high", "says", "unit", "about"}


def steering(data: Any, key: str | int = "", around: str = "") -> Any:
    """The same data with a steering sequence at the end of every text that is read by people."""
    if isinstance(data, dict):
        return {name: steering(value, name, str(key)) for name, value in data.items()}
    if isinstance(data, list):
        return [steering(one, key, around) for one in data]
    shown = around != "uses" and (key in TEXTS or around == "answer_sets")
    return f"{data}{STEER}" if shown and isinstance(data, str) else data


@pytest.fixture(params=["leader", "leader-short"])
def hostile(request: pytest.FixtureRequest, here: Path) -> str:  # noqa: F811
    """A library whose questionnaire steers in every text, and a leader who does in every own word."""
    name = request.param
    (here / "mine/questionnaires").mkdir(parents=True)
    asked = parse_yaml((SHIPPED / f"{name}.yaml").read_text("utf-8"), name).data
    (here / "mine/questionnaires" / f"{name}.yaml").write_text(yaml_text(steering(asked)), "utf-8")
    said = parse_yaml((SHIPPED / "examples/coordinate.yaml").read_text("utf-8"), "").data
    items = {item["id"]: item for section in asked["sections"] for item in section["items"]}
    kept = {item: value for item, value in said["answers"].items() if item in items}
    kept |= {item: f"own words{STEER}" for item, one in items.items() if one["type"] == "text"}
    notes = dict.fromkeys(kept, f"a note{STEER}")
    whole = {"questionnaire": name, "respondent": f"Kim{STEER}", "answers": kept, "notes": notes}
    (here / "said.yaml").write_text(yaml_text(whole), "utf-8")
    wrong = {"questionnaire": name, "answers": {f"x{STEER}": f"y{STEER}", next(iter(kept)): f"z{STEER}"}}
    (here / "wrong.yaml").write_text(yaml_text(wrong), "utf-8")
    (here / "survey.csv").write_text(f"causes,Mood{STEER}\nown_unit{STEER},b\n", "utf-8")
    return str(name)


PRINTING: dict[str, tuple[list[str], int]] = {
    "diagnose": (["diagnose", "said.yaml", "--explain"], 0),
    "json": (["diagnose", "said.yaml", "--json"], 0),
    "playbook": (["playbook", "said.yaml"], 0),
    "md": (["playbook", "said.yaml", "--format", "md"], 0),
    "txt": (["playbook", "said.yaml", "--format", "txt"], 0),
    "html": (["playbook", "said.yaml", "--format", "html"], 0),
    "complaints": (["diagnose", "wrong.yaml"], 1),
    "check": (["check", "wrong.yaml"], 1),
    "list": (["list", "questionnaires"], 0),
    "text": (["show", "NAME"], 0),
    "form": (["show", "NAME", "--as", "form"], 0),
    "answers": (["show", "NAME", "--as", "answers"], 0),
    "source": (["show", "NAME", "--as", "source"], 0),
    "interview": (["interview", "--questionnaire", "NAME", "--plain", "-o", "o.yaml"], 130),
    "resume": (["interview", "--resume", "said.yaml", "--plain"], 130),
    "dry run": (["batch", "survey.csv", "--questionnaire", "NAME", "--dry-run"], -1),
    "batch": (["batch", "survey.csv", "--questionnaire", "NAME", "-o", "r.csv"], -1),
    "unknown": (["show", f"x{STEER}"], 1),
    "no file": (["diagnose", f"x{STEER}.yaml"], 1),
    "usage": (["diagnose", "said.yaml", f"--x{STEER}"], 2),
    "no date": (["playbook", "said.yaml", "--date", f"x{STEER}"], 2),
}


@pytest.mark.parametrize("name", PRINTING)
def test_what_stands_in_a_questionnaire_or_answers_is_shown_and_never_sent(
    name: str,
    hostile: str,
    run: Run,  # noqa: F811
) -> None:
    command, code = PRINTING[name]
    ran = run("--library", "mine", *(hostile if word == "NAME" else word for word in command))
    assert code in (-1, ran.code), ran.err
    assert SENT.findall(ran.out.replace("\r\n", "\n")) + SENT.findall(ran.err) == []
    assert ran.out or ran.err


def test_json_writes_it_out(hostile: str, run: Run) -> None:  # noqa: F811
    told = json.loads(run("--library", "mine", "diagnose", "said.yaml", "--json").out)
    assert told["respondent"] == f"Kim{STEER}"


def test_what_is_only_unusual_is_left_as_it_is() -> None:
    words = ("caf\u00e9\u00a0?", "\u200f\u05e2\u05d1\u200e", "\u0915\u094d\u200d\u0937", "\u3000\u65e5\u200d\U0001f4bb")
    usual = "\t".join(words) + "\n"
    assert visible(usual) == usual == escaped(usual)
    assert visible("a\r\nb\rc") == "a\nb\nc"
    assert (cut("x" * 80), cut("x" * 81)) == ("x" * 80, "x" * 79 + "…")
