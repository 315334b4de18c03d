"""Databases answer over TLS only."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from plugins.aws.settings.rdstls import ClusterTls, InstanceTls, Parameter
from plugins.aws.settings.storage import DbCluster, DbInstance
from scanner import Fail, Gap, NotApplicable, Pass, Reading, Reason, Severity, Unknown, Verdict, check


class Rule(NamedTuple):
    """Which parameter of an engine decides, what insists on TLS, and what its absence means."""

    parameter: str
    insisting: frozenset[str]
    default: str | None


# RDS user guide: "Requiring an SSL/TLS connection to a PostgreSQL DB instance", "Requiring SSL/TLS
# for all connections to a MySQL DB instance" (default OFF) and "… MariaDB …" (by version), "Using SSL
# with a Microsoft SQL Server DB instance"; DocumentDB guide: "Encrypting data in transit".
_FORCE = Rule("rds.force_ssl", frozenset({"1"}), None)
_MYSQL = Rule("require_secure_transport", frozenset({"1", "ON"}), "OFF")
RULES = {
    "postgres": _FORCE,
    "aurora-postgresql": _FORCE,
    "sqlserver": _FORCE,
    "mysql": _MYSQL,
    "aurora-mysql": _MYSQL._replace(default=None),
    "mariadb": _MYSQL._replace(default=None),
    "docdb": Rule("tls", frozenset({"ENABLED", "FIPS-140-3", "TLS1.2+", "TLS1.3+"}), None),
}


@check("aws.rds.instance-tls", severity=Severity.HIGH, signals=["aws.rdstls"], assets=["server"])
def instance_tls(instance: DbInstance, groups: Reading[InstanceTls]) -> Iterator[Verdict]:
    """Every database instance refuses connections without TLS.

    A database that only offers TLS is still asked in the clear by every program that was not told
    to use it; passwords and resident information then cross the network in the open.

    ## Remediation
    Set rds.force_ssl to 1 (PostgreSQL, SQL Server) or require_secure_transport to ON (MySQL,
    MariaDB) in the parameter group of the instance, after all programs connect with TLS.
    """
    if instance.cluster:
        yield NotApplicable(instance, "judged with its cluster {cluster}", cluster=instance.cluster)
        return
    names = {group.name for group in instance.groups}
    found = [one.parameters for one in groups.items if _is(one, names, instance.region)]
    late = any(group.status != "in-sync" for group in instance.groups)
    yield _judge(instance, found, groups.gaps, late=late)


@check("aws.rds.cluster-tls", severity=Severity.HIGH, signals=["aws.rdstls"], assets=["server"])
def cluster_tls(cluster: DbCluster, groups: Reading[ClusterTls]) -> Iterator[Verdict]:
    """Every database cluster refuses connections without TLS.

    A database that only offers TLS is still asked in the clear by every program that was not told
    to use it; passwords and resident information then cross the network in the open.

    ## Remediation
    Set rds.force_ssl to 1 (PostgreSQL) or require_secure_transport to ON (MySQL) in the parameter
    group of the cluster, after all programs connect with TLS.
    """
    found = [one.parameters for one in groups.items if _is(one, {cluster.group}, cluster.region)]
    yield _judge(cluster, found, groups.gaps, late=not cluster.group_in_sync)


def _is(one: InstanceTls | ClusterTls, names: set[str], region: str) -> bool:
    return one.group.name in names and one.group.region == region


def _judge(
    database: DbInstance | DbCluster,
    found: list[tuple[Parameter, ...]],
    gaps: tuple[Gap, ...],
    *,
    late: bool,
) -> Verdict:
    rule = RULES.get("sqlserver" if database.engine.startswith("sqlserver-") else database.engine)
    if rule is None:
        problem = "no parameter tells whether {engine} insists on TLS"
        return Unknown(database, Reason.UNSUPPORTED, problem, engine=database.engine)
    if not found:
        reason = gaps[0].reason if gaps else Reason.MALFORMED
        needed = gaps[0].permission if gaps else ""
        problem = "the parameter group could not be read; needed: {permission}"
        return Unknown(database, reason, problem, permission=needed)
    if late:
        problem = "the parameter group was changed and is not in force before the next restart"
        return Unknown(database, Reason.DISABLED, problem)
    return _valued(database, rule, (one for group in found for one in group))


def _valued(database: object, rule: Rule, parameters: Iterable[Parameter]) -> Verdict:
    values = [one.value for one in parameters if one.name == rule.parameter]
    value = next((value for value in values if value is not None), rule.default)
    if value is None:
        problem = "{parameter} has the engine's default, which the service does not tell"
        return Unknown(database, Reason.MALFORMED, problem, parameter=rule.parameter)
    if value.upper() in rule.insisting:
        return Pass(database, "{parameter} is {value}", parameter=rule.parameter, value=value)
    return Fail(
        database,
        "{parameter} is {value}: clients may connect without TLS",
        parameter=rule.parameter,
        value=value,
    )
