"""Bytes -> rows of text cells, whatever the file format."""

from jtbd_diag.survey.files.grid import MOST_COLUMNS, OVERFLOW, ROW, Counting, Grid, Scan, Types
from jtbd_diag.survey.files.opening import open_grids

__all__ = ["MOST_COLUMNS", "OVERFLOW", "ROW", "Counting", "Grid", "Scan", "Types", "open_grids"]
