"""How tables were read -> a section of a page that makes claims of them, and lines of its workbook.

Owns its words and where they stand; must not know what is claimed. It holds counts alone, and nothing of any cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.markdown_escape import escape
from jtbd_diag.publishing.finding_files import Findings
from jtbd_diag.results.table_read import TableRead

_LEAST = 0.005
"""A share below is no whole one in a hundred."""


def with_reading(page: Findings, read: Sequence[TableRead]) -> Findings:
    """The page with how the tables were read at its end, and above all else what is lost, where that is much."""
    if not read:
        return page
    parts = (*reading_warnings(read), *page.parts, *reading_section(read))
    return replace(page, parts=parts, about=(*page.about, *reading_lines(read)))


def reading_warnings(read: Sequence[TableRead]) -> Iterator[str]:
    """What must be known before anything else."""
    for table_read in read:
        if table_read.losses.some:
            title = say("publishing.lost_most_title" if table_read.losses.most else "publishing.lost_title")
            lost = say("publishing.lost", source=escape(table_read.source), share=table_read.losses.share)
            yield f"> **{title}** {lost}"


def reading_section(read: Sequence[TableRead]) -> Iterator[str]:
    """A heading, and a line for each table."""
    if read:
        yield f"## {say('publishing.reading_title')}"
        yield "\n".join(f"- {escape(line)}" for line in reading_lines(read))


def reading_lines(read: Sequence[TableRead]) -> Iterator[str]:
    """A line for each table: how many rows count, and what could not be used."""
    for table_read in read:
        whole, losses = table_read.losses.whole, table_read.losses
        said = [say("publishing.rows_read", n=table_read.rows, counted=table_read.counted)]
        said += [say("publishing.rows_again", n=table_read.again)] if table_read.again else []
        said += [say("publishing.cells_unused", n=table_read.cells, rows=table_read.spoiled)]
        if whole.lost:
            said.append(say("publishing.files_lost" if whole.files else "publishing.rows_lost", n=whole.lost))
        said += [say("publishing.no_columns", n=len(losses.no_column))] if losses.no_column else []
        said += [say("publishing.share_lost", share=losses.share)] if losses.share >= _LEAST else []
        yield f"{table_read.source}: {'; '.join(said)}."
