"""Diagnosis -> Playbook in Markdown.

Owns the assembly: what it is about, the chosen plays, the filled template. Knows nothing of formats.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from jtbd_diag.diagnosis import Diagnosis
from jtbd_diag.diagnosis.diagnosis_in_words import footer
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, complaint, did_you_mean
from jtbd_diag.ground.dates import today
from jtbd_diag.ground.library import Library
from jtbd_diag.playbook.advice.advice import Advice, load_advice
from jtbd_diag.playbook.advice.after_yaml import Aftermath
from jtbd_diag.playbook.advice.sources import with_sources
from jtbd_diag.playbook.calendar.school_calendar import Calendar
from jtbd_diag.playbook.calendar.school_days import PlanDays
from jtbd_diag.playbook.choice.dated_steps import DatedStage, issued
from jtbd_diag.playbook.choice.issues_now_later_last import Issue, begins
from jtbd_diag.playbook.choice.next_plan import ends, goes_on
from jtbd_diag.playbook.choice.which_plays_and_steps import NO_PUSH, UNCLEAR, Together, choose, days_of
from jtbd_diag.playbook.document import Document
from jtbd_diag.playbook.profile_bars import profile_bars
from jtbd_diag.playbook.templates import fill, template_file
from jtbd_diag.playbook.views.leader_view import LeaderView, influence_in
from jtbd_diag.questionnaire import Questionnaire

SHEETS, COACH, ENDED = "sheets.md.j2", "coach.md.j2", "after.md.j2"
BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+\n")


@dataclass(frozen=True)
class Playbook(Document):
    """The tailored document: `title`, `date`, `markdown`, `footer`, `job`, its figures, and what goes with them.

    `plan` are the dated steps, for calendars. `whose` tells one leader's plan from another's, and stays when answers
    are mended. `sheets` are the blank tables that go with it, where they are a document of their own; `coach`, where
    asked for, the pages for a coach.
    """

    plan: tuple[DatedStage, ...] = ()
    whose: str = ""
    sheets: Playbook | None = None
    coach: Playbook | None = None


def write_playbook(  # noqa: PLR0913
    diagnosis: Diagnosis,
    *,
    library: Library | None = None,
    advice: Advice | None = None,
    date: datetime.date | None = None,
    organisation: Diagnosis | None = None,
    calendar: Calendar | None = None,
    job: str | None = None,
    issue: Issue = "all",
    for_coach: bool = False,
    after: Aftermath | None = None,
) -> Playbook:
    """The playbook that fits a diagnosis, or one `issue` of it, with its blank sheets as a document of their own.

    An `issue` is `now` (days 0 to 30), `later` (31 to 60), `last` (61 to 90), the blank `sheets`, or `all`. `date` is
    the day the plan starts; by default the issue begins today. `organisation` is a diagnosis of the place, by the
    questionnaire of that name; it shifts emphasis and never the job. `advice` saves reading the library again for many
    leaders. `calendar` is that of the place; a usual year where none is given. `job` asks for the playbook of another
    job than the answers tell, by its id. `for_coach` adds the pages for a coach, as `coach`. `after` is what became of
    an earlier issue. `advice`, `calendar` and `after` are read by the command line; their types are no part of the
    public library, and all three may be left out.

    Raises InputError for faults in plays, problem areas, sources or templates, and when the questionnaire has no jobs,
    or not this one.
    """
    if diagnosis.outcome is None:
        raise no_playbook(diagnosis.questionnaire)
    advice = advice or load_advice(library)
    about = about_of(diagnosis) if job is None else asked_for(diagnosis.questionnaire, job)
    done = after.done or () if after else ()
    facts = Together(diagnosis, organisation, about if job is not None else None, done)
    contents = _contents(issue, about)
    start = date or today()
    days = _days(days_of(advice, facts, start, calendar), contents, told=date is not None)
    fitting = choose(advice, about, facts, days.start, calendar)
    chosen = replace(fitting, issue=contents, sheets_apart=issue != "all")
    if after is not None:
        chosen = goes_on(advice, about, facts, chosen=chosen, days=days, after=after)
    leader = LeaderView(facts, advice, chosen, days, after)
    shown = days.day(begins(contents)) if date and begins(contents) else start
    document = partial(_document, leader=leader, about=about, diagnosis=diagnosis, advice=advice, date=shown)
    if issue == "sheets":
        return document(SHEETS)
    return replace(
        document(ENDED if ends(advice, after) else f"{about}.md.j2"),
        plan=issued(chosen.plan, leader.issue),
        sheets=document(SHEETS) if leader.sheets_apart and leader.sheets else None,
        coach=document(COACH) if for_coach else None,
    )


def _document(  # noqa: PLR0913
    template: str, *, leader: LeaderView, about: str, diagnosis: Diagnosis, advice: Advice, date: datetime.date
) -> Playbook:
    profile = diagnosis.questionnaire.profiles.get(about)
    title, markdown = filled_document(template, {"leader": leader}, advice)
    return Playbook(
        title=title,
        job=profile.title if profile else None,
        date=date,
        markdown=markdown,
        profile=profile_bars(diagnosis),
        footer=footer(diagnosis),
        influence=influence_in(diagnosis, advice),
        whose=_identity(diagnosis),
    )


def _days(days: PlanDays, issue: Issue, *, told: bool) -> PlanDays:
    """The days of the plan; where its start is not told, an issue that comes later begins on the start of these."""
    after = begins(issue)
    return days if told or not after else replace(days, start=days.before(days.start, after))


def _contents(issue: Issue, about: str) -> Issue:
    """The months that are written of: all of them where a playbook is about no job, as it is short."""
    return "all" if issue == "sheets" or about in (NO_PUSH, UNCLEAR) else issue


def filled_document(template: str, values: Mapping[str, object], advice: Advice) -> tuple[str, str]:
    """The title and the Markdown of a filled template, its sources numbered and listed.

    Raises InputError for a faulty template, one that makes no title, and sources that are not there.
    """
    cited = with_sources(fill(advice.folders, template, values), advice.sources)
    markdown = BLANK_LINES.sub("\n\n", cited).strip() + "\n"
    title = plain(markdown.partition("\n")[0].lstrip("#").strip())
    if not title:
        where = Location(str(template_file(advice.folders, template)), 1, 1)
        what = say("playbook.playbook_without_title")
        raise complaint(Code.TEMPLATE_SYNTAX, where, what, say("playbook.playbook_without_title_hint"))
    return title, markdown


def _identity(diagnosis: Diagnosis) -> str:
    """The respondent; where the answers name none, the answers themselves."""
    answers = diagnosis.answers
    said = answers.respondent or json.dumps(dict(answers.values), sort_keys=True, default=str)
    return f"{diagnosis.questionnaire.questionnaire} {said}"


def no_playbook(questionnaire: Questionnaire, hint: str | None = None) -> InputError:
    """The complaint that a questionnaire without jobs has no playbook."""
    what = say("playbook.no_jobs")
    return complaint(Code.PROFILE_INCOMPLETE, questionnaire.questionnaire, what, hint)


def about_of(diagnosis: Diagnosis) -> str:
    """What the playbook is about: the job, or that there is no push, or that too little was answered."""
    if diagnosis.struggle == "none":
        return NO_PUSH
    return diagnosis.job or UNCLEAR


def asked_for(questionnaire: Questionnaire, job: str) -> str:
    """The id of a job that is asked for by id or title. Raises InputError where the questionnaire has none such."""
    name = job.strip().casefold()
    for one, profile in questionnaire.profiles.items():
        if name in (one.casefold(), profile.title.casefold()):
            return one
    hint = did_you_mean(name, list(questionnaire.profiles))
    raise complaint(Code.NO_SUCH_JOB, questionnaire.questionnaire, say("playbook.no_such_job", job=job), hint)


def plain(markdown: str) -> str:
    """One line of Markdown without its backslashes, such as a title."""
    kept, escaped = [], False
    for character in markdown:
        if character == "\\" and not escaped:
            escaped = True
            continue
        kept.append(character)
        escaped = False
    return "".join(kept)
