"""Somebody who holds every page and workbook of a place tries to find a person in them, and finds nobody.

Each rule of `compare.raters_protection` is taken out once, and then the attack made for it finds somebody: so each is
needed, and each attack is one.
"""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from openpyxl import load_workbook

from jtbd_diag.cohort import small_groups, told_counts
from jtbd_diag.cohort.earlier_reports import Shown
from jtbd_diag.compare import raters_compared as eyes_module
from jtbd_diag.compare import raters_protection
from jtbd_diag.compare.place_file import read_place
from jtbd_diag.compare.rater_groups import LeadersOwn, RaterGroup, read_leaders_own
from jtbd_diag.compare.raters_compared import Eyes, eyes_of
from jtbd_diag.compare.raters_page import eyes_findings
from jtbd_diag.diagnosis import diagnose
from jtbd_diag.ground.complaints import InputError
from jtbd_diag.publishing.theme.theme import load_theme
from jtbd_diag.questionnaire import Value, load_questionnaire

from .places import EXAMPLE, FORMS, place, rows_of, run, write_rows

FOUND = read_place(EXAMPLE)
LOOK = load_theme()
SCALE = "common_method"
People = Sequence[Mapping[str, Value]]


def own() -> LeadersOwn:
    return read_leaders_own(FOUND, {**FORMS}, load_questionnaire)  # type: ignore[dict-item]


def people(who: str, count: int, seed: int = 1) -> list[dict[str, Value]]:
    """Everybody answers at random, so that everybody can be told from everybody else."""
    dice, form = random.Random(seed), FORMS[who]
    return [
        {item: dice.choice([o.id for o in form.options(item) if not o.cannot_say]) for item in form.items}
        for _ in range(count)
    ]


def group(who: str, answers: People, asked: int = 0, **units: Sequence[str]) -> RaterGroup:
    form = FORMS[who]
    found = [diagnose(form, dict(one)) for one in answers]
    scores = tuple({n: s.score for n, s in one.scales.items() if s.score is not None} for one in found)
    jobs = tuple(one.job for one in found)
    columns = {name: tuple(told) for name, told in units.items()}
    return RaterGroup(form.perspective, form, asked or len(answers), scores, jobs, tuple(answers), columns)


def eyes(*groups: RaterGroup, earlier: Mapping[str, Shown] | None = None) -> Eyes:
    return eyes_of(FOUND, own(), {one.perspective: one for one in groups}, earlier or {})


def text_of(found: Eyes) -> str:
    page = eyes_findings(found, LOOK.look.colours)
    sheets = [str([*rows]) for _, rows in page.sheets.values()]
    drawn = [shape.text for one in page.figures.values() for d in one for shape in d.shapes if hasattr(shape, "text")]
    return "\n".join([page.markdown, *page.about, *sheets, *drawn])


# --- attacks: each says whether it found somebody ---------------------------------------------------------


def a_cabinet_of_two() -> bool:
    """Of two people a middle value lies between both: who is one of them knows the other."""
    found = eyes(group("cabinet", people("cabinet", 2)), group("staff", people("staff", 12)))
    return any(one.perspective == "cabinet" for one in found.groups)


def a_staff_of_six() -> bool:
    found = eyes(group("cabinet", people("cabinet", 6)), group("staff", people("staff", 6)))
    return any(one.perspective == "staff" for one in found.groups)


def a_unit_of_three() -> bool:
    """A unit that is shown, or that the others leave over, is three people."""
    units = ["A"] * 15 + ["B"] * 14 + ["C"] * 3
    found = eyes(group("staff", people("staff", 32), School=units))
    lines = found.lines.get("School", ())
    told = sum(line.n for line in lines)
    return any(line.n < 10 for line in lines) or (bool(lines) and 0 < 32 - told < 10)


def one_small_unit_among_large_ones_by_difference() -> bool:
    """All, less the units that are shown, are the one that is not."""
    units = ["A"] * 15 + ["B"] * 14 + ["C"] * 12 + ["D"] * 4
    found = eyes(group("staff", people("staff", 45), School=units))
    alone = {line.names for line in found.lines.get("School", ()) if len(line.names) == 1}
    return {("A",), ("B",), ("C",)} <= alone


