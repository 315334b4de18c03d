"""Site-to-site VPN: strong parameters, known ends."""

import ipaddress
from collections.abc import Iterator, Sequence

from plugins.aws.settings.lines import Tunnel, VpnConnection
from scanner import DeclaredAddress, Fail, NotApplicable, Pass, Reason, Severity, Unknown, Verdict, check

IKE = frozenset({"ikev2"})
ENCRYPTION = frozenset({"AES256", "AES256-GCM-16"})
INTEGRITY = frozenset({"SHA2-256", "SHA2-384", "SHA2-512"})
LOWEST = 14
SHORT = (22,)
"""Group 22 has 1024 bits like group 2: a higher number is not always a longer key (RFC 5114, RFC 8247)."""
GONE = ("deleting", "deleted")
WEAK = "tunnel {tunnel} permits {weak}"
UNDECLARED = (
    "{up} of {count} tunnels are up: nobody declared whether the line is always on or for maintenance"
)
UNKNOWN_END = "the customer gateway {address} is not among the declared addresses of the municipality"


@check("aws.vpn.parameters", severity=Severity.HIGH, signals=["aws.vpn"], assets=["line"])
def parameters(vpn: VpnConnection) -> Iterator[Verdict]:
    """VPN tunnels permit IKEv2, AES-256, SHA-2 and DH group 14 or higher only.

    What a tunnel permits, the other end may choose. A tunnel whose options nobody set permits all
    that AWS knows, down to AES-128, SHA-1 and DH group 2.

    ## Remediation
    Set the options of each tunnel: IKE version ikev2, encryption AES256, integrity SHA2-256 or
    higher, DH groups 14 and up, for both phases.
    """
    if vpn.state in GONE:
        yield NotApplicable(vpn, "the connection is {state}", state=vpn.state)
        return
    for tunnel in vpn.tunnels:
        weak = ", ".join(_weak(tunnel))
        if weak:
            yield Fail(vpn, WEAK, part=tunnel.address, tunnel=tunnel.address, weak=weak)
        else:
            line = "tunnel {tunnel} permits strong algorithms only"
            yield Pass(vpn, line, part=tunnel.address, tunnel=tunnel.address)
    if not vpn.tunnels:
        yield Unknown(vpn, Reason.MALFORMED, "the answer says nothing about {field}", field="TunnelOptions")


def _weak(tunnel: Tunnel) -> Iterator[str]:
    yield from sorted(set(tunnel.ike) - IKE) or ([] if tunnel.ike else ["ikev1"])
    for names, good, default in (
        (tunnel.encryption, ENCRYPTION, "AES128"),
        (tunnel.integrity, INTEGRITY, "SHA1"),
    ):
        permitted = {name for phase in names for name in phase}
        yield from sorted(permitted - good)
        if not all(names):
            yield f"{default} (default)"
    groups = {group for phase in tunnel.groups for group in phase}
    yield from (f"DH {group}" for group in sorted(groups) if group < LOWEST or group in SHORT)
    if not all(tunnel.groups):
        yield "DH 2 (default)"


@check("aws.vpn.gateway", severity=Severity.MEDIUM, signals=["aws.vpn"], assets=["line"])
def gateway(vpn: VpnConnection, addresses: Sequence[DeclaredAddress]) -> Iterator[Verdict]:
    """The other end of each VPN is an address of the municipality.

    A VPN is a door in the wall around the network. Who stands at its other end must be known.

    ## Remediation
    Add the address of the customer gateway to break_out_addresses in records/declarations.yaml, or
    delete the connection.
    """
    if vpn.state in GONE:
        yield NotApplicable(vpn, "the connection is {state}", state=vpn.state)
    elif vpn.gateway is None:
        yield Unknown(vpn, Reason.MALFORMED, "the answer says nothing about {field}", field="IpAddress")
    elif _declared(vpn.gateway, addresses):
        yield Pass(vpn, "the customer gateway {address} is declared", address=vpn.gateway)
    else:
        yield Unknown(vpn, Reason.UNDECLARED, UNKNOWN_END, address=vpn.gateway)


def _declared(address: str, ranges: Sequence[DeclaredAddress]) -> bool:
    return any(ipaddress.ip_address(address) in ipaddress.ip_network(one.cidr) for one in ranges)


@check("aws.vpn.tunnels", severity=Severity.LOW, signals=["aws.vpn"], assets=["line"])
def tunnels(vpn: VpnConnection) -> Iterator[Verdict]:
    """Lines that are always on have both tunnels up, lines for maintenance only during work.

    One tunnel alone is no reserve. And a maintenance line that is up without a work order is a way
    in that nobody watches.

    ## Remediation
    Set up both tunnels on the customer gateway; take maintenance lines down after the work.
    """
    if vpn.state in GONE:
        yield NotApplicable(vpn, "the connection is {state}", state=vpn.state)
        return
    yield Unknown(vpn, Reason.UNDECLARED, UNDECLARED, up=vpn.states.count("UP"), count=len(vpn.states))
