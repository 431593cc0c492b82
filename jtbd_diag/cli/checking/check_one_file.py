"""What `jtbd-diag check` finds in one file after the other, each beside the library it lies in, and nothing twice."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from jtbd_diag.cli.checking.check_kinds_of_files import check_file
from jtbd_diag.cli.checking.readable_library import ReadableLibrary
from jtbd_diag.ground.complaints import InputError, Problem
from jtbd_diag.ground.library import Library, shipped_folder


class Checker:
    """Checks one file after the other, beside all that the library holds and can be read."""

    def __init__(self, library: Library, paths: Iterable[Path]) -> None:
        """`paths` are all the files that are checked together."""
        self.library, self.held = library, ReadableLibrary(library, tuple(paths))
        self._around: dict[Path, ReadableLibrary] = {}
        self._told: set[Problem] = set()

    def check(self, path: Path) -> list[Problem]:
        """Every problem in a file, with its line, unless it was told with another file."""
        try:
            found = [*check_file(path, self._library_of(path))]
        except InputError as error:
            found = list(error.problems)
        new = [problem for problem in found if problem not in self._told]
        self._told.update(new)
        return new

    def is_the_authors(self, problem: Problem) -> bool:
        """Whether a problem stands in a file of the user's own, where there is an own library."""
        return self.library.own is None or not Path(problem.where.file).is_relative_to(shipped_folder())

    def _library_of(self, path: Path) -> ReadableLibrary:
        """The library that a file lies in, when none was named."""
        shelf = next(
            (one for one in path.absolute().parents if one.name in ("questionnaires", "playbooks", "offers")), None
        )
        if shelf is None or self.library.own is not None:
            return self.held
        if shelf.parent not in self._around:
            self._around[shelf.parent] = ReadableLibrary(Library(shelf.parent), self.held.beside)
        return self._around[shelf.parent]
