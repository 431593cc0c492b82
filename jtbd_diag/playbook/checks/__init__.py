"""Whether the advice is whole: its parts fit each other, its templates can be filled, and nobody is left without.

In: a library. Out: faults. Must not know how a page is published.
"""
