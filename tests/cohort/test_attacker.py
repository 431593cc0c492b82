"""Somebody who holds only what is handed out tries to find a leader, a small group or an id.

Every rule that keeps them secret can be taken out, and then the attack made for it succeeds: so each of them is
needed, and each attack is one.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl
import pypdf
import pytest

from jtbd_diag.cohort import earlier_reports as clashing
from jtbd_diag.cohort import small_groups, told_counts
from jtbd_diag.cohort.disclosure_by_differences import Differences
from jtbd_diag.cohort.earlier_reports import clashes
from jtbd_diag.cohort.leaders import (
    leader_map,
    leader_numbers,
    leader_sections,
    map_disclosure,
    needs_and_method_sections,
)
from jtbd_diag.cohort.leaders.leader_counts import Cohort
from jtbd_diag.cohort.small_groups import SMALLEST, by_groups
from jtbd_diag.cohort.staff import staff_numbers
from jtbd_diag.publishing.report import render_html, render_pdf
from jtbd_diag.questionnaire import Questionnaire, Value, load_questionnaire
from tests.cohort.handed_out import (
    JOBS,
    LEADER,
    NESTED,
    THEME,
    html,
    lines_of,
    mapped,
    pdf,
    signs_of,
    survey,
    tables_of,
    words_of,
)
from tests.cohort.test_groups import derivable
from tests.cohort.test_staff import page as staff_page
from tests.cohort.test_staff import person
from tests.cohort.test_staff import staff as staff_of_people

STAFF = load_questionnaire("staff-expertise")


# --- attacks: each says whether it found somebody ---------------------------------------------------------


def a_line_of_a_few() -> bool:
    page = html(survey(NESTED).numbers("District"))
    heads = [row[1] for header, rows in tables_of(page) if header[0] in ("District", "Problem area") for row in rows]
    return any(int(one.split()[0]) < SMALLEST for one in heads)


def a_region_less_its_districts() -> bool:
    page = html(survey(NESTED).numbers("Region", "District"))
    lines = [set(inside) for inside, _, _ in lines_of(page)]
    return any(derivable(lines, {small}, [*NESTED]) for small in ("n3", "s3"))


def two_reports_decided_at_once() -> bool:
    both = survey(NESTED).numbers("Region", "District")
    pages = [html(replace(both, groups=(one,))) for one in both.groups]
    lines = [set(inside) for page in pages for inside, _, _ in lines_of(page)]
    return any(derivable(lines, {small}, [*NESTED]) for small in ("n3", "s3"))


def a_second_report_made_alone() -> bool:
    """Two reports, each safe alone, tell of n3; somebody is found unless that is told to whoever makes them."""
    people = survey(NESTED)
    first, second = people.numbers("Region"), people.numbers("District")
    lines = [set(inside) for page in (html(first), html(second)) for inside, _, _ in lines_of(page)]
    assert derivable(lines, {"n3"}, [*NESTED])
    return not clashes(second.shown, {"first.html": first.shown}, *people.known("Region", "District"))


def what_nobody_of_some_small_groups_is() -> bool:
    few = survey(
        {"n1": 20, "s1": 18, "e1": 16, "n3": 5, "s3": 6}, lambda name, n: JOBS[n % (2 if name[1] == "3" else 3)]
    )
    lines = lines_of(html(few.numbers("District")))
    counts = [results for inside, _, results in lines if inside & {"n3", "s3"}]
    return any(0 in results for results in counts)


SPREAD = [(3.1 * n + 2, 97 - 3.1 * n, JOBS[n % 3]) for n in range(30)]


def the_order_of_the_survey() -> bool:
    one, other = mapped(SPREAD), mapped(SPREAD[::-1])
    return html(one) != html(other) or pdf(one) != pdf(other)


def exact_scores() -> bool:
    one, other = mapped(SPREAD), mapped([(x // 5 * 5 + 1.9, y // 5 * 5 + 2.6, job) for x, y, job in SPREAD])
    return signs_of(html(one)) != signs_of(html(other))


def a_sign_in_a_corner_of_a_few() -> bool:
    alone = mapped([(80, 20, "reorient"), *((2.5 * n, 90, "correct") for n in range(19))])
    return any(x > 50 and y < 50 for x, y in signs_of(html(alone)))


def half_of_one() -> bool:
    people = survey({"n1": 30}, lambda _, n: JOBS[2 if n == 0 else 0])
    return bool(re.search("Reorient: 1, half of them", words_of(html(people.numbers()))))


def the_push_of_one() -> bool:
    people = survey({"n1": 30}, lambda _, n: JOBS[2 if n == 0 else 0])
    return bool(re.search(r"Reorient: 1 active, 0 early", words_of(html(people.numbers()))))


def the_push_of_one_by_what_a_program_needs() -> bool:
    """The only one of a job has a push, or somebody else has it: half of all in both surveys."""
    pages = [words_of(html(survey({"n1": 30}, lambda _, n, k=k: JOBS[2 if n == k else 0]).numbers())) for k in (0, 1)]
    return len({page.split("What the program would need")[1] for page in pages}) > 1


def the_push_of_the_few_mixed_ones_by_the_calls() -> bool:
    """One leader's job is mixed; the calls tell of one alone whether there is any push."""
    numbers = survey({"n1": 30}).numbers()
    (first, *others) = numbers.jobs
    mixed = replace(
        numbers, jobs=(replace(first, mixed=1), *others), undetermined=12, calls={"mixed": 1, "undetermined": 3}
    )
    return bool(re.search(r"may settle it.\s+1 leader\.", words_of(html(mixed))))


