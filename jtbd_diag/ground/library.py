"""Finds questionnaires, playbooks and offers: the user's own folder first, then the shipped ones.

Owns the question where a file lies; knows nothing of what is in it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint, did_you_mean

Shelf = Literal["questionnaires", "playbooks", "offers"]
ENVIRONMENT_VARIABLE = "JTBD_DIAG_LIBRARY"


def shipped_folder() -> Path:
    """The folder that holds the shipped `questionnaires`, `playbooks` and `offers`.

    In a wheel they lie inside the package; in a checkout or an editable install, beside it.
    """
    package = Path(__file__).parents[1]
    inside = package / "shipped"
    return inside if inside.is_dir() else package.parent


def is_path(name: str) -> bool:
    """Whether what is said to be a questionnaire is a path and no name."""
    return os.sep in name or "/" in name or name.endswith((".yaml", ".yml"))


def name_and_version(name: str) -> tuple[str, int | None]:
    """`leader@1` is version 1 of `leader`; without a version, and in a path, it is the name as it stands and None."""
    base, mark, version = name.rpartition("@")
    told = mark and base and version.isascii() and version.isdecimal() and not is_path(name)
    return (base, int(version)) if told else (name, None)


@dataclass(frozen=True)
class Library:
    """The user's own folder, laid over the shipped one, file by file; without one, the shipped files alone.

    `own` holds `questionnaires`, `playbooks` or `offers`, or several of these, laid out as `jtbd-diag copy` lays them.
    """

    own: Path | None = None

    @classmethod
    def from_environment(cls, own: Path | None = None) -> Library:
        """`own` if given, else the folder named by JTBD_DIAG_LIBRARY, else the shipped files only.

        Raises InputError when a folder is named that is not there.
        """
        named = os.environ.get(ENVIRONMENT_VARIABLE)
        folder = own or (Path(named) if named else None)
        if folder is not None and not folder.is_dir():
            hint = say("ground.library_missing_hint")
            raise complaint(Code.MISSING_FILE, str(folder), say("ground.library_missing"), hint)
        return cls(folder)

    @cached_property
    def _roots(self) -> tuple[Path, ...]:
        shipped = shipped_folder()
        return (shipped,) if self.own is None else (self.own, shipped)

    def folders(self, shelf: Shelf, relative: str = "") -> tuple[Path, ...]:
        """Existing folders `shelf/relative`, the user's own first."""
        found = (root / shelf / relative for root in self._roots)
        return tuple(folder for folder in found if folder.is_dir())

    def files(self, shelf: Shelf, relative: str, suffix: str) -> dict[str, Path]:
        """Files of one kind by stem, sorted by stem; the user's own replaces a shipped one of the same name."""
        found: dict[str, Path] = {}
        for folder in reversed(self.folders(shelf, relative)):
            found |= {path.name.removesuffix(suffix): path for path in folder.glob(f"*{suffix}")}
        return dict(sorted(found.items()))

    def file(self, shelf: Shelf, relative: str) -> Path:
        """The file `shelf/relative`, the user's own first. Raises InputError when there is none."""
        for root in self._roots:
            path = root / shelf / relative
            if path.is_file():
                return path
        raise complaint(Code.MISSING_FILE, f"{shelf}/{relative}", say("ground.not_in_library"))

    def questionnaire(self, name_or_path: str | Path) -> Path:
        """A questionnaire's file, from a name (`leader`) or a path. Raises InputError with the known names."""
        name = str(name_or_path)
        if is_path(name):
            return Path(name)
        known = self.files("questionnaires", "", ".yaml")
        if name in known:
            return known[name]
        hint = did_you_mean(name, list(known))
        raise complaint(Code.UNKNOWN_QUESTIONNAIRE, name, say("ground.no_such_questionnaire"), hint)

    def other_versions(self, name: str) -> tuple[Path, ...]:
        """The files `name@1.yaml` and so on, of versions that are not in use; the latest first."""
        found = {path: name_and_version(stem) for stem, path in self.files("questionnaires", "", ".yaml").items()}
        others = {path: version for path, (base, version) in found.items() if base == name and version is not None}
        return tuple(sorted(others, key=lambda path: -others[path]))
