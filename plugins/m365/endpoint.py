"""What Tenken may ask of a tenant: one request shape each, with the least permission that opens it.

Declare one with `graph`, `azure`, `defender`, `exchange`, `compliance`, `sharepoint` or `teams`, and read it
through the connection: `await m365.one(ENDPOINT)` gives an `Answer`, `async for row in m365.rows(ENDPOINT)`
each row.
"""

import json
import re
from dataclasses import dataclass
from urllib.parse import quote

SEGMENT = r"(?!\.{1,2}(?:/|$))[^/?#]+"
GLOBAL_READER = "Global Reader"
"""A directory role, not a permission: what Exchange, Purview and Teams show depends on it."""
EXCHANGE_APP = "Exchange.ManageAsApp"
SHAREPOINT_APP = "Sites.FullControl.All"
MACHINES_APP, VULNERABILITIES_APP, ALERTS_APP = "Machine.Read.All", "Vulnerability.Read.All", "Alert.Read.All"
"""Of Defender for Endpoint, whose service principal is called WindowsDefenderATP."""
INVOKE = "/adminapi/beta/{tenant}/InvokeCommand"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A read: a path of one host, written with ``{placeholders}``.

    `host` is one of graph, azure, defender, exchange, compliance, sharepoint, teams. `method` is POST only
    where the service reads that way; then `name` is how the read is called, `sent` the body, or `body` a
    pattern (regular expression) that every body matches. `documented` is False where Microsoft publishes no
    description: such a read can be switched off. `permissions`: where several stand, all are needed.
    """

    host: str
    path: str
    permissions: tuple[str, ...]
    method: str = "GET"
    name: str = ""
    sent: bytes = b""
    body: str = ""
    documented: bool = True

    @property
    def operation(self) -> str:
        """How the call is named in counts, messages and `switched_off`."""
        return f"{self.host} {self.name or f'{self.method} {self.path}'}"

    @property
    def permission(self) -> str:
        """What must be granted, in words."""
        return " + ".join(self.permissions)

    def target(self, **ids: str) -> str:
        """The path with its placeholders filled; ids are quoted, so that they can't leave their segment."""
        return self.path.format_map({name: quote(value, safe="@") for name, value in ids.items()})

    def matches(self, path: str) -> bool:
        """True if this path, without query, is one of this endpoint's; a service may quote it otherwise."""
        parts = re.split(r"\{\w+\}", self.path)
        return re.fullmatch(SEGMENT.join(map(_literal, parts)), path) is not None

    def says(self, body: bytes) -> bool:
        """True if this body is one that this endpoint sends."""
        return re.fullmatch(self.body.encode(), body) is not None if self.body else body == self.sent


def _literal(part: str) -> str:
    """A pattern for a fixed part of a path, each of its reserved characters plain or quoted."""
    plain = re.compile(r"[A-Za-z0-9._~/-]")
    return "".join(
        re.escape(one) if plain.match(one) else f"(?:{re.escape(one)}|(?i:%{ord(one):02x}))" for one in part
    )


def graph(path: str, *permissions: str) -> Endpoint:
    """Name a path of Microsoft Graph."""
    return Endpoint("graph", path, permissions)


def azure(path: str, action: str) -> Endpoint:
    """Name a path of Azure Resource Manager; `action` is what an Azure role must allow for it."""
    return Endpoint("azure", path, (action,))


def defender(path: str, *permissions: str) -> Endpoint:
    """Name a path of Microsoft Defender for Endpoint."""
    return Endpoint("defender", path, permissions)


def is_action(permission: str) -> bool:
    """True for an action of an Azure role: neither an app permission nor a directory role."""
    return "/" in permission


def exchange(cmdlet: str, **parameters: str | int | bool) -> Endpoint:
    """Name a cmdlet of Exchange Online that reads; raises `ValueError` for one that isn't called Get-…."""
    return _cmdlet("exchange", cmdlet, parameters)


def compliance(cmdlet: str, **parameters: str | int | bool) -> Endpoint:
    """Name a cmdlet of Purview (Security & Compliance PowerShell) that reads."""
    return _cmdlet("compliance", cmdlet, parameters)


def search(cmdlet: str, body: str) -> Endpoint:
    """Name a search of Exchange Online, whose body is another each time: `body` is the pattern of all.

    Raises `ValueError` for a cmdlet that isn't called Search-….
    """
    if not re.fullmatch(r"Search-[A-Za-z0-9]+", cmdlet):
        raise ValueError(f"{cmdlet!r} is not a cmdlet that searches")
    permissions = (EXCHANGE_APP, GLOBAL_READER)
    return Endpoint("exchange", INVOKE, permissions, "POST", cmdlet, body=body, documented=False)


def sharepoint(path: str) -> Endpoint:
    """Name a path of the SharePoint admin site. Organization.Read.All tells the name of that site."""
    return Endpoint("sharepoint", path, (SHAREPOINT_APP, "Organization.Read.All"), documented=False)


def teams(path: str) -> Endpoint:
    """Name a path of the Teams configuration service."""
    return Endpoint("teams", path, (GLOBAL_READER,), documented=False)


def invocation(cmdlet: str, parameters: dict[str, str | int | bool]) -> bytes:
    """The body that runs a cmdlet."""
    said = {"CmdletInput": {"CmdletName": cmdlet, "Parameters": parameters}}
    return json.dumps(said, separators=(",", ":")).encode()


def _cmdlet(host: str, cmdlet: str, parameters: dict[str, str | int | bool]) -> Endpoint:
    if not re.fullmatch(r"Get-[A-Za-z0-9]+", cmdlet):
        raise ValueError(f"{cmdlet!r} is not a cmdlet that only reads")
    permissions, sent = (EXCHANGE_APP, GLOBAL_READER), invocation(cmdlet, parameters)
    return Endpoint(host, INVOKE, permissions, "POST", cmdlet, sent, documented=False)
