"""A cell -> an option, a number, a date, words; decided for a whole column or answer set, never for one cell alone.

In: a table whose columns are known. Out: answers in the shape that scoring reads, and rejects. Must not know files.
"""
