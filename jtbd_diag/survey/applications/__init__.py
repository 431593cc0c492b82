"""A survey beside a table of applications: whose rows belong together, and who applied without answering.

In: two tables. Out: one, with the columns of both. Must not know what is made of it.
"""
