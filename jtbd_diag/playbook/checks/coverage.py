"""Whether the advice is whole for everyone: every made-up leader gets a whole playbook, and everything is reached.

Owns the tries and the complaints; knows nothing of formats.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from jtbd_diag.diagnosis import Diagnosis, diagnose
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem
from jtbd_diag.playbook.advice.advice import Advice
from jtbd_diag.playbook.advice.plans import Tailored, conditions_of_plans
from jtbd_diag.playbook.advice.sources import citations, texts_of
from jtbd_diag.playbook.checks.contradictions import conditions, exclusions, ids_of_advice
from jtbd_diag.playbook.checks.template_checks import reached
from jtbd_diag.playbook.choice.which_plays_and_steps import LIMITS, NO_PUSH, UNCLEAR, Together, choose, choose_plays
from jtbd_diag.playbook.made_up_leaders import (
    MadeUp,
    bases,
    by_runner_up,
    meeting,
    merged_answers,
    shared_settings,
    varied,
    without_push,
)
from jtbd_diag.playbook.written_playbook import about_of, write_playbook
from jtbd_diag.questionnaire import Condition, Questionnaire, Value

START = datetime.date(2026, 1, 5)
FEWEST_WORDS = 7
"""A sentence shorter than this, such as a label, may stand twice."""
_HEADING = re.compile(r"^(#{1,3}) (.+)$", flags=re.MULTILINE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def coverage(
    advice: Advice, questionnaires: Mapping[str, Questionnaire], tell: Callable[[int, int], None] = lambda *_: None
) -> list[Problem]:
    """Every hole in the advice. `tell` hears how many playbooks of how many are written.

    Made-up leaders of any three of job with outcome, struggle, precondition and problem area each get a playbook, which
    must have no empty section, no sentence twice, and keep the limits; no answers may bring together advice that
    exclude each other; every play, tailored sentence and conditional step must fit somebody; every source must be
    cited somewhere.
    """
    leaders = [leader for questionnaire in questionnaires.values() for leader in everybody(questionnaire)]
    problems: dict[str, Problem] = {}
    for n, leader in enumerate(leaders, start=1):
        for problem in holes(leader, advice):
            problems.setdefault(f"{problem.code} {problem.what}", problem)
        tell(n, len(leaders))
    return [
        *problems.values(),
        *contradicted(advice, questionnaires),
        *unreached(advice, questionnaires),
        *uncited(advice),
    ]


def everybody(questionnaire: Questionnaire) -> Iterator[MadeUp]:
    """Leaders among whom any three of job with outcome, struggle, precondition and problem area stand together."""
    if questionnaire.classification is None:
        return
    leaders = bases(questionnaire).values()
    for base, share in zip(leaders, shared_settings(questionnaire, len(leaders)), strict=True):
        yield from varied(base, share)


def unfilled(advice: Advice, questionnaires: Mapping[str, Questionnaire], templates: Collection[str]) -> list[Problem]:
    """Faults of these templates that show only where they are filled: a leader of every job and outcome, and nobody."""
    asked = [questionnaire for questionnaire in questionnaires.values() if questionnaire.classification is not None]
    leaders = [leader.diagnosis for one in asked for leader in bases(one).values()]
    found: dict[Problem, None] = {}
    tried = [*leaders, *(diagnose(one, {}) for one in asked)]
    filling = {about: reached(f"{about}.md.j2", advice.folders) for about in {*map(about_of, tried)}}
    for diagnosis in tried:
        if filling[about_of(diagnosis)].isdisjoint(templates):
            continue
        try:
            write_playbook(diagnosis, advice=advice, date=START)
        except InputError as error:
            found |= dict.fromkeys(error.problems)
    return [problem for problem in found if problem.code in (Code.TEMPLATE_SYNTAX, Code.TEMPLATE_NAME)]


def holes(leader: MadeUp, advice: Advice) -> Iterator[Problem]:
    """What is wrong with one leader's playbook."""
    about = about_of(leader.diagnosis)
    where = Location(say("playbook.playbook_name", name=leader.name))
    try:
        markdown = write_playbook(leader.diagnosis, advice=advice, date=START).markdown
    except InputError as error:
        yield from error.problems
        return
    for title in empty_sections(markdown):
        yield Problem(Code.EMPTY_SECTION, where, say("playbook.section_empty", title=title, about=about))
    for sentence in repeated_sentences(markdown.partition("\n## Sources\n")[0]):
        yield Problem(Code.REPEATED_SENTENCE, where, say("playbook.sentence_twice", sentence=sentence))
    yield from _broken_limits(leader, advice, about, where)


