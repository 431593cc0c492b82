"""When there is school: by habit, by a place's own calendar, or by a file that it publishes.

In: a calendar file, or nothing. Out: days that are free, weeks that are kept free. Must not know advice.
"""
