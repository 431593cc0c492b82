"""What every room stands on: complaints, sentences, files, YAML with its lines and parts, dates, the library of files.

In: paths and texts. Out: values, and complaints that say where, what and how to mend it. Must not know what a
questionnaire, an answer or a playbook is.
"""
