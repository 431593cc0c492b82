"""A text without its writer: nicknames, accounts, short names, other scripts and spellings, and what machines add."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict

import pytest
import yaml

from jtbd_diag.results.deidentification.pseudonyms import Cover, IdentityColumns

COVER = Cover(IdentityColumns("id", ("id",), ("name",)), b"k" * 32)
OUT = "[left out]"


@pytest.mark.parametrize(
    ("own", "text", "told"),
    [
        (["Robert Quigley"], "Everyone calls me Bob; rob the bank", f"Everyone calls me {OUT}; rob the bank"),
        (["Bob Quigley"], "Robert said so", f"{OUT} said so"),
        (["Elizabeth Ash"], "Liz, Beth or Betty", f"{OUT}, {OUT} or {OUT}"),
        (["William Roe"], "Bill will pay the bill", f"{OUT} will pay the bill"),
        (["Christopher Roe", "Dorothy"], "Kit or Dot has a kit, with a dot", f"{OUT} or {OUT} has a kit, with a dot"),
        (["Kim", "Park"], "kpark", OUT),
        (["Kim", "Park"], "kpark2", OUT),
        (["Kim", "Park"], "kimp", OUT),
        (["Kim", "Park"], "NORTH\\kpark", OUT),
        (["Kim Park"], "ask park_k or k.park there", f"ask {OUT} or {OUT} there"),
        (["Kim Park"], "kim_parker, Kim_Park.pdf and skim_p", f"{OUT}_parker, {OUT}_{OUT}.pdf and skim_p"),
        (["Kim Park"], "K. P. wrote this", f"{OUT} wrote this"),
        (["Ng, Li"], "Mr Ng in NG and Li", f"Mr {OUT} in NG and {OUT}"),
        (["Ed Ash"], "Special Ed needs to do so", "Special Ed needs to do so"),
        (["王小明"], "小明说得对", f"{OUT}说得对"),
        (["김민수"], "민수는 좋다", f"{OUT}는 좋다"),
        (["佐藤 花子"], "花子さん", f"{OUT}さん"),
        (["דנה לוי"], "אמרתי לדנה היום", f"אמרתי {OUT} היום"),
        (["محمد العلي"], "قال لمحمد اليوم", f"قال {OUT} اليوم"),
        (["Олена Коваленко"], "Олену бачили в Коваленка", f"{OUT} бачили в {OUT}"),
        (["Jürgen Schröder"], "Juergen and Schroeder", f"{OUT} and {OUT}"),
        (["S\u00f8ren \u0141ukasz"], "Soren, Soeren or Lukasz", f"{OUT}, {OUT} or {OUT}"),
        (["Schroeder"], "Herr Schröder", f"Herr {OUT}"),
        (["5017"], "I am 5017, since 2017", f"I am {OUT}, since 2017"),
        (["2017"], "since 2017", "since 2017"),
        (["yes", "2026-10-01", "weekly"], "yes, weekly, from 2026-10-01", "yes, weekly, from 2026-10-01"),
        (["Tom", "Rain"], "we train them", "we train them"),
        ([], "see https://svy.example/s?rid=7013&u=k now", f"see https://svy.example/{OUT} now"),
        ([], "see https://svy.example/ now", "see https://svy.example/ now"),
        ([], "2026-10-12 09:31:07", "2026-10-12"),
        ([], "10/12/2026 9:31 PM", "10/12/2026"),
        ([], "2026-10-12T09:31:07.123+02:00", "2026-10-12"),
        ([], "from 10.2.3.4 it came", f"from {OUT} it came"),
        ([], "00:1b:44:11:3a:b7", OUT),
        ([], "at 40.7128, -74.0060", f"at {OUT}"),
        ([], "123-45-6789", OUT),
        (["Mary Mc Donald"], "McDonald or mcdonald", f"{OUT} or {OUT}"),
        (["Mary McDonald"], "Mc Donald, MacDonald or Donald", f"{OUT}, {OUT} or Donald"),
        (["Sean O'Brien"], "ask OBrien", f"ask {OUT}"),
        (["Sean OBrien"], "ask O'Brien or O Brien", f"ask {OUT} or {OUT}"),
        (["Anna-Lena Fisch"], "AnnaLena said", f"{OUT} said"),
        (["Ana de la Cruz"], "Ana, or Delacruz", f"{OUT}, or {OUT}"),
        (["De la Cruz, Ana"], "Ana, or Cruz", f"{OUT}, or {OUT}"),
        (["Cruz,Ana"], "Ana, or Cruz", f"{OUT}, or {OUT}"),
        (["Ana Cruz <acruz@x.example>"], "Ana and acruz", f"{OUT} and {OUT}"),
        (["kpark2@x.example", "riverside@x.example"], "kpark2 at Riverside", f"{OUT} at Riverside"),
        (["office@x.example", "principal@x.example"], "the office, the principal", "the office, the principal"),
        (["Ana Cruz (she/her)"], "Ana and her team", f"{OUT} and her team"),
        (["Ana Cruz / Lee Roe"], "Ana and Roe", f"{OUT} and {OUT}"),
        (["Ana Cruz | North"], "Cruz", OUT),
        (["Ana Cruz #12", "Lee Roe*"], "Cruz, Roe", f"{OUT}, {OUT}"),
        (["Ana \u201cNita\u201d Cruz"], "Nita", OUT),
        (
            ["Ana Cruz, Assistant Superintendent of Curriculum and Instruction"],
            "Ana of Curriculum",
            f"{OUT} of Curriculum",
        ),
        (["Oak Street 12", "12 Main Street"], "in our street, Main Street", "in our street, Main Street"),
        (["Karl Peters"], "as agreed (KP)", f"as agreed ({OUT})"),
        (["Karl Peters"], "as agreed - PK.", f"as agreed - {OUT}."),
        (["Ann Park"], "We lost pre-AP; AP went (both AP)", "We lost pre-AP; AP went (both AP)"),
        ([], "kim.park[at]place.example, kim (at) place (dot) org", f"{OUT}, {OUT}"),
        ([], "we are (at) school", "we are (at) school"),
        ([], "place.org/u/kim or ftp://x.example/kim", f"place.org/{OUT} or ftp://x.example/{OUT}"),
        ([], "and/or, K-12/college, P.E./Music", "and/or, K-12/college, P.E./Music"),
        ([], "from fe80::1 and 2001:db8::7", f"from {OUT} and {OUT}"),
        ([], "version 1.2.3.4, Section 1.2.3.4", "version 1.2.3.4, Section 1.2.3.4"),
        ([], "section 44.9778, -93.2650, item 123-45-6789", f"section {OUT}, item {OUT}"),
        ([], "reading rose from 3.250 to 4.125, at 9:30", "reading rose from 3.250 to 4.125, at 9:30"),
    ],
)
def test_what_a_text_says_of_its_writer_is_left_out(own: list[str], text: str, told: str) -> None:
    assert COVER.text(text, own) == told


class LeadersText(TypedDict):
    own: list[str]
    text: str
    told: str


def test_no_leader_is_told_by_texts_as_leaders_write_them() -> None:
    texts: list[LeadersText] = yaml.safe_load((Path(__file__).parent / "leaders_texts.yaml").read_text("utf-8"))
    assert len(texts) > 100
    wrong = [(one, told) for one in texts if (told := COVER.text(one["text"], one["own"])) != one["told"]]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Falcons", "Falcons"),
        ("Quigley School of the Arts", "Quigley School of the Arts"),
        ("Danielson Framework", "Danielson Framework"),
        ("Gwendolyn Quigley School", f"{OUT} School"),
        ("Gwendolyn asked for help, and Mrs. Quigley got none", f"{OUT} asked for help, and Mrs. {OUT} got none"),
        ("my badge 7013 opens no school", f"my badge {OUT} opens no school"),
    ],
)
def test_a_sentence_below_a_header_of_a_place_is_a_text(text: str, told: str) -> None:
    assert COVER.text(text, ["Gwendolyn Quigley", "R-7013"], place=True) == told
