"""Frameworks, facts and signals from their files, checked against one another before anything runs.

    for framework in load_frameworks():        # all that are packaged
        print(framework.framework, framework.edition, len(framework.controls))

Every fault is a Problem of a YamlError: file, line, column, what is wrong and what to write instead.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from scanner.framework_diff import Change, diff
from scanner.framework_doubles import doubles
from scanner.framework_model import Control, Fact, Framework, Level, Signal, Text
from scanner.framework_refs import Known, Loaded, Relations, unknown_names, unrelated
from scanner.yamlfile import Problem, YamlError, decode, read

__all__ = [
    "Change",
    "Control",
    "Fact",
    "File",
    "Framework",
    "Level",
    "Signal",
    "Text",
    "diff",
    "load_facts",
    "load_framework",
    "load_frameworks",
    "load_signals",
    "packaged",
    "relatives",
]

File = Path | Traversable


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The file of facts."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """The file of signals."""

    signals: tuple[Signal, ...]


def packaged(folder: str = "frameworks") -> list[Traversable]:
    """The YAML files in a folder of the `mappings` package, by name."""
    found = [path for path in (files("mappings") / folder).iterdir() if path.name.endswith(".yaml")]
    return sorted(found, key=lambda path: path.name)


def load_framework(path: File) -> Framework:
    """One framework by itself: its references to other files are not looked up. Raises YamlError."""
    return _loaded(path).framework


def load_frameworks(
    paths: Iterable[File] | None = None,
    *,
    facts: Mapping[str, Fact] | None = None,
    signals: Mapping[str, Signal] | None = None,
    checks: Collection[str] | None = None,
    providers: Collection[str] = (),
) -> tuple[Framework, ...]:
    """Frameworks that agree with one another (default: the packaged ones). Raises YamlError.

    With `checks`, an unknown check id is refused if its provider is among `providers`, else kept: its
    control stays undetermined. A related control is looked up if a framework with its id prefix is loaded.
    """
    known = Known(
        facts=load_facts() if facts is None else facts,
        signals=load_signals() if signals is None else signals,
        checks=checks,
        providers=providers,
    )
    loaded, problems = _all_loaded(packaged() if paths is None else paths)
    problems += [*doubles(loaded), *_references(loaded, known)]
    if problems:
        raise YamlError(problems)
    return tuple(one.framework for one in loaded)


@cache
def load_facts(path: File | None = None) -> Mapping[str, Fact]:
    """The facts an organisation can declare, by key. Raises YamlError."""
    document = read(path or files("mappings") / "facts.yaml")
    return {fact.key: fact for fact in decode(document, Facts).facts}


@cache
def load_signals(path: File | None = None) -> Mapping[str, Signal]:
    """The signals, by key. Raises YamlError."""
    document = read(path or files("mappings") / "signals.yaml")
    return {signal.key: signal for signal in decode(document, Signals).signals}


def relatives(frameworks: Iterable[Framework], id: str) -> list[str]:
    """The controls that this one names, or that name it, in the order of the frameworks."""
    controls = [control for framework in frameworks for control in framework.controls]
    named = {other for control in controls if control.id == id for other in control.related}
    found = [control.id for control in controls if control.id in named or id in control.related]
    return list(dict.fromkeys([*found, *sorted(named - set(found))]))


def _loaded(path: File) -> Loaded:
    document = read(path)
    return Loaded(document, decode(document, Framework))


def _all_loaded(paths: Iterable[File]) -> tuple[list[Loaded], list[Problem]]:
    loaded: list[Loaded] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            loaded.append(_loaded(path))
        except YamlError as error:
            problems += error.problems
    return loaded, problems


def _references(loaded: list[Loaded], known: Known) -> Iterable[Problem]:
    relations = Relations.of(loaded)
    for one in loaded:
        for keys, control in one.controls():
            yield from unknown_names(one.document, keys, control, known)
            yield from unrelated(one, keys, control, relations)
