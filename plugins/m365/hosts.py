"""The hosts of one tenant: one credential serves them all, each with a scope of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Host:
    """A service: its name in our endpoints, its base URL, and the scope that tokens are asked for."""

    name: str
    base_url: str
    scope: str

    @property
    def origin(self) -> str:
        """Scheme, host and port of the base URL."""
        return origin(self.base_url)


OFFICIAL: tuple[Host, ...] = (
    Host("graph", "https://graph.microsoft.com", "https://graph.microsoft.com/.default"),
)


def hosts(replaced: Mapping[str, str]) -> tuple[Host, ...]:
    """The official hosts, with the base URLs of the configuration in their place.

    A national cloud's host is its own token audience; a stand-in on this machine keeps the
    official one. Raises `ValueError` for an unknown name or a URL that would show tokens.
    """
    if unknown := set(replaced) - {host.name for host in OFFICIAL}:
        raise ValueError(f"unknown host {min(unknown)!r}")
    return tuple(_moved(host, replaced.get(host.name, "")) for host in OFFICIAL)


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
    return urlsplit(url).hostname in LOOPBACK


def _moved(host: Host, url: str) -> Host:
    if not url:
        return host
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(url)):
        raise ValueError(f"{host.name}: {url!r} must be https (plain http only on this machine)")
    if not parts.hostname or parts.username or parts.query or parts.fragment:
        raise ValueError(f"{host.name}: {url!r} is not a base URL")
    scope = host.scope if is_loopback(url) else f"{origin(url)}/.default"
    return Host(host.name, url.rstrip("/"), scope)
