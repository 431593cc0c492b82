"""A survey export -> answers, many rows at once.

In: a file from a survey platform, and perhaps a mapping. Out: coded answers, and every cell that could not be used.
Rooms in a row: `files` (bytes to a grid), `platforms` (a grid to headings), `columns` (a heading to an item), `cells`
(a cell to an option); beside them `people` (who answered) and `known` (the words of platforms). Must not know scores,
jobs or results.
"""
