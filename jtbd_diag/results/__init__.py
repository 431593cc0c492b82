"""A survey, scored: one row a respondent, with its codebook, workbook, rejects, pseudonyms and summary.

In: coded answers, or a folder of answers files. Out: frames and the files they are written to. Adds no number of its
own: scores and jobs are those of `diagnosis`. Must not know reports or playbooks.
"""
