"""Invented answers to a questionnaire, laid out as a survey platform exports them, to try a survey before it is sent.

In: a questionnaire, how many, a seed. Out: the rows of an export, or answers files, each saying that it is invented.
Must not know how an export is read, or what its answers come to.
"""
