"""Eight invented programs, described by kind, each read twice; and what it takes to judge them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml
from typer.testing import CliRunner, Result

from jtbd_diag import load_questionnaire
from jtbd_diag.cli.main import app
from jtbd_diag.ground.library import Library
from jtbd_diag.offers.offer_files import RatedProgram, read_offers
from jtbd_diag.offers.offer_rules import OfferRules, load_offer_rules
from jtbd_diag.offers.offer_verdicts import JobVerdict, RaterAnswers, verdicts

PROGRAMS = Path(__file__).parent / "described"
JOBS = ("correct", "coordinate", "reorient")
OFFER = load_questionnaire("offer")


@cache
def rules() -> OfferRules:
    return load_offer_rules(Library(), [OFFER], JOBS)


def rated(*paths: Path) -> tuple[RatedProgram, ...]:
    return read_offers(paths, rules(), lambda _: OFFER)[0]


def judged(program: RatedProgram) -> dict[str, JobVerdict]:
    return {one.job: one for one in verdicts(rules(), program.different_answers)}


def words_of(said: RaterAnswers) -> dict[str, str | None]:
    return {one.job: one.verdict for one in verdicts(rules(), said)}


def answers_of(name: str) -> dict[str, object]:
    """The answers of a shipped example."""
    path = Library().files("offers", "", ".yaml")[name]
    found: dict[str, object] = yaml.safe_load(path.read_text("utf-8"))["answers"]
    return found


def write_offer(path: Path, answers: Mapping[str, object], **more: object) -> Path:
    content = {"questionnaire": OFFER.questionnaire, "version": 1, **more, "answers": dict(answers)}
    path.write_text(yaml.safe_dump(content, sort_keys=False), "utf-8")
    return path


def run(*arguments: object, typed: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments], input=typed)
