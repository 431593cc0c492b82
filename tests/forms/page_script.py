"""The page's own script, run in Chromium on many answers at once, without its screens."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from jtbd_diag.forms import Wish
from jtbd_diag.forms.offline_page import FOLDER, write
from jtbd_diag.questionnaire import Questionnaire
from jtbd_diag.questionnaire.conditions import Value
from tests.publishing.chromium import Chromium

PARTS = ("answers", "formula", "building", "code", "file")


def said_by_page(
    browser: Chromium,
    questionnaire: Questionnaire,
    everybody: Sequence[Mapping[str, Value]],
    expression: str,
    wish: Wish = Wish(),  # noqa: B008  # frozen
    parts: Sequence[str] = PARTS,
) -> list[Any]:
    """What an expression of the page's script is once each of these respondents has answered."""
    page = write(questionnaire, wish).content.decode()
    data = page.partition('id="form">')[2].partition("</script>")[0]
    scripts = "\n".join((FOLDER / f"{part}.js").read_text("utf-8") for part in parts)
    states = [
        {item: list(one) if isinstance(one, tuple) else one for item, one in given.items()} for given in everybody
    ]
    return list(
        browser.run(
            f"""(() => {{
              const document = {{ getElementById: () => ({{ textContent: {json.dumps(data)} }}) }};
              {scripts}
              const keep = () => undefined;
              return {json.dumps(states)}.map((answers) => {{
                state.answers = answers;
                state.begun = "2026-11-28T10:00:00+00:00";
                return {expression};
              }});
            }})()"""
        )
    )
