"""A playbook as the writing stage makes them, about five pages long, with every construct of the dialect."""

from __future__ import annotations

import datetime
import re

from jtbd_diag.playbook.writing import Playbook, ProfileBar

JOBS = (("Correct", 20.0), ("Coordinate", 50.0), ("Reorient", 80.0))

PROFILE = (
    ProfileBar("Scope of focus", "one team or school", "the whole system", 57.0, "neighbouring units", JOBS),
    ProfileBar(
        "Needing others",
        "it is in my hands",
        "nothing moves without others",
        86.0,
        "most of it",
        (("Correct", 20.0), ("Coordinate", 80.0), ("Reorient", 55.0)),
    ),
    ProfileBar(
        "Breadth of what must change",
        "one process",
        "how the place works",
        None,
        None,
        (("Correct", 20.0), ("Coordinate", 35.0), ("Reorient", 80.0)),
    ),
)

FOOTER = (
    "Profiles rest on expert judgement and on interviews with a small sample of leaders who took up improvement; "
    "they start a conversation and settle nothing."
)

HOSTILE = (
    "[bold]",
    "<script>alert(1)</script>",
    '#import "x"',
    "{{7*7}}",
    "{% raw %}",
    "](http://evil)",
    "$x$",
    "@cite",
    "*a*",
    "_b_",
    "`c`",
    "| pipe |",
    "back\\slash \\n \\u{41}",
    "it's \"quoted\"",
    "a -- b ... (c)",
    "- [ ] not a box",
    "&amp; &#65;",
    "${HOME} %s {0}",
    "[/bold] [link=x]y[/link]",
    "~~gone~~ ==here==",
    "1. one",
    "<!-- gone -->",
    ":smile: :rocket:",
)


def escaped(text: str) -> str:
    """Escaped as the writing stage does it: a backslash before every ASCII sign CommonMark knows."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


MARKDOWN = f"""\
# Getting every child to school: a playbook for work that is shared

You lead one stubborn problem, and about half of its causes sit with other units. Your answers come closest to \
the job we call **Coordinate**: you are not looking for a course in method, you are looking for a way to bring \
the owners of the other pieces to one table and keep them there until the line moves.

> **In short** Map the hand-offs with the people who own them, agree on one number, and let the first win be theirs as much as yours. The first step takes 90 minutes and five people.

You said of the last time it went wrong:

> {escaped("The bus for route 14 was late again, the office marked eleven children absent by 8:05 and nobody told transport. [Again!]")}

## Where you stand

![Profile on three scales: you are at 57 of 100 on scope of focus, at 86 of 100 on needing others; on the breadth \
of what must change too little was answered to place you.](figure:profile)

Your answers rest on 21 of 24 questions. The nearest other job is *Reorient*; two answers separate you from it:

| If you had answered | instead of | the job would be |
|:--|:--|:--|
| the causes sit everywhere | about half sit with other units | Reorient |
| a coach for the whole staff | somebody who goes between units | Reorient |

There is push to act. You said that waiting costs something slowly and surely, that last year's plan was read once, \
and that you have set time aside; what holds you back is the worry that the work will look complicated to \
the people you need most.

---

## The problem and its number

