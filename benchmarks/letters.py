"""How long a letter each takes beside Typst alone, as wall time and as time of the processors.

Run: python benchmarks/letters.py [letters] [rounds]
`make_letters` of 500 respondents, from coded answers to PDF files and the table for a mail merge, beside compiling the
very same Typst sources on the same cores, processes started anew for both, in turns; the medians of the pairs count.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from jtbd_diag.answers import Answers
from jtbd_diag.diagnosis import diagnose
from jtbd_diag.ground.library import Library
from jtbd_diag.handouts.letters import make_letters
from jtbd_diag.handouts.one_handout import Recipe, Wanted
from jtbd_diag.playbook import load_advice
from jtbd_diag.playbook.letter import write_letter
from jtbd_diag.publishing import load_theme
from jtbd_diag.publishing.pdf.typst_source import source
from jtbd_diag.questionnaire import load_questionnaire
from playbooks import DAY, bare, people, spent, tell_pairs


def sources_of(wanted: Sequence[Wanted]) -> list[str]:
    """The Typst sources of the same letters."""
    questionnaire, advice, theme = load_questionnaire("leader"), load_advice(), load_theme()
    found = []
    for one in wanted:
        diagnosis = diagnose(questionnaire, Answers.to(questionnaire, one.values))
        known = replace(diagnosis, answers=replace(diagnosis.answers, respondent=Path(one.file).stem))
        found.append(source(write_letter(known, advice=advice, date=DAY).document, theme))
    return found


def letters(count: int, rounds: int, folder: Path) -> None:
    """Print the ratios."""
    wanted = people(count)
    sources = sources_of(wanted)
    recipe = Recipe(load_questionnaire("leader"), Library(), folder / "letters", "pdf", DAY, handout="letter")
    pairs = []
    for _ in range(rounds):
        shutil.rmtree(recipe.folder, ignore_errors=True)
        pairs.append((spent(lambda: make_letters(recipe, wanted)), spent(lambda: bare(sources))))
    tell_pairs(f"{count} letters", pairs)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        count, rounds = (int(one) for one in [*sys.argv[1:], *["500", "3"][len(sys.argv) - 1 :]])
        letters(count, rounds, Path(scratch))
