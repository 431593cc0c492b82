"""What other weights, places, points or a cap would bring to version 2 under noise, each leader judged by the others.

Each search sees the noisy copies of all development leaders but one (25 % random, 20 % grandest answers), and is
counted on new copies of that one: what a search gains on leaders it has seen is no gain. The cap limits what one
answer may add to a lead, to so much of what all answers of these leaders add; it is not searched.
The plus or minus is one standard error over leaders. The held-out leaders are not read.
Run: python benchmarks/reweighing.py
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from labelled_cases import FORMS, struggling_cases
from noise import noisy
from scipy.optimize import minimize

from jtbd_diag import load_questionnaire
from jtbd_diag.diagnosis.ledger_and_flip import points_of
from jtbd_diag.questionnaire import Contribution
from jtbd_diag.questionnaire.items import RatingItem

NOISE = (0.25, 0.20)
SPREAD = 25.0
SEEN, JUDGED = 120, 500
"""Noisy copies of a leader that a search sees, and others that it is judged by."""
Array = Any  # numpy's own types say less than the shapes below


@dataclass(frozen=True)
class Parts:
    """What can be moved: a factor for each item's weight, the places of the jobs, points of each option."""

    weights: Array  # contributions
    places: Array  # jobs x scales
    points: Array  # contributions x answers


class Copies:
    """Noisy copies of the development leaders, as places of points: -1 where nothing was answered or it gives none."""

    def __init__(self, form: str) -> None:
        """Read the form and its leaders."""
        self.q = load_questionnaire(form)
        rule = self.q.classification
        assert rule is not None
        self.leaders = struggling_cases(self.q, FORMS[form], "development")
        self.terms: list[Contribution] = [c for c in self.q.contributions if c.scale in rule.scales]
        self.items = sorted({c.item for c in self.terms})
        self.item_of = np.array([self.items.index(c.item) for c in self.terms])
        self.scale_of = np.array([rule.scales.index(c.scale) for c in self.terms])
        self.jobs = list(self.q.profiles)
        self.known: list[dict[float, int]] = [{} for _ in self.terms]
        self.seen, self.judged = self._draw(SEEN, 3), self._draw(JUDGED, 20260101)
        width = max(map(len, self.known))
        points = np.array([[*known, *[0.0] * (width - len(known))] for known in self.known])
        places = np.array([[profile.at[s] for s in rule.scales] for profile in self.q.profiles.values()], float)
        self.now = Parts(np.array([float(c.weight) for c in self.terms]), places, points)
        self.free = np.array([not isinstance(self.q.items[c.item], RatingItem) for c in self.terms])
        self.labels = np.array([self.jobs.index(job) for _, job in self.leaders])

    def _draw(self, copies: int, seed: int) -> Array:
        """Leaders x copies x contributions."""
        dice = random.Random(seed)
        return np.array(
            [[self._row(noisy(self.q, values, *NOISE, dice)) for _ in range(copies)] for values, _ in self.leaders]
        )

    def _row(self, values: Any) -> list[int]:
        found = [points_of(self.q, term, values.get(term.item)) for term in self.terms]
        return [-1 if p is None else k.setdefault(p, len(k)) for p, k in zip(found, self.known, strict=True)]

    def nearness(self, rows: Array, parts: Parts) -> Array:
        """Minus half the distance to each job: rows x jobs."""
        return -(((self._scores(rows, parts)[:, None, :] - parts.places) / SPREAD) ** 2).sum(2) / 2

    def _scores(self, rows: Array, parts: Parts) -> Array:
        weight = (rows >= 0) * parts.weights
        told = weight * parts.points[np.arange(len(self.terms)), rows]
        of_scale = np.eye(parts.places.shape[1])[self.scale_of]
        return (told @ of_scale) / (weight @ of_scale)

    def slope(self, rows: Array, by_score: Array) -> Array:
        """How fast a loss falls with each tenth of the free points, where it falls so with each score of each row."""
        weight = (rows >= 0) * self.now.weights
        of_scale = np.eye(self.now.places.shape[1])[self.scale_of]
        part = weight / (weight @ of_scale)[:, self.scale_of] * by_score[:, self.scale_of]
        answers = np.arange(self.now.points.shape[1])
        return 10 * np.einsum("rt,rta->ta", part, rows[:, :, None] == answers)[self.free].ravel()

    def cap(self, share: float) -> float:
        """What that share of all answers of these leaders stay within, for the job that they move most."""
        rows = self.seen.reshape(-1, len(self.terms))
        return float(np.quantile(np.abs(self._added(rows)).max(1), share))

    def capped(self, rows: Array, cap: float) -> Array:
        """Like `nearness`, no answer adding more to a job, or taking more from it, than the cap."""
        return np.clip(self._added(rows), -cap, cap).sum(2)

    def _added(self, rows: Array) -> Array:
        """What each answer adds to each job: rows x jobs x items."""
        weight = (rows >= 0) * self.now.weights
        of_scale = np.eye(self.now.places.shape[1])[self.scale_of]
        part = weight / (weight @ of_scale)[:, self.scale_of]
        told = self.now.points[np.arange(len(self.terms)), rows]
        place = self.now.places[:, self.scale_of]
        added = part[:, None] * place * (told[:, None] - place / 2) / SPREAD**2
        by_item = added @ np.eye(len(self.items))[self.item_of]
        return by_item - by_item.mean(1, keepdims=True)

    def right(self, nearness: Callable[[Array], Array], leader: int) -> float:
        """The share of a leader's new copies whose job is the labelled one."""
        return float((nearness(self.judged[leader]).argmax(1) == self.labels[leader]).mean())