def the_push_of_one_who_answered_too_little() -> bool:
    """All who told their push, less those of whom it is told by job."""
    people = survey({"n1": 30})
    alone = {item: value for item, value in people.people[0].items() if item in _of_scales("struggle")}
    numbers = replace(people, people=[*people.people, alone], districts=["n1"] * 31).numbers()
    assert numbers.undetermined == 1
    told = re.search(r"Of (\d+) leaders who answered enough, \d+ \(\d+%\) have an active", words_of(html(numbers)))
    return told is None or int(told[1]) != numbers.enough


def what_the_few_who_were_asked_said() -> bool:
    """One leader only was asked of the forces and the preconditions."""
    asked = _of_scales(*LEADER.readiness.forces, *LEADER.readiness.preconditions)
    said: dict[str, Value] = {item: options[-1].id for item in asked if (options := LEADER.options(item))}
    people = survey({"n1": 30})
    bare = [{item: value for item, value in one.items() if item not in asked} for one in people.people]
    page = words_of(html(replace(people, people=[{**bare[0], **said}, *bare[1:]]).numbers()))
    return bool(re.search(r"[Oo]f 1(?! or)\b", page))


def _of_scales(*scales: str) -> set[str]:
    return {item for item in LEADER.scored_items() if any(set(o.points) & {*scales} for o in LEADER.options(item))}


def the_job_of_one_in_a_corner_by_the_others() -> bool:
    """What the table of jobs counts, less the signs that are shown, is the one whose corner is hidden."""
    spread = [(2.4 * n + 1, 5 * n % 45 + 52.0, "correct") for n in range(19)]
    return 0 < 20 - len(signs_of(html(mapped([(80, 20, "reorient"), *spread])))) < SMALLEST


def what_the_few_who_were_asked_left_out() -> bool:
    people = survey({"n1": 30}, lambda _, n: JOBS[2 if n == 0 else 0])
    shares = re.findall(r"\d+ of (\d+) \(", words_of(html(people.numbers())))
    return any(int(of) < SMALLEST for of in shares)


def ids() -> bool:
    """Some of these leaders are worth a call."""
    people = survey(NESTED)
    numbers = replace(people.numbers("District"), calls={"mixed": 3})
    text = "".join(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(pdf(numbers))).pages)
    return bool(re.search(r"R_\d", html(numbers) + text))


def a_staff(hidden: Sequence[Mapping[str, int]]) -> bool:
    """Whether staffs that differ only in what is hidden have different pages."""
    pages = set()
    for counts in hidden:
        people = [person(unit, 1, coach=3 if n < few else 0) for unit, few in counts.items() for n in range(13)]
        people += [person("East", 3, "no" if n < 8 else "yes") for n in range(15)]
        people += [person("West", 1, coach=0) for _ in range(20)]
        report = staff_page(staff_of_people(STAFF, people), THEME)
        pages |= {(render_html(report, THEME), render_pdf(report, THEME))}
    return len(pages) > 1


def a_count_of_one_on_the_map_of_a_staff() -> bool:
    return a_staff([{"North": 0, "South": 5}, {"North": 1, "South": 5}])


def all_but_one_on_the_map_of_a_staff() -> bool:
    return a_staff([{"North": 13, "South": 5}, {"North": 12, "South": 5}, {"North": 11, "South": 5}])


def two_counts_on_the_map_of_a_staff_by_their_sum() -> bool:
    return a_staff([{"North": 0, "South": 0}, {"North": 1, "South": 2}, {"North": 2, "South": 2}])


def a_level_of_one_by_the_other_levels() -> bool:
    def plan(coaches: int) -> str:
        people = [person("North", 4 if n < coaches else 2) for n in range(20)]
        return staff_page(staff_of_people(STAFF, people), THEME).markdown.split("## The learning plan")[1]

    return plan(0) != plan(2)


def who_leaves_of_a_few() -> bool:
    people = [person("North", 3, "no", coach=3 if n < 9 else 0) for n in range(20)]
    return "coach" in staff_of_people(STAFF, people).leavers


# --- the rules, each of which can be taken out ----------------------------------------------------------


