"""What a played service answers: request lines and JSON bodies, from a mapping or a folder of files."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


@dataclass(frozen=True)
class Request:
    """One request as the service sees it: decoded path, query and headers by name (headers in lower case)."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @classmethod
    def of(
        cls, method: str, url: str, headers: Mapping[str, str] | None = None, body: bytes = b""
    ) -> "Request":
        """Build a request from a URL or a path with its query."""
        parts = urlsplit(url)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        named = {name.lower(): text for name, text in (headers or {}).items()}
        return cls(method, unquote(parts.path), query, named, body)


@dataclass(frozen=True)
class Reply:
    """One answer: `body` is sent as JSON, or as it is if it is bytes."""

    status: int = 200
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def content(self) -> bytes:
        """The bytes of the body."""
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


NOWHERE = Reply(404, {"error": {"code": "NotFound", "message": "nothing is written for this request"}})


class Script:
    """Answers by request line: ``GET /path``, or ``GET /path?name=value`` for requests with that query.

    ``POST /path#Word`` answers requests whose body holds "Word", quotes and all: where one path serves many
    reads. Of several lines that fit, the one with most of the query wins. `missing` answers what fits none.
    """

    def __init__(self, answers: Mapping[str, Reply | Sequence[Reply]], missing: Reply = NOWHERE) -> None:
        self._answers = {
            line: (_parse(line), (found,) if isinstance(found, Reply) else tuple(found))
            for line, found in answers.items()
        }
        self._missing = missing

    @classmethod
    def of(cls, bodies: Mapping[str, Any]) -> "Script":
        """Build a script in which every line is answered with 200 and this JSON body."""
        return cls({line: Reply(200, body) for line, body in bodies.items()})

    @classmethod
    def from_folder(cls, folder: Path) -> "Script":
        """Read every ``*.json`` of a folder.

        A file holds ``"source"`` (where its answers come from), and by request line ``"answers"`` (JSON
        bodies), ``"refusals"`` (``{"status": …, "body": …}``) or ``"replies"``, as a recording has them: a
        list of answers with status, headers and body, given one after the other; the last one stays.
        Raises `ValueError` for a file without a source and for a line that stands twice.
        """
        found: dict[str, Sequence[Reply]] = {}
        for file in sorted(folder.glob("*.json")):
            for line, replies in _read(file):
                if line in found:
                    raise ValueError(f"{file}: {line!r} stands twice")
                found[line] = replies
        return cls(found)

    @property
    def lines(self) -> tuple[str, ...]:
        """Every request line that has an answer."""
        return tuple(self._answers)

    @property
    def replies(self) -> dict[str, Reply]:
        """The answer to every request line, the last one where several stand."""
        return {line: found[-1] for line, (_, found) in self._answers.items()}

    def answer(self, request: Request) -> Reply:
        """Give the answer to a request, the last one where several stand."""
        return self.find(request)[1][-1]

    def find(self, request: Request) -> tuple[str, tuple[Reply, ...]]:
        """The line that fits a request best, and its answers in order; an empty line if none fits."""
        fitting = [
            (len(asked.query), line) for line, (asked, _) in self._answers.items() if _fits(asked, request)
        ]
        if not fitting:
            return "", (self._missing,)
        line = max(fitting, key=lambda pair: pair[0])[1]
        return line, self._answers[line][1]


def _read(file: Path) -> Iterator[tuple[str, Sequence[Reply]]]:
    held = json.loads(file.read_text("utf-8"))
    if not held.get("source"):
        raise ValueError(f"{file}: 'source' must say where the answers come from")
    for line, body in held.get("answers", {}).items():
        yield line, (Reply(200, body),)
    for line, refusal in held.get("refusals", {}).items():
        yield line, (Reply(refusal["status"], refusal["body"]),)
    for line, found in held.get("replies", {}).items():
        yield line, [Reply(one["status"], one["body"], one.get("headers", {})) for one in found]


def _parse(line: str) -> Request:
    method, _, url = line.partition(" ")
    if not method.isupper() or not url.startswith("/"):
        raise ValueError(f"{line!r} is not a request line like 'GET /path'")
    word = urlsplit(url).fragment
    return Request.of(method, url, body=f'"{word}"'.encode() if word else b"")


def _fits(asked: Request, request: Request) -> bool:
    return (
        (asked.method, asked.path) == (request.method, request.path)
        and asked.query.items() <= request.query.items()
        and asked.body in request.body
    )
