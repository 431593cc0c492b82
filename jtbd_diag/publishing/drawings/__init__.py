"""Figures -> SVG drawings, through the theme's templates, and the same in words.

In: bars, dots, names of units. Out: drawings. Must not know formats.
"""
