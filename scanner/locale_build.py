"""Compiles catalogues from `.po` to `.mo`: at build, by `make locale`, before the tests. Needs Babel."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

PATTERN = "**/locale/*/LC_MESSAGES/*.po"


def catalogues(root: Path) -> Iterator[Path]:
    """The `.po` files of the packages under `root`, by name."""
    for package in ("mappings", "plugins", "reports", "scanner"):
        yield from sorted((root / package).glob(PATTERN))


def compile_all(root: Path, *, stale_only: bool = True) -> list[Path]:
    """Compile the catalogues under `root`, or only those that changed; gives the `.mo` files written."""
    return [compile_one(path) for path in catalogues(root) if not stale_only or _stale(path)]


def compile_one(path: Path) -> Path:
    """Compile one `.po` file to the `.mo` beside it. Raises `babel.messages.pofile.PoFileError`."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - Babel is there for building alone
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with path.open("rb") as source:
        catalogue = read_po(source, locale=path.parent.parent.name, abort_invalid=True)
    target = path.with_suffix(".mo")
    # Several test processes may do this at once: a catalogue is never seen half written.
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    with os.fdopen(handle, "wb") as out:
        write_mo(out, catalogue)
    Path(temporary).chmod(0o644)
    Path(temporary).replace(target)
    return target


def _stale(path: Path) -> bool:
    target = path.with_suffix(".mo")
    return not target.exists() or target.stat().st_mtime_ns <= path.stat().st_mtime_ns


if __name__ == "__main__":
    for written in compile_all(Path(sys.argv[1] if len(sys.argv) > 1 else "."), stale_only=False):
        sys.stdout.write(f"{written}\n")
