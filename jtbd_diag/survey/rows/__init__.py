"""Which rows are nobody's: tests, totals, legends, headers again, notes; and which are marked unfinished or invented.

In: cells of a table. Out: rows, and what is told of them. Must not know persons or questionnaires.
"""
