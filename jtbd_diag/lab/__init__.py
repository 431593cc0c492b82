"""How far a questionnaire may be trusted: its items, reliability, consistency, and how carefully it was answered.

In: many answers. Out: the evidence, as a page and a workbook. Must not know other rooms that read results.
"""
