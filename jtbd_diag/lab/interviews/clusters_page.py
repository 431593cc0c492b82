"""Clusters of interviews -> a page that says how far they may be trusted and what they share, and sheets.

Owns its order and words; must not know formats. Everything that came from a file is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.markdown_escape import escape
from jtbd_diag.ground.page_colours import Colours
from jtbd_diag.lab.enough_answers import LEAST, Barred, Claim, Figure
from jtbd_diag.lab.figures_in_words import in_decimals
from jtbd_diag.lab.interviews.clusters import CLEAR, FAINT, PATTERN, STABLE, Cluster, Clusters, Distance, Telling
from jtbd_diag.lab.interviews.interview_folder import invented_words
from jtbd_diag.lab.interviews.tree_drawing import TreeWords, tree
from jtbd_diag.publishing.finding_files import Findings, columns_of
from jtbd_diag.publishing.report import figure, table, words_table
from jtbd_diag.publishing.workbook_sheets import SheetValue

MOST_TOLD = 5
"""Marks that are told of a cluster; the workbook has them all."""


def clusters_findings(clusters: Clusters, colours: Colours) -> Findings:
    """The page and the sheets."""
    figures = {}
    if clusters.joins:
        words = TreeWords(
            say("interviews.tree_title"),
            say("interviews.tree_words", n=len(clusters.interviews)),
            say("interviews.tree_near"),
            say("interviews.tree_far"),
        )
        figures = {"tree": (tree(words, _labels(clusters), clusters.joins, colours),)}
    evaluator = say("interviews.cluster_evaluator", distance=_distance(clusters), seed=clusters.seed)
    parts = (
        *invented_words(clusters.tagged),
        _lead(clusters),
        *_findings_in_words(clusters),
        *_clusters(clusters),
        *_compared(clusters),
        *_partings(clusters),
        *([say("interviews.tree_heading"), say("interviews.tree_read")] if figures else ()),
        *figure(figures, "tree"),
    )
    about = (
        *([say("interviews.invented", n=clusters.tagged.invented)] if clusters.tagged.invented else []),
        _lead(clusters),
        evaluator,
    )
    footer = say("interviews.cluster_footer")
    return Findings(say("interviews.cluster_title"), parts, footer, about, _sheets(clusters), figures, evaluator)


def trust(clusters: Clusters) -> str:
    """Whether the clusters may be rested on, in a word."""
    best = clusters.best
    if best is None:
        return say("lab.word_unknown")
    if best.silhouette <= FAINT or min(best.stabilities) < PATTERN:
        return say("lab.word_no")
    sure = min(best.stabilities) >= STABLE and best.silhouette > CLEAR
    return say("lab.word_yes" if sure else "interviews.word_tentative")


def stable(value: float) -> str:
    """What a stability comes to, in words."""
    key = "interviews.stable" if value >= STABLE else "interviews.pattern" if value >= PATTERN else "interviews.shaky"
    return say(key)


def counted(jobs: Mapping[str | None, int], *, by_form: bool = False) -> str:
    """Jobs with how many have each, the most common first; what is not settled, or answered, last."""
    told = sorted(((job, n) for job, n in jobs.items() if job is not None), key=lambda one: (-one[1], one[0]))
    named = [say("interviews.job_count", job=job, n=n) for job, n in told]
    if jobs.get(None):
        named.append(say("interviews.job_untold" if by_form else "interviews.job_unknown", n=jobs[None]))
    return ", ".join(named)


def _distance(clusters: Clusters) -> str:
    return say("interviews.distance_jaccard" if clusters.distance is Distance.JACCARD else "interviews.distance_gower")


def _lead(clusters: Clusters) -> str:
    marks = len(clusters.tagged.book.compared)
    lead = say("interviews.cluster_lead", n=len(clusters.interviews), marks=marks)
    if not clusters.empty:
        return lead
    return f"{lead} {say('interviews.cluster_empty', n=len(clusters.empty), names=escape(', '.join(clusters.empty)))}"


def _findings_in_words(clusters: Clusters) -> Iterator[str]:
    best = clusters.best
    if clusters.alike:
        yield say("interviews.cluster_alike", n=len(clusters.interviews))
        return
    if best is None:
        yield say("interviews.cluster_few", needed=LEAST[Claim.CLUSTERS], here=len(clusters.interviews))
        return
    depth = "faint" if best.silhouette <= FAINT else "weak" if best.silhouette <= CLEAR else "clear"
    structure = {
        "faint": say("interviews.structure_faint", k=best.k),
        "weak": say("interviews.structure_weak", k=best.k),
        "clear": say("interviews.structure_clear", k=best.k),
    }[depth]
    yield f"> **{say('interviews.cluster_trust', word=trust(clusters))}** {structure}"


def _clusters(found: Clusters) -> Iterator[str]:
    for cluster in found.clusters:
        yield say("interviews.cluster_heading", number=cluster.number, n=len(cluster.interviews))
        lines = [
            say("interviews.cluster_stable", words=stable(cluster.stability), value=f"{cluster.stability:.2f}"),
            *_telling(cluster, found),
            say("interviews.cluster_middle", name=escape(cluster.medoid)),
        ]
        yield "\n".join(f"- {line}" for line in lines)


def _telling(cluster: Cluster, clusters: Clusters) -> Iterator[str]:
    inside, outside = len(cluster.interviews), len(clusters.interviews) - len(cluster.interviews)

    def named(tags: Sequence[Telling]) -> str:
        words = {"of": inside, "others": outside}
        return "; ".join(
            say("interviews.telling", tag=t.tag, inside=t.inside, outside=t.outside, **words) for t in tags[:MOST_TOLD]
        )

    if cluster.more:
        yield say("interviews.cluster_more", tags=named(cluster.more))
    if cluster.less:
        yield say("interviews.cluster_less", tags=named(cluster.less))
    if cluster.steps:
        steps = "; ".join(
            say("interviews.step_of", tag=tag, value=f"{value:g}") for tag, value in cluster.steps.items()
        )
        yield say("interviews.cluster_steps", steps=steps)


def _compared(found: Clusters) -> Iterator[str]:
    if not found.clusters:
        return
    yield say("interviews.jobs_title")
    heads = columns_of("interviews.heads_jobs")
    rows = [
        [say("interviews.cluster_name", number=cluster.number), counted(cluster.coded)] for cluster in found.clusters
    ]
    if found.form is not None:
        rows = [[*row, counted(cluster.form, by_form=True)] for row, cluster in zip(rows, found.clusters, strict=True)]
    yield words_table(heads if found.form is not None else heads[:2], rows)
    yield _alike(found.with_coded, say("interviews.alike_coded"))
    yield _alike(found.with_form, say("interviews.alike_form")) if found.form else say("interviews.no_answers")


def _alike(one: Figure, what: str) -> str:
    if isinstance(one, Barred):
        return say("interviews.alike_few", what=what, missing=one.missing, here=one.n)
    return say("interviews.alike", what=what, value=in_decimals(one))


def _partings(clusters: Clusters) -> Iterator[str]:
    if not clusters.partings:
        return
    yield say("interviews.partings_title")
    rows = [
        [f"{parting.k}", f"{parting.silhouette:.2f}", ", ".join(f"{value:.2f}" for value in parting.stabilities)]
        for parting in clusters.partings
    ]
    yield table(columns_of("interviews.heads_partings"), rows)


def _labels(found: Clusters) -> list[str]:
    """Interviews with their cluster, where there are any."""
    number = {name: cluster.number for cluster in found.clusters for name in cluster.interviews}
    if not number:
        return list(found.interviews)
    return [say("interviews.leaf", name=name, number=number[name]) for name in found.interviews]


def _sheets(found: Clusters) -> dict[str, tuple[list[str], list[list[SheetValue]]]]:
    of = {name: cluster for cluster in found.clusters for name in cluster.interviews}
    coded = dict(zip(found.interviews, found.coded, strict=True))
    rows: list[list[SheetValue]] = []
    for name in found.interviews:
        word = found.form.words[name].job if found.form and name in found.form.words else None
        rows.append([name, of[name].number if name in of else None, coded.get(name), word])
    partings: list[list[SheetValue]] = [
        [parting.k, parting.silhouette, n, value]
        for parting in found.partings
        for n, value in enumerate(parting.stabilities, start=1)
    ]
    everybody = len(found.interviews)
    shares: list[list[SheetValue]] = [
        [
            cluster.number,
            told.tag,
            told.inside,
            len(cluster.interviews),
            told.outside,
            everybody - len(cluster.interviews),
        ]
        for cluster in found.clusters
        for told in (*cluster.more, *cluster.less)
    ]
    return {
        say("interviews.sheet_clusters"): (columns_of("interviews.columns_clusters"), rows),
        say("interviews.sheet_partings"): (columns_of("interviews.columns_partings"), partings),
        say("interviews.sheet_marks"): (columns_of("interviews.columns_marks"), shares),
    }
