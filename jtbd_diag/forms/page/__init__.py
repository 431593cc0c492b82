"""The offline page: its frame, its style and its script, of which `forms/offline_page.py` makes one file.

In: nothing. Out: files that are put together. Must not know any questionnaire.
"""
