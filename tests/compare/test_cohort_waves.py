"""A cohort asked twice: who is matched, means and jobs against values worked out anew, and nobody found in it."""

from __future__ import annotations

import csv
import math
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from statistics import fmean, stdev

import numpy as np
import pytest
from openpyxl import load_workbook
from scipy import stats
from typer.testing import CliRunner, Result

from jtbd_diag.answers import Answers
from jtbd_diag.cli.main import app
from jtbd_diag.cohort import small_groups, told_counts
from jtbd_diag.compare.cohort_waves import CohortWaves, cohort_waves
from jtbd_diag.compare.cohort_waves_page import cohort_findings
from jtbd_diag.compare.span_of_mean import t_quantile
from jtbd_diag.compare.stuart_maxwell import stuart_maxwell
from jtbd_diag.compare.transitions import NO_PUSH, Transitions
from jtbd_diag.compare.two_waves import two_waves
from jtbd_diag.diagnosis import Diagnosis, diagnose
from jtbd_diag.ground.complaints import Code, InputError
from jtbd_diag.ground.library import shipped_folder
from jtbd_diag.questionnaire import Value, load_questionnaire, questionnaire_from_text
from jtbd_diag.results.batch_of_a_survey import Batch
from jtbd_diag.results.reading_options import Reading
from jtbd_diag.results.scored_survey import Wishes
from jtbd_diag.survey.table.survey_table import HowToRead
from tests.compare.cohort_again import COHORT, rows_of, written

LEADER = load_questionnaire("leader")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["waves", *map(str, arguments), "--date", "2026-11-29"])


def worked_out(*paths: Path) -> CohortWaves:
    one, other = (Batch(LEADER, Reading(path), Wishes(flips=False, duplicates="last")) for path in paths)
    return cohort_waves(one, other)


@cache
def shipped() -> CohortWaves:
    return worked_out(COHORT / "autumn.csv", COHORT / "spring.csv")


@cache
def answers_of(name: str) -> dict[str, dict[str, Value]]:
    """By e-mail the answers in a shipped table."""
    head, *rows = rows_of(name)
    asked = {item.ask: item.id for item in LEADER.items.values()}
    found = {}
    for row in rows:
        values: dict[str, Value] = {}
        for title, cell in zip(head, row, strict=True):
            item = asked.get(title)
            options = LEADER.options(item) if item else ()
            told = [one.id for one in options if one.text == cell]
            if item and told and LEADER.items[item].type != "multiple":
                values[item] = told[0]
            elif item and LEADER.items[item].type == "multiple" and cell:
                values[item] = tuple(one.id for one in options if one.text in re.split(r"[,;] ?", cell))
        found[row[head.index("email")]] = values
    return found


@cache
def diagnosed(name: str) -> dict[str, Diagnosis]:
    """By e-mail the people of a shipped table, each by `diagnose`."""
    return {who: diagnose(LEADER, values) for who, values in answers_of(name).items()}


def scores(name: str, scale: str) -> dict[str, float]:
    """By e-mail the scores of a shipped table."""
    told = {who: one.scales[scale].score for who, one in diagnosed(name).items()}
    return {who: score for who, score in told.items() if score is not None}


@pytest.mark.parametrize("scale", ["struggle", "exposure", "trust"])
def test_mean_changes_are_those_of_people_matched_by_address(scale: str) -> None:
    one, other = scores("autumn", scale), scores("spring", scale)
    both = [(one[who], other[who]) for who in one if who in other]
    (found,) = [move for move in shipped().means if move.scale == scale]
    moved = [b - a for a, b in both]
    half = stats.t.ppf(0.975, len(moved) - 1) * stdev(moved) / math.sqrt(len(moved))
    assert found.n == len(both)
    assert (found.before, found.after) == pytest.approx(
        (fmean(a for a, _ in both), fmean(b for _, b in both)), abs=1e-9
    )
    assert (found.low, found.high) == pytest.approx((fmean(moved) - half, fmean(moved) + half), abs=1e-4)


def test_what_comes_back_by_itself_by_hand() -> None:
    for one in shipped().returning:
        everybody = next(move for move in shipped().means if move.scale == one.scale)
        assert one.expected == pytest.approx(everybody.before + 0.6 * (one.before - everybody.before), abs=1e-9)
        assert one.n >= 30


