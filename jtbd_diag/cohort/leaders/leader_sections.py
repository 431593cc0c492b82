"""The sections of a cohort report that tell of the leaders, as Markdown.

Owns what is said about them; knows nothing of charts' looks or formats.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jtbd_diag.cohort.leaders.leader_counts import Cohort, LevelCounts
from jtbd_diag.cohort.shares_and_tables import lost, percent, share
from jtbd_diag.cohort.small_groups import SMALLEST, Group, Groups
from jtbd_diag.diagnosis.job_and_fit import ACTIVE, EARLY, LEANING, MIXED, NONE, UNDETERMINED
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import begun_large, spelled
from jtbd_diag.ground.markdown_escape import escape
from jtbd_diag.publishing.drawings.stacked_bars import BarRow
from jtbd_diag.publishing.report import table, words_table
from jtbd_diag.results.bands_flags_and_calls import NO_PRECONDITION

SCALES, PRECONDITIONS = "scales_", "preconditions"
MOST_NAMED = 3
CLEAR_TO_NEAR = ("clear", LEANING, MIXED)
PUSH = {ACTIVE: "cohort.push_active", EARLY: "cohort.push_early", NONE: "cohort.push_none"}
WHY_CALL = {
    MIXED: "cohort.call_mixed",
    UNDETERMINED: "cohort.call_undetermined",
    NO_PRECONDITION: "cohort.call_no_precondition",
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
        yield BarsOf("jobs", say("cohort.jobs_chart"), CLEAR_TO_NEAR, tuple(rows))
    if cohort.struggle and cohort.struggle_by_job:
        yield _levels_chart("struggle", say("cohort.push_chart"), cohort.struggle_by_job, _push_words())
    for n, alike in enumerate(_alike(cohort.preconditions)):
        yield _levels_chart(f"{PRECONDITIONS}{n or ''}", say("cohort.preconditions_chart"), alike, {})
    for n, alike in enumerate(_alike(cohort.scales)):
        yield _levels_chart(f"{SCALES}{n}", say("cohort.scales_chart"), alike, {})


def _push_words() -> dict[str, str]:
    return {level: say(key) for level, key in PUSH.items()}


def _alike(scales: Sequence[LevelCounts]) -> list[tuple[LevelCounts, ...]]:
    """Scales whose bands have the same names, together."""
    found: dict[tuple[str, ...], list[LevelCounts]] = {}
    for scale in scales:
        found.setdefault(tuple(level for level, _ in scale.counts), []).append(scale)
    return [tuple(alike) for alike in found.values()]


def _levels_chart(name: str, title: str, lines: Sequence[LevelCounts], words: dict[str, str]) -> BarsOf:
    levels = tuple(words.get(level, level) for level, _ in lines[0].counts)
    rows = [
        BarRow(line.title, tuple(count for _, count in line.counts), say("cohort.of_known", known=line.known))
        for line in lines
    ]
    return BarsOf(name, title, levels, tuple(rows))


# --- what stands first ----------------------------------------------------------------------------------


def in_short(cohort: Cohort) -> Iterator[str]:
    """The few numbers to take away."""
    n = cohort.respondents
    yield say("cohort.in_short")
    if cohort.jobs:
        jobs = ", ".join(f"**{escape(j.title)} {j.with_job:,}**" for j in cohort.jobs)
        lines = [
            say("cohort.told_for", told=share(cohort.with_job, cohort.enough), jobs=jobs),
            say("cohort.too_near_for", mixed=cohort.mixed, undetermined=cohort.undetermined),
            say("cohort.worth_a_call", n=cohort.worth_a_call),
        ]
        if cohort.struggle:
            active = share(cohort.struggle.of(ACTIVE), cohort.struggle.known)
            lines.insert(1, say("cohort.active_push_for", active=active))
        yield say("cohort.what_it_needs", lines=" ".join(lines))
    if 0 < n < SMALLEST:
        yield say("cohort.fewer_answered", smallest=SMALLEST)
    facts = [(say("cohort.rows"), f"{cohort.rows:,}")]
    if cohort.quality.duplicates:
        key = "cohort.again_set_aside" if cohort.quality.set_aside else "cohort.again_counted"
        again = say(key, duplicates=cohort.quality.duplicates, set_aside=cohort.quality.set_aside)
        facts.append((say("cohort.rows_again"), again))
    if cohort.opened:
        facts.append((say("cohort.opened"), f"{cohort.opened:,}"))
    facts.append((say("cohort.counted", who=begun_large(cohort.who)), f"{n:,}"))
    facts.append((say("cohort.cells_unused"), f"{cohort.quality.unreadable:,}"))
    if cohort.quality.losses and cohort.quality.losses.some:
        facts.append((say("cohort.questions_lost"), lost(cohort.quality.losses)))
    yield table(["", ""], facts)


def jobs(cohort: Cohort) -> Iterator[str]:
    """How many of each job, and how sure."""
    if not cohort.jobs:
        return
    n = cohort.enough
    yield say("cohort.jobs_title")
    yield say("cohort.jobs_read", n=n)
    rows = [
        [escape(j.title), f"{j.clear:,}", f"{j.leaning:,}", percent(j.with_job, n), f"{j.mixed:,}"] for j in cohort.jobs
    ]
    sums = [sum(j.clear for j in cohort.jobs), sum(j.leaning for j in cohort.jobs)]
    rows.append(
        [
            say("cohort.any_job"),
            *(f"**{one:,}**" for one in sums),
            f"**{percent(cohort.with_job, n)}**",
            f"**{cohort.mixed:,}**",
        ]
    )
    heads = ("cohort.head_job", "cohort.head_clear", "cohort.head_leaning", "cohort.head_told", "cohort.head_mixed")
    yield table([say(head) for head in heads], rows)
    yield say("cohort.undetermined_more", undetermined=cohort.undetermined)


def maps(cohort: Cohort, figure: Sequence[str]) -> Iterator[str]:
    """The map, and what it shows."""
    yield say("cohort.map_title")
    yield from figure
    yield say("cohort.map_read", n=cohort.placed)


def groups(cohort: Cohort) -> Iterator[str]:
    """The cohort by group, with small groups kept secret."""
    for found in cohort.groups:
        column = escape(found.title or found.column)
        yield say("cohort.by_title", column=column)
        if not found.lines:
            yield _hidden() if found.hidden else say("cohort.nobody_known")
            continue
        results = {job.job: job.title for job in cohort.jobs} | (
            {ACTIVE: say("cohort.active_push")} if cohort.struggle else {}
        )
        yield table(
            [begun_large(column), begun_large(cohort.who), *map(str, map(escape, results.values()))],
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
    named = ", ".join(str(escape(name)) for name in group.names)
    if len(group.names) > MOST_NAMED:
        return say("cohort.others_together", n=len(group.names))
    return say("cohort.together", names=named)


def _hidden() -> str:
    return say("cohort.hidden", smallest=SMALLEST)


def _about_groups(found: Groups, cohort: Cohort) -> str:
    """How the lines of a table are to be read."""
    said = []
    if cohort.jobs:
        said.append(say("cohort.groups_read"))
    if found.together:
        said.append(say("cohort.never_alone", smallest=SMALLEST))
        if len(found.together.names) > MOST_NAMED:
            names = ", ".join(str(escape(name)) for name in found.together.names)
            said.append(say("cohort.shown_together", names=names))
    return " ".join(said)


def scales(cohort: Cohort, figures: Sequence[str]) -> Iterator[str]:
    """Where the answers sit, of a questionnaire that tells no job."""
    if not cohort.scales:
        return
    yield say("cohort.scales_title")
    yield from figures
    yield say("cohort.scales_read")


# --- push, preconditions, calls -------------------------------------------------------------------------


def push(cohort: Cohort) -> Iterator[str]:
    """Whether there is any push to act."""
    if cohort.struggle is None:
        return
    s = cohort.struggle
    active, early, none = (percent(s.of(level), s.known) for level in (ACTIVE, EARLY, NONE))
    yield say("cohort.push_title")
    yield say("cohort.push_read", n=s.known, active=active, early=early, none=none)


def claims(cohort: Cohort) -> Iterator[str]:
    """What applicants say of themselves, which is to be checked and not counted."""
    told = cohort.questionnaire.claims
    if not told:
        return
    yield say("cohort.claims_title")
    yield say("cohort.claims_read")
    rows = [[escape(claim.title), escape(claim.ask), escape(claim.shown_by)] for claim in told.values()]
    heads = ("cohort.head_claim", "cohort.head_ask", "cohort.head_shown_by")
    yield words_table([say(head) for head in heads], rows)


def preconditions(cohort: Cohort) -> Iterator[str]:
    """How many preconditions are in place."""
    if cohort.preconditions:
        yield say("cohort.preconditions_title")
    if cohort.in_place is None:
        return
    known, most = cohort.in_place.known, len(cohort.preconditions)
    keys = {str(most): "cohort.in_place_all", "0": "cohort.in_place_none"}
    parts = [
        say(keys.get(one, "cohort.in_place_some"), count=one, people=percent(n, known))
        for one, n in cohort.in_place.counts
    ]
    yield say("cohort.preconditions_read", n=known, things=spelled(most), parts=", ".join(parts))


def forces(cohort: Cohort) -> Iterator[str]:
    """What pulls towards a change, and what holds back."""
    if not cohort.forces:
        return
    yield say("cohort.forces_read")
    for alike in _alike(cohort.forces):
        levels = [begun_large(str(escape(level))) for level, _ in alike[0].counts]
        rows = [[escape(f.title), *(percent(n, f.known) for _, n in f.counts), f"{f.known:,}"] for f in alike]
        yield table([say("cohort.head_force"), *levels, say("cohort.head_answered")], rows)


def calls(cohort: Cohort) -> Iterator[str]:
    """Who is worth a call, and why."""
    if not cohort.worth_a_call:
        return
    yield say("cohort.calls_title")
    yield say("cohort.calls_read" if cohort.questionnaire.struggle else "cohort.calls_read_without_push")
    for reasons in _reasons(cohort):
        count = sum(cohort.calls[reason] for reason in reasons)
        if count:
            counted = say("cohort.leaders_in_all" if len(reasons) > 1 else "cohort.leaders", n=count)
            yield " ".join([*(say(WHY_CALL[one]) for one in reasons), counted])


def _reasons(cohort: Cohort) -> list[list[str]]:
    """The reasons for a call, together where one alone would tell of a few whether they have any push."""
    of = {MIXED: cohort.mixed, UNDETERMINED: cohort.undetermined, NO_PRECONDITION: cohort.with_job}

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
    yield say("cohort.areas_title")
    if found.hidden:
        yield _hidden()
        return
    known = sum(group.respondents for group in found.lines)
    rows = [
        [_line(group), percent(group.respondents, known), *(f"{group.counts[job.job]:,}" for job in cohort.jobs)]
        for group in found.lines
    ]
    yield table(
        [say("cohort.head_area"), say("cohort.head_leaders"), *(escape(job.title) for job in cohort.jobs)], rows
    )
    yield _about_groups(found, cohort)
