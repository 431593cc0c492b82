"""The report on leaders: how many need which help, where they sit, what a program for them would need.

In: tallies of results. Out: sections of the report. Must not know files.
"""
