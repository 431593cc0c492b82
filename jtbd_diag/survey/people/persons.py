"""Which columns of a survey speak of persons, and which of them tell who answered.

Owns the words that headers use for it, in the languages of the platforms, and what such cells look like; knows nothing
of files, layouts or results. Shared by the look for duplicates and by pseudonyms, so that both know the same persons.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

Kind = Literal["id", "email", "personal"]
"""What a column holds of a person: what tells respondents apart, an address to replace, or something to leave out."""

ADDRESS = re.compile(r"[^\s@,;:<>()\[\]\"'=&?/|]+@[^\s@,;:<>()\[\]\"'=&?/|]+\.\w+")
"""An e-mail address within a text."""
TELEPHONE = re.compile(r"(?<![\w.,])\+?\(?\d[\d\s().\u2011\u2013/-]{5,}\d(?!\w)")
"""What may be a telephone number within a text; `is_telephone` tells."""


@dataclass(frozen=True)
class Person:
    """A column that speaks of a person; `answered` where equal cells mean the same respondent."""

    header: str
    kind: Kind
    answered: bool = False
    by: Literal["header", "cells"] = "header"


def _words(*several: str) -> re.Pattern[str]:
    """Any of these as whole words, where a language puts blanks between them; a `*` stands for the rest of a word."""
    found = [re.escape(word).replace(r"\*", r"\w*") for line in several for word in line.split("|")]
    return re.compile(rf"(?<!\w)(?:{'|'.join(found)})(?!\w)")


def _signs(several: str) -> re.Pattern[str]:
    """Any of these anywhere, for languages that put no blanks between words."""
    return re.compile("|".join(map(re.escape, several.split("|"))))


_EMAIL = _words(
    "e mail*|email*|mail|mails|mailadresse|mail address|correo|correo electronico|courriel|e post*|epost*|sahkoposti*",
    "poczta|adres poczty|эл почта|почта|электронная почта|البريد الالكتروني|البريد الإلكتروني|ईमेल|eposta|e posta|mel",
)
_EMAIL_SIGNS = _signs("メール|邮箱|郵箱|电子邮件|電子郵件|電郵|이메일|메일")
_PERSONAL = _words(
    # telephones
    "phone*|telephone*|tel|tel no|contact number|contact no|mobile no*|mobile number|cell|cell no*|cell number",
    "cellphone*",
    "whatsapp|fax",
    "mobile|telefon*|telefoon*|telemovel|celular|movil|telemovil|handy|handynummer|mobil|mobilnummer|mobiltelefon|portable",
    "puhelin*|gsm|телефон|номер телефона|هاتف|फोन|फ़ोन|cep telefonu|dien thoai|so dien thoai|komorka|numer telefonu",
    # names
    "fname|lname|firstname|lastname|fullname|middlename|surname*|forename*|nickname|initials|given names?|family name",
    "apellido*|apelido*|prenom|prenoms|vorname*|nachname*|familienname|zuname|cognome|sobrenome|naam|voornaam",
    "achternaam|namn|fornamn|efternamn|navn|fornavn|etternavn|efternavn|nimi|etunimi|sukunimi|imie|imie i nazwisko",
    "nazwisko|имя|фамилия|отчество|фио|الاسم|اسم|नाम|ad soyad|adi soyadi|soyad|isim|ho ten|ho va ten|ime|prezime",
    "jmeno|prijmeni|nev|ονομα|επωνυμο|שם|שם פרטי|שם משפחה|nombre|nombres|nombre completo|nombre y apellido*|nom|noms",
    "nom complet|nome|nome completo|name|names|full name|submittername",
    # births, numbers of the state, places on a map, networks and devices
    "dob|d o b|birth*|date of birth|geburt*|geboren|nacimiento|naissance|nascimento|nascita|geboorte*|fodsel*|fodt",
    "fodelse*|fodd|syntyma*|urodzenia|рождения|дата рождения|dogum*|ngay sinh|תאריך לידה|تاريخ الميلاد|जन्म*",
    "ssn|social security|passport*|national id|driver license|cpf|dni|nif|curp|rut|aadhaar|personnummer|fodselsnummer",
    "ip|ipaddr|ipaddress|ip address|ip adresse|direccion ip|adresse ip|latitude|longitude|lat|lon|lng|gps|geopoint",
    "geolocation|coordinates|coordenadas|location latitude|deviceid|device id|device|simserial|subscriberid|imei",
    "phonenumber|user agent|browser|audit|mac address|refurl|referrer url|referrer|referer",
    # where somebody lives, and other persons
    "address|street|home address|adresse|anschrift|strasse|direccion|domicilio|endereco|indirizzo|adres|adress|osoite",
    "адрес|العنوان|पता|adresa|dia chi|linkedin|facebook|twitter|instagram|skype|signature|unterschrift|photo",
    "submitted by|submitter|username|user name|contact|contact person|interviewer|enumerator",
)
_PERSONAL_SIGNS = _signs(
    "姓名|氏名|名前|お名前|姓|名字|이름|성명|성함|電話|电话|手机|手機|携帯|전화|휴대폰|生年月日|出生|생년월일|住所|地址|주소"
)
_ID = _words(
    "id|ids|uuid|guid|key|token|token id|access code|login|identifier|external reference|external data reference",
    "identificador|identifiant|kennung|identyfikator|identificativo|matricula|matricule|legajo|personalnummer",
    "mitarbeiternummer|employee|employee number|employee no|staff number|staff no|badge|respondent|participant",
    "participante|teilnehmer*|participant number|participant no|participant code|respondent number|respondent no",
    "respondent code|recordid|responseid|respondentid|participantid|userid|employeeid|staffid|personid|memberid",
    "numero de empleado|numero d employe|numero de participant|numero de participante|pseudonym|code name",
)
_ID_SIGNS = _signs("回答者|参加者|编号|編號|学号|工号|아이디|참가자")
_ANSWERED = _words(
    "id|respondent*|response*|participant*|participante|teilnehmer*|applicant*|subject|person|personid|user|userid",
    "member|memberid|employee*|staff|staffid|leader|token|token id|access code|login|record|recordid|submission",
    "external|uuid|key|identificador|identifiant|kennung|identyfikator|matricula|matricule|legajo|personalnummer",
    "mitarbeiternummer|badge|numero de empleado|numero de participant|numero de participante|pseudonym|code name",
)
_NO_PERSON = _words(
    "school*|district*|network|organi*ation*|agency|college|university|site|campus|program*|project|survey|file|unit",
    "office|department|company|county|city|state|region*|job|course|event|form|playbook|collector|building|grade|class",
    "subject area|country|province|town|escuela*|colegio|distrito|centro|institucion|ecole*|etablissement*|lycee",
    "academie|schul*|schule|bezirk|behorde|scuola*|istituto|escola*|skola*|skole*|koulu*|szkol*|школ*|район|regiao",
    "gemeente|gemeinde|kommune|kommun|stadt|ville|ciudad|cidade|citta|land|pays|pais|bundesland|provincia|okul|okulu",
    "kreis|raion|organisme|entreprise|firma name|firm|vendor|product|size|team|version|batch|wave|cohort|question",
)
_NO_PERSON_SIGNS = _signs("学校|学区|學校|地区|地域|都道府県|학교|지역|組織|机构|部门|单位|会社|公司")
_SOMEBODY_ELSE = _words(
    "supervisor*|manager*|boss|superior|principal*|superintendent*|partner*|colleague*|coach*|mentor*|referee",
    "alternate|alternative|second*|other|another|emergency|parent*|guardian*|assistant*|secretary|vorgesetzte*",
    "kolleg*|jefe|jefa|superieur*|chef*|director*|collegue*|responsable|leader s|teammate*|friend*|spouse|nominee*",
    "nominated|invitee*|team lead|sponsor*|interviewer*|enumerator*|submitted by|collector|network|device",
)
_COUNTS = _words("nombre d|nombre de|nombre des|nombre total|number|how many|count|rank|size")


@cache
def plain(header: str) -> str:
    """A header in small letters without accents, its words apart: `RecipientFirstName` is `recipient first name`."""
    apart = re.sub(r"(?<=[a-z\d])(?=[A-Z])", " ", header)
    bare = "".join(c for c in unicodedata.normalize("NFKD", apart) if not unicodedata.combining(c) or ord(c) > 0x36F)
    return " ".join(re.sub(r"[^\w\u0900-\u0dff]+|_+", " ", unicodedata.normalize("NFKC", bare).casefold()).split())


def _joined(header: str) -> str:
    """The same without any parting at capitals, for `deviceID` and `eMail`."""
    return plain(header.casefold())


def _says(header: str, words: re.Pattern[str], signs: re.Pattern[str] | None = None) -> bool:
    return any(
        words.search(one) or (signs is not None and signs.search(one)) for one in (plain(header), _joined(header))
    )


def _of_header(header: str) -> Person | None:
    """What a header alone tells of a column; of a long one, which is a question, only what is surely personal."""
    own = header.strip()
    if _says(own, _EMAIL, _EMAIL_SIGNS):
        return Person(header, "email", answered=not _says(own, _SOMEBODY_ELSE))
    if plain(own).startswith("how "):
        return None
    place = is_a_place(own)
    if plain(own).count(" ") >= _QUESTION:
        sure = _says(own, _ALWAYS, _PERSONAL_SIGNS) or (_says(own, _words("name|names|address")) and not place)
        return Person(header, "personal") if sure else None
    if own == "#" or (_says(own, _ID, _ID_SIGNS) and not _says(own, _NAMED) and not place):
        signs = bool(_ID_SIGNS.search(own))
        answered = own == "#" or ((signs or _says(own, _ANSWERED)) and not _says(own, _SOMEBODY_ELSE))
        return Person(header, "id", answered=answered)
    if plain(own) in _ALONE or (_says(own, _PERSONAL, _PERSONAL_SIGNS) and not _only_a_place(own, place=place)):
        return Person(header, "personal")
    return None


_QUESTION = 7
"""So many blanks make a header a question."""
_NAMED = _words("name*|fname|lname|first|last|full|surname|phone*|device|deviceid|address|national|mobile|email")
_ALONE = {
    "leader", "supervisor", "line manager", "manager", "principal", "superintendent", "boss", "coach", "mentor",
    "reviewer", "who are you",
}  # fmt: skip
_ALWAYS = _words(
    "phone*|telephone*|tel|telefon*|mobile|fname|lname|firstname|lastname|first name|last name|surname*|apellido*",
    "prenom|vorname*|nachname*|birth*|dob|ip address|ipaddr|latitude|longitude|gps|deviceid|full name|your name",
    "contact number|contact no|home address|your address",
)


def is_a_place(header: str) -> bool:
    """Whether a header speaks of a school, an office or another group of people."""
    return _says(header, _NO_PERSON, _NO_PERSON_SIGNS)


def _only_a_place(header: str, *, place: bool) -> bool:
    """Whether it is a school, not somebody, that has the name; or how many there are of something."""
    return (place or _says(header, _COUNTS)) and not _says(header, _ALWAYS)


# --- what cells tell ------------------------------------------------------------------------------------

_IP = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}|(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}", re.IGNORECASE)
_COORDINATES = re.compile(r"-?\d{1,3}\.\d{3,}[,;\s]+-?\d{1,3}\.\d{3,}(?:[,;\s]+-?\d+(?:\.\d+)?){0,2}")
_DATE = re.compile(r"(?:(\d{4})[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](\d{4}))")
_YEARS = re.compile(r"(?:19|20)\d\d\s*[-/\u2013\u2011]\s*(?:(?:19|20)\d\d|\d\d)")
_AMOUNT = re.compile(r"\d{1,3}(?:[ .]\d{3})+|\d+\.\d+")
_TIME = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.](?:\d{4}|\d{1,2})(?: .*)?")
_TOKEN = re.compile(r"(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{6,64}|(?:uuid:)?[0-9a-fA-F]{8}-[\w-]{13,40}|\d{8,}")
_PART = r"(?:[A-Z\u00c0-\u00de][\w'\u2019.-]*|d[aeiu]|von|van|der|del|la|bin)"
_NAME = re.compile(rf"{_PART}(?: {_PART}){{1,3}}")
_NO_NAME = _words(
    "school*|elementary|high|middle|academy|district|county|center|centre|institute|college|university|office|city",
    "state|unified|public|network|region|north*|south*|east*|west*|central|principal|director|superintendent|manager",
    "coordinator|teacher|officer|chief|head|dean|lead|assistant|specialist|coach|counselor|supervisor|hill*|valley",
    "river|lake|park|team|department|new|saint|san|mount|yes|no|not|islands|border|street|avenue|road|usd|isd|charter",
)
_MOST_OFTEN, _FEWEST, _MOSTLY = 3, 4, 0.8


def tells_of_a_person(text: str) -> bool:
    """Whether an address or a telephone number stands in a text."""
    return bool(ADDRESS.search(text)) or any(is_telephone(found[0]) for found in TELEPHONE.finditer(text))


def is_telephone(text: str) -> bool:
    """Whether a text is written as telephone numbers are, and not as dates, school years or amounts."""
    bare = text.strip()
    digits = sum(c.isdigit() for c in bare)
    other = _TIME.fullmatch(bare) or _YEARS.fullmatch(bare) or _AMOUNT.fullmatch(bare) or _IP.fullmatch(bare)
    return bool(TELEPHONE.fullmatch(bare)) and 7 <= digits <= 15 and not other


def _written_apart(cell: str) -> bool:
    return is_telephone(cell) and not cell.strip().isdigit()


def _born(cell: str) -> bool:
    found = _DATE.fullmatch(cell.strip())
    return found is not None and 1920 <= int(found[1] or found[2]) <= 2008


def _named(cell: str) -> bool:
    bare = " ".join(cell.split())
    return len(bare) <= 40 and bool(_NAME.fullmatch(bare)) and not _NO_NAME.search(plain(bare))


def _of_cells(header: str, cells: Sequence[str]) -> Person | None:
    """What the cells of a column tell whose header says nothing."""
    told = [cell.strip() for cell in cells if cell.strip()]

    def mostly(test: Callable[[str], object]) -> bool:
        return bool(told) and sum(bool(test(cell)) for cell in told) >= _MOSTLY * len(told)

    if mostly(ADDRESS.fullmatch):
        often = max(Counter(cell.lower() for cell in told).values())
        few = often <= _MOST_OFTEN and len({cell.lower() for cell in told}) * 3 >= len(told) * 2
        return Person(header, "email", answered=few and not _says(header, _SOMEBODY_ELSE), by="cells")
    if mostly(_IP.fullmatch) or mostly(_COORDINATES.fullmatch):
        return Person(header, "personal", by="cells")
    if len(told) < _FEWEST or is_a_place(header):
        return None
    apart = len(set(told)) * 2 >= len(told) and max(Counter(told).values()) <= _MOST_OFTEN
    calls = mostly(is_telephone) and sum(map(_written_apart, told)) * 3 >= len(told)
    if calls or mostly(_born) or (apart and mostly(_named)):
        return Person(header, "personal", by="cells")
    if apart and mostly(_TOKEN.fullmatch):
        return Person(header, "id", by="cells")
    return None


def person_in(header: str, texts: Sequence[str], cells: Sequence[str]) -> Person | None:
    """What a column tells of a person: by its header or the question below it, else by its cells."""
    found = next((one for text in (header, *texts) if (one := _of_header(text))), None)
    told = [cell for cell in cells if cell.strip()]
    if found and found.kind == "email" and told and not any("@" in cell for cell in told):
        return None  # a question about e-mails, or a form that hides them
    if found and found.kind == "personal" and told and all(ADDRESS.fullmatch(cell.strip()) for cell in told):
        return Person(header, "email", answered=plain(header) in ("username", "user name"))
    if found:
        return Person(header, found.kind, found.answered)
    return _of_cells(header, cells)


def persons(
    columns: Mapping[str, Sequence[str]],
    settled: Mapping[str, Literal["id", "email", "event", ""]],
    cells: Mapping[str, Sequence[str]],
) -> tuple[Person, ...]:
    """The persons in a table's columns, each with the texts that stand for it.

    `settled` says of a platform's own columns what tells who answered; `cells` are some of the cells of each column.
    Among columns known by their cells only, one tells who answered where no header does.
    """
    found = []
    for header, texts in columns.items():
        told, one = settled.get(header), person_in(header, texts, cells.get(header, ()))
        if told in ("id", "email"):
            one = Person(header, "id" if told == "id" else "email", answered=True)
        elif told is not None and one is not None:
            one = Person(header, one.kind, answered=False, by=one.by)
        if one is not None:
            found.append(one)
    named = any(one.answered and one.by == "header" for one in found)
    guessed = [one for one in found if one.answered and one.by == "cells"]
    doubtful = guessed if named or len(guessed) > 1 else []
    return tuple(Person(one.header, one.kind, by="cells") if one in doubtful else one for one in found)


def answered_by(found: Sequence[Person], header: str) -> tuple[Person, ...]:
    """The same persons, where a user says which column tells who answered: that one and no other."""
    before = next((one for one in found if one.header == header), Person(header, "id"))
    kind: Kind = "id" if before.kind == "personal" else before.kind
    others = (Person(one.header, one.kind, by=one.by) for one in found if one.header != header)
    return (Person(header, kind, answered=True), *others)
