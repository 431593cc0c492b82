"""The page of claims quotes what the program prints, and nothing that it does not."""

import re

import pytest

from jtbd_diag.ground.catalogue import LANGUAGES, sentences
from tests.checkout import ROOT

PAGE = (ROOT / "docs" / "claims.md").read_text("utf-8")
QUOTED = re.findall(r"“([^”]+)”", PAGE)


def printed() -> str:
    """All words the program may print: catalogue, templates, questionnaires."""
    folders = (("jtbd_diag/languages/en", "**/*.yaml"), ("playbooks", "**/*.j2"), ("questionnaires", "*.yaml"))
    texts = [path.read_text("utf-8") for folder, kind in folders for path in sorted((ROOT / folder).glob(kind))]
    return " ".join(" ".join(texts).split())


@pytest.mark.parametrize("claim", QUOTED)
def test_what_is_quoted_is_printed(claim: str) -> None:
    assert " ".join(claim.split()) in printed()


FOOTERS = [
    (path.stem, name)
    for path in sorted((LANGUAGES / "en").glob("*.yaml"))
    for name in sentences(path.stem)
    if name.endswith("footer")
]


@pytest.mark.parametrize(("room", "name"), FOOTERS)
def test_every_page_that_closes_with_what_it_may_claim_is_there(room: str, name: str) -> None:
    """Where the last line is the questionnaire's own claim, that is one of the quoted as well."""
    words = " ".join(str(sentences(room)[name]).split())
    assert "{honesty}" in words or any(claim in words for claim in QUOTED)
