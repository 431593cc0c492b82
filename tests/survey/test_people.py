"""Columns that speak of persons, and which of them tell who answered: by headers of many languages, and by cells."""

from __future__ import annotations

import hashlib

import pytest

from jtbd_diag.survey.people.person_columns import answered_by, find_persons, is_telephone, person_in

PERSONAL = """
fname|lname|Surname|dob|Tel.|Teléfono|姓名|deviceid|firstname|lastname|First Name|First name [text]|Your full name
Contact person|Home address|Leader|SSN|Birthday|Telefono|Nombre|Nombre y apellidos|Número de teléfono|IPAddress
RecipientFirstName|LocationLatitude|_geopoint_latitude|Phone number|Contact number|Prénom|Nom|Name|電話番号|お名前|氏名
Имя|Фамилия|ФИО|Телефон|Fecha de nacimiento|Geburtsdatum|Date de naissance|生年月日|Supervisor|SubmitterName
_submitted_by|refurl|GPS|Mobile|Student's name|What is your name?|Vorname|Nachname|Voornaam|Imię i nazwisko|Etunimi
Apellido paterno|Cognome|Sobrenome|Efternamn|Etternavn|Ad Soyad|이름|전화번호|الاسم|नाम|Name of principal|Handynummer
Ονοματεπώνυμο|Τηλέφωνο|ชื่อ-นามสกุล|เบอร์โทรศัพท์|Nume și prenume|Ім’я|Прізвище|Име и фамилия|Nafn|Pangalan|Jina lako
Nama lengkap|Vardas|Given names|رقم الجوال|نام|मोबाइल नंबर|নাম|பெயர்|שם מלא|სახელი|What should we call you?
Born|Created By|Last modified by|Assigned to|ORCID|Where do you live?
Name of school leader|Name of the person who is completing this form for the school|Teléfono móvil|Вашето име|Ваше ім'я
Please tell us the name and telephone number of the person who should be called back
"""
EMAILS = """
Email|E-mail|EMAIL ADDRESS|Your email|Work email address|School email|Email (optional)|What is your e-mail?
Correo electrónico|E-post|E-postadresse|Adresse e-mail|Adresse électronique (courriel)|E-Mail-Adresse|メールアドレス
Endereço de e-mail|Indirizzo email|E-mailadres|Sähköposti|Adres poczty elektronicznej (e-mail)|Электронная почта
电子邮件|이메일|RecipientEmail|Please enter the e-mail address at which we may reach you
"""
IDS = "ID|Respondent ID|ResponseId|Applicant ID|#|_uuid|token|KEY|Participant code|Employee ID|External reference"
NEITHER = """
School name|Organization name|Organisation ID|District name|Region|Title
Username of the school office|Program name|School ID|District ID|School|District
学校名|Nom de l'école|Nombre de la escuela|Nombre d'élèves|Name der Schule|Submitted|StartDate|Start Date|Size|State
Number of staff|Site|County|Progress|Finished|Status|UserLanguage|Duration (in seconds)|Grade|Role|Wave|Country
ชื่อโรงเรียน|اسم المدرسة|विद्यालय का नाम|Όνομα σχολείου|Nama sekolah|Numele școlii|Назва школи|נקודת ציון|שם בית הספר
Distrito|Schulname|Nome da escola|How many phones does the school have?|Employees|Collector ID|Which of these ten fits?
"""


def split(lines: str) -> list[str]:
    return [one for line in lines.strip().splitlines() for one in line.split("|")]


@pytest.mark.parametrize("header", split(PERSONAL))
def test_headers_of_what_is_left_out(header: str) -> None:
    found = person_in(header, (), ())
    assert found is not None and (found.kind, found.answered) == ("personal", False)


@pytest.mark.parametrize("header", split(EMAILS))
def test_headers_of_addresses(header: str) -> None:
    found = person_in(header, (), ("a@x.example",))
    assert found is not None and (found.kind, found.answered) == ("email", True)


@pytest.mark.parametrize("header", split(IDS))
def test_headers_of_ids(header: str) -> None:
    found = person_in(header, (), ())
    assert found is not None and (found.kind, found.answered) == ("id", True)


@pytest.mark.parametrize("header", split(NEITHER))
def test_schools_and_sizes_are_nobody(header: str) -> None:
    assert person_in(header, (), ("Lincoln Elementary", "Adams High School", "Green River", "Polk Middle")) is None


@pytest.mark.parametrize("header", ["Supervisor's email", "Your partner's e-mail", "Correo del jefe", "Second email"])
def test_addresses_of_somebody_else_do_not_tell_who_answered(header: str) -> None:
    found = person_in(header, (), ("a@x.example", "a@x.example"))
    assert found is not None and (found.kind, found.answered) == ("email", False)


