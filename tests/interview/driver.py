"""Holds the interview of the small questionnaire and saves to a file: `driver.py OUT [--plain] [--early]`.

Run by test_terminal.py in a terminal of its own.
"""

import sys
from pathlib import Path

from jtbd_diag.answers import Answers, read_answers, write_answers
from jtbd_diag.answers.items_to_ask import Settled
from jtbd_diag.interview.fullscreen_or_lines import interview
from jtbd_diag.interview.question_outside_interview import Interrupted, confirm, edit_text
from jtbd_diag.questionnaire import load_questionnaire_file


def main() -> None:
    out, plain = Path(sys.argv[1]), "--plain" in sys.argv
    if "--ask" in sys.argv:
        try:
            sys.exit(f"{confirm('Shall we?', plain=plain)} {edit_text('Change this', 'old', plain=plain)}")
        except Interrupted:
            sys.exit("INTERRUPTED")
    questionnaire = load_questionnaire_file(Path(__file__).with_name("small.yaml"))
    answers = read_answers(out, questionnaire)[0] if out.exists() else Answers.to(questionnaire, begun="x")
    outcome = interview(
        questionnaire,
        answers,
        save=lambda given: write_answers(out, given, force=True),
        settled=lambda given: Settled("--early" in sys.argv and bool(given.values), True),
        plain=plain,
    )
    sys.stdout.write(f"OUTCOME {outcome.ending}\n")


if __name__ == "__main__":
    main()
