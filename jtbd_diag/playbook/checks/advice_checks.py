"""Whether plays, problem areas, sources and templates fit each other and the questionnaires.

Owns the rules that one file alone cannot show; knows nothing of any one leader.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from jtbd_diag.diagnosis.diagnosis import RESULTS
from jtbd_diag.ground.catalogue import say, words
from jtbd_diag.ground.complaints import Code, Location, Problem, did_you_mean
from jtbd_diag.ground.yaml_files import YamlDocument
from jtbd_diag.ground.yaml_values import Route
from jtbd_diag.playbook.advice.advice import Advice
from jtbd_diag.playbook.advice.plans import conditions_of_plans, steps_of
from jtbd_diag.playbook.advice.plays import PlayFile
from jtbd_diag.playbook.advice.problem_areas import ProblemFile
from jtbd_diag.playbook.advice.sources import CITATION, citations, texts_of, unread_sources
from jtbd_diag.playbook.checks.contradictions import conditions, exclusions
from jtbd_diag.playbook.checks.template_checks import check_template
from jtbd_diag.playbook.choice.which_plays_and_steps import NO_PUSH, UNCLEAR
from jtbd_diag.questionnaire import Condition, Questionnaire
from jtbd_diag.questionnaire.faults_of_conditions import condition_misfit

TEMPLATE = "*.md.j2"


def check_advice(
    advice: Advice, questionnaires: Mapping[str, Questionnaire], beside: Advice | None = None
) -> list[Problem]:
    """Every fault between plays, problem areas, sources, templates and questionnaires.

    `beside` is all advice of the library, where `advice` is a part of it.
    """
    found: list[Problem] = []
    for play in advice.plays.values():
        found += _play(play, advice, list(questionnaires.values()))
    for area in advice.problems.values():
        found += _problem_area(area, advice)
        for route, condition in area.area.conditions():
            found += _condition(condition, route, area.document, list(questionnaires.values()), advice)
    if "places" in advice.documents:
        for place, role in advice.places.conditions():
            found += _condition(role, place, advice.documents["places"], list(questionnaires.values()), advice)
    found += _plans_and_tailoring(advice, list(questionnaires.values()))
    found += _for_nobody(advice, list(questionnaires.values()))
    known = [*conditions(advice), *(conditions(beside) if beside else ())]
    found += _excluding_nothing(advice, known, [*advice.problems, *(beside.problems if beside else ())])
    for folder in advice.folders:
        found += unread_sources(folder / "sources.yaml")
        for path in sorted(folder.glob(TEMPLATE)):
            found += check_template(path, advice.folders)
    return found


def _plans_and_tailoring(advice: Advice, questionnaires: Sequence[Questionnaire]) -> Iterator[Problem]:
    if "plans" not in advice.documents or "tailoring" not in advice.documents:
        return
    for route, condition in conditions_of_plans(advice.plans):
        yield from _condition(condition, route, advice.documents["plans"], questionnaires, advice)
    seen: set[str] = set()
    for n, tailored in enumerate(advice.tailoring):
        document = advice.documents["tailoring"]
        yield from _condition(tailored.if_, (n, "if"), document, questionnaires, advice)
        if tailored.id in seen:
            what = say("playbook.sentence_again", id=tailored.id)
            yield Problem(Code.DUPLICATE_ID, document.where((n, "id")), what, say("playbook.sentence_again_hint"))
        seen.add(tailored.id)


def _excluding_nothing(advice: Advice, known: Sequence[str], areas: Sequence[str]) -> Iterator[Problem]:
    """What advice names and is not there: what it excludes, plays that tell a change or a step, parts of areas."""
    for file in advice.problems.values():
        where = file.document.where
        for n, part in enumerate(file.area.parts):
            if part not in areas:
                what = say("playbook.part_of_nothing", part=part)
                yield Problem(Code.EXCLUDES_NOTHING, where(("parts", n)), what, did_you_mean(part, areas))
        told = (
            (n, m, change.title, play)
            for n, change in enumerate(file.area.first_changes)
            for m, play in enumerate(change.told_by)
        )
        for n, m, title, play in (one for one in told if one[-1] not in known):
            what = say("playbook.told_by_nothing", title=title, play=play)
            route = ("first_changes", n, "told_by", m)
            yield Problem(Code.EXCLUDES_NOTHING, where(route), what, did_you_mean(play, known))
    yield from _cards_of_nothing(advice, known)
    for pair in exclusions(advice):
        if pair.other not in known:
            what = say("playbook.excludes_nothing", one=pair.one, other=pair.other)
            yield Problem(Code.EXCLUDES_NOTHING, pair.where, what, did_you_mean(pair.other, known))


def _cards_of_nothing(advice: Advice, known: Sequence[str]) -> Iterator[Problem]:
    for about, s, n, step in steps_of(advice.plans):
        if step.card and step.card not in known and "plans" in advice.documents:
            what = say("playbook.card_of_nothing", step=step.words, play=step.card)
            where = advice.documents["plans"].where((about, s, "steps", n, "card"))
            yield Problem(Code.EXCLUDES_NOTHING, where, what, did_you_mean(step.card, known))


def _for_nobody(advice: Advice, questionnaires: Sequence[Questionnaire]) -> Iterator[Problem]:
    """Plans, sentences and plays for a job that no questionnaire has: nobody would ever get them."""
    known = [
        *dict.fromkeys(job for questionnaire in questionnaires for job in questionnaire.profiles),
        NO_PUSH,
        UNCLEAR,
    ]
    plans, tailoring = (advice.documents.get(name) for name in ("plans", "tailoring"))
    named: list[tuple[Code, YamlDocument | None, Route, str]] = [
        *((Code.PLAN_SHAPE, plans, (about,), about) for about in advice.plans),
        *(
            (Code.TAILORING_SHAPE, tailoring, (n, "jobs", m), job)
            for n, tailored in enumerate(advice.tailoring)
            for m, job in enumerate(tailored.jobs)
        ),
        *(
            (Code.PLAY_SHAPE, file.document, ("jobs", job), job)
            for file in advice.plays.values()
            for job in file.play.jobs
        ),
    ]
    for code, document, route, job in named:
        if document is not None and job not in known:
            what = say("playbook.job_of_nobody", job=job)
            yield Problem(code, document.where(route), what, did_you_mean(job, known))


def _play(file: PlayFile, advice: Advice, questionnaires: Sequence[Questionnaire]) -> Iterator[Problem]:
    play, where = file.play, file.document.where
    if play.kind == "tool" and play.jobs.get("coordinate") and play.conversation is None:
        what = say("playbook.tool_without_conversation")
        yield Problem(
            Code.TOOL_WITHOUT_CONVERSATION, where(("jobs",)), what, say("playbook.tool_without_conversation_hint")
        )
    if play.kind == "tool" and play.jobs.get("reorient") and play.teach is None:
        what = say("playbook.tool_without_teaching")
        yield Problem(Code.TOOL_WITHOUT_TEACHING, where(("jobs",)), what, say("playbook.tool_without_teaching_hint"))
    for route, condition in play.conditions():
        yield from _condition(condition, route, file.document, questionnaires, advice)
    yield from _body(file)
    yield from _sources(file, advice)


def _body(file: PlayFile) -> Iterator[Problem]:
    for n, line in enumerate(file.body.splitlines()):
        if line.startswith("#"):
            place = Location(file.document.file, file.body_line + n, 1)
            yield Problem(
                Code.PLAY_BODY, place, say("playbook.play_with_heading"), say("playbook.play_with_heading_hint")
            )


def _sources(file: PlayFile, advice: Advice) -> Iterator[Problem]:
    listed = list(file.play.sources)
    cited = set(citations(file.body)).union(*(set(citations(text)) for text in texts_of(file.play)))
    for n, key in enumerate(listed):
        if key not in advice.sources:
            yield _unknown_source(key, advice, file.document.where(("sources", n)))
        if key not in cited:
            yield _not_cited(key, file.document.where(("sources", n)))
    for key, place in _citations_of(file):
        if key not in advice.sources:
            yield _unknown_source(key, advice, place)
        elif key not in listed:
            yield _not_listed(key, place)


def _not_cited(key: str, where: Location) -> Problem:
    hint = say("playbook.source_listed_not_cited_hint", name=key)
    return Problem(Code.UNCITED_SOURCE, where, say("playbook.source_listed_not_cited", name=key), hint)


def _not_listed(key: str, where: Location) -> Problem:
    hint = say("playbook.source_cited_not_listed_hint")
    return Problem(Code.UNCITED_SOURCE, where, say("playbook.source_cited_not_listed", name=key), hint)


def _citations_of(file: PlayFile) -> Iterator[tuple[str, Location]]:
    """Every source cited, and where: in the fields, then in what else the play says."""
    for route, text in _texts(file.document):
        yield from ((key, file.document.where(route)) for key in citations(text))
    for n, line in enumerate(file.body.splitlines()):
        for found in CITATION.finditer(line):
            yield found[1], Location(file.document.file, file.body_line + n, found.start() + 1)


def _unknown_source(key: str, advice: Advice, where: Location) -> Problem:
    return Problem(
        Code.UNKNOWN_SOURCE,
        where,
        say("playbook.no_such_source", name=key),
        did_you_mean(key, list(advice.sources)),
    )


def _problem_area(file: ProblemFile, advice: Advice) -> Iterator[Problem]:
    for route, text in _texts(file.document):
        keys = [text] if "sources" in route else citations(text)
        yield from (
            _unknown_source(key, advice, file.document.where(route)) for key in keys if key not in advice.sources
        )
    yield from _listed_and_cited(file.document)
    yield from _counted_cases(file)


def _counted_cases(file: ProblemFile) -> Iterator[Problem]:
    """Cases that begin with a number: plans say how many, and would say "three ten absences"."""
    told: list[tuple[Route, str | None]] = [(("cases",), file.area.cases)]
    told += [(("measures_for", n, "cases"), measure_for.cases) for n, measure_for in enumerate(file.area.measures_for)]
    for route, cases in told:
        first = cases.split()[0].casefold() if cases else ""
        if first in words("numbers") or first[:1].isdigit():
            what = say("playbook.cases_counted", cases=cases)
            yield Problem(Code.PROBLEM_AREA_SHAPE, file.document.where(route), what, say("playbook.cases_counted_hint"))


def _listed_and_cited(document: YamlDocument) -> Iterator[Problem]:
    """Whether each part of a problem area lists the sources that its texts cite, and no others."""
    for route in sorted((route for route in document.places if route and route[-1] == "sources"), key=str):
        part = document.at(route[:-1])
        listed = {str(key) for key in part["sources"] or ()}
        cited = {key: name for name, text in part.items() if isinstance(text, str) for key in citations(text)}
        yield from (_not_cited(key, document.where(route)) for key in sorted(listed - cited.keys()))
        yield from (
            _not_listed(key, document.where((*route[:-1], cited[key]))) for key in sorted(cited.keys() - listed)
        )


def _texts(document: YamlDocument) -> Iterator[tuple[Route, str]]:
    """Every text of a document, and where in it."""
    for route in sorted(document.places, key=str):
        try:
            value = document.at(route)
        except (KeyError, IndexError, TypeError):
            continue
        if isinstance(value, str):
            yield route, value


def _condition(
    condition: Condition, route: Route, document: YamlDocument, questionnaires: Sequence[Questionnaire], advice: Advice
) -> Iterator[Problem]:
    for leaf in condition.leaves():
        fault = _leaf(leaf, questionnaires, advice)
        if fault:
            yield Problem(Code.UNKNOWN_IN_CONDITION, document.where(route), *fault)


def _leaf(leaf: Condition, questionnaires: Sequence[Questionnaire], advice: Advice) -> tuple[str, str | None] | None:
    if leaf.result is not None:
        known_results = None if leaf.result in RESULTS else did_you_mean(leaf.result, RESULTS)
        return (say("playbook.no_such_result", result=leaf.result), known_results) if known_results else None
    if leaf.scale is not None:
        scales = sorted({scale for q in questionnaires for scale in q.scales})
        return (
            None
            if leaf.scale in scales
            else (say("playbook.no_such_scale", scale=leaf.scale), did_you_mean(leaf.scale, scales))
        )
    assert leaf.item is not None
    having = [q for q in questionnaires if leaf.item in q.items]
    if not having:
        items = sorted({item for q in questionnaires for item in q.items})
        return say("playbook.no_such_item", item=leaf.item), did_you_mean(leaf.item, items)
    misfits = [condition_misfit(q.items[leaf.item], [o.id for o in q.options(leaf.item)], leaf) for q in having]
    if all(misfits) and misfits[0] is not None:
        return misfits[0][1], misfits[0][2]
    return None
