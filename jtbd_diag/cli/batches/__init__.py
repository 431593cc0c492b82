"""The steps of `jtbd-diag batch`: what is asked for, read, made, written, and said of it.

In: options. Out: files, and sentences on stderr. Must not know other commands.
"""
