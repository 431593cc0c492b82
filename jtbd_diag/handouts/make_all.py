"""A playbook or a letter for every respondent of a table, on all cores.

Owns what is still to be made, and the processes that make it; knows nothing of what is in one. A run that was
interrupted, or killed, is finished by the next one; a handout that fails is told and stops no other, but a full disk
stops all.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from errno import ENOSPC
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, complaint
from jtbd_diag.ground.files import NO_ROOM
from jtbd_diag.handouts.already_made import Manifest
from jtbd_diag.handouts.one_handout import MadeHandout, Recipe, Wanted, get_ready, make_all
from jtbd_diag.publishing import sheets_file

AT_ONCE = 2
"""How many handouts a process takes at a time: of many, nothing would be heard for long."""
WORTH_A_PROCESS = 12
"""Fewer handouts than this are made sooner than another process starts."""

TellProgress = Callable[[int, int], None]
"""Told how many of how many handouts are done."""


@dataclass(frozen=True)
class HandoutTally:
    """What became of the handouts: made now, there already, those that failed and those made with a warning.

    `merged` is what each letter that is there tells a mail merge, by file; `others` are files in the folder that an
    earlier run made, of other answers or in another format.
    """

    made: int
    already: int
    failed: tuple[tuple[str, str], ...]
    warned: tuple[tuple[str, str], ...] = ()
    merged: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    others: tuple[str, ...] = ()


def make_handouts(
    recipe: Recipe,
    wanted: Sequence[Wanted],
    *,
    force: bool = False,
    progress: TellProgress = lambda done, of: None,
    table: str | None = None,
) -> HandoutTally:
    """Make every handout that is missing or no longer up to date, and keep the folder's manifest.

    `table` is a file that the caller writes into the folder afterwards. Raises InputError: NOT_OURS when files of the
    same names are there that are not ours, UNWRITABLE, also when the disk is full: what was made until then stays.
    """
    manifest = Manifest(recipe.folder)
    pairs = recipe.handout == "playbook" and recipe.issue != "all"
    beside = {one.file: sheets_file(Path(one.file)).name for one in wanted} if pairs else {}
    more = [*beside.values(), *([table] if table else [])]
    if not force:
        manifest.refuse_strangers([one.file for one in wanted] + more)
    sources = _sources(recipe, wanted)
    todo = [
        replace(one, replaces=os.path.lexists(recipe.folder / one.file))  # what comes meanwhile is not replaced
        for one in wanted
        if not manifest.is_made(one.file, sources[one.file], beside.get(one.file))
    ]
    names = [name for one in todo for name in (one.file, beside.get(one.file)) if name]
    there = len(wanted) - len(todo)
    progress(there, len(wanted))
    failed: list[tuple[str, str]] = []
    warned: list[tuple[str, str]] = []
    whole = there
    try:
        manifest.plan([*names, *([table] if table else [])])
        with closing(_each_made(recipe, todo)) as all_made:
            for done, made in enumerate(all_made, start=there + 1):
                _note(manifest, made, sources)
                whole += made.fault is None
                warned += [(made.file, warning) for warning in made.warnings]
                failed += [(made.file, made.fault)] if made.fault is not None else []
                progress(done, len(wanted))
    except OSError as error:
        raise _stopped(recipe.folder, error, whole, len(wanted)) from error
    if table:
        manifest.made[table] = recipe.handout
    manifest.close()
    merged = {one.file: manifest.merged[one.file] for one in wanted if one.file in manifest.merged}
    others = manifest.others({*(one.file for one in wanted), *more})
    return HandoutTally(len(todo) - len(failed), there, tuple(sorted(failed)), tuple(sorted(warned)), merged, others)


def _note(manifest: Manifest, made: MadeHandout, sources: Mapping[str, str]) -> None:
    """Keep what was made. Raises OSError when the disk is full, for the handout or for this note."""
    if made.no_room is not None:
        raise OSError(ENOSPC, made.no_room)
    if made.fault is None:
        for file in made.beside:
            manifest.note(file, sources[made.file])
        manifest.note(made.file, sources[made.file], made.merged)


def _stopped(folder: Path, error: OSError, whole: int, of: int) -> InputError:
    reason = (error.strerror or str(error)).lower()
    what = say("handouts.stopped", reason=reason, n=whole, of=of)
    hint = say("handouts.stopped_hint") if error.errno in NO_ROOM else None
    return complaint(Code.UNWRITABLE, str(folder), what, hint)


def _each_made(recipe: Recipe, todo: Sequence[Wanted]) -> Generator[MadeHandout, None, None]:
    cores = min(_cores(), -(-len(todo) // WORTH_A_PROCESS))
    if cores <= 1:
        get_ready(recipe)
        for wanted in todo:
            yield from make_all([wanted])
        return
    lots = [todo[n : n + AT_ONCE] for n in range(0, len(todo), AT_ONCE)]
    processes = get_context("spawn")  # a forked copy of polars may wait for ever for threads that were not copied
    stop = processes.Event()
    pool = ProcessPoolExecutor(cores, processes, initializer=get_ready, initargs=(recipe, stop))
    try:
        yield from _from_pool(pool, lots, cores)
    finally:
        stop.set()
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _deaf() -> Iterator[None]:
    """Have a process that starts meanwhile start undisturbed, and hear no Ctrl-C: it stops when it is told to."""
    if os.name == "nt":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _from_pool(pool: ProcessPoolExecutor, lots: Iterable[Sequence[Wanted]], cores: int) -> Iterator[MadeHandout]:
    """Hand out lots, never many more than there are hands, and yield what comes back."""
    waiting = iter(lots)
    running: dict[Future[list[MadeHandout]], Sequence[Wanted]] = {}
    broken = False
    while True:
        while not broken and len(running) < 2 * cores and (lot := next(waiting, None)) is not None:
            try:
                with _deaf():
                    running[pool.submit(make_all, lot)] = lot
            except BrokenProcessPool:
                broken = True
                yield from _lost(lot)
        if not running:
            break
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            lot = running.pop(future)
            try:
                yield from future.result()
            except BrokenProcessPool:
                broken = True
                yield from _lost(lot)
    for lot in waiting:
        yield from _lost(lot)


def _lost(lot: Iterable[Wanted]) -> Iterator[MadeHandout]:
    for wanted in lot:
        yield MadeHandout(wanted.file, say("handouts.process_died"))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


# --- what a handout is made from ------------------------------------------------------------------------


def _sources(recipe: Recipe, wanted: Iterable[Wanted]) -> dict[str, str]:
    """A hash for every handout of all that decides what is in it."""
    shared = hashlib.sha256()
    for part in _shared_parts(recipe):
        shared.update(len(part).to_bytes(8, "big") + part)
    found = {}
    for one in wanted:
        answers = json.dumps([one.respondent, sorted(one.values.items())], ensure_ascii=False, default=list)
        own = shared.copy()
        own.update(answers.encode("utf-8", "surrogatepass") + (b"invented" if one.invented else b""))
        found[one.file] = own.hexdigest()
    return found


def _shared_parts(recipe: Recipe) -> Iterator[bytes]:
    yield version("jtbd-diag").encode()
    yield version("typst").encode()
    what = recipe.issue if recipe.handout == "playbook" else recipe.handout
    yield f"{recipe.kind} {what} {recipe.date.isoformat() if recipe.dated else ''}".encode()
    yield recipe.questionnaire.model_dump_json().encode()
    yield recipe.calendar.read_bytes() if recipe.calendar else b""
    for folder in (*recipe.library.folders("playbooks"), *([recipe.theme] if recipe.theme else [])):
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            yield file.relative_to(folder).as_posix().encode()
            yield file.read_bytes()
