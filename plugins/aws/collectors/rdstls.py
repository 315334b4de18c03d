"""The parameters that decide on TLS, one group at a time."""

from collections.abc import Iterable, Iterator

from plugins.aws.answers import Answer
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.rdstls import ClusterGroup, ClusterTls, InstanceGroup, InstanceTls, Parameter
from scanner import collector

DECIDING = ("rds.force_ssl", "require_secure_transport", "tls")
"""Of PostgreSQL and SQL Server, of MySQL and MariaDB, of DocumentDB."""


@collector("rds:DescribeDBParameters")
def instance_tls(group: InstanceGroup, aws: AwsConnection) -> InstanceTls:
    name = {"DBParameterGroupName": group.name}
    found = aws.items("rds.DescribeDBParameters", "Parameters", group.region, size=100, **name)
    return InstanceTls(group=group, parameters=tuple(_deciding(found)))


@collector("rds:DescribeDBClusterParameters")
def cluster_tls(group: ClusterGroup, aws: AwsConnection) -> ClusterTls:
    name = {"DBClusterParameterGroupName": group.name}
    found = aws.items("rds.DescribeDBClusterParameters", "Parameters", group.region, size=100, **name)
    return ClusterTls(group=group, parameters=tuple(_deciding(found)))


def _deciding(parameters: Iterable[Answer]) -> Iterator[Parameter]:
    for one in parameters:
        if one["ParameterName"] in DECIDING:
            yield Parameter(name=one["ParameterName"], value=one.get("ParameterValue"))
