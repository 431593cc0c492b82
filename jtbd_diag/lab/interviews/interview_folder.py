"""A folder of transcripts and tags -> interviews, who read each, and what each of them found in it.

Owns how a folder is laid out, and how a row finds its interview, its tag and its words; must not know what is made
of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, Location, Problem, complaint, did_you_mean
from jtbd_diag.ground.text_files import read_text
from jtbd_diag.lab.interviews.tag_book import PRESENT, Tag, TagBook
from jtbd_diag.lab.interviews.tag_files import TagRow, tag_rows

TRANSCRIPTS, TAGS, BOOK = "transcripts", "tags", "codebook.yaml"
"""What a folder holds, beside answers."""
AGREED = "agreed"
"""The tagger whose word settles what others differ on; no tagger when agreement is looked at."""
INVENTED = "[Invented"
"""How the first line of a transcript begins that nobody spoke."""
_VALUE = re.compile(r"^(?P<tag>[^=:./\s]+)\s*[=:./\s]\s*(?P<value>\S+)$")


@dataclass(frozen=True)
class Tagging:
    """What one tagger said of one interview: a tag, the place of its value, and which words it marks, if any."""

    interview: str
    tagger: str
    tag: Tag
    place: int
    span: tuple[int, int] | None
    where: Location


@dataclass(frozen=True)
class Tagged:
    """All interviews. `readers` has by interview everybody who tagged anything there, or said that nothing is there."""

    book: TagBook
    texts: Mapping[str, str]
    taggings: tuple[Tagging, ...]
    readers: Mapping[str, frozenset[str]]
    problems: tuple[Problem, ...]
    folder: Path
    unread: tuple[str, ...] = ()
    """Files of tags of which no row could be read."""

    @property
    def taggers(self) -> tuple[str, ...]:
        """Everybody who tagged, in order of the alphabet, but for who only settles."""
        return tuple(sorted({reader for readers in self.readers.values() for reader in readers} - {AGREED}))

    @property
    def invented(self) -> int:
        """How many interviews say of themselves that they were invented."""
        return sum(text.lstrip().startswith(INVENTED) for text in self.texts.values())


def read_tagged(folder: Path, book: TagBook) -> Tagged:
    """Read everything; rows that cannot be used are left out and told in `problems`.

    Raises InputError where there is no transcript, or a file cannot be read at all.
    """
    texts = _transcripts(folder)
    reading = _Reading(book, texts)
    problems: list[Problem] = []
    unread: list[str] = []
    seen: dict[bytes, str] = {}
    for path in _tag_paths(folder):
        try:
            _, rows = tag_rows(path)
        except InputError as error:
            problems += error.problems
            unread.append(str(path))
            continue
        other = seen.setdefault(path.read_bytes(), path.name)
        if not rows:
            what = say("interviews.no_rows", path=path.name)
            problems.append(Problem(Code.TAG_TABLE, Location(str(path), 1, 1), what, warning=True))
        elif other != path.name:
            what = say("interviews.same_file", path=path.name, other=other)
            problems.append(Problem(Code.TAGGED_TWICE, Location(str(path), 1, 1), what, warning=True))
        else:
            for row in rows:
                reading.take(row)
    readers = {name: frozenset(reading.readers.get(name, ())) for name in texts}
    problems += reading.problems
    return Tagged(book, texts, tuple(reading.taggings), readers, tuple(problems), folder, tuple(unread))


def transcript_path(folder: Path, interview: str) -> Path:
    """Where an interview's words stand."""
    return folder / TRANSCRIPTS / f"{interview}.txt"


def _transcripts(folder: Path) -> dict[str, str]:
    paths = sorted((folder / TRANSCRIPTS).glob("*.txt"))
    if not paths:
        what = say("interviews.no_transcripts", folder=f"{TRANSCRIPTS}/")
        raise complaint(Code.MISSING_FILE, str(folder), what, say("interviews.no_transcripts_hint"))
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            texts[path.stem] = read_text(path)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return texts


def _tag_paths(folder: Path) -> Sequence[Path]:
    paths = sorted((folder / TAGS).glob("*.csv"))
    if not paths:
        what = say("interviews.no_tags", folder=f"{TAGS}/")
        raise complaint(Code.MISSING_FILE, str(folder), what, say("interviews.no_tags_hint"))
    return paths


