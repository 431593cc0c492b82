"""The sections of a cohort report that tell of the leaders, as Markdown.

Owns what is said about them; knows nothing of charts' looks or formats.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jtbd_diag.cohort.groups import SMALLEST, Group, Groups
from jtbd_diag.cohort.leaders.leader_numbers import Cohort, Levels
from jtbd_diag.cohort.shares_and_tables import lost, people, percent, share, table
from jtbd_diag.diagnosis.job_and_fit import ACTIVE, EARLY, LEANING, MIXED, NONE, UNDETERMINED
from jtbd_diag.ground.english import spelled
from jtbd_diag.playbook.escape import escape
from jtbd_diag.publishing.bars import BarRow
from jtbd_diag.results.results import NO_PRECONDITION

SCALES, PRECONDITIONS = "scales_", "preconditions"
MOST_NAMED = 3
CLEAR_TO_NEAR = ("clear", LEANING, MIXED)
HIDDEN = f"Nothing is shown: it would give away groups of fewer than {SMALLEST}."
TOGETHER = f"Groups of fewer than {SMALLEST} are never shown alone, nor where a difference would give them away."
PUSH = {ACTIVE: "active", EARLY: "early", NONE: "no push"}
WHY_CALL = {
    MIXED: "**Two jobs too near to call.** Ten minutes about the last real episode usually settle it.",
    UNDETERMINED: "**Too little answered.** A few of the deciding questions, asked on the phone, are enough.",
    NO_PRECONDITION: "**Strong push, but none of the preconditions in place.** The will is there; ask what would "
    "have to be ready first.",
}


@dataclass(frozen=True)
class BarsOf:
    """A chart of bars: what it shows, and of whom."""

    name: str
    title: str
    levels: tuple[str, ...]
    rows: tuple[BarRow, ...]


def charts(cohort: Cohort) -> Iterator[BarsOf]:
    """The bars that go with the sections."""
    if cohort.jobs:
        rows = [BarRow(j.title, (j.clear, j.leaning, j.mixed), percent(j.nearest, cohort.enough)) for j in cohort.jobs]
        yield BarsOf("jobs", "Jobs, and how sure they are", CLEAR_TO_NEAR, tuple(rows))
    if cohort.struggle and cohort.struggle_by_job:
        yield _levels_chart("struggle", "Push to act, by job", cohort.struggle_by_job, PUSH)
    for n, alike in enumerate(_alike(cohort.preconditions)):
        yield _levels_chart(f"{PRECONDITIONS}{n or ''}", "Preconditions", alike, {})
    for n, alike in enumerate(_alike(cohort.scales)):
        yield _levels_chart(f"{SCALES}{n}", "Where the answers sit", alike, {})


def _alike(scales: Sequence[Levels]) -> list[tuple[Levels, ...]]:
    """Scales whose bands have the same names, together."""
    found: dict[tuple[str, ...], list[Levels]] = {}
    for scale in scales:
        found.setdefault(tuple(level for level, _ in scale.counts), []).append(scale)
    return [tuple(alike) for alike in found.values()]


def _levels_chart(name: str, title: str, lines: Sequence[Levels], words: dict[str, str]) -> BarsOf:
    levels = tuple(words.get(level, level) for level, _ in lines[0].counts)
    rows = [BarRow(line.title, tuple(count for _, count in line.counts), f"of {line.known:,}") for line in lines]
    return BarsOf(name, title, levels, tuple(rows))


# --- what stands first ----------------------------------------------------------------------------------


def in_short(cohort: Cohort) -> Iterator[str]:
    """The few numbers to take away."""
    n = cohort.respondents
    yield "## In short"
    if cohort.jobs:
        jobs = ", ".join(f"**{escape(j.title)} {j.told:,}**" for j in cohort.jobs)
        lines = [
            f"Of those who answered enough, a job can be told for {share(cohort.told, cohort.enough)}: {jobs}.",
            f"For {cohort.mixed:,} more, two jobs are too near to call; {cohort.undetermined:,} answered too little.",
            f"A call would be worth its time for {people(cohort.worth_a_call)}.",
        ]
        if cohort.struggle:
            lines.insert(
                1, f"There is an active push to act for {share(cohort.struggle.of(ACTIVE), cohort.struggle.known)}."
            )
        yield "> **What this cohort needs.** " + " ".join(lines)
    if 0 < n < SMALLEST:
        yield (
            f"Fewer than {SMALLEST} answered, so that whoever knows them may tell who said what: hand this page only "
            "to those who may know."
        )
    facts = [("Rows in the table", f"{cohort.rows:,}")]
    if cohort.quality.duplicates:
        aside = f"{cohort.quality.set_aside:,} set aside" if cohort.quality.set_aside else "counted all the same"
        facts.append(("Rows of somebody who answered before", f"{cohort.quality.duplicates:,}, {aside}"))
    if cohort.opened:
        facts.append(("Opened the form and answered nothing, in no percentage", f"{cohort.opened:,}"))
    facts.append((f"{cohort.who.capitalize()} counted", f"{n:,}"))
    facts.append(("Cells that could not be used", f"{cohort.quality.unreadable:,}"))
    if cohort.quality.losses and cohort.quality.losses.some:
        facts.append(("Questions lost that decide", lost(cohort.quality.losses)))
    yield table(["", ""], facts)


def jobs(cohort: Cohort) -> Iterator[str]:
    """How many of each job, and how sure."""
    if not cohort.jobs:
        return
    n = cohort.enough
    yield "## Which help fits how many"
    yield (
        "*Clear* and *leaning* count as told; *mixed* stands under the nearest job and is too near to call. "
        f"Percentages are of the {people(n)} who answered enough."
    )
    rows = [
        [escape(j.title), f"{j.clear:,}", f"{j.leaning:,}", percent(j.told, n), f"{j.mixed:,}"] for j in cohort.jobs
    ]
    sums = [sum(j.clear for j in cohort.jobs), sum(j.leaning for j in cohort.jobs)]
    rows.append(
        ["**Any job**", *(f"**{one:,}**" for one in sums), f"**{percent(cohort.told, n)}**", f"**{cohort.mixed:,}**"]
    )
    yield table(["Job", "Clear", "Leaning", "Told", "Mixed"], rows)
    yield f"Undetermined, because too little was answered: {cohort.undetermined:,} more."


def maps(cohort: Cohort, figure: Sequence[str]) -> Iterator[str]:
    """The map, and what it shows."""
    yield "## Where they sit"
    yield from figure
    yield (
        f"Shown: {people(cohort.places.height)} with all deciding scores. The ringed crosses are the profiles "
        "of the jobs; the nearest one is a leader's job. Who sits between two is best served by a conversation first."
    )


def groups(cohort: Cohort) -> Iterator[str]:
    """The cohort by group, with small groups kept secret."""
    for found in cohort.groups:
        yield f"## By {escape(found.column)}"
        if not found.lines:
            yield HIDDEN if found.hidden else "Nothing is shown: nobody's job is known."
            continue
        results = {job.job: job.title for job in cohort.jobs} | ({ACTIVE: "Active push"} if cohort.struggle else {})
        yield table(
            [str(escape(found.column)).capitalize(), cohort.who.capitalize(), *map(str, map(escape, results.values()))],
            [
                [
                    _line(group),
                    f"{group.respondents:,}",
                    *(percent(group.counts[r], group.respondents) for r in results),
                ]
                for group in found.lines
            ],
        )
        yield _about_groups(found, cohort)


def _line(group: Group) -> str:
    """What a line is called: its group, or those that are shown together."""
    if len(group.names) == 1:
        return str(escape(group.names[0]))
    named = ", ".join(str(escape(one)) for one in group.names)
    return f"{named if len(group.names) <= MOST_NAMED else f'{len(group.names)} others'}, together"


def _about_groups(found: Groups, cohort: Cohort) -> str:
    """How the lines of a table are to be read."""
    said = []
    if cohort.jobs:
        said.append(
            "Counted are leaders whose job is known, by the nearest one; percentages are of the line's leaders."
        )
    if found.together:
        said.append(TOGETHER)
        if len(found.together.names) > MOST_NAMED:
            said.append(f"Shown together: {', '.join(str(escape(name)) for name in found.together.names)}.")
    return " ".join(said)


def scales(cohort: Cohort, figures: Sequence[str]) -> Iterator[str]:
    """Where the answers sit, of a questionnaire that tells no job."""
    if not cohort.scales:
        return
    yield "## Where the answers sit"
    yield from figures
    yield (
        "Each bar counts the people whose answers fall into a band of the scale. Where colleagues differ, talk about "
        "the difference before the number."
    )


# --- push, preconditions, calls -------------------------------------------------------------------------


def push(cohort: Cohort) -> Iterator[str]:
    """Whether there is any push to act."""
    if cohort.struggle is None:
        return
    s = cohort.struggle
    yield "## Who wants to act now"
    yield (
        f"Of {people(s.known)} who answered enough, {percent(s.of(ACTIVE), s.known)} have an active push, "
        f"{percent(s.of(EARLY), s.known)} an early one and {percent(s.of(NONE), s.known)} none. "
        "Push never decides the job. Help given without it is seldom used: offer those without a push a story, and a "
        "date to ask again."
    )


def preconditions(cohort: Cohort) -> Iterator[str]:
    """How many preconditions are in place."""
    if cohort.preconditions:
        yield "## What is in place"
    if cohort.in_place is None:
        return
    known, most = cohort.in_place.known, len(cohort.preconditions)
    words = {str(most): "all of them", "0": "none"}
    parts = [f"{words.get(one, one)} for {percent(n, known)}" for one, n in cohort.in_place.counts]
    yield (
        f"{spelled(most).capitalize()} things have to be there before improvement takes hold. Of {people(known)} "
        f"they are in place as follows: {', '.join(parts)}. They are no score, and none makes up for another."
    )


def forces(cohort: Cohort) -> Iterator[str]:
    """What pulls towards a change, and what holds back."""
    if not cohort.forces:
        return
    yield "The forces for a change, and those against it:"
    for alike in _alike(cohort.forces):
        levels = [str(escape(level)).capitalize() for level, _ in alike[0].counts]
        rows = [[escape(f.title), *(percent(n, f.known) for _, n in f.counts), f"{f.known:,}"] for f in alike]
        yield table(["Force", *levels, "Answered"], rows)


def calls(cohort: Cohort) -> Iterator[str]:
    """Who is worth a call, and why."""
    if not cohort.worth_a_call:
        return
    yield "## Who is worth a call"
    yield (
        "Who they are stands in the results, in the column `call`, and not here, where it would tell what single "
        "leaders answered. Leaders without any push to act are left out."
    )
    for reasons in _reasons(cohort):
        count = sum(cohort.calls[reason] for reason in reasons)
        if count:
            more = " In all" if len(reasons) > 1 else ""
            yield f"{' '.join(WHY_CALL[one] for one in reasons)}{more} {people(count).capitalize()}."


def _reasons(cohort: Cohort) -> list[list[str]]:
    """The reasons for a call, together where one alone would tell of a few whether they have any push."""
    of = {MIXED: cohort.mixed, UNDETERMINED: cohort.undetermined, NO_PRECONDITION: cohort.told}

    def size(reasons: Sequence[str]) -> int:
        return sum(of[reason] for reason in reasons)

    found = sorted(([reason] for reason in cohort.calls if of[reason]), key=size)
    while len(found) > 1 and size(found[0]) < SMALLEST:
        found = sorted([found[0] + found[1], *found[2:]], key=size)
    return sorted(found, key=lambda reasons: min(map([*cohort.calls].index, reasons)))


def areas(cohort: Cohort) -> Iterator[str]:
    """What hurts."""
    found = cohort.areas
    if found is None or not (found.lines or found.hidden):
        return
    yield "## What the trouble is about"
    if found.hidden:
        yield HIDDEN
        return
    known = sum(group.respondents for group in found.lines)
    rows = [
        [_line(group), percent(group.respondents, known), *(f"{group.counts[job.job]:,}" for job in cohort.jobs)]
        for group in found.lines
    ]
    yield table(["Problem area", "Leaders", *(escape(job.title) for job in cohort.jobs)], rows)
    yield _about_groups(found, cohort)
