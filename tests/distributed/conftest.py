"""The command line in an empty folder."""

from tests.cli.conftest import here, run

__all__ = ["here", "run"]
