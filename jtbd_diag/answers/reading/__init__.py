"""Bytes -> rows of text cells, whatever the file format."""

from jtbd_diag.answers.reading.grid import MOST_COLUMNS, OVERFLOW, ROW, Grid, Types
from jtbd_diag.answers.reading.sources import open_grids

__all__ = ["MOST_COLUMNS", "OVERFLOW", "ROW", "Grid", "Types", "open_grids"]