Chronic absence counts a child who misses a tenth of the days or more, for any reason. It is a better signal \
than average daily attendance, which can look healthy while one child in five is drifting away \
([State guidance on attendance data](https://www.example.org/attendance/data)).

| Measure | Who counts it | How often | Now | Aim |
|:--|:--|:-:|--:|--:|
| Share of children missing 10% of days or more | Attendance office | monthly | 24.1% | 18% |
| Children absent twice in the first two weeks | Home-room teachers | weekly | 61 | 40 |
| Routes that arrive after the bell | Transportation | daily | 7 | 2 |
| Families reached on the first day of absence | Counselors | weekly | 38% | 80% |

Who holds what:

- **Transportation** holds the routes, the order in which buses leave the yard and the morning's changes.
- **Attendance office** holds the codes, the calls and the moment at which a child is marked absent.
    - The late bell and the absence code are two clocks, and they do not agree.
    - Substitutes in the office do not know the rule.
- **Counselors** hold the conversation with the family, when anybody tells them in time.

## Your first two weeks

1. Write the problem as one sentence and one number, without a cause in it.
2. Ask each owner for half an hour: what happens on their side when a child is late?
3. Draw the swim-lane map together, as it really goes.
4. Pick the one hand-off that fails most often and agree on a test that starts within five days.
5. Put the number where all owners see it each week.

**To tick off this week**

- [ ] Name the five owners, and write down what each would lose and gain.
- [ ] Ask your sponsor for two things: the tie-break, and ten minutes every other week.
- [ ] Reserve 90 minutes with the people who do the work, {escaped("incl. Ms. O'Neill & the *night* dispatcher")}.
- [x] Find the number as it is today.

## The plays

### Swim-lane map of how it really goes

*Tool · 60–90 minutes · one person from every unit involved*

Chosen because you said about half of the causes sit with other units. The map shows in an hour what a year of \
meetings did not: where a child's morning waits between two units that each do their part.

**Steps**

1. Choose one real case from last week, and write its first and last moment on the wall.
2. Give every unit a lane; each tells its own part, in the order in which it happened.
3. Mark who hands over what to whom, and how long it waits there.
4. Mark every spot where two people tell it differently. Do not settle it; look it up afterwards.
5. Count the waits. Circle the three that hurt most children.

**Done when** three hand-offs are circled and each has an owner from both sides.

**How it usually fails** It is drawn by one person, or from the handbook; then it shows how things should be and \
nobody recognises the morning.

> **The conversation it serves** Speak first with the head of transportation, alone. “I am not asking you to fix my number. Could you show me what happens on your side when route 14 runs late?”

A table to fill in together:

| Hand-off | From | To | Waits how long | What goes wrong |
|:--|:--|:--|:--|:--|
| Change of route | Dispatch | | | |
| First-day call | | | | |
| | | | | |
| | | | | |

### Charter on one page

*Rallying · 60 minutes and signatures · every unit head and the sponsor*

Chosen because you said that people agree in the room and then little moves.

**Steps**

1. Write the problem and its number at the top, in words a parent would use.
2. Say what is in and what is out, and until when.
3. Name the owner of each hand-off and the person who breaks ties.
4. Write for each unit what it gives and what it gets.
5. Set the rhythm: twenty minutes a week, the same day, the owners themselves.
6. Sign it, all of you, and set the date of the review.

**Done when** each unit head has signed and can say from memory what the others gave.

**How it usually fails** One person writes it and the others nod. Where nothing is given, nothing is gained; a \
charter without a line on what each unit *gets* is a list of demands.

> **The conversation it serves** “What would you need from us so that your step is easier?” Ask it before you show a draft, and write the answer into the charter in their words.

### Twenty-minute huddle of owners

*Coaching routine · 20 minutes a week · the owners, never their deputies*

Chosen because it keeps the hand-offs in sight between the larger meetings.

**Steps**

1. Look at the line: what did last week show?
2. Each owner names hand-offs that failed, without a name of a person.
3. Choose one obstacle. Who removes it, and by when?
4. Say aloud what is tested until the next huddle, and what you expect to see.

**Done when** four weeks in a row the owners came themselves and each obstacle got an answer.

**How it usually fails** It turns into reports. Stand up, keep the chart in the middle, and stop after twenty minutes.

## Twelve weeks at a glance

| Weeks | What | Who | What would show it |
|:--|:--|:--|:--|
| 1–3 | One-to-ones with the owners; one real case followed from door to door | You | Five owners have told their side |
| 4 | Swim-lane map, three hand-offs circled | One person from every unit | Two people said “I did not know that” |
| 5 | Charter signed, aim agreed with fist to five | Unit heads, sponsor | All at three fingers or more |
| 6–11 | Weekly huddle; a test every two weeks | The owners | First-day calls rise, late routes fall |
| 12 | The first hand-off that got better is told in public, by two units together | You and a partner unit | Another unit asks to join |

> **When the job changes** If a third team needs the same eight people, the problem has become the way the whole place works. Take the short form again; the job may be Reorient by then.

## Sources

- Attendance office handbook, [State guidance on attendance data](https://www.example.org/attendance/data), 2023.
- Example County Schools, [Swim lanes in a week](https://www.example.org/very/long/path/that/never/ends/swim-lanes-in-a-week-of-real-mornings.html), 2024. \
One site's report, without a comparison group.
- Example Institute, [A charter on one page](https://www.example.org/charter), 2022.
"""

PLAYBOOK = Playbook(
    title="Getting every child to school: a playbook for work that is shared",
    job="Coordinate",
    date=datetime.date(2025, 11, 21),
    markdown=MARKDOWN,
    profile=PROFILE,
    footer=FOOTER,
)


def playbook_of(markdown: str, **changes: object) -> Playbook:
    """A playbook with other Markdown."""
    values: dict[str, object] = {**vars(PLAYBOOK), "markdown": markdown, **changes}
    return Playbook(**values)  # type: ignore[arg-type]
