"""`batch --shortlist`: rules of a committee on results and applications, its log, and what it refuses or warns of."""

from __future__ import annotations

import csv
import hashlib
import random
import re
import shlex
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from jtbd_diag.diagnosis import diagnose
from jtbd_diag.questionnaire import load_questionnaire
from tests.checkout import ROOT
from tests.cli.conftest import EXAMPLES, Run, records_of

SURVEY = EXAMPLES / "survey-200.csv"
RULES: dict[str, Any] = {
    "shortlist": "Trial",
    "require": [{"column": "job", "is": "coordinate"}],
    "prefer": [{"column": "answer_kind", "is": "district"}],
    "quota": [{"column": "Region", "at_most": 3}],
    "capacity": 10,
    "waiting_list": 4,
    "seed": 5,
}


def write_rules(**other: object) -> None:
    Path("rules.yaml").write_text(yaml.safe_dump({**RULES, **other}, sort_keys=False), encoding="utf-8")


def asked(*more: object, survey: object = SURVEY) -> list[object]:
    return [
        "batch", survey, "-o", "r.csv", "--force", "--duplicates", "last",
        "--shortlist", "rules.yaml", "--shortlist-out", "log.csv", *more,
    ]  # fmt: skip


def test_the_page_is_true(run: Run, here: Path) -> None:
    page = (ROOT / "docs" / "shortlist.md").read_text("utf-8")
    blocks = {kind: re.findall(rf"```{kind}\n(.*?)```", page, re.DOTALL)[0] for kind in ("csv", "yaml", "sh", "text")}
    Path("applications.csv").write_text(blocks["csv"], encoding="utf-8")
    Path("rules.yaml").write_text(blocks["yaml"], encoding="utf-8")
    program, *words = shlex.split(blocks["sh"])
    assert program == "jtbd-diag"
    told = run(*words)
    assert told.code == 0
    assert "1 application has no answers, and is in no list" in told.err
    ids = {row["Response ID"] for row in csv.DictReader(blocks["csv"].splitlines())}
    shown = [
        f"{row['Response ID']}  {row['list']:<8} {row['place']:<2} {row['by which rule']}"
        for row in records_of("log.csv")
        if row["Response ID"] in ids
    ]
    assert "\n".join(shown) + "\n" == blocks["text"]
    assert {row["by which rule"] for row in records_of("log.csv") if row["Response ID"] not in ids} >= {
        "require 1: application_found is true"
    }
    assert {row["lot"] for row in records_of("log.csv") if row["Response ID"] == "A1007"} == {
        hashlib.sha256(b"2026:A1007").hexdigest()[:12]
    }


def test_everybody_is_somewhere_by_a_rule_and_limits_hold(run: Run, here: Path) -> None:
    write_rules()
    told = run(*asked("--shortlist-out", "list.xlsx"))
    assert told.code == 0
    results, log = {row["row"]: row for row in records_of("r.csv")}, records_of("log.csv")
    assert [row["row"] for row in log] == [*results]
    assert all(row["by which rule"] for row in log)
    for row in log:
        found = results[row["row"]]
        unsure = found["outcome"] in ("mixed", "undetermined")
        if row["list"] in ("in", "waiting"):
            assert found["job"] == "coordinate"
            assert not unsure
        if unsure and found["counted"] == "true":
            assert row["list"] == "open", "what is not known is never a no"
        if row["list"] == "not counted":
            assert found["counted"] == "false"
    chosen = [row for row in log if row["list"] == "in"]
    regions = Counter(results[row["row"]]["Region"] for row in chosen)
    assert max(regions.values()) <= 3
    assert len(chosen) <= 10
    assert sorted(row["place"] for row in log if row["list"] == "waiting") == ["1", "2", "3", "4"]
    assert f"Trial: {len(chosen)} in; 4 waiting; " in told.err


def test_another_order_of_rows_gives_the_same_list_and_another_seed_another(run: Run, here: Path) -> None:
    write_rules(prefer=[], quota=[])
    lines = SURVEY.read_text("utf-8").splitlines(keepends=True)
    Path("other.csv").write_text(
        lines[0] + "".join(random.Random(1).sample(lines[1:], len(lines) - 1)), encoding="utf-8"
    )
    lists = []
    for survey, seed in ((SURVEY, 5), ("other.csv", 5), (SURVEY, 6)):
        write_rules(prefer=[], quota=[], seed=seed)
        assert run(*asked(survey=survey)).code == 0
        found = [(row["place"], row["Response ID"]) for row in records_of("log.csv") if row["list"] == "in"]
        lists.append(sorted(found, key=lambda one: int(one[0])))
    assert len(lists[0]) == 10
    assert lists[0] == lists[1]
    assert lists[0] != lists[2]


