"""Alarms before something is used up, heard by somebody."""

from dataclasses import replace

import boto3

from plugins.aws.checks.capacity import database, quotas, server
from plugins.aws.derived.capacity import watched_metrics
from plugins.aws.settings.account import Account, Region
from plugins.aws.settings.alarms import AlarmWatch, Dimension, MetricAlarm, WatchedMetric
from plugins.aws.settings.capacity import WatchedMetrics
from plugins.aws.settings.instances import Instance
from plugins.aws.settings.notices import Notices
from plugins.aws.settings.storage import DbInstance
from plugins.aws.settings.tags import Tag, TaggedResource
from plugins.aws.settings.vpc import Blindness
from scanner import DeclaredImportance, Fail, NotApplicable, Pass, Reading, Unknown
from tests.plugins.aws.conftest import OSAKA, TOKYO
from tests.plugins.aws.reading import read

ACCOUNT = Account(id="111122223333", target="aozora-aws")
REGION = Region(name=TOKYO)
ALL = Reading(())
"""No tag marks what is important: everything is."""
SOME = Reading((DeclaredImportance(tag="importance", value="high"),))
SERVER = Instance(
    id="i-1", region=TOKYO, state="running", zone="a", vpc=None, subnet=None, tokens=None, endpoint=None
)
DATABASE = DbInstance(
    arn=f"arn:aws:rds:{TOKYO}:111122223333:db:juki",
    id="juki",
    region=TOKYO,
    engine="postgres",
    encrypted=True,
    public=False,
    multi_az=True,
    cluster=None,
    groups=(),
)
BLIND = Blindness(kind="AWS::CloudWatch::Alarm", reason="denied", permission="cloudwatch:DescribeAlarms")


def metric(namespace, name, dimension="InstanceId", value="i-1"):
    return WatchedMetric(namespace=namespace, name=name, dimensions=(Dimension(name=dimension, value=value),))


CPU = metric("AWS/EC2", "CPUUtilization")
STORE = [
    metric("AWS/RDS", name, "DBInstanceIdentifier", "juki")
    for name in ("CPUUtilization", "DatabaseConnections", "FreeStorageSpace")
]


def watching(*told, elsewhere=(), blind=()):
    return WatchedMetrics(region=REGION, told=told, elsewhere=elsewhere, blind=blind)


def of_server(watched, instance=SERVER, tags=(), important=ALL):
    [verdict] = server(instance, ACCOUNT, Reading((watched,)), Reading(tags), important)
    return type(verdict)


def of_database(watched, instance=DATABASE, important=ALL):
    [verdict] = database(instance, Reading((watched,)), Reading(()), important)
    return type(verdict)


def test_an_alarm_on_the_load_of_a_server_passes():
    assert of_server(watching(CPU)) is Pass
    assert of_server(watching(CPU), important=SOME) is Pass


def test_an_alarm_on_another_server_or_metric_does_not():
    assert of_server(watching()) is Fail
    assert of_server(watching(metric("AWS/EC2", "CPUUtilization", value="i-2"))) is Fail
    assert of_server(watching(metric("AWS/EC2", "NetworkIn"))) is Fail


def test_an_alarm_on_the_group_counts_for_its_servers():
    arn = f"arn:aws:ec2:{TOKYO}:111122223333:instance/i-1"
    tags = TaggedResource(arn=arn, region=TOKYO, tags=(Tag(key="aws:autoscaling:groupName", value="web"),))
    of_group = metric("AWS/EC2", "CPUUtilization", "AutoScalingGroupName", "web")
    assert of_server(watching(of_group), tags=(tags,)) is Pass
    assert of_server(watching(of_group)) is Fail


def test_what_does_not_run_or_matter_needs_no_alarm():
    assert of_server(watching(), replace(SERVER, state="stopped")) is NotApplicable
    assert of_server(watching(), important=SOME) is NotApplicable


def test_an_alarm_that_acts_elsewhere_or_was_not_read_is_unknown():
    assert of_server(watching(elsewhere=(CPU,))) is Unknown
    assert of_server(watching(blind=(BLIND,))) is Unknown
    assert of_server(watching(CPU, blind=(BLIND,))) is Pass


def test_a_database_needs_an_alarm_on_each_of_three():
    assert of_database(watching(*STORE)) is Pass
    assert of_database(watching(*STORE[:2])) is Fail
    assert of_database(watching(*STORE[:2], elsewhere=(STORE[2],))) is Unknown
    assert of_database(watching(), important=SOME) is NotApplicable


def test_the_storage_of_aurora_grows_by_itself():
    assert of_database(watching(*STORE[:2]), replace(DATABASE, engine="aurora-postgresql")) is Pass


USAGE = metric("AWS/Usage", "ResourceCount", "Service", "EC2")


def of_quotas(*watched):
    [verdict] = quotas(ACCOUNT, watched)
    return type(verdict)


def test_an_alarm_on_the_use_of_a_quota_in_any_region_passes():
    assert of_quotas(watching(), replace(watching(USAGE), region=Region(name=OSAKA))) is Pass
    assert of_quotas(watching(USAGE), watching(blind=(BLIND,))) is Pass
    assert of_quotas(watching(CPU)) is Fail
    assert of_quotas(watching(elsewhere=(USAGE,))) is Unknown
    assert of_quotas(watching(blind=(BLIND,))) is Unknown


TOPIC, OTHER = "arn:aws:sns:topic", "arn:aws:sns:elsewhere"
ALARM = MetricAlarm(
    arn="arn:alarm",
    name="cpu",
    region=TOKYO,
    enabled=True,
    actions=(TOPIC,),
    metric=None,
    operator="GreaterThanThreshold",
    threshold=80.0,
)
NOTICES = Notices(region=REGION, notices=(), topics=(TOPIC,), confirmed=(TOPIC,), blind=())


def joined(alarm=ALARM, notices=NOTICES):
    watch = AlarmWatch(alarm=alarm, metrics=(CPU,))
    return watched_metrics.function(REGION, Reading((watch,)), Reading((notices,)))


def test_an_alarm_is_heard_if_it_is_on_and_somebody_confirmed():
    assert joined().told == (CPU,)
    assert joined(replace(ALARM, enabled=False)) == watching()
    assert joined(notices=replace(NOTICES, confirmed=())) == watching()
    assert joined(replace(ALARM, actions=(OTHER,))).elsewhere == (CPU,)
    assert joined(replace(ALARM, region=OSAKA)) == watching()


def test_what_hides_a_topic_hides_who_is_told():
    assert joined(notices=replace(NOTICES, blind=(BLIND,))).blind == (BLIND,)


def test_the_metrics_of_an_expression_are_read(aws):
    stat = {
        "Metric": {
            "Namespace": "AWS/Usage",
            "MetricName": "ResourceCount",
            "Dimensions": [{"Name": "Service", "Value": "EC2"}],
        },
        "Period": 300,
        "Stat": "Maximum",
    }
    boto3.client("cloudwatch", TOKYO).put_metric_alarm(
        AlarmName="quota",
        ComparisonOperator="GreaterThanThreshold",
        EvaluationPeriods=1,
        Threshold=80,
        Metrics=[
            {"Id": "used", "MetricStat": stat, "ReturnData": False},
            {"Id": "share", "Expression": "used/SERVICE_QUOTA(used)*100"},
        ],
    )
    [watch] = read(AlarmWatch, aws)
    assert watch.metrics == (USAGE,)
