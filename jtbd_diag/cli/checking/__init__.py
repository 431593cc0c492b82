"""The steps of `jtbd-diag check`: which kind of file it is, what of the library can be read, and what is looked for.

In: paths. Out: faults. Must not know other commands.
"""
