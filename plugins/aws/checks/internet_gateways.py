"""Gateways that would open a protected VPC to the internet."""

from collections.abc import Iterator, Sequence

from plugins.aws.checks.zones import unless_protected, zone_of
from plugins.aws.settings.account import Account
from plugins.aws.settings.vpc import Network
from scanner import DeclaredZone, Fail, Pass, Reason, Severity, Unknown, Verdict, check

GATEWAYS = ("AWS::EC2::InternetGateway", "AWS::EC2::EgressOnlyInternetGateway")
ROUTES = ("AWS::EC2::RouteTable", "AWS::EC2::NatGateway")


@check("aws.vpc.no-internet-gateway", severity=Severity.CRITICAL, signals=["aws.noigw"], assets=["server"])
def no_internet_gateway(
    network: Network, account: Account, zones: Sequence[DeclaredZone]
) -> Iterator[Verdict]:
    """A VPC of the My Number or LGWAN zone has no internet gateway.

    An attached gateway is one route away from the internet, and anyone who may edit a route table
    can open it. The networks for My Number affairs and for LGWAN must be cut off from the internet.

    ## Remediation
    Detach the internet gateway or egress-only internet gateway from the VPC and delete it. Reach
    AWS services through VPC endpoints.
    """
    away = list(unless_protected(network, network.vpc.id, zone_of(network.vpc.id, account, zones), account))
    yield from away or _gateways(network, account)


def _gateways(network: Network, account: Account) -> Iterator[Verdict]:
    attached = [one.id for one in network.internet_gateways] + [
        one.id for one in network.egress_only_gateways
    ]
    for gateway in attached:
        yield Fail(network, "{gateway} is attached", part=gateway, gateway=gateway)
    unseen = list(hidden(network, account, but=ROUTES))
    yield from unseen
    if not (attached or unseen):
        yield Pass(network, "no internet gateway is attached")


def hidden(network: Network, account: Account, *, but: tuple[str, ...] = ()) -> Iterator[Verdict]:
    """Say what of a network could not be seen, except for kinds that don't matter here."""
    for blind in network.blind:
        if blind.kind not in but:
            yield Unknown(
                network,
                Reason(blind.reason),
                "{kind} of the region could not be read; needed: {permission}",
                part=blind.kind,
                kind=blind.kind,
                permission=blind.permission,
            )
    if network.vpc.owner != account.id:
        owned = "the VPC belongs to account {owner}, which alone sees its ways out: scan that account"
        yield Unknown(network, Reason.UNSUPPORTED, owned, part="owner", owner=network.vpc.owner)
