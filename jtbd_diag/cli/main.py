"""The `jtbd-diag` command: puts the commands together and turns every failure into a plain complaint."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from jtbd_diag.cli import check, common, copy, demo, diagnose, interview, listing, playbook, schema, show
from jtbd_diag.errors import InputError

app = typer.Typer(
    name="jtbd-diag",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Which of three jobs does a K-12 leader hire improvement for? Asks, scores, explains, and writes the playbook.",
    epilog="Start with: jtbd-diag demo",
)
app.command("interview")(interview.interview)
app.command("diagnose")(diagnose.diagnose)
app.command("playbook")(playbook.playbook)
app.command("check")(check.check)
app.command("list")(listing.list_)
app.command("show")(show.show)
app.command("copy")(copy.copy)
app.command("schema")(schema.schema)
app.command("demo")(demo.demo)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"jtbd-diag {version('jtbd-diag')}")
        raise typer.Exit


@app.callback()
def options(
    library: Annotated[
        Path | None,
        typer.Option(help="Your own folder of questionnaires and playbooks (or set JTBD_DIAG_LIBRARY)."),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options before the command."""


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 problems in the input, 2 usage, 130 interrupted."""
    common.forgive_encodings()
    try:
        code = app(standalone_mode=False)
    except InputError as error:
        common.tell_problems(error.problems)
        code = 1
    except (KeyboardInterrupt, typer.Abort):
        common.tell("interrupted")
        code = 130
    except BrokenPipeError:
        # the reader went away, as with `| head`; keep the interpreter from complaining when it flushes
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except OSError as error:
        common.tell(f"{error.filename or 'output'}: {error.strerror or error}")
        code = 1
    except Exception as error:
        code = _usage(error)
    sys.exit(code if isinstance(code, int) else 0)


def _usage(error: Exception) -> int:
    """Show an error of usage as click would; anything else is a fault of ours and goes on."""
    if hasattr(error, "show") and hasattr(error, "exit_code"):
        error.show()
        return int(error.exit_code)
    raise error
