"""Cells that name several options: parted in one way only, or refused."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtbd_diag.questionnaire import Option
from jtbd_diag.survey.cells.column_reader import Reader
from jtbd_diag.survey.cells.options_numbers_dates import Fault, date_ways, number_ways, option_ways, settle
from jtbd_diag.survey.cells.several_in_a_cell import several_ways

OPTIONS = tuple(
    Option(id=name, text=text)
    for name, text in [("a", "A"), ("b", "B"), ("ab", "A, B"), ("abc", "A, B, C"), ("cd", "C, D"), ("d", "D")]
)


def read(cell: str, options: tuple[Option, ...] = OPTIONS, sign: str = ", ") -> object:
    (way,) = [w for w in several_ways(option_ways(options)[:1], [sign]) if "list" not in w.name]
    found = way.read(cell)
    return found.code.value if isinstance(found, Fault) else found


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("A", ("a",)),
        ("B, A", ("b", "a")),
        ("A, B", "B011"),
        ("A, B, C, D", "B011"),  # three ways
        ("B, C, D", ("b", "cd")),
        ("C, D, B", ("cd", "b")),
        ("A, A", None),
        ("A, E", None),
        ("A,, B", None),
        (", A", None),
        ("A, ", ("a",)),
        ("a,b , d", "B011"),
        ("D, C, D", ("d", "cd")),
        ("", None),
        ("A, " * 5000, None),
    ],
)
def test_one_reading_or_none(cell: str, found: object) -> None:
    assert read(cell) == found


@given(st.lists(st.text("AB,; ", min_size=1, max_size=6).filter(str.strip), min_size=2, max_size=5, unique=True))
def test_never_a_reading_that_was_not_meant(texts: list[str]) -> None:
    options = tuple(Option(id=f"o{n}", text=text) for n, text in enumerate(texts))
    for sign in (",", ";"):
        for ticked in permutations(options, 2):
            found = read(sign.join(option.text for option in ticked), options, sign)
            meant = {option.id for option in ticked}
            assert found in (None, "B011") or set(found) == meant or alike(options)  # type: ignore[call-overload]


def alike(options: tuple[Option, ...]) -> bool:
    """Options whose texts differ in spaces only, or end or begin with a separator, are nobody's to keep apart."""
    bare = ["".join(option.text.split()) for option in options]
    return len(set(bare)) < len(bare) or any(text[:1] in ",;" or text[-1:] in ",;" for text in bare)


def test_one_column_keeps_to_one_way() -> None:
    ways = option_ways((Option(id="x", text="1", code=2), Option(id="y", text="2", code=1), Option(id="z", text="0")))
    both = Reader("'q'", ways)
    both.settle(["1", "2"])
    assert [getattr(both.read(cell), "code", None) for cell in ("1", "2")] == ["B011", "B011"]
    text = Reader("'q'", ways)
    assert text.settle(["1", "2", "0"])
    assert [text.read(cell) for cell in ("1", "2", "0", "", " ")] == ["x", "y", "z", None, None]
    mixed = Reader("'q'", option_ways((Option(id="x", text="Yes", code=1), Option(id="y", text="No", code=2))))
    mixed.settle(["x", "2"])
    assert "'x' beside '2'" in mixed.read("x").what  # type: ignore[union-attr]
    labels = Reader("'q'", mixed.ways)
    labels.settle(["x", "2", "Yes"])
    assert labels.read("Yes") == "x"
    assert [getattr(labels.read(cell), "code", None) for cell in ("x", "2")] == ["B013", "B013"]


def test_numbers_and_dates_by_their_notation() -> None:
    assert [way.name for way in settle(number_ways(), ["1,234.5", "7"]).ways] == ["decimal_point"]
    assert [way.name for way in settle(number_ways(), ["1.234,5", "7"]).ways] == ["decimal_comma"]
    assert [way.name for way in settle(date_ways(), ["03/04/2026", "13/04/2026"]).ways] == ["day/month/year"]
    assert settle(date_ways(), ["03/04/2026", "04/13/2026"]).read("03/04/2026") == "2026-03-04"
    assert settle(number_ways(), ["nan", "inf", "1e400", "0x1", "\u0661"]).read("inf") is None


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ('Attendance,"Buses, late","Pay, and terms"', ("a", "b", "p")),
        ('"Buses, late"', ("b",)),
        ('"Attendance", "Pay, and terms"', ("a", "p")),
        ("['Attendance', 'Buses, late']", ("a", "b")),
        ("['Pay, and terms']", ("p",)),
        ("['Attendance', \"Buses, late\",]", ("a", "b")),
        ('["Attendance", "Buses, late"]', ("a", "b")),
        ("{Attendance}", ("a",)),
        ('{Attendance,"Buses, late"}', ("a", "b")),
        ("{Attendance, Size 1000}", ("a", "s")),
        ("[Attendance, Buses, late]", ("a", "b")),
        ("Attendance, Size 1,000", ("a", "s")),
        ("Size 1 000", ("s",)),
        ("['Attendance', 'Attendance']", None),
        ("['Attendance'", None),
        ('"Attendance, Buses, late"', ("a", "b")),
        ("{Attendance", None),
        ("[]", ()),
    ],
)
def test_the_lists_of_programs(cell: str, found: object) -> None:
    texts = {"a": "Attendance", "b": "Buses, late", "p": "Pay, and terms", "s": "Size 1,000"}
    ways = several_ways(option_ways([Option(id=name, text=text) for name, text in texts.items()])[:1], [",", ";"])
    reader = Reader("'q'", ways)
    reader.settle([cell])
    read_ = reader.read(cell)
    assert (None if isinstance(read_, Fault) else read_) == found