class _Reading:
    """Rows become taggings here, one after the other; what is wrong with one is kept."""

    def __init__(self, book: TagBook, texts: Mapping[str, str]) -> None:
        self.book, self.texts = book, texts
        self.taggings: list[Tagging] = []
        self.readers: dict[str, set[str]] = {}
        self.problems: list[Problem] = []
        self._interviews = {_plain(name): name for name in texts}
        self._letters: dict[str, _Letters] = {}
        self._tags = {_plain(name): tag for name, tag in book.tags.items()}

    def take(self, row: TagRow) -> None:
        interview = self._interview(row)
        if interview is None:
            return
        if row.tagger.casefold() == AGREED and not row.value:
            return  # a line of the list of differences that nobody has filled in yet
        tagger = AGREED if row.tagger.casefold() == AGREED else row.tagger
        self.readers.setdefault(interview, set()).add(tagger)
        if not row.tag:
            return  # read, and nothing found
        tag, value = self._tag(row)
        if tag is None:
            return
        place = tag.place(value)
        if place is None:
            what = say("interviews.no_such_value", tag=tag.id, value=value, known=", ".join(tag.values))
            self._tell(Code.TAG_VALUE, row, what)
            return
        span = self._span(row, interview)
        if span is None or span[1] > 0:
            self.taggings.append(Tagging(interview, tagger, tag, place, span, row.where))

    def _interview(self, row: TagRow) -> str | None:
        name = re.split(r"[\\/]", row.interview)[-1]
        stem = re.sub(r"\.(txt|docx|odt|html?|pdf|md)$", "", name, flags=re.IGNORECASE)
        found = self._interviews.get(_plain(stem))
        if found is None:
            what = say("interviews.no_such_interview", name=row.interview)
            self._tell(Code.UNKNOWN_INTERVIEW, row, what, did_you_mean(stem, list(self.texts)))
        return found

    def _tag(self, row: TagRow) -> tuple[Tag | None, str]:
        """The tag of a row and its value, which may be written behind the tag, as in `scope: 3`."""
        whole = self._tags.get(_plain(row.tag)) or self._tags.get(_plain(re.split(r"[./>]", row.tag)[-1]))
        if whole is not None:
            return whole, row.value
        parted = _VALUE.match(row.tag.strip())
        tag = self._tags.get(_plain(parted["tag"])) if parted else None
        if tag is None or parted is None:
            what = say("interviews.no_such_tag", tag=row.tag, book=self.book.codebook)
            self._tell(Code.UNKNOWN_TAG, row, what, did_you_mean(row.tag, list(self.book.tags)))
            return None, ""
        return tag, row.value or parted["value"]

    def _span(self, row: TagRow, interview: str) -> tuple[int, int] | None:
        """Where the words are; None where a row marks none; (0, 0), and a complaint, where they are not in the text."""
        text = self.texts[interview]
        if row.start or row.end:
            told = row.start.isascii() and row.start.isdecimal() and row.end.isascii() and row.end.isdecimal()
            start, end = (int(row.start), int(row.end)) if told else (0, 0)
            if not 0 <= start < end <= len(text):
                what = say("interviews.outside", start=row.start, end=row.end, name=interview, n=len(text))
                self._tell(Code.OUTSIDE_TEXT, row, what, say("interviews.outside_hint"))
                return 0, 0
            if row.quote and _squeezed(text[start:end]) != _squeezed(row.quote):
                what = say("interviews.other_words", start=start, end=end, words=_short(text[start:end]))
                self._tell(Code.OUTSIDE_TEXT, row, what, say("interviews.outside_hint"))
                return 0, 0
            return start, end
        if not row.quote:
            return None
        if interview not in self._letters:
            self._letters[interview] = _Letters(text)
        found = self._letters[interview].where(row.quote)
        if found is None:
            what = say("interviews.not_in_text", name=interview, words=_short(row.quote))
            self._tell(Code.OUTSIDE_TEXT, row, what, say("interviews.not_in_text_hint"))
            return 0, 0
        return found

    def _tell(self, code: Code, row: TagRow, what: str, hint: str | None = None) -> None:
        self.problems.append(Problem(code, row.where, what, hint))


def marked_words(tagged: Tagged, interview: str, tag: str) -> Iterator[str]:
    """The words of an interview that anybody marked with a tag."""
    for tagging in tagged.taggings:
        if (tagging.interview, tagging.tag.id, tagging.place) == (interview, tag, PRESENT) and tagging.span is not None:
            yield _squeezed(tagged.texts[interview][slice(*tagging.span)])


class _Letters:
    """A text without its spaces and line breaks, and where each letter stands in it."""

    def __init__(self, text: str) -> None:
        self.bare = "".join(text.split())
        self.places = [n for n, letter in enumerate(text) if not letter.isspace()]

    def where(self, words: str) -> tuple[int, int] | None:
        """Where words stand first, whatever spaces are between letters: programs put some in at markup."""
        start = self.bare.find(bare := "".join(words.split()))
        return None if start < 0 or not bare else (self.places[start], self.places[start + len(bare) - 1] + 1)


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", "_", name.strip().casefold())


def _squeezed(words: str) -> str:
    return " ".join(words.split())


def _short(words: str, most: int = 60) -> str:
    words = _squeezed(words)
    return words if len(words) <= most else f"{words[: most - 1]}…"


def invented_words(tagged: Tagged) -> tuple[str, ...]:
    """The sentence that must stand first where interviews were invented."""
    if not tagged.invented:
        return ()
    return (f"> **{say('interviews.invented_title')}** {say('interviews.invented', n=tagged.invented)}",)
