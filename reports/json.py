"""The assessment as one JSON document: an entry a line, so that large ones stream and two can be compared."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from reports.document import Document
from scanner.assessment import Assessment
from scanner.language import Translator


def render(assessment: Assessment, out: BinaryIO, translator: Translator) -> None:
    """Write the document as UTF-8; half a surrogate pair in a name stays what it is, as an escape."""
    document = Document(assessment, translator)
    out.writelines(piece.encode("utf-8", "backslashreplace") for piece in _pieces(document))


def _pieces(document: Document) -> Iterator[str]:
    opening = "{\n"
    for key, value in document.head().items():
        yield f"{opening}{_json(key)}: {_json(value)}"
        opening = ",\n"
    for key, items in document.lists():
        yield f",\n{_json(key)}: ["
        yield from _lines(items)
        yield "]"
    yield "\n}\n"


def _lines(items: Iterator[Any]) -> Iterator[str]:
    separator = "\n"
    for item in items:
        yield separator + _json(item)
        separator = ",\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))