CELLS = {
    "email": ["kim@x.example", "Lee@y.example", "", "bo@x.example"],
    "personal": ["Kim Ironwood", "Lee van der Berg", "Zoë O'Neill", "Ana Prueba Paz", "Bo Ek"],
}


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        *((cells, kind) for kind, cells in CELLS.items()),
        (["(555) 010-0101", "+1 555 010 0102", "555-010-0103", "555.010.0104"], "personal"),
        (["1970-01-31", "1981-12-01", "1966-07-07", "1990-01-01"], "personal"),
        (["March 2, 1961", "Dec. 11th, 1970", "4 May 1980", "1. Juni 1990"], "personal"),
        (["March 2, 2026", "Dec. 11th, 2025", "4 May 2026", "1. Juni 2026"], None),
        (["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-9079-593X", "0000-0003-0000-0001"], "id"),
        (
            ["S2ltLklyb253b29kQHguZXhhbXBsZQ==", "TGVlLkJlcmdAeS5leA==", "Qm8uRWtAeC5leDE=", "QW5hLlBAeC5leGE1"],
            "id",
        ),
        (["192.0.2.1", "192.0.2.7"], "personal"),
        (["52.52001, 13.40495", "48.85837 2.29448 35 4.9"], "personal"),
        (["R_3kT9x", "R_9aQ2w", "R_1xY8z", "R_7bN4m"], "id"),
        (["Ironwood, Kim", "Prueba, Ana M.", "O'Neill,Zoë", "Ek, Bo"], "personal"),
        (["kim ironwood", "maria prueba", "john o'neill", "robert ek"], "personal"),
        (["@kim7", "@lee.berg", "@ana_p", "@bo-e"], "personal"),
        (["Kim", "Zoë", "Anna", "Maria", "Bo"], "personal"),
        (["Kim", "Anna", "Maria", "Kim", "Anna", "Maria", "Kim", "Anna"], None),
        (["Kim", "North", "South", "Lakeside", "Anna"], None),
        (["Portland, Oregon", "Austin, Texas", "Boise, Idaho", "Salem, Ohio"], None),
        (["Math, Science", "Reading, Math", "Art, Music", "Gym, Art"], None),
        (["North", "South", "East", "West"], None),
        (["2026-10-01", "2026-10-02", "2026-10-03", "2026-10-04"], None),
        (["1,200", "3 400 000", "560", "1250"], None),
        (["Assistant Principal", "Deputy Director", "Math Teacher", "Head Coach"], None),
    ],
)
def test_cells_tell_where_the_header_does_not(cells: list[str], kind: str | None) -> None:
    found = person_in("Q7", (), cells)
    assert (found.kind if found else None) == kind


PEOPLE = ["Kim Ironwood", "Lee van der Berg", "Zoë O'Neill", "Ana Prueba Paz"]
PLACES = ["Green Valley", "Cedar Falls", "Santa Fe", "Ann Arbor", "Palo Alto"]
POSTS = ["Assistant Principal", "Deputy Director", "Math Teacher", "Head Coach"]
OF_SOMEBODY = "District superintendent|School principal|Name of the program officer|Who leads your school?|Team lead"
OF_A_PLACE = "School|District|Principal's school|Lead agency|School leader title|Superintendent's district name"


@pytest.mark.parametrize("header", split(OF_SOMEBODY))
@pytest.mark.parametrize("cells", [PEOPLE, PEOPLE[:1], PEOPLE[:1] * 9, ["Ironwood, Kim", "Prueba, Ana M."]])
def test_people_in_a_place_are_left_out_one_or_many(header: str, cells: list[str]) -> None:
    found = person_in(header, (), cells)
    assert found is not None and found.kind == "personal"


@pytest.mark.parametrize("header", split(OF_A_PLACE))
@pytest.mark.parametrize("cells", [PLACES, POSTS, ["Lincoln Elementary", "Rosa Parks Middle"] * 3])
def test_places_and_posts_stay(header: str, cells: list[str]) -> None:
    assert person_in(header, (), cells) is None


@pytest.mark.parametrize("header", split(OF_A_PLACE))
def test_names_that_many_have_are_left_out_under_a_place_too(header: str) -> None:
    found = person_in(header, (), ["Gwendolyn Ash", "Ash, Robert", "Dr. Maria Ash", "William B. Ash"])
    assert found is not None and (found.kind, found.by) == ("personal", "cells")


