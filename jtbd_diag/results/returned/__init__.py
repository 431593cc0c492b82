"""A folder of what respondents sent back, answers files, codes and mails, -> the table a survey would have come to.

In: files. Out: a table, its coded answers, and what could not be read. Must not know scores.
"""
