"""Answers of the SDK: a field that isn't there is an error, never a default."""

from typing import Any


class MalformedAnswer(Exception):  # noqa: N818 - it says what the answer is
    """An answer lacks a field that its API documents as always there."""


class Answer(dict[str, Any]):
    """A part of an answer; ``answer["Field"]`` raises `MalformedAnswer` if the field is missing.

    Use ``answer.get("Field")`` only where the API's page says what its absence means.
    """

    def __missing__(self, key: str) -> Any:
        raise MalformedAnswer(key)


def answer(value: Any) -> Any:
    """Make every mapping inside an SDK answer an `Answer`."""
    if isinstance(value, dict):
        return Answer((key, answer(inner)) for key, inner in value.items())
    if isinstance(value, list):
        return [answer(inner) for inner in value]
    return value