def test_steps_in_words_are_those_of_each_leader_told_to_five_people() -> None:
    """Each person's step by `two_waves`, which works on one leader's answers and knows no table."""
    table = Transitions.read(shipped_folder() / "playbooks" / "transitions.yaml")
    one, other = answers_of("autumn"), answers_of("spring")
    counts = Counter(
        two_waves((LEADER, Answers.to(LEADER, one[who])), (LEADER, Answers.to(LEADER, other[who])), None, table).step
        for who in one.keys() & other.keys() - {""}
    )
    told = {found.word: found.people for found in shipped().words}
    assert sum(counts.values()) == shipped().matched
    assert told == {word: 5 * round(counts[word] / 5) if counts[word] >= 10 else None for word in told}
    assert {*counts} <= {*told} and counts["another_problem"] and counts["noise"]


def test_steps_in_words_are_not_told_where_they_would_be_nearly_everybodys(tmp_path: Path) -> None:
    same = COHORT / "autumn.csv"
    assert worked_out(same, same).words == (), "all of them the same job"
    head, *rows = rows_of("spring")
    few = written(tmp_path / "few.csv", [head, *rows[:29]])
    assert worked_out(same, few).words == ()


@pytest.mark.parametrize("seed", range(6))
def test_stuart_and_maxwell_as_a_system_of_equations(seed: int) -> None:
    counts = np.random.default_rng(seed).integers(0, 30, (4, 4))
    d = (counts.sum(1) - counts.sum(0))[:3]
    s = (np.diag(counts.sum(1) + counts.sum(0)) - counts - counts.T)[:3, :3]
    assert stuart_maxwell(counts.tolist()) == pytest.approx(stats.chi2.sf(d @ np.linalg.solve(s, d), 3), abs=1e-9)


def test_stuart_and_maxwell_where_nothing_moved_or_two_jobs_are_all() -> None:
    assert stuart_maxwell([[5, 0], [0, 7]]) is None
    assert stuart_maxwell([[0, 0], [0, 0]]) is None
    assert stuart_maxwell([[10, 12, 0], [2, 9, 0], [0, 0, 0]]) == pytest.approx(stats.chi2.sf(100 / 14, 1), abs=1e-9)


def test_jobs_stand_in_one_order_from_above_and_from_the_left(tmp_path: Path) -> None:
    ran = run(COHORT / "autumn.csv", COHORT / "spring.csv", "-o", tmp_path / "w.xlsx")
    assert ran.exit_code == 0, ran.output
    head, *rows = load_workbook(tmp_path / "w.xlsx")["Jobs"].iter_rows(values_only=True)
    assert [row[0] for row in rows] == [job for job in head[1:] if job in {row[0] for row in rows}]


def test_the_page_of_the_shipped_cohort(tmp_path: Path) -> None:
    files = [tmp_path / f"w.{ending}" for ending in ("html", "pdf", "xlsx")]
    ran = run(COHORT / "autumn.csv", COHORT / "spring.csv", *(word for file in files for word in ("-o", file)))
    assert ran.exit_code == 0, ran.output
    page = files[0].read_text("utf-8")
    order = [
        "simulation invented them",
        "are the same people",
        "From which job",
        "then and now",
        "by itself",
        "did not come",
    ]
    at = [page.index(words) for words in order]
    assert at == sorted(at)
    assert load_workbook(files[2]).sheetnames == [
        "About",
        "Jobs",
        "In words",
        "Means",
        "By itself",
        "Looking back",
        "Came back",
    ]
    cells = [str(c) for sheet in load_workbook(files[2]) for row in sheet.iter_rows(values_only=True) for c in row]
    assert not re.search(r"\w@\w|\.example|Invented Person", "\n".join([page, *cells]))


