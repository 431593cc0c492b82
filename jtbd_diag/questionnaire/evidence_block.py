"""What was measured of a questionnaire: the shapes of its `evidence:` block.

Owns what stands in the block, and from how many people on it may stand there; must not know how it is worked out.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from jtbd_diag.ground.yaml_parts import Id, Number, Part, Text
from jtbd_diag.questionnaire.items import Points

LEAST_ANSWERS = 30
LEAST_RETESTED = 50
LEAST_INTERVIEWS = 40
LEAST_CODED = 30
"""As `lab.enough_answers` has them; a test holds them equal."""

Fingerprint = Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]
Share = Annotated[float, Field(ge=0, le=1, strict=True)]


class Steadiness(Part):
    """How steadily a scale measures, 0 to 1, with the ends of its 95 % interval; `sem` is in points."""

    by: Literal["alpha", "spearman-brown"]
    value: Number
    low: Number
    high: Number
    sem: Points | None = Field(default=None, description="standard error of measurement, in points")
    answers: Annotated[int, Field(ge=LEAST_ANSWERS, strict=True)]


class KeptScores(Part):
    """How far the same people's scores agree, answered again within weeks: ICC(A,1), with its 95 % interval.

    `sem` is the standard error of measurement in points that follows from it.
    """

    value: Number
    low: Number
    high: Number
    sem: Points
    people: Annotated[int, Field(ge=LEAST_RETESTED, strict=True)]


class _Source(Part):
    """What was measured: the data, the day, the questionnaire as it was then, and who worked it out with what."""

    data: Text
    day: Day
    version: Annotated[int, Field(ge=1, strict=True)]
    wording: Fingerprint = Field(description="of what people read, as it was then")
    scoring: Fingerprint = Field(description="of what scores, as it was then")
    by: Text = Field(description="the program and its version, and whoever used it")


class FromAnswers(_Source):
    """Many answers, how steadily each scale measured them, and how far it told the same when asked again."""

    respondents: Annotated[int, Field(ge=LEAST_ANSWERS, strict=True)]
    scales: Annotated[dict[Id, Steadiness], Field(min_length=1)]
    again: dict[Id, KeptScores] = Field(default={}, description="of those who answered again after one to five weeks")


class FromInterviews(_Source):
    """Interviews coded by people who had not seen the answers, and in how many the form named the same job."""

    interviews: Annotated[int, Field(ge=LEAST_INTERVIEWS, strict=True)]
    agree: Annotated[int, Field(ge=0, strict=True)]
    low: Share = Field(description="of the share that agrees; Wilson's interval")
    high: Share
    profiles: dict[Id, Annotated[int, Field(ge=LEAST_CODED, strict=True)]] = Field(
        default={}, description="profiles that were moved toward what was coded, and by how many interviews each"
    )


class Measured(Part):
    """What is known of a questionnaire from data; without it everything rests on expert judgment."""

    answers: FromAnswers | None = None
    interviews: FromInterviews | None = None
