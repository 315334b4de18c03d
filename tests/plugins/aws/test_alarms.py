"""Alarms on what matters, with somebody who hears them."""

from dataclasses import replace

import boto3
import pytest

from plugins.aws.checks.alarms import health, watched_changes
from plugins.aws.checks.filter_patterns import CHANGES, KINDS, ROOT, SIGN_IN, watched
from plugins.aws.settings.account import Account, Region
from plugins.aws.settings.alarms import Metric, MetricAlarm, MetricFilter
from plugins.aws.settings.notices import Notice, Notices
from plugins.aws.settings.trail import Trail, TrailRecording
from plugins.aws.settings.vpc import Blindness
from scanner import Fail, Gap, Message, Pass, Reading, Reason, Resource, Unknown
from tests.plugins.aws.conftest import TOKYO
from tests.plugins.aws.reading import read

ACCOUNT = Account(id="111122223333", target="aozora-aws")
REGION = Region(name=TOKYO)
TOPIC = "arn:aws:sns:ap-northeast-1:111122223333:aozora-alerts"
GROUP = "arn:aws:logs:ap-northeast-1:111122223333:log-group:trail:*"
PATTERNS = {
    ROOT: '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS '
    '&& $.eventType != "AwsServiceEvent" }',
    SIGN_IN: '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }',
    **{
        kind: "{" + "||".join(f"($.eventName = {name})" for name in sorted(names)) + "}"
        for kind, names in CHANGES.items()
    },
}
FILTERS = tuple(
    MetricFilter(
        name=kind, region=TOKYO, group="trail", pattern=pattern, metrics=(Metric(namespace="CIS", name=kind),)
    )
    for kind, pattern in PATTERNS.items()
)
ALARMS = tuple(
    MetricAlarm(
        arn=f"arn:aws:cloudwatch:ap-northeast-1:111122223333:alarm:{one.name}",
        name=one.name,
        region=TOKYO,
        enabled=True,
        actions=(TOPIC,),
        metric=one.metrics[0],
        operator="GreaterThanOrEqualToThreshold",
        threshold=1.0,
    )
    for one in FILTERS
)
NOTICES = Notices(region=REGION, notices=(), topics=(TOPIC,), confirmed=(TOPIC,), blind=())
TRAIL = Trail(
    arn="arn:aws:cloudtrail:ap-northeast-1:111122223333:trail/aozora",
    name="aozora",
    home_region=TOKYO,
    multi_region=True,
    organization=False,
    bucket="aozora-trail",
    prefix=None,
    validation=True,
    key=None,
    log_group=GROUP,
)
RECORDING = TrailRecording(trail=TRAIL, logging=True, basic=(), advanced=())
GAP = Gap("x", Resource("AWS::Region", TOKYO, TOKYO, TOKYO), Reason.DENIED, Message("no"))


def judged(recording=RECORDING, filters=FILTERS, alarms=ALARMS, notices=NOTICES, gaps=()):
    found = watched_changes(
        ACCOUNT, [recording], Reading(tuple(filters), gaps), Reading(tuple(alarms)), Reading((notices,))
    )
    return {one.part: type(one) for one in found}


def every(cls):
    return dict.fromkeys(KINDS, cls)


def test_an_alarm_for_each_kind_passes():
    assert judged() == every(Pass)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_without_filter_fails_alone(kind):
    assert judged(filters=[one for one in FILTERS if one.name != kind]) == every(Pass) | {kind: Fail}


@pytest.mark.parametrize(
    "more",
    [
        {"enabled": False},
        {"actions": ()},
        {"actions": ("arn:aws:sns:ap-northeast-1:111122223333:nobody",)},
        {"metric": Metric(namespace="Other", name="x")},
        {"metric": None},
        {"threshold": 5.0},
        {"threshold": None},
        {"operator": "LessThanThreshold"},
        {"region": "ap-northeast-3"},
    ],
)
def test_alarms_that_would_tell_nobody_fail(more):
    assert judged(alarms=[replace(one, **more) for one in ALARMS]) == every(Fail)


def test_a_subscription_that_nobody_confirmed_fails():
    assert judged(notices=replace(NOTICES, confirmed=())) == every(Fail)


@pytest.mark.parametrize(
    "recording",
    [
        replace(RECORDING, logging=False),
        replace(RECORDING, trail=replace(TRAIL, multi_region=False)),
        replace(RECORDING, trail=replace(TRAIL, log_group=None)),
        replace(RECORDING, trail=replace(TRAIL, log_group=GROUP.replace("trail", "other"))),
    ],
)
def test_filters_on_a_group_that_no_trail_fills_fail(recording):
    assert judged(recording) == every(Fail)


