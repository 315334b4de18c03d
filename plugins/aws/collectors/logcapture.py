"""Logs of load balancers, web ACLs and servers: which are delivered."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

from plugins.aws.answers import Answer, MalformedAnswer
from plugins.aws.collectors.storage import db_cluster, db_instance
from plugins.aws.connection import AwsConnection
from plugins.aws.paging import pages
from plugins.aws.settings.account import Region
from plugins.aws.settings.loadbalancers import LoadBalancer
from plugins.aws.settings.logcapture import (
    BalancerLog,
    ClusterLogs,
    InstanceLogs,
    LogStream,
    RecentStreams,
    WebAclLog,
)
from plugins.aws.settings.logstore import LogGroup
from plugins.aws.webacl import CLOUDFRONT
from scanner import collector

SERVICES = "/aws/"
"""How the names of the groups begin that AWS services write to."""
KEY = "access_logs.s3.enabled"


@collector("elasticloadbalancing:DescribeLoadBalancerAttributes")
def balancer_log(balancer: LoadBalancer, aws: AwsConnection) -> BalancerLog:
    if balancer.type == "gateway":
        return BalancerLog(balancer=balancer, enabled=None)
    operation = "elbv2.DescribeLoadBalancerAttributes"
    found = aws.ask(operation, balancer.region, LoadBalancerArn=balancer.arn)["Attributes"]
    values = {one["Key"]: one["Value"] for one in found}
    value = values.get(KEY, "false")  # "The default is false" (API type LoadBalancerAttribute)
    if value not in ("true", "false"):
        raise MalformedAnswer(KEY)
    return BalancerLog(balancer=balancer, enabled=value == "true")


@collector("rds:DescribeDBInstances")
def instance_logs(region: Region, aws: AwsConnection) -> Iterator[InstanceLogs]:
    found = aws.once.items("rds.DescribeDBInstances", "DBInstances", region.name, size=100)
    return map(partial(_instance_logs, region.name), found)


def _instance_logs(region: str, one: Answer) -> InstanceLogs:
    return InstanceLogs(instance=db_instance(region, one), exports=_exports(one))


@collector("rds:DescribeDBClusters")
def cluster_logs(region: Region, aws: AwsConnection) -> Iterator[ClusterLogs]:
    found = aws.once.items("rds.DescribeDBClusters", "DBClusters", region.name, size=100)
    return map(partial(_cluster_logs, region.name), found)


def _cluster_logs(region: str, one: Answer) -> ClusterLogs:
    return ClusterLogs(cluster=db_cluster(region, one), exports=_exports(one))


def _exports(one: Answer) -> tuple[str, ...]:
    return tuple(sorted(one.get("EnabledCloudwatchLogsExports") or ()))


@collector("wafv2:ListWebACLs", "wafv2:ListLoggingConfigurations")
def web_acl_logs(region: Region, aws: AwsConnection) -> Iterator[WebAclLog]:
    for scope in ("REGIONAL", "CLOUDFRONT") if region.name == CLOUDFRONT else ("REGIONAL",):
        yield from _web_acl_logs(aws, region.name, scope)


def _web_acl_logs(aws: AwsConnection, region: str, scope: str) -> Iterator[WebAclLog]:
    asked: dict[str, Any] = {"after": "NextMarker", "Scope": scope, "Limit": 100}
    found = pages(aws, "wafv2.ListLoggingConfigurations", "LoggingConfigurations", region, **asked)
    logs = {one["ResourceArn"]: one for one in found}
    for acl in pages(aws, "wafv2.ListWebACLs", "WebACLs", region, **asked):
        log = logs.get(acl["ARN"])
        yield WebAclLog(
            arn=acl["ARN"],
            name=acl["Name"],
            region=region,
            logged=log is not None,
            filtered=log is not None and (log.get("LoggingFilter") or {}).get("DefaultBehavior") == "DROP",
        )


@collector("logs:DescribeLogStreams")
def recent_streams(group: LogGroup, aws: AwsConnection) -> Iterator[RecentStreams]:
    if group.name.startswith(SERVICES):
        return
    chosen = {"logGroupName": group.name, "orderBy": "LastEventTime", "descending": True, "limit": 50}
    found = aws.ask("logs.DescribeLogStreams", group.region, **chosen)["logStreams"]
    yield RecentStreams(group=group, streams=tuple(_stream(one) for one in found))


def _stream(stream: Answer) -> LogStream:
    last = stream.get("lastEventTimestamp")  # a stream without events has none
    time = None if last is None else datetime.fromtimestamp(last / 1000, UTC)
    return LogStream(name=stream["logStreamName"], last=time)
