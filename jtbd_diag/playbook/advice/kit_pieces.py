"""The pieces of the teaching kit, as `kit/kit.yaml` lists them, and whether plays ask for what none of them is.

Owns the shape of that file and of what a play needs; knows nothing of what a piece says.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, Location, Problem, did_you_mean
from jtbd_diag.ground.library import Library
from jtbd_diag.ground.library_file import LibraryFile
from jtbd_diag.ground.yaml_parts import Id, OptionId, Part, Text
from jtbd_diag.playbook.advice.plays import PlayFile
from jtbd_diag.playbook.advice.sources import texts_of

FOLDER = "kit"
NOTHING = "nothing"
"""What a play says that it needs where a word asks for nothing, as in “bring no slides”."""

PieceLayout = Literal["page", "slides", "poster", "card", "cut"]


class KitPiece(Part):
    """One piece: how long it takes, for whom it is, and for leaders of which jobs, staff at which levels."""

    id: OptionId
    title: Text
    layout: PieceLayout
    minutes: Text
    who: Text
    print: Text
    jobs: Annotated[tuple[Id, ...], Field(min_length=1)]
    levels: tuple[Text, ...] = ()

    @property
    def template(self) -> str:
        """The template that it is filled from, below the folder of playbooks."""
        return f"{FOLDER}/{self.id}.md.j2"


class Kit(LibraryFile):
    """All pieces in the order of use, and the `words` that a play uses only where something supplies them."""

    FILE = "kit/kit.yaml"
    WRONG = Code.KIT_SHAPE

    words: tuple[Text, ...] = ()
    pieces: Annotated[tuple[KitPiece, ...], Field(min_length=1)]

    def of(self, job: str) -> tuple[KitPiece, ...]:
        """The pieces made for leaders of a job."""
        return tuple(piece for piece in self.pieces if job in piece.jobs)

    def asked_for(self, play: PlayFile) -> Iterator[str]:
        """The words in a play that ask for something to hold in the hand."""
        texts = " ".join((*texts_of(play.play), play.body)).lower()
        return (word for word in self.words if re.search(rf"\b{re.escape(word)}s?\b", texts))


def faults_of_kit(path: Path, library: Library, jobs: Collection[str], levels: Collection[str]) -> Iterator[Problem]:
    """Pieces without a template, for a job or a level that nobody has, and templates that are no piece's."""
    kit, where = Kit.read(path), Location(str(path))
    there = library.files("playbooks", FOLDER, ".md.j2")
    for piece in kit.pieces:
        if piece.id not in there:
            what = say("playbook.piece_without_template", id=piece.id, template=piece.template)
            yield Problem(Code.MISSING_FILE, where, what, did_you_mean(piece.id, [*there]))
        for known, named in ((jobs, piece.jobs), (levels, piece.levels)):
            for name in named:
                if name not in known:
                    what = say("playbook.piece_for_nobody", id=piece.id, name=name)
                    yield Problem(Code.KIT_SHAPE, where, what, did_you_mean(name, [*known]))


def unsupplied(play: PlayFile, kit: Kit, plays: Mapping[str, PlayFile]) -> Iterator[Problem]:
    """What a play asks for, such as a card, without saying what supplies it; and suppliers that do not.

    A piece of the kit supplies it where it is made for every job that the play is for; a play, where it has a sheet.
    """
    needs = play.play.needs
    for word in kit.asked_for(play):
        if word not in needs:
            what = say("playbook.unsupplied", id=play.id, word=word)
            yield Problem(Code.UNSUPPLIED, Location(play.document.file, 1, 1), what, say("playbook.unsupplied_hint"))
    pieces = {piece.id: piece for piece in kit.pieces}
    for word, supplier in needs.items():
        where = play.document.where(("needs", word))
        if word not in kit.asked_for(play):
            yield Problem(Code.UNSUPPLIED, where, say("playbook.need_of_nothing", word=word))
        if supplier in pieces:
            for job in _without(pieces[supplier], play):
                yield Problem(
                    Code.UNSUPPLIED, where, say("playbook.supplied_to_others", id=supplier, job=job, word=word)
                )
        elif supplier != NOTHING and not (supplier in plays and plays[supplier].play.sheets):
            known = [*pieces, NOTHING, *(name for name, one in plays.items() if one.play.sheets)]
            what = say("playbook.supplier_unknown", id=supplier, word=word)
            yield Problem(Code.UNSUPPLIED, where, what, did_you_mean(supplier, known))


def _without(piece: KitPiece, play: PlayFile) -> Iterator[str]:
    return (job for job, weight in play.play.jobs.items() if weight and job not in piece.jobs)
