"""The file of an audit package: a ZIP that is the same for the same content, and is opened with suspicion."""

import hashlib
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from scanner.errors import TenkenError
from scanner.text import Message

WHEN = (1980, 1, 1, 0, 0, 0)
MOST, LARGEST, ALL = 10_000, 2**31, 2**32
"""Files in a package, bytes of one of them, bytes of all, unpacked."""
CHUNK = 2**20
NAME = re.compile(r"[^\x00-\x1f\\:*?\"<>|]+")
ENCRYPTED = 0x1


class PackageError(TenkenError):
    """A file that is no package, or is not safe to open; the argument is a `Message`."""


@dataclass(frozen=True, slots=True)
class Content:
    """One file: how large it is, and its SHA-256."""

    name: str
    bytes: int
    sha256: str


class Archive:
    """An opened package. Nothing of it is ever written to disk under a name that it gives."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self._path, self._archive = path, archive
        self.names = tuple(info.filename for info in archive.infolist())

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def read(self, name: str) -> bytes:
        """A file of it. Raises `PackageError` if it can't be unpacked."""
        with self.open(name) as stream:
            return stream.read()

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """A file of it, to read piece by piece. Raises `PackageError` if it can't be unpacked."""
        try:
            with self._archive.open(name) as stream:
                yield stream
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error):
            raise refused(self._path, "the file {name} of the package can't be unpacked", name=name) from None

    def content(self, name: str) -> Content:
        """Size and hash of a file of it."""
        with self.open(name) as stream:
            size, digest = digest_of(stream)
        return Content(name, size, digest)


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Open a package. Raises OSError, `PackageError`."""
    with path.open("rb") as file:
        try:
            archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            raise refused(path, "this is no package of Tenken") from None
        with archive:
            _refuse_unsafe(path, archive.infolist())
            if archive.comment or min((one.header_offset for one in archive.infolist()), default=0):
                raise refused(path, "the package holds something beside its files")
            yield Archive(path, archive)


def write(out: IO[bytes], files: Mapping[str, Callable[[], IO[bytes]]]) -> None:
    """Write files by name, in that order; the same content gives the same bytes."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, opening in files.items():
            info = zipfile.ZipInfo(name, WHEN)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
            info.external_attr = (stat.S_IFREG | 0o600) << 16
            with opening() as source, archive.open(info, "w", force_zip64=True) as target:
                while piece := source.read(CHUNK):
                    target.write(piece)


def digest_of(stream: IO[bytes]) -> tuple[int, str]:
    """How many bytes there are, and their SHA-256."""
    size, digest = 0, hashlib.sha256()
    while piece := stream.read(CHUNK):
        size += len(piece)
        digest.update(piece)
    return size, digest.hexdigest()


def _refuse_unsafe(path: Path, parts: Iterable[zipfile.ZipInfo]) -> None:
    known = list(parts)
    if len(known) > MOST or sum(one.file_size for one in known) > ALL:
        raise refused(path, "this package unpacks to more than is safe to open")
    taken: set[str] = set()
    for one in known:
        if not _safe_name(one):
            raise refused(
                path, "the package has a file of an unsafe name: {name}", name=ascii(one.orig_filename)
            )
        if one.filename.casefold() in taken:
            raise refused(path, "the package has two files of one name: {name}", name=one.filename)
        taken.add(one.filename.casefold())
        if stat.S_IFMT(one.external_attr >> 16) not in (0, stat.S_IFREG) or one.flag_bits & ENCRYPTED:
            raise refused(path, "the package has a link or a locked file: {name}", name=one.filename)
        if one.file_size > LARGEST:
            raise refused(path, "this package unpacks to more than is safe to open")


def _safe_name(one: zipfile.ZipInfo) -> bool:
    """True for a relative path that stays below where it starts, the same on every system."""
    name = one.filename
    parts = name.split("/")
    return (
        name == one.orig_filename
        and NAME.fullmatch(name) is not None
        and all(part not in ("", ".", "..") and part == part.rstrip(". ") for part in parts)
    )


def refused(path: Path, template: str, **params: str) -> PackageError:
    """The error, with the package's name."""
    error = PackageError(Message.of(template, **params))
    error.add_note(str(path))
    return error
