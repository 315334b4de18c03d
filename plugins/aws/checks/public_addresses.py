"""Public addresses in protected VPCs."""

import ipaddress
from collections.abc import Iterator, Sequence

from plugins.aws.checks.zones import unless_protected, zone_of
from plugins.aws.settings.account import Account
from plugins.aws.settings.vpc import NetworkInterface, Subnet
from scanner import DeclaredZone, Fail, Pass, Severity, Verdict, check

UNIQUE_LOCAL = ipaddress.ip_network("fc00::/7")


@check("aws.vpc.no-public-address", severity=Severity.HIGH, signals=["aws.nopubip"], assets=["server"])
def no_public_address(
    interface: NetworkInterface, account: Account, zones: Sequence[DeclaredZone]
) -> Iterator[Verdict]:
    """No network interface of the My Number or LGWAN zone has a public address.

    What has a public address can be reached from the internet as soon as a route or a gateway is
    added by mistake. Servers of these zones are reached from inside only.

    ## Remediation
    Disassociate the Elastic IP address or the IPv6 address, or replace the instance by one that was
    launched without a public address.
    """
    away = list(unless_protected(interface, interface.vpc, zone_of(interface.vpc, account, zones), account))
    yield from away or _addresses(interface)


def _addresses(interface: NetworkInterface) -> Iterator[Verdict]:
    outside = [one for one in interface.ipv6_addresses if ipaddress.ip_address(one) not in UNIQUE_LOCAL]
    public = sorted({*interface.public_addresses, *outside})
    if public:
        yield Fail(interface, "has the public addresses {addresses}", addresses=", ".join(public))
    else:
        yield Pass(interface, "has no public address")


@check(
    "aws.vpc.no-automatic-public-address",
    severity=Severity.MEDIUM,
    signals=["aws.nopubip"],
    assets=["server"],
)
def no_automatic_public_address(
    subnet: Subnet, account: Account, zones: Sequence[DeclaredZone]
) -> Iterator[Verdict]:
    """No subnet of the My Number or LGWAN zone gives out public addresses by itself.

    With this switch on, every new server has a public address without anybody asking for it.

    ## Remediation
    Turn off *Enable auto-assign public IPv4 address* and *Enable auto-assign IPv6 address* in the
    settings of the subnet.
    """
    away = list(unless_protected(subnet, subnet.vpc, zone_of(subnet.vpc, account, zones), account))
    yield from away or _switches(subnet)


def _switches(subnet: Subnet) -> Iterator[Verdict]:
    if subnet.map_public_ip:
        yield Fail(subnet, "gives public IPv4 addresses to what is launched in it", part="ipv4")
    if subnet.assign_ipv6:
        yield Fail(subnet, "gives IPv6 addresses to what is launched in it", part="ipv6")
    if not (subnet.map_public_ip or subnet.assign_ipv6):
        yield Pass(subnet, "gives out no public addresses")
