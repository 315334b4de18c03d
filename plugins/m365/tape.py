"""What a connection hears, kept for a recording: every answer of every host, whatever its status."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import msgspec

from plugins.m365.asking import Asking
from plugins.m365.csom import index_of
from plugins.m365.endpoint import Endpoint
from plugins.m365.failures import FailedError
from plugins.m365.graph_batch import BATCHES
from plugins.m365.hosts import Host
from plugins.m365.names import Names
from plugins.m365.request import Ask
from scanner.recording import Exchange

MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T")
HEADERS = ("retry-after", "location")
"""Headers of answers that change what is asked next."""
GROUPS = {"compliance": "exchange"}
"""Hosts that answer the same requests: Purview's cmdlets run on either."""
BACK = ("retry-after",)


class Tape:
    """Listens to connections; `exchanges` are in the order of the answers."""

    def __init__(self) -> None:
        self.exchanges: list[Exchange] = []
        self._hosts: dict[str, Host] = {}

    def wire(self, wire: Any, hosts: Mapping[str, Host]) -> "TapedWire":
        """A wire that is listened to. `hosts` is the connection's own mapping, as it grows."""
        self._hosts = hosts if isinstance(hosts, dict) else dict(hosts)
        return TapedWire(wire, self)

    def names(self, names: Names) -> "TapedNames":
        """A name server that is listened to."""
        return TapedNames(names, self)

    def base(self, url: str) -> str | None:
        """The part of a URL that names one of the hosts; None for any other."""
        if not any(host.holds(url) for host in self._hosts.values()):
            return None
        parts = urlsplit(url)
        return url[: len(parts.scheme) + 3 + len(parts.netloc)]

    def hear(self, endpoint: Endpoint, ask: Ask, response: Any) -> None:
        """Note one answer; a batch is noted as the reads in it."""
        path, body = urlsplit(ask.url).path, _json(response.content)
        if ask.method == "POST" and path.endswith(BATCHES) and response.status_code == 200:
            self.exchanges += _of_batch(ask, body)
            return
        self.exchanges.append(
            Exchange(
                group=GROUPS.get(ask.host, ask.host),
                method=ask.method,
                path=unquote(path),
                query=_query(ask.url),
                **_mark(endpoint, ask),
                status=response.status_code,
                headers={name: response.headers[name] for name in HEADERS if name in response.headers},
                body=body,
            )
        )


class TapedWire:
    """Sends as the wire behind it does, and lets the tape hear what comes back."""

    def __init__(self, wire: Any, tape: Tape) -> None:
        self._wire, self._tape = wire, tape

    async def send(self, endpoint: Endpoint, ask: Ask) -> Any:
        """Send this; raises what the wire raises."""
        response = await self._wire.send(endpoint, ask)
        self._tape.hear(endpoint, ask, response)
        return response

    async def close(self) -> None:
        """Close the connections."""
        await self._wire.close()


class TapedNames:
    """Looks names up, and lets the tape hear what they hold."""

    def __init__(self, names: Names, tape: Tape) -> None:
        self._names, self._tape = names, tape

    async def txt(self, name: str, asking: Asking) -> tuple[str, ...]:
        """Give the TXT records of a name; raises what the name server behind it raises."""
        try:
            found = await self._names.txt(name, asking)
        except FailedError:
            self._tape.exchanges.append(Exchange(group="dns", method="TXT", path=f"/{name}", status=503))
            raise
        self._tape.exchanges.append(Exchange(group="dns", method="TXT", path=f"/{name}", body=list(found)))
        return found


def _mark(endpoint: Endpoint, ask: Ask) -> dict[str, str]:
    """What tells requests of one path apart: the cmdlet, or where a list of sites goes on."""
    if ask.method != "POST":
        return {}
    mark, word = index_of(ask.body) if endpoint.body else (endpoint.name, "")
    return {"mark": mark, "word": word}


def _of_batch(ask: Ask, body: Any) -> Iterator[Exchange]:
    version = re.sub(r"/\$batch$", "", urlsplit(ask.url).path)
    asked = {one["id"]: one["url"] for one in json.loads(ask.body)["requests"]}
    parts = body.get("responses") if isinstance(body, dict) else None
    for part in parts if isinstance(parts, list) else ():
        if isinstance(part, dict) and part.get("id") in asked and isinstance(part.get("status"), int):
            url = asked[part["id"]]
            headers = part.get("headers") or {}
            yield Exchange(
                group=ask.host,
                method="GET",
                path=version + unquote(urlsplit(url).path),
                query=_query(url),
                status=part["status"],
                headers={name: text for name, text in headers.items() if name.lower() in BACK},
                body=part.get("body"),
            )


def _query(url: str) -> dict[str, str]:
    """The query, without a filter for times: those of a replay are others."""
    found = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
    return {name: text for name, text in found.items() if not (name == "$filter" and MOMENT.search(text))}


def _json(content: bytes) -> Any:
    try:
        return msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
