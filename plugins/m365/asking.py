"""Sending a request with patience, count and deadline, and reading what comes back."""

import asyncio
import math
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from plugins.m365.endpoint import Endpoint
from plugins.m365.failures import BUSY, FailedError, late, malformed, refused, throttled
from plugins.m365.patience import wait
from plugins.m365.request import Ask
from scanner import Calls

if TYPE_CHECKING:
    import httpx

TRIES = 10
STUMBLES = 4
"""How often a read is sent to Exchange while it answers 500, which may mean busy or broken."""
EXCHANGE = ("exchange", "compliance")


class Asking:
    """Sends requests over a wire until the deadline; counts them, and notes the shape of answers."""

    def __init__(self, wire: Any, calls: Calls) -> None:
        self.calls = calls
        self.until = math.inf
        self._wire = wire

    async def json(self, endpoint: Endpoint, ask: Ask) -> Any:
        """Send this, and give the JSON of the answer; raises `FailedError` for any other answer."""
        found = decoded(endpoint, await self.response(endpoint, ask))
        self.calls.saw(endpoint.operation, found)
        return found

    async def response(self, endpoint: Endpoint, ask: Ask) -> "httpx.Response":
        """Send this until the service isn't busy any more; raises `FailedError` if nothing came back."""
        started, at = time.monotonic(), datetime.now(UTC).isoformat(timespec="milliseconds")
        tries = 0
        if started >= self.until:
            raise late(endpoint)
        try:
            async with asyncio.timeout(self.until - started if self.until < math.inf else None):
                response: httpx.Response = await self._wire.send(endpoint, ask)
                while _again(ask, response, tries):
                    tries += 1
                    await self.pause(endpoint, response.status_code, response.headers, tries)
                    response = await self._wire.send(endpoint, ask)
        except TimeoutError:
            raise late(endpoint) from None
        finally:
            seconds = time.monotonic() - started
            self.calls.add(endpoint.operation, "global", at=at, seconds=seconds, retries=tries)
        return response

    async def pause(self, endpoint: Endpoint, status: int, headers: Any, tries: int) -> None:
        """Wait before the next try; raises *throttled* if no time is left for it."""
        pause = wait(headers, tries - 1)
        if tries == TRIES or time.monotonic() + pause >= self.until:
            raise throttled(endpoint, status)
        await asyncio.sleep(pause)


def _again(ask: Ask, response: "httpx.Response", tries: int) -> bool:
    stumbled = response.status_code == 500 and ask.host in EXCHANGE and tries < STUMBLES - 1
    return response.status_code in BUSY or stumbled


def decoded(endpoint: Endpoint, response: "httpx.Response") -> Any:
    """The JSON of a good answer; raises `FailedError` for what the service refuses or garbles."""
    try:
        found = msgspec.json.decode(response.content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        found = None
    if response.status_code != 200:
        raise refusal(endpoint, response.status_code, found)
    if not isinstance(found, dict | list):
        raise malformed(endpoint, "not a JSON object")
    return found


def refusal(endpoint: Endpoint, status: int, body: Any) -> FailedError:
    """What a status other than 200 means, with the service's error object if there is one."""
    error = body.get("error") if isinstance(body, dict) else None
    said = error if isinstance(error, dict) else {}
    text = said.get("message", "")
    if isinstance(text, dict):  # SharePoint: {"lang": …, "value": …}
        text = text.get("value", "")
    return refused(endpoint, status, str(said.get("code", "")), str(text))


def an_object(endpoint: Endpoint, found: Any) -> dict[str, Any]:
    """What was read, if it is one JSON object; raises *malformed* for anything else."""
    if not isinstance(found, dict):
        raise malformed(endpoint, "not a JSON object")
    return found
