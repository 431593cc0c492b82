"""The words that headers use for persons, and for what is none, in the languages of the platforms.

Owns these words and how they are looked for; knows nothing of columns or cells.
"""

from __future__ import annotations

import re


class Words:
    """Words, and several in a row, as they stand in a plain header; a `*` stands for the rest of a word."""

    def __init__(self, several: tuple[str, ...]) -> None:
        """From several lines of them."""
        told = {word for line in several for word in line.split("|")}
        self._whole = {word for word in told if not word.endswith("*")}
        self._begun = {word[:-1] for word in told if word.endswith("*")}
        self._shortest = min(map(len, self._begun), default=0)
        self._longest = max(word.count(" ") for word in told) + 1

    def search(self, header: str) -> bool:
        """Whether any of them stands in a header whose words are apart."""
        found = header.split()
        for first in range(len(found)):
            for after in range(first + 1, min(first + self._longest, len(found)) + 1):
                phrase = " ".join(found[first:after])
                last = len(phrase) - len(found[after - 1])  # the rest is of the last word only
                ends = range(max(self._shortest, last), len(phrase) + 1)
                if phrase in self._whole or any(phrase[:end] in self._begun for end in ends):
                    return True
        return False


def words(*several: str) -> Words:
    """Any of these as whole words, where a language puts blanks between them."""
    return Words(several)


def signs(several: str) -> re.Pattern[str]:
    """Any of these anywhere, for languages that put no blanks between words."""
    return re.compile("|".join(map(re.escape, several.split("|"))))


