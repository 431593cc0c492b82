"""The tree -> Word files and slides, through pandoc.

In: a document and a theme. Out: bytes. Must not know HTML or the terminal.
"""
