"""The one place that reads YAML: configuration, mappings, records.

    document = read(Path("tenken.yaml"))
    config = decode(document, Config)

Both raise YamlError, which carries one Problem per fault: file, line, column, and what to write instead.
"""

from importlib.resources.abc import Traversable
from pathlib import Path

from scanner.yamlfile_decode import decode
from scanner.yamlfile_document import Document, Keys
from scanner.yamlfile_parse import parse
from scanner.yamlfile_problem import Faults, Problem, Refused, Term, YamlError, nearest

__all__ = [
    "Document",
    "Faults",
    "Keys",
    "Problem",
    "Refused",
    "Term",
    "YamlError",
    "decode",
    "nearest",
    "read",
    "read_text",
]

MAX_BYTES = 10_000_000


def read(path: Path | Traversable) -> Document:
    """The document in a file of UTF-8 (with or without BOM), at most 10 MB. Raises YamlError."""
    name = str(path)
    return read_text(_text(_content(path, name), name), name)


def read_text(text: str, name: str) -> Document:
    """The document in `text`; `name` stands for the file in messages. Raises YamlError."""
    return Document(name, text, parse(text, name))


def _content(path: Path | Traversable, name: str) -> bytes:
    try:
        if not path.is_file():
            raise _whole(name, "there is no such file; check the path")
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise _whole(name, "the file can't be read: {reason}", reason=error.strerror) from None
    if len(content) > MAX_BYTES:
        raise _whole(name, "the file is larger than {limit} MB; split it", limit=MAX_BYTES // 1_000_000)
    return content


def _text(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        template = "the file is not UTF-8; save it as UTF-8 (Shift_JIS and UTF-16 are not read)"
        raise YamlError([Problem(name, line, column, template)]) from None


def _whole(name: str, template: str, **params: object) -> YamlError:
    return YamlError([Problem(name, 0, 0, template, params)])