def all_said_the_same() -> bool:
    """Where everybody has one score, the middle value is what each of them said."""
    same = [{**one, "same_steps": "2", "newcomers_left": "4"} for one in people("staff", 20)]
    return eyes(group("staff", same)).groups[0].scales[SCALE] is not None


def the_ends_of_a_small_half() -> bool:
    """In a cabinet of five the ends of the middle half are two people's own scores."""
    found = eyes(group("cabinet", people("cabinet", 5)))
    return any(one is not None and one.low is not None for one in found.groups[0].scales.values())


def somebodys_very_own_score() -> bool:
    """Whoever's score is the printed middle value to the point, where no two have the same, is found."""
    cabinet = group("cabinet", people("cabinet", 7, seed=4))
    shown = eyes(cabinet).groups[0].scales
    exact = [
        scale
        for scale, one in shown.items()
        if one is not None
        and [s[scale] for s in cabinet.scores].count(one.median) == 1
        and one.median % raters_protection.STEP != 0
    ]
    return bool(exact)


def a_count_of_one() -> bool:
    """One in the cabinet points to the leader's job, and the page says so."""
    cabinet = group("cabinet", people("cabinet", 8))
    job = own().diagnosis.job
    other = next(one for one in FORMS["cabinet"].profiles if one != job)
    told = eyes(replace(cabinet, jobs=(job, *[other] * 7))).points_to
    return told is not None and told.same is not None and told.same.least == told.same.most == 1


def all_but_one() -> bool:
    cabinet = group("cabinet", people("cabinet", 8))
    job = own().diagnosis.job
    other = next(one for one in FORMS["cabinet"].profiles if one != job)
    told = eyes(replace(cabinet, jobs=(other, *[job] * 7))).points_to
    return told is not None and told.same is not None and told.same.least == told.same.most == 7


def one_hidden_cell_alone() -> bool:
    """All, and every line but one, are shown on a scale: together they tell of the last."""
    told = people("staff", 45)
    for one in told[:15]:
        one |= {"same_steps": "2", "newcomers_left": "4"}
    units = ["A"] * 15 + ["B"] * 16 + ["C"] * 14
    lines = eyes(group("staff", told, School=units)).lines["School"]
    return sum(line.scales[SCALE] is None for line in lines) == 1


def a_page_before_and_after_somebody_answered() -> bool:
    """Two pages on one place, of which the second has one person more."""
    told = people("staff", 31)
    first = eyes(group("staff", told[:30]))
    try:
        eyes(group("staff", told), earlier={"first.html": first.shown})
    except InputError:
        return False
    return True


def a_cabinet_before_and_after_somebody_left() -> bool:
    told = people("cabinet", 8)
    first = eyes(group("cabinet", told))
    try:
        eyes(group("cabinet", told[:7]), earlier={"first.html": first.shown})
    except InputError:
        return False
    return True


def two_groupings_on_two_pages() -> bool:
    """By school on one page and by shift on another: what lies in a school and not in a shift is four people."""
    told = people("staff", 30)
    school = ["A"] * 16 + ["B"] * 14
    shift = ["early"] * 12 + ["late"] * 18
    first = eyes(group("staff", told, School=school))
    try:
        eyes(group("staff", told, School=school, Shift=shift), earlier={"first.html": first.shown})
    except InputError:
        return False
    second = eyes(group("staff", told, School=school, Shift=shift))
    return {"School", "Shift"} <= {*second.lines}


ATTACKS: tuple[Callable[[], bool], ...] = (
    a_cabinet_of_two,
    a_staff_of_six,
    a_unit_of_three,
    one_small_unit_among_large_ones_by_difference,
    all_said_the_same,
    the_ends_of_a_small_half,
    somebodys_very_own_score,
    a_count_of_one,
    all_but_one,
    one_hidden_cell_alone,
    a_page_before_and_after_somebody_answered,
    a_cabinet_before_and_after_somebody_left,
    two_groupings_on_two_pages,
)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda one: one.__name__)
def test_nobody_is_found(attack: Callable[[], bool]) -> None:
    assert not attack()


