"""A mail as programs keep it (`.eml`) -> who sent it, its words, the files that came with it, and whether it is whole.

Owns how a mail is taken apart; knows nothing of answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import (
    CloseBoundaryNotFoundDefect,
    InvalidBase64CharactersDefect,
    InvalidBase64LengthDefect,
    InvalidBase64PaddingDefect,
    MessageError,
    MultipartInvariantViolationDefect,
    StartBoundaryNotFoundDefect,
)
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from html.parser import HTMLParser

LARGEST_BYTES = 50_000_000
"""What mail servers carry is half of it at most."""


_CUT_SHORT = (CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect, MultipartInvariantViolationDefect)
_BADLY_CODED = (InvalidBase64CharactersDefect, InvalidBase64LengthDefect, InvalidBase64PaddingDefect)


@dataclass(frozen=True)
class Enclosed:
    """A file that came with a mail. One that is not `whole` is cut off, or damaged on the way."""

    name: str
    content: bytes
    whole: bool = True


@dataclass(frozen=True)
class Mail:
    """`sender` is a name, or an address without one. `texts` are its words, and the same as a page where it has one.

    One that is not `whole` ends before its end, so that files may be missing.
    """

    sender: str | None
    texts: tuple[str, ...]
    files: tuple[Enclosed, ...]
    whole: bool = True


def opened(content: bytes) -> Mail:
    """Take a mail apart, however damaged. A mail that was forwarded as a file is opened, too."""
    message = message_from_bytes(content)  # the newer policy fails on damaged headings
    name, address = parseaddr(str(message.get("From", "")))
    name = _decoded(name)
    texts: dict[str, list[str]] = {"text/plain": [], "text/html": []}
    files: list[Enclosed] = []
    cut = {id(last) for last in _cut_off(message)}
    for part in _leaves(message):
        named = _name(part)
        if part.get_content_disposition() == "attachment" or (named and part.get_content_maintype() != "image"):
            found = _bytes(part)
            whole = id(part) not in cut and not _has(part, _BADLY_CODED)
            files.append(Enclosed(_plain_name(_decoded(named or "")), found, whole))
        elif part.get_content_type() in texts:
            texts[part.get_content_type()].append(_text(part))
    words, page = "\n".join(texts["text/plain"]), _shown("\n".join(texts["text/html"]))
    return Mail(name or address or None, tuple(text for text in (words, page) if text.strip()), tuple(files), not cut)


def _cut_off(message: Message) -> Iterator[Message]:
    """The parts that a mail breaks off in: the last of each group of parts that has no end."""
    for group in message.walk():
        if _has(group, _CUT_SHORT):
            yield [*_leaves(group)][-1]


def _has(part: Message, kinds: tuple[type[Exception], ...]) -> bool:
    return any(isinstance(one, kinds) for one in part.defects)


def _leaves(message: Message) -> Iterator[Message]:
    return (part for part in message.walk() if not part.is_multipart())


def _name(part: Message) -> str | None:
    try:
        return part.get_filename()
    except (LookupError, ValueError):  # a name in a coding that no program can have meant
        return None


def _decoded(heading: str) -> str:
    """A name as it is read, `=?utf-8?q?Ana?=` among them."""
    try:
        return str(make_header(decode_header(heading)))
    except (MessageError, LookupError, ValueError):
        return heading


def _bytes(part: Message) -> bytes:
    try:
        found = part.get_payload(decode=True)
    except ValueError:  # a damaged heading says how it is coded
        found = None
    return found if isinstance(found, bytes) else b""


def _text(part: Message) -> str:
    try:
        return _bytes(part).decode(part.get_content_charset("utf-8"), "replace")
    except (LookupError, ValueError):  # a coding that nobody knows
        return _bytes(part).decode("utf-8", "replace")


def _plain_name(name: str) -> str:
    """The last part of a name, which some programs send with its folders."""
    return re.split(r"[/\\]", name)[-1]


class _MailWords(HTMLParser):
    """The words of a page. A paragraph or a break ends a line."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in {"p", "br", "div", "li", "tr"}:
            self.found.append("\n")
        elif tag in {"td", "th"}:
            self.found.append(" ")

    def handle_data(self, data: str) -> None:
        self.found.append(re.sub(r"\s+", " ", data))


def _shown(html: str) -> str:
    words = _MailWords()
    words.feed(html)
    words.close()
    return "".join(words.found)
