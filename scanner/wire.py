"""Settings as bytes and back: exact, deterministic, checked once on the way in."""

import functools
from typing import Any

import msgspec

from scanner.model import Resource

_ENCODER = msgspec.json.Encoder(order="deterministic")


class MalformedSettingError(ValueError):
    """A setting that does not hold what its type says; the text names the field, never a value."""

    resource: Resource | None = None
    """What the setting is of, as far as it can be told."""


def encode(item: object) -> bytes:
    """Encode a setting as JSON, its keys in order."""
    return _ENCODER.encode(item)


def decode(cls: type, data: bytes) -> Any:
    """Decode a setting; raises `MalformedSettingError` if the data are not of this type."""
    try:
        return _decoder(cls).decode(data)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise MalformedSettingError(f"{cls.__name__}: {error}") from None


def checked(item: object) -> Any:
    """Return the setting as evidence will give it back.

    SDK answers are untyped: what a collector took for a bool may be None. A round trip that
    gives an equal value proves every field. Raises `MalformedSettingError`.
    """
    try:
        back = decode(type(item), encode(item))
    except (TypeError, ValueError, UnicodeEncodeError) as error:
        if isinstance(error, MalformedSettingError):
            raise
        raise MalformedSettingError(f"{type(item).__name__}: {error}") from None
    if back != item:
        raise MalformedSettingError(f"{type(item).__name__}: a field does not hold its exact type")
    return back


@functools.cache
def _decoder(cls: type) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(cls)
