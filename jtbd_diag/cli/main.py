"""The `jtbd-diag` command: puts the commands together and turns every failure into a plain complaint."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer

from jtbd_diag.cli.shared import printing, streams
from jtbd_diag.cli.shared.help import Program
from jtbd_diag.cli.shared.imported_when_called import on_demand
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import InputError
from jtbd_diag.ground.visible_text import visible

app = typer.Typer(
    name="jtbd-diag",
    cls=Program,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _add(name: str, function: str, in_help: str | None = None) -> None:
    app.command(name, cls=on_demand(function, in_help))(lambda: None)


_add("interview", "interview.interview")
_add("diagnose", "diagnose.diagnose")
_add("playbook", "playbook.playbook")
_add("kit", "kit.kit")
_add("batch", "batch.batch")
_add("evidence", "evidence.evidence")
_add("interviews", "interviews.interviews")
_add("impact", "impact.impact")
_add("compare", "compare.compare")
_add("waves", "waves.waves")
_add("offer", "offer.offer")
_add("form", "form.form", in_help="form.targets_in_help")
_add("simulate", "simulate.simulate")
_add("check", "check.check")
_add("list", "list.list_")
_add("show", "show.show")
_add("copy", "copy.copy")
_add("new", "new.new")
_add("schema", "schema.schema")
_add("demo", "demo.demo")


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"jtbd-diag {version('jtbd-diag')}")
        raise typer.Exit


@app.callback()
def options(
    library: Annotated[Path | None, typer.Option(metavar="DIR")] = None,
    version: Annotated[bool, typer.Option("--version", callback=_print_version, is_eager=True)] = False,
) -> None:
    """Options before the command."""


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 problems in the input, 2 usage, 130 interrupted."""
    streams.get_ready()
    reader = streams.StdoutReader()
    try:
        code = _run()
        sys.stdout.flush()
    except OSError as error:
        code = 0 if isinstance(error, BrokenPipeError) and reader.is_gone() else 1
        streams.drop_output(even_if_it_can_be_printed=code == 0)
        if code:
            printing.tell(streams.reason(error))
    reader.close()
    streams.end(code)


def _run() -> int:
    try:
        code = app(standalone_mode=False, prog_name="jtbd-diag")
    except InputError as error:
        printing.tell_problems(error.problems)
        return 1
    except typer.Abort:
        return _interrupted()
    except SystemExit as error:
        if isinstance(error.__context__, BrokenPipeError):  # rich and click turn it into an exit
            raise error.__context__ from None
        return error.code if isinstance(error.code, int) else 0
    except OSError:
        raise
    except BaseException as error:  # polars panics, also when Ctrl-C comes while it calls us
        return _interrupted() if _follows_ctrl_c(error) else _usage(error)
    return code if isinstance(code, int) else 0


def _interrupted() -> int:
    printing.tell(say("cli.interrupted"))
    return 130


def _follows_ctrl_c(error: BaseException | None) -> bool:
    """Whether an error is what some code made of Ctrl-C, or tells in its words, as the making of classes does."""
    if error is None:
        return False
    return isinstance(error, KeyboardInterrupt) or "KeyboardInterrupt" in str(error) or _follows_ctrl_c(error.__cause__)


def _usage(error: Any) -> int:
    """Show an error of usage as click would; anything else is a fault of ours."""
    if not (hasattr(error, "show") and hasattr(error, "exit_code")):
        return _fault(error)
    if isinstance(getattr(error, "message", None), str):
        error.message = error.message.replace("Value error, ", "")  # pydantic's, which typer leaves in
    words = visible(error.format_message())
    error.format_message = lambda: words  # what was typed may be a stranger's file name
    with suppress(OSError):  # nobody may be there to read it
        error.show()
    return int(error.exit_code)


def _fault(error: BaseException) -> int:
    """Our own fault: told in a line, and whole to who asks for it."""
    if "JTBD_DIAG_TRACEBACK" in os.environ:
        raise error
    import traceback

    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(last.filename).name}:{last.lineno}"
    printing.tell(say("cli.fault", kind=type(error).__name__, error=error, where=where))
    printing.tell(f"  {say('cli.fault_hint')}")
    return 1
