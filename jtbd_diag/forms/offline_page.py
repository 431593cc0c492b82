"""The offline page: a questionnaire as one HTML file that asks, keeps, and gives its answers back.

Owns what of a questionnaire stands in it, and its policy; how it asks is in `page/`. Without the wish for a result
nothing in it tells what scores: no points, weights, scales or jobs.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jtbd_diag.answers.answer_code import key_of, told_by_silence, words
from jtbd_diag.forms.asked_when import asked_when
from jtbd_diag.forms.form import Dress, Form, Instead, Plain, Wish
from jtbd_diag.forms.page_scoring import as_lists, scoring_of
from jtbd_diag.ground.catalogue import LANGUAGE, say, sentences
from jtbd_diag.questionnaire import Item, Option, Questionnaire, fingerprint, wording_fingerprint
from jtbd_diag.questionnaire.items import MultipleItem, NumberItem, Section, SingleItem
from jtbd_diag.questionnaire.minutes_and_reading import minutes_aloud, minutes_by_rule, seconds_of

FOLDER = Path(__file__).with_name("page")
SCRIPTS = ("answers", "formula", "building", "code", "file", "keeping", "question", "printing", "screens", "start")
"""The parts of the script, in the order in which they are put together."""
RESULT = ("scores", "settled", "result")
"""What is put before the last of them where the result may be seen."""


def write(questionnaire: Questionnaire, wish: Wish) -> Form:
    """The page, in UTF-8."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    script, style = _script((*SCRIPTS[:-1], *(RESULT if wish.result else ()), SCRIPTS[-1])), _style(wish.dress)
    title = wish.title or questionnaire.title
    frame = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True).from_string(_read("page.html.j2"))
    page = frame.render(
        language=LANGUAGE,
        title=title,
        organisation=wish.dress.organisation,
        logo=wish.dress.logo,
        logo_words=wish.dress.logo_words,
        progress=sentences("page")["progress"],
        no_script=sentences("page")["no_script"],
        style=Markup(style),  # ours, and colors and names that the theme has checked
        style_hash=_hash(style),
        script=Markup(script),
        script_hash=_hash(script),
        data=Markup(_as_json(_data(questionnaire, title, wish))),
    )
    return Form(page.encode(), tuple(_instead(wish)))


def _instead(wish: Wish) -> Iterator[Instead]:
    if wish.scores and not wish.result:
        yield Instead(None, say("forms.page_scores"), say("forms.page_scores_did"))


@cache
def _read(name: str) -> str:
    return (FOLDER / name).read_text("utf-8")


@cache
def _script(parts: tuple[str, ...]) -> str:
    return '"use strict";\n(() => {\n' + "\n".join(_read(f"{part}.js") for part in parts) + "})();\n"


def _style(dress: Dress) -> str:
    families = f"--screen: {_families(dress.screen)}; --headings: {_families(dress.headings)};"
    light, dark = dress.colours.light, dress.colours.dark
    return (
        f":root {{ color-scheme: light dark; {families} {_variables(light)} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {_variables(dark)} }} }}\n{_read('page.css')}"
    )


def _variables(colors: Mapping[str, str]) -> str:
    return " ".join(f"--{name}: {color};" for name, color in colors.items())


def _families(names: Iterable[str]) -> str:
    generic = {"serif", "sans-serif", "system-ui", "monospace"}
    return ", ".join(name if name in generic else f'"{name}"' for name in names)


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _as_json(data: Plain) -> str:
    """JSON that ends no script element and begins none, whatever the texts are."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text.encode("utf-8", "replace").decode()


# what the page knows


def _data(questionnaire: Questionnaire, title: str, wish: Wish) -> Plain:
    key, mark = key_of(questionnaire), fingerprint(questionnaire)
    sets: dict[tuple[Any, ...], int] = {}
    told = told_by_silence(questionnaire)
    sections = [_section(questionnaire, section, sets, told) for section in questionnaire.sections]
    return _without_nothing(
        {
            "name": questionnaire.questionnaire,
            "version": questionnaire.version,
            "fingerprint": mark,
            "wording": wording_fingerprint(questionnaire),
            "store": ":".join(["jtbd-diag", questionnaire.questionnaire, mark, *map(str, key), wish.respondent or ""]),
            "key": key,
            "title": title,
            "description": questionnaire.description,
            "intro": questionnaire.intro,
            "respondent": wish.respondent,
            "minutes": [round(minutes_by_rule(questionnaire), 2), round(minutes_aloud(questionnaire), 2)],
            "sections": sections,
            "sets": list(sets),
            "texts": sentences("page"),
            "words": " ".join(words()),
            "scoring": scoring_of(questionnaire) if wish.result else None,
        }
    )


def _section(
    questionnaire: Questionnaire, section: Section, sets: dict[tuple[Any, ...], int], told: frozenset[str]
) -> Plain:
    items = [_item(questionnaire, item, sets, told) for item in section.items]
    return _without_nothing({"title": section.title, "intro": section.intro, "items": items})


def _item(questionnaire: Questionnaire, item: Item, sets: dict[tuple[Any, ...], int], told: frozenset[str]) -> Plain:
    asked = asked_when(questionnaire, item)
    options = tuple(_option(item, option) for option in questionnaire.options(item.id))
    number = item if isinstance(item, NumberItem) else None
    return _without_nothing(
        {
            "id": item.id,
            "type": item.type,
            "ask": item.ask,
            "help": item.help,
            "why": item.why,
            "if": None if asked is None else as_lists(asked),
            "required": item.required or None,
            "shuffle": (isinstance(item, SingleItem | MultipleItem) and item.shuffle) or None,
            "seconds": round(seconds_of(questionnaire, item), 1),
            "options": sets.setdefault(options, len(sets)) if options else None,
            "min": number and number.minimum,
            "max": number and number.maximum,
            "unit": number and number.unit,
            "told": item.id in told or None,
        }
    )


def _option(item: Item, option: Option) -> tuple[Any, ...]:
    """An option's id and text, and 1 or 2 where it stays behind the others, and of a multiple item is ticked alone."""
    alone = 2 if option.cannot_say else int(option.exclusive)
    return (option.id, option.text, alone) if alone else (option.id, option.text)


def _without_nothing(plain: Plain) -> Plain:
    return {key: value for key, value in plain.items() if value is not None}
