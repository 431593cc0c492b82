"""Programs that are offered to leaders: which job each serves, and whom of a cohort that leaves without one.

In: answers to the questionnaire `offer`, the rules of a library, and the results of a cohort. Out: a verdict for each
job with its reasons, as a page, a workbook and plain data. Must not know the terminal, or any one leader.
"""
