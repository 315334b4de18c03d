"""The evidence file: a header, one zstd block per setting type and target, a chain of SHA-256.

Every block is a line of JSON that describes it, and the compressed JSON Lines of its settings. The
chain runs over descriptions and contents, so that a changed, missing or added block is noticed.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import msgspec
import zstandard

from scanner.errors import TenkenError
from scanner.text import Message

MAGIC = "tenken-evidence"
VERSION = 1
LIMIT = 2**31
"""The largest block that is unpacked, in bytes: a small file must not fill the memory."""


class EvidenceError(TenkenError):
    """An evidence file that can't be used; the message says what is wrong and where."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block: what its line says, and its content unpacked."""

    name: str
    about: dict[str, Any]
    content: bytes


class Writer:
    """Writes blocks and their chain; `close` adds the end, without which a file is cut off."""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self._chain, self._count = out, "", 0

    def add(self, name: str, about: dict[str, Any], lines: Iterable[bytes]) -> None:
        """Write one block of JSON lines."""
        packed = zstandard.ZstdCompressor(level=6).compress(b"".join(line + b"\n" for line in lines))
        self._write({"block": name, **about, "bytes": len(packed)}, packed)

    def close(self) -> None:
        """Write the end of the chain."""
        self._write({"block": "end", "blocks": self._count, "bytes": 0}, b"")

    def _write(self, about: dict[str, Any], packed: bytes) -> None:
        self._chain = _link(self._chain, about, packed)
        line = {"format": f"{MAGIC}/{VERSION}", **about, "sha256": self._chain}
        self._out.write(msgspec.json.encode(line) + b"\n" + packed + b"\n")
        self._count += 1


def blocks(source: BinaryIO) -> Iterator[Block]:
    """Read the blocks and check the chain.

    Raises `EvidenceError` for a file that is none, was changed, or is cut off.
    """
    chain, count = "", 0
    while True:
        about = _line(source, count)
        packed = source.read(_size(about, count))
        name, told = about["block"], about.pop("sha256")
        chain = _link(chain, about, packed)
        if told != chain or source.read(1) != b"\n":
            raise _error("block {number} ({name}) was changed", number=count, name=str(name))
        if name == "end":
            _ended(source)
            return
        yield Block(name, about, _unpack(packed, count))
        count += 1


def _line(source: BinaryIO, count: int) -> dict[str, Any]:
    try:
        about = msgspec.json.decode(source.readline(2**24), type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError):
        if count:
            raise _error("the file is cut off after block {number}", number=count) from None
        raise _error("this is no evidence file of Tenken") from None
    if (told := about.pop("format", None)) != f"{MAGIC}/{VERSION}":
        raise _error("format {told} is not known; use the version of Tenken that wrote it", told=str(told))
    return about


def _size(about: dict[str, Any], count: int) -> int:
    size = about.get("bytes")
    if isinstance(size, int) and size >= 0 and {"block", "sha256"} <= about.keys():
        return size
    raise _error("block {number} ({name}) was changed", number=count, name=str(about.get("block")))


def _unpack(packed: bytes, count: int) -> bytes:
    try:
        return zstandard.ZstdDecompressor().decompress(packed, max_output_size=LIMIT)
    except zstandard.ZstdError:
        raise _error("block {number} can't be unpacked", number=count) from None


def _ended(source: BinaryIO) -> None:
    if source.read(1):
        raise _error("something was added after the end of the file")


def _link(chain: str, about: dict[str, Any], packed: bytes) -> str:
    line = msgspec.json.encode(about, order="deterministic")
    return hashlib.sha256(chain.encode() + line + b"\n" + packed).hexdigest()


def _error(template: str, **params: str | int) -> EvidenceError:
    return EvidenceError(Message.of(template, **params))
