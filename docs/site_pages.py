"""What the site shows beside the files of docs/: every command with all its options, made from the code as it is built.

mkdocs calls `on_files`; see `mkdocs.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer

_ABOUT = """# Commands

What `jtbd-diag COMMAND --help` says, for every command: made from the code when this site was built.
Before any of them stand `jtbd-diag --library DIR`, a folder of your own files, and `--version`.

Exit codes: 0 done; 1 problems in what was given, all of them listed; 2 wrongly called; 130 interrupted, answers saved.
"""


def on_files(files: Any, config: Any) -> Any:
    """Add the page of commands."""
    from mkdocs.structure.files import File

    files.append(File.generated(config, "commands.md", content=commands_page()))
    return files


def commands_page() -> str:
    """The page, in Markdown."""
    from jtbd_diag.cli.main import app

    program: Any = typer.main.get_command(app)
    return "\n".join([_ABOUT, *(line for one in program.commands.values() for line in _command(one.whole))])


def _command(command: Any) -> Iterator[str]:
    examples, context = command.examples(), typer.Context(command)
    usage = " ".join(["jtbd-diag", command.name, *command.collect_usage_pieces(context)])
    yield from (f"## {command.name}", "", _prose(command.help), "", "```text", usage, "```", "")
    yield from ("| given | what it does |", "|---|---|")
    for parameter in command.params:
        called, says = parameter.get_help_record(context)
        if parameter.param_type_name == "argument":
            called = called.partition(" <")[0].upper()
        yield f"| `{called}` | {_prose(says)} |".replace("\n", " ")
    yield from ("", "```sh", examples.strip(), "```", "")


def _prose(text: str) -> str:
    return text.replace("<", "&lt;").replace("|", "\\|").strip()
