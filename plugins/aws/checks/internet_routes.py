"""Routes that lead out of a protected VPC."""

import ipaddress
from collections.abc import Iterator, Sequence

from plugins.aws.checks.internet_gateways import GATEWAYS, hidden
from plugins.aws.checks.zones import unless_protected, zone_of
from plugins.aws.settings.account import Account
from plugins.aws.settings.vpc import Network, Route, RouteTable
from scanner import DeclaredZone, Fail, Pass, Reason, Severity, Unknown, Verdict, check

Net = ipaddress.IPv4Network | ipaddress.IPv6Network

INTERNET = ("igw-", "eigw-", "cagw-")
"""Targets that are the internet (or the public network of a carrier) whatever comes after."""
INTERNAL: tuple[Net, ...] = tuple(
    ipaddress.ip_network(cidr)
    for cidr in (
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "fc00::/7",
        "fe80::/10",
    )
)
"""Ranges that the internet does not route (RFC 1918, 3927, 4193, 4291, 6598)."""

BEYOND = "{destination} of {table} leads to {target}: the way beyond it must be followed"
LIST = "{destination} of {table} leads to {target}: the addresses of the prefix list were not read"
LOST = "{destination} of {table} leads to {target}, of which nothing is known"
STATE = "{destination} of {table} is in the undocumented state {state}"


@check("aws.vpc.no-internet-route", severity=Severity.CRITICAL, signals=["aws.noigw"], assets=["server"])
def no_internet_route(network: Network, account: Account, zones: Sequence[DeclaredZone]) -> Iterator[Verdict]:
    """A VPC of the My Number or LGWAN zone has no route to the internet.

    Every route table counts: the main one, which serves each subnet without a table of its own, as
    well as the others; the whole default route as well as its halves. A route to a transit gateway,
    a peering or a private gateway may lead to an exit elsewhere and is not judged safe by itself.

    ## Remediation
    Delete the routes to internet, egress-only and NAT gateways from every route table of the VPC.
    For routes to a transit gateway, a peering or a virtual private gateway, name the internal
    ranges instead of the default route.
    """
    away = list(unless_protected(network, network.vpc.id, zone_of(network.vpc.id, account, zones), account))
    if away:
        yield from away
        return
    found = [verdict for table in network.tables for verdict in _table(network, table)]
    found += hidden(network, account, but=GATEWAYS)
    if not (found or network.tables):
        found.append(Unknown(network, Reason.MALFORMED, "the VPC shows no route table, not even a main one"))
    yield from found
    if not found:
        count = len(network.tables)
        yield Pass(network, "none of {tables} route tables leads to the internet", tables=count)


def _table(network: Network, table: RouteTable) -> Iterator[Verdict]:
    for route in table.routes:
        part = f"{table.id} {route.destination}"
        named = {"destination": route.destination, "table": table.id, "target": route.target}
        if route.state not in ("active", "blackhole", "filtered"):
            named["state"] = route.state
            yield Unknown(network, Reason.MALFORMED, STATE, part=part, **_only(STATE, named))
        elif route.state == "active" and _leaves(route):
            yield _judge(network, route, part, named)


def _judge(network: Network, route: Route, part: str, named: dict[str, str]) -> Verdict:
    kind = _connectivity(network, route)
    if kind == "lost":
        return Unknown(network, Reason.MALFORMED, LOST, part=part, **named)
    if route.destination.startswith("pl-"):
        return Unknown(network, Reason.UNSUPPORTED, LIST, part=part, **named)
    if kind == "public":
        return Fail(network, "{destination} of {table} leads to {target}", part=part, **named)
    return Unknown(network, Reason.UNSUPPORTED, BEYOND, part=part, **named)


def _connectivity(network: Network, route: Route) -> str:
    """Say where a target leads: public, private (somewhere beyond), or lost if it isn't known."""
    if route.target.startswith(INTERNET):
        return "public"
    if not route.target.startswith("nat-"):
        return "private"
    known = (nat.connectivity for nat in network.nat_gateways if nat.id == route.target)
    found = next(known, "lost")
    return found if found in ("public", "private") else "lost"


def _leaves(route: Route) -> bool:
    """True unless the route stays in the VPC, or leads to internal ranges or a gateway endpoint."""
    if route.target == "local":
        return False
    if route.destination.startswith("pl-"):
        return not route.target.startswith("vpce-")
    return not _internal(ipaddress.ip_network(route.destination, strict=False))


def _internal(net: Net) -> bool:
    # Not net.is_private: up to Python 3.12 that calls 0.0.0.0/0 private.
    return any(net.version == own.version and net.subnet_of(own) for own in INTERNAL)  # type: ignore[arg-type]


def _only(template: str, named: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in named.items() if f"{{{key}}}" in template}
