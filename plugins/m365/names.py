"""Names of the Internet: the records that say who may send mail for a domain."""

import asyncio
import ipaddress
import math
import time
from datetime import UTC, datetime
from typing import Protocol

from plugins.m365.asking import Asking
from plugins.m365.endpoint import Endpoint
from plugins.m365.failures import FailedError, failed, late
from scanner import Reason

TXT = Endpoint("dns", "TXT", (), name="TXT", documented=False)
PORT = 53
PATIENCE = 10.0
"""Seconds for one name."""


class Names(Protocol):
    """What looks names up."""

    async def txt(self, name: str, asking: Asking) -> tuple[str, ...]:
        """Give the TXT records of a name; raises `FailedError` if nobody answers."""


class Resolver:
    """A name server: the machine's own, or the one of the configuration."""

    def __init__(self, resolver: str) -> None:
        self._server = address(resolver)

    async def txt(self, name: str, asking: Asking) -> tuple[str, ...]:
        """Look a name up, until the deadline; counted like every read."""
        left = asking.until - time.monotonic() if asking.until < math.inf else PATIENCE
        if left <= 0:
            raise late(TXT)
        started, at = time.monotonic(), datetime.now(UTC).isoformat(timespec="milliseconds")
        try:
            async with asyncio.timeout(left):
                return await self._look_up(name, min(left, PATIENCE))
        except TimeoutError:
            raise late(TXT) from None
        finally:
            asking.calls.add(TXT.operation, "global", at=at, seconds=time.monotonic() - started)

    async def _look_up(self, name: str, seconds: float) -> tuple[str, ...]:
        import dns.asyncresolver  # noqa: PLC0415 - loads with the first name
        import dns.exception  # noqa: PLC0415
        import dns.resolver  # noqa: PLC0415

        try:
            resolver = dns.asyncresolver.Resolver(configure=self._server is None)
            if self._server:
                resolver.nameservers, resolver.port = [self._server[0]], self._server[1]
            answer = await resolver.resolve(name, "TXT", lifetime=seconds, search=False)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return ()
        except (dns.exception.DNSException, OSError) as error:
            raise unanswered(error) from error
        return tuple(sorted(b"".join(one.strings).decode("utf-8", "replace") for one in answer))


def unanswered(error: BaseException) -> FailedError:
    """Build the error for a name server that doesn't answer."""
    template = "{operation}: no name server answered ({problem}); see resolver in tenken.yaml"
    return failed(Reason.UNREACHABLE, TXT, template, problem=type(error).__name__)


def address(resolver: str) -> tuple[str, int] | None:
    """Address and port of a name server; None for an empty text. Raises `ValueError` for what is neither."""
    if not resolver:
        return None
    host, colon, port = resolver.rpartition(":")
    if colon and port.isascii() and port.isdecimal() and (host.count(":") == 0 or host.startswith("[")):
        return str(ipaddress.ip_address(host.strip("[]"))), int(port)
    return str(ipaddress.ip_address(resolver.strip("[]"))), PORT
