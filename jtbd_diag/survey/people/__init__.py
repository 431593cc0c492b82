"""Who answered: which columns speak of persons, which rows are nobody's, which are one record, and when.

In: headings and cells of a table. Out: columns and rows. Must not know questionnaires or results.
"""
