"""Several reads of Graph in one request ($batch): learn.microsoft.com/graph/json-batching.

Each answer has a status of its own. What is told to come back later is asked again, alone, after the time it
was told; the others are not held up.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from plugins.m365.answer import Answer
from plugins.m365.asking import Asking, an_object, refusal
from plugins.m365.endpoint import Endpoint
from plugins.m365.failures import BUSY, FailedError, malformed
from plugins.m365.request import Ask

BATCHES = ("/v1.0/$batch", "/beta/$batch")
PREFER = {"Prefer": "include-unknown-enum-members"}
MOST = 20
"""How many reads one request may hold."""


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One read in a batch; `url` is relative to the version."""

    id: str
    method: str
    url: str
    headers: dict[str, str] = {}


class Batch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of a batch."""

    requests: list[Item]


class Part(msgspec.Struct, frozen=True):
    """One answer in a batch."""

    id: str
    status: int
    headers: dict[str, str] = {}
    body: Any = None


class Parts(msgspec.Struct, frozen=True):
    """The answer to a batch."""

    responses: list[Part]


def version_of(path: str) -> str:
    """The version that a path of Graph begins with: /v1.0 or /beta."""
    return "/" + path.split("/", 2)[1]


def body(targets: Mapping[str, str], headers: Mapping[str, str]) -> bytes:
    """The body that reads these targets (by id, with their version)."""
    items = [
        Item(id=name, method="GET", url=target.removeprefix(version_of(target)), headers=dict(headers))
        for name, target in targets.items()
    ]
    return msgspec.json.encode(Batch(requests=items))


def parts(content: bytes, asked: Sequence[str]) -> dict[str, Part] | None:
    """The answers by id; None if it isn't an answer to just these."""
    try:
        found = {one.id: one for one in msgspec.json.decode(content, type=Parts).responses}
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return found if found.keys() == set(asked) else None


@dataclass(frozen=True, slots=True)
class Read:
    """What one read of a batch gave: `ids` are those that its path was filled with."""

    endpoint: Endpoint
    ids: Mapping[str, str]
    found: Any
    error: FailedError | None = None

    def answer(self) -> Answer:
        """The answer; raises `FailedError` if this read failed, whatever became of the others."""
        if self.error:
            raise self.error
        return Answer(an_object(self.endpoint, self.found), self.endpoint)


async def reads(
    asking: Asking, base: str, endpoint: Endpoint, wanted: Sequence[Mapping[str, str]], query: str
) -> AsyncIterator[Read]:
    """Read an endpoint once per entry of `wanted`; raises `FailedError` where a whole request fails."""
    for start in range(0, len(wanted), MOST):
        some = wanted[start : start + MOST]
        targets = {str(number): _target(endpoint, ids, query) for number, ids in enumerate(some)}
        async for name, read in _batch(asking, base, endpoint, targets):
            yield Read(endpoint, some[int(name)], read.found, read.error)


async def _batch(
    asking: Asking, base: str, endpoint: Endpoint, targets: dict[str, str]
) -> AsyncIterator[tuple[str, Read]]:
    tries = 0
    while targets:
        busy: list[Part] = []
        for name, part in (await _send(asking, base, endpoint, targets)).items():
            if part.status in BUSY:
                busy.append(part)
            else:
                if part.status == 200:
                    asking.calls.saw(endpoint.operation, part.body)
                yield name, _read(endpoint, part)
        if not busy:
            return
        tries += 1
        longest = max(busy, key=_told)
        try:
            await asking.pause(endpoint, longest.status, _lower(longest), tries)
        except FailedError as error:
            for part in busy:
                yield part.id, Read(endpoint, {}, None, error)
            return
        targets = {part.id: targets[part.id] for part in busy}


async def _send(asking: Asking, base: str, endpoint: Endpoint, targets: dict[str, str]) -> dict[str, Part]:
    version = version_of(endpoint.path)
    headers = {"Content-Type": "application/json"}
    ask = Ask("graph", f"{base}{version}/$batch", "POST", body(targets, PREFER), headers)
    response = await asking.response(endpoint, ask)
    if response.status_code != 200:
        raise refusal(endpoint, response.status_code, None)
    if (found := parts(response.content, tuple(targets))) is None:
        raise malformed(endpoint, "not the answer to this batch")
    return found


def _read(endpoint: Endpoint, part: Part) -> Read:
    if part.status == 200:
        return Read(endpoint, {}, part.body)
    return Read(endpoint, {}, None, refusal(endpoint, part.status, part.body))


def _target(endpoint: Endpoint, ids: Mapping[str, str], query: str) -> str:
    target = endpoint.target(**ids)
    return f"{target}?{query}" if query else target


def _lower(part: Part) -> dict[str, str]:
    return {name.lower(): text for name, text in part.headers.items()}


def _told(part: Part) -> float:
    said = _lower(part).get("retry-after", "")
    return float(said) if said.isascii() and said.isdecimal() else 0.0