Out = Callable[[pytest.MonkeyPatch], None]


def _small(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(raters_protection, "SMALLEST_CABINET", 2)


def _staff(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(raters_protection, "SMALLEST_STAFF", 2)


def _units(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(small_groups, "SMALLEST", 1)
    patch.setattr(raters_protection, "SMALLEST_STAFF", 2)


def _fill(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(small_groups._Table, "fill", lambda table: None)
    patch.setattr(small_groups, "_worst", lambda tables, atoms: ())
    patch.setattr(small_groups._Table, "hidden", property(lambda table: False))


def _without(where: object, name: str, made: object) -> Out:
    return lambda patch: patch.setattr(where, name, made)


RULES: dict[str, tuple[Out, Callable[[], bool]]] = {
    "five of a cabinet": (_small, a_cabinet_of_two),
    "ten of a staff": (_staff, a_staff_of_six),
    "ten of a unit": (_units, a_unit_of_three),
    "units in company": (_fill, one_small_unit_among_large_ones_by_difference),
    "not alike": (_without(raters_protection, "too_alike", lambda scores: False), all_said_the_same),
    "no spread of few": (_without(raters_protection, "may_show_spread", lambda n: True), the_ends_of_a_small_half),
    "rounded": (_without(raters_protection, "rounded", lambda points: points), somebodys_very_own_score),
    "no count of few": (_without(told_counts, "FEW", 0), a_count_of_one),
    "nor of all but few": (_without(told_counts, "FEW", 0), all_but_one),
    "hidden cells in company": (_without(raters_protection, "in_company", tuple), one_hidden_cell_alone),
    "earlier pages of a staff": (
        lambda patch: (
            patch.setattr(eyes_module, "clashes", lambda *more: ()),
            patch.setattr(eyes_module, "_too_near", lambda one, other: False),
        )[0],
        a_page_before_and_after_somebody_answered,
    ),
    "earlier pages of a cabinet": (
        _without(eyes_module, "_too_near", lambda one, other: False),
        a_cabinet_before_and_after_somebody_left,
    ),
    "two groupings": (
        lambda patch: (
            patch.setattr(eyes_module, "clashes", lambda *more: ()),
            patch.setattr(small_groups, "_worst", lambda tables, atoms: ()),
        )[0],
        two_groupings_on_two_pages,
    ),
}


@pytest.mark.parametrize("rule", RULES)
def test_without_a_rule_somebody_is_found(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    out, attack = RULES[rule]
    assert not attack()
    out(monkeypatch)
    assert attack()


# --- what is never in a file --------------------------------------------------------------------------------


def test_no_id_no_row_and_no_written_word_is_in_any_file(tmp_path: Path) -> None:
    """An id, an address and a remark are put beside every answer, and looked for in all that is written."""
    target = place(tmp_path)
    for name in ("cabinet", "staff"):
        rows = rows_of(target, name)
        heads = [*rows[0], "Email", "Anything else?"]
        marked = [[*row, f"zz{n}@secret.example", f"remark{n} of somebody"] for n, row in enumerate(rows[1:])]
        write_rows(target, name, [heads, *marked])
    paths = [tmp_path / f"e.{ending}" for ending in ("html", "pdf", "xlsx")]
    ran = run(target, *(word for path in paths for word in ("-o", path)))
    assert ran.exit_code == 0, ran.output
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(paths[1].read_bytes())).pages]
    cells = [
        str(cell) for sheet in load_workbook(paths[2]) for row in sheet.iter_rows(values_only=True) for cell in row
    ]
    hidden = (tmp_path / ".jtbd-diag-reports.json").read_text("utf-8")
    for text in (paths[0].read_text("utf-8"), "\n".join(pages), "\n".join(cells), hidden, ran.output):
        assert not re.search(r"secret\.example|remark\d|\b[SC]0\d\d\b", text)


def test_what_is_written_does_not_depend_on_the_order_of_rows(tmp_path: Path) -> None:
    first, second = group("staff", told := people("staff", 30)), group("staff", told[::-1])
    assert text_of(eyes(first)) == text_of(eyes(second))
