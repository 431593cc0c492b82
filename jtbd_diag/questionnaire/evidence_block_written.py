"""What was measured -> the `evidence:` block of a questionnaire's file; every other line of it stays as it is.

Owns the place of the block in the text; must not know how anything is measured.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.ground.files import write_whole
from jtbd_diag.ground.library import shipped_folder
from jtbd_diag.ground.text_files import read_text
from jtbd_diag.ground.yaml_files import YamlDocument, in_place_of, parse_yaml, yaml_text
from jtbd_diag.questionnaire.evidence_block import FromAnswers, FromInterviews, Measured
from jtbd_diag.questionnaire.loading import load_questionnaire_file, questionnaire_from_text

KEY = "evidence"


def refuse_shipped(path: Path) -> None:
    """Raise InputError (SHIPPED) where a questionnaire is one that came with the program."""
    if path.resolve().is_relative_to((shipped_folder() / "questionnaires").resolve()):
        raise complaint(Code.SHIPPED, str(path), say("questionnaire.shipped"), say("questionnaire.shipped_hint"))


def write_evidence_block(
    path: Path, *, answers: FromAnswers | None = None, interviews: FromInterviews | None = None
) -> None:
    """Put what was measured into the questionnaire at `path`; a part that is not given stays as it was.

    Comments and layout stay. Raises InputError: SHIPPED, UNWRITABLE, whatever is wrong with the file, and
    MALFORMED_YAML where the file is written so that no block can be put into it.
    """
    refuse_shipped(path)
    before = load_questionnaire_file(path)
    held = before.evidence or Measured()
    measured = Measured(answers=answers or held.answers, interviews=interviews or held.interviews)
    text = read_text(path)
    written = _with_block(text, parse_yaml(text, str(path)), measured.model_dump(mode="json", exclude_defaults=True))
    if written is None or questionnaire_from_text(written, str(path)).evidence != measured:
        what, hint = say("questionnaire.no_place_for_evidence"), say("questionnaire.no_place_for_evidence_hint")
        raise complaint(Code.MALFORMED_YAML, str(path), what, hint)
    write_whole(path, written.encode(), force=True)


def _with_block(text: str, document: YamlDocument, measured: dict[str, Any]) -> str | None:
    """The text with the block in place of the old one, or at its end; None where its keys do not begin lines."""
    starts = sorted(place for route, place in document.places.items() if len(route) == 1)
    if not starts or any(column != 1 for _, column in starts) or len({line for line, _ in starts}) < len(starts):
        return None
    lines = text.splitlines(keepends=True)
    ending = "\r\n" if lines[0].endswith("\r\n") else "\n"
    block = yaml_text({KEY: measured}).replace("\n", ending)
    if (KEY,) not in document.places:
        end = "" if lines[-1].endswith(("\n", "\r")) else ending
        return f"{text}{end}{ending}{block}"
    return in_place_of(KEY, lines, document, block)
