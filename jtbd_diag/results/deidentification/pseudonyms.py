"""Persons out of every output of a run: which columns speak of them, and what takes their place.

Owns the key, the keyed hashes and what is left out of a text; knows nothing of questionnaires.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.ground.files import write_whole
from jtbd_diag.results.deidentification.names_out_of_texts import (
    LEFT_OUT,
    known_words_alone,
    without_names,
    without_whole_names,
)
from jtbd_diag.survey.files import OVERFLOW, ROW
from jtbd_diag.survey.known.words_in_headers import words, words_apart
from jtbd_diag.survey.people.names_of_people import is_a_title
from jtbd_diag.survey.people.person_columns import (
    ADDRESS,
    TELEPHONE,
    is_a_place,
    is_telephone,
    may_tell_somebody,
    tells_nobody,
)
from jtbd_diag.survey.table.survey_table import Table

_KEY = re.compile(r"[0-9a-f]{64}")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_TEXT = "text"
_NEAR = 20
_LINK = re.compile(
    r"((?:(?:https?|ftp)://|www\.)[^\s/?#<>\"']+)([^\s<>\"']*)"
    r"|(?<![\w.@/-])((?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|info|io|us|uk|ca|de|ly|gl|example))(/[^\s<>\"']+)",
    re.IGNORECASE,
)
_SPELT_ADDRESS = re.compile(
    r"[\w.+-]{1,64} ?[\[({] ?at ?[\])}] ?[\w-]{1,64}(?:(?:\.| ?[\[({] ?dot ?[\])}] ?)[\w-]{1,64})+", re.IGNORECASE
)
"""`first.last [at] place [dot] org`."""
_MOMENT = re.compile(
    r"(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})[T ]+\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?(?: ?[AP]M)?"
    r"(?: ?(?:Z|[+-]\d\d:?\d\d|[A-Z]{3,4}))?",
    re.IGNORECASE,
)
_TRACES = re.compile(r"\d[.:-]\d|[0-9a-f]:[0-9a-f]|::", re.IGNORECASE)
_TRACE = re.compile(
    r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]*\d)|(?<![\w:])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![\w:])"
    r"|(?<![\w:])(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}(?![\w:])"
    r"|(?<![\w:])(?=[0-9a-f:]{0,39}::)(?=[a-f:]{0,39}\d)(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])|(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])"
    r"|(?<![\w.])-?\d{1,3}\.\d{3,}[,;\s]+-?\d{1,3}\.\d{3,}(?![\w.]*\d)",
    re.IGNORECASE,
)


class IdentityColumns(NamedTuple):
    """The columns that tell who somebody is: the respondent's id, all ids and e-mails, and what else is personal.

    `emails` are those of `ids` that hold addresses of the respondents; of the `checked`, cells stay that tell nobody,
    and of the columns `about` people all but those that may tell somebody.
    """

    respondent: str | None
    ids: tuple[str, ...]
    personal: tuple[str, ...]
    emails: tuple[str, ...] = ()
    checked: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


def identity_of(table: Table, columns: Mapping[str, str], answers: Iterable[str] = ()) -> IdentityColumns:
    """What is told of the persons in a table; `columns` maps the survey's headers to their names in the results.

    `answers` are further columns of the results that hold personal answers.
    """
    there = [one for one in table.persons if one.header in columns]
    told = [headers[0] for headers in table.identity if headers[0] in columns]
    known = dict.fromkeys([*told, *(one.header for one in there if one.kind == "id")])
    emails = [one.header for one in there if one.kind == "email"]
    respondent = next((header for header in known if header not in (*emails, table.who.rater_id)), None)
    return IdentityColumns(
        respondent=None if respondent is None else columns[respondent],
        ids=tuple(dict.fromkeys(columns[header] for header in (*known, *emails))),
        emails=tuple(columns[header] for header in emails),
        personal=(*(columns[one.header] for one in there if one.kind in ("personal", "detail")), *answers),
        checked=tuple(columns[one.header] for one in there if one.kind == "checked"),
        about=tuple(columns[one.header] for one in there if one.kind == "about"),
    )


def read_key(path: Path) -> bytes:
    """The key in a file, made when there is none. Raises InputError when the file holds something else."""
    if not path.exists():
        write_whole(path, f"{secrets.token_hex(32)}\n".encode())
        path.chmod(0o600)
    try:
        text = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        text = ""
    if not _KEY.fullmatch(text):
        hint = say("results.no_key_hint")
        raise complaint(Code.KEY_SHAPE, str(path), say("results.no_key"), hint)
    return bytes.fromhex(text)


def without_traces(text: str) -> str:
    """A text without what machines say of somebody: rests of links, networks, places on the earth, hours of a day."""
    if "://" in text or "www." in text or ("/" in text and "." in text):
        text = _LINK.sub(_host_alone, text)
    if moment := _MOMENT.fullmatch(text.strip()):
        return moment[1]
    return _TRACE.sub(_trace_out, text) if _TRACES.search(text) else text


def _host_alone(found: re.Match[str]) -> str:
    host, behind = found[1] or found[3], found[2] or found[4] or ""
    return f"{host}/{LEFT_OUT}" if behind.strip("/") else found[0]


def _trace_out(found: re.Match[str]) -> str:
    """Four numbers with dots are a network, but not of a section or a version."""
    if found[0].count(".") != 3:
        return LEFT_OUT
    before = words_apart(found.string[max(0, found.start() - _NEAR) : found.start()]).rpartition(" ")[2]
    return found[0] if before in words("numbered") else LEFT_OUT


class Cover(NamedTuple):
    """What takes the place of persons, the same in every output of a run: ids and e-mail addresses as keyed hashes.

    Telephone numbers within a text are left out of it, and so are the names, ids and numbers of whoever wrote it.
    """

    identity: IdentityColumns
    key: bytes

    def text(self, text: str, own: Iterable[str | None] = (), *, numbers: bool = True, place: bool = False) -> str:
        """A text without addresses, telephone numbers and what is the writer's `own`; one that is a number may stay.

        Of a `place`, which may be called as somebody is, whole names are left out alone; not of a sentence about it.
        """
        if "@" in text or "\uff20" in text:
            text = ADDRESS.sub(lambda found: pseudonym(found[0], self.key), text)
        text = _SPELT_ADDRESS.sub(LEFT_OUT, text)
        text = without_traces(text)
        if numbers or not _NUMBER.fullmatch(text.strip()):
            text = TELEPHONE.sub(lambda found: LEFT_OUT if is_telephone(found[0]) else found[0], text)
        return without_whole_names(text, own) if place and is_a_title(text) else without_names(text, own)

    def results(self, frame: pl.LazyFrame, survey: Collection[str], answers: Collection[str]) -> pl.LazyFrame:
        """Results without persons; `survey` are the columns of the survey, `answers` those of answers as they are."""
        schema = frame.collect_schema()
        own = self.own(schema)
        hidden = [self._hashed(name) for name in self.identity.ids if name in schema]
        texts = [one for one in (*survey, *answers) if schema.get(one) == pl.String and one not in own]
        told = [self._without_persons(one, own, numbers=one in answers, place=is_a_place(one)) for one in texts]
        checked = [_kept_if(tells_nobody, name) for name in self.identity.checked if name in schema]
        checked += [_kept_if(_may_stay, name) for name in self.identity.about if name in schema]
        return frame.with_columns(checked).with_columns(*hidden, *told).drop(self.identity.personal, strict=False)

    def own(self, names: Collection[str]) -> list[str]:
        """The columns of results that tell who somebody is."""
        return [name for name in (*self.identity.ids, *self.identity.personal) if name in names]

    def rejects(
        self,
        rejects: pl.LazyFrame,
        who: pl.LazyFrame,
        carried: Mapping[str, str],
        texts: Collection[str],
        known: Collection[str],
    ) -> pl.LazyFrame:
        """What could not be used without persons; `who` has ROW and what is each row's own, `carried` names columns.

        `texts` are the headers of own words and of personal questions: what is refused there may tell a name that is
        known nowhere else. So may what is refused elsewhere, of which the `known` words stay.
        """
        of_row = {name: f"\0{name}" for name in who.collect_schema().names() if name != ROW}  # as no reject is called
        own = list(of_row.values())
        names = {name: header for header, name in carried.items()}
        ids = {names.get(name, name) for name in self.identity.ids}
        out = {OVERFLOW, *texts, *(names.get(name, name) for name in self.identity.personal)}
        column = pl.col("column")
        found = rejects.join(who.rename(of_row), on=ROW, how="left", maintain_order="left")
        slid = pl.col("code") == Code.ROW_SLID.value  # whose cell it is then, nobody knows
        hidden = (
            pl.when(slid | column.is_in(list(out)))
            .then(pl.lit(LEFT_OUT))
            .otherwise(self._without_persons("value", own, known=known))
        )
        return found.with_columns(
            pl.when(~slid & column.is_in(list(ids))).then(self._hashed("value")).otherwise(hidden).alias("value"),
            *(self._without_persons(name, own) for name in ("what", "hint")),
        ).drop(own)

    def keys(self, unmatched: pl.LazyFrame, key: str) -> pl.LazyFrame:
        """Rejects whose `value` is a respondent's key, which stands in the column `key` of the results."""
        return unmatched.with_columns(
            self._hashed("value") if key in self.identity.ids else pl.lit(LEFT_OUT).alias("value")
        )

    def _hashed(self, name: str) -> pl.Expr:
        def hashed(values: pl.Series) -> pl.Series:
            return pl.Series(values.name, _pseudonyms(values.to_list(), self.key), dtype=pl.String)

        return pl.col(name).map_batches(hashed, return_dtype=pl.String, is_elementwise=True)

    def _without_persons(
        self, name: str, own: Sequence[str], *, numbers: bool = True, place: bool = False, known: Collection[str] = ()
    ) -> pl.Expr:
        def told(rows: pl.Series) -> pl.Series:
            persons = rows.struct.unnest()
            texts = persons.get_column(_TEXT).to_list()
            others = persons.drop(_TEXT).rows() if own else [()] * len(texts)
            hidden = [
                v and self.text(v, who, numbers=numbers, place=place) for v, who in zip(texts, others, strict=True)
            ]
            hidden = [v and known_words_alone(v, known) for v in hidden] if known else hidden
            return pl.Series(name, hidden, dtype=pl.String)

        row = pl.struct(
            pl.col(name).alias(_TEXT), *(pl.col(one).cast(pl.String).alias(f"{n}") for n, one in enumerate(own))
        )
        return row.map_batches(told, return_dtype=pl.String, is_elementwise=True).alias(name)


def _may_stay(cell: str) -> bool:
    return tells_nobody(cell) or not may_tell_somebody(cell)


def _kept_if(test: Callable[[str], bool], name: str) -> pl.Expr:
    """The cells of a column that stand such a test."""

    def kept(values: pl.Series) -> pl.Series:
        told = [value if value is None or test(value) else LEFT_OUT for value in values]
        return pl.Series(values.name, told, dtype=pl.String)

    return pl.col(name).map_batches(kept, return_dtype=pl.String, is_elementwise=True)


def _pseudonyms(values: Iterable[str | None], key: bytes) -> list[str | None]:
    return [None if value is None else pseudonym(value, key) for value in values]


def pseudonym(value: str, key: bytes) -> str:
    """A keyed hash (HMAC-SHA-256, its first 64 bits) that starts with a letter, lest it be read as a number."""
    plain = value.strip().lower() if "@" in value else value.strip()  # letters of an id may differ in case only
    return "p" + hmac.new(key, plain.encode(), hashlib.sha256).hexdigest()[:16]
