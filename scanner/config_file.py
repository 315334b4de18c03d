"""`tenken.yaml` into typed values; all faults at once, each with its place and what to write instead."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from scanner.config import DEADLINE, FRAMEWORKS, NO_STORE, Config, OrganisationConfig
from scanner.config_names import doubles, framework_names, limit_names, unknown
from scanner.config_sink import read_sinks
from scanner.config_target import Reader as TargetReader
from scanner.framework_model import Case
from scanner.host import Host
from scanner.language import Language
from scanner.profiles import load_profile, profile_names
from scanner.provider import Target
from scanner.yamlfile import Document, Keys, Problem, Refused, YamlError, decode, read

CASES: Mapping[str, Case] = {"a": "a", "i": "i", "u": "u", "ア": "a", "イ": "i", "ウ": "u"}
LONGEST = 86_400
EXAMPLE = "{id: main, provider: aws}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationLines:
    """What stands under one organisation; targets are read by themselves, as their provider says."""

    id: str = field(metadata={"example": "aozora"})
    name: str = field(metadata={"example": "青空市"})
    case: Literal["a", "i", "u", "ア", "イ", "ウ"] = field(metadata={"example": "i"})
    targets: tuple[dict[str, Any], ...] = field(metadata={"example": f"[{EXAMPLE}]"})
    records: str = "records"
    profiles: tuple[str, ...] = field(default=(), metadata={"example": "[government-cloud-direct]"})

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise Refused("'{key}' is empty; write it", at=("name",), key="name")
        if not self.targets:
            raise Refused(
                "there is no target; for example targets: [{example}]", at=("targets",), example=EXAMPLE
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """What stands in the file."""

    organisations: tuple[OrganisationLines, ...] = field(
        metadata={"example": f"[{{id: aozora, name: 青空市, case: i, targets: [{EXAMPLE}]}}]"}
    )
    frameworks: tuple[str, ...] | None = field(default=None, metadata={"example": "[alpha-prime]"})
    language: Language | None = None
    limits: dict[str, int] = field(default_factory=dict, metadata={"example": "{unused_days: 90}"})
    deadline: int | float = field(default=DEADLINE, metadata={"example": "900"})
    store: str | None = field(default=None, metadata={"example": "tenken.db"})
    sinks: tuple[dict[str, Any], ...] = field(
        default=(), metadata={"example": "[{id: siem, type: file, path: events.ndjson}]"}
    )

    def __post_init__(self) -> None:
        if not self.organisations:
            raise Refused("no organisation is given; add one", at=("organisations",))
        if self.frameworks == ():
            raise Refused("no framework is given; for example frameworks: [alpha-prime]", at=("frameworks",))
        if not 0 < self.deadline <= LONGEST:
            template = "the deadline is a number of seconds from 1 to {most}; for example deadline: 900"
            raise Refused(template, at=("deadline",), most=LONGEST)
        for key, value in self.limits.items():
            if value < 0:
                raise Refused("a limit is not less than 0", at=("limits", key))


def load(path: Path, host: Host | None = None) -> Config:
    """The configuration in a file. Raises YamlError with all its problems, in the order of the file."""
    return from_document(read(path), path, host)


def from_document(document: Document, path: Path, host: Host | None = None) -> Config:
    """The configuration in a document, as if it were that file. Raises YamlError."""
    reader = _Reader(document, host or Host.load())
    lines = reader.lines()
    targets = reader.targets()
    sinks = read_sinks(document, reader.host, reader.problems)
    reader.check(lines)
    if reader.problems or lines is None:
        raise YamlError(sorted(reader.problems, key=lambda one: (one.line, one.column)))
    return Config(
        organisations=tuple(
            _organisation(one, targets[index], path.parent) for index, one in enumerate(lines.organisations)
        ),
        frameworks=lines.frameworks or _of_profiles(lines),
        language=lines.language,
        limits=lines.limits,
        deadline=float(lines.deadline),
        store=_store(lines.store, path.parent),
        sinks=sinks,
        path=path,
    )


def _of_profiles(lines: Lines) -> tuple[str, ...]:
    """The frameworks of the profiles, where the file names none itself; without profiles the α′ model."""
    profiles = [load_profile(name) for one in lines.organisations for name in one.profiles]
    return tuple(dict.fromkeys(name for one in profiles for name in one.frameworks)) or FRAMEWORKS


def _store(address: str | None, folder: Path) -> str | None:
    """The address of the store; a relative path starts from where the configuration lies."""
    if address is None or "://" in address or address == NO_STORE:
        return address
    return str(folder / Path(address).expanduser())


def _organisation(lines: OrganisationLines, targets: tuple[Target, ...], folder: Path) -> OrganisationConfig:
    return OrganisationConfig(
        id=lines.id,
        name=lines.name,
        case=CASES[lines.case],
        targets=targets,
        records=folder / Path(lines.records).expanduser(),
        profiles=lines.profiles,
    )


class _Reader:
    """Reads one document and gathers its problems."""

    def __init__(self, document: Document, host: Host) -> None:
        self.document, self.host = document, host
        self.problems: list[Problem] = []

    def lines(self) -> Lines | None:
        """Everything but the targets; None if it is wrong."""
        try:
            return decode(self.document, Lines)
        except YamlError as error:
            self.problems += error.problems
            return None

    def targets(self) -> list[tuple[Target, ...]]:
        """The targets, per organisation, as far as the file has the shape for them."""
        reader = TargetReader(self.document, self.host)
        found = [tuple(reader.targets(keys, organisation)) for keys, organisation in self._organisations()]
        self.problems += [*reader.problems, *reader.doubles()]
        return found

    def check(self, lines: Lines | None) -> None:
        """What is right by itself, but not together with the rest."""
        places = [(*keys, "id") for keys, _ in self._organisations()]
        self.problems += doubles(self.document, "organisation", places)
        if lines is None:
            return
        self._profiles(lines)
        names = framework_names(self.host.mapping_files)
        for index, name in enumerate(lines.frameworks or ()):
            if name.partition("@")[0] not in names:  # alpha-prime@2024-03-25 is one edition
                self.problems += unknown(self.document, ("frameworks", index), name, names)
        for name in lines.limits:
            self.problems += unknown(self.document, ("limits", name), name, limit_names(), at_key=True)

    def _profiles(self, lines: Lines) -> None:
        for place, one in enumerate(lines.organisations):
            for index, name in enumerate(one.profiles):
                keys = ("organisations", place, "profiles", index)
                self.problems += unknown(self.document, keys, name, profile_names())

    def _organisations(self) -> Iterator[tuple[Keys, Mapping[str, object]]]:
        data = self.document.data
        found = data.get("organisations") if isinstance(data, dict) else None
        for index, one in enumerate(found if isinstance(found, list) else ()):
            if isinstance(one, dict):
                yield ("organisations", index), one
