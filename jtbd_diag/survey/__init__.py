"""A survey export -> answers, many rows at once.

In: a file from a survey platform, and perhaps a mapping. Out: coded answers, and every cell that could not be used.
Rooms in a row, each of which knows only those before it: `known` (the words of platforms), `files` (bytes to a grid),
`platforms` (a grid to headings), `columns` (a heading to an item), `people` (which rows are whose), `cells` (a cell to
an option). Must not know scores, jobs or results.
"""
