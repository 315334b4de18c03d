"""Compiles the translations while the package is built, also for an editable installation."""

import os
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGES = ("scanner", "plugins", "mappings", "reports")


class Catalogues(BuildHookInterface[Any]):
    """The build hook."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Compile every catalogue beside its source."""
        compile_all(Path(self.root))


def compile_all(root: Path) -> list[Path]:
    """Compile the catalogues that are older than their source; give those that were written."""
    sources = (source for package in PACKAGES for source in sorted((root / package).rglob("*.po")))
    return [compiled for source in sources if (compiled := _compile(source))]


def _compile(source: Path) -> Path | None:
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
        return None
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parent.parent.name, abort_invalid=True)
    partial = target.with_suffix(f".mo.{os.getpid()}")
    with partial.open("wb") as file:
        write_mo(file, catalogue)
    partial.replace(target)
    return target


if __name__ == "__main__":
    for written in compile_all(Path(__file__).parent):
        print(written)  # noqa: T201 - a command
