"""What templates see of one leader: the diagnosis in words, the plan, sheets half filled in.

In: what was chosen. Out: objects with what a template may name. Must not know how a page is published.
"""
