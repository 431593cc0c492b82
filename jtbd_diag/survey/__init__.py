"""A survey export -> answers, many rows at once.

In: a file from a survey platform, and perhaps a mapping. Out: coded answers, and every cell that could not be used.
Rooms in a row, each of which knows only those before it: `known` (the words of platforms), `files` (bytes to a grid),
`platforms` (a grid to headings), `columns` (a heading to an item), `rows` (which are nobody's), `people` (which are
whose), `table` (all of it together), `cells` (a cell to an option), `applications` (a second table beside).
Must not know scores, jobs or results.
"""