@dataclass(frozen=True)
class Rule:
    """A rule that keeps a secret: the attack it stands against, and what takes it out."""

    attack: Callable[[], bool]
    where: object
    name: str
    instead: object


def _one_by_one(frame: pl.DataFrame, columns: Sequence[str], *more: object) -> tuple[small_groups.Groups, ...]:
    return tuple(by_groups(frame, [column], *more)[0] for column in columns)  # type: ignore[arg-type]


def _no_secret(frame: pl.DataFrame, columns: Sequence[str], results: Mapping[str, pl.Expr], *_: object) -> object:
    return by_groups(frame, columns, results)


def _all_jobs(frame: pl.DataFrame, columns: Sequence[str], results: Mapping[str, pl.Expr], *more: object) -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(small_groups, "SMALLEST", 1)
        return by_groups(frame, columns, results, *more)  # type: ignore[arg-type]


def _in_order(places: pl.DataFrame, scales: tuple[str, str]) -> map_disclosure.Spots:
    """Signs in the order of the survey."""
    found = map_disclosure.spots(places, scales)
    order = [(int(x // 5), int(y // 5)) for x, y in places.select(*scales).iter_rows()]
    return replace(found, signs=tuple(sorted(found.signs, key=lambda sign: order.index(sign.square))))


def _exact(frame: pl.DataFrame, scales: tuple[str, str]) -> map_disclosure.Spots:
    """Signs on squares so small that they stand where the scores are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(map_disclosure, "BINS", 2000)
        found = map_disclosure.spots(frame, scales)
    return replace(found, signs=tuple(replace(s, square=(s.square[0] / 100, s.square[1] / 100)) for s in found.signs))


KNOWN_OF = leader_numbers.known_of


def _all_counted(asked: Questionnaire, narrow: pl.DataFrame) -> tuple[pl.LazyFrame, dict[str, pl.Expr]]:
    return narrow.lazy(), KNOWN_OF(asked, narrow)[1]


def _call_list(cohort: Cohort) -> Iterator[str]:
    yield "R_1, R_2"


def _told(count: int, _: int) -> told_counts.ToldCount:
    return told_counts.ToldCount(count, count)


RULES = (
    Rule(a_line_of_a_few, small_groups, "SMALLEST", 1),
    Rule(a_region_less_its_districts, leader_numbers, "by_groups", _one_by_one),
    Rule(a_region_less_its_districts, Differences, "least", lambda *_: SMALLEST),
    Rule(two_reports_decided_at_once, leader_numbers, "by_groups", _one_by_one),
    Rule(what_nobody_of_some_small_groups_is, leader_numbers, "by_groups", _no_secret),
    Rule(the_order_of_the_survey, leader_map, "spots", _in_order),
    Rule(exact_scores, leader_map, "spots", _exact),
    Rule(a_sign_in_a_corner_of_a_few, map_disclosure, "SMALLEST", 1),
    Rule(half_of_one, leader_map, "SMALLEST", 1),
    Rule(the_push_of_one, leader_numbers, "by_groups", _all_jobs),
    Rule(the_push_of_one_by_what_a_program_needs, leader_numbers, "_pressing", lambda job, *_: job),
    Rule(
        the_push_of_the_few_mixed_ones_by_the_calls,
        leader_sections,
        "_reasons",
        lambda cohort: [[one] for one in cohort.calls],
    ),
    Rule(the_push_of_one_who_answered_too_little, leader_numbers, "known_of", _all_counted),
    Rule(what_the_few_who_were_asked_said, leader_numbers, "_may_be_told", iter),
    Rule(the_job_of_one_in_a_corner_by_the_others, map_disclosure, "_too_few", lambda _: False),
    Rule(what_the_few_who_were_asked_left_out, needs_and_method_sections, "SMALLEST", 1),
    Rule(ids, leader_sections, "calls", _call_list),
    Rule(a_second_report_made_alone, clashing, "tell_too_much", lambda *_: False),
    Rule(a_count_of_one_on_the_map_of_a_staff, staff_numbers, "told_count", _told),
    Rule(all_but_one_on_the_map_of_a_staff, staff_numbers, "told_count", _told),
    Rule(
        two_counts_on_the_map_of_a_staff_by_their_sum,
        staff_numbers,
        "_everyone",
        lambda all_, _, w: staff_numbers._unit(all_, w),
    ),
    Rule(a_level_of_one_by_the_other_levels, staff_numbers, "told_count", _told),
    Rule(who_leaves_of_a_few, staff_numbers, "SMALLEST", 1),
)


@pytest.mark.parametrize("attack", dict.fromkeys(rule.attack for rule in RULES), ids=lambda attack: attack.__name__)
def test_no_attack_finds_anybody(attack: Callable[[], bool]) -> None:
    assert not attack()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.attack.__name__}-{rule.name}")
def test_without_its_rule_the_attack_finds_somebody(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule.where, rule.name, rule.instead)
    assert rule.attack()
