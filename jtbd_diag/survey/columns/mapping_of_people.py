"""What a person says in a mapping of who answered: the columns of respondent, rater and wave, and who raters are.

Owns these parts of the mapping file and their faults; knows nothing of tables. None of it is ever guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, did_you_mean
from jtbd_diag.ground.yaml_values import Route
from jtbd_diag.questionnaire.perspectives import PERSPECTIVES, Perspective
from jtbd_diag.survey.columns.mapping_of_cells import Complain, cell_text

RATER, RATER_ID, WAVE = "rater", "rater_id", "wave"
"""The columns of the results that these become, and the keys of the mapping that name them."""

WHO_KEYS = ("respondent", RATER, RATER_ID, WAVE, "raters")


@dataclass(frozen=True)
class WhoColumns:
    """The headers of the columns that tell the respondent, the rater and the wave, None where none does.

    `raters` says from whose place somebody answers, by cells of the column `rater`, in small letters. `leader`,
    `cabinet` and `staff` mean themselves, and an empty cell the leader.
    """

    respondent: str | None = None
    rater: str | None = None
    rater_id: str | None = None
    wave: str | None = None
    raters: Mapping[str, Perspective] = field(default_factory=dict)

    @property
    def names(self) -> dict[str, str]:
        """The columns of the results that tell rater and wave, by their headers in the table."""
        headers = {RATER: self.rater, RATER_ID: self.rater_id, WAVE: self.wave}
        return {header: name for name, header in headers.items() if header is not None}

    @property
    def known_raters(self) -> dict[str, Perspective]:
        """From whose place somebody answers, by cells in small letters."""
        return {**{one: one for one in PERSPECTIVES}, **self.raters}


def read_who(data: Mapping[Any, Any], fault: Complain) -> WhoColumns:
    """What a mapping says of who answered; every fault is told by `fault`."""
    columns: dict[str, str] = {}
    for key in WHO_KEYS[:-1]:
        value = data.get(key)
        if isinstance(value, dict | list):
            fault(Code.MAPPING_SHAPE, (key,), say("survey.who_is_one_header", key=key), None)
        elif value is not None:
            header = cell_text(value)
            other = next((one for one, named in columns.items() if named == header), None)
            if other is not None:
                fault(Code.COLUMN_TWICE, (key,), say("survey.who_twice", key=key, other=other, header=header), None)
            columns[key] = header
    return WhoColumns(**columns, raters=dict(_raters(data.get("raters"), fault)))


def _raters(value: Any, fault: Complain) -> Iterator[tuple[str, Perspective]]:
    """Each cell with the perspective it means."""
    hint = say("survey.raters_hint")
    if value is not None and not isinstance(value, dict):
        fault(Code.MAPPING_SHAPE, ("raters",), say("survey.raters_shape"), hint)
        return
    seen: set[str] = set()
    for name, cells in (value or {}).items():
        route: Route = ("raters", name)
        perspective = next((one for one in PERSPECTIVES if one == name), None)
        if perspective is None:
            fault(
                Code.MAPPING_SHAPE,
                route,
                say("survey.no_perspective", name=name),
                did_you_mean(str(name), PERSPECTIVES),
            )
            continue
        listed = cells if isinstance(cells, list) else [] if cells is None else [cells]
        if any(isinstance(one, dict | list) for one in listed):
            fault(Code.MAPPING_SHAPE, route, say("survey.rater_cells", name=name), hint)
            continue
        for cell in (cell_text(one) for one in listed if one is not None):
            if plain_cell(cell) in seen:
                fault(Code.MAPPING_SHAPE, route, say("survey.rater_cell_twice", cell=cell), None)
            seen.add(plain_cell(cell))
            yield plain_cell(cell), perspective


def plain_cell(cell: str) -> str:
    """What two cells share that mean the same rater: capitals and blanks around count for nothing."""
    return cell.strip().lower()


def who_lines(who: WhoColumns, quoted: Callable[[str], str]) -> Iterable[str]:
    """These parts of a mapping file, where there are any."""
    for key, header in zip(WHO_KEYS, (who.respondent, who.rater, who.rater_id, who.wave), strict=False):
        if header is not None:
            yield f"{key}: {quoted(header)}"
    if who.raters:
        yield "raters:"
    for perspective in PERSPECTIVES:
        cells = [quoted(cell) for cell, meant in who.raters.items() if meant == perspective]
        if cells:
            yield f"  {perspective}: [{', '.join(cells)}]"
