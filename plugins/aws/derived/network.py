"""Each VPC with all its ways out."""

from collections.abc import Iterable
from typing import Any, TypeVar

from plugins.aws.settings.vpc import (
    Blindness,
    EgressOnlyGateway,
    InternetGateway,
    NatGateway,
    Network,
    RouteTable,
    Vpc,
)
from scanner import Gap, Reading, derived

T = TypeVar("T")
GLOBAL = "global"


@derived
def network(
    vpc: Vpc,
    tables: Reading[RouteTable],
    internet_gateways: Reading[InternetGateway],
    egress_only_gateways: Reading[EgressOnlyGateway],
    nat_gateways: Reading[NatGateway],
) -> Network:
    """Join what hangs on one VPC; what its region did not tell is named, not left out."""
    readings: tuple[Reading[Any], ...] = (tables, internet_gateways, egress_only_gateways, nat_gateways)
    gaps = dict.fromkeys(gap for reading in readings for gap in reading.gaps if _hides(gap, vpc))
    return Network(
        vpc=vpc,
        tables=tuple(table for table in tables.items if table.vpc == vpc.id),
        internet_gateways=_of(vpc, internet_gateways.items),
        egress_only_gateways=_of(vpc, egress_only_gateways.items),
        # A route may name a NAT gateway of the region only by its id, so all of them are kept.
        nat_gateways=tuple(nat for nat in nat_gateways.items if nat.region == vpc.region),
        blind=tuple(
            Blindness(kind=gap.setting, reason=gap.reason.value, permission=gap.permission) for gap in gaps
        ),
    )


def _of(vpc: Vpc, gateways: Iterable[T]) -> tuple[T, ...]:
    return tuple(one for one in gateways if vpc.id in one.vpcs)  # type: ignore[attr-defined]


def _hides(gap: Gap, vpc: Vpc) -> bool:
    return gap.scope.region in (vpc.region, GLOBAL)
