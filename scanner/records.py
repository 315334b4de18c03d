"""What people state about their municipality: the folder `records/`, read into typed values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from scanner.given import DECLARATIONS, DECLARED, AsOf, Comparison, Difference, Facts, Limits, Reviewed
from scanner.model import Gap, Reading, Reason, Resource
from scanner.provider import means
from scanner.settings import identity_of
from scanner.text import Message

FILE = "declarations.yaml"
UNDECLARED = "nothing is declared; add '{key}:' to records/declarations.yaml (an empty list says: none)"
UNAPPROVED = "no run is approved as the baseline; run: tenken baseline approve RUN --by ROLE --reason REASON"
COMMENTS = 100_000
"""A larger file than this, in bytes, says something."""
KEYS: Mapping[str, type] = MappingProxyType(
    {identity_of(cls).kind.removeprefix(DECLARED): cls for cls in DECLARATIONS}
)
"""The keys of the file, and the type that each one's items have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declarations:
    """What is declared. `items` lacks the types that nothing is said of; an empty tuple says "there is none".

    `facts` are the answers to the questions of `mappings/facts.yaml`; one that is missing is undeclared.
    """

    items: Mapping[type, tuple[Any, ...]] = field(default_factory=lambda: MappingProxyType({}))
    facts: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, data: Mapping[str, Any], name: str = FILE) -> "Declarations":
        """From plain data, as they would stand in the file. Raises YamlError, under this file name."""
        import msgspec  # noqa: PLC0415 - JSON is YAML: one reader for both

        from scanner.records_declarations import load  # noqa: PLC0415
        from scanner.yamlfile import read_text  # noqa: PLC0415

        return load(read_text(msgspec.json.encode(data).decode(), name))

    def __add__(self, other: "Declarations") -> "Declarations":
        """Both together: what either declares."""
        items = {
            cls: tuple(dict.fromkeys((*self.items.get(cls, ()), *other.items.get(cls, ()))))
            for cls in DECLARATIONS
            if cls in self.items or cls in other.items
        }
        return Declarations(items=items, facts={**self.facts, **other.facts})


def read_declarations(folder: Path, targets: Collection[str] | None = None) -> Declarations:
    """The declarations in `folder`; without the file nothing is declared.

    `targets`, if given, are the target ids that it may name. Raises YamlError.
    """
    from scanner.records_declarations import load  # noqa: PLC0415 - the import the other way is at its top
    from scanner.yamlfile import read  # noqa: PLC0415

    path = folder / FILE
    return Declarations() if _says_nothing(path) else load(read(path), targets)


def _says_nothing(path: Path) -> bool:
    """True if there is no file, or one in which everything is a comment."""
    if not path.is_file() or path.stat().st_size > COMMENTS:
        return not path.exists()
    return all(
        line.strip() == b"" or line.lstrip().startswith(b"#") for line in path.read_bytes().splitlines()
    )


def given_for(
    target: str, declarations: Declarations, limits: Mapping[str, int], as_of: datetime
) -> dict[type, Reading[Any]]:
    """The settings that no cloud holds, for the target with this id; `as_of` is aware.

    What nobody declared is a gap (*undeclared*).
    """
    given: dict[type, Reading[Any]] = {
        AsOf: Reading((AsOf(time=as_of),)),
        Limits: Reading((Limits.of(limits),)),
        Facts: Reading((Facts.of(declarations.facts),)),
        Reviewed: Reading(()),
    }
    for kind in (Comparison, Difference):
        given[kind] = Reading(gaps=(_unapproved(identity_of(kind).kind, target),))
    for key, cls in KEYS.items():
        declared = _meant(declarations.items.get(cls), target)
        given[cls] = Reading(declared) if declared is not None else Reading(gaps=(_undeclared(key, target),))
    return given


def _unapproved(kind: str, target: str) -> Gap:
    return Gap(kind, Resource("target", target), Reason.UNDECLARED, Message.of(UNAPPROVED))


def _meant(items: tuple[Any, ...] | None, target: str) -> tuple[Any, ...] | None:
    """The items as they hold at a target: what is written of the whole is said of each member too.

    What is written of the member itself comes before that.
    """
    if items is None or not any(hasattr(one, "target") for one in items):
        return items
    found: dict[str, Any] = {}
    for one in sorted(items, key=lambda one: len(one.target)):
        here = replace(one, target=target) if means(one.target, target) else one
        found[identity_of(type(here)).part(here)] = here
    return tuple(found.values())


def _undeclared(key: str, target: str) -> Gap:
    message = Message.of(UNDECLARED, key=key)
    return Gap(f"{DECLARED}{key}", Resource("target", target), Reason.UNDECLARED, message)
