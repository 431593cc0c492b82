"""What a card, a step, a sheet or a coach's page says differently to unlike leaders of one job."""

import datetime
import re
from functools import cache

import pytest

from jtbd_diag.playbook import Playbook, write_playbook
from jtbd_diag.questionnaire import Value
from tests.playbook.leaders import NAMES, advice, case, diagnosed

NOVEMBER = datetime.date(2026, 11, 30)


def whole(name: str, **changed: Value | None) -> str:
    return write_playbook(diagnosed(case(name, "answers@2.yaml"), **changed), advice=advice(), date=NOVEMBER).markdown


@cache
def first_issue(name: str) -> Playbook:
    about = diagnosed(case(name, "answers@2.yaml"))
    return write_playbook(about, advice=advice(), date=NOVEMBER, issue="now", for_coach=True)


def coach_page(name: str) -> str:
    coach = first_issue(name).coach
    assert coach is not None
    return coach.markdown


@pytest.mark.parametrize(
    ("when_wrong", "team", "visit", "hour"),
    [
        ("nobody", "a problem that nobody owns", "nobody pick up?", "what everybody sees and nobody picks up"),
        (
            "back_and_forth",
            "two offices send back and forth",
            "that you had handed on?",
            "back to us from another desk",
        ),
        ("travels", "a problem that crosses offices", "What gets in your way?", "what bugs us, for whom, and"),
    ],
)
def test_who_deals_with_it_shapes_the_proof_the_visits_and_the_hour(
    when_wrong: str, team: str, visit: str, hour: str
) -> None:
    found = whole("H01", when_wrong=when_wrong)
    assert all(words in found for words in (team, visit, hour))


@pytest.mark.parametrize(
    ("last_try", "words"),
    [
        ("faded", "set a day, three school weeks on, to see whether it held"),
        ("elsewhere", "ask the next office in line what it gets from it now"),
        ("no_help", "one that the earlier tries left alone"),
        ("partly", "fix one of the circled places."),
    ],
)
def test_the_first_fix_answers_to_what_became_of_the_last_try(last_try: str, words: str) -> None:
    assert words in whole("H11", last_try=last_try)


def test_who_leaves_figures_to_others_is_read_the_dots_and_who_likes_them_keeps_still() -> None:
    others = whole("H01")
    assert "let one team read its dots to you" in others
    assert "let the team read them first" not in others
    own = whole("D09")
    assert "let the team read them first" in own
    assert "read its dots to you" not in own


def test_an_assistant_superintendent_ends_what_is_hers_and_asks_for_the_rest() -> None:
    assistant = whole("H11")
    assert "Stop what is yours to stop. Take the rest to the superintendent" in assistant
    assert "Have the superintendent promise in writing, with you" in assistant
    assert "Stop five. Tell all staff which, and who decided." in whole("H01")


@pytest.mark.parametrize(
    ("name", "cases"),
    [
        ("D01", "Prepare, without names, ten late runs, at even steps"),
        ("D05", "ten children in the lowest group, with what they did on Tuesday, at even steps"),
        ("D13", "ten newcomers of this school year, those who still wait included, at even"),
        ("D14", "follow three students who came late, each from start to finish"),
    ],
)
def test_cases_are_counted_where_they_are_named(name: str, cases: str) -> None:
    assert cases in whole(name)


def test_the_number_that_moves_first_is_another_than_the_result() -> None:
    found = whole("D13", have=None)
    rows = dict(re.findall(r"^\| (Result|Moves first) \| (.+?) \|", found, flags=re.MULTILINE))
    assert len(rows) == 2
    assert rows["Result"] == "Your own number"
    assert rows["Moves first"] == "Newcomers without a full schedule on Friday, by the desk they wait for"


def test_before_there_are_tests_a_coach_is_brought_notes_of_a_talk() -> None:
    assert "Bring your notes of the last talk" in whole("D11")
    assert "Bring the card of your last test and the dots." in whole("D02")


def test_a_sheet_has_the_rows_that_its_card_tells_of() -> None:
    small, large = whole("D03"), whole("D15")
    assert "### Causes by place and problem" in small
    assert "### Causes by level and problem" not in small
    assert "### Causes by level and problem" in large
    assert "### Causes by place and problem" not in large


@pytest.mark.parametrize("name", NAMES)
def test_no_sentence_ends_twice(name: str) -> None:
    assert re.findall(r".*[a-z]\.\.(?!\.).*", whole(name)) == []


def test_a_coach_of_somebody_without_a_push_calls_once() -> None:
    for name in ("D07", "D17"):
        page = coach_page(name)
        assert "Call once, on Mon Mar 15" in page
        assert "Six calls" not in page
        assert "switch rules" not in page
        assert "Read the list under “What you told us” aloud." in page
        assert "\n## What you told us\n" in first_issue(name).markdown


def test_without_a_push_no_two_ways_are_set_side_by_side() -> None:
    mixed = diagnosed(case("D17", "short@2.yaml"))
    assert (mixed.outcome, mixed.struggle) == ("mixed", "none")
    told = write_playbook(mixed, advice=advice(), date=NOVEMBER, for_coach=True)
    assert "About as near is" in told.markdown
    assert "## Two ways, side by side" not in told.markdown
    assert told.coach is not None
    assert "Beside what stands above, our rules found none." in told.coach.markdown


def test_a_coach_of_a_board_asks_for_what_a_board_has() -> None:
    page = coach_page("D15")
    assert "| 1 | Thu Dec 3 | The three questions, on a card |" in page
    assert "first visit" not in page
    assert "Notes of the first visit" in coach_page("D09")


