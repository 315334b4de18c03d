"""Policy documents: the JSON text that IAM, S3 and others hold, as plain statements.

Source: IAM User Guide, "Grammar of the IAM JSON policy language".
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


class MalformedPolicy(ValueError):  # noqa: N818 - it says what the document is
    """A text that is not a policy document; the message names the element that is wrong."""


@dataclass(frozen=True)
class Statement:
    """One statement; a list that is absent is empty, a principal of everybody is ``*``.

    `conditions` holds operator, key and values, operator and key in lower case.
    """

    effect: str
    actions: tuple[str, ...]
    not_actions: tuple[str, ...]
    resources: tuple[str, ...]
    not_resources: tuple[str, ...]
    principals: tuple[str, ...]
    not_principals: tuple[str, ...]
    conditions: tuple[tuple[str, str, tuple[str, ...]], ...]

    @property
    def allows(self) -> bool:
        """True for Effect Allow."""
        return self.effect == "Allow"

    @property
    def denies(self) -> bool:
        """True for Effect Deny."""
        return self.effect == "Deny"


def statements(document: str) -> tuple[Statement, ...]:
    """Read a policy document; raises `MalformedPolicy`."""
    try:
        policy = json.loads(document)
    except ValueError as error:
        raise MalformedPolicy("JSON") from error
    if not isinstance(policy, dict) or "Statement" not in policy:
        raise MalformedPolicy("Statement")
    found = policy["Statement"]
    return tuple(_statement(one) for one in (found if isinstance(found, list) else [found]))


def _statement(one: Any) -> Statement:
    if not isinstance(one, dict) or one.get("Effect") not in ("Allow", "Deny"):
        raise MalformedPolicy("Effect")
    return Statement(
        effect=one["Effect"],
        actions=_texts(one.get("Action", ())),
        not_actions=_texts(one.get("NotAction", ())),
        resources=_texts(one.get("Resource", ())),
        not_resources=_texts(one.get("NotResource", ())),
        principals=_principals(one.get("Principal", ())),
        not_principals=_principals(one.get("NotPrincipal", ())),
        conditions=tuple(_conditions(one.get("Condition", {}))),
    )


def _principals(value: Any) -> tuple[str, ...]:
    """Give the names of principals; only AWS "*" is everybody, every service or federation is not."""
    if not isinstance(value, dict):
        return _texts(value)
    named = ((kind, text) for kind, texts in value.items() for text in _texts(texts))
    return tuple(f"{kind}:*" if text == "*" and kind != "AWS" else text for kind, text in named)


def _conditions(block: Any) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    if not isinstance(block, dict) or not all(isinstance(keys, dict) for keys in block.values()):
        raise MalformedPolicy("Condition")
    for operator, keys in block.items():
        for key, values in keys.items():
            yield operator.lower(), key.lower(), _texts(values)


def _texts(value: Any) -> tuple[str, ...]:
    """Give one text or many as many; JSON's true and numbers are texts to IAM."""
    many = value if isinstance(value, (list, tuple)) else [value]
    return tuple(str(one).lower() if isinstance(one, bool) else str(one) for one in many)
