"""One Chromium for the tests of a file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.publishing.chromium import Chromium

from .clients import need


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    need("chromium")
    with Chromium() as found:
        yield found
