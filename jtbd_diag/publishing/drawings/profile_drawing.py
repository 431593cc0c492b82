"""The profile chart: where the leader and the three jobs sit on each deciding scale.

Owns the drawing's layout and its words; must not know the format it is placed in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jtbd_diag.ground.catalogue import say
from jtbd_diag.publishing.drawings.text_width import cells, length, lines_of, shortened
from jtbd_diag.publishing.theme.page_templates import fill
from jtbd_diag.publishing.tree.markdown_parsed import clean

if TYPE_CHECKING:
    from jtbd_diag.playbook.document import Document
    from jtbd_diag.playbook.profile_bars import ProfileBar
    from jtbd_diag.publishing.theme.theme import Theme

# The drawing's units; 360 wide, so that its letters stay legible on a phone of that width.
WIDTH, EDGE = 360.0, 10.0
TITLE_SIZE, LABEL_SIZE = 14.5, 13.0
TITLE_STEP, LABEL_STEP = 17.0, 14.5
MARKER, GAP = 6.5, 13.0


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
    """One scale as it is drawn, in the drawing's units; `marker` is None when nothing is known."""

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


def draw(document: Document, theme: Theme) -> str:
    """The profile as SVG, the same in every format."""
    look = theme.look
    return fill(
        theme,
        "profile.svg.j2",
        chart=layout(document.profile, document.job),
        title=say("publishing.profile"),
        description=clean(describe(document.profile)),
        missing=say("publishing.too_little_to_place"),
        colours=look.colours,
        fonts=", ".join(f"'{name}'" for name in look.fonts.print),
        sizes={"title": TITLE_SIZE, "label": LABEL_SIZE, "marker": MARKER},
    ).strip()


def describe(profile: Sequence[ProfileBar]) -> str:
    """The chart in whole sentences, for those who do not see it."""
    return " ".join(map(sentence, profile))


def sentence(bar: ProfileBar) -> str:
    """One scale in a sentence."""
    place = (
        say("publishing.too_little_to_place") if bar.value is None else say("publishing.profile_place", value=bar.value)
    )
    band = f" ({bar.band})" if bar.band and bar.value is not None else ""
    jobs = ", ".join(say("publishing.profile_job", title=title, at=at) for title, at in bar.jobs)
    ends = say("publishing.profile_ends", low=bar.low, high=bar.high)
    return f"{bar.title}, {ends}: {place}{band}" + (f"; {jobs}." if jobs else ".")


# --- charts made of text --------------------------------------------------------------------------------


def text_bars(bar: ProfileBar, width: int) -> list[str]:
    """One scale as lines of text, at most `width` columns wide: a line for you and one for each job."""
    you = say("publishing.you")
    names = [you, *(title for title, _ in bar.jobs)]
    name_width = min(max(map(cells, names)), max(width // 3, 8))
    track = max(width - name_width - 6, 8)
    if bar.value is None:
        lines = [say("publishing.you_untold")]
    else:
        lines = [f"{_fitted(you, name_width)} {_text_track(bar.value, track, '●')}"]
    lines += [f"{_fitted(title, name_width)} {_text_track(at, track, '┼')}" for title, at in bar.jobs]
    return [*lines, *_text_ends(bar, name_width + 1, track)]


def _text_track(value: float, width: int, mark: str) -> str:
    place = round(min(max(value, 0.0), 100.0) / 100 * (width - 1))
    return f"{'─' * place}{mark}{'─' * (width - 1 - place)} {value:3.0f}"


def _text_ends(bar: ProfileBar, indent: int, width: int) -> list[str]:
    gap = width - cells(bar.low) - cells(bar.high)
    if gap >= 2:
        return [f"{' ' * indent}{bar.low}{' ' * gap}{bar.high}"]
    return [f"0: {bar.low}", f"100: {bar.high}"]


def _fitted(words: str, width: int) -> str:
    while cells(words) > width:
        words = words[:-2] + "…"
    return words + " " * (width - cells(words))


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
    title, y = _lines(bar.title, 0.52, TITLE_SIZE, TITLE_STEP, top)
    band_words = "" if bar.value is None else bar.band or ""
    left = 0.96 - min(length(bar.title, TITLE_SIZE) / WIDTH, 0.52)
    band, band_y = _lines(band_words, left, LABEL_SIZE, TITLE_STEP, top)
    y = max(y, band_y) + LABEL_STEP - 1
    line = y + MARKER + 4
    marker = None if bar.value is None else _label(say("publishing.you"), bar.value, y)
    jobs, y = _spread(bar.jobs, job, line + 18)
    share = 0.9 if length(bar.low + bar.high, LABEL_SIZE) < WIDTH * 0.88 else 0.45
    low, low_y = _lines(bar.low, share, LABEL_SIZE, LABEL_STEP, y + 2)
    high, high_y = _lines(bar.high, share, LABEL_SIZE, LABEL_STEP, y + 2)
    return Track(title, band, line, marker, jobs, low, high), max(low_y, high_y)


def _label(words: str, value: float, y: float, *, strong: bool = False) -> Label:
    at = EDGE + (WIDTH - 2 * EDGE) * min(max(value, 0.0), 100.0) / 100
    half = length(words, LABEL_SIZE) / 2
    return Label(clean(words), min(max(at, half), WIDTH - half), y, at, strong)


def _spread(jobs: Sequence[tuple[str, float]], job: str | None, y: float) -> tuple[tuple[Label, ...], float]:
    """Labels from left to right, each in the first row where it touches none; and the last baseline."""
    ends: list[float] = []
    labels: list[Label] = []
    for title, value in sorted(jobs, key=lambda pair: pair[1]):
        words = shortened(title, WIDTH / 2, LABEL_SIZE)
        strong = title.casefold() == (job or "").casefold()
        label = _label(words, value, y, strong=strong)
        half = length(words, LABEL_SIZE) / 2 + 4
        row = next((n for n, end in enumerate(ends) if end <= label.x - half), len(ends))
        ends[row : row + 1] = [label.x + half]
        labels.append(_label(words, value, y + row * LABEL_STEP, strong=strong))
    return tuple(labels), y + (max(len(ends), 1) - 1) * LABEL_STEP


def _lines(
    words: str, share: float, size: float, step: float, top: float
) -> tuple[tuple[tuple[str, float], ...], float]:
    """Words in lines no wider than a share of the drawing, each with its baseline; and the last baseline."""
    lines = lines_of(clean(words), WIDTH * share, size)
    placed = tuple((text, top + step * (n + 1)) for n, text in enumerate(lines))
    return placed, top + step * len(lines)