def test_districts_make_the_network_of_an_agency() -> None:
    assert "Begin with three to five districts that want it." in whole("D08")


@pytest.mark.parametrize(
    ("last_try", "words"),
    [("faded", "that could still be done on a busy day"), ("no_help", "unlike what was tried before")],
)
def test_the_first_test_answers_to_what_became_of_the_last_try(last_try: str, words: str) -> None:
    assert words in whole("D02", last_try=last_try, have=None)


def test_a_reason_says_only_what_was_answered() -> None:
    found = whole("H01", habit_announce=5, when_wrong="nobody", anxiety_complicated=5)
    assert "You said your changes begin with an announcement" in found
    assert "You said that nobody for certain takes on what goes wrong." in found
    for never_said in ("trained and checked on", "problems are hidden", "take too long"):
        assert never_said not in found


def test_outside_bodies_are_asked_about_privacy_and_have_nobody_to_break_their_ties() -> None:
    found = whole("H03", have=("backing", "cases"))
    assert "ask whoever answers for privacy on each side" in found
    backing = "tell whoever backs you what you ask of the others, and agree on ten minutes every other week."
    assert found.index(backing) < found.index("for half an hour, or the one on your sheet whom the others follow")
    assert "to break ties" not in found


def test_words_are_chosen_by_those_whom_a_place_has() -> None:
    small = whole("D03", anxiety_complicated=5, kind="school", title="principal")
    assert "you, two teachers, and somebody from the office or a crew" in small
    assert "cabinet" not in small


# --- names and places that the answers bring ------------------------------------------------------------


def test_partners_told_with_and_without_what_they_hold_are_named_alike() -> None:
    partners = "Lorene at the front desk: who gets called back; the bus barn; Mr. Tsosie: credit; my counselors"
    found = whole("H01", partners=partners)
    assert "the first visit, with Lorene at the front desk if you can" in found
    assert "Lorene at the front desk, the bus barn and Mr. Tsosie" in found
    assert f"**You said you need most.** “{partners}.”" in found
    typed = whole("H01", partners="Network superintendents: who is rated, and by what; Rosa Diaz and the clerk")
    assert "the network superintendents, Rosa Diaz and the clerk" in typed


def test_a_list_of_offices_of_which_one_is_a_list_itself_can_be_told_apart() -> None:
    found = whole("H01", areas=("english_learners", "top", "transport"))
    assert "English learner staff; board, council or chief; transportation" in found


@pytest.mark.parametrize("kind", ["agency", "state"])
def test_who_serves_districts_is_told_of_no_grades_buildings_or_groups_of_schools_of_its_own(kind: str) -> None:
    found = whole("H01", kind=kind, size="over_20000", title="cabinet", area="several", partners=None, areas=("data",))
    words = ("and a grade", "group of schools", "another building", "each building", "custodian to", "Crew and grade")
    assert [one for one in words if one in found] == []
    assert "each answered by every school" not in found and "leads the school" not in found
    assert "in two unlike places, such as the desk where mail arrives and a team that" in found


@pytest.mark.parametrize("areas", [("instruction",), ("counseling", "climate"), ("transport", "special_education")])
def test_what_the_top_draws_passes_through_it(areas: tuple[str, ...]) -> None:
    found = whole("H01", partners=None, areas=areas)
    (drawn,) = re.findall(r"your own (?:top team|office) really goes, such as ([^*]*?), and circle", found)
    assert re.search(r"until|purchase|hiring|suspension", drawn), drawn


def test_a_head_whom_a_board_is_over_reads_whole_sentences() -> None:
    found = whole("H01", kind="school", size="under_1000", title="principal")
    assert "invite the chair of your board or whoever is over you to see the dots" in found


def test_a_tribal_director_is_not_sent_to_the_education_director() -> None:
    found = whole("H01", kind="tribal", size="under_1000", title="director")
    assert "to the chair of the education committee or whoever is over you" in found
    assert "whoever hires, and the education committee or the council" in found


def test_a_front_desk_and_a_bus_barn_are_not_listed_again_as_offices() -> None:
    found = whole("D13", partners="Lorene at the front desk; the bus barn", areas=("attendance", "transport", "top"))
    near = next(line for line in found.splitlines() if "because you named or marked them" in line)
    assert "Front office" not in near and "Transportation" not in near
    assert "Board, council or chief" in near


def test_what_a_change_may_break_is_something_that_it_could_break() -> None:
    found = whole("D09", areas=("instruction", "principals"), area="math_reading", have=None)
    (row,) = re.findall(r"^\| Broken \|.*$", found, re.MULTILINE)
    assert "hand nothing in" not in row and "minutes of another team" in row


@pytest.mark.parametrize(("title", "own"), [("director", True), ("superintendent", False)])
def test_a_director_draws_and_ends_what_is_the_directors_own(title: str, own: bool) -> None:
    found = whole("D09", title=title, kind="agency", size="over_20000")
    assert ("a process that passes through your own office" in found.replace("one process", "a process")) is own
    assert ("end two reports or forms that your own office asks for" in found) is own
    assert ("end five reports, meetings or forms that nobody would miss" in found) is not own


def test_the_freed_hour_goes_to_teams_that_are_still_to_be_chosen() -> None:
    found = whole("H01", have=("hour",))
    assert "for the few teams that go first; which ones they are is settled this week" in found
