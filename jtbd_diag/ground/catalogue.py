"""The sentences people read: one folder a language, one file a room.

Owns how a sentence is found and filled in. Which sentence is said, and when, is the business of the rooms. To translate
the program is to copy `languages/en` and to write each sentence anew: no code puts two of them together.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

Sentence = str | Mapping[str | int, str]
"""A sentence, or its forms by the number it tells: `one` and `other`, and any number by itself."""

LANGUAGES = Path(__file__).parent.parent / "languages"
LANGUAGE = "en"


def say(key: str, /, **values: object) -> str:
    """The sentence `room.name` of the catalogue, with its `{places}` filled in as `str.format` does.

    Of a sentence with several forms the number `n` chooses: its own form (`0: …`), else `one` for 1, else `other`.
    Values stand as they are: braces in them mean nothing. Raises KeyError where there is no such sentence, or a place
    has no value; `tests/test_catalogue.py` finds both before a reader does.
    """
    room, _, name = key.partition(".")
    sentence = sentences(room)[name]
    if not isinstance(sentence, str):
        number = values["n"]
        sentence = sentence.get(number) or sentence["one" if number == 1 else "other"]  # type: ignore[call-overload]
    return sentence.format(**values)


def words(name: str) -> tuple[str, ...]:
    """The words of a kind, such as `articles`, by which texts in this language are taken apart."""
    return tuple(table("grammar")[name])


def explained(code: str) -> tuple[str, str]:
    """What a code of a complaint means, and how it is mended. Raises KeyError for a code that is not known."""
    about = table("complaints")[code]
    return about["means"], about["mend"]


def start(name: str) -> str:
    """The start of a file that an author writes, such as `play.md`; NAME in it stands for its name."""
    return (LANGUAGES / LANGUAGE / "starts" / name).read_text(encoding="utf-8")


@cache
def sentences(room: str) -> Mapping[str, Sentence]:
    """All sentences of one room by name. Raises KeyError where the room has none."""
    return _read(f"{room}.yaml")


@cache
def table(name: str) -> Mapping[str, Any]:
    """What a language has beside sentences, such as `words` or `help`. Raises KeyError for another."""
    return _read(f"tables/{name}.yaml")


def _read(name: str) -> Mapping[str, Any]:
    import yaml

    path = LANGUAGES / LANGUAGE / name
    if not path.is_file():
        raise KeyError(f"no {name} in {path.parent}")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast, where PyYAML was built with it
    found: Mapping[str, Any] = yaml.load(path.read_bytes(), Loader=loader)
    return found
