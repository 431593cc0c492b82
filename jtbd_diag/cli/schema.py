"""`jtbd-diag schema`: the JSON Schema of a questionnaire, for editors."""

from __future__ import annotations

import typer

EXAMPLES = """Example:

  jtbd-diag schema > questionnaire.schema.json
"""


def schema() -> None:
    """Print the JSON Schema of a questionnaire file."""
    import json

    from jtbd_diag.questionnaire import json_schema

    typer.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))


schema.__doc__ = f"{schema.__doc__}\n\n{EXAMPLES}"
