"""Who is who in a survey: which of its columns tell respondents apart, who answered twice, and pseudonyms.

Owns what a header says about a person; knows nothing of questionnaires or results.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import polars as pl

from jtbd_diag.errors import Code, complaint
from jtbd_diag.files import write_whole

Keep = Literal["first", "last", "all"]
"""Which rows of a respondent who answered more than once count."""

_IDS = (
    *("responseid", "respondentid", "participantid", "applicantid", "applicationid", "externalreference"),
    *("recordid", "studyid", "subjectid", "submissionid", "uuid", "instanceid", "key", "token", "id", "networkid"),
)
_EMAIL = re.compile(r"e-?mail|^username$", re.IGNORECASE)
_PERSON = re.compile(
    r"^(full|first|last|family|given|recipient ?(first|last)) ?name$|^name$|\bip ?address\b|^ipaddr|phone|mobile"
    r"|latitude|longitude|^(home |street |mailing )?address$|geo(point|location)|^submitted ?by$|^submittername$",
    re.IGNORECASE,
)
_NOBODY = ("", "anonymous", "n/a", "na", "none", "-")
_KEY = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Identity:
    """The columns that tell who somebody is: the id, the e-mail address, further ids, and what else is personal."""

    respondent: str | None
    email: str | None
    ids: tuple[str, ...]
    personal: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns on which two rows of one respondent agree."""
        return tuple(name for name in (self.respondent, self.email) if name)


def identity_of(columns: Mapping[str, str]) -> Identity:
    """What the headers tell; `columns` maps the survey's own headers to their names in the results."""
    squeezed = {re.sub(r"[^a-z0-9#]", "", header.lower()): name for header, name in reversed([*columns.items()])}
    ids = [squeezed[one] for one in _IDS if one in squeezed]
    ids += [name for header, name in columns.items() if re.search(r"[_ ]id$|^#$", header.strip(), re.IGNORECASE)]
    spaced = {name: re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", header).strip() for header, name in columns.items()}
    emails = [name for name, words in spaced.items() if _EMAIL.search(words)]
    known = tuple(dict.fromkeys(one for one in ids if one not in emails))
    personal = tuple(n for n, words in spaced.items() if _PERSON.search(words) and n not in known and n not in emails)
    return Identity(known[0] if known else None, emails[0] if emails else None, (*known, *emails), personal)


# --- who answered twice ---------------------------------------------------------------------------------

DUPLICATE_OF, COUNTED = "duplicate_of", "counted"


def mark_duplicates(frame: pl.LazyFrame, identity: Identity, keep: Keep) -> pl.LazyFrame:
    """Add `duplicate_of`, the first row of the same id or e-mail address, and `counted`, whether the row counts.

    Blank and anonymous ones are nobody's. Rows stay where they are and none is dropped.
    """
    row = pl.col("row")
    firsts, lasts = [row], [row]
    for name in identity.keys:
        given = pl.col(name).str.strip_chars()
        plain = given.str.to_lowercase()
        key = pl.when(~plain.is_in(_NOBODY)).then(plain if name == identity.email else given)
        firsts.append(pl.when(key.is_not_null()).then(row.min().over(key)))
        lasts.append(pl.when(key.is_not_null()).then(row.max().over(key)))
    first, last = pl.min_horizontal(*firsts), pl.max_horizontal(*lasts)
    counted = {"first": first == row, "last": last == row, "all": pl.lit(True)}[keep]
    return frame.with_columns(pl.when(first != row).then(first).alias(DUPLICATE_OF), counted.alias(COUNTED))


# --- pseudonyms -----------------------------------------------------------------------------------------


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
        hint = "name a new file, and the key is made; keep it apart from the results"
        raise complaint(Code.KEY_SHAPE, str(path), "this file holds no key of ours", hint)
    return bytes.fromhex(text)


def pseudonymize(frame: pl.LazyFrame, identity: Identity, key: bytes) -> pl.LazyFrame:
    """Ids and e-mail addresses as keyed hashes; names, telephones and places are left out."""

    def hashed(values: pl.Series) -> pl.Series:
        return pl.Series(values.name, _pseudonyms(values.to_list(), key), dtype=pl.String)

    hashes = (pl.col(name).map_batches(hashed, return_dtype=pl.String, is_elementwise=True) for name in identity.ids)
    return frame.with_columns(*hashes).drop(identity.personal)


def _pseudonyms(values: Iterable[str | None], key: bytes) -> list[str | None]:
    return [None if value is None else pseudonym(value, key) for value in values]


def pseudonym(value: str, key: bytes) -> str:
    """A keyed hash (HMAC-SHA-256, its first 64 bits) that starts with a letter, lest it be read as a number."""
    plain = value.strip().lower() if "@" in value else value.strip()  # letters of an id may differ in case only
    return "p" + hmac.new(key, plain.encode(), hashlib.sha256).hexdigest()[:16]
