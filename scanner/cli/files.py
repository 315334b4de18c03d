"""Files are there whole or not at all, and for their owner alone."""

import os
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO

Write = Callable[[BinaryIO], None]


def write_all(files: Mapping[Path, Write]) -> None:
    """Write all of these files, or none: under a temporary name first, then renamed.

    Folders that are missing are made (0700); files are 0600. Raises OSError, and what a writer raises.
    """
    ready: dict[Path, Path] = {}
    try:
        for path, write in files.items():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if path.is_dir():
                raise IsADirectoryError(21, os.strerror(21), str(path))
            _write(path, write, ready)
        for path, temporary in ready.items():
            temporary.replace(path)
    finally:
        for temporary in ready.values():
            with suppress(FileNotFoundError):
                temporary.unlink()
    for folder in {path.parent for path in files}:
        _sync(folder)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder (0700) with these files (0600), or none: under a temporary name first, then renamed.

    Raises OSError, also where something of that name came up in the meantime.
    """
    folder.absolute().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=folder.absolute().parent, prefix=f".{folder.name[:99]}.") as made:
        ready = Path(made) / "ready"
        write_all({ready / name: bytes_of(content) for name, content in files.items()})
        ready.rename(folder)
    _sync(folder.absolute().parent)


def bytes_of(content: bytes) -> Write:
    """What writes just this."""
    return partial(_put, content)


def _put(content: bytes, out: BinaryIO) -> None:
    out.write(content)


def make_sure(folder: Path) -> None:
    """Fail where files can't be made in a folder, there or to be made, before an hour was spent on them.

    Raises OSError.
    """
    try:
        there = next(one for one in (folder.absolute(), *folder.absolute().parents) if one.exists())
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError as error:
        error.filename = str(folder)
        raise


def _write(path: Path, write: Write, ready: dict[Path, Path]) -> None:
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:99]}.", suffix=".part")  # 0600
        ready[path] = Path(name)
        with os.fdopen(handle, "wb") as out:
            write(out)
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        error.filename = str(path)  # not the temporary name, nor none, as where the disk is full
        raise


def _sync(folder: Path) -> None:
    """Make the renaming itself last; Windows has no such thing for folders."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
