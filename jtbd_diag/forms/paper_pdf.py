"""The form on paper as PDF: printed and ticked by hand, or filled in on a screen, with fields where the blanks are.

Owns which field lies where; how a page looks is `paper_pdf_look.typ`.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jtbd_diag.forms.form import Form, Plain, Wish
from jtbd_diag.forms.paper_word import identity, instead, lines_under, numbers_of
from jtbd_diag.forms.ratings_in_a_matrix import batteries
from jtbd_diag.ground.catalogue import say
from jtbd_diag.questionnaire import Item, Questionnaire
from jtbd_diag.questionnaire.items import MultipleItem, TextItem

if TYPE_CHECKING:
    from pypdf import PdfWriter
    from pypdf.generic import DictionaryObject, IndirectObject

PAGE = Path(__file__).parent / "paper_pdf_look.typ"
HEIGHT = 792.0
"""Of a page, in points."""
WIDEST_BATTERY = 7
"""So many answers still stand beside each other."""

_LONG = re.compile(r"[^\W_]{30}(?=[^\W_])")
"""So many letters without a place to break: after them a line may end."""


def write(questionnaire: Questionnaire, wish: Wish) -> Form:
    """The PDF."""
    pages, fields = _set(_data(questionnaire, wish))
    return Form(_with_fields(pages, fields, questionnaire), tuple(instead(questionnaire, wish)))


def _data(q: Questionnaire, wish: Wish) -> Plain:
    numbers = numbers_of(q)
    sections = []
    for section in q.sections:
        parts: list[list[Plain]] = []
        for battery, items in batteries(section):
            together = battery and len(q.options(items[0].id)) <= WIDEST_BATTERY and not any(i.ask_if for i in items)
            plain = [_item(q, item, numbers[item.id]) for item in items]
            parts += [plain] if together else [[one] for one in plain]
        sections.append({"title": section.title, "intro": section.intro, "parts": parts})
    data = {
        "title": wish.title or q.title,
        "intro": [words for words in (q.intro, say("forms.paper_how")) if words],
        "identity": identity(q),
        "sections": sections,
    }
    made: Plain = _breakable(data)
    return made


def _breakable(value: Any) -> Any:
    """The same, with places in all texts where a line may end; ids stay as they are."""
    if isinstance(value, dict):
        return {key: one if key == "id" else _breakable(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_breakable(one) for one in value]
    return _LONG.sub("\\g<0>\u200b", value) if isinstance(value, str) else value


def _item(q: Questionnaire, item: Item, number: int) -> Plain:
    options = [{"id": option.id, "text": option.text} for option in q.options(item.id)]
    return {"id": item.id, "number": number, "ask": item.ask, "lines": lines_under(q, item), "options": options,
            "one": not isinstance(item, MultipleItem), "wide": isinstance(item, TextItem)}  # fmt: skip


def _set(data: Plain) -> tuple[bytes, list[Plain]]:
    """The pages, and where fields are to be: by item, option, page, place and size in points from the top left."""
    import typst

    # a file, and not its text: a compiler that was handed a text lays the pages out anew for the question
    compiler = typst.Compiler(str(PAGE), root=PAGE.parent, sys_inputs={"data": json.dumps(data)})
    pages = compiler.compile(format="pdf")
    found = json.loads(compiler.query("<field>", field="value"))
    assert isinstance(pages, bytes)
    return pages, found


def _with_fields(pages: bytes, fields: Sequence[Plain], q: Questionnaire) -> bytes:
    """The pages with a field at each of these places: a text, a box, or one button of several."""
    from pypdf import PdfWriter
    from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject, NameObject, TextStringObject

    writer = PdfWriter(io.BytesIO(pages), incremental=True)
    made = _Fields(writer)
    items: dict[str, list[Plain]] = {}
    for one in fields:
        items.setdefault(one["name"], []).append(one)
    tops = [made.field(q.items[name], places) for name, places in items.items()]
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica", "/Encoding": "/WinAnsiEncoding"}
    fonts = DictionaryObject({NameObject("/Helv"): _dictionary(font)})
    form = DictionaryObject(
        {
            NameObject("/Fields"): ArrayObject(ref for top in tops for ref in top),
            NameObject("/NeedAppearances"): BooleanObject(True),
            NameObject("/DA"): TextStringObject("/Helv 10 Tf 0 g"),
            NameObject("/DR"): DictionaryObject({NameObject("/Font"): fonts}),
        }
    )
    writer.root_object[NameObject("/AcroForm")] = writer._add_object(form)
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


class _Fields:
    """Makes fields and their widgets in one document."""

    def __init__(self, writer: PdfWriter) -> None:
        self.writer = writer
        self.looks = {mark: self._states(mark) for mark in ("box", "button")}

    def field(self, item: Item, places: Sequence[Plain]) -> list[IndirectObject]:
        """The field of an item at these places; boxes are fields of their own."""
        if places[0]["value"] is None:
            text = {
                "/FT": "/Tx",
                "/T": item.id,
                "/DA": "/Helv 10 Tf 0 g",
                "/Ff": 4096 if places[0]["height"] > 30 else 0,
            }
            return [self._widget(places[0], {**text, "/TU": item.ask})]
        if isinstance(item, MultipleItem):
            texts = {option.id: option.text for option in item.options}
            return [
                self._widget(
                    place,
                    {"/FT": "/Btn", "/T": f"{item.id}:{place['value']}", "/TU": f"{item.ask} {texts[place['value']]}",
                     "/V": "/Off", "/AS": "/Off", "/Ff": 0},
                    self.looks["box"],
                )
                for place in places
            ]  # fmt: skip
        return [self._group(item, places)]

    def _group(self, item: Item, places: Sequence[Plain]) -> IndirectObject:
        """One answer of several: buttons that rule each other out, and can be let go of again."""
        from pypdf.generic import ArrayObject, NameObject

        top = _dictionary({"/FT": "/Btn", "/T": item.id, "/TU": item.ask, "/V": "/Off", "/Ff": 1 << 15})
        parent = self.writer._add_object(top)
        kids = ArrayObject()
        for place in places:
            state = "Off_" if place["value"] == "Off" else place["value"]  # Off is the state of a button let go
            look = {state: self.looks["button"]["Yes"], "Off": self.looks["button"]["Off"]}
            kids.append(self._widget(place, {"/AS": "/Off"}, look, parent))
        top[NameObject("/Kids")] = kids
        return parent

    def _widget(
        self,
        place: Plain,
        more: Mapping[str, str | int],
        look: Mapping[str, IndirectObject] | None = None,
        parent: IndirectObject | None = None,
    ) -> IndirectObject:
        from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject

        page = self.writer.pages[place["page"] - 1]
        left, top = place["x"], HEIGHT - place["y"]
        corners = (left, top - place["height"], left + place["width"], top)
        widget = _dictionary({"/Type": "/Annot", "/Subtype": "/Widget", "/F": 4, **more})
        widget[NameObject("/Rect")] = ArrayObject(map(FloatObject, corners))
        widget[NameObject("/P")] = page.indirect_reference
        if parent:
            widget[NameObject("/Parent")] = parent
        if look:
            states = DictionaryObject({NameObject(f"/{state}"): ref for state, ref in look.items()})
            widget[NameObject("/AP")] = DictionaryObject({NameObject("/N"): states})
        ref = self.writer._add_object(widget)
        if "/Annots" not in page:
            page[NameObject("/Annots")] = ArrayObject()
        page[NameObject("/Annots")].append(ref)
        return ref

    def _states(self, mark: str) -> dict[str, IndirectObject]:
        """What a box or a button shows: a cross or a dot, or nothing."""
        from pypdf.generic import ArrayObject, DecodedStreamObject, FloatObject, NameObject

        cross = "1.4 w 2 2 m 8 8 l S 2 8 m 8 2 l S"
        dot = "8 5 m 8 6.66 6.66 8 5 8 c 3.34 8 2 6.66 2 5 c 2 3.34 3.34 2 5 2 c 6.66 2 8 3.34 8 5 c f"
        states = {}
        for state, drawn in (("Yes", cross if mark == "box" else dot), ("Off", "")):
            stream = DecodedStreamObject()
            stream.set_data(f"q {drawn} Q".encode())
            stream.update(_dictionary({"/Type": "/XObject", "/Subtype": "/Form"}))
            stream[NameObject("/BBox")] = ArrayObject(map(FloatObject, (0, 0, 10, 10)))
            states[state] = self.writer._add_object(stream)
        return states


def _dictionary(values: Mapping[str, str | int]) -> DictionaryObject:
    """Plain values as PDF has them; a text that begins with `/` is a name, but where a text is due."""
    from pypdf.generic import DictionaryObject, NameObject, NumberObject, TextStringObject

    texts = ("/T", "/TU", "/DA")
    return DictionaryObject(
        {
            NameObject(key): TextStringObject(value)
            if key in texts
            else NumberObject(value)
            if isinstance(value, int)
            else NameObject(value)
            for key, value in values.items()
        }
    )
