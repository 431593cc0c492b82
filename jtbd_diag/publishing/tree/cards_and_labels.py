"""The flat tree -> what belongs together on a page: cards, labels beside their text, a list beside its chart.

Owns the rules that tell them by their shape; must not know any output format. Formats without columns draw the
flat tree and need none of this.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import begun_large
from jtbd_diag.publishing.tree.markdown_parsed import MarkdownNode

_ENDS_A_SIDE = ("heading", "page_break", "figure", "lead_in", "callout", "steps", "plan", "reasons", "table", "card")


def arranged(blocks: Sequence[MarkdownNode]) -> tuple[MarkdownNode, ...]:
    """The blocks with new kinds of nodes where their shape asks for them: those of `named`, and four more.

    card: a heading with its traits; children are heading, traits and all up to the next heading, and a paragraph
    right above it announces it. plan: bold lines, each with its steps right under it. side: a label, which is a
    bold line or bold first words, and what it names; children are the label and the rest. beside: a list with its
    announcement, and the figure right after it; children are a stack of the former and the figure.
    """
    return tuple(_paired(_sided(_planned(_carded(with_kinds_of_lists(blocks))))))


def with_kinds_of_lists(blocks: Sequence[MarkdownNode]) -> tuple[MarkdownNode, ...]:
    """The blocks, lists of a certain shape with a kind of their own.

    steps: a list of boxes whose items are `by **day:** what *label:* words …`, fit for a table. traits: a list
    right under a heading whose items begin with bold words. reasons: a list whose items begin with emphasis.
    references: numbers whose items all hold a link.
    """
    before = (None, *blocks)
    return tuple(_with_kind_of_list(block, above) for above, block in zip(before, blocks, strict=False))


# --- lists ----------------------------------------------------------------------------------------------


def _with_kind_of_list(block: MarkdownNode, above: MarkdownNode | None) -> MarkdownNode:
    if block.kind not in ("bullets", "numbers") or not block.children:
        return block
    for kind, of, fits in _LISTS:
        if block.kind == of and all(map(fits, block.children)) and (kind != "traits" or _is_heading(above)):
            return block._replace(kind=kind)
    return block


def _is_heading(block: MarkdownNode | None) -> bool:
    return block is not None and block.kind == "heading" and block.level > 2


def first_words(item: MarkdownNode) -> tuple[MarkdownNode, ...]:
    """The inline pieces of an item's first block."""
    return item.children[0].children if item.children else ()


def _is_step(item: MarkdownNode) -> bool:
    words = first_words(item)
    is_labelled = any(piece.kind == "emphasis" and piece.plain().endswith(":") for piece in words)
    begins = [piece.kind for piece in words[:2]]
    return item.checked is not None and len(item.children) == 1 and is_labelled and "strong" in begins


def _is_reason(item: MarkdownNode) -> bool:
    words = first_words(item)
    return item.checked is None and len(item.children) == 1 and len(words) > 1 and words[0].kind == "emphasis"


def _is_reference(item: MarkdownNode) -> bool:
    return any(piece.kind == "link" and piece.target for piece in first_words(item))


def _is_trait(item: MarkdownNode) -> bool:
    words = first_words(item)
    return item.checked is None and len(item.children) == 1 and bool(words) and words[0].kind == "strong"


_LISTS: tuple[tuple[str, str, Callable[[MarkdownNode], bool]], ...] = (
    ("steps", "bullets", _is_step),
    ("traits", "bullets", _is_trait),
    ("reasons", "bullets", _is_reason),
    ("references", "numbers", _is_reference),
)


# --- cards, sides and pairs -----------------------------------------------------------------------------


def _carded(blocks: Sequence[MarkdownNode]) -> Iterator[MarkdownNode]:
    place = 0
    while place < len(blocks):
        after = blocks[place + 1 : place + 2]
        if _is_heading(blocks[place]) and after and after[0].kind == "traits":
            end = _next(blocks, place + 2, ("heading", "page_break"))
            yield MarkdownNode("card", tuple(blocks[place:end]))
            place = end
        else:
            announces = blocks[place].kind == "paragraph" and _is_heading(after[0] if after else None)
            yield blocks[place]._replace(kind="announcement") if announces else blocks[place]
            place += 1


def _planned(blocks: Iterator[MarkdownNode]) -> Iterator[MarkdownNode]:
    """Lists of steps, each right under a bold line, as one plan."""
    held = list(blocks)
    place = 0
    while place < len(held):
        end = place
        while [block.kind for block in held[end : end + 2]] == ["lead_in", "steps"]:
            end += 2
        if end > place:
            yield MarkdownNode("plan", tuple(held[place:end]))
            place = end
        else:
            yield held[place]
            place += 1


