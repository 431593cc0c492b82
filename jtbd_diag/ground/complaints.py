"""The one shape of every complaint: where, what, and how to mend it.

Owns Location, Code, Problem and InputError; knows nothing of what is being read.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from jtbd_diag.ground.catalogue import say

MOST_TOLD = 50
MOST_HINTS = 1000
"""Complaints for which the nearest word is looked for, which takes its time; so many are never told."""
LONGEST_WHAT = 400
LONGEST_HINT = 4000  # a hint may be a block of YAML to take over
LONGEST_WORD = 100


class Code(StrEnum):
    """Stable codes of complaints; a code keeps its meaning for good.

    `languages/en/tables/complaints.yaml` says what each means.
    """

    # files
    MISSING_FILE = "F001"
    NOT_A_FILE = "F002"
    TOO_LARGE = "F003"
    NOT_TEXT = "F004"
    EMPTY = "F005"
    UNREADABLE = "F006"
    UNWRITABLE = "F007"
    EXISTS = "F008"
    UNKNOWN_FORMAT = "F009"
    MISSING_PROGRAM = "F010"
    SAME_FILE = "F011"
    IN_USE = "F012"
    SHIPPED = "F013"
    # YAML
    MALFORMED_YAML = "Y001"
    DUPLICATE_KEY = "Y002"
    ALIAS_BOMB = "Y003"
    TOO_DEEP = "Y004"
    NOT_A_MAPPING = "Y005"
    TOO_MANY_VALUES = "Y006"
    # questionnaires
    WRONG_VALUE = "Q001"
    MISSING_KEY = "Q002"
    UNKNOWN_KEY = "Q003"
    DUPLICATE_ID = "Q004"
    UNKNOWN_ITEM = "Q005"
    UNKNOWN_OPTION = "Q006"
    UNKNOWN_SCALE = "Q007"
    UNKNOWN_ANSWER_SET = "Q008"
    SCALE_WITHOUT_ITEMS = "Q009"
    CONDITION_ON_LATER_ITEM = "Q010"
    CONDITION_CYCLE = "Q011"
    CONDITION_MISFIT = "Q012"
    PROFILE_OUT_OF_RANGE = "Q013"
    PROFILE_INCOMPLETE = "Q014"
    UNREACHABLE = "Q015"
    BANDS_OUT_OF_ORDER = "Q016"
    TOO_LONG = "Q017"
    UNKNOWN_QUESTIONNAIRE = "Q018"
    FLAT_SCALE = "Q019"
    KEYED_ONE_WAY = "Q020"
    HARD_TO_READ = "Q021"
    OPTIONS_OVERLAP = "Q022"
    STALE_EVIDENCE = "Q023"
    NO_EVIDENCE = "Q024"
    NO_PERSPECTIVE = "Q025"
    NO_LOOK_BACK = "Q026"
    TOO_MANY_WORDS = "Q027"
    # answers
    OTHER_QUESTIONNAIRE = "A001"
    OLDER_FINGERPRINT = "A002"
    ANSWER_TO_UNKNOWN_ITEM = "A003"
    UNKNOWN_ANSWER = "A004"
    WRONG_ANSWER_TYPE = "A005"
    ANSWERS_SHAPE = "A006"
    DAMAGED_CODE = "A007"
    FOREIGN_CODE = "A008"
    CUT_OFF = "A009"
    NO_SUCH_JOB = "A010"
    # plays, problem areas, sources, templates
    PLAY_SHAPE = "P001"
    UNKNOWN_SOURCE = "P002"
    UNCITED_SOURCE = "P003"
    UNKNOWN_IN_CONDITION = "P004"
    TOOL_WITHOUT_CONVERSATION = "P005"
    TOOL_WITHOUT_TEACHING = "P006"
    PLAY_BODY = "P007"
    PROBLEM_AREA_SHAPE = "P008"
    SOURCES_SHAPE = "P009"
    PLAN_SHAPE = "P010"
    TAILORING_SHAPE = "P011"
    UNREACHED = "P012"
    EMPTY_SECTION = "P013"
    LIMIT_BROKEN = "P014"
    REPEATED_SENTENCE = "P015"
    CONTRADICTION = "P016"
    EXCLUDES_NOTHING = "P017"
    UNREAD_SOURCE = "P018"
    CALENDAR_SHAPE = "P019"
    PLACES_SHAPE = "P020"
    UNSUPPLIED = "P021"
    KIT_SHAPE = "P022"
    NO_KIT = "P023"
    TEMPLATE_SYNTAX = "T001"
    TEMPLATE_NAME = "T002"
    THEME_SHAPE = "T003"
    # cohort
    NO_SUCH_GROUPING = "C001"
    TOO_MANY_FOR_A_SPREADSHEET = "C002"
    KEY_SHAPE = "C003"
    NEEDS_SHAPE = "C004"
    NOT_OURS = "C005"
    LEVELS_SHAPE = "C006"
    TOO_MANY_FOR_STATISTICS = "C007"
    # tables
    NOT_A_TABLE = "B001"
    TABLE_SHAPE = "B002"
    UNKNOWN_LAYOUT = "B003"
    OTHER_SURVEY = "B004"
    UNPACKS_TOO_LARGE = "B005"
    UNKNOWN_SHEET = "B006"
    MAPPING_SHAPE = "B007"
    UNKNOWN_COLUMN = "B008"
    COLUMN_TWICE = "B009"
    NOBODY = "B019"
    # cells and rows of tables
    NO_SUCH_OPTION = "B010"
    AMBIGUOUS_CELL = "B011"
    MIXED_COLUMN = "B012"
    OTHER_WAY = "B013"
    NOT_A_NUMBER = "B014"
    NUMBER_OUT_OF_RANGE = "B015"
    NOT_A_DATE = "B016"
    TICKED_TOGETHER = "B017"
    TOO_MANY_CELLS = "B018"
    COLUMNS_DISAGREE = "B020"
    OPTION_WITHOUT_COLUMN = "B021"
    FORM = "B022"
    ROWS_DISAGREE = "B023"
    ROW_SLID = "B024"
    UNKNOWN_NUMBERS = "B030"
    NUMBER_AND_LABEL = "B031"
    LABELS_DISAGREE = "B032"
    JOIN_NOT_UNIQUE = "B033"
    NOT_JOINED = "B034"
    ERROR_CELL = "B040"
    # engines that hold the rows elsewhere
    NOT_ON_THIS_ENGINE = "D001"
    ENGINE_STOPPED = "D002"
    # forms
    UNKNOWN_TARGET = "W001"
    NOT_EXPRESSED = "W002"
    # many eyes
    PLACE_SHAPE = "E001"
    NOT_COMPARED = "E002"
    TRANSITIONS_SHAPE = "E003"
    # offers
    OFFER_RULES = "O001"
    CONTRADICTS_ITSELF = "O002"
    RATED_TWICE = "O003"
    NO_RESULTS = "O004"
    # shortlists
    RULES_SHAPE = "S001"
    RULE_COLUMN = "S002"
    RULE_VALUE = "S003"
    SELF_PRAISE = "S004"
    NOT_ONE_ROW = "S005"
    # interviews
    TAG_BOOK_SHAPE = "I001"
    UNKNOWN_TAG = "I002"
    UNKNOWN_INTERVIEW = "I003"
    UNTAGGED = "I004"
    OUTSIDE_TEXT = "I005"
    TAGGED_TWICE = "I006"
    TAG_TABLE = "I007"
    TAG_VALUE = "I008"
    TOO_FEW_CODED = "I009"


@dataclass(frozen=True, order=True)
class Location:
    """A place in a file. Lines and columns count from 1; 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """`file:line:column`, or the file alone."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True)
class Problem:
    """One complaint: where, what, and how to mend it, where that is known.

    `code` stays the same from version to version (docs/complaints.md); `where` has a `file`, and a `line` and `column`
    from 1 where these are known, else 0. A `warning` is told but stops nothing.
    """

    code: Code
    where: Location
    what: str
    hint: str | None = None
    warning: bool = False

    def __str__(self) -> str:
        """Where, code, what; then the hint on a line of its own."""
        line = f"{self.where} {self.code.value} {_fitting(self.what, LONGEST_WHAT)}"
        hint = f"  {say('ground.hint', hint=_fitting(self.hint, LONGEST_HINT))}" if self.hint else ""
        return f"{line}\n{hint}" if hint else line


class InputError(Exception):
    """Something given by the user cannot be used; carries every Problem found as `problems`, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Put the problems in file order."""
        self.problems: tuple[Problem, ...] = tuple(sorted(problems, key=lambda p: p.where))
        super().__init__("\n".join(in_words(self.problems)))


def in_words(problems: Sequence[Problem]) -> Iterator[str]:
    """Complaints as they are printed: the first fifty, and how many more there are."""
    for problem in problems[:MOST_TOLD]:
        yield say("ground.warning", complaint=problem) if problem.warning else str(problem)
    if len(problems) > MOST_TOLD:
        yield say("ground.more_complaints", n=len(problems) - MOST_TOLD)


def _fitting(words: str, longest: int) -> str:
    """The words, without the middle of what some text in them makes too long."""
    if len(words) <= longest:
        return words
    return f"{words[: longest * 3 // 4]} … {words[-longest // 4 :]}"


def complaint(code: Code, where: Location | str, what: str, hint: str | None = None) -> InputError:
    """An InputError with a single problem."""
    location = where if isinstance(where, Location) else Location(where)
    return InputError([Problem(code, location, what, hint)])


def did_you_mean(word: str, known: Sequence[str]) -> str | None:
    """A hint naming the nearest known word, or the known words when they are few."""
    if 0 < len(known) <= 12:
        return nearest(word, known) or say("ground.known_names", names=", ".join(known))
    return nearest(word, known)


def nearest(word: str, known: Sequence[str]) -> str | None:
    """A hint naming the nearest known word, if one is near."""
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6) if len(word) <= LONGEST_WORD else []
    return say("ground.did_you_mean", near=near[0]) if near else None
