"""A diagnosis and the advice -> what fits this leader, with reasons, and when each step is due.

In: a diagnosis, advice, a calendar. Out: plays, dated steps, who stands near. Must not know templates.
"""
