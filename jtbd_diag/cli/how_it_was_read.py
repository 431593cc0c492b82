"""What every command says of the tables it reads, as `batch` does; and what is not compared by a guess.

Owns the one telling of a table that is read for something else than results.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from jtbd_diag.cli.batches.batch_messages import tell_losses, tell_refusals, tell_summary, tell_table, tell_unread
from jtbd_diag.cli.shared.printing import tell
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem

if TYPE_CHECKING:
    from jtbd_diag.results.batch_of_a_survey import Batch
    from jtbd_diag.results.table_read import TableRead


class HowItWasRead(NamedTuple):
    """The tables in numbers, for a page; and whether most of what decides is lost in any."""

    tables: tuple[TableRead, ...] = ()
    failed: bool = False

    def also(self, other: HowItWasRead) -> HowItWasRead:
        """Both together."""
        return HowItWasRead((*self.tables, *other.tables), self.failed or other.failed)

    def exit(self) -> None:
        """End with 1 where most was lost, by the rule of `batch`, once all is written."""
        if self.failed:
            raise typer.Exit(1)


def tell_reading(
    batches: Sequence[Batch], *, careful: bool = False, confirm: str = "cli.confirm_hint", twice: bool = True
) -> HowItWasRead:
    """Tell how tables were read, what is refused, what is lost of what decides, and who answered `twice`, if wanted.

    Raises InputError (UNKNOWN_NUMBERS) where numbers are read in a direction that nobody has said; `confirm` is the key
    of what to do.
    """
    if careful:
        tell(say("cli.read_with_care"))
    told = [_tell_one(batch, twice=twice) for batch in batches]
    if problems := [problem for batch in batches for problem in _unconfirmed(batch, confirm)]:
        raise InputError(problems)
    return HowItWasRead(tuple(read for read, _ in told), any(failed for _, failed in told))


def _tell_one(batch: Batch, *, twice: bool) -> tuple[TableRead, bool]:
    from jtbd_diag.results.pooled_answers import pooled_notes
    from jtbd_diag.results.table_read import skimmed, table_read

    summary, refusals = skimmed(batch)
    tell_table(batch.table, batch.questionnaire, (*batch.coded.notes, *pooled_notes(batch.table)), handed_on=False)
    tell_unread(batch.unread, covered=False)
    where = say("cli.rejects_of_batch")
    tell_refusals(refusals, where)
    tell_summary(summary, batch, None, None, where, twice=twice)
    failed = tell_losses(batch.losses, summary, strict=False)
    return table_read(batch, summary), failed


def _unconfirmed(batch: Batch, confirm: str) -> Iterator[Problem]:
    from jtbd_diag.results.table_read import unconfirmed

    if items := unconfirmed(batch):
        codes = "\n".join(("codes:", *batch.coded.proposed.codes))
        what, hint = say("cli.not_confirmed", n=len(items)), say(confirm, codes=codes)
        yield Problem(Code.UNKNOWN_NUMBERS, Location(batch.table.source), what, hint)


def mapping_of_each(mappings: Sequence[Path] | None, tables: Sequence[str]) -> list[Path | None]:
    """The mapping of each table: one for all, or one for each in turn. Raises BadParameter for other numbers."""
    given = mappings or []
    if len(given) == len(tables):
        return [*given]
    if len(given) > 1:
        raise typer.BadParameter(say("cli.mappings", n=len(given), tables=len(tables)), param_hint="--mapping")
    return [given[0] if given else None] * len(tables)
