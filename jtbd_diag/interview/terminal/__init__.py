"""The two fronts of a conversation: the full screen and the line mode."""
