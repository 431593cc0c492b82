"""Persons out of every output of a run: columns of names and addresses, and names within texts.

In: cells, and which columns speak of persons. Out: pseudonyms, and texts without who wrote them. Must not know scores.
"""
