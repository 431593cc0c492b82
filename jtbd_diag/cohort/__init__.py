"""Results -> the report for a program: of leaders, or of a whole staff, with small groups kept hidden.

In: numbers of a survey's results. Out: a document for the publishers. Must not know single respondents by name.
"""
