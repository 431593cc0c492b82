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


@pytest.fixture
def as_found(browser: Chromium) -> Iterator[None]:
    """What a test leaves in the browser is taken back."""
    yield
    browser.run("try { localStorage.clear() } catch {}")
    browser.dark(False)
    browser.wide()