def test_cabinet_and_staff_are_no_leaders(tmp_path: Path) -> None:
    """Every other row is one of the staff's: what is left is as if these rows were not in the tables."""
    mapping = tmp_path / "m.yaml"
    mapping.write_text("rater: role\n", "utf-8")
    with_role, alone = [], []
    for name in ("autumn", "spring"):
        head, *rows = rows_of(name)
        said = [[*head, "role"], *([*row, "staff" if n % 2 else ""] for n, row in enumerate(rows))]
        with_role.append(written(tmp_path / f"{name}.csv", said))
        alone.append(written(tmp_path / f"{name}-leaders.csv", [head, *rows[::2]]))
    one, other = (
        Batch(LEADER, Reading(path, HowToRead(mapping=mapping)), Wishes(flips=False, duplicates="last"))
        for path in with_role
    )
    found, leaders = cohort_waves(one, other), worked_out(*alone)
    assert found.others == (shipped().first - leaders.first, shipped().second - leaders.second)
    assert replace(found, others=(0, 0)) == leaders and leaders.matched > 20
    first, second = found.others
    assert f"Answers of cabinet or staff are left out: {first} first, {second} later." in cohort_findings(found).page
    for path in with_role:
        head, *rows = [*csv.reader(path.read_text("utf-8").splitlines())]
        written(path, [head, *rows[1::2]])
    refused = run(*with_role, "--mapping", mapping).exception
    assert isinstance(refused, InputError), refused
    assert [one.code for one in refused.problems] == [Code.NOBODY] * 2
    assert f"the {first} answers in this table are of cabinet or staff" in refused.problems[0].what


def test_few_and_none_get_a_sentence(tmp_path: Path) -> None:
    head, *rows = rows_of("autumn")
    few = written(tmp_path / "few.csv", [head, *rows[:8]])
    ran = run(few, COHORT / "spring.csv")
    assert ran.exit_code == 0 and "Fewer than 10 people are in both waves" in " ".join(ran.stdout.split())
    at = head.index("email")
    nameless = [[c for n, c in enumerate(row) if n != at] for row in [head, *rows]]
    bare, later = written(tmp_path / "bare.csv", nameless), written(tmp_path / "later.csv", nameless[:-1])
    ran = run(bare, later)
    assert ran.exit_code == 0 and "short numbers" in ran.stdout
    ran = run(bare, later, "--id", "respondent")
    assert ran.exit_code == 0 and "From which job" in ran.stdout
    who = nameless[0].index("respondent")
    changed = [[f"00{c}.0" if n == who else c for n, c in enumerate(row)] for row in nameless[1:8]]
    ran = run(bare, written(tmp_path / "numbers.csv", [nameless[0], *changed, *nameless[8:]]), "--id", "respondent")
    assert ran.exit_code == 0 and "7 people more would be the same without capitals" in ran.stderr
    earlier = COHORT.parent / "survey-200.csv"
    assert run(COHORT.parent / "correct.yaml", earlier).exit_code == 2
    for which in ((written(tmp_path / "nobody.csv", [head]), few), (few, tmp_path / "nobody.csv")):
        refused = run(*which).exception
        assert isinstance(refused, InputError)
        assert [(one.code, one.where.file) for one in refused.problems] == [(Code.NOBODY, str(tmp_path / "nobody.csv"))]


# --- two versions ------------------------------------------------------------------------------------------

TEXT = (shipped_folder() / "questionnaires" / "leader.yaml").read_text("utf-8").replace("version: 2", "version: 3", 1)
WAIT, CAN_WAIT = "People here wait for new initiatives to pass.", "This can wait another year."


def edited(*edits: tuple[str, str]) -> str:
    text = TEXT
    for before, after in edits:
        assert before in text
        text = text.replace(before, after)
    return text


def two_versions(new: str, folder: Path, *renamed: tuple[str, str]) -> CohortWaves:
    """The shipped waves, the second of them to another version of the form, its headings named anew."""
    head, *rows = rows_of("spring")
    names = dict(renamed)
    later = written(folder / "later.csv", [[names.get(one, one) for one in head], *rows])
    wishes = Wishes(flips=False, duplicates="last")
    first = Batch(LEADER, Reading(COHORT / "autumn.csv"), wishes)
    return cohort_waves(first, Batch(questionnaire_from_text(new), Reading(later), wishes))


