"""Where a form can go: every target by name, with the endings of its files.

Owns which target a file is for; knows nothing of what is in it.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jtbd_diag.forms.form import Form, Wish
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint, nearest

if TYPE_CHECKING:
    from jtbd_diag.questionnaire import Questionnaire

Write = Callable[["Questionnaire", Wish], Form]


@dataclass(frozen=True)
class Target:
    """A place for forms. `modules` names the module of this room that writes a file of each ending."""

    name: str
    said: str
    """The sentence of the catalogue that `does` says."""
    modules: Mapping[str, str]
    guessed: tuple[str, ...]
    """Endings that mean this target where none is named."""

    @property
    def does(self) -> str:
        """One line of help, without a point at its end."""
        return say(self.said)

    def writer(self, ending: str) -> Write:
        """What writes a file of this ending, one of `modules`. Its module is imported now."""
        write: Write = importlib.import_module(f"jtbd_diag.forms.{self.modules[ending]}").write
        return write


_ALL: tuple[Target, ...] = (  # in the order in which they are told
    Target("page", "forms.does_page", {".html": "offline_page"}, (".html",)),
    Target("xlsform", "forms.does_xlsform", {".xlsx": "xlsform"}, (".xlsx",)),
    Target("google-forms", "forms.does_google_forms", {".gs": "google_script"}, (".gs",)),
    Target("redcap", "forms.does_redcap", {".csv": "redcap_dictionary"}, (".csv",)),
    Target(
        "limesurvey",
        "forms.does_limesurvey",
        {".tsv": "limesurvey_structure", ".txt": "limesurvey_structure"},
        (".tsv",),
    ),
    Target("qualtrics", "forms.does_qualtrics", {".txt": "qualtrics_text"}, (".txt",)),
    Target("surveyjs", "forms.does_surveyjs", {".json": "surveyjs"}, ()),
    Target("fhir", "forms.does_fhir", {".json": "fhir"}, ()),
    Target("paper", "forms.does_paper", {".pdf": "paper_pdf", ".docx": "paper_word"}, (".pdf", ".docx")),
    Target("microsoft-forms", "forms.does_microsoft_forms", {".docx": "microsoft_forms_and_surveymonkey"}, ()),
    Target("surveymonkey", "forms.does_surveymonkey", {".docx": "microsoft_forms_and_surveymonkey"}, ()),
)
TARGETS: dict[str, Target] = {target.name: target for target in _ALL}

SYNONYMS = {
    **dict.fromkeys(("odk", "kobo", "kobotoolbox", "surveycto", "survey123"), "xlsform"),
    **dict.fromkeys(("word", "docx", "pdf"), "paper"),
    "html": "page",
    "google": "google-forms",
    "msforms": "microsoft-forms",
}
"""What people call targets otherwise."""


def target_of(ending: str, name: str | None = None) -> Target:
    """The target called `name`, or the one that an ending such as `.xlsx` means by itself.

    Raises InputError: UNKNOWN_TARGET for a name that is none, or where the ending could mean several;
    UNKNOWN_FORMAT for an ending that is no target's, or not that of the target named.
    """
    name = SYNONYMS.get(name, name) if name is not None else None
    if name is not None:
        if name not in TARGETS:
            raise complaint(Code.UNKNOWN_TARGET, name, say("forms.no_such_target"), _hint_of_targets(name))
        if ending not in TARGETS[name].modules:
            what, hint = say("forms.other_ending", ending=ending), _endings([TARGETS[name]])
            raise complaint(Code.UNKNOWN_FORMAT, name, what, hint)
        return TARGETS[name]
    guessed = [target for target in TARGETS.values() if ending in target.guessed]
    if len(guessed) == 1:
        return guessed[0]
    able = [target.name for target in TARGETS.values() if ending in target.modules]
    if able:
        hint = say("forms.name_one", names=", ".join(able))
        raise complaint(Code.UNKNOWN_TARGET, ending, say("forms.several_targets"), hint)
    hint = _endings(TARGETS.values())
    raise complaint(Code.UNKNOWN_FORMAT, ending or say("forms.without_ending"), say("forms.no_target_of_ending"), hint)


def _hint_of_targets(name: str) -> str:
    return nearest(name, list(TARGETS)) or say("forms.name_one", names=", ".join(TARGETS))


def _endings(targets: Iterable[Target]) -> str:
    endings = dict.fromkeys(one for target in targets for one in target.modules)
    return say("forms.endings", endings=" ".join(endings))
