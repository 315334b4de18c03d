"""Logs of load balancers, databases, web ACLs and servers arrive."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import boto3
import pytest

from plugins.aws.checks.logcapture import database, load_balancer, server, web_acl
from plugins.aws.settings.account import Account
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
from plugins.aws.settings.storage import DbCluster
from scanner import (
    AsOf,
    Fail,
    Gap,
    Limits,
    Message,
    NotApplicable,
    Pass,
    Reading,
    Reason,
    Resource,
    Unknown,
)
from tests.plugins.aws.by_hand import answered
from tests.plugins.aws.conftest import OSAKA, TOKYO
from tests.plugins.aws.reading import read
from tests.plugins.aws.test_capacity import ALL, DATABASE, SERVER, SOME

ACCOUNT = Account(id="111122223333", target="aozora-aws")
NOW = AsOf(time=datetime(2026, 11, 1, tzinfo=UTC))
LIMITS = Limits.of({"log_silence_days": 7})
NONE = Reading(())
GAP = Gap("x", Resource("AWS::Region", TOKYO, TOKYO, TOKYO), Reason.DENIED, Message("no"), "rds:X")
NOBODY = Reading((), (Gap("declared.x", Resource("declared", "x"), Reason.UNDECLARED, Message("no")),))
BALANCER = LoadBalancer(
    arn=f"arn:aws:elasticloadbalancing:{TOKYO}:111122223333:loadbalancer/app/web/1",
    name="web",
    region=TOKYO,
    type="application",
    scheme="internet-facing",
    dns="web.example",
    vpc=None,
    zones=("a",),
)


@pytest.mark.parametrize(
    ("enabled", "important", "expected"),
    [
        (True, ALL, Pass),
        (True, NOBODY, Pass),
        (False, ALL, Fail),
        (False, SOME, NotApplicable),
        (False, NOBODY, Unknown),
        (None, ALL, NotApplicable),
    ],
)
def test_a_load_balancer_that_matters_writes_an_access_log(enabled, important, expected):
    [verdict] = load_balancer(BalancerLog(balancer=BALANCER, enabled=enabled), NONE, important)
    assert type(verdict) is expected


MEMBER = replace(DATABASE, cluster="tax", engine="aurora-mysql")
CLUSTER = DbCluster(
    arn="arn:c",
    id="tax",
    region=TOKYO,
    engine="aurora-mysql",
    encrypted=True,
    multi_az=True,
    group="g",
    members=("juki",),
    group_in_sync=True,
)


def of_database(*exports, instance=DATABASE, clusters=NONE, important=ALL):
    [verdict] = database(InstanceLogs(instance=instance, exports=exports), clusters, NONE, important)
    return type(verdict)


def test_a_database_delivers_a_log_that_tells_something():
    assert of_database("postgresql") is Pass
    assert of_database() is Fail
    assert of_database("slowquery") is Fail
    assert of_database("audit", "slowquery") is Pass
    assert of_database(important=NOBODY) is Unknown
    assert of_database(important=SOME) is NotApplicable


def test_the_log_of_a_cluster_counts_for_its_members():
    delivered = Reading((ClusterLogs(cluster=CLUSTER, exports=("audit",)),))
    assert of_database(instance=MEMBER, clusters=delivered) is Pass
    assert of_database(clusters=delivered) is Fail
    elsewhere = Reading((ClusterLogs(cluster=replace(CLUSTER, region=OSAKA), exports=("audit",)),))
    assert of_database(instance=MEMBER, clusters=elsewhere) is Fail
    assert of_database(instance=MEMBER, clusters=Reading((), (GAP,))) is Unknown
    assert of_database(clusters=Reading((), (GAP,))) is Fail


ACL = WebAclLog(arn="arn:acl", name="acl", region=TOKYO, logged=True, filtered=False)


@pytest.mark.parametrize(
    ("change", "expected"),
    [({}, Pass), ({"filtered": True}, Unknown), ({"logged": False}, Fail)],
)
def test_a_web_acl_writes_all_of_its_log(change, expected):
    [verdict] = web_acl(replace(ACL, **change))
    assert type(verdict) is expected


GROUP = LogGroup(arn="arn:g", name="servers", region=TOKYO, days=365)


def streams(*named, group=GROUP):
    made = (
        LogStream(name=name, last=None if days is None else NOW.time - timedelta(days=days))
        for name, days in named
    )
    return RecentStreams(group=group, streams=tuple(made))


def of_server(*found, gaps=(), instance=SERVER, important=ALL):
    [verdict] = server(instance, ACCOUNT, Reading(found, gaps), LIMITS, NOW, NONE, important)
    return type(verdict)


def test_a_stream_with_the_id_of_the_server_passes():
    assert of_server(streams(("i-1", 1))) is Pass
    assert of_server(streams(("i-1/messages", 6))) is Pass


def test_an_old_or_empty_stream_tells_nothing():
    assert of_server(streams(("i-1", 7))) is Fail
    assert of_server(streams(("i-1", None))) is Fail
    assert of_server() is Fail


def test_streams_of_other_names_may_be_those_of_the_server():
    assert of_server(streams(("web.aozora.example", 1))) is Unknown
    assert of_server(streams(("x", 1), group=replace(GROUP, region=OSAKA))) is Fail


def test_streams_that_were_not_read_are_not_missing():
    assert of_server(gaps=(GAP,)) is Unknown
    assert of_server(streams(("i-1", 1)), gaps=(GAP,)) is Pass


def test_a_server_that_does_not_run_or_matter_needs_no_log():
    assert of_server(instance=replace(SERVER, state="stopped")) is NotApplicable
    assert of_server(important=SOME) is NotApplicable
    assert of_server(important=NOBODY) is Unknown


def test_streams_are_read_but_for_groups_of_services(aws):
    logs = boto3.client("logs", TOKYO)
    moment = datetime.now(UTC).replace(microsecond=0)
    for name in ("servers", "/aws/lambda/release"):
        logs.create_log_group(logGroupName=name)
        logs.create_log_stream(logGroupName=name, logStreamName="i-1")
        event = {"timestamp": int(moment.timestamp() * 1000), "message": "hello"}
        logs.put_log_events(logGroupName=name, logStreamName="i-1", logEvents=[event])
    [found] = read(RecentStreams, aws)
    assert (found.group.name, found.streams) == ("servers", (LogStream(name="i-1", last=moment),))


def test_logs_of_databases_and_load_balancers_are_read(aws):
    boto3.client("rds", TOKYO).create_db_instance(
        DBInstanceIdentifier="juki",
        DBInstanceClass="db.t3.medium",
        Engine="postgres",
        EnableCloudwatchLogsExports=["postgresql"],
    )
    assert [one.exports for one in read(InstanceLogs, aws)] == [("postgresql",)]
    ec2 = boto3.client("ec2", TOKYO)
    subnets = [one["SubnetId"] for one in ec2.describe_subnets()["Subnets"]][:2]
    boto3.client("elbv2", TOKYO).create_load_balancer(Name="web", Subnets=subnets)
    assert [one.enabled for one in read(BalancerLog, aws)] == [False]


# Written from documentation: WAFv2 API reference, ListWebACLs, ListLoggingConfigurations.
def test_logs_of_web_acls_are_read(tape, sign_in):
    def acl(name):
        return {"Name": name, "ARN": f"arn:aws:wafv2:::webacl/{name}"}

    def log(name, **more):
        return {
            "ResourceArn": acl(name)["ARN"],
            "LogDestinationConfigs": ["arn:aws:s3:::aws-waf-logs-aozora"],
            **more,
        }

    acted = {"ActionCondition": {"Action": "BLOCK"}}
    blocked = {"Behavior": "KEEP", "Requirement": "MEETS_ALL", "Conditions": [acted]}
    few = {"DefaultBehavior": "DROP", "Filters": [blocked]}
    answers = {
        "wafv2.ListWebACLs": {"WebACLs": [acl("all"), acl("some"), acl("none")]},
        "wafv2.ListLoggingConfigurations": {
            "LoggingConfigurations": [log("all"), log("some", LoggingFilter=few)]
        },
    }
    found = read(WebAclLog, answered(tape, sign_in, answers))
    assert [(one.logged, one.filtered) for one in found] == [(True, False), (True, True), (False, False)]
