"""A table that is too large for one machine -> results in a folder, worked out where its rows are.

In: a folder or file of Parquet or CSV that Spark reads, what `survey` decides of its columns, and `results` for a lot
of its rows. Out: a folder of results, one of rejects, and counts. Must not know how a cell is read or a score is made:
what is decided once from headings, first rows and counts of different cells is done by the same code to every lot.
"""