def moved(copies: Copies, what: str, by: Array) -> Parts:
    """The parts as they are, with one kind of them moved."""
    now = copies.now
    if what == "weights":
        return Parts(now.weights * np.exp(by[copies.item_of]), now.places, now.points)
    if what == "places":
        return Parts(now.weights, now.places + 10 * by.reshape(now.places.shape), now.points)
    points = now.points.copy()
    points[copies.free] = np.clip(points[copies.free] + 10 * by.reshape(points[copies.free].shape), 0, 100)
    return Parts(now.weights, now.places, points)


def searched(copies: Copies, what: str, held: float, leaders: list[int]) -> Parts:
    """The parts that tell the labelled jobs of these leaders best (log loss), held to where they are."""
    rows = copies.seen[leaders].reshape(-1, len(copies.terms))
    labels = np.repeat(copies.labels[leaders], copies.seen.shape[1])
    size = {"weights": len(copies.items), "places": copies.now.places.size}
    start = np.zeros(size.get(what, copies.now.points[copies.free].size))

    def loss(by: Array) -> Any:
        parts = moved(copies, what, by)
        near = copies.nearness(rows, parts)
        likely = np.exp(near - near.max(1, keepdims=True))
        likely /= likely.sum(1, keepdims=True)
        value = -np.log(likely[np.arange(len(labels)), labels]).mean() + held * (by**2).sum() / 10
        if what != "points":
            return value
        likely[np.arange(len(labels)), labels] -= 1
        return value, copies.slope(rows, likely @ parts.places / SPREAD**2 / len(rows)) + held * by / 5

    found = minimize(loss, start, jac=what == "points", method="L-BFGS-B", options={"maxiter": 15})
    return moved(copies, what, found.x)


def told(name: str, before: Array, after: Array) -> None:
    """Print what changed for the mean leader."""
    gain = after - before
    error = gain.std(ddof=1) / len(gain) ** 0.5
    print(f"{name:34} {after.mean():.3f}  {gain.mean():+.4f} ± {error:.4f}", flush=True)


def main() -> None:
    """Print, for both forms, the share now and what each search or cap changes."""
    for form in ("leader@2", "leader-short@2"):
        compared(Copies(form), form)


def compared(copies: Copies, form: str) -> None:
    """Print the share of one form now, and what each search or cap changes."""
    every = list(range(len(copies.leaders)))

    def right(found: Callable[[Array], Array]) -> Array:
        return np.array([copies.right(found, k) for k in every])

    now = right(lambda rows: copies.nearness(rows, copies.now))
    print(f"{form:34} {now.mean():.3f}", flush=True)
    for share in (0.7, 0.8, 0.9, 0.95):
        told(f"  no answer beyond {share:.0%} of all", now, right(partial(copies.capped, cap=copies.cap(share))))
    for what in ("weights", "places", "points"):
        for held in (0.1, 0.01):
            others = (searched(copies, what, held, [one for one in every if one != k]) for k in every)
            after = [copies.right(partial(copies.nearness, parts=parts), k) for k, parts in enumerate(others)]
            told(f"  {what} moved, held by {held}", now, np.array(after))


if __name__ == "__main__":
    main()