def _broken_limits(leader: MadeUp, advice: Advice, about: str, where: Location) -> Iterator[Problem]:
    chosen = Counter(play.file.play.kind for play in choose_plays(advice, about, leader.diagnosis))
    for kind, limit in LIMITS.get(about, {}).items():
        if chosen[kind] > limit:
            yield Problem(
                Code.LIMIT_BROKEN,
                where,
                say("playbook.plays_beyond_limit", chosen=chosen[kind], kind=kind, about=about, limit=limit),
            )


def empty_sections(markdown: str) -> list[str]:
    """The titles of headings with nothing under them."""
    found = list(_HEADING.finditer(markdown))
    empty = []
    for heading, after in zip(found, [*found[1:], None], strict=True):
        end = after.start() if after else len(markdown)
        deeper = after is not None and len(after[1]) > len(heading[1])
        if not markdown[heading.end() : end].strip("* \n") and not deeper:
            empty.append(heading[2])
    return empty


def repeated_sentences(markdown: str) -> list[str]:
    """Sentences of some length that stand in the text more than once."""
    lines = [line for line in markdown.splitlines() if line.strip() and not line.startswith(("|", "#", "!"))]
    cleaned = [re.sub(r"^[\s>*-]*(\[ \] )?(\d+\. )?|\*|\\_", "", line) for line in lines]
    sentences = [s.strip() for line in cleaned for s in _SENTENCE.split(line)]
    counted = Counter(s for s in sentences if len(s.split()) >= FEWEST_WORDS)
    return [sentence for sentence, times in counted.items() if times > 1]


def contradicted(advice: Advice, questionnaires: Mapping[str, Questionnaire]) -> Iterator[Problem]:
    """Pieces of advice that exclude each other and that some answers bring together, each pair once."""
    when = conditions(advice)
    pending = {(pair.one, pair.other): pair for pair in exclusions(advice)}
    for questionnaire in (q for q in questionnaires.values() if q.classification):
        met = [_meeting_both(questionnaire, when.get(one, ()), when.get(other, ())) for one, other in pending]
        tries = {tuple(sorted(changed.items())): changed for some in met for changed in some}
        for base in by_runner_up(questionnaire):
            for leader in varied(base, [("", changed) for changed in tries.values()]):
                about = about_of(leader.diagnosis)
                together = ids_of_advice(choose(advice, about, Together(leader.diagnosis), START))
                for one, other in [pair for pair in pending if together.issuperset(pair)]:
                    what = say("playbook.excluded_together", one=one, other=other, about=about)
                    yield Problem(Code.CONTRADICTION, pending.pop((one, other)).where, what)


def _meeting_both(
    questionnaire: Questionnaire, one: tuple[Condition, ...], other: tuple[Condition, ...]
) -> list[dict[str, Value]]:
    """Answers worth trying: none changed, and a condition of each met."""
    first, second = ([met for condition in each for met in meeting(questionnaire, condition)] for each in (one, other))
    return [{}, *(merged_answers(a, b) for a in first or [{}] for b in second or [{}])]


@dataclass(frozen=True)
class _Target:
    """Something that must fit somebody: what to say if it does not, what to make true, and how to tell."""

    problem: Problem
    conditions: tuple[Condition, ...]
    is_reached_by: Callable[[str, Together], bool]


def unreached(advice: Advice, questionnaires: Mapping[str, Questionnaire]) -> list[Problem]:
    """Plays, their reasons, sentences and steps that fit no answers that could be found."""
    pending = [*_of_plays(advice), *_of_sentences(advice), *_of_steps(advice)]
    places = {id(target): _place(target.conditions, questionnaires) for target in pending}
    for questionnaire in (q for q in questionnaires.values() if q.classification):
        for base in by_runner_up(questionnaire):
            tries = [(target, changed) for target in pending for changed in _changes(questionnaire, target.conditions)]
            leaders = varied(base, [("", changed) for _, changed in tries]) if tries else []
            reached: set[int] = set()
            for (target, _), leader in zip(tries, leaders, strict=True):
                facts = Together(leader.diagnosis, places[id(target)])
                if id(target) not in reached and target.is_reached_by(about_of(leader.diagnosis), facts):
                    reached.add(id(target))
            pending = [target for target in pending if id(target) not in reached]
    return [target.problem for target in pending]


