"""The two fronts of a conversation: the full screen and the line mode.

In: screens, and keys or lines that are typed. Out: acts on the conversation. Must not know what is asked next.
"""
