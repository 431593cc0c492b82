"""A diagnosis, or a playbook's tree, -> what is read on a screen, and as plain text.

In: a diagnosis, a tree. Out: lines for rich. Must not know Typst, HTML or Word.
"""
