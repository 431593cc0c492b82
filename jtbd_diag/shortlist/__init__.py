"""A program's own rules and the results of a survey -> who is on the shortlist, who is not, and by which rule.

In: rules that a committee wrote, and results with what was joined to them. Out: a decision for each leader with its
reason, the open cases with the questions that would settle them, and the rates by group. Must not know how results were
read or scored; adds no score of its own, and no total.
"""
