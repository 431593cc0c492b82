"""The page of claims quotes what the program prints, and nothing that it does not."""

import re

import pytest

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


def test_there_are_claims() -> None:
    assert len(QUOTED) >= 10
