"""The standard streams and Ctrl-C as a command may find them: closed, gone, of another encoding, pressed too soon."""

from __future__ import annotations

import errno
import os
import signal
import sys
from contextlib import suppress
from typing import IO

import typer

from jtbd_diag.cli import leave_quietly
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.visible_text import visible


def get_ready() -> None:
    """Let every standard stream be there, print what an encoding lacks as '?', and hear Ctrl-C from now on.

    What asks to end, or tells that the terminal was closed, is heard as Ctrl-C is, so that nothing is left half done.
    """
    for name, as_it_was in (("SIGINT", leave_quietly), ("SIGTERM", signal.SIG_DFL), ("SIGHUP", signal.SIG_DFL)):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is as_it_was:
            signal.signal(number, signal.default_int_handler)
    sys.unraisablehook = hear_again
    # no file that is opened later may take the place of a closed stream; what is written to stdout then fails
    sys.stdin = sys.stdin or _stand_in(0, os.O_RDONLY, "r")
    sys.stdout = sys.stdout or _stand_in(1, os.O_RDONLY, "w")
    sys.stderr = sys.stderr or _stand_in(2, os.O_WRONLY, "w")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def hear_again(lost: sys.UnraisableHookArgs) -> None:
    """Ctrl-C that came where no error can go, as in the middle of some libraries' imports, comes once more."""
    if issubclass(lost.exc_type, KeyboardInterrupt):
        import _thread
        import threading

        threading.Timer(0.01, _thread.interrupt_main).start()
    else:
        sys.__unraisablehook__(lost)


def _stand_in(place: int, flags: int, mode: str) -> IO[str]:
    opened = os.open(os.devnull, flags)
    if opened != place:
        os.dup2(opened, place)
        os.close(opened)
    return open(place, mode, encoding="utf-8", closefd=False)


def put(words: str) -> None:
    """Say something on stderr; where nobody listens any more, the work goes on without."""
    try:
        typer.echo(visible(words), err=True)
    except OSError:
        _point_nowhere(sys.stderr)


class StdoutReader:
    """Whoever reads stdout; asked by a copy of its descriptor, as rich points stdout elsewhere before it gives up."""

    def __init__(self) -> None:
        """Stdout as it is now."""
        try:
            self._descriptor: int | None = os.dup(sys.stdout.fileno())
        except (OSError, ValueError, AttributeError):
            self._descriptor = None

    def is_gone(self) -> bool:
        """Whether a broken pipe is that of stdout, as with `| head`, and not of another program or file."""
        try:
            import select

            asked = select.poll()
        except (ImportError, AttributeError):  # Windows cannot be asked
            return True
        if self._descriptor is None:
            return False
        asked.register(self._descriptor, 0)
        return bool(asked.poll(0))

    def close(self) -> None:
        """Let go of the copy."""
        if self._descriptor is not None:
            os.close(self._descriptor)


def drop_output(*, even_if_it_can_be_printed: bool) -> None:
    """Send what still waits to be printed nowhere, or the interpreter complains when it flushes."""
    try:
        sys.stdout.flush()
    except OSError:
        even_if_it_can_be_printed = True
    if even_if_it_can_be_printed:
        _point_nowhere(sys.stdout)


def _point_nowhere(stream: IO[str]) -> None:
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def reason(error: OSError) -> str:
    """What could not be read or written, and why."""
    if error.errno == errno.EBADF and error.filename is None:
        return say("cli.output_closed")
    why = error.strerror or str(error)
    return f"{error.filename}: {why}" if error.filename else say("cli.output_failed", reason=why)


def end(code: int) -> None:
    """Leave with a code; Ctrl-C comes too late to change it."""
    with suppress(ValueError):  # not in the main thread
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(code)
