"""A person -> answers: the course of an interview, the conversation, its screens, and the terminal they are shown in.

In: a questionnaire, and what was answered before. Out: answers, saved as they are given. Must not know how a job is
scored: whether an answer can still change the result is asked of whoever starts the interview.
"""
