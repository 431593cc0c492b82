"""Results -> files: delimited, Parquet, workbooks, for SPSS and Stata, and the codebook as archives read it.

In: frames, and what their columns mean. Out: files, whole or none. Must not know how answers were read or scored.
"""
