"""Loads plugins one by one, so that none takes the others down."""

import difflib
from collections.abc import Iterable, Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pluggy

from scanner import hookspecs
from scanner.errors import DeclarationError
from scanner.host import GROUP, Host, Plugin, Problem
from scanner.provider import Provider
from scanner.renderer import Renderer, Series
from scanner.sink import Sink
from scanner.text import Message

HOOKS = tuple(name for name in vars(hookspecs) if name.startswith("tenken_"))
HINT = "mark it with @hookimpl, imported from scanner"


class Finder:
    """Gathers the plugins, and what their hooks yield."""

    def __init__(self) -> None:
        self._manager = pluggy.PluginManager(GROUP)
        self._manager.add_hookspecs(hookspecs)
        self._plugins: list[Plugin] = []
        self._problems: list[Problem] = []
        self._gives: dict[str, list[tuple[str, str]]] = {}

    def host(self, entry_points: Iterable[EntryPoint]) -> Host:
        """A host of these plugins, in order of name. Raises `DeclarationError` for a misspelt hook."""
        for entry_point in sorted(entry_points, key=lambda one: one.name):
            self._load(entry_point)
        providers = self._importable(self._named("tenken_providers", (Provider,)))
        renderers = self._named("tenken_renderers", (Renderer, Series))
        sinks = self._named("tenken_sinks", (Sink,))
        mappings = tuple(self._paths("tenken_mappings"))
        gives = {name: tuple(pairs) for name, pairs in self._gives.items()}
        return Host(
            plugins=tuple(self._plugins),
            providers=providers,
            renderers=renderers,
            mapping_files=mappings,
            problems=tuple(self._problems),
            gives=gives,
            sinks=sinks,
        )

    def _load(self, entry_point: EntryPoint) -> None:
        try:
            module = entry_point.load()
        except Exception as error:  # noqa: BLE001 - whatever is wrong with it, the others go on
            self._problems.append(Problem(entry_point.name, _why(error), _extra(entry_point)))
            return
        _refuse_misspelt(entry_point.name, module)
        try:
            self._manager.register(module, entry_point.name)
        except (pluggy.PluginValidationError, ValueError) as error:
            self._problems.append(Problem(entry_point.name, _why(error)))
            return
        version = entry_point.dist.version if entry_point.dist else ""
        self._plugins.append(Plugin(entry_point.name, module, version))

    def _named(self, hook: str, kinds: tuple[type[Any], ...]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        owners: dict[str, str] = {}
        for plugin, one in self._given(hook):
            if not isinstance(one, kinds):
                template = "{hook} gave {found} where {expected} was expected"
                self._problem(
                    plugin, template, hook=hook, found=type(one).__name__, expected=kinds[0].__name__
                )
            elif one.name in found:
                template = "{hook}: the name '{name}' is already taken by the plugin '{owner}'"
                self._problem(plugin, template, hook=hook, name=one.name, owner=owners[one.name])
            else:
                found[one.name], owners[one.name] = one, plugin
                self._gives.setdefault(plugin, []).append((hook, one.name))
        return dict(sorted(found.items()))

    def _paths(self, hook: str) -> Iterator[Path]:
        for plugin, path in self._given(hook):
            if isinstance(path, Path):
                self._gives.setdefault(plugin, []).append((hook, path.name))
                yield path
            else:
                template = "{hook} gave {found} where {expected} was expected"
                self._problem(plugin, template, hook=hook, found=type(path).__name__, expected="Path")

    def _importable(self, providers: dict[str, Provider]) -> dict[str, Provider]:
        """The providers whose checks and collectors can be imported.

        Raises `DeclarationError` for one that is declared wrongly.
        """
        found: dict[str, Provider] = {}
        for name, provider in providers.items():
            try:
                provider.functions  # noqa: B018 - imports them, once
            except DeclarationError:
                raise
            except Exception as error:  # noqa: BLE001 - whatever is wrong with it, the others go on
                self._problems.append(Problem(name, _why(error), _package(provider)))
            else:
                found[name] = provider
        return found

    def _given(self, hook: str) -> Iterator[tuple[str, Any]]:
        """What the hook yields, with the plugin's name; one that fails gives what it gave so far."""
        for implementation in getattr(self._manager.hook, hook).get_hookimpls():
            name = implementation.plugin_name
            try:
                for one in implementation.function():
                    yield name, one
            except Exception as error:  # noqa: BLE001 - whatever is wrong with it, the others go on
                self._problems.append(Problem(name, _why(error)))

    def _problem(self, plugin: str, template: str, **params: str) -> None:
        self._problems.append(Problem(plugin, Message.of(template, **params)))


def _refuse_misspelt(plugin: str, module: Any) -> None:
    for name, value in vars(module).items():
        if not (name.startswith("tenken_") and callable(value)):
            continue
        if name not in HOOKS:
            like = difflib.get_close_matches(name, HOOKS, n=1) or HOOKS
            problem = f"plugin {plugin!r}: there is no hook {name!r}; did you mean {', '.join(like)}?"
            raise DeclarationError.about(value, problem)
        if not hasattr(value, f"{GROUP}_impl"):
            raise DeclarationError.about(value, f"plugin {plugin!r}: the hook {name!r} is not marked; {HINT}")


def _why(error: Exception) -> Message:
    text = " ".join(str(error).split())
    return Message.of("{error}: {text}", error=type(error).__name__, text=text)


def _package(provider: Provider) -> str:
    return f"tenken[{provider.requires}]" if provider.requires else ""


def _extra(entry_point: EntryPoint) -> str:
    owner = entry_point.dist.name if entry_point.dist else ""
    return f"{owner}[{','.join(entry_point.extras)}]" if owner and entry_point.extras else ""
