"""QuestionnaireResponses of FHIR -> what was answered, by the link of each question.

Owns where in a response or a bundle of them the answers are; knows nothing of grids.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_RESPONSE = "QuestionnaireResponse"
_SAYS = ("code", "value", "display", "reference", "url")
"""What of a value that has parts is the answer; the first that is there."""


def responses(value: Any) -> list[Any] | None:
    """The responses that an object holds, itself or as entries of a bundle; None where it is neither."""
    if not isinstance(value, dict) or value.get("resourceType") not in (_RESPONSE, "Bundle"):
        return None
    if value["resourceType"] == _RESPONSE:
        return [value]
    entries = value.get("entry") or []
    resources = [entry.get("resource") for entry in entries if isinstance(entry, dict)]
    return [one for one in resources if isinstance(one, dict) and one.get("resourceType") == _RESPONSE]


def answered(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """A response as one level of answers, several to one question as a list; any other record as it is."""
    if record.get("resourceType") != _RESPONSE:
        return record
    found: dict[str, list[Any]] = {}
    for link, answer in _answers(record.get("item")):
        found.setdefault(link, []).append(answer)
    about = {"response_id": record.get("id"), "submitted": record.get("authored"), "status": record.get("status")}
    plain = {link: several[0] if len(several) == 1 else several for link, several in found.items()}
    return {key: one for key, one in about.items() if one is not None} | plain


def _answers(items: Any) -> Iterator[tuple[str, Any]]:
    """Links with what is answered to them, at whatever depth; of groups only what stands in them."""
    for item in _records(items):
        for answer in _records(item.get("answer")):
            values = [one for key, one in answer.items() if key.startswith("value")]
            yield from ((str(item.get("linkId")), _plain(value)) for value in values)
            yield from _answers(answer.get("item"))
        yield from _answers(item.get("item"))


def _records(value: Any) -> Sequence[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _plain(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return next((value[part] for part in _SAYS if value.get(part) is not None), None)
