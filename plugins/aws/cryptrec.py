"""The government's list of ciphers, as `mappings/cryptrec.yaml` holds it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True)
class Ciphers:
    """An edition, and by service the names of its algorithms with what they are on the list (empty: none)."""

    edition: str
    names: Mapping[str, Mapping[str, tuple[str, ...]]]

    def listed(self, service: str, name: str) -> bool | None:
        """Say if an algorithm of a service is on the list; None if it can't be compared."""
        found = self.names[service].get(name)
        return None if found is None else bool(found)


@cache
def ciphers() -> Ciphers:
    """Read the list."""
    held = yaml.safe_load((files("mappings") / "cryptrec.yaml").read_text("utf-8"))
    names = {
        service: {name: tuple(algorithms) for name, algorithms in known.items()}
        for service, known in held["names"].items()
    }
    return Ciphers(edition=held["edition"], names=names)
