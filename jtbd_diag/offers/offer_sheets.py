"""Programs, their verdicts and a cohort -> rows of a workbook.

Owns which sheets there are and what stands in them; must not know how they look.
"""

from __future__ import annotations

from collections.abc import Iterator

from jtbd_diag.cohort.told_counts import ToldCount
from jtbd_diag.ground.catalogue import say
from jtbd_diag.offers.offer_cohort import fits, too_few
from jtbd_diag.offers.offer_files import RatedProgram
from jtbd_diag.offers.offer_verdicts import OfferVerdict
from jtbd_diag.offers.offer_words import OfferReport, chosen_text, job_names, stand_in_words, verdict_word
from jtbd_diag.publishing.finding_files import NamedSheets, columns_of
from jtbd_diag.publishing.workbook_sheets import SheetValue

SheetLine = list[SheetValue]


def offer_sheets(report: OfferReport) -> NamedSheets:
    """The sheets by name, each with its heads and rows."""
    sheets = {
        say("offers.sheet_verdicts"): (columns_of("offers.columns_verdicts"), [*_verdicts(report)]),
        say("offers.sheet_reasons"): (columns_of("offers.columns_reasons"), [*_reasons(report)]),
    }
    if any(len(program.offers) > 1 for program, _ in report.programs):
        sheets[say("offers.sheet_raters")] = (columns_of("offers.columns_raters"), [*_raters(report)])
    cohort = report.cohort
    if cohort is not None and not too_few(cohort):
        rows: list[SheetLine] = [
            [job_names(report, line.jobs), line.leaders, _cell(line.active), _cell(line.no_push)]
            for line in cohort.lines
        ]
        sheets[say("offers.sheet_cohort")] = (columns_of("offers.columns_cohort"), rows)
        fitting: list[SheetLine] = [
            [program.name, *map(_cell, told.values())] for program, told in fits(report.programs, cohort)
        ]
        sheets[say("offers.sheet_fits")] = (columns_of("offers.columns_fits"), fitting)
    return sheets


def _verdicts(report: OfferReport) -> Iterator[SheetLine]:
    for program, found in report.programs:
        for one in found:
            yield [
                program.name,
                say("offers.yes_cell" if program.invented else "offers.no_cell"),
                report.jobs[one.job],
                _word(one.verdict),
                _word(one.best),
                _word(one.worst),
                one.musts_met,
                one.musts,
                len(one.blocks),
                "; ".join(one.changes) or None,
                _asks(program, one.to_ask),
                _asks(program, one.hangs_on),
            ]


def _cell(count: ToldCount | None) -> SheetValue:
    """A number to count with where it is told exactly, else a span; nothing where it was not asked."""
    if count is None:
        return None
    return count.least if count.least == count.most else str(count)


def _word(verdict: OfferVerdict | None) -> str:
    return verdict_word(verdict) if verdict else say("offers.open_cell")


def _asks(program: RatedProgram, items: tuple[str, ...]) -> str | None:
    return " ".join(program.asked.items[item].ask for item in items) or None


def _reasons(report: OfferReport) -> Iterator[SheetLine]:
    for program, found in report.programs:
        for one in found:
            for stand in one.stands:
                item = stand.rule.item
                texts = [chosen_text(program.asked, item, given) for given in stand.said]
                answer = " / ".join(texts) or say("offers.not_known_cell")
                wanted = stand.holds is (stand.part == "blocks")
                change = stand.change if wanted else None
                ask = program.asked.items[item].ask
                yield [program.name, report.jobs[one.job], stand_in_words(stand), ask, answer, change, stand.rule.paper]


def _raters(report: OfferReport) -> Iterator[SheetLine]:
    for program, _ in report.programs:
        for item in program.asked.items if len(program.offers) > 1 else ():
            for offer in program.offers:
                given = offer.chosen(item, program.asked)
                answer = chosen_text(program.asked, item, given) if given else say("offers.not_known_cell")
                alike = say("offers.no_cell" if item in program.disputed else "offers.yes_cell")
                yield [program.name, program.asked.items[item].ask, offer.rater, answer, alike]
