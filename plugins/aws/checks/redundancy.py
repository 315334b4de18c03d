"""One zone, one server or one line may fail."""

from collections.abc import Iterator, Sequence

from plugins.aws.settings.account import Account
from plugins.aws.settings.autoscaling import ScalingGroup
from plugins.aws.settings.lines import DirectConnection, VpnConnection
from plugins.aws.settings.loadbalancers import LoadBalancer
from plugins.aws.settings.storage import DbCluster, DbInstance
from scanner import Fail, Limits, NotApplicable, Pass, Severity, Verdict, check

ONE_ZONE = "it stands in one zone only"


@check("aws.ha.database", severity=Severity.MEDIUM, signals=["aws.ha"], assets=["server"])
def database(database: DbInstance) -> Iterator[Verdict]:
    """Databases stand in several zones.

    A zone is a building. When it fails, a database without a second one is gone until it has been
    restored from the backup.

    ## Remediation
    Turn on *Multi-AZ deployment* for the database.
    """
    if database.cluster:
        yield NotApplicable(database, "it belongs to cluster {cluster}", cluster=database.cluster)
    elif database.multi_az:
        yield Pass(database, "it has a standby in another zone")
    else:
        yield Fail(database, ONE_ZONE)


@check("aws.ha.database-cluster", severity=Severity.MEDIUM, signals=["aws.ha"], assets=["server"])
def database_cluster(cluster: DbCluster) -> Iterator[Verdict]:
    """Database clusters have instances in several zones.

    The storage of a cluster survives the loss of a zone by itself, its instances don't.

    ## Remediation
    Add a reader instance in another zone.
    """
    if cluster.multi_az:
        yield Pass(cluster, "it has instances in several zones")
    else:
        yield Fail(cluster, ONE_ZONE)


@check("aws.ha.load-balancer", severity=Severity.MEDIUM, signals=["aws.ha"], assets=["server"])
def load_balancer(balancer: LoadBalancer, limits: Limits) -> Iterator[Verdict]:
    """Load balancers stand in two zones or more.

    The load balancer is the way to all servers behind it, wherever they stand.

    ## Remediation
    Add a subnet of another zone to the load balancer.
    """
    yield _zones(balancer, balancer.zones, limits["redundant_zones"])


@check("aws.ha.auto-scaling", severity=Severity.MEDIUM, signals=["aws.ha"], assets=["server"])
def auto_scaling(group: ScalingGroup, limits: Limits) -> Iterator[Verdict]:
    """Auto Scaling groups spread over two zones or more.

    A group that may use one zone only can't replace its servers when that zone fails.

    ## Remediation
    Add subnets of another zone to the group.
    """
    if group.most == 0:
        yield NotApplicable(group, "the group may hold no server")
    else:
        yield _zones(group, group.zones, limits["redundant_zones"])


def _zones(subject: object, zones: tuple[str, ...], least: int) -> Verdict:
    if len(zones) >= least:
        return Pass(subject, "it stands in {zones}", zones=", ".join(zones))
    line = "it stands in {count} zones, {least} are needed"
    return Fail(subject, line, count=len(zones), least=least)


@check("aws.ha.lines", severity=Severity.MEDIUM, signals=["aws.ha"], assets=["line"])
def lines(
    account: Account,
    direct: Sequence[DirectConnection],
    vpns: Sequence[VpnConnection],
    limits: Limits,
) -> Iterator[Verdict]:
    """Two lines or more lead to the municipality's network.

    An excavator is enough to cut a line. Without a second one every service in the cloud is out of
    reach.

    ## Remediation
    Add a second Direct Connect line at another location, or a VPN connection as a reserve.
    """
    ready = [one.id for one in direct if one.state == "available"]
    ready += [one.id for one in vpns if one.state == "available"]
    least = limits["redundant_lines"]
    if not (direct or vpns):
        yield NotApplicable(account, "no line leads here")
    elif len(ready) >= least:
        yield Pass(
            account, "{count} lines are ready: {lines}", count=len(ready), lines=", ".join(sorted(ready))
        )
    else:
        yield Fail(account, "{count} lines are ready, {least} are needed", count=len(ready), least=least)