EMAIL = words(
    "e mail*|email*|mail|mails|mailadresse|mail address|correo|correo electronico|courriel|e post*|epost*|sahkoposti*",
    "poczta|adres poczty|эл почта|почта|электронная почта|البريد الالكتروني|البريد الإلكتروني|ईमेल|eposta|e posta|mel",
)
EMAIL_SIGNS = signs("メール|邮箱|郵箱|电子邮件|電子郵件|電郵|이메일|메일")
PERSONAL = words(
    # telephones
    "phone*|telephone*|tel|tel no|contact number|contact no|mobile no*|mobile number|cell|cell no*|cell number",
    "cellphone*",
    "whatsapp|fax",
    "mobile|telefon*|telefoon*|telemovel|celular|movil|telemovil|handy|handynummer|mobil|mobilnummer|mobiltelefon|portable",
    "puhelin*|gsm|телефон|номер телефона|هاتف|फोन|फ़ोन|cep telefonu|dien thoai|so dien thoai|komorka|numer telefonu",
    # names
    "fname|lname|firstname|lastname|fullname|middlename|surname*|forename*|nickname|initials|given name*|family name",
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
    # names and telephones in further languages
    "ονοματεπωνυμο|ονομα*|επιθετο|τηλεφων*|κινητο|nume|numele|prenume*|ім я|прізвище|по батькові|піб|име|презиме|nafn",
    "fornafn|simanumer|pangalan|apelyido|jina|majina|simu|emri|mbiemri|vardas|pavarde|vards|uzvards|eesnimi|perenimi",
    "perekonnanimi|keresztnev|vezeteknev|priimek|izena|abizena|cognoms|llinatges|ainm|enw|nama|სახელი|გვარი|ტელეფონი",
    "անուն|ազգանուն|հեռախոս|نام|نام خانوادگی|تلفن|موبایل|الجوال|رقم الجوال|رقم الهاتف|موبايل|नाव|मोबाइल|নাম|মোবাইল|ফোন",
    "பெயர்|పేరు|નામ|ਨਾਂ|ਨਾਮ|ಹೆಸರು|പേര്|call you",
    "submitted by|submitter|username|user name|contact|contact person|interviewer|enumerator",
)
PERSONAL_SIGNS = signs(
    "姓名|氏名|名前|お名前|姓|名字|이름|성명|성함|電話|电话|手机|手機|携帯|전화|휴대폰|ชื่อ|นามสกุล|โทรศัพท์|เบอร์โทร|มือถือ|ที่อยู่|วันเกิด|生年月日|出生|생년월일|住所|地址|주소"
)
ID = words(
    "id|ids|uuid|guid|key|token|token id|access code|login|identifier|external reference|external data reference",
    "identificador|identifiant|kennung|identyfikator|identificativo|matricula|matricule|legajo|personalnummer",
    "mitarbeiternummer|employee|employee number|employee no|staff number|staff no|badge|respondent|participant",
    "participante|teilnehmer*|participant number|participant no|participant code|respondent number|respondent no",
    "respondent code|recordid|responseid|respondentid|participantid|userid|employeeid|staffid|personid|memberid",
    "numero de empleado|numero d employe|numero de participant|numero de participante|pseudonym|code name",
)
ID_SIGNS = signs("回答者|参加者|编号|編號|学号|工号|아이디|참가자")
ANSWERED = words(
    "id|respondent*|response*|participant*|participante|teilnehmer*|applicant*|subject|person|personid|user|userid",
    "member|memberid|employee*|staff|staffid|leader|token|token id|access code|login|record|recordid|submission",
    "external|uuid|key|identificador|identifiant|kennung|identyfikator|matricula|matricule|legajo|personalnummer",
    "mitarbeiternummer|badge|numero de empleado|numero de participant|numero de participante|pseudonym|code name",
)
NO_PERSON = words(
    "school*|district*|network|organi*ation*|agency|college|university|site|campus|program*|project|survey|file|unit",
    "office|department|company|county|city|state|region*|job|course|event|form|playbook|collector|building|grade|class",
    "subject area|country|province|town|escuela*|colegio|distrito|centro|institucion|ecole*|etablissement*|lycee",
    "academie|schul*|schule|bezirk|behorde|scuola*|istituto|escola*|skola*|skole*|koulu*|szkol*|школ*|район|regiao",
    "gemeente|gemeinde|kommune|kommun|stadt|ville|ciudad|cidade|citta|land|pays|pais|bundesland|provincia|okul|okulu",
    "σχολει*|scoal*|scoli*|школ*|училищ*|sekolah|shule|paaralan|eskwelahan|ysgol|scoil|ikastetxe*|shkoll*|mokykl*|skolas",
    "المدرسة|مدرسة|مدرسه|منطقة|المنطقة|विद्यालय|स्कूल|जिला|ज़िला|বিদ্যালয়|স্কুল|பள்ளி|בית ספר|בית הספר|מחוז|სკოლ*|դպրոց*",
    "kreis|raion|organisme|entreprise|firma name|firm|vendor|product|size|team|version|batch|wave|cohort|question",
)
NO_PERSON_SIGNS = signs("学校|学区|學校|地区|地域|都道府県|학교|지역|組織|机构|部门|单位|会社|公司|โรงเรียน|เขต|จังหวัด")
SOMEBODY_ELSE = words(
    "supervisor*|manager*|boss|superior|principal*|superintendent*|partner*|colleague*|coach*|mentor*|referee",
    "alternate|alternative|second*|other|another|emergency|parent*|guardian*|assistant*|secretary|vorgesetzte*",
    "kolleg*|jefe|jefa|superieur*|chef*|director*|collegue*|responsable|leader s|teammate*|friend*|spouse|nominee*",
    "nominated|invitee*|team lead|sponsor*|interviewer*|enumerator*|submitted by|collector|network|device",
)
COUNTS = words("nombre d|nombre de|nombre des|nombre total|number|how many|count|rank|size")
NAMED = words("name*|fname|lname|first|last|full|surname|phone*|device|deviceid|address|national|mobile|email")
ALWAYS = words(
    "phone*|telephone*|tel|telefon*|mobile|fname|lname|firstname|lastname|first name|last name|surname*|apellido*",
    "prenom|vorname*|nachname*|birth*|dob|ip address|ipaddr|latitude|longitude|gps|deviceid|full name|your name",
    "contact number|contact no|home address|your address|call you|name of person|name of the person|leader name",
    "name of school leader|name of leader|name of the leader|leader s name|principal s name|teacher s name",
)
NO_NAME = words(
    "school*|elementary|high|middle|academy|district|county|center|centre|institute|college|university|office|city",
    "state|unified|public|network|region|north*|south*|east*|west*|central|principal|director|superintendent|manager",
    "coordinator|teacher|officer|chief|head|dean|lead|assistant|specialist|coach|counselor|supervisor|hill*|valley",
    "river|lake|park|team|department|new|saint|san|mount|yes|no|not|islands|border|street|avenue|road|usd|isd|charter",
)
