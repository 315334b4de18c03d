"""Adding attestations to `records/attestations.yaml`: the new content of the file, already checked.

    content = with_attestations(folder, [attestation], controls)

What stands in the file stays as it is, comments included; nothing is written here.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

from scanner.attestations import FILE, Attestation, Attestations
from scanner.framework_model import Control
from scanner.people_refs import Known, references
from scanner.risk_data import load_risk
from scanner.yamlfile import Document, Problem, YamlError, decode, read, read_text

KEY = "attestations:"
EMPTY = "attestations: []"


def with_attestations(folder: Path, new: Iterable[Attestation], controls: Iterable[Control]) -> str:
    """The content of the file with these attestations at its end; `controls` are all there are.

    Raises YamlError if the file, or what is added, is wrong, and if the file is written in a way that
    nothing can be added to at its end.
    """
    added = tuple(new)
    path = folder / FILE
    before = read(path) if path.exists() else read_text(EMPTY, str(path))
    known = Known.of(controls, load_risk(), None)
    old = _checked(before, known)
    text = before.text.rstrip()
    head = text.removesuffix(EMPTY) + KEY if text.endswith(EMPTY) else text
    content = "\n".join([head, *map(_lines, added)]) + "\n"
    if not _ends_with(content, str(path), (*old, *added)):
        template = "nothing can be added at the end of this file; write the list with one '- ' per item"
        raise YamlError([Problem(str(path), 0, 0, template)])
    _checked(read_text(content, str(path)), known)
    return content


def digest_of(document: Path) -> str:
    """The SHA-256 of a document, as an attestation states it. Raises OSError."""
    with document.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _checked(document: Document, known: Known) -> tuple[Attestation, ...]:
    file = decode(document, Attestations)
    if problems := list(references(document, file, known)):
        raise YamlError(problems)
    return file.attestations


def _ends_with(content: str, name: str, expected: tuple[Attestation, ...]) -> bool:
    """True if exactly these are read of the content."""
    try:
        return decode(read_text(content, name), Attestations).attestations == expected
    except YamlError:
        return False


def _lines(one: Attestation) -> str:
    """One item of the list."""
    given = {field.name: getattr(one, field.name) for field in fields(one)}
    return "  - " + "\n    ".join(f"{key}: {_quoted(value)}" for key, value in given.items() if value)


def _quoted(value: object) -> str:
    """As JSON, which is YAML, but for characters that YAML doesn't take as they are."""
    written = json.dumps(value, ensure_ascii=False)
    return "".join(one if one.isprintable() else f"\\U{ord(one):08x}" for one in written)
