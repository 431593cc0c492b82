"""Bytes -> rows of text cells, whatever the file format.

In: a path or standard input. Out: grids, a sheet each. Must not know what a heading or a cell means.
"""

from jtbd_diag.survey.files.grid import MOST_COLUMNS, OVERFLOW, ROW, Counting, Grid, Scan, Types
from jtbd_diag.survey.files.opening import open_grids

__all__ = ["MOST_COLUMNS", "OVERFLOW", "ROW", "Counting", "Grid", "Scan", "Types", "open_grids"]
