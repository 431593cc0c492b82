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

from jtbd_diag.answers.table import Table
from jtbd_diag.errors import Code, complaint
from jtbd_diag.files import write_whole

Keep = Literal["first", "last", "all"]
"""Which rows of a respondent who answered more than once count."""

_ID = re.compile(r"\bid$|^#$|^key$|^token$|uuid$|^external ?(data )?reference$", re.IGNORECASE)
_EMAIL = re.compile(r"e-?mail|^username$", re.IGNORECASE)
_PERSON = re.compile(
    r"\bip ?address\b|^ipaddr|phone|mobile|tele?fon|latitude|longitude|\baddress$|adresse$|geo(point|location)"
    r"|^submitted ?by$|^submittername$|\bcontact( person)?$|^leader$|birth|\bssn\b|social security"
    r"|\bnombre\b|apellido|\b(vor|nach)name\b|^(pr.)?nom\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\bname\b", re.IGNORECASE)
_NO_PERSON = re.compile(
    r"\b(school|district|network|organi[sz]ation|agency|college|university|site|campus|program|project|survey|file|unit"
    r"|office|department|company|county|city|state|region|job|course|event|form|playbook)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[^\s@,;:<>()\[\]\"']+@[^\s@,;:<>()\[\]\"']+\.\w+")
_KEY = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Identity:
    """The columns that tell who somebody is: the respondent's id, all ids and e-mails, and what else is personal."""

    respondent: str | None
    ids: tuple[str, ...]
    personal: tuple[str, ...]


def identity_of(table: Table, columns: Mapping[str, str]) -> Identity:
    """What the layout and the headers tell; `columns` maps the survey's headers to their names in the results."""
    spaced = {header: re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", header).strip() for header in columns}
    keys = [headers[0] for headers in table.identity if headers[0] in columns]
    emails = [header for header in columns if _EMAIL.search(spaced[header])]
    ids = [header for header in (*keys, *columns) if header in keys or _ID.search(spaced[header])]
    known = tuple(dict.fromkeys(header for header in ids if header not in emails))
    personal = [h for h in columns if _is_personal(spaced[h]) and h not in known and h not in emails]
    named = [columns[header] for header in (*known, *emails)]
    return Identity(
        respondent=columns[known[0]] if known else None,
        ids=tuple(dict.fromkeys(named)),
        personal=tuple(columns[header] for header in personal),
    )


def _is_personal(header: str) -> bool:
    return bool(_PERSON.search(header) or (_NAME.search(header) and not _NO_PERSON.search(header)))


# --- who answered twice ---------------------------------------------------------------------------------

DUPLICATE_OF, COUNTED = "duplicate_of", "counted"


def mark_duplicates(frame: pl.LazyFrame, duplicates: pl.DataFrame, keep: Keep) -> pl.LazyFrame:
    """Add `duplicate_of`, the first row of the same respondent, and `counted`, whether the row counts.

    `duplicates` is what `answers.table.duplicates` found. Rows stay where they are and none is dropped.
    """
    row, first, last = pl.col("row"), pl.col("first"), pl.col("last")
    stays = {"first": first == row, "last": last == row, "all": pl.lit(True)}[keep]
    twice = duplicates.group_by("row").agg(first.min().alias(DUPLICATE_OF), stays.all().alias(COUNTED))
    found = twice.select(pl.col("row").cast(frame.collect_schema()["row"]), DUPLICATE_OF, COUNTED)
    marked = frame.join(found.lazy(), on="row", how="left", maintain_order="left")
    again = pl.when(pl.col(DUPLICATE_OF) != row).then(pl.col(DUPLICATE_OF))
    return marked.with_columns(again.alias(DUPLICATE_OF), pl.col(COUNTED).fill_null(True))


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
    """Ids and e-mail addresses as keyed hashes, wherever they stand; names, telephones and places are left out."""

    def hashed(values: pl.Series) -> pl.Series:
        return pl.Series(values.name, _pseudonyms(values.to_list(), key), dtype=pl.String)

    def without_addresses(values: pl.Series) -> pl.Series:
        if not values.str.contains("@", literal=True).any():
            return values
        hidden = (v and _ADDRESS.sub(lambda found: pseudonym(found[0], key), v) for v in values.to_list())
        return pl.Series(values.name, hidden, dtype=pl.String)

    bare = frame.drop(identity.personal)
    texts = [name for name, kind in bare.collect_schema().items() if kind == pl.String]
    done = {name: hashed if name in identity.ids else without_addresses for name in texts}
    return bare.with_columns(
        pl.col(name).map_batches(hide, return_dtype=pl.String, is_elementwise=True) for name, hide in done.items()
    )


def _pseudonyms(values: Iterable[str | None], key: bytes) -> list[str | None]:
    return [None if value is None else pseudonym(value, key) for value in values]


def pseudonym(value: str, key: bytes) -> str:
    """A keyed hash (HMAC-SHA-256, its first 64 bits) that starts with a letter, lest it be read as a number."""
    plain = value.strip().lower() if "@" in value else value.strip()  # letters of an id may differ in case only
    return "p" + hmac.new(key, plain.encode(), hashlib.sha256).hexdigest()[:16]
