"""Signatures with Ed25519: keys in files, and what a signature says of itself. Needs the extra `package`."""

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.errors import TenkenError
from scanner.text import Message

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ALGORITHM = "Ed25519"


class KeyFileError(TenkenError):
    """A key that can't be used; the argument is a `Message`."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature with the public key that it can be checked with, both in base64."""

    algorithm: str
    public_key: str
    signature: str

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the public key's 32 bytes, in hexadecimal; empty if it holds none."""
        try:
            return hashlib.sha256(base64.b64decode(self.public_key, validate=True)).hexdigest()
        except ValueError:
            return ""

    def holds(self, content: bytes) -> bool:
        """True if it is of this content."""
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - of the extra
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415

        try:
            key = Ed25519PublicKey.from_public_bytes(base64.b64decode(self.public_key, validate=True))
            key.verify(base64.b64decode(self.signature, validate=True), content)
        except (ValueError, InvalidSignature):
            return False
        return self.algorithm == ALGORITHM


def new_key() -> tuple[bytes, bytes]:
    """A new pair, as PEM: the private key, which nobody else may have, and the public one."""
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - of the extra
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415

    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return private, public


def sign(content: bytes, key: Path) -> Signature:
    """Sign with the private key in a PEM file. Raises OSError, `KeyFileError`."""
    private = _private(key)
    return Signature(
        algorithm=ALGORITHM,
        public_key=_base64(_raw(private.public_key())),
        signature=_base64(private.sign(content)),
    )


def fingerprint_of(key: Path) -> str:
    """The fingerprint of the public key in a PEM file. Raises OSError, `KeyFileError`."""
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - of the extra
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import load_pem_public_key  # noqa: PLC0415

    try:
        found = load_pem_public_key(key.read_bytes())
    except (ValueError, UnsupportedAlgorithm):
        raise _refused(key, "this is no public key in PEM") from None
    if not isinstance(found, Ed25519PublicKey):
        raise _refused(key, "this is no Ed25519 key; make one with: tenken keygen FILE")
    return hashlib.sha256(_raw(found)).hexdigest()


def _private(key: Path) -> "Ed25519PrivateKey":
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - of the extra
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415

    try:
        found = load_pem_private_key(key.read_bytes(), None)
    except TypeError:
        raise _refused(key, "keys with a password are not supported; keep the file for yourself") from None
    except (ValueError, UnsupportedAlgorithm):
        raise _refused(key, "this is no private key in PEM; make one with: tenken keygen FILE") from None
    if not isinstance(found, Ed25519PrivateKey):
        raise _refused(key, "this is no Ed25519 key; make one with: tenken keygen FILE")
    return found


def _raw(key: "Ed25519PublicKey") -> bytes:
    return key.public_bytes_raw()


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _refused(path: Path, template: str) -> KeyFileError:
    error = KeyFileError(Message.of(template))
    error.add_note(str(path))
    return error
