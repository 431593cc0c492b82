"""A heading -> the item or option that its column answers: by id, by text, or as a mapping says; never by likeness.

In: headings and a questionnaire. Out: what every column is. Must not know what cells say.
"""
