"""Headings whose cells would tell who answered with a little help go; what evaluators need of the same words stays."""

from __future__ import annotations

import pytest

from jtbd_diag.survey.people.person_columns import Person, PersonKind, answered_by, person_in

GOES = """
10001|10314|10627|10940|11253: Home zip|What is your ZIP code?|City/Town, ZIP of residence|Código postal|PLZ
2001|2038|2075|2112|2149: Ext.|Extension|Desk ext|Emp #|Certification #|License no.|PIN|Invite code|Panelist|Case number
2001|2038|2075|2112|2149: Personnel file no|Handle|Last 4|Last 4 digits of SSN
31|32|33|34|35: Age|Your age|How old are you?|Edad|Alter|Âge|年齢
kpark|kpark|aroe: Network login|GitHub|Approved by|Goes by|Maiden name
Desmond Park|Ana Hill|Desmond Park|Ana Hill|Desmond Park: School coach|Assigned coach
Bo Ek|Ana Roe|Bo Ek|Ana Roe|Bo Ek: Your coach|Assigned coach|Recommender
yes|no|yes|no|Ana Roe: Reviewed by
https://x.example/1|https://x.example/2|https://x.example/3|https://x.example/4: Link
1970-01-31|1981-12-01|1970-01-31: Date of birth|Geboren
"""
STAYS = """
yes|no|yes|no|yes: Approved by board|Reviewed by the board?|Address chronic absence|Account for budget|Certification
2026-10-01|2026-11-12|2026-10-01: Approved by (date)|To be completed by|Date approved by|Completed by deadline
30-39|Under 30|60 or older|30-39: Age|Your age|Age group
31|32|33|34|35: Average age of teachers|Age of the building
10001|10314|10627|10940|11253: School zip
1|3|1|3|1|3: Number of zip codes served|Points of contact
email|phone|email|phone|email|phone: Contact preference|Preferred contact method
weekly|daily|weekly|daily: Family contact|Phone calls home
ban|allow|ban|allow|ban|allow: Phone policy
phone|laptop|phone|laptop|phone|laptop: Phone or laptop?|Device used
10|11|10|11|10|11: Contact hours
people|time|people|time|people|time: Key priority|Participant type|Participant group
Principal|Deputy|Principal|Deputy|Principal|Deputy: Respondent role
110|127|140|93|88: Employee count|Enrollment cap|Cap on hours|Absences last 4 weeks
buses|meals|buses|meals|buses: Issues you handle|Who can handle it
Eureka Math|Wit Wisdom|Eureka Math|Wit Wisdom|Eureka Math: Curriculum name
"""


def each(lines: str) -> list[tuple[str, list[str]]]:
    """Every header with the cells that stand before its line's colon."""
    told = (line.rpartition(": ") for line in lines.strip().splitlines())
    return [(header, cells.split("|")) for cells, _, headers in told for header in headers.split("|")]


@pytest.mark.parametrize(("header", "cells"), each(GOES))
def test_what_tells_somebody_with_a_little_help_goes(header: str, cells: list[str]) -> None:
    found = person_in(header, (), cells)
    assert found is not None and found.kind in ("id", "personal", "detail")


@pytest.mark.parametrize(("header", "cells"), each(STAYS))
def test_what_evaluators_need_stays(header: str, cells: list[str]) -> None:
    found = person_in(header, (), cells)
    assert found is None or found.kind in ("checked", "about")


@pytest.mark.parametrize("kind", ["detail", "checked", "about", "personal", "id"])
def test_a_column_that_is_said_to_tell_who_answered_is_one_of_ids(kind: PersonKind) -> None:
    assert answered_by([Person("Ext.", kind)], "Ext.") == (Person("Ext.", "id", answered=True),)