def test_a_semicolon_parts_quoted_texts_too() -> None:
    ways = several_ways(option_ways([Option(id="a", text="A b; c"), Option(id="d", text="D")])[:1], [";"])
    assert ways[0].read('"A b; c"; "D"') == ("a", "d")


BESIDE = {
    "Attendance; the late buses": ("a",),
    "The late buses, and rain; Attendance; Families, and friends": ("a", "f"),
    "Attendance; Other: rain": ("a",),
    "Attendance; Attendence": None,  # misspelt
    "Attendance; Families": None,  # cut
    "Attendance; Friends and families": None,  # worded otherwise
    "Attendance; Familes and frends": None,
    "Attendance; the late buses; Attendance": None,  # named twice
    "only words": None,
    "Attendance; rain; Families, and friends; snow": None,  # two places
    "Nothing; rain": None,
    "Attendance; Weather": None,  # many write it: an option of the form
    "Families, and friends; Weather": None,
    "Weather; Families, and friends; Attendance": None,
}


def test_words_of_their_own_beside_options() -> None:
    texts = {"a": "Attendance", "f": "Families, and friends", "n": "Nothing"}
    ways = several_ways(option_ways([Option(id=name, text=text) for name, text in texts.items()])[:1], [";"])
    reader = Reader("'q'", ways)
    reader.settle(["Attendance; Families, and friends", *BESIDE])
    read_ = {cell: reader.read(cell) for cell in BESIDE}
    assert {cell: None if isinstance(one, Fault) else one for cell, one in read_.items()} == BESIDE | {
        "Nothing; rain": ("n",)  # what stands alone is the item's to tell
    }


BLUE, RED = "Attendance; Blue zebras", "Blue zebras; Families, and friends"


def test_words_that_some_of_many_share_are_an_option_that_was_worded_otherwise() -> None:
    options = [Option(id=f"o{n}", text=f"Choice {'abcdefghijkl'[n]}{n}") for n in range(12)]
    cells = [f"{one.text}; {other.text}" for one, other in permutations(options, 2)]
    renamed = [f"{options[n].text}; Zebra crossings" for n in range(3)]
    reader = Reader("'q'", several_ways(option_ways(options)[:1], [";"]))
    reader.settle([*cells, *renamed, f"{options[5].text}; my own"])
    assert reader.read(f"{options[5].text}; my own") == ("o5",)
    assert [isinstance(reader.read(cell), Fault) for cell in renamed] == [True] * 3


@pytest.mark.parametrize(("cells", "read_"), [({BLUE: 1}, ("a",)), ({BLUE: 2}, None), ({BLUE: 1, RED: 1}, None)])
def test_words_that_two_rows_hold_are_an_option_that_was_worded_otherwise(cells: dict[str, int], read_: object) -> None:
    texts = {"a": "Attendance", "f": "Families, and friends"}
    ways = several_ways(option_ways([Option(id=name, text=text) for name, text in texts.items()])[:1], [";"])
    reader = Reader("'q'", ways)
    reader.settle({"Attendance; Families, and friends": 9, **cells})
    assert (None if isinstance(reader.read(BLUE), Fault) else reader.read(BLUE)) == read_


@pytest.mark.parametrize("at", [101, 122, 125, 127, 130])
@pytest.mark.parametrize("dots", ["", "...", "\u2026"])
def test_cells_that_a_program_cut_are_not_read(at: int, dots: str) -> None:
    """Cut behind an option, too, where others of its length were cut in the middle of one."""
    short = {"a": "Attendance", "b": "Buses", "d": "Deans", "f": "Families"}
    texts = {name: f"{text} at every school of ours" for name, text in short.items()}
    reader = Reader("'q'", several_ways(option_ways([Option(id=n, text=text) for n, text in texts.items()])[:1], [";"]))
    whole = ["; ".join(some) for n in (1, 2, 3, 4) for some in permutations(texts.values(), n)]
    cells = {one: one if len(one) <= at else one[: at - len(dots)].rstrip() + dots for one in whole}
    reader.settle(list(cells.values()))
    for one, cell in cells.items():
        read_ = reader.read(cell)
        if one != cell:
            assert isinstance(read_, Fault), cell
        elif len(one) < at - 2:
            assert read_ == tuple(name for part in one.split("; ") for name, text in texts.items() if text == part)


