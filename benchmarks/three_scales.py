"""Whether three deciding scales say more than two: their correlations, and the job with one of them left out.

Prints Markdown, over the labelled cases with a struggle. Run: python benchmarks/three_scales.py
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import correlation

from labelled_cases import FORMS, struggling_cases

from jtbd_diag import load_questionnaire, score_table
from jtbd_diag.diagnosis.scored_columns import rows_of
from jtbd_diag.questionnaire import Questionnaire

SCALES = ("scope", "frustration", "breadth")


def report() -> Iterator[str]:
    """The table as Markdown lines."""
    yield "| form | leaders | scope, breadth | scope, needing others | same job without breadth | without scope |"
    yield "|---|---|---|---|---|---|"
    for name, file in FORMS.items():
        questionnaire = load_questionnaire(name)
        cases = [case for which in ("development", "held out") for case in struggling_cases(questionnaire, file, which)]
        table = score_table(questionnaire, rows_of(questionnaire, [values for values, _ in cases]))
        scores = {scale: table.get_column(f"score:{scale}").to_list() for scale in SCALES}
        together = [f"{correlation(scores['scope'], scores[one]):.2f}"[1:] for one in ("breadth", "frustration")]
        rows = [dict(zip(SCALES, row, strict=True)) for row in zip(*scores.values(), strict=True)]
        jobs = [_nearest(questionnaire, row, SCALES) for row in rows]
        kept = [
            sum(_nearest(questionnaire, row, two) == job for row, job in zip(rows, jobs, strict=True))
            for two in (SCALES[:2], SCALES[1:])
        ]
        shares = " | ".join(f"{n} of {len(rows)}" for n in kept)
        yield f"| `{name}` | {len(rows)} | {' | '.join(together)} | {shares} |"


def _nearest(questionnaire: Questionnaire, scores: dict[str, float], scales: Sequence[str]) -> str:
    """The job nearest on these scales alone."""

    def apart(job: str) -> float:
        return sum((scores[scale] - questionnaire.profiles[job].at[scale]) ** 2 for scale in scales)

    return min(questionnaire.profiles, key=apart)


if __name__ == "__main__":
    print("\n".join(report()))