def _sided(blocks: Iterator[MarkdownNode]) -> Iterator[MarkdownNode]:
    held = list(blocks)
    place = 0
    while place < len(held):
        here = held[place]
        label, rest = _label(here)
        if label is None:
            yield here
            place += 1
            continue
        end = next(
            (n for n in range(place + 1, len(held)) if held[n].kind in _ENDS_A_SIDE or _label(held[n])[0]),
            len(held),
        )
        body = (*rest, *held[place + 1 : end])
        yield MarkdownNode("side", (_without_stop(label), *body)) if body else here
        place = end


def _label(block: MarkdownNode) -> tuple[MarkdownNode | None, tuple[MarkdownNode, ...]]:
    """A block's label and what is left of the block; no label when it has none."""
    if block.kind == "lead_in":
        return block, ()
    if block.kind not in ("paragraph", "announcement") or not block.children or block.children[0].kind != "strong":
        return None, ()
    first, *rest = block.children
    words = rest[0]._replace(text=rest[0].text.lstrip()) if rest and rest[0].kind == "text" else None
    pieces = (words, *rest[1:]) if words else tuple(rest)
    return MarkdownNode("lead_in", (first,)), (block._replace(children=pieces),)


def _without_stop(label: MarkdownNode) -> MarkdownNode:
    """A label that stands apart needs no full stop or colon."""
    *before, last = label.children
    *inner, words = last.children
    if words.kind != "text":
        return label
    kept = words._replace(text=words.text.rstrip(" .:"))
    return label._replace(children=(*before, last._replace(children=(*inner, kept))))


def _paired(blocks: Iterator[MarkdownNode]) -> Iterator[MarkdownNode]:
    """A figure beside the list before it."""
    held = list[MarkdownNode]()
    for block in blocks:
        if block.kind == "figure" and held and held[-1].kind in ("bullets", "reasons"):
            listed = [held.pop()._replace(kind="bullets")]
            if held and held[-1].kind == "announcement":
                listed.insert(0, held.pop())
            held.append(MarkdownNode("beside", (MarkdownNode("stack", tuple(listed)), block)))
        else:
            held.append(block)
    yield from held


def _next(blocks: Sequence[MarkdownNode], start: int, kinds: Sequence[str]) -> int:
    return next((n for n in range(start, len(blocks)) if blocks[n].kind in kinds), len(blocks))


# --- steps as a table -----------------------------------------------------------------------------------


def step_columns(steps: MarkdownNode) -> tuple[str, ...]:
    """The names of a step's cells: what stands before the day, what to do, then each label."""
    before = itertools.takewhile(lambda piece: piece.kind != "strong", first_words(steps.children[0]))
    return ("".join(piece.plain() for piece in before).strip(), say("publishing.what_to_do"), *_labels(steps))


def step_cells(steps: MarkdownNode, item: MarkdownNode) -> tuple[tuple[MarkdownNode, ...], ...]:
    """The inline pieces of each of the step's cells, in the order of `step_columns`."""
    parts: dict[str, list[MarkdownNode]] = {"": []}
    words = first_words(item)
    day = next(n for n, piece in enumerate(words) if piece.kind == "strong")
    name = ""
    for piece in words[day + 1 :]:
        if piece.kind == "emphasis" and piece.plain().endswith(":"):
            name = piece.plain().rstrip(":")
            parts[name] = []
        else:
            parts[name].append(piece)
    cells = (_sentence(parts.get(name, [])) for name in ("", *_labels(steps)))
    return ((_words(words[day].plain().rstrip(":")),), *cells)


def _labels(steps: MarkdownNode) -> tuple[str, ...]:
    found = [
        piece.plain().rstrip(":")
        for item in steps.children
        for piece in first_words(item)
        if piece.kind == "emphasis" and piece.plain().endswith(":")
    ]
    return tuple(dict.fromkeys(found))


def _sentence(pieces: Sequence[MarkdownNode]) -> tuple[MarkdownNode, ...]:
    """A cell's words with a capital letter; nothing where there is only a line to write on."""
    if not "".join(piece.plain() for piece in pieces).strip(" _"):
        return ()
    first, *rest = pieces
    text = first.text.lstrip()
    whole = [first._replace(text=begun_large(text)), *rest] if first.kind == "text" else list(pieces)
    if whole[-1].kind == "text":
        whole[-1] = whole[-1]._replace(text=whole[-1].text.rstrip(" _"))  # a line to write on is a cell's own
    return tuple(whole)


def _words(text: str) -> MarkdownNode:
    return MarkdownNode("text", text=text)
