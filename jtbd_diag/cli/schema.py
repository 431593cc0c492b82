"""`jtbd-diag schema`: the JSON Schema of a questionnaire, for editors."""

from __future__ import annotations

from jtbd_diag.cli.shared.printing import print_json


def schema() -> None:
    """Print the JSON Schema of a questionnaire file."""
    from jtbd_diag.questionnaire import json_schema

    print_json(json_schema())
