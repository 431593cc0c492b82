"""Ids of respondents -> names of files: safe on every system, and the same on every run.

Owns what may stand in a file's name; knows nothing of what is in the file.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from jtbd_diag.publishing.all_formats import SHEETS

_UNSAFE = re.compile(r"[^A-Za-z0-9._@+-]+")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST = 60


def file_names(ids: Sequence[str | None], rows: Sequence[int]) -> list[str]:
    """A name for every respondent, without ending; no two are the same, also where case does not count.

    An id is kept as it is where it may be; else its safe letters and a hash of it stand for it. Without an id the
    row names the file; a respondent who is there twice gets the row's number too.
    """
    names = [_name(id_) if id_ and id_.strip() else f"row-{row:05}" for id_, row in zip(ids, rows, strict=True)]
    alike = Counter(name.lower() for name in names)
    given = zip(names, ids, rows, strict=True)
    apart = [f"{name}-{_hash(one or '')}" if alike[name.lower()] > 1 else name for name, one, _ in given]
    again = Counter(name.lower() for name in apart)
    return [f"{name}-row-{row}" if again[name.lower()] > 1 else name for name, row in zip(apart, rows, strict=True)]


def _name(one: str) -> str:
    plain = unicodedata.normalize("NFKD", one.strip()).encode("ascii", "ignore").decode()
    safe = _UNSAFE.sub("-", plain).strip(".-")[:_LONGEST].rstrip(".-")
    whole = safe == one.strip() and not _RESERVED.fullmatch(safe) and not safe.lower().endswith(SHEETS)
    return safe if whole else f"{safe}-{_hash(one)}".lstrip("-")


def _hash(one: str) -> str:
    return hashlib.sha256(one.strip().encode("utf-8", "surrogatepass")).hexdigest()[:8]
