"""Adding to the lists that people keep in `records/`: the new content of the file, already checked.

    content = with_attestations(folder, [attestation], controls)

What stands in the file stays as it is, comments included; nothing is written here.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from scanner import attestations, plans
from scanner.attestations import Attestation, Attestations
from scanner.framework_model import Control
from scanner.people_refs import Known, references
from scanner.plans import Plan, Plans
from scanner.risk_data import load_risk
from scanner.yamlfile import Document, Problem, YamlError, decode, read, read_text


def with_attestations(folder: Path, new: Iterable[Attestation], controls: Iterable[Control]) -> str:
    """The content of the file with these attestations at its end; `controls` are all there are.

    Raises YamlError if the file, or what is added, is wrong, and if the file is written in a way that
    nothing can be added to at its end.
    """
    return _List(folder / attestations.FILE, "attestations", Attestations, controls).with_added(new)


def with_plans(folder: Path, new: Iterable[Plan], controls: Iterable[Control]) -> str:
    """The content of the file with these plans at its end; else as `with_attestations`."""
    return _List(folder / plans.FILE, "plans", Plans, controls).with_added(new)


def digest_of(document: Path) -> str:
    """The SHA-256 of a document, as an attestation states it. Raises OSError."""
    with document.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@dataclass(frozen=True)
class _List:
    """A file that holds one list under one key."""

    path: Path
    key: str
    type: type
    controls: Iterable[Control]

    def with_added(self, new: Iterable[object]) -> str:
        """The content with these items at its end."""
        added, known = tuple(new), Known.of(self.controls, load_risk(), None)
        empty = f"{self.key}: []"
        before = read(self.path) if self.path.exists() else read_text(empty, str(self.path))
        old = self._checked(before, known)
        text = before.text.rstrip()
        head = f"{text.removesuffix(empty)}{self.key}:" if text.endswith(empty) else text
        content = "\n".join([head, *map(_lines, added)]) + "\n"
        if not self._holds(content, (*old, *added)):
            template = "nothing can be added at the end of this file; write the list with one '- ' per item"
            raise YamlError([Problem(str(self.path), 0, 0, template)])
        self._checked(read_text(content, str(self.path)), known)
        return content

    def _checked(self, document: Document, known: Known) -> tuple[Any, ...]:
        file: Any = decode(document, self.type)
        if problems := list(references(document, file, known)):
            raise YamlError(problems)
        return self._items(file)

    def _holds(self, content: str, expected: tuple[object, ...]) -> bool:
        """True if exactly these are read of the content."""
        try:
            return self._items(decode(read_text(content, str(self.path)), self.type)) == expected
        except YamlError:
            return False

    def _items(self, file: Any) -> tuple[Any, ...]:
        return tuple(getattr(file, self.key))


def _lines(one: Any) -> str:
    """One item of the list."""
    given = {field.name: getattr(one, field.name) for field in fields(one)}
    return "  - " + "\n    ".join(f"{key}: {_quoted(value)}" for key, value in given.items() if value)


def _quoted(value: object) -> str:
    """As JSON, which is YAML, but for characters that YAML doesn't take as they are."""
    written = json.dumps(value, ensure_ascii=False)
    return "".join(one if one.isprintable() else f"\\U{ord(one):08x}" for one in written)
