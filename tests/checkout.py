"""The checkout around the tests.

Whoever reads what is in no installed package (pages, constraints, programs beside it, the code as text) takes ROOT
from here. Where there is no checkout, as when `.ci/run` tries the built package, such tests skip: a whole file that
needs it as it is read, a single test that asks for it inside.
"""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

if not (ROOT / "jtbd_diag").is_dir():
    pytest.skip("needs the checkout: an installed package is tried here", allow_module_level=True)
