"""Profiles: which frameworks, levels and thresholds a municipality is judged by, and what is taken off it.

profile = load_profile("government-cloud-direct")
limits = profile.limits_in_force()
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import PurePath
from typing import Literal

from scanner.framework_model import Case, Framework, Level, Text
from scanner.framework_refs import unknown
from scanner.frameworks import File, load_facts, packaged
from scanner.yamlfile import Document, Keys, Problem, Refused, Term, YamlError, decode, read

Unit = Literal["days", "hours", "seconds", "people", "zones", "lines", "times", "percent", "characters"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A threshold. `source` cites the document; a `proposal` is the project's own."""

    key: str
    value: int
    unit: Unit
    name: Text
    source: Text
    proposal: bool = False

    def __post_init__(self) -> None:
        if self.value < 0:
            raise Refused("'{value}' is less than 0; write a larger number", at=("value",), value=self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The file of limits."""

    limits: tuple[Limit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relief:
    """A control that Government Cloud covers wholly, with the sentence of the source that says so."""

    control: str
    sentence: Text
    document: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """`limits` replace those of limits.yaml; `facts` follow from the profile (declarations win)."""

    profile: str = field(metadata={"example": "alpha-prime-i"})
    title: Text
    case: Case | None = None
    frameworks: tuple[str, ...]
    required_levels: tuple[Level, ...] = (Level.REQUIRED,)
    limits: dict[str, int] = field(default_factory=dict)
    facts: dict[str, bool] = field(default_factory=dict)
    relieved: tuple[Relief, ...] = ()

    def limits_in_force(self) -> dict[str, int]:
        """Every threshold, with the profile's own values where it has any."""
        return default_limits() | self.limits

    def relieved_controls(self) -> frozenset[str]:
        """The ids of the controls that Government Cloud covers wholly."""
        return frozenset(relief.control for relief in self.relieved)


@cache
def load_limits(path: File | None = None) -> Mapping[str, Limit]:
    """The thresholds by key, each with its source. Raises YamlError."""
    document = read(path or files("mappings") / "limits.yaml")
    limits: dict[str, Limit] = {}
    for index, limit in enumerate(decode(document, Limits).limits):
        if limit.key in limits:
            template = "limit '{key}' is given twice; remove one of the two"
            raise YamlError([document.problem(("limits", index, "key"), template, {"key": limit.key})])
        limits[limit.key] = limit
    return limits


def default_limits() -> dict[str, int]:
    """The value of each threshold where no profile and no configuration says otherwise."""
    return {key: limit.value for key, limit in load_limits().items()}


def profile_names() -> list[str]:
    """The packaged profiles."""
    return [PurePath(path.name).stem for path in packaged("profiles")]


def load_profile(name: str | File, frameworks: Iterable[Framework] = ()) -> Profile:
    """A packaged profile by name, or one from a file. Raises YamlError; KeyError for an unknown name.

    Relieved controls are looked up in `frameworks`, as far as these are among the profile's own.
    """
    document = read(_packaged_profile(name) if isinstance(name, str) else name)
    profile = decode(document, Profile)
    problems = list(_problems(document, profile, list(frameworks)))
    if problems:
        raise YamlError(problems)
    return profile


def _packaged_profile(name: str) -> File:
    return {PurePath(path.name).stem: path for path in packaged("profiles")}[name]


def _problems(document: Document, profile: Profile, frameworks: list[Framework]) -> Iterator[Problem]:
    names = {PurePath(path.name).stem for path in packaged()} | {one.framework for one in frameworks}
    for index, name in enumerate(profile.frameworks):
        yield from _lookup(document, ("frameworks", index), Term("framework"), name, names)
    for key in profile.limits:
        yield from _lookup(document, ("limits", key), Term("limit"), key, default_limits())
    for key in profile.facts:
        yield from _lookup(document, ("facts", key), Term("fact"), key, load_facts())
    loaded = {one.framework: one for one in frameworks}
    if loaded.keys() >= set(profile.frameworks):
        known = {control.id for name in profile.frameworks for control in loaded[name].controls}
        for index, relief in enumerate(profile.relieved):
            yield from _lookup(
                document, ("relieved", index, "control"), Term("control"), relief.control, known
            )


def _lookup(
    document: Document, keys: Keys, kind: str, name: str, known: Collection[str]
) -> Iterator[Problem]:
    if name not in known:
        yield unknown(document, keys, kind, name, known)
