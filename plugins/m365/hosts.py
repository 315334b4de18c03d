"""The hosts of one tenant: one credential serves them all, each with a scope of its own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


TEAMS_AUDIENCE = "48ac35b8-9aa8-4d74-927d-1f4a14a0b239"
"""The app id of *Skype and Teams Tenant Admin API*, the same in every tenant."""


@dataclass(frozen=True, slots=True)
class Host:
    """A service: its name in our endpoints, its base URL, and the scope that tokens are asked for.

    `backends` is True where a regional server, one label below the host, may answer in its place.
    The base URL of *sharepoint* is empty until the tenant's name is known.
    """

    name: str
    base_url: str
    scope: str
    backends: bool = False

    @property
    def origin(self) -> str:
        """Scheme, host and port of the base URL."""
        return origin(self.base_url)

    def holds(self, url: str) -> bool:
        """True if this URL is the host's own, or that of one of its backends."""
        return bool(self.base_url) and (origin(url) == self.origin or self._is_backend(url))

    def backend(self, location: str) -> str:
        """The base URL of the backend that a redirect names by its first label; the host's own if none."""
        label = origin(location).partition("://")[2].partition(".")[0]
        found = self.base_url.replace("://", f"://{label}.", 1)
        return found if self._is_backend(found) else self.base_url

    def _is_backend(self, url: str) -> bool:
        scheme, _, name = self.origin.partition("://")
        pattern = f"{re.escape(scheme)}://[a-z0-9-]+\\.{re.escape(name)}"
        return (
            self.backends
            and not is_loopback(url)
            and not is_loopback(self.base_url)
            and bool(re.fullmatch(pattern, origin(url)))
        )


OFFICIAL: tuple[Host, ...] = (
    Host("graph", "https://graph.microsoft.com", "https://graph.microsoft.com/.default"),
    Host(
        "exchange", "https://outlook.office365.com", "https://outlook.office365.com/.default", backends=True
    ),
    Host(
        "compliance",
        "https://ps.compliance.protection.outlook.com",
        "https://ps.compliance.protection.outlook.com/.default",
        backends=True,
    ),
    Host("sharepoint", "", ""),
    Host("azure", "https://management.azure.com", "https://management.azure.com/.default"),
    Host(
        "defender",
        "https://api.security.microsoft.com",
        "https://api.securitycenter.microsoft.com/.default",
    ),
    Host("teams", "https://api.interfaces.records.teams.microsoft.com", f"{TEAMS_AUDIENCE}/.default"),
)


def hosts(replaced: Mapping[str, str], domain: str = "") -> tuple[Host, ...]:
    """The official hosts, with the base URLs of the configuration in their place.

    A national cloud's host is its own token audience; a stand-in on this machine, and a part of the
    official host, keep the official one. `domain` is the tenant's own (aozora.onmicrosoft.com): it names
    the SharePoint admin site. Raises `ValueError` for an unknown name or a URL that would show tokens.
    """
    if unknown := set(replaced) - {host.name for host in OFFICIAL}:
        raise ValueError(f"unknown host {min(unknown)!r}")
    found = (_moved(host, replaced.get(host.name, "")) for host in OFFICIAL)
    return tuple(named(host, domain) if host.name == "sharepoint" else host for host in found)


def named(host: Host, domain: str) -> Host:
    """The SharePoint admin site of the tenant with this domain; as it is, if it is known or can't be told."""
    label, _, rest = domain.partition(".")
    if host.base_url or not re.fullmatch(r"[A-Za-z0-9-]+", label) or not rest.startswith("onmicrosoft."):
        return host
    cloud = rest.removeprefix("onmicrosoft.")
    url = f"https://{label.lower()}-admin.sharepoint.{cloud}"
    return replace(host, base_url=url, scope=f"{url}/.default")


def origin(url: str) -> str:
    """Scheme, host and port of a URL; the default port is left out. Empty for what isn't a URL."""
    try:
        parts = urlsplit(url)
        number = parts.port
    except ValueError:
        return ""
    port = "" if number in (None, {"https": 443, "http": 80}.get(parts.scheme)) else f":{number}"
    name = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return f"{parts.scheme}://{name}{port}"


def is_loopback(url: str) -> bool:
    """True for a URL that stays on this machine."""
    try:
        return urlsplit(url).hostname in LOOPBACK
    except ValueError:
        return False


def _moved(host: Host, url: str) -> Host:
    if not url:
        return host
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(url)):
        raise ValueError(f"{host.name}: {url!r} must be https (plain http only on this machine)")
    if not parts.hostname or parts.username or parts.query or parts.fragment:
        raise ValueError(f"{host.name}: {url!r} is not a base URL")
    base = url.rstrip("/")
    kept = is_loopback(url) or host.name == "teams" or replace(host, backends=True).holds(url)
    return replace(host, base_url=base, scope=(kept and host.scope) or f"{origin(url)}/.default")
