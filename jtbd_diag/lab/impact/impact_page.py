"""The impact of a change -> a page and a workbook.

Owns their order and words; must not know formats. Everything that came from a file is escaped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import beginning
from jtbd_diag.ground.markdown_escape import escape
from jtbd_diag.lab.enough_answers import Claim, enough_for
from jtbd_diag.lab.figures_in_words import percent
from jtbd_diag.lab.impact.reclassified import RESULTS, Crossed, Mover, Reason, Reclassified
from jtbd_diag.lab.impact.version_changes import ChangedPart, VersionChange, same_words
from jtbd_diag.lab.impact.whole_impact import Impact
from jtbd_diag.publishing.finding_files import Findings, columns_of
from jtbd_diag.publishing.report import table, words_table
from jtbd_diag.publishing.workbook_sheets import SheetValue
from jtbd_diag.questionnaire import Questionnaire, fingerprint, wording_fingerprint

PARTS: dict[ChangedPart, str] = {
    "questions": "impact.part_questions",
    "scales": "impact.part_scales",
    "jobs": "impact.part_jobs",
    "other": "impact.part_other",
}
TOUCHES = {
    "wording": "impact.touches_wording",
    "scoring": "impact.touches_scoring",
    "both": "impact.touches_both",
    "neither": "impact.touches_neither",
}
WHOLE = {"as_they_are": "impact.whole_as_they_are", "rescore": "impact.whole_rescore", "not": "impact.whole_not"}
JOB = {"as_they_are": "impact.job_as_they_are", "rescore": "impact.job_rescore", "not": "impact.job_not"}
WORD = {"as_they_are": "impact.word_as_they_are", "rescore": "impact.word_rescore", "not": "impact.word_not"}
ANSWERED = {"old": "impact.answered_old", "new": "impact.answered_new", "both": "impact.answered_both"}
LEAD_IN = {"table": "impact.of_table", "cases": "impact.of_cases", "invented": "impact.of_invented"}
CAUSES = {
    "added": "impact.cause_added",
    "dropped": "impact.cause_dropped",
    "points": "impact.cause_points",
    "place": "impact.cause_place",
    "share": "impact.cause_share",
    "score": "impact.cause_score",
    "job": "impact.cause_job",
}
RESULT_TITLES = {"job": "impact.result_job", "outcome": "impact.result_outcome", "struggle": "impact.result_struggle"}
MOST_MOVERS, MOST_CAUSES, MOST_ITEMS, MOST_CHANGES = 25, 8, 6, 30


def impact_findings(impact: Impact) -> Findings:
    """The page and the sheets."""
    parts = (
        say("impact.lead_in", old=escape(impact.names[0]), new=escape(impact.names[1])),
        _in_short(impact),
        *_waves(impact),
        *_changes(impact),
        *(part for one in impact.scored for part in _scored(impact, one)),
        *(() if impact.scored else (say("impact.nobody_scored"),)),
    )
    footer = say("impact.footer", old=_identity(impact.old), new=_identity(impact.new))
    about = (say("impact.lead_in", old=escape(impact.names[0]), new=escape(impact.names[1])), _verdict(impact))
    return Findings(say("impact.title"), parts, footer, about, dict(_sheets(impact)), {})


def _identity(q: Questionnaire) -> str:
    return f"{q.questionnaire} {q.version} ({fingerprint(q)}, {wording_fingerprint(q)})"


def _in_short(impact: Impact) -> str:
    scored = [
        say("impact.in_short_scored", name=escape(one.name), changed=changed_words(one.job)) for one in impact.scored
    ]
    return say("impact.in_short", waves=_verdict(impact), changed=_counts(impact), scored="\n".join(scored)).strip()


def _counts(impact: Impact) -> str:
    old, new = impact.old, impact.new
    kept = [item for item in new.items if item in old.items]
    fed = [{(c.item, c.scale): c for c in q.contributions} for q in (old, new)]
    rescored = [
        item for item in kept if any(fed[0].get(key) != fed[1].get(key) for key in {*fed[0], *fed[1]} if key[0] == item)
    ]
    return say(
        "impact.counts",
        added=len(new.items) - len(kept),
        dropped=len(old.items) - len(kept),
        reworded=sum(not same_words(old, new, item) for item in kept),
        of=len(kept),
        rescored=len(rescored),
    )


# -- what changed ----------------------------------------------------------------------------------------


def _changes(impact: Impact) -> Iterator[str]:
    yield say("impact.changes_title")
    if not impact.changes:
        yield say("impact.no_changes")
    for part, title in PARTS.items():
        found = [change for change in impact.changes if change.part == part]
        if found:
            yield say(title, n=len(found))
            told = _bullets(found)
            yield "\n".join(f"- {one}" for one in told[:MOST_CHANGES])
            if len(told) > MOST_CHANGES:
                yield say("impact.more_changes", n=len(told) - MOST_CHANGES)


def _bullets(changes: Sequence[VersionChange]) -> list[str]:
    """A bullet for each question, those that score first, and for each difference of none."""
    groups: dict[object, list[VersionChange]] = {}
    for change in changes:
        groups.setdefault(change.item or id(change), []).append(change)
    ranked = sorted(groups.values(), key=lambda some: not any(one.touches in ("scoring", "both") for one in some))
    return [" ".join(f"{escape(one.sentence)} *{say(TOUCHES[one.touches])}*" for one in some) for some in ranked]


# -- waves -----------------------------------------------------------------------------------------------


def _verdict(impact: Impact) -> str:
    return say(WHOLE[impact.waves.whole])


def _waves(impact: Impact) -> Iterator[str]:
    waves = impact.waves
    yield say("impact.waves_title")
    yield _verdict(impact)
    if waves.whole == "as_they_are":
        return
    if waves.job is not None:
        yield say(JOB[waves.job])
    if waves.words_around:
        yield say("impact.words_around")
    rows = [
        [
            str(escape(impact.new.scales[one.scale].title)),
            say(WORD[one.verdict]),
            escape(beginning(one.items, MOST_ITEMS)),
        ]
        for one in waves.scales
    ]
    if rows:
        yield words_table(columns_of("impact.waves_heads"), rows)


# -- who changes -----------------------------------------------------------------------------------------


def _scored(impact: Impact, reclassified: Reclassified) -> Iterator[str]:
    yield say("impact.scored_title", name=escape(reclassified.name))
    yield say(LEAD_IN[reclassified.kind], n=reclassified.job.n)
    if reclassified.invented:
        yield f"> **{say('lab.invented_title')}** {say('lab.invented', n=reclassified.invented)}"
    if reclassified.others:
        yield say("impact.others", n=reclassified.others)
    if reclassified.kind == "table" and [*impact.old.items] != [*impact.new.items]:
        yield say(ANSWERED[reclassified.answered], old=escape(impact.names[0]), new=escape(impact.names[1]))
    yield changed_words(reclassified.job)
    if reclassified.labels is not None:
        yield say(
            "impact.labels", n=reclassified.labels.n, before=reclassified.labels.before, after=reclassified.labels.after
        )
    for result, title in RESULT_TITLES.items():
        crossed: Crossed = getattr(reclassified, result)
        if crossed.with_result:
            yield say(title)
            yield _crossed(impact, crossed, result)
    yield from _movers(impact, reclassified)


def changed_words(job: Crossed) -> str:
    """Of how many both versions tell a job, how many get another, and which share where there are enough for one."""
    if not job.with_result:
        return say("impact.no_jobs")
    if not job.told_by_both:
        key = "impact.jobs_of_one" if not job.told_before or not job.gained else "impact.jobs_of_others"
        n, by = (job.told_before, "impact.by_old") if job.told_before else (job.gained, "impact.by_new")
        return say(key, by=say(by), n=f"{n:,}", of=f"{job.n:,}", gained=f"{job.gained:,}")
    few = not enough_for(Claim.STATISTIC, job.told_by_both)
    said = {"n": job.another, "of": f"{job.told_by_both:,}", "share": percent(job.share)}
    told = say("impact.changed_few" if few else "impact.changed", **said)
    if not job.lost and not job.gained:
        return told
    return f"{told} {say('impact.lost_or_gained', lost=f'{job.lost:,}', gained=f'{job.gained:,}')}"


def _titles(impact: Impact, result: str, name: str | None) -> str:
    if name is None:
        return say("impact.none")
    if result != "job":
        return name
    q = impact.new if name in impact.new.profiles else impact.old
    return str(escape(q.profiles[name].title))


def _order(impact: Impact, crossed: Crossed, result: str) -> list[str | None]:
    known = {
        "job": [*dict.fromkeys((*impact.old.profiles, *impact.new.profiles))],
        "outcome": ["clear", "leaning", "mixed", "undetermined"],
        "struggle": ["active", "early", "none"],
    }[result]
    seen = {name for pair in crossed.counts for name in pair}
    return [*(name for name in known if name in seen), *([None] if None in seen else [])]


def _crossed(impact: Impact, crossed: Crossed, result: str) -> str:
    names = _order(impact, crossed, result)
    heads = [say("impact.before_after"), *(_titles(impact, result, name) for name in names)]
    rows = [
        [_titles(impact, result, before), *(f"{crossed.counts.get((before, after), 0):,}" for after in names)]
        for before in names
    ]
    return table(heads, rows)


def _movers(impact: Impact, reclassified: Reclassified) -> Iterator[str]:
    if not reclassified.movers:
        return
    told = [mover for mover in reclassified.movers if mover.reasons]
    causes = Counter(reason_words(impact, mover.reasons[0]) for mover in told)
    if len(told) > 1:
        yield say("impact.causes_title")
        if len(told) < len(reclassified.movers):
            yield say("impact.causes_of_some", n=len(told), of=len(reclassified.movers))
        yield table(
            columns_of("impact.causes_heads"), [[words, f"{n:,}"] for words, n in causes.most_common(MOST_CAUSES)]
        )
    yield say("impact.movers_title")
    rows = [_mover(impact, mover) for mover in (told or reclassified.movers)[:MOST_MOVERS]]
    yield words_table(columns_of("impact.movers_heads"), rows)
    if len(reclassified.movers) > MOST_MOVERS:
        yield say("impact.more_movers", n=len(reclassified.movers) - MOST_MOVERS)


def _mover(impact: Impact, mover: Mover) -> list[str]:
    jobs = [_titles(impact, "job", job) for job in (mover.before, mover.after)]
    why = reason_words(impact, mover.reasons[0]) if mover.reasons else ""
    return [str(escape(mover.who)), *jobs, why]


def reason_words(impact: Impact, reason: Reason) -> str:
    """A reason as a sentence."""
    scales = {**impact.old.scales, **impact.new.scales}
    scale = escape(scales[reason.scale].title) if reason.scale is not None else ""
    items = {**impact.old.items, **impact.new.items}
    ask = escape(items[reason.item].ask) if reason.item is not None else ""
    return say(CAUSES[reason.cause], item=reason.item or "", ask=ask, scale=scale)


# -- the workbook ----------------------------------------------------------------------------------------


def _sheets(impact: Impact) -> Iterator[tuple[str, tuple[list[str], Iterable[list[SheetValue]]]]]:
    changes: list[list[SheetValue]] = [
        [say(PARTS[change.part], n=1).strip("# "), change.item, change.sentence, say(TOUCHES[change.touches])]
        for change in impact.changes
    ]
    yield say("impact.sheet_changes"), (columns_of("impact.sheet_changes_heads"), changes)
    waves: list[list[SheetValue]] = [
        [one.scale, say(WORD[one.verdict]), ", ".join(one.items)] for one in impact.waves.scales
    ]
    yield say("impact.sheet_waves"), (columns_of("impact.waves_heads"), waves)
    yield say("impact.sheet_crossed"), (columns_of("impact.sheet_crossed_heads"), list(_crossed_rows(impact)))
    yield say("impact.sheet_movers"), (columns_of("impact.sheet_movers_heads"), list(_mover_rows(impact)))


def _crossed_rows(impact: Impact) -> Iterator[list[SheetValue]]:
    for one in impact.scored:
        for result in RESULTS:
            crossed: Crossed = getattr(one, result)
            for (before, after), n in sorted(crossed.counts.items(), key=str):
                yield [one.name, result, before, after, n]


def _mover_rows(impact: Impact) -> Iterator[list[SheetValue]]:
    for one in impact.scored:
        for mover in one.movers:
            first = mover.reasons[0] if mover.reasons else None
            reason = [first.item, first.scale, first.added] if first else [None, None, None]
            yield [
                one.name,
                mover.who,
                mover.before,
                mover.after,
                *reason,
                reason_words(impact, first) if first else None,
            ]
