"""The profile chart: where the leader and the three jobs sit on each deciding scale.

Owns the drawing's layout and its words; must not know the format it is placed in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from jtbd_diag.playbook.writing import Playbook, ProfileBar
from jtbd_diag.publishing.markdown import clean
from jtbd_diag.publishing.templates import fill
from jtbd_diag.publishing.theme import Theme

# The drawing's units; 360 wide, so that its letters stay legible on a phone of that width.
WIDTH, EDGE = 360.0, 10.0
TITLE_SIZE, LABEL_SIZE = 13.5, 11.5
TITLE_STEP, LABEL_STEP = 17.0, 14.0
MARKER, GAP = 6.5, 18.0
MISSING = "too little was answered to place you"


@dataclass(frozen=True)
class Label:
    """Words centred on `x`, in a row of their own when they would touch others."""

    words: str
    x: float
    y: float
    at: float
    strong: bool = False


@dataclass(frozen=True)
class Track:
    """One scale as it is drawn; every number is in the drawing's units. `marker` is None when nothing is known."""

    title: tuple[tuple[str, float], ...]
    band: tuple[tuple[str, float], ...]
    y: float
    marker: Label | None
    jobs: tuple[Label, ...]
    low: tuple[tuple[str, float], ...]
    high: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Chart:
    """All scales, one under the other."""

    width: float
    height: float
    left: float
    right: float
    tracks: tuple[Track, ...]


def draw(playbook: Playbook, theme: Theme) -> str:
    """The profile as SVG, the same in every format."""
    look = theme.look
    return fill(
        theme,
        "profile.svg.j2",
        chart=layout(playbook.profile, playbook.job),
        title="Profile",
        description=clean(describe(playbook.profile)),
        missing=MISSING,
        colours=look.colours,
        fonts=", ".join(f"'{name}'" for name in look.fonts.print),
        sizes={"title": TITLE_SIZE, "label": LABEL_SIZE, "marker": MARKER},
    ).strip()


def describe(profile: Sequence[ProfileBar]) -> str:
    """The chart in whole sentences, for those who do not see it."""
    return " ".join(map(_sentences, profile))


def _sentences(bar: ProfileBar) -> str:
    place = MISSING if bar.value is None else f"you are at {bar.value:.0f} of 100"
    band = f" ({bar.band})" if bar.band and bar.value is not None else ""
    jobs = ", ".join(f"{title} at {at:.0f}" for title, at in bar.jobs)
    return f"{bar.title}, from {bar.low} (0) to {bar.high} (100): {place}{band}" + (f"; {jobs}." if jobs else ".")


def rows(bar: ProfileBar) -> list[tuple[str, float | None]]:
    """You and the jobs as rows of (name, place 0-100), for charts made of text."""
    return [("you", bar.value), *bar.jobs]


# --- layout ---------------------------------------------------------------------------------------------


def layout(profile: Sequence[ProfileBar], job: str | None) -> Chart:
    """Place every mark and every word; nothing touches and nothing leaves the drawing."""
    tracks: list[Track] = []
    y = 0.0
    for bar in profile:
        track, y = _track(bar, job, y)
        tracks.append(track)
        y += GAP
    return Chart(WIDTH, max(y - GAP, 0.0) + 4, EDGE, WIDTH - EDGE, tuple(tracks))


def _track(bar: ProfileBar, job: str | None, top: float) -> tuple[Track, float]:
    title, y = _lines(bar.title, 0.6, TITLE_SIZE, TITLE_STEP, top)
    band, band_y = _lines((bar.band if bar.value is not None else None) or "", 0.4, LABEL_SIZE, TITLE_STEP, top)
    y = max(y, band_y) + LABEL_STEP
    line = y + MARKER + 4
    marker = None if bar.value is None else _label(f"you {bar.value:.0f}", bar.value, y)
    jobs, y = _spread(bar.jobs, job, line + 20)
    share = 0.9 if _length(bar.low + bar.high, LABEL_SIZE) < WIDTH * 0.88 else 0.45
    low, low_y = _lines(bar.low, share, LABEL_SIZE, LABEL_STEP, y + 2)
    high, high_y = _lines(bar.high, share, LABEL_SIZE, LABEL_STEP, y + 2)
    return Track(title, band, line, marker, jobs, low, high), max(low_y, high_y)


def _label(words: str, value: float, y: float, *, strong: bool = False) -> Label:
    at = EDGE + (WIDTH - 2 * EDGE) * min(max(value, 0.0), 100.0) / 100
    half = _length(words, LABEL_SIZE) / 2
    return Label(clean(words), min(max(at, half), WIDTH - half), y, at, strong)


def _spread(jobs: Sequence[tuple[str, float]], job: str | None, y: float) -> tuple[tuple[Label, ...], float]:
    """Labels from left to right, each in the first row where it touches none; and the last row's baseline."""
    ends: list[float] = []
    labels: list[Label] = []
    for title, value in sorted(jobs, key=lambda pair: pair[1]):
        words = _shortened(title, WIDTH / 2, LABEL_SIZE)
        strong = job is not None and title.casefold() == job.casefold()
        label = _label(words, value, y, strong=strong)
        half = _length(words, LABEL_SIZE) / 2 + 4
        row = next((n for n, end in enumerate(ends) if end <= label.x - half), len(ends))
        ends[row : row + 1] = [label.x + half]
        labels.append(_label(words, value, y + row * LABEL_STEP, strong=strong))
    return tuple(labels), y + (max(len(ends), 1) - 1) * LABEL_STEP


def _lines(
    words: str, share: float, size: float, step: float, top: float
) -> tuple[tuple[tuple[str, float], ...], float]:
    """Words broken into lines no wider than a share of the drawing, each with its baseline; and the last baseline."""
    room = WIDTH * share
    lines, line = [], ""
    for word in clean(words).split():
        longer = f"{line} {word}".strip()
        if line and _length(longer, size) > room:
            lines.append(line)
            longer = word
        line = _shortened(longer, room, size)
    lines += [line] if line else []
    placed = tuple((text, top + step * (n + 1)) for n, text in enumerate(lines))
    return placed, top + step * len(lines)


def _shortened(words: str, room: float, size: float) -> str:
    while len(words) > 1 and _length(words, size) > room:
        words = words[:-2] + "…"
    return words


def _length(words: str, size: float) -> float:
    """About how wide words are set; fonts differ, so this errs on the wide side."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in words)
    return size * (0.54 * (len(words) - wide) + 1.05 * wide)
