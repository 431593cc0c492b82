"""What can be advised, read from a library: plays, problem areas, sources, plans, words by the kind of place.

In: YAML. Out: advice, or its faults. Must not know leaders.
"""