def test_ties_hang_on_addresses_where_no_id_is_and_on_the_row_that_counts(run: Run, here: Path) -> None:
    """Of somebody who answered twice the row that counts is drawn by the address itself, in any order of rows."""
    head, *rows = csv.reader(SURVEY.read_text("utf-8").splitlines())
    at, when = head.index("Email"), head.index("Submitted")
    rows = [row for row in rows if row[at]]
    rows += [[*row[:when], "2027-01-01 08:00", *row[when + 1 :]] for row in rows[:60]]  # they answer again, last of all
    write_rules(prefer=[], quota=[])
    lists = []
    for n, order in enumerate((rows, random.Random(2).sample(rows, len(rows)))):
        with Path(f"{n}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(row[1:] for row in (head, *order))
        told = run(*asked(survey=f"{n}.csv"))
        assert told.code == 0 and "no column tells who answered" not in told.err, told.err
        log = [row for row in records_of("log.csv") if row["list"] in ("in", "waiting")]
        lists.append(sorted((row["list"], int(row["place"]), row["Email"]) for row in log))
        lots = [hashlib.sha256(f"5:{row['Email'].lower()}".encode()).hexdigest()[:12] for row in log]
        assert [row["lot"] for row in log] == lots
    assert lists[0] == lists[1]
    again = {row[at] for row in rows[-60:]}
    assert again & {email for _, _, email in lists[0]}, "nobody on the list answered twice: this tests nothing"


def sheet(name: str) -> list[Mapping[str, Any]]:
    return pl.read_excel("list.xlsx", sheet_name=name, engine="calamine", infer_schema_length=None).to_dicts()


def test_callers_have_the_questions_that_would_settle_it(run: Run, here: Path) -> None:
    leader = load_questionnaire("leader")
    write_rules(quota=[], prefer=[{"column": "outcome", "is": "clear"}])
    run(*asked("--shortlist-out", "list.xlsx"))
    results, calls = {int(row["row"]): row for row in records_of("r.csv")}, sheet("Callers")
    still = {int(row["row"]) for row in records_of("log.csv") if row["list"] == "open"}
    assert {int(call["row"]) for call in calls} == still
    asks = {item.ask for item in leader.items.values()}
    assert {call["ask"] for call in calls} <= asks
    asked_of = [(call["row"], call["ask"]) for call in calls]
    assert len(asked_of) == len(set(asked_of)), "nobody is asked the same twice"
    assert any("; " in call["rule"] for call in calls)
    for call in calls:
        outcome = results[int(call["row"])]["outcome"]
        if call["rule"].startswith("require") and outcome == "undetermined":
            assert call["said so far"] == "(not answered)"
        if call["rule"].startswith("require") and outcome == "mixed":
            other = leader.profiles[results[int(call["row"])]["runner_up"]].title
            assert call["what it settles"].endswith(f"towards {other}")
    firsts = [call["if settled in its favor"] for call in calls]
    assert firsts == sorted(firsts, key=lambda first: first != "would be in")


def test_the_questions_of_a_mixed_job_are_those_of_its_flip(run: Run, here: Path) -> None:
    from jtbd_diag.shortlist.settling_questions import questions

    leader = load_questionnaire("leader")
    half = {"causes": "own_unit", "next_move": "joint_look", "gift": "coach"}
    told = diagnose(leader, half)
    lacking = [one.ask for one in questions(leader, half, "job")]
    assert lacking == [leader.items[item].ask for item in told.missing[: len(lacking)]]
    assert lacking
    (one,) = questions(leader, {}, "application_Students")
    assert "“Students”" in one.ask


def test_rates_say_what_they_are_and_no_more(run: Run, here: Path) -> None:
    write_rules(quota=[], capacity=30, fairness=["Region"])
    run(*asked("--shortlist-out", "list.xlsx"))
    log, results = records_of("log.csv"), {row["row"]: row for row in records_of("r.csv")}
    counted = [row for row in log if row["list"] != "not counted"]
    rates = {row["group"]: row for row in sheet("Rates by group")}
    for region, row in rates.items():
        own = [one for one in counted if (results[one["row"]]["Region"] or "(not known)") == region]
        assert row["considered"] == len(own)
        assert row["in"] == sum(one["list"] == "in" for one in own)
        if region == "(not known)":
            assert row["rate"] is None
        elif len(own) < 10:
            assert row["rate"] is None
            assert row["what it says"] == "fewer than 10 considered: no rate is computed"
    said = " ".join(str(row["says"]) for row in sheet("Rules"))
    assert "Koopman" in said
    assert "It says of no list that it is fair or unfair, nor whether it is lawful." in said


def test_self_praise_is_warned_of_on_the_screen_and_in_the_workbook(run: Run, here: Path) -> None:
    write_rules(require=[{"column": "struggle", "is": "active"}, {"column": "score_scope", "at_least": 50}])
    told = run(*asked("--shortlist-out", "list.xlsx"))
    assert told.code == 0
    assert "warning: rules.yaml:3:3 S004 'struggle' is what applicants say of their own push" in told.err
    assert "score_scope' is" not in told.err
    assert [row["says"] for row in sheet("Rules") if "self-praise" in str(row["says"])]
    write_rules(require=[{"column": "struggle", "is": "active"}])
    told = run(*asked("--context", "application"))
    assert told.code == 1
    assert "S002 the results have no column 'struggle'" in told.err


BAD_RULES: list[tuple[Mapping[str, object], list[str]]] = [
    ({"require": [{"column": "jobb", "is": "x"}]}, ["yaml:3:3 S002 the results have no column 'jobb'", "'job'"]),
    ({"require": [{"column": "Size", "is": "large"}]}, ["S002 the results have no column 'Size'", "'answer_size'"]),
    ({"require": [{"column": "job", "is": "coordinat"}]}, ["S003 'job' never is 'coordinat'", "'coordinate'"]),
    ({"prefer": [{"column": "job", "at_least": 3}]}, ["S003 'job' holds words"]),
    ({"require": [{"column": "job"}]}, ["S001 entry 1 in 'require': wants `column` and one of"]),
    ({"quota": [{"column": "Region"}]}, ["S001 entry 1 in 'quota': wants `at_least`"]),
    ({"quota": [{"column": "Region", "at_least": {"North": 11}}]}, ["S003 the groups of 'Region' get 11 places"]),
    ({"quota": [{"column": "Region", "at_least": {"N": 3}, "at_most": 2}]}, ["S003 'N' of 'Region' gets more"]),
    ({"seed": None, "weights": 3}, ["S001", "weights"]),
    ({"fairness": ["Distric"]}, ["S002 the results have no column 'Distric'", "'District'"]),
]  # fmt: skip


def test_bad_rules_are_told_before_anything_is_written(run: Run, here: Path) -> None:
    for other, complaints in BAD_RULES:
        write_rules(**other)
        told = run(*asked())
        assert told.code == 1
        assert [one for one in complaints if one not in told.err] == []
        assert [path.name for path in here.iterdir()] == ["rules.yaml"]
    write_rules()
    assert run(*asked()).code == 0


def test_a_word_that_nobody_has_is_told(run: Run, here: Path) -> None:
    write_rules(quota=[{"column": "Region", "at_least": {"Atlantis": 1}}])
    told = run(*asked())
    assert told.code == 0
    assert "no leader has 'Atlantis' in 'Region' (there are: " in told.err
    assert "Atlantis of Region should get at least 1 places and got 0" in told.err


def test_nobody_gets_two_places(run: Run, here: Path) -> None:
    write_rules()
    told = run(*[word for word in asked() if word not in ("--duplicates", "last")])
    assert told.code == 1
    assert "S005" in told.err
    assert "--duplicates" in told.err
    assert [path.name for path in here.iterdir()] == ["rules.yaml"]


def test_what_does_not_go_together(run: Run, here: Path) -> None:
    write_rules()
    assert run(*asked("--pseudonymize", "--key", "key")).code == 2
    assert run("batch", SURVEY, "-o", "r.csv", "--shortlist", "rules.yaml").code == 2
    assert run("batch", SURVEY, "-o", "r.csv", "--shortlist-out", "l.csv").code == 2
    same = run("batch", SURVEY, "-o", "r.csv", "--shortlist", "rules.yaml", "--shortlist-out", "rules.yaml", "--force")
    assert same.code == 1
    assert Path("rules.yaml").read_text("utf-8").startswith("shortlist")
    assert {path.name for path in here.iterdir()} == {"rules.yaml"}


def test_a_dry_run_tries_the_rules(run: Run, here: Path) -> None:
    write_rules(require=[{"column": "jobb", "is": "x"}])
    told = run(*asked("--dry-run"))
    assert told.code == 1
    assert "S002" in told.err


def test_a_start_is_valid_and_checked_and_applies(run: Run, here: Path) -> None:
    assert run("new", "shortlist", "spring", "mine").code == 0
    path = "mine/playbooks/shortlists/spring.yaml"
    assert run("--library", "mine", "check", path).code == 0
    assert run("--library", "mine", "check", "mine").code == 0
    Path("rules.yaml").write_bytes(Path(path).read_bytes())
    assert run(*asked()).code == 0
    Path(path).write_text(Path(path).read_text("utf-8").replace("is: coordinate", "is: coordinat"), encoding="utf-8")
    told = run("--library", "mine", "check", "mine")
    assert told.code == 1
    assert "S003 'job' never is 'coordinat'" in told.out


def test_a_large_table_streams_to_the_same_list(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_rules()
    run(*asked())
    held = Path("log.csv").read_bytes()
    monkeypatch.setattr("jtbd_diag.results.reading_options.LARGE", 10)
    assert run(*asked()).code == 0
    assert Path("log.csv").read_bytes() == held
    told = run(*[word for word in asked() if word not in ("--duplicates", "last")])
    assert "S005 in so large a table nobody looks for leaders who answered twice" in told.err


def test_what_applications_leave_unsaid_is_open_and_told(run: Run, here: Path) -> None:
    """`NaN`, `N/A`, points that may part thousands, and words beside yes and no; before, out or in without a word."""
    cells = {
        "A1001": ("rural", "NaN", "no"), "A1002": ("N/A", "5200", "no"), "A1003": ("city", "1.800", "no"),
        "A1007": ("city", "22.000", "no"), "A1009": ("rural", "1500", "N/A"), "A1011": ("rural", "1500", "Y"),
        "A1013": ("rural", "1500", "1"), "A1015": ("city", "3000", "yes"), "A1018": ("city", "3000", "TRUE"),
        "A1022": ("rural", "900", "no"), "A1027": ("rural", "1500", "No"), "A1028": ("town", "1500", "no"),
    }  # fmt: skip
    lines = [",".join((who, *three)) for who, three in cells.items()]
    Path("applications.csv").write_text("\n".join(["Response ID,Locale,Students,Funded before", *lines, ""]))
    write_rules(
        require=[
            {"column": "application_Locale", "is": ["rural", "city"]},
            {"column": "application_Students", "at_least": 1000},
        ],
        leave_out=[{"column": "application_Funded before", "is": "yes"}],
        prefer=[], quota=[], capacity=40,
    )  # fmt: skip
    told = run(*asked("--join", "applications.csv", "--on", "Response ID"))
    assert told.code == 0
    states = {row["Response ID"]: row["list"] for row in records_of("log.csv") if row["Response ID"] in cells}
    assert states == {
        **dict.fromkeys(("A1001", "A1002", "A1003", "A1007", "A1009", "A1011", "A1013"), "open"),
        **dict.fromkeys(("A1015", "A1018", "A1022", "A1028"), "out"),
        "A1027": "in",
    }
    assert "'application_Funded before' is asked for yes or no and holds other words: '1', 'Y'" in told.err
    assert "in 'application_Students' nobody knows whether a sign parts thousands or decimals: '1.800', '22" in told.err


def test_who_answered_and_words_that_are_no_number_are_known(run: Run, here: Path) -> None:
    """`1.800` is an answer, `K` is not 5, and `Y` is yes; before, out or open, and of `K` without a word."""
    cells = {
        "A1001": ("1.800", "K", "Y"), "A1002": ("950", "Pre-K", "Y"), "A1003": ("N/A", "K", "Y"),
        "A1007": ("", "K", "Y"), "A1009": ("950", "5", "Y"), "A1011": ("2.400", "K", "N"), "A1013": ("950", "5th", "Y"),
    }  # fmt: skip
    lines = [",".join((who, *three)) for who, three in cells.items()]
    Path("applications.csv").write_text("\n".join(["Response ID,Students,Grade,Title I", *lines, ""]))
    write_rules(
        require=[
            {"column": "application_Students", "answered": True},
            {"column": "application_Title I", "is": "yes"},
        ],
        leave_out=[{"column": "application_Grade", "is": [5, 6]}],
        prefer=[{"column": "application_Students", "at_least": 1000}], quota=[], capacity=40,
    )  # fmt: skip
    told = run(*asked("--join", "applications.csv", "--on", "Response ID"))
    assert told.code == 0
    states = {row["Response ID"]: row["list"] for row in records_of("log.csv") if row["Response ID"] in cells}
    assert states == {
        **dict.fromkeys(("A1001", "A1002"), "in"),
        **dict.fromkeys(("A1003", "A1007", "A1009", "A1011"), "out"),
        "A1013": "open",
    }
    assert "in 'application_Grade' a number is asked for, and these are none: '5th'; whoever" in told.err
    assert "holds other words" not in told.err
    assert "no leader has 'yes'" not in told.err
    assert "'1.800', '2.400'; whoever has them is an open case where a place hangs on it" in told.err
