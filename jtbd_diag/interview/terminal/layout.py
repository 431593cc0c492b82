"""Lays a view out on a screen of so many columns and rows: wraps, scrolls, keeps question and keys in sight.

Pure: sizes in, lines of styled words out. Texts are never read as markup; control characters are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from rich.cells import cell_len, chop_cells

from jtbd_diag.ground.catalogue import say
from jtbd_diag.interview.typed_answer import one_line

StyledLine = list[tuple[str, str]]
"""Fragments of (style class, text), as prompt_toolkit takes them."""

WIDEST = 88
PLAIN, BOLD, DIM, POINTED = "class:plain", "class:bold", "class:dim", "class:pointed"


@dataclass(frozen=True)
class ListEntry:
    """One thing in a list. `mark` stands before its first line (a number, a tick box)."""

    mark: str
    text: str
    about: str = ""  # further lines, such as the answer in the review
    note: str = ""
    heading: str = ""  # a section that begins here
    at_most: int = 0  # lines of `text` and of `about`; 0 for all


@dataclass(frozen=True)
class Picture:
    """A view ready to be laid out."""

    left: str
    right: str = ""
    intro: Sequence[str] = ()
    title: str = ""
    help: str = ""
    entries: Sequence[ListEntry] = ()
    pointed: int | None = 0
    nothing: str = ""  # said in place of an empty list
    remarks: Sequence[str] = ()
    keys: Sequence[str] = ()
    writes: bool = False


@dataclass(frozen=True)
class DrawnScreen:
    """The lines above the writing area, those below it, those at the bottom. Without one, all are above."""

    above: list[StyledLine]
    below: list[StyledLine] = field(default_factory=list)
    footer: list[StyledLine] = field(default_factory=list)


def draw(picture: Picture, columns: int, rows: int) -> DrawnScreen:
    """Lay a view out. Whatever the size, the question, the entry pointed at and the keys come first."""
    width = max(10, min(columns, WIDEST) - 2)
    header = _header(picture, width)
    footer = [_styled(DIM, line) for line in _joined(picture.keys, width)]
    remarks = [_styled(PLAIN, line) for remark in picture.remarks for line in wrap(remark, width)]
    below = [[], *cut(remarks, max(2, rows // 3))] if remarks else []
    free = max(3, rows - len(header) - len(below) - len(footer) - 1)
    if picture.writes:
        return DrawnScreen([*header, *_top(picture, width, free - 4), []], below, [[], *footer])
    entries = [_entry(picture, index, width) for index in range(len(picture.entries))]
    listed = sum(map(len, entries)) or 1
    top = _top(picture, width, max(2, free - min(listed, max(5, free // 2)) - 1))
    body = _scrolled(entries, picture.pointed or 0, free - len(top) - 1) or [_styled(PLAIN, picture.nothing)]
    lines = [*header, *top, [], *body, *below]
    lines += [[] for _ in range(rows - len(lines) - len(footer))]
    return DrawnScreen([*lines, *footer][:rows])


def wrap(text: str, width: int) -> list[str]:
    """A text in lines of at most `width` cells; words too long for a line are broken."""
    lines = [""]
    for word in one_line(text).split(" "):
        for piece in chop_cells(word, max(2, width)) or [""]:
            joined = f"{lines[-1]} {piece}" if lines[-1] else piece
            if cell_len(joined) <= width:
                lines[-1] = joined
            else:
                lines.append(piece)
    return lines


def cut(lines: list[StyledLine], at_most: int) -> list[StyledLine]:
    """No more than so many lines; an ellipsis tells that there were more."""
    if len(lines) <= at_most:
        return lines
    *before, last = lines[:at_most]
    return [*before, [*last[:-1], *((style, _cut_text(text)) for style, text in last[-1:])]]


def _cut_text(text: str) -> str:
    return f"{text[:-2].rstrip()} …"


def _styled(style: str, text: str, indent: int = 1) -> StyledLine:
    return [(PLAIN, " " * indent), (style, text)] if text else []


def _header(picture: Picture, width: int) -> list[StyledLine]:
    left, right = one_line(picture.left), one_line(picture.right)
    gap = width - cell_len(left) - cell_len(right)
    side_by_side = gap >= 2 or not right
    lines = [left + " " * max(0, gap) + right] if side_by_side else [wrap(left, width)[0], *wrap(right, width)]
    return [*(_styled(DIM, line) for line in lines), _styled(DIM, "─" * width)]


def _top(picture: Picture, width: int, at_most: int) -> list[StyledLine]:
    """Introduction, question and help. When there is no room for all, the question stays the longest."""
    intro = [_styled(PLAIN, line) for text in picture.intro for line in wrap(text, width)]
    title = [_styled(BOLD, line) for line in wrap(picture.title, width)] if picture.title else []
    explained = [_styled(DIM, line) for line in wrap(picture.help, width)] if picture.help else []
    if intro and len(intro) + len(title) + len(explained) + 1 <= at_most:
        return [*intro, *([[], *title] if title else []), *explained]
    room = max(1, at_most - len(title))
    return [*cut(title, max(2, at_most)), *(cut(explained, room) if room > 1 else [])]


def _entry(picture: Picture, index: int, width: int) -> list[StyledLine]:
    entry, pointed = picture.entries[index], index == picture.pointed
    mark = f"{'>' if pointed else ' '} {entry.mark}{' ' if entry.mark else ''}"
    style, room = POINTED if pointed else PLAIN, width - cell_len(mark)
    texts = _cut_texts(wrap(entry.text, room), entry.at_most)
    lines: list[StyledLine] = [[(PLAIN, " "), (style, mark + texts[0])]]
    indent = " " * cell_len(mark)
    lines += [[(PLAIN, " "), (style, indent + text)] for text in texts[1:]]
    if entry.about:
        abouts = _cut_texts(wrap(entry.about, room - 2), entry.at_most)
        lines += [[(PLAIN, f" {indent}  "), (BOLD, text)] for text in abouts]
    if entry.note:
        notes = _cut_texts(wrap(say("interview.note_of_answer", note=entry.note), room - 2), entry.at_most)
        lines += [[(PLAIN, f" {indent}  "), (DIM, text)] for text in notes]
    if entry.heading:
        lines = [[], *(_styled(DIM, text) for text in wrap(f"── {entry.heading}", width)), *lines]
    return lines


def _cut_texts(texts: list[str], at_most: int) -> list[str]:
    if not at_most or len(texts) <= at_most:
        return texts
    return [*texts[: at_most - 1], _cut_text(texts[at_most - 1])]


def _scrolled(entries: list[list[StyledLine]], pointed: int, height: int) -> list[StyledLine]:
    """As many lines as fit, around the entry pointed at; says when there are more."""
    if entries and not entries[0][0]:
        entries = [entries[0][1:], *entries[1:]]  # no empty line before the first heading
    lines = [line for entry in entries for line in entry]
    height = max(1, height)
    if len(lines) <= height:
        return lines
    starts = [0, *accumulate(map(len, entries))]
    start, size = starts[pointed], len(entries[pointed])
    offset = max(0, min(start - (height - size) // 2, len(lines) - height))
    if pointed == 0:
        offset = 0
    shown = lines[offset : offset + height]
    if height >= 4:
        if offset:
            shown[0] = _styled(DIM, say("interview.more_above"), 3)
        if offset + height < len(lines):
            shown[-1] = _styled(DIM, say("interview.more_below"), 3)
    return shown


def _joined(keys: Iterable[str], width: int) -> list[str]:
    """The keys on as few lines as they need, none torn apart."""
    lines = [""]
    for key in keys:
        joined = f"{lines[-1]} · {key}" if lines[-1] else key
        if cell_len(joined) <= width:
            lines[-1] = joined
        else:
            lines += wrap(key, width)
    return [line for line in lines if line]
