"""Events: what a SIEM hears of findings, controls and gaps, as plain data under stable ids.

A renderer that can say its document event by event gives them too (`Renderer.events`); sinks deliver them.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What receivers heard last under one uid.

    `digest` is that of all that matters in it, `open` False if it said that all is well or over. `first` is
    when it was first said, in milliseconds since 1970. `scope` says within what the uid would be found again,
    `payload` is what was said, packed.
    """

    digest: str
    open: bool
    first: int
    scope: tuple[str, ...]
    payload: msgspec.Raw

    @classmethod
    def of(cls, digest: str, scope: tuple[str, ...], payload: Mapping[str, Any], **more: Any) -> "Heard":
        """Put the payload into a form that is unpacked only where it is needed again."""
        packed = msgspec.Raw(msgspec.msgpack.encode(payload))
        return cls(digest=digest, scope=scope, payload=packed, **more)

    def said(self) -> dict[str, Any]:
        """The payload."""
        found: dict[str, Any] = msgspec.msgpack.decode(self.payload)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What is said of one finding, control or gap.

    `uid` stays the same over runs; `changed` is False where whoever heard `Heard` learns nothing new.
    `heard` is what has been heard once this was delivered; None if nothing is left to be said of it.
    `payload` is JSON data.
    """

    uid: str
    organisation: str
    changed: bool
    heard: Heard | None
    payload: Mapping[str, Any]

    @property
    def line(self) -> bytes:
        """The payload as one line of JSON in UTF-8; half a surrogate pair stays what it is, as an escape."""
        text = json.dumps(self.payload, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return text.encode("utf-8", "backslashreplace") + b"\n"
