"""Two versions of a form -> what of two waves is not compared, and why, in words.

Owns these sentences' order; must not know whose answers they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.english import beginning
from jtbd_diag.ground.markdown_escape import escape
from jtbd_diag.lab.impact.wave_verdicts import Waves
from jtbd_diag.questionnaire import Questionnaire, fingerprint, wording_fingerprint

MOST_ITEMS = 4
"""Questions that differ and are named for a line; of more, how many there are."""


def versions_told(old: Questionnaire, new: Questionnaire, verdicts: Waves) -> Iterator[str]:
    """A section on the versions; nothing where both waves answered the same."""
    if verdicts.whole == "as_they_are":
        return
    yield say("waves.versions_title")
    yield say("waves.versions_lead", old=_version(old), new=_version(new))
    lines = [
        say("waves.versions_worded", line=_title(new, one.scale), items=escape(beginning(one.items, MOST_ITEMS)))
        for one in verdicts.scales
        if one.verdict == "not"
    ]
    once = [(q, name) for q, other in ((old, new), (new, old)) for name in q.scales if name not in other.scales]
    lines += [say("waves.versions_once", line=_title(q, name)) for q, name in once]
    if verdicts.job == "not" or (verdicts.job is None and (old.profiles or new.profiles)):
        lines.append(say("waves.versions_job"))
    elif verdicts.push == "not":
        lines.append(say("waves.versions_push"))
    yield "\n".join(lines) if lines else say("waves.versions_all")
    if verdicts.words_around:
        yield say("impact.words_around")


def asked_of(old: Questionnaire, new: Questionnaire) -> str:
    """What stands at the foot of a page: what was asked, or what then and what now."""
    one, other = (f"{q.questionnaire} {q.version} ({fingerprint(q)})" for q in (old, new))
    alike = one == other and wording_fingerprint(old) == wording_fingerprint(new)
    return say("waves.asked_both", asked=other) if alike else say("waves.asked_each", first=one, second=other)


def _version(q: Questionnaire) -> str:
    return str(escape(f"{q.questionnaire} {q.version}"))


def _title(q: Questionnaire, scale: str) -> str:
    return str(escape(q.scales[scale].title))
