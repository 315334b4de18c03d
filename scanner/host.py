"""Finds plugins by entry point and keeps going without the ones that can't be loaded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pluggy

from scanner.text import Message

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from scanner.provider import Provider
    from scanner.renderer import Renderer, Series
    from scanner.sink import Sink

GROUP = "tenken"

hookimpl = pluggy.HookimplMarker(GROUP)
"""Marks the functions of a plugin that answer a hook of `scanner.hookspecs`."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A plugin, or a part of one, left out: its name, why, and the extra to install (empty if none)."""

    plugin: str
    reason: Message
    extra: str = ""


@dataclass(frozen=True, slots=True)
class Plugin:
    """A plugin that was loaded: its name, its module, and the version of the distribution it came in."""

    name: str
    module: Any
    version: str

    @property
    def locale(self) -> Path | None:
        """The folder `locale` beside the plugin's module, if there is one."""
        file = getattr(self.module, "__file__", None)
        folder = Path(file).parent / "locale" if file else None
        return folder if folder and folder.is_dir() else None


@dataclass(frozen=True)
class Host:
    """What all plugins give together, by name, and the problems of those that could not be used.

    `gives` are pairs of hook and name, by the plugin's name: what it gave that is in use.
    """

    plugins: tuple[Plugin, ...]
    providers: "Mapping[str, Provider]"
    renderers: "Mapping[str, Renderer | Series]"
    mapping_files: tuple[Path, ...]
    problems: tuple[Problem, ...]
    gives: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    sinks: "Mapping[str, Sink]" = field(default_factory=dict)

    @classmethod
    def load(cls) -> "Host":
        """The host of this process: the plugins that are installed, found once.

        Raises `DeclarationError` for a misspelt hook: a mistake of the plugin's author.
        """
        return _installed()

    @classmethod
    def of(cls, entry_points: Iterable["EntryPoint"]) -> "Host":
        """A host with just these plugins. Raises `DeclarationError` for a misspelt hook."""
        from scanner.host_finding import Finder  # noqa: PLC0415 - the import the other way is at its top

        return Finder().host(entry_points)

    @property
    def locales(self) -> tuple[Path, ...]:
        """The folders with the texts of all plugins."""
        own = [plugin.locale for plugin in self.plugins]
        given = [provider.locale for provider in self.providers.values()]
        return tuple(dict.fromkeys(folder for folder in (*own, *given) if folder))


@cache
def _installed() -> Host:
    import importlib.metadata  # noqa: PLC0415 - costs starting time

    return Host.of(importlib.metadata.entry_points(group=GROUP))
