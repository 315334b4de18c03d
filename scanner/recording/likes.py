"""What stands for a value: its like, drawn from a digest of it."""

import ipaddress
import string
from collections.abc import Callable, Mapping
from typing import Any

from scanner.recording.words import fold


def canonical(kind: str, text: str) -> str:
    """What is the same in every way to write a value: an id with and without its strokes, say."""
    folded = fold(text)
    if kind == "uuid":
        return folded.replace("-", "")
    if kind == "phone":
        return "".join(one for one in folded if one.isdecimal())
    return folded.partition("/")[0] if kind == "address" else folded


def letters(drawn: bytes) -> str:
    """A word that nobody bears."""
    return "x" + "".join(string.ascii_lowercase[one % 26] for one in drawn[:11])


def digits(drawn: bytes, text: str) -> str:
    """A text with other digits in the place of its own."""
    stream = (str(one % 10) for one in drawn * (1 + len(text) // len(drawn)))
    return "".join(next(stream) if one.isdecimal() else one for one in text)


def _uuid(drawn: bytes, text: str) -> str:
    found = drawn.hex()[:12] + "4" + drawn.hex()[13:16] + "8" + drawn.hex()[17:32]
    if "-" not in text:
        return found
    return "-".join((found[:8], found[8:12], found[12:16], found[16:20], found[20:]))


def _address(drawn: bytes, text: str) -> str:
    """An address of documentation (RFC 5737, 3849), as long a network as it was; a private one stays private.

    Where a network of documentation is too small for it, it is one of 198.18.0.0/15 (RFC 2544).
    """
    network = ipaddress.ip_network(text, strict=False)
    number = int.from_bytes(drawn[:12], "big")
    length = f"/{network.prefixlen}" if "/" in text else ""
    if network.version == 6:
        address: Any = ipaddress.IPv6Address((0x20010DB8 << 96) + number)
    elif network.is_private:
        address = ipaddress.IPv4Address((10 << 24) + number % (1 << 24))
    else:
        address = ipaddress.IPv4Address((198 << 24) + (18 << 16) + number % (1 << 17))
    if length:
        address = ipaddress.ip_network(f"{address}{length}", strict=False).network_address
    return f"{address}{length}"


def _token(drawn: bytes, text: str) -> str:  # noqa: ARG001 - the signature of all
    return f"token-{letters(drawn)}"


REPLACE: Mapping[str, Callable[[bytes, str], str]] = {
    "uuid": _uuid, "address": _address, "phone": digits, "jwt": _token,
}  # fmt: skip
