"""The screens of a conversation, put into words: welcome, question, note, early stop, review.

Pure: an interview in, a screen out. Knows nothing of what happens next.
"""

from __future__ import annotations

from jtbd_diag.answers.answer_text import answer_text
from jtbd_diag.answers.items_to_ask import Settled
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import in_a_row
from jtbd_diag.interview.next_question import Interview
from jtbd_diag.interview.screens import (
    FINISH,
    GO_ON,
    LETTERS,
    NARROW,
    ONLY,
    WIDEN,
    Asking,
    Menu,
    Review,
    Row,
    Writing,
    time_needed,
)
from jtbd_diag.interview.typed_answer import expected
from jtbd_diag.questionnaire import Value

BETWEEN = "; "  # options ticked, of which some have commas of their own


def welcome(at: Interview) -> Menu:
    """The first screen: what this is, or where it goes on."""
    q, progress = at.questionnaire, at.progress
    left = progress.total - progress.done
    time = time_needed(progress.minutes)
    if not progress.done:
        told = say("interview.ahead", n=progress.total, time=time)
        return Menu(q.title, (*(t for t in (q.description, q.intro) if t), told), ((GO_ON, say("interview.begin")),))
    if not left:
        told = say("interview.all_done", n=progress.total, done=progress.done)
        return Menu(q.title, (told,), ((GO_ON, say("interview.see_answers")),))
    told = say("interview.welcome_back", n=progress.total, done=progress.done, left=left, time=time)
    return Menu(q.title, (told,), ((GO_ON, say("interview.go_on")),))


def asking(at: Interview, draft: Value | None, message: str | None) -> Asking:
    """The question that stands now."""
    item = at.item
    assert item is not None
    section, options = at.section_of(item.id), at.options(item.id)
    given = at.answers.values.get(item.id)
    return Asking(
        item=item,
        options=options,
        section=section.title,
        begins=at.heading is not None,
        intro=section.intro,
        progress=at.progress,
        expected=expected(item, options),
        given=given,
        given_words=None if given is None else answer_text(at.questionnaire, item.id, given, BETWEEN),
        skipped=item.id in at.answers.skipped,
        note=at.answers.notes.get(item.id),
        draft=draft,
        message=message,
    )


def note(at: Interview) -> Writing:
    """The note to the question that stands now."""
    item = at.item
    assert item is not None
    return Writing(say("interview.note_title"), item.ask, at.answers.notes.get(item.id, ""))


def early_stop(at: Interview, settled: Settled) -> Menu | None:
    """What is settled and what is not, and what may be left out; None when nothing may.

    Offers only what leaves the headline as it is. By letters, since numbers answer the questions around it.
    "Everything" takes in what was set aside before.
    """
    everything = at.narrow()
    offers = [(choice, at.narrow(set_aside(choice, at, settled))) for choice in (NARROW, ONLY)]
    shorter = [(choice, rest) for choice, rest in offers if rest.open and rest.open != everything.open]
    if not shorter and not settled.headline:
        return None
    choices = [(WIDEN if at.aside else GO_ON, say("interview.go_on_with_all", left=_left(everything)))]
    choices += [(choice, say(_SHORTER[choice, settled.headline], left=_left(rest))) for choice, rest in shorter]
    if settled.headline:
        choices.append((FINISH, say("interview.finish_now")))
    title = say("interview.could_stop" if settled.headline else "interview.part_settled")
    letters = (LETTERS[GO_ON], *(LETTERS[choice] for choice, _ in choices[1:]))
    return Menu(title, _standing(settled), tuple(choices), letters)


_SHORTER = {
    (NARROW, True): "interview.only_playbook",
    (NARROW, False): "interview.leave_out_settled",
    (ONLY, False): "interview.only_unsettled",
}


def _standing(settled: Settled) -> tuple[str, ...]:
    parts = {say("interview.which_job"): settled.job, say("interview.how_clearly"): settled.outcome}
    if settled.struggle is not None:
        parts[say("interview.how_strong_push")] = settled.struggle
    firm, loose = ([part for part, stands in parts.items() if stands is wanted] for wanted in (True, False))
    said = say("interview.settles", what=in_a_row(firm))
    if loose:
        return said, say("interview.not_settled", what=in_a_row(loose))
    return said, say("interview.rest_fits_better")


def set_aside(choice: Value, at: Interview, settled: Settled) -> frozenset[str]:
    """The items that a choice leaves out."""
    if choice == NARROW:
        return at.deciding - settled.matters
    return frozenset(at.questionnaire.items) - settled.matters if choice == ONLY else frozenset()


def review(at: Interview, last: str | None) -> Review:
    """Every asked question with its answer; `last` is the one changed just now."""
    left, aside = at.open, at.narrow().open
    answered = sum(item in at.answers.values for item in at.asked)
    skipped = sum(item in at.answers.skipped for item in at.asked)
    parts = [say("interview.answered", n=answered), *([say("interview.skipped", n=skipped)] if skipped else [])]
    actions = [(FINISH, say("interview.finish"))]
    if left:
        parts.append(say("interview.open", n=len(left)))
        go_on = (GO_ON, say("interview.go_on_with_questions", left=_left(at)))
        actions = [go_on, (FINISH, say("interview.finish_leave_rest"))]
    elif aside:
        parts.append(say("interview.set_aside", n=len(aside)))
        actions.append((WIDEN, say("interview.answer_set_aside", n=len(aside))))
    rows = tuple(_row(at, number, item) for number, item in enumerate(at.asked, start=1))
    return Review(say("interview.your_answers", parts=", ".join(parts)), tuple(actions), rows, last)


def _row(at: Interview, number: int, item_id: str) -> Row:
    item, value = at.questionnaire.items[item_id], at.answers.values.get(item_id)
    if value is not None:
        answer = answer_text(at.questionnaire, item_id, value, BETWEEN)
    else:
        answer = say("interview.row_skipped" if item_id in at.answers.skipped else "interview.row_open")
    section = at.section_of(item_id).title
    return Row(item_id, number, item.ask, answer, at.answers.notes.get(item_id), section)


def _left(at: Interview) -> str:
    return say("interview.more", n=len(at.open), time=time_needed(at.progress.minutes))
