"""A file's sheets -> one table: each column with what it holds, each row a respondent's, and what is told of both.

In: grids, and perhaps a mapping. Out: a table that is not coded yet. Must not know how a cell is read.
"""
