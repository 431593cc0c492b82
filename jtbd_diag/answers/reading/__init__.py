"""Bytes -> rows of text cells, whatever the file format."""

from jtbd_diag.answers.reading.grid import MOST_COLUMNS, OVERFLOW, ROW, Grid, Scan, Types
from jtbd_diag.answers.reading.sources import open_grids

__all__ = ["MOST_COLUMNS", "OVERFLOW", "ROW", "Grid", "Scan", "Types", "open_grids"]
