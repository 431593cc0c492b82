"""A document's Markdown -> a small tree that every format draws from, and what of it belongs together.

In: Markdown. Out: nodes, cards, columns, the title. Must not know themes or formats.
"""