def test_lines_that_read_alike_in_both_versions_are_compared_and_no_others(tmp_path: Path) -> None:
    other = "People here expect new initiatives to pass."
    found = two_versions(
        edited((f'ask: "{WAIT}",\n         seen_by', f'ask: "{other}",\n         seen_by')), tmp_path, (WAIT, other)
    )
    alike = {one.scale: one for one in shipped().means}
    assert {one.scale for one in found.means} == {*alike} - {"breadth"}
    assert [alike[one.scale] for one in found.means] == [*found.means], "the very same figures"
    assert not found.steps and found.chance is None and not found.returning
    assert [people for _, _, people in found.back] == [people for _, _, people in shipped().back]
    page = cohort_findings(found)
    told = page.page
    assert "First leader 2 was asked, now leader 3" in told
    assert "- Breadth of the trouble: not compared. Questions that differ: wait\\_it\\_out." in told
    assert "- The job: not compared." in told and "From which job to which" not in told
    assert "First: leader 2" in page.footer and "now: leader 3" in page.footer
    assert "Jobs" not in page.sheets and "Came back" in page.sheets


def test_the_first_answers_are_scored_as_the_later_version_scores(tmp_path: Path) -> None:
    """The second version puts a job elsewhere: both waves are told by where it is now."""
    found = two_versions(edited(("at: {scope: 35, frustration: 25", "at: {scope: 35, frustration: 45")), tmp_path)
    assert found.verdicts.job == "rescore" and found.steps
    new = found.questionnaire
    both = [
        Batch(new, Reading(COHORT / f"{wave}.csv"), Wishes(flips=False, duplicates="last"))
        for wave in ("autumn", "spring")
    ]
    again = cohort_waves(*both)
    assert (found.steps, found.means, found.returning) == (again.steps, again.means, again.returning)
    assert found.steps != shipped().steps
    assert "nothing is left out" in cohort_findings(found).page


def test_a_push_asked_otherwise_is_left_out_of_the_jobs(tmp_path: Path) -> None:
    other = "All this can wait for another year."
    found = two_versions(edited((f'"{CAN_WAIT}"', f'"{other}"')), tmp_path, (CAN_WAIT, other))
    assert found.verdicts.push == "not" and found.verdicts.jobs_comparable
    assert found.steps and all(NO_PUSH not in step.to for step in found.steps)
    assert not any(NO_PUSH in jobs for jobs, _, _ in found.back)
    told = cohort_findings(found).page
    assert "Whether there is a push to act: not compared" in told and "Push to act: not compared" in told


def test_versions_that_share_no_line_are_refused_and_which_they_are_is_found(tmp_path: Path) -> None:
    """The command finds each table's version by its headings; nothing of version 1 reads as in version 2."""
    from jtbd_diag.simulation.simulate import simulate

    simulate(load_questionnaire("leader@1"), tmp_path / "old.csv", layout="plain", count=30, seed=1)
    ran = run(tmp_path / "old.csv", COHORT / "spring.csv")
    assert isinstance(ran.exception, InputError)
    (problem,) = ran.exception.problems
    assert problem.code is Code.NOT_COMPARED and "no line of both reads alike" in problem.what
    assert "impact leader@1 leader@2" in str(problem.hint)
    own = tmp_path / "own" / "questionnaires"
    own.mkdir(parents=True)
    other = "People here expect new initiatives to pass."
    (own / "leader.yaml").write_text(edited((WAIT, other)), "utf-8")
    (own / "leader@2.yaml").write_bytes((shipped_folder() / "questionnaires" / "leader.yaml").read_bytes())
    head, *rows = rows_of("spring")
    later = written(tmp_path / "later.csv", [[other if one == WAIT else one for one in head], *rows])
    ran = CliRunner().invoke(app, ["--library", str(own.parent), "waves", str(COHORT / "autumn.csv"), str(later)])
    assert ran.exit_code == 0, ran.output
    assert "not compared. Questions that differ: wait_it_out" in " ".join(ran.stdout.split())


# --- nobody is found ---------------------------------------------------------------------------------------


def began_with_few(tmp_path: Path) -> CohortWaves:
    """Thirty began as others did, and three with a job of their own."""
    head, *rows = rows_of("autumn")
    at = head.index("email")
    own = scores("autumn", "scope")
    jobs = {row[at]: _job(head, row) for row in rows if row[at] in own}
    most = [row for row in rows if jobs.get(row[at]) in ("correct", "coordinate")][:50]
    few = [row for row in rows if jobs.get(row[at]) == "reorient"][:3]
    path = written(tmp_path / "w.csv", [head, *most, *few])
    return worked_out(path, path)