def _place(conditions: tuple[Condition, ...], questionnaires: Mapping[str, Questionnaire]) -> Diagnosis | None:
    """A diagnosis of the place that meets conditions on scales of a questionnaire without jobs, if any do."""
    for questionnaire in (q for q in questionnaires.values() if q.classification is None):
        scales = {leaf.scale for condition in conditions for leaf in condition.leaves() if leaf.scale}
        if scales & questionnaire.scales.keys():
            met = [changed for condition in conditions for changed in meeting(questionnaire, condition)]
            return diagnose(questionnaire, {item: value for changed in met for item, value in changed.items()})
    return None


def _of_plays(advice: Advice) -> Iterator[_Target]:
    for file in advice.plays.values():
        where = Location(file.document.file, 1, 1)
        problem = Problem(Code.UNREACHED, where, say("playbook.play_for_nobody", id=file.id))
        yield _Target(problem, tuple(when.if_ for when in file.play.when), _chooses(file.id, advice))
        for n, when in enumerate(file.play.when):
            what = say("playbook.reason_for_nobody", id=file.id)
            problem = Problem(Code.UNREACHED, file.document.where(("when", n)), what)
            yield _Target(problem, (when.if_,), _meets(when.if_))


def _of_sentences(advice: Advice) -> Iterator[_Target]:
    for n, tailored in enumerate(advice.tailoring):
        where = advice.documents["tailoring"].where((n,))
        problem = Problem(Code.UNREACHED, where, say("playbook.sentence_for_nobody", id=tailored.id))
        yield _Target(problem, (tailored.if_,), _tells(tailored))


def _of_steps(advice: Advice) -> Iterator[_Target]:
    for route, condition in conditions_of_plans(advice.plans):
        where = advice.documents["plans"].where(route)
        problem = Problem(Code.UNREACHED, where, say("playbook.step_for_nobody", route=route[0]))
        yield _Target(problem, (condition,), _meets(condition, only=str(route[0])))


def _chooses(play: str, advice: Advice) -> Callable[[str, Together], bool]:
    return lambda about, facts: any(chosen.file.id == play for chosen in choose_plays(advice, about, facts))


def _meets(condition: Condition, only: str | None = None) -> Callable[[str, Together], bool]:
    return lambda about, facts: only in (None, about) and condition.holds(facts)


def _tells(sentence: Tailored) -> Callable[[str, Together], bool]:
    """Playbooks about no job print no tailored sentences but the first and the last page's."""
    return lambda about, facts: about not in (NO_PUSH, UNCLEAR) and sentence.fits(about, facts)


def _changes(questionnaire: Questionnaire, conditions: tuple[Condition, ...]) -> list[dict[str, Value]]:
    """Answers worth trying: none changed, each condition met, each two met; and all of that without a push."""
    each = [dict(changed) for condition in conditions for changed in meeting(questionnaire, condition)]
    pairs = [merged_answers(one, other) for one in each for other in each if one is not other]
    changes = [{}, *each, *pairs]
    if questionnaire.struggle is None:
        return changes
    quiet = without_push(questionnaire)
    return [*changes, *({**changed, **quiet} for changed in changes)]


def uncited(advice: Advice) -> Iterator[Problem]:
    """Sources that nothing cites."""
    cited = cited_by(advice)
    for key in advice.sources:
        if key not in cited:
            where = Location(str(advice.folders[0] / "sources.yaml"))
            yield Problem(
                Code.UNCITED_SOURCE,
                where,
                say("playbook.source_cited_nowhere", name=key),
                say("playbook.source_cited_nowhere_hint"),
            )


def cited_by(advice: Advice) -> dict[str, list[str]]:
    """Who cites each source that is cited: plays and problem areas by id, templates by file, `tailoring`."""
    texts = {name: [file.body, *texts_of(file.play)] for name, file in advice.plays.items()}
    texts |= {name: list(texts_of(file.area)) for name, file in advice.problems.items()}
    texts["tailoring"] = [f"{tailored.because} {tailored.say}" for tailored in advice.tailoring]
    texts |= {path.name: [path.read_text("utf-8")] for folder in advice.folders for path in folder.rglob("*.md.j2")}
    cited: dict[str, list[str]] = {}
    for name, said in texts.items():
        for key in dict.fromkeys(citations(" ".join(said))):
            if key in advice.sources:
                cited.setdefault(key, []).append(name)
    return cited
