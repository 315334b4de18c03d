"""Secrets by reference: the configuration says where a secret is, never what it is.

A provider's option that holds one is text with `metadata={"secret": True}`; the plugin asks `reveal`.
"""

import os
from collections.abc import Mapping
from dataclasses import Field
from pathlib import Path
from typing import Any

from scanner.errors import TenkenError
from scanner.text import Message

SCHEMES = ("env:", "file:")


class SecretError(TenkenError):
    """A reference that leads to no secret; the message names the reference."""


def is_secret(option: "Field[Any]") -> bool:
    """True for an option that holds the reference of a secret."""
    return bool(option.metadata.get("secret"))


def is_reference(text: str) -> bool:
    """True for `env:NAME` and `file:PATH`."""
    return text.startswith(SCHEMES) and bool(text.partition(":")[2])


def reveal(reference: str, environment: Mapping[str, str] | None = None) -> str:
    """The secret behind `env:NAME` or `file:PATH`, without a closing line break.

    Raises `SecretError` if the variable or the file isn't there, or is empty.
    """
    kind, _, place = reference.partition(":")
    if kind == "env":
        secret = (os.environ if environment is None else environment).get(place, "")
    elif kind == "file":
        secret = _content(place)
    else:  # not shown: whoever wrote the secret itself here must not find it in a log
        raise SecretError(Message.of("a secret is given as env:NAME or file:PATH"))
    if not secret:
        raise SecretError(Message.of("there is no secret at {reference}", reference=reference))
    return secret


def _content(place: str) -> str:
    try:
        return Path(place).expanduser().read_text("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        return ""
