"""The staff expertise map: a staff's own accounts -> one page of levels by unit and skill, and what to teach next.

In: results of a staff. Out: numbers, a map, a page. Must not know single persons.
"""
