"""What a library holds, as far as it can be read: a file is checked beside all that is sound.

A fault in it is told where its own file is checked, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from jtbd_diag.ground.complaints import InputError
from jtbd_diag.ground.library import Library, shipped_folder

if TYPE_CHECKING:
    from jtbd_diag.ground.complaints import Problem
    from jtbd_diag.playbook import Advice
    from jtbd_diag.questionnaire import Questionnaire

WhatWasRead = TypeVar("WhatWasRead")
ReadFrom = TypeVar("ReadFrom")


class ReadableLibrary:
    """The advice and questionnaires of a library; `beside` are the files that are checked together."""

    def __init__(self, library: Library, beside: tuple[Path, ...]) -> None:
        """Nothing is read before it is asked for."""
        self.library, self.beside = library, beside

    @cached_property
    def advice(self) -> Advice:
        """All advice of the library; the shipped one while a file of it cannot be read."""
        from jtbd_diag.playbook import load_advice

        return read_or_none(load_advice, self.library) or load_advice(Library())

    @cached_property
    def sources_alone(self) -> Advice:
        """The sources of the library, as far as they can be read, and nothing else."""
        from jtbd_diag.playbook.advice.sources import read_sources

        folders = reversed(self.library.folders("playbooks"))
        files = [file for folder in folders if (file := folder / "sources.yaml").is_file()]
        sources = {key: source for file in files for key, source in (read_or_none(read_sources, file) or {}).items()}
        nothing: dict[str, Any] = {"plays": {}, "problems": {}, "plans": {}, "documents": {}}
        return replace(self.advice, sources=sources, tailoring=(), folders=(), **nothing)

    @cached_property
    def questionnaires(self) -> Mapping[str, Questionnaire]:
        """The questionnaires of the library, and those that are being checked, as far as they can be read."""
        from jtbd_diag.questionnaire import load_questionnaire_file

        files, shipped = (one.files("questionnaires", "", ".yaml") for one in (self.library, Library()))
        found = {name: read_or_none(load_questionnaire_file, path) for name, path in files.items()}
        for name in [name for name, one in found.items() if one is None and name in shipped]:
            found[name] = load_questionnaire_file(shipped[name])  # what the rest may well be meant for
        return {name: one for name, one in found.items() if one is not None} | self.own_questionnaires

    @property
    def jobs(self) -> list[str]:
        """The jobs of these questionnaires, each once."""
        return [*dict.fromkeys(job for questionnaire in self.questionnaires.values() for job in questionnaire.profiles)]

    @cached_property
    def faults_of_filling(self) -> list[Problem]:
        """What shows where the library's own templates are filled; nothing while its advice cannot be read."""
        from jtbd_diag.playbook import load_advice
        from jtbd_diag.playbook.checks.coverage import unfilled
        from jtbd_diag.playbook.templates import names_in

        advice = read_or_none(load_advice, self.library)
        folders = [one for one in self.library.folders("playbooks") if not one.is_relative_to(shipped_folder())]
        return unfilled(advice, self.questionnaires, names_in(folders)) if advice else []

    @cached_property
    def own_questionnaires(self) -> dict[str, Questionnaire]:
        """Those among the files that are being checked, for answers that lie beside them."""
        from jtbd_diag.questionnaire import load_questionnaire_file

        known = set(self.library.files("questionnaires", "", ".yaml").values())
        others = [path for path in self.beside if path.suffix in (".yaml", ".yml") and path not in known]
        found = [read_or_none(load_questionnaire_file, path) for path in others if _says(path, "sections:")]
        return {one.questionnaire: one for one in found if one is not None}


def read_or_none(read: Callable[[ReadFrom], WhatWasRead], place: ReadFrom) -> WhatWasRead | None:
    """What is in a file or library; None where that cannot be read, which is told when the file itself is checked."""
    try:
        return read(place)
    except InputError:
        return None


def _says(path: Path, word: str) -> bool:
    from jtbd_diag.ground.text_files import read_text

    try:
        return word in read_text(path)
    except InputError:
        return False
