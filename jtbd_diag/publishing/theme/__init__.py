"""How a published page looks: colors, fonts, logo and templates, the user's files over the shipped ones.

In: a folder. Out: a theme, or its faults. Must not know documents.
"""
