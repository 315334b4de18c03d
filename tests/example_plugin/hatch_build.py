"""Compiles the Japanese texts when the package is built."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Texts(BuildHookInterface):  # type: ignore[type-arg]
    """Writes a .mo beside every .po."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the files are packed."""
        for source in Path(self.root).rglob("*.po"):
            with source.open("rb") as po, source.with_suffix(".mo").open("wb") as mo:
                write_mo(mo, read_po(po))
