"""What may be shown of a place -> a page to talk about, and sheets of the same numbers.

Owns its order and words; must not know formats, or any answer that is not shown. Everything from a file is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from statistics import fmean

from jtbd_diag.compare.least_change import ERROR
from jtbd_diag.compare.raters_compared import Eyes, EyesGap, hidden_because
from jtbd_diag.compare.raters_drawing import EyesLegend, EyesRow, eyes_drawing
from jtbd_diag.compare.raters_protection import ShownGroup, ShownScale, rounded
from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.dates import written_out
from jtbd_diag.ground.markdown_escape import escape
from jtbd_diag.ground.page_colours import Colours
from jtbd_diag.publishing.drawings.svg_drawing import Drawing
from jtbd_diag.publishing.finding_files import Findings, columns_of
from jtbd_diag.publishing.report import figure, table, words_table
from jtbd_diag.publishing.workbook_sheets import SheetValue
from jtbd_diag.questionnaire import honesty_line
from jtbd_diag.questionnaire.model import Scale

_GROUP = {"leader": "compare.leader", "cabinet": "compare.cabinet", "staff": "compare.staff"}
_WORD = {"agree": "compare.word_agree", "mixed": "compare.word_mixed", "split": "compare.word_split"}
_HALF = {"cabinet": "compare.gap_cabinet_half", "staff": "compare.gap_staff_half"}
_PICTURE = {"problem": "compare.picture_own", "place": "compare.picture_place"}


def eyes_findings(eyes: Eyes, colours: Colours) -> Findings:
    """The page and the sheets."""
    figures = _figures(eyes, colours)
    about = say("compare.about", problem=escape(eyes.place.problem), place=escape(eyes.place.place))
    evaluator = say("compare.evaluator", error=f"{ERROR:.0f}")
    invented = [f"> {say('compare.invented')}"] if eyes.place.invented or eyes.invented else []
    parts = (
        *invented,
        about,
        say("compare.read"),
        *_who_answered(eyes),
        *_agreed(eyes),
        *_gaps(eyes),
        say("compare.job_title"),
        _job(eyes),
        say("compare.picture_title"),
        *figure(figures, "problem"),
        *figure(figures, "place"),
        _lines(eyes),
        *_theirs_alone(eyes),
        *_units(eyes),
        *_hidden(eyes),
        say("compare.use_title"),
        say("compare.use", day=_day(eyes)),
    )
    told = (*(one.removeprefix("> ").replace("**", "") for one in invented), say("compare.about_place", **_place(eyes)))
    rules = say("compare.hidden_rules")
    footer = honesty_line(eyes.leader.diagnosis.questionnaire, say("compare.footer"))
    return Findings(say("compare.title"), parts, footer, (*told, rules, evaluator), _sheets(eyes), figures, evaluator)


def _place(eyes: Eyes) -> dict[str, str]:
    return {"place": eyes.place.place, "problem": eyes.place.problem}


def _scale(eyes: Eyes, name: str) -> Scale:
    return next(group.form.scales[name] for group in eyes.forms.values() if name in group.form.scales)


def _title(eyes: Eyes, name: str) -> str:
    return str(escape(_scale(eyes, name).title))


def _group(perspective: str) -> str:
    return say(_GROUP[perspective])


def _who_answered(eyes: Eyes) -> Iterator[str]:
    yield say("compare.answered_title")
    told = [(_group(one.perspective), one.asked, one.n) for one in eyes.answered]
    rows = [
        [who, str(asked), str(n), f"{100 * n / asked:.0f}"] for who, asked, n in ((say("compare.leader"), 1, 1), *told)
    ]
    yield table(columns_of("compare.answered_heads"), rows)
    for one in eyes.answered:
        if not one.shown:
            yield say("compare.not_shown", why=hidden_because(one))
        elif one.thin:
            yield say("compare.thin")
        if one.thin_on:
            yield say("compare.thin_on", scales="; ".join(_title(eyes, name) for name in one.thin_on))


def _agreed(eyes: Eyes) -> Iterator[str]:
    yield say("compare.agreed_title")
    if not eyes.agreed:
        yield say("compare.agreed_none")
        return
    yield "\n".join(
        say("compare.agreed_one", scale=_title(eyes, name), points=_common(eyes, name)) for name in eyes.agreed
    )


def _common(eyes: Eyes, name: str) -> int:
    """The mean of what the groups say, rounded as they are."""
    told = [one.median for group in eyes.groups if (one := group.scales.get(name))]
    return rounded(fmean(told))


def _gaps(eyes: Eyes) -> Iterator[str]:
    yield say("compare.gaps_title")
    if not eyes.gaps:
        yield say("compare.gaps_none")
        return
    yield say("compare.gaps_few")
    for gap in eyes.gaps:
        scale = _scale(eyes, gap.scale)
        yield say("compare.gap_heading", scale=_title(eyes, gap.scale))
        yield _put(gap)
        if scale.low and scale.high:
            yield say("compare.gap_ends", low=escape(scale.low), high=escape(scale.high))
        yield say("compare.gap_may_mean")
        yield say("compare.gap_ask", question=escape(scale.talk) if scale.talk else say("compare.gap_ask_else"))


def _put(gap: EyesGap) -> str:
    said = {"leader": f"{gap.leader:.0f}", "n": gap.group.n, "median": gap.group.median}
    if gap.group.low is None:
        return say("compare.gap_cabinet", **said)
    half = {"low": gap.group.low, "high": gap.group.high}
    return say(_HALF[gap.perspective], **said, **half)


def _job(eyes: Eyes) -> str:
    found = eyes.points_to
    if found is None:
        return say("compare.job_leader_none")
    title = str(escape(eyes.leader.diagnosis.questionnaire.profiles[found.job].title))
    leader = say("compare.job_leader", job=title)
    if not any(one.perspective == "cabinet" for one in eyes.answered):
        return leader
    others = say("compare.job_same", of=found.of, same=found.same) if found.same else say("compare.job_hidden")
    return f"{leader}\n\n{others}"


# --- line by line ----------------------------------------------------------------------------------------


def _figures(eyes: Eyes, colours: Colours) -> dict[str, tuple[Drawing, ...]]:
    own = eyes.leader.diagnosis.questionnaire.scales
    kinds: Mapping[str, list[str]] = {
        "problem": [name for name in eyes.scales if name in own],
        "place": [name for name in eyes.scales if name not in own],
    }
    legend = [say("compare.picture_leader"), say("compare.picture_middle"), say("compare.picture_half")]
    return {
        kind: (
            eyes_drawing(
                kind,
                EyesLegend(say(_PICTURE[kind]), *legend),
                [_row(eyes, name) for name in names],
                colours,
            ),
        )
        for kind, names in kinds.items()
        if names
    }


def _row(eyes: Eyes, name: str) -> EyesRow:
    shown = eyes.shown_on(name)
    scale = _scale(eyes, name).title
    words = []
    for group, at, one in shown:
        said = {"scale": scale, "leader": f"{at:.0f}", "group": _group(group.perspective), "median": one.median}
        key = "compare.picture_words" if one.low is None else "compare.picture_words_half"
        words.append(say(key, low=one.low, high=one.high, **said))
    return EyesRow(scale, tuple((_group(group.perspective), at, one) for group, at, one in shown), " ".join(words))


def _half(scale: ShownScale) -> str:
    return say("compare.none") if scale.low is None else say("compare.between", low=scale.low, high=scale.high)


def _lines(eyes: Eyes) -> str:
    rows = []
    for name in eyes.scales:
        for group, at, one in eyes.shown_on(name):
            word = say(_WORD[one.agreement.word]) if one.agreement else say("compare.none")
            title = _title(eyes, name)
            if len(eyes.forms[group.perspective].form.scored_items((name,))) == 1:
                title = say("compare.one_question", scale=title)
            rows.append([title, _group(group.perspective), str(one.n), f"{at:.0f}", str(one.median), _half(one), word])
    return words_table(columns_of("compare.lines_heads"), rows)


def _theirs_alone(eyes: Eyes) -> Iterator[str]:
    if not eyes.theirs_alone:
        return
    yield say("compare.alone_title")
    yield say("compare.alone_read")
    rows = []
    for group, name, one in eyes.theirs_alone:
        scale = _scale(eyes, name)
        ends = [str(escape(words)) if words else say("compare.none") for words in (scale.low, scale.high)]
        rows.append([_title(eyes, name), _group(group.perspective), str(one.n), str(one.median), _half(one), *ends])
    yield words_table(columns_of("compare.alone_heads"), rows)


def _units(eyes: Eyes) -> Iterator[str]:
    for column, lines in eyes.lines.items():
        yield say("compare.units_title", column=escape(column))
        rows = [
            [_title(eyes, name), str(escape(_unit(line))), str(one.n), str(one.median), _half(one)]
            for name in lines[0].scales
            for line in lines
            if (one := line.scales[name]) is not None
        ]
        yield words_table(say("compare.units_heads", column=escape(column)).split("|"), rows)


def _unit(line: ShownGroup) -> str:
    return line.names[0] if len(line.names) == 1 else say("compare.units_together", n=len(line.names))


def _day(eyes: Eyes) -> str:
    day = eyes.place.shared_with_staff
    return say("compare.none") if day is None else written_out(day)


def _hidden(eyes: Eyes) -> Iterator[str]:
    yield say("compare.hidden_title")
    yield say("compare.hidden_rules")
    cells = [
        say("compare.hidden_cell", scale=_title(eyes, name), group=_group(group.perspective))
        for group in eyes.groups
        for name, one in group.scales.items()
        if one is None
    ]
    staff = eyes.forms.get("staff")
    cells += [
        say("compare.hidden_units", column=escape(column))
        for column in (staff.units if staff else ())
        if column not in eyes.lines
    ]
    if cells:
        yield "\n".join(cells)


# --- the workbook ----------------------------------------------------------------------------------------


def _sheets(eyes: Eyes) -> dict[str, tuple[list[str], list[list[SheetValue]]]]:
    sheets: dict[str, tuple[list[str], list[list[SheetValue]]]] = {}
    rows: list[list[SheetValue]] = []
    for name in eyes.scales:
        for group, at, one in eyes.shown_on(name):
            found = one.agreement
            indices: list[SheetValue] = [None] * 5
            if found is not None:
                word = say(_WORD[found.word])
                indices = [word, found.deviation, found.r_uniform, found.r_skewed, found.steps]
            line: list[SheetValue] = [_scale(eyes, name).title, _group(group.perspective), one.n, round(at)]
            rows.append([*line, one.median, one.low, one.high, *indices])
    sheets[say("compare.sheet_lines")] = (columns_of("compare.columns_lines"), rows)
    alone: list[list[SheetValue]] = [
        [_scale(eyes, name).title, _group(group.perspective), one.n, one.median, one.low, one.high]
        for group, name, one in eyes.theirs_alone
    ]
    if alone:
        sheets[say("compare.sheet_alone")] = (columns_of("compare.columns_alone"), alone)
    units: list[list[SheetValue]] = [
        [column, _unit(line), one.n, _scale(eyes, name).title, one.median, one.low, one.high]
        for column, lines in eyes.lines.items()
        for line in lines
        for name, one in line.scales.items()
        if one is not None
    ]
    if units:
        sheets[say("compare.sheet_units")] = (columns_of("compare.columns_units"), units)
    between: list[list[SheetValue]] = [
        [column, _scale(eyes, name).title, *two] for column, by in eyes.iccs.items() for name, two in by.items()
    ]
    if between:
        sheets[say("compare.sheet_between")] = (columns_of("compare.columns_between"), between)
    answered: list[list[SheetValue]] = [
        [_group(one.perspective), one.asked, one.n, say("compare.yes_cell" if one.shown else "compare.no_cell")]
        for one in eyes.answered
    ]
    sheets[say("compare.sheet_answered")] = (columns_of("compare.columns_answered"), answered)
    return sheets
