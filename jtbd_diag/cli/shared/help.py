"""How `--help` looks: typer's page, then examples as lines that can be copied whole.

What it says stands in `languages/en/tables/help.yaml` and is read when help is asked for: no command waits for it. A
narrow terminal gets plain lines instead of boxes.
"""

from __future__ import annotations

import functools
import re
import shutil
import textwrap
from collections.abc import Callable, Mapping
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from jtbd_diag.cli.shared.idle_options import refuse_empty, refuse_repeated
from jtbd_diag.ground.catalogue import say, table

NARROW = 60  # columns, below which boxes leave no room for words
FilledIn = Callable[[], Mapping[str, str]]
"""What the program fills in, by the names that stand in braces."""


def command_class(places: FilledIn = dict) -> type[TyperCommand]:
    """A command whose help ends with examples; nothing wraps a command, so that it can be copied whole."""

    class Command(TyperCommand):
        def speak(self) -> Mapping[str, Any]:
            return _speak(self, places())

        def make_parser(self, ctx: Any) -> Any:
            return _refusing(super().make_parser(ctx), ctx)

        def examples(self) -> str:
            return str(self.speak()["examples"]).format(**places())

        def format_help(self, ctx: Any, formatter: Any) -> None:
            self.speak()
            _show(self, super().format_help, ctx, formatter)
            examples = textwrap.indent(self.examples(), "  ")
            if _is_narrow():
                lines = (_wrapped(line) if line.startswith("  #") else line for line in examples.split("\n"))
                formatter.write("\n".join([f"\n{say('cli.examples')}\n", *lines, ""]))
            else:  # typer has printed its page by now
                typer.echo(f"{say('cli.examples')}\n\n{examples}")

        def shell_complete(self, ctx: Any, incomplete: str) -> Any:
            self.speak()
            return super().shell_complete(ctx, incomplete)

    return Command


class Program(TyperGroup):
    """The program itself."""

    def speak(self) -> None:
        """Take what the program and each of its commands do from the catalogue."""
        self.epilog = _speak(self, {})["end"]
        for command in self.commands.values():
            command.speak()  # type: ignore[attr-defined]

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Show the options and the commands."""
        self.speak()
        _show(self, super().format_help, ctx, formatter)

    def make_parser(self, ctx: Any) -> Any:
        """Refuse what is wrong before the command."""
        return _refusing(super().make_parser(ctx), ctx)

    def invoke(self, ctx: Any) -> Any:
        """Run a command. Ctrl-C comes out as Abort: newer versions of typer make a mere exit code of it."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise typer.Abort from None

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """Complete the name of a command or option, with what it does."""
        self.speak()
        return super().shell_complete(ctx, incomplete)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Name the commands, each with its whole first sentence; for plain pages only."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl([(name, (command.help or "").split("\n\n")[0]) for name, command in commands if command])


def _refusing(parser: Any, ctx: Any) -> Any:
    """The parser, which raises BadParameter for an option that is empty, or given twice where one counts."""
    parse = parser.parse_args

    def parse_args(args: list[str]) -> Any:
        values, rest, parameters = parse(args)
        if not ctx.resilient_parsing:
            refuse_repeated(parameters)
            refuse_empty(parameters, values)
        return values, rest, parameters

    parser.parse_args = parse_args
    return parser


def what_it_does(name: str) -> str:
    """What the catalogue says of a command."""
    return str(table("help")[name]["does"])


def _speak(command: Any, places: Mapping[str, str]) -> Mapping[str, Any]:
    """Put what is said of a command and its options where typer looks for it; all that is said is returned.

    Options are shown in the order in which the table tells them, however the code groups them.
    """
    about: Mapping[str, Any] = table("help")[command.name]
    command.help = about["does"]
    place = {name: n for n, name in enumerate(about.get("options", ()))}
    command.params.sort(key=lambda one: place.get(one.name, len(place)))
    panels = {name: panel for panel, names in about.get("panels", {}).items() for name in names}
    for parameter in command.params:
        if parameter.name in panels:
            parameter.rich_help_panel = panels[parameter.name]
        if parameter.name in about.get("options", ()):
            parameter.help = about["options"][parameter.name].format(**places)
    return about


def _show(command: Any, show: Any, ctx: Any, formatter: Any) -> None:
    for parameter in command.get_params(ctx):
        if getattr(parameter, "is_flag", False):
            parameter.metavar = ""  # a flag takes no value, so no type is shown
        elif parameter.param_type_name == "argument":
            parameter.display_type_rich = lambda ctx: ""  # its help says more than <list[Path]>
    _take_colours()
    mode = command.rich_markup_mode
    if _is_narrow():
        command.rich_markup_mode = None
        formatter.width = max(_columns() - 1, 20)
        formatter.write_dl = functools.partial(formatter.write_dl, col_max=2)  # what it means goes below the name
    try:
        show(ctx, formatter)
    finally:
        command.rich_markup_mode = mode


def _take_colours() -> None:
    """Leave bold and dim: nobody reads yellow or cyan on a light terminal, and which it is cannot be known."""
    from typer import rich_utils

    for name, style in vars(rich_utils).items():
        if name.startswith("STYLE_") and isinstance(style, str):
            setattr(rich_utils, name, re.sub("cyan|yellow|green|magenta", "", style).strip())


def _wrapped(comment: str) -> str:
    return textwrap.fill(comment, max(_columns() - 1, 20), subsequent_indent="  # ")


def _is_narrow() -> bool:
    return _columns() < NARROW


def _columns() -> int:
    return shutil.get_terminal_size((80, 24)).columns
