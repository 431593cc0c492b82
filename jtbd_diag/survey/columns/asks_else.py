"""Words beside a question in its header -> whether they ask for something else: another time, person or condition.

Owns these words; knows nothing of headers, and nothing of which words a questionnaire says itself.
"""

from __future__ import annotations

import re

from jtbd_diag.survey.known.words_in_headers import words_apart

_MANY = 6
"""A translation or a sentence has more words, and may hold any of these."""
_PEOPLE = (
    r"(?:deput(?:y|ies)|boards?|cabinet|council|staff|principals?|teachers?|parents?|students?|pupils?|colleagues?"
    r"|peers?|supervisors?|boss|managers?|coach(?:es)?|partners?|spouse|predecessor|successor|chair|superintendents?"
    r"|teams?|others?)"
)
_LEADERS = r"(?:principals?|superintendents?)"
"""Others where they are somebody's, `your principal`; by themselves they may be whom the form is for."""
_SAID = r"(?: views?| answers?| ratings?| responses?)?"
_NO_NAME = r"(?!s |forms?\b|surveys?\b|versions?\b|questions?\b|sections?\b|parts?\b|cop(?:y|ies)\b|sizes?\b)"
_OTHERS = re.compile(rf"(?:(?:the )?(?!{_LEADERS}\b)|my |your |our |their ){_PEOPLE}(?: s)?(?: {_NO_NAME}\w+)?{_SAID}")
_PERIOD = r"(?:years?|months?|weeks?|days|terms?|semesters?)"
_OTHER = r"(?:last|next|previous|prior|coming|past)"
_NUMBER = r"(?:\d+|a|one|two|three|four|five|six|ten|twelve)"
_TILL_NOW = rf"(?:(?:last|past) {_NUMBER} (?:weeks|days)|past (?:week|month))\b"
"""A while up to now is no other time."""
_NAMES = r"(?:academy|elementary|primary|middle|high|prep|charter|isd)\b"
"""What makes a word before it the name of a school."""
_OF_A_FORM = r"(?:q ?\d|\d|item|question|number|asked as|worded|called)"
_ELSE = re.compile(
    "|".join(
        (
            # the contrary, and how much it matters
            r"not (?:be )?the case|untrue|\bimportan\w*|\bpriority\b|\bsatisf(?:ied|action)\b|\bconfiden(?:t|ce)\b",
            # another condition
            r"\bideal(?:ly)?\b|\bexpect\w*|\bwish\w*|\bhop(?:ed|ing)\b|\bdesired\b|\bshould be\b",
            rf"\b(?:hope|target)\b(?! {_NAMES})",
            r"^(?:(?:my|our|the) )?goals?$",
            r"\bunless\b|\bhypothetical\w*|\b(?:suppose|imagine|assuming)\b|\b(?:best|worst) case\b",
            r"\bif (?:you|we|i|they|he|she|it|there|money|time|nothing) (?:were|was|had|could|would|did)\b",
            # somebody else
            r"would (?:say|answer|like)|\baccording to\b|\b(?:perspective|eyes|point of view|opinion) of (?!you\b)",
            rf"(?<!about )\b(?:my|your|his|her|their|our) {_PEOPLE}\b",
            rf"\b(?:(?:by|from|of) (?:the |a )?|for the )(?!{_LEADERS}\b){_PEOPLE}\b",
            # another time
            r"(?<!survey )(?<!form )(?<!questionnaire )(?<!wave )(?<!asked )\b(?:in|by|until|back in) (?:19|20)\d\d\b",
            rf"\b{_PERIOD} (?:ago|from (?:now|today)|earlier|later|back)\b",
            rf"\b(?!{_TILL_NOW}){_OTHER} (?:(?:school|fiscal|calendar|{_NUMBER}) )?(?:{_PERIOD}|time)\b",
            rf"\b(?:in|within) {_NUMBER} {_PERIOD}\b|\bfuture\b|\bretrospect\w*",
            rf"\b{_OTHER} (?:spring|summer|autumn|fall|winter)\b",
            rf"\bback then\b|\b(?:formerly|previously|originally)\b(?! {_OF_A_FORM})",
            r"\bwhen (?:you|we|i) (?:began|started|took|came)\b|\b(?:at|in) (?:the )?(?:start|beginning|outset)\b",
            r"\bvor (?:\w+ )?(?:jahr|monat|woche)\w*|\bletzte\w* (?:schul)?jahr",
            r"\bhace (?:\w+ )?(?:ano|mes|semana)|\b(?:el|no) ano pasado|\bha (?:\w+ )?(?:ano|mes)",
            r"\bil y a (?:\w+ )?(?:an|mois|semaine)|\bl annee (?:derniere|passee)",
        )
    )
)
_PARTS = re.compile(r"priority|priorities|targets?|goals?|hopes?|expectations?|wishes")
"""What asks for something else beside a single question, and is a good name for a part of a form."""
_WHILE = re.compile(
    r"(?:(?:in|during|over|within|for|throughout) )?(?:(?:the|this) )?"
    r"(?:past (?:(?:one|1) )?(?:school )?(?:year|term|semester)"
    rf"|(?:past|last) {_NUMBER} (?:days|weeks|months)|(?:past|last) (?:1|one) year)"
)
_FORM = re.compile(
    rf"(?:the )?(?:questionnaires?|surveys?|forms?|polls?) (?:of|for|by) (?:the |our |my |all )?{_PEOPLE}"
)
_CALL = re.compile(r"\W*(?:very )?importante?\s*!+\W*", re.IGNORECASE)
_PLAIN = re.compile(r"self|own|mine|me|currently|current|now|today|actual|this\syear")
_THEN = re.compile(r"before|then|vorher|damals|antes|entonces|avant")


def asks_else(words: str) -> str:
    """What in these words beside a question asks for the contrary, another time, person or condition; or nothing."""
    found = None if _CALL.fullmatch(words) else _ELSE.search(words_apart(words))
    return found[0] if found else ""


def is_till_now(words: str) -> bool:
    """Whether they say no more than a while of a year at most that ends today, as `In the past year`."""
    return bool(_WHILE.fullmatch(words_apart(words)))


def is_a_form(words: str) -> bool:
    """Whether they call the form by whom it is for, as `Questionnaire of the staff`."""
    return bool(_FORM.fullmatch(words_apart(words)))


def is_short(words: str) -> bool:
    """Whether they are few, so that no translation of a question can be meant."""
    return words_apart(words).count(" ") < _MANY


def is_somebody_else(words: str) -> bool:
    """Whether they name others than who is asked, and say no more."""
    return bool(_OTHERS.fullmatch(words_apart(words)))


def is_of_then(words: str) -> bool:
    """Whether they say no more than that it is asked of an earlier time."""
    return bool(_THEN.fullmatch(words_apart(words)))


def may_be_a_part(words: str) -> bool:
    """Whether they may name a part of a form, such as `priority`."""
    return bool(_PARTS.fullmatch(words_apart(words)))


def is_of_here_and_now(words: str) -> bool:
    """Whether they say no more than that it is asked of who answers, or of today."""
    return bool(_PLAIN.fullmatch(words_apart(words)))