LED = (
    "Name of the school you lead|Name of the district you lead|Name of school or district you head|School you lead"
    "|LEA name|Which school do you lead?|School where you are principal|District in which you are superintendent"
    "|Team you lead|Name of organization we lead|Network they coordinate|Name of diocese|Name of the charter you direct"
)


@pytest.mark.parametrize("header", split(LED))
def test_what_somebody_leads_is_nobody(header: str) -> None:
    assert person_in(header, (), PLACES) is None


@pytest.mark.parametrize("header", ["Board member name", "Principal of the school you lead", "Team member's name"])
def test_somebody_stays_somebody_beside_what_they_lead(header: str) -> None:
    found = person_in(header, (), PEOPLE)
    assert found is not None and found.kind == "personal"


NAMESAKES = ["Abraham Lincoln", "Rosa Parks", "César Chávez", "Martin Luther King Jr.", "Horace Mann", "John Adams"]
TOWNS = ["Charlotte, NC", "Jackson, MS", "Austin, TX", "Madison, WI 53703", "Logan, UT", "Aurora CO", "Florence, AL"]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        *((header, NAMESAKES) for header in ("School", "School name", "Campus", "Town", "County", "School you lead")),
        ("School", [*NAMESAKES, "Ana Quigley", "Robert Quigley"]),
        *((header, TOWNS) for header in ("Town", "City", "Location", "Q7", "District")),
    ],
)
def test_schools_named_after_somebody_and_towns_are_nobody(header: str, cells: list[str]) -> None:
    assert person_in(header, (), cells) is None


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("School", [*NAMESAKES[:2], "Ana Quigley", "Robert Quigley", "Lisa Head", "Mary Featherstone"]),
        ("School principal", NAMESAKES),
        ("Q7", NAMESAKES),
        ("Q7", ["Quigley, Ana", "Featherstone, AL", "Ash, Robert", "Roe, William"]),
        ("Q7", ["Ana Quigley, MA", "Robert Ash, MD", "Lisa Roe, MA", "Mary Featherstone, MA"]),
    ],
)
def test_people_are_people_beside_namesakes_initials_and_degrees(header: str, cells: list[str]) -> None:
    found = person_in(header, (), cells)
    assert found is not None and found.kind == "personal"


def test_a_header_on_emails_over_other_cells_is_a_question() -> None:
    assert person_in("How often do you answer emails?", (), ("daily", "weekly")) is None


def test_what_was_made_of_addresses_is_an_id() -> None:
    found = person_in("sha1 of email", (), [hashlib.sha1(str(n).encode()).hexdigest() for n in range(6)])
    assert found is not None and (found.kind, found.answered) == ("id", False)


def test_the_question_below_a_tag_tells_too() -> None:
    found = person_in("Q12", ("What is your email address?",), ("a@x.example",))
    assert found is not None and found.answered


def test_one_column_known_by_its_cells_tells_who_answered() -> None:
    cells = {"Q1": CELLS["email"], "Q2": [], "Region": ["North"]}
    assert [one.header for one in find_persons(dict.fromkeys(cells, ()), {}, cells) if one.answered] == ["Q1"]


@pytest.mark.parametrize(
    "cells",
    [
        {"Q1": CELLS["email"], "Q2": CELLS["email"]},  # which of the two?
        {"Q1": ["boss@x.example"] * 5 + ["other@x.example"] * 4},  # whoever is so often named did not answer
        {"Q1": CELLS["email"], "ID": ["1", "2", "3", "4"]},  # a header knows better
    ],
)
def test_no_respondents_are_made_one_on_doubtful_grounds(cells: dict[str, list[str]]) -> None:
    assert not [one for one in find_persons(dict.fromkeys(cells, ()), {}, cells) if one.answered and one.header != "ID"]


def test_a_platform_knows_its_own_columns() -> None:
    found = find_persons(
        {"deviceid": (), "_uuid": (), "username": ()}, {"deviceid": "", "_uuid": "id", "username": ""}, {}
    )
    assert [(one.header, one.answered) for one in found] == [("deviceid", False), ("_uuid", True), ("username", False)]


def test_a_user_says_which_column_tells() -> None:
    found = answered_by(find_persons({"ID": (), "Badge no": (), "Email": ()}, {}, {}), "Badge no")
    assert [one.header for one in found if one.answered] == ["Badge no"]


@pytest.mark.parametrize(
    "text", ["2025-2026", "2019\u20142024", "2026-10-01", "10/02/2026 08:15", "1 250 000", "12.3456789", "123456"]
)
def test_dates_and_amounts_are_no_telephones(text: str) -> None:
    assert not is_telephone(text)