def _job(head: Sequence[str], row: Sequence[str]) -> str | None:
    asked = {item.ask: item.id for item in LEADER.items.values() if item.type in ("single", "rating")}
    values = {
        asked[title]: next(o.id for o in LEADER.options(asked[title]) if o.text == cell)
        for title, cell in zip(head, row, strict=True)
        if title in asked and any(o.text == cell for o in LEADER.options(asked[title]))
    }
    return diagnose(LEADER, values).job


def a_job_of_three(found: CohortWaves) -> bool:
    return any(people < 10 for _, _, people in found.back) or any(
        sum(count.most for count in step.to.values()) < 10 for step in found.steps
    )


def one_who_moved(found: CohortWaves) -> bool:
    """Somebody who alone came to a job, or alone did not come back, is counted out."""
    told = [count for step in found.steps for count in step.to.values()]
    return any(count.least == count.most in (1, 2) for count in told)


RULES: dict[str, tuple[Callable[[pytest.MonkeyPatch], None], Callable[[CohortWaves], bool], bool]] = {
    "ten of a job": (
        lambda patch: (patch.setattr(small_groups, "SMALLEST", 1), patch.setattr(told_counts, "FEW", 0))[0],
        a_job_of_three,
        True,
    ),
    "no count of few": (lambda patch: patch.setattr(told_counts, "FEW", 0), one_who_moved, False),
}


@pytest.mark.parametrize("rule", RULES)
def test_without_a_rule_somebody_is_found(rule: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, attack, few = RULES[rule]
    assert not attack(began_with_few(tmp_path) if few else shipped())
    out(monkeypatch)
    assert attack(began_with_few(tmp_path) if few else shipped.__wrapped__())


def test_two_tables_in_the_other_order_are_told(tmp_path: Path) -> None:
    autumn, spring = COHORT / "autumn.csv", COHORT / "spring.csv"
    ran = CliRunner().invoke(app, ["waves", str(spring), str(autumn)])
    assert isinstance(ran.exception, InputError), ran.output
    (problem,) = ran.exception.problems
    assert problem.code is Code.NOT_COMPARED
    assert "January 7, 2026" in problem.what and "January 5, 2027" in problem.what
    mixed = tmp_path / "spring.csv"  # one of the later wave answered when the first was asked: nothing is certain
    mixed.write_text(spring.read_text("utf-8").replace("2027-01-05 07:23", "2026-01-05 07:23", 1), "utf-8")
    assert CliRunner().invoke(app, ["waves", str(mixed), str(autumn)]).exit_code == 0


def test_the_shipped_waves_are_copied_to_begin_with(tmp_path: Path) -> None:
    for name in ("cohort-again", "leader-again"):
        ran = CliRunner().invoke(app, ["copy", name, str(tmp_path)])
        assert ran.exit_code == 0, ran.output
        said = re.search(r"jtbd-diag waves (\S+) (\S+)", ran.output)
        assert said and all(Path(one).is_file() for one in said.groups())


def test_a_cohort_is_compared_without_the_extra_for_statistics() -> None:
    modules = "jtbd_diag.compare.cohort_waves, jtbd_diag.compare.cohort_waves_page, jtbd_diag.compare.raters_page"
    asked = f"import sys, {modules}; print([one for one in ('numpy', 'scipy') if one in sys.modules])"
    assert subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_one_table_twice_is_told(tmp_path: Path) -> None:
    copy = written(tmp_path / "copy.csv", rows_of("spring"))
    (tmp_path / "again.csv").write_bytes(copy.read_bytes())
    (tmp_path / "sent").mkdir()
    for first, second in ((copy, copy), (copy, tmp_path / "again.csv"), (tmp_path / "sent", tmp_path / "sent" / ".")):
        ran = CliRunner().invoke(app, ["waves", str(first), str(second)])
        assert isinstance(ran.exception, InputError)
        assert [(one.code, one.where.file) for one in ran.exception.problems] == [(Code.NOT_COMPARED, str(second))]


@pytest.mark.parametrize("degrees", [8, 9, 19, 29, 117, 5000])
def test_students_t_is_as_in_scipy(degrees: int) -> None:
    assert t_quantile(degrees) == pytest.approx(stats.t.ppf(0.975, degrees), abs=1e-3)
