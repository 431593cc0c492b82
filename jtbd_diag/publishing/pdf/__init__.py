"""The tree -> PDF, PNG and SVG, by Typst: the source, the compiler, and what a font or PDF/UA cannot carry.

In: a document and a theme. Out: bytes, the same every time. Must not know Word or HTML.
"""
