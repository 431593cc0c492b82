"""Interviews that people tagged: whether taggers agree, what the interviews have in common, whether the form agrees.

In: transcripts, tags, a book of tags, answers to the form. Out: faults, agreement, clusters, a calibrated
questionnaire. Must not know how the form's own reliability is worked out, nor other rooms that read results.
"""
