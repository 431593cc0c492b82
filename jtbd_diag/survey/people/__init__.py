"""Who answered: which columns speak of persons, which rows are one record, and when it was sent in.

In: headings and cells of a table. Out: columns and rows. Must not know questionnaires or results.
"""
