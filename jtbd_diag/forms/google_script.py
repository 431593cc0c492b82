"""A script for Google Apps Script that builds the form in Google Forms (docs/forms.md tells what was read).

Owns how items become questions of Google's; what follows what is `google_pages`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from unicodedata import category

from jtbd_diag.forms.form import Form, Instead, Plain, Wish
from jtbd_diag.forms.google_pages import FormPage, pages_of
from jtbd_diag.forms.limits_of_targets import exclusive, no_personal, no_scores
from jtbd_diag.forms.notes_under_questions import alone, only_if, unit
from jtbd_diag.ground.catalogue import say
from jtbd_diag.questionnaire import Item, Questionnaire
from jtbd_diag.questionnaire.items import DateItem, MultipleItem, NumberItem, RatingItem, SingleItem, TextItem

PROGRAM = Path(__file__).parent / "google_form.js"
"""What the script does with the questions that stand above it."""


def write(questionnaire: Questionnaire, wish: Wish) -> Form:
    """The script, in UTF-8."""
    made = _Script(questionnaire)
    data = {
        "title": _line(wish.title or questionnaire.title),
        "description": _text(questionnaire.intro),
        "pages": [made.page(page) for page in made.pages],
    }
    written = json.dumps(data, ensure_ascii=False, indent=1)
    for sign in "\u2028\u2029\u0085\ufeff":
        written = written.replace(sign, f"\\u{ord(sign):04x}")  # ends a line for some who read scripts
    opening = "".join(f"// {line}\n" for line in say("forms.google_how").splitlines())
    shape = "/** @type {{title: string, description: string, pages: Page[]}} */"
    content = f"{opening}\n{shape}\nconst QUESTIONS = {written};\n\n{PROGRAM.read_text('utf-8')}"
    return Form(content.encode(), (*made.instead(wish),), columns=made.columns)


class _Script:
    def __init__(self, questionnaire: Questionnaire) -> None:
        self.q = questionnaire
        self.pages, self.worded = pages_of(questionnaire)
        self.titles = _apart({item.id: _line(item.ask) for item in questionnaire.items.values()})
        self.options = {
            item: _apart({option.id: _line(option.text) for option in questionnaire.options(item)})
            for item in questionnaire.items
        }
        self.alike = {item for item, title in self.titles.items() if title != _line(questionnaire.items[item].ask)}

    @property
    def columns(self) -> dict[str, tuple[str, str | None]]:
        """The columns whose heading is no question of ours."""
        return {self.titles[item]: (item, None) for item in self.alike}

    def page(self, page: FormPage) -> Plain:
        first = page.section.items[0] is page.items[0]
        return {
            "title": _line(page.section.title),
            "help": _text(page.section.intro) if first else "",
            "after": page.after,
            "items": list(self._items(page)),
        }

    def _items(self, page: FormPage) -> Iterator[Plain]:
        """The questions of a page; statements rated alike, below each other, are one grid."""
        deciding = page.items[-1].id if page.by_option else ""

        def grid(item: Item) -> str:
            apart = item.help or item.id in self.worded or item.id == deciding
            return f"{item.answers} {item.required}" if isinstance(item, RatingItem) and not apart else ""

        for kind, group in groupby(page.items, key=grid):
            items = list(group)
            if kind and len(items) > 1:
                yield self._grid(items, _line(page.section.title))
            else:
                yield from (self._item(item, page if item.id == deciding else None) for item in items)

    def _grid(self, items: Sequence[Item], title: str) -> Plain:
        options = self.options[items[0].id].values()
        rows = [self.titles[item.id] for item in items]
        return {"kind": "grid", "title": title, "help": "", "required": items[0].required, "rows": rows,
                "options": [{"text": text} for text in options]}  # fmt: skip

    def _item(self, item: Item, deciding: FormPage | None) -> Plain:
        said = [item.help, only_if(self.q, item) if item.id in self.worded else None, *alone(item), *unit(item)]
        plain: Plain = {"kind": _KINDS[type(item)], "title": self.titles[item.id], "required": item.required}
        plain["help"] = "\n".join(_text(one) for one in said if one)
        if isinstance(item, SingleItem | RatingItem | MultipleItem):
            told = self.options[item.id]
            plain["options"] = [
                {"text": text, "page": deciding.by_option[option]} if deciding else {"text": text}
                for option, text in told.items()
            ]
        if isinstance(item, NumberItem):
            plain |= {"low": item.minimum, "high": item.maximum}
        return plain

    def instead(self, wish: Wish) -> Iterator[Instead]:
        yield from no_scores(wish)
        yield from no_personal(self.q)
        for item in self.q.items.values():
            if isinstance(item, SingleItem | MultipleItem) and item.shuffle:
                yield Instead(item.id, say("forms.google_shuffle"), say("forms.google_shuffle_did"))
            if item.id in self.worded:
                yield Instead(item.id, say("forms.google_condition"), say("forms.google_condition_did"))
            if isinstance(item, MultipleItem) and exclusive(item):
                yield Instead(item.id, say("forms.alone_told"), say("forms.alone_told_did"))
            texts = [_line(option.text) for option in self.q.options(item.id)]
            if item.id in self.alike or texts != list(self.options[item.id].values()):
                yield Instead(item.id, say("forms.google_unlike"), say("forms.google_unlike_did"))


_KINDS: dict[type, str] = {
    SingleItem: "choice", RatingItem: "choice", MultipleItem: "boxes", NumberItem: "number", DateItem: "date",
    TextItem: "text",
}  # fmt: skip


def _apart(texts: dict[str, str]) -> dict[str, str]:
    """The same, with a number behind what stands there already."""
    taken: set[str] = set()
    found: dict[str, str] = {}
    for key, text in texts.items():
        tries = (text if n == 1 else f"{text} ({n})" for n in range(1, len(texts) + 2))
        found[key] = next(one for one in tries if one not in taken)
        taken.add(found[key])
    return found


def _line(text: str) -> str:
    """A text in one line."""
    return " ".join(_text(text).split())


def _text(text: str | None) -> str:
    """A text without signs that control a screen."""
    kept = (sign if sign == "\n" else " " if sign.isspace() else sign for sign in text or "")
    return "".join(sign for sign in kept if sign == "\n" or category(sign) != "Cc").strip()
