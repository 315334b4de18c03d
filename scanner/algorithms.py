"""The packaged list of algorithms that the government recommends, read once."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

from scanner.framework_model import Text
from scanner.frameworks import File
from scanner.yamlfile import decode, read

Standing = Literal["recommended", "short", "monitored", "unlisted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CipherList:
    """An edition of the CRYPTREC ciphers list; `key_lengths` is where the shortest keys are laid down."""

    edition: str
    updated: date
    title: Text
    url: str
    recommended: tuple[str, ...]
    candidate: tuple[str, ...]
    monitored: tuple[str, ...]
    key_lengths: str
    least_bits: dict[str, int]

    def standing(self, algorithm: str, bits: int | None = None) -> Standing:
        """Say where an algorithm stands; *short*: it would be recommended with a longer key.

        A candidate is as little recommended as what is on no list.
        """
        if algorithm in self.monitored:
            return "monitored"
        if algorithm not in self.recommended:
            return "unlisted"
        least = self.least_bits.get(algorithm)
        return "short" if bits is not None and least is not None and bits < least else "recommended"


@cache
def load_algorithms(path: File | None = None) -> CipherList:
    """The list in a file (default: the packaged one). Raises YamlError."""
    return decode(read(path or files("mappings") / "cryptrec.yaml"), CipherList)