def test_a_short_cell_that_ends_within_an_option_says_nothing_of_others() -> None:
    """No program cuts cells at 18 letters: one is another form's, and is no reason to refuse those beside it."""
    texts = {"t": "Teachers", "p": "Principals or heads", "f": "Families"}
    reader = Reader("'q'", several_ways(option_ways([Option(id=n, text=t) for n, t in texts.items()])[:1], [";"]))
    reader.settle(["Teachers", "Teachers;Principal", "Teachers;Families", "Families"])
    assert reader.cut_at == 0
    assert reader.read("Teachers;Families") == ("t", "f")
    other = reader.read("Teachers;Principal")
    assert isinstance(other, Fault)
    assert "ends in the middle" not in other.what
    dotted = reader.read("Teachers;Principal...")
    assert isinstance(dotted, Fault)
    assert "ends in the middle" in dotted.what


@pytest.mark.parametrize(("limit", "cut"), [(255, False), (256, False), (1000, True), (251, False), (1003, False)])
def test_the_longest_cell_may_be_cut_where_programs_cut(limit: int, cut: bool) -> None:
    """Between two options, so that nothing else tells; but not where a longer cell stands, nor a single one that may
    have 255 letters by chance."""
    texts = {"a": "Attendance", "b": "B" * (limit - 12), "f": "Families"}
    reader = Reader("'q'", several_ways(option_ways([Option(id=n, text=t) for n, t in texts.items()])[:1], [";"]))
    cell = "; ".join((texts["a"], texts["b"]))
    assert len(cell) == limit
    reader.settle([cell, "Attendance; Families"])
    assert isinstance(reader.read(cell), Fault) == cut and reader.read("Attendance; Families") == ("a", "f")
    turned = "; ".join((texts["b"], texts["a"]))
    reader.settle([cell, turned, "Attendance; Families"])
    assert isinstance(reader.read(turned), Fault) == (limit in (255, 256, 1000))
    reader.settle([cell, turned, f"{cell}; Families"])
    assert reader.read(cell) == ("a", "b")


@pytest.mark.parametrize("own", ["F", "F...", "..."])
def test_the_beginning_of_an_option_is_no_word_of_their_own(own: str) -> None:
    texts = {"a": "Attendance", "f": "Families, and friends"}
    reader = Reader("'q'", several_ways(option_ways([Option(id=n, text=text) for n, text in texts.items()])[:1], [";"]))
    reader.settle([f"Attendance; {own}", "Attendance; Families, and friends", "Attendance; XYZ"])
    assert isinstance(reader.read(f"Attendance; {own}"), Fault)
    assert reader.read("Attendance; XYZ") == ("a",)


def test_many_short_cells_cut_at_one_length_are_a_programs_doing() -> None:
    """Then one that ends between two options was cut there, too."""
    texts = {"t": "Teachers", "p": "Principals or heads", "f": "Families", "b": "Bus drivers"}
    reader = Reader("'q'", several_ways(option_ways([Option(id=n, text=t) for n, t in texts.items()])[:1], [";"]))
    whole = [";".join(some) for n in (1, 2, 3, 4) for some in permutations(texts.values(), n)]
    cells = {one: one[:17] for one in whole}
    reader.settle(list(cells.values()))
    assert cells["Teachers;Families;Bus drivers"] == "Teachers;Families"
    assert isinstance(reader.read("Teachers;Families"), Fault)
    assert reader.read("Teachers") == ("t",)
    assert not any(
        reader.read(cell) != tuple(k for part in one.split(";") for k, t in texts.items() if t == part)
        for one, cell in cells.items()
        if not isinstance(reader.read(cell), Fault)
    )


@pytest.mark.parametrize("around", ["{}", "[]", "()"])
def test_a_list_is_read_in_its_order_and_as_its_commas_say(around: str) -> None:
    names = {"a": "Attendance", "b": "Buses", "c": "Cooks", "d": "Data"}
    ways = several_ways(option_ways(tuple(Option(id=n, text=t) for n, t in names.items()))[:1], [","])
    for ticked in permutations(names, 3):
        cell = around[0] + ",".join(f'"{names[one]}"' for one in ticked) + around[1]
        assert {way.read(cell) for way in ways} <= {ticked, None} and any(way.read(cell) for way in ways), cell