def test_what_could_not_be_read_is_unknown_but_what_was_seen_stands():
    assert judged(gaps=(GAP,)) == every(Pass)
    assert judged(filters=(), gaps=(GAP,)) == every(Unknown)
    blind = Blindness(kind="x", reason="denied", permission="sns:ListTopics")
    assert judged(notices=replace(NOTICES, confirmed=(), blind=(blind,))) == every(Unknown)


def test_event_rules_on_cloudtrail_and_an_organization_trail_leave_it_open():
    rule = Notice(
        rule="iam",
        pattern='{"source": ["aws.iam"], "detail-type": ["AWS API Call via CloudTrail"]}',
        told=(TOPIC,),
        untold=(),
        elsewhere=(),
    )
    assert judged(filters=(), notices=replace(NOTICES, notices=(rule,))) == every(Unknown)
    mute = replace(rule, told=(), untold=(TOPIC,))
    assert judged(filters=(), notices=replace(NOTICES, notices=(mute,))) == every(Fail)
    organization = replace(RECORDING, trail=replace(TRAIL, organization=True))
    assert judged(organization, filters=()) == every(Unknown)


@pytest.mark.parametrize(
    ("pattern", "seen"),
    [
        ("{ ($.eventName = StopLogging) || ($.eventName = DeleteTrail) }", {"StopLogging", "DeleteTrail"}),
        (
            "{($.eventSource = kms.amazonaws.com) && (($.eventName=DisableKey)||($.eventName=StopLogging))}",
            {"DisableKey", "StopLogging"},
        ),
        ('{ $.userIdentity.type = "Root" }', {ROOT}),
        ('{ $.userIdentity.type = "Root" && $.sourceIPAddress = "192.0.2.1" }', set()),
        ("{ $.eventName = StopLogging && $.userIdentity.userName = taro }", set()),
        ("{ $.eventName != StopLogging }", set()),
        ('{ $.eventName = "ConsoleLogin" && $.additionalEventData.MFAUsed != "No" }', set()),
        ("StopLogging", set()),
        ("", set()),
    ],
)
def test_only_terms_that_are_known_count(pattern, seen):
    assert watched(pattern) == seen


def test_a_filter_that_narrows_is_unknown_and_one_that_forgets_an_event_fails():
    narrow = replace(
        FILTERS[0], pattern='{ $.userIdentity.type = "Root" && $.sourceIPAddress = "192.0.2.1" }'
    )
    assert judged(filters=(narrow, *FILTERS[1:])) == every(Pass) | {ROOT: Unknown}
    last = FILTERS[-1]
    forgets = replace(last, pattern=last.pattern.replace("($.eventName = StopLogging)||", ""))
    assert judged(filters=(*FILTERS[:-1], forgets)) == every(Pass) | {"CloudTrail": Fail}


def test_health_events_must_reach_somebody():
    telling = Notice(rule="h", pattern='{"source": ["aws.health"]}', told=(TOPIC,), untold=(), elsewhere=())
    assert [type(one) for one in health(REGION, Reading((replace(NOTICES, notices=(telling,)),)))] == [Pass]
    assert [type(one) for one in health(REGION, Reading((NOTICES,)))] == [Fail]
    assert [type(one) for one in health(REGION, Reading((), (GAP,)))] == [Unknown]


def test_filters_and_alarms_are_read(aws):
    logs, watch = boto3.client("logs", TOKYO), boto3.client("cloudwatch", TOKYO)
    logs.create_log_group(logGroupName="trail")
    metric = {"metricName": ROOT, "metricNamespace": "CIS", "metricValue": "1"}
    logs.put_metric_filter(
        logGroupName="trail", filterName=ROOT, filterPattern=PATTERNS[ROOT], metricTransformations=[metric]
    )
    watch.put_metric_alarm(
        AlarmName=ROOT,
        ActionsEnabled=True,
        AlarmActions=[TOPIC],
        MetricName=ROOT,
        Namespace="CIS",
        Statistic="Sum",
        Period=300,
        EvaluationPeriods=1,
        Threshold=1,
        ComparisonOperator="GreaterThanOrEqualToThreshold",
    )
    assert read(MetricFilter, aws) == [FILTERS[0]]
    [alarm] = read(MetricAlarm, aws)
    assert replace(alarm, arn=ALARMS[0].arn) == ALARMS[0]
