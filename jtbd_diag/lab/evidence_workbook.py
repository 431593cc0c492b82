"""The evidence -> a workbook for an evaluator: every figure with its interval, and what is still barred.

Owns the sheets and their columns; must not know how a figure is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from jtbd_diag.ground.catalogue import say
from jtbd_diag.lab.enough_answers import (
    Claim,
    Estimate,
    Undefined,
    enough_for,
    still_needed,
    value_and_ends,
    value_of,
)
from jtbd_diag.lab.evidence import Evidence
from jtbd_diag.lab.evidence_page import SIGN_WORDS
from jtbd_diag.lab.group_differences import ComparedGroups
from jtbd_diag.lab.item_lines import RARE
from jtbd_diag.lab.kappa_and_alpha import Agreement
from jtbd_diag.publishing.workbook_sheets import SheetValue, heads_of, new_workbook, write_about, write_sheet
from jtbd_diag.questionnaire import fingerprint, honesty_line

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_ABOUT = (
    "lab.about_n",
    "lab.about_alpha",
    "lab.about_omega",
    "lab.about_two",
    "lab.about_sem",
    "lab.about_rest",
    "lab.about_pairs",
    "lab.about_kappa",
    "lab.about_care",
    "lab.about_groups",
    "lab.about_retest",
)
SIZES = {"moderate": "lab.size_moderate", "large": "lab.size_large"}
FAULTS = {
    "against": "lab.fault_against",
    "left_out": "lab.fault_left_out",
    "weak": "lab.fault_weak",
    "one_sided": "lab.fault_one_sided",
}


def write_workbook(evidence: Evidence, survey: str, path: Path, read: Sequence[str] = ()) -> None:
    """Write it, with how the tables were `read`, in lines. Raises OSError when it cannot be written."""
    with new_workbook(path, say("lab.title")) as book:
        _write_about(book, evidence, survey, read)
        for name, (heads, rows) in _sheets(evidence).items():
            write_sheet(book, say(name), heads, rows)


def _sheets(evidence: Evidence) -> dict[str, tuple[list[str], Iterable[list[SheetValue]]]]:
    sheets: dict[str, tuple[list[str], Iterable[list[SheetValue]]]] = {
        "lab.sheet_items": (_item_heads(), _items(evidence)),
        "lab.sheet_options": (
            [
                *heads_of("lab.col_item", "lab.col_option", "lab.col_count", "lab.col_share", "lab.col_rare"),
                *(
                    say("lab.col_share_of_job", job=profile.title)
                    for profile in evidence.questionnaire.profiles.values()
                ),
            ],
            _options(evidence),
        ),
        "lab.sheet_scales": (_scale_heads(), _scales(evidence)),
        "lab.sheet_pairs": (
            [
                *heads_of("lab.col_one", "lab.col_other", "lab.col_shared"),
                *_spanned("lab.col_r"),
                *_spanned("lab.col_apart"),
                *heads_of("lab.col_needed"),
            ],
            _pairs(evidence),
        ),
        "lab.sheet_jobs": (
            [
                *heads_of("lab.col_what", "lab.col_n"),
                *_spanned("lab.col_same"),
                *_spanned("lab.col_kappa"),
                *heads_of("lab.col_needed"),
            ],
            _jobs(evidence),
        ),
        "lab.sheet_care": (heads_of("lab.col_sign", "lab.col_seen", "lab.col_looked"), _care(evidence)),
    }
    if evidence.groups is None:
        return sheets
    heads = heads_of("lab.col_item", "lab.col_scale", "lab.col_n", "lab.col_more", "lab.col_chance", "lab.col_size")
    return {**sheets, "lab.sheet_groups": (heads, _groups(evidence.groups))}


def _spanned(name: str) -> list[str]:
    head = say(name)
    return [head, say("lab.col_low", of=head), say("lab.col_high", of=head)]


def _item_heads() -> list[str]:
    return [
        *heads_of(
            "lab.col_item",
            "lab.col_ask",
            "lab.col_asked",
            "lab.col_answered",
            "lab.col_left_out",
            "lab.col_floor",
            "lab.col_ceiling",
            "lab.col_scale",
            "lab.col_mean",
            "lab.col_sd",
        ),
        *_spanned("lab.col_rest"),
        *heads_of("lab.col_without", "lab.col_against", "lab.col_faults", "lab.col_needed"),
    ]


def _scale_heads() -> list[str]:
    return [
        *heads_of(
            "lab.col_scale",
            "lab.col_title",
            "lab.col_k",
            "lab.col_constant",
            "lab.col_scored",
            "lab.col_mean",
            "lab.col_sd",
        ),
        *_spanned("lab.col_alpha"),
        *_spanned("lab.col_plain"),
        *heads_of("lab.col_omega", "lab.col_polychoric"),
        *_spanned("lab.col_two"),
        *heads_of("lab.col_sem", "lab.col_careful"),
        *_spanned("lab.col_retest"),
        *heads_of("lab.col_retest_sem", "lab.col_needed"),
    ]


def _yes(here: bool) -> str | None:
    return say("lab.yes_cell") if here else None


def _items(evidence: Evidence) -> Iterator[list[SheetValue]]:
    for one in evidence.items:
        share = one.left_out if enough_for(Claim.STATISTIC, one.asked) else None
        faults = "; ".join(say(FAULTS[fault]) for fault in one.faults) or None
        head: list[SheetValue] = [one.item, evidence.questionnaire.items[one.item].ask, one.asked, one.answered, share]
        ends = [value_of(one.floor), value_of(one.ceiling)]
        if not one.scales:
            yield [*head, *ends, *[None] * 8, faults, None]
        for on in one.scales:
            yield [
                *head,
                *ends,
                on.scale,
                value_of(on.mean),
                value_of(on.sd),
                *value_and_ends(on.rest),
                value_of(on.alpha_without),
                _yes(on.against),
                faults,
                still_needed(on.mean, on.rest),
            ]


def _options(evidence: Evidence) -> Iterator[list[SheetValue]]:
    for one in evidence.items:
        told = enough_for(Claim.STATISTIC, one.answered)
        of_jobs = [sum(some) for some in zip(*one.by_job, strict=True)]
        for (label, count), by_job in zip(one.counts, one.by_job, strict=True):
            share = count / one.answered if told else None
            shares = [
                n / of if enough_for(Claim.STATISTIC, of) else None for n, of in zip(by_job, of_jobs, strict=True)
            ]
            yield [one.item, label, count, share, _yes(share is not None and share < RARE), *shares]


def _scales(evidence: Evidence) -> Iterator[list[SheetValue]]:
    for one in evidence.scales:
        yield [
            one.scale,
            evidence.questionnaire.scales[one.scale].title,
            one.items,
            "; ".join(one.constant) or None,
            one.scored,
            value_of(one.mean),
            value_of(one.sd),
            *value_and_ends(one.alpha),
            *value_and_ends(one.plain_alpha),
            value_of(one.omega),
            value_of(one.polychoric_omega),
            *value_and_ends(one.two),
            value_of(one.sem),
            value_of(evidence.without.steadiness[one.scale]),
            *value_and_ends(evidence.retest.scores.get(one.scale, Undefined(0))),
            value_of(evidence.retest.errors.get(one.scale, Undefined(0))),
            still_needed(one.mean, one.alpha),
        ]


def _pairs(evidence: Evidence) -> Iterator[list[SheetValue]]:
    for pair in evidence.pairs:
        yield [
            pair.one,
            pair.other,
            pair.shared,
            *value_and_ends(pair.together),
            *value_and_ends(pair.apart),
            still_needed(pair.together),
        ]


def _jobs(evidence: Evidence) -> Iterator[list[SheetValue]]:
    found: dict[str, Agreement | None] = {
        "lab.both_turns": evidence.turns.found if evidence.turns else None,
        "lab.both_kinds": evidence.kinds.found if evidence.kinds else None,
        "lab.both_careful": evidence.without.turns,
        "lab.both_retest": evidence.retest.job,
    }
    for name, one in found.items():
        if one is not None:
            yield [
                say(name),
                one.n,
                *value_and_ends(one.share),
                *value_and_ends(one.kappa),
                still_needed(one.share, one.kappa),
            ]


def _groups(groups: ComparedGroups) -> Iterator[list[SheetValue]]:
    for difference in groups.differences:
        size = say(SIZES[difference.size]) if difference.size else None
        yield [difference.item, difference.scale, difference.n, difference.more, difference.chance, size]


def _care(evidence: Evidence) -> Iterator[list[SheetValue]]:
    care = evidence.care
    for name, flags in care.signs.items():
        yield [say(SIGN_WORDS[name]), int(flags.sum()), care.looked[name]]
    yield [say("lab.careless"), int(care.careless.sum()), int(care.judged.sum())]


def _write_about(book: Workbook, evidence: Evidence, survey: str, read: Sequence[str]) -> None:
    q = evidence.questionnaire
    asked = f"{q.questionnaire} {q.version} ({fingerprint(q)})"
    lines = [
        say("lab.about_survey", survey=survey, rows=f"{evidence.rows:,}", respondents=f"{evidence.respondents:,}"),
        *read,
        *([say("lab.about_in_several", n=evidence.in_several)] if evidence.in_several else []),
        *([say("lab.invented", n=evidence.invented)] if evidence.invented else []),
        say("lab.about_questionnaire", asked=asked, title=q.title),
        honesty_line(q, say("lab.about_judgment")),
        say("lab.about_empty"),
        *(say(name) for name in _ABOUT),
        *([say("lab.about_pace", seconds=f"{pace.value:.1f}")] if isinstance(pace := evidence.pace, Estimate) else []),
    ]
    write_about(book, lines)
