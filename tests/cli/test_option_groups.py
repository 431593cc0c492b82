from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from jtbd_diag.cli.shared.option_groups import ungrouped


@dataclass(frozen=True)
class Where:
    place: Annotated[str, typer.Argument()]
    sheet: Annotated[str | None, typer.Option(metavar="NAME")] = None


@dataclass(frozen=True)
class WhereAndWhat(Where):
    whole: Annotated[bool, typer.Option("--all")] = False


def called(command: object, *given: str) -> tuple[int, str]:
    app = typer.Typer(add_completion=False)
    app.command()(ungrouped(command))  # type: ignore[arg-type]
    ran = CliRunner().invoke(app, [*given])
    return ran.exit_code, ran.output


def command(
    context: typer.Context, where: WhereAndWhat, seed: Annotated[int, typer.Option()] = 1, by: str = "row"
) -> None:
    """Tell what it was given."""
    typer.echo(f"{where} {seed} {by} {sorted(context.params)}")


def test_fields_of_a_group_are_options_and_come_back_together() -> None:
    names = "['by', 'place', 'seed', 'sheet', 'whole']"
    assert called(command, "here") == (0, f"{WhereAndWhat('here')} 1 row {names}\n")
    given = ("there", "--sheet", "two", "--all", "--seed", "7", "--by", "cell")
    assert called(command, *given) == (0, f"{WhereAndWhat('there', 'two', True)} 7 cell {names}\n")


def test_a_field_without_a_default_is_asked_for() -> None:
    code, told = called(command)
    assert code == 2 and "PLACE" in told.upper()


def test_no_option_stands_in_two_groups() -> None:
    def twice(one: Where, other: WhereAndWhat) -> None: ...

    with pytest.raises(ValueError, match="duplicate parameter name: 'place'"):
        called(twice)


def test_a_command_without_groups_stays_as_it_is() -> None:
    def plain(n: int = 3) -> None:
        typer.echo(n)

    assert called(plain, "--n", "4") == (0, "4\n")
