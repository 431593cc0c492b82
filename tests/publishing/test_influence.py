"""The influence map: who is near and who is farther, drawn once, and said in words wherever nothing is drawn."""

from __future__ import annotations

import itertools
import zipfile
from io import BytesIO
from xml.etree import ElementTree

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jtbd_diag.diagnosis import diagnose
from jtbd_diag.ground.catalogue import say
from jtbd_diag.playbook.choice.influence import Influence, own_partners
from jtbd_diag.publishing import load_theme, render
from jtbd_diag.publishing.drawings import influence_drawing
from jtbd_diag.publishing.drawings.influence_drawing import NameBox, layout
from jtbd_diag.questionnaire import Questionnaire
from tests.playbook.leaders import case, written, written_for

from .sample import playbook_of
from .test_pdf import tags

SVG = "{http://www.w3.org/2000/svg}"
NAMES = st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=50), max_size=13, unique=True).map(tuple)
MAP = Influence(
    problem="Chronic absenteeism",
    named=("The <kitchens> & Ms. O'Neill", "Data and IT"),
    usual=("Teachers", "School nurse and health services"),
    outside=("The board, the state or another agency",),
)


def drawn(who: Influence) -> ElementTree.Element:
    return ElementTree.fromstring(
        influence_drawing.draw(playbook_of("![w](figure:influence)", influence=who), load_theme())
    )


def words(drawing: ElementTree.Element) -> str:
    return " ".join(text.text or "" for text in drawing.iter(f"{SVG}text"))


def test_everybody_is_on_it_with_the_label_of_their_ring() -> None:
    said = words(drawn(MAP))
    for one in (
        *MAP.named,
        *MAP.usual,
        *MAP.outside,
        say("publishing.map_middle"),
        say("publishing.map_near"),
        say("publishing.map_farther"),
        say("publishing.map_outside"),
    ):
        assert one.split()[0] in said


def test_near_and_far_differ_in_more_than_color() -> None:
    boxes = [rect for rect in drawn(MAP).iter(f"{SVG}rect") if rect.get("rx") == "5"]
    dashed = [rect for rect in boxes if rect.get("stroke-dasharray")]
    assert (len(boxes), len(dashed)) == (4, 2)
    bold = {text.text for text in drawn(MAP).iter(f"{SVG}text") if text.get("font-weight") == "600"}
    assert bold == {"The <kitchens> & Ms.", "O'Neill", "Data and IT", say("publishing.map_middle")}


@given(named=NAMES, usual=NAMES, outside=NAMES)
def test_nothing_touches_and_nothing_leaves_the_drawing(
    named: tuple[str, ...], usual: tuple[str, ...], outside: tuple[str, ...]
) -> None:
    chart = layout(Influence("p", named, usual, outside))
    rings = [ring for ring in (chart.near, chart.far, chart.beyond) if ring]
    boxes = [chart.centre, *(box for ring in rings for box in ring.boxes)]
    assert len(boxes) == 1 + len(named) + len(usual) + len(outside)
    for one, other in itertools.combinations(boxes, 2):
        assert apart(one, other)
    for box in boxes:
        assert box.x >= 0
        assert box.x + box.width <= chart.width + 0.01
        assert box.y + box.height <= chart.height
    if chart.near and chart.far:
        assert inside(chart.near, chart.far)
    for ring in rings:
        assert all(inside(box, ring) for box in ring.boxes)


def apart(one: NameBox, other: NameBox) -> bool:
    beside = one.x + one.width <= other.x + 0.01 or other.x + other.width <= one.x + 0.01
    return beside or one.y + one.height <= other.y + 0.01 or other.y + other.height <= one.y + 0.01


def inside(box: NameBox | influence_drawing.Ring, ring: influence_drawing.Ring) -> bool:
    across = ring.x - 0.01 <= box.x and box.x + box.width <= ring.x + ring.width + 0.01
    return across and ring.y <= box.y and box.y + box.height <= ring.y + ring.height + 0.01


def test_it_is_made_from_the_answers() -> None:
    who = written_for("D08").influence
    assert who is not None
    assert who.named[:4] == (
        "Registrars and counselors in nine districts",
        "The child-welfare agency",
        "The judges",
        "Probation",
    ), "those named in the leader's own words stand first"
    assert set(who.named).isdisjoint(who.usual)
    inner = written_for("D11").influence
    assert inner is not None
    assert inner.outside == ()
    assert "Hiring and staffing" in inner.named, "named, though the problem area does not list it"


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("", ()),
        (" The bus office. ", ("The bus office",)),
        ("payroll; the board (chair, clerk), and my aides", ("payroll", "the board (chair, clerk)", "your aides")),
        ("the office, the office", ("the office",)),
        ("a,b,c,d,e,f,g", tuple("abcdefg")),
        (",".join("abcdefghijklm"), (",".join("abcdefghijklm"),)),
        ("The nurses. The bus yard. The clinic.", ("The nurses", "The bus yard", "The clinic")),
        ("Dr. Lopez and St. Mary", ("Dr. Lopez and St. Mary",)),
        ("the nurses, the office and the clinic", ("the nurses", "the office", "the clinic")),
        ("scheduling and enrollment, and payroll", ("scheduling and enrollment", "payroll")),
        ("the superintendent and cabinet, who decide", ("the superintendent and cabinet",)),
        ("payroll, because it is slow", ("payroll",)),
        ("Personnel: posts, screens; The union: the calendar.", ("Personnel", "The union")),
        ("Two people: the nurse, the clerk", ("the nurse", "the clerk")),
        ("Nobody.", ()),
        ("I don\u2019t know", ()),
        ("n/a", ()),
        ("people who " + "very " * 20 + "often help, me", ("people who " + "very " * 20 + "often help, me",)),
    ],
)
def test_partners_are_a_list_only_where_they_read_as_one(
    leader: Questionnaire, words: str, names: tuple[str, ...]
) -> None:
    answered = {"causes": "other_units", "partners": words} if words else {"causes": "other_units"}
    assert own_partners(diagnose(leader, answered)) == names


def test_what_a_partner_holds_stands_beside_the_name() -> None:
    markdown = written(case("D01"), partners="Personnel: posts, screens; the union: the calendar").markdown
    assert "Begin with the personnel office and the union." in markdown
    assert "| **Personnel** | posts, screens | positions filled | |" in markdown
    assert "| **The union** | the calendar | contracts, and what members say | |" in markdown


@pytest.mark.parametrize("kind", ["html", "docx", "md", "txt"])
def test_it_stands_in_every_format_of_a_coordinate_playbook(kind: str) -> None:
    made = render(written_for("D11"), kind)
    if kind == "html":
        assert made.count(b'<figure class="influence"><svg') == 1
    elif kind == "docx":
        with zipfile.ZipFile(BytesIO(made)) as archive:
            assert 'descr="In the middle: you and your unit.' in archive.read("word/document.xml").decode()
            assert len([name for name in archive.namelist() if name.endswith(".png")]) == 2
    else:
        text = " ".join(made.decode().replace("\\", "").split())
        assert "In the middle: you and your unit." in text
        assert "Near, because you named or marked them: Transportation" in text


def test_the_pdf_says_it_to_those_who_do_not_see_it() -> None:
    found = pypdf.PdfReader(BytesIO(render(written_for("D11"), "pdf")))
    said = tags(found.trailer["/Root"]["/StructTreeRoot"])
    assert [words for words in said if words.startswith("In the middle: you and your unit. Near, because you named")]


def test_other_playbooks_draw_none() -> None:
    assert b'class="influence"' not in render(written_for("D02"), "html").split(b"</style>")[1]
