"""Timestamps of RFC 3161: asked of an authority, and checked offline. Needs the extra `package`."""

import hashlib
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.clock import text
from scanner.errors import TenkenError
from scanner.text import Message

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

TIMEOUT = 30.0
LARGEST = 2**20
QUERY, REPLY = "application/timestamp-query", "application/timestamp-reply"


class TimestampError(TenkenError):
    """A timestamp that was not given; the argument is a `Message`."""


@dataclass(frozen=True, slots=True)
class Stamped:
    """When something was there at the latest (RFC 3339, UTC), and whether a known authority says so."""

    time: str
    trusted: bool


def asking(url: str) -> Callable[[bytes], bytes]:
    """What asks the authority at this URL for a timestamp of some content."""

    def stamp(content: bytes) -> bytes:
        return _asked(url, content)

    return stamp


def _asked(url: str, content: bytes) -> bytes:
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder  # noqa: PLC0415 - of the extra

    if not url.startswith(("https://", "http://")):
        raise TimestampError(Message.of("'{url}' is no address of a timestamp authority", url=url))
    builder = TimestampRequestBuilder().data(content).hash_algorithm(HashAlgorithm.SHA256)
    query = builder.cert_request(cert_request=True).build().as_bytes()
    request = urllib.request.Request(url, query, {"Content-Type": QUERY, "Accept": REPLY})  # noqa: S310 - see above
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
            reply: bytes = answer.read(LARGEST)
    except (urllib.error.URLError, OSError, ValueError) as error:
        reason = str(getattr(error, "reason", error))
        template = "the timestamp authority {url} does not answer: {reason}"
        raise TimestampError(Message.of(template, url=url, reason=reason)) from None
    if not isinstance(stamped(reply, content), Stamped):
        raise TimestampError(Message.of("the timestamp authority {url} gave no timestamp of it", url=url))
    return reply


def stamped(reply: bytes, content: bytes, roots: Iterable[Path] = ()) -> Stamped | Message:
    """What a timestamp says of this content, or what is wrong with it.

    `roots` are certificates (PEM) of authorities that are trusted; without them the time is not vouched for.
    Raises OSError for a certificate that can't be read.
    """
    from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response  # noqa: PLC0415

    try:
        response = decode_timestamp_response(reply)
        moment: datetime = response.tst_info.gen_time
        imprint = response.tst_info.message_imprint.message
    except ValueError:
        return Message.of("the timestamp can't be read")
    if not _is_of(imprint, content):
        return Message.of("the timestamp is of something else")
    time = text(moment.astimezone(UTC))
    certificates = [one for path in roots for one in _certificates(path)]
    if not certificates:
        return Stamped(time, trusted=False)
    builder = VerifierBuilder()
    for one in certificates:
        builder = builder.add_root_certificate(one)
    try:
        builder.build().verify_message(response, content)
    except (VerificationError, ValueError):
        return Message.of("the timestamp is of no authority that is trusted")
    return Stamped(time, trusted=True)


def _is_of(imprint: bytes, content: bytes) -> bool:
    """True if it is a hash of the content, by any of the hashes that authorities use."""
    return imprint in {hashlib.new(name, content).digest() for name in ("sha256", "sha384", "sha512")}


def _certificates(path: Path) -> "list[Certificate]":
    from cryptography.x509 import load_pem_x509_certificates  # noqa: PLC0415 - of the extra

    try:
        return load_pem_x509_certificates(path.read_bytes())
    except ValueError:
        error = TimestampError(Message.of("this is no certificate in PEM"))
        error.add_note(str(path))
        raise error from None
