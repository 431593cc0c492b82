"""What the step from one version of a questionnaire to another does.

In: two versions, and answers where there are any. Out: what changed in words, who gets another job and why, whether
waves may be compared. Must not know how answers were gathered.
"""
