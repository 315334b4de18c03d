"""The files of a recording: nothing is written before the last look found nothing."""

import json
import secrets
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote, urlencode

from scanner.errors import TenkenError
from scanner.recording.anonymiser import Anonymiser
from scanner.recording.exchange import Exchange, Recording
from scanner.recording.leftovers import Leftovers
from scanner.text import Message

Lines = dict[str, list[dict[str, Any]]]


class LeftoverError(TenkenError):
    """Something is left of what was to be replaced; `counts` says how many, by file and encoding."""

    def __init__(self, counts: Mapping[tuple[str, str], int]) -> None:
        where = ", ".join(
            f"{file} ({encoding}: {count})" for (file, encoding), count in sorted(counts.items())
        )
        template = "nothing was written: names of the tenant are left in the recording ({where}); report it"
        super().__init__(Message.of(template, where=where))
        self.counts = counts


def files_of(recording: Recording, source: str, key: bytes | None = None) -> dict[str, bytes]:
    """The recording as files by name, anonymised; `source` says where and when it comes from.

    `key` is the secret that replacements hang on: a new one each time, unless it is given.
    Raises `LeftoverError`.
    """
    anonymiser = Anonymiser(key or secrets.token_bytes(32), recording.vocabulary, recording.bases)
    for one in recording.exchanges:
        anonymiser.learn(one.body)
        anonymiser.learn(list(one.query.values()))
    groups: dict[str, Lines] = {}
    for one in recording.exchanges:
        _add(groups.setdefault(one.group, {}), one, anonymiser)
    texts = {f"{group}.json": _text(source, lines) for group, lines in groups.items()}
    _look(texts, anonymiser.originals)
    return {name: text.encode() for name, text in texts.items()}


def _add(lines: Lines, one: Exchange, anonymiser: Anonymiser) -> None:
    reply = {
        "status": one.status,
        "headers": {name: anonymiser.text(text) for name, text in one.headers.items()},
        "body": anonymiser.value(one.body),
    }
    known = lines.setdefault(line_of(one, anonymiser), [])
    if not known or known[-1] != reply:
        known.append(reply)


def line_of(one: Exchange, anonymiser: Anonymiser) -> str:
    """The request line, as `Script` reads it."""
    query = urlencode(anonymiser.query(one.query), quote_via=quote, safe="$(),'")
    word = one.mark.replace("{}", anonymiser.text(one.word))
    path = quote(anonymiser.path(one.path), safe="/$(),'@")
    return f"{one.method} {path}{'?' if query else ''}{query}{'#' if word else ''}{word}"


def _text(source: str, lines: Lines) -> str:
    held = {"source": source, "replies": dict(sorted(lines.items()))}
    return json.dumps(held, ensure_ascii=False, indent=1) + "\n"


def _look(texts: Mapping[str, str], originals: Iterable[str]) -> None:
    leftovers = Leftovers(originals)
    counts: dict[tuple[str, str], int] = {}
    for name, text in texts.items():
        for left in leftovers.within(text):
            counts[name, left.encoding] = counts.get((name, left.encoding), 0) + 1
    if counts:
        raise LeftoverError(counts)
