"""Rules, topics and confirmed subscribers, and whether somebody is told."""

import json
from dataclasses import replace

import boto3
import pytest

from plugins.aws.checks.telling import told
from plugins.aws.derived.notices import notices
from plugins.aws.settings.account import Region
from plugins.aws.settings.notices import EventRule, EventTargets, Notice, Notices, Subscribers, Topic
from plugins.aws.settings.vpc import Blindness
from scanner import Fail, Gap, Message, Pass, Reading, Reason, Resource, Unknown
from tests.plugins.aws.conftest import OSAKA, TOKYO
from tests.plugins.aws.reading import read

REGION = Region(name=TOKYO)
EVENT = {"source": "aws.health"}
PATTERN = json.dumps({"source": ["aws.health"]})
TOPIC = "arn:aws:sns:ap-northeast-1:111122223333:aozora-alerts"
QUEUE = "arn:aws:sqs:ap-northeast-1:111122223333:aozora-events"
TELLING = Notice(rule="aozora-alerts", pattern=PATTERN, told=(TOPIC,), untold=(), elsewhere=())
MUTE = replace(TELLING, told=(), untold=(TOPIC,))
GOOD = Notices(region=REGION, notices=(TELLING,), topics=(TOPIC,), confirmed=(TOPIC,), blind=())
BLIND = Blindness(kind="AWS::SNS::Topic", reason="denied", permission="sns:ListTopics")
RULE = EventRule(name="aozora-alerts", region=TOKYO, state="ENABLED", pattern=PATTERN)
ON = EventTargets(rule=RULE, targets=(TOPIC, QUEUE))


def judged(*rules, **more):
    return told(REGION, REGION, Reading((replace(GOOD, notices=rules, **more),)), EVENT)


def test_a_confirmed_subscriber_passes():
    assert type(judged(TELLING)) is Pass


def test_one_good_rule_is_enough_even_if_the_rest_is_hidden():
    assert type(judged(MUTE, TELLING, blind=(BLIND,))) is Pass


def test_no_rule_at_all_fails():
    assert type(judged()) is Fail


def test_a_subscription_that_nobody_confirmed_fails():
    verdict = judged(MUTE)
    assert type(verdict) is Fail
    assert "no confirmed subscriber" in str(verdict.message)


def test_a_rule_for_other_events_fails():
    assert type(judged(replace(TELLING, pattern='{"source": ["aws.s3"]}'))) is Fail


def test_a_rule_that_filters_is_unknown():
    narrow = json.dumps({"source": ["aws.health"], "detail": {"service": ["EC2"]}})
    assert type(judged(replace(TELLING, pattern=narrow))) is Unknown


def test_a_rule_that_leads_elsewhere_is_unknown():
    assert type(judged(replace(MUTE, untold=(), elsewhere=(QUEUE,)))) is Unknown


@pytest.mark.parametrize("rules", [(), (MUTE,)])
def test_what_is_hidden_is_unknown(rules):
    verdict = judged(*rules, blind=(BLIND,))
    assert (type(verdict), verdict.reason) == (Unknown, Reason.DENIED)


def test_a_region_of_which_nothing_is_known_is_unknown():
    assert type(told(REGION, Region(name=OSAKA), Reading((GOOD,)), EVENT)) is Unknown


def joined(*, targets=(ON,), confirmed=1, gaps=()):
    topic = Topic(arn=TOPIC, region=TOKYO)
    return notices(
        REGION,
        Reading((RULE,)),
        Reading(targets, gaps),
        Reading((topic,)),
        Reading((Subscribers(topic=topic, confirmed=confirmed, pending=0),)),
    )


def test_targets_are_told_apart():
    [one] = joined().notices
    assert (one.told, one.untold, one.elsewhere) == ((TOPIC,), (), (QUEUE,))
    [one] = joined(confirmed=0).notices
    assert (one.told, one.untold) == ((), (TOPIC,))


def test_a_rule_that_is_switched_off_or_only_scheduled_tells_nobody():
    off = replace(ON, rule=replace(RULE, state="DISABLED"))
    scheduled = replace(ON, rule=replace(RULE, pattern=None))
    assert joined(targets=(off, scheduled)).notices == ()


def test_a_gap_of_this_region_blinds_and_one_of_another_does_not():
    scope = Resource("AWS::Events::Rule", "x", "x", TOKYO)
    gap = Gap("AWS::Events::Rule/targets", scope, Reason.DENIED, Message("no"), "events:ListTargetsByRule")
    assert [one.permission for one in joined(gaps=(gap,)).blind] == ["events:ListTargetsByRule"]
    assert joined(gaps=(replace(gap, scope=replace(scope, region=OSAKA)),)).blind == ()


def test_rules_topics_and_subscribers_are_read(aws):
    sns, events = boto3.client("sns", TOKYO), boto3.client("events", TOKYO)
    topic = sns.create_topic(Name="aozora-alerts")["TopicArn"]
    sns.subscribe(TopicArn=topic, Protocol="email", Endpoint="security@aozora.example")
    events.put_rule(Name="aozora-alerts", EventPattern=PATTERN)
    events.put_targets(Rule="aozora-alerts", Targets=[{"Id": "1", "Arn": topic}])

    assert read(EventRule, aws) == [RULE]
    assert [one.targets for one in read(EventTargets, aws)] == [(topic,)]
    assert [one.topic.arn for one in read(Subscribers, aws)] == [topic]


@pytest.mark.parametrize("state", ["PendingConfirmation", "Deleted"])
def test_only_an_arn_is_a_confirmed_subscription(moto, tape, sign_in, state):
    # Written from documentation: SNS API reference, ListSubscriptionsByTopic; moto confirms at once.
    boto3.client("sns", TOKYO).create_topic(Name="aozora-alerts")
    confirmed = "arn:aws:sns:ap-northeast-1:111122223333:aozora-alerts:80289ba6-0fd4-4079-afb4-ce8c8260f0ca"
    found = [{"SubscriptionArn": arn, "Protocol": "email"} for arn in (state, confirmed)]
    tape.answer("sns.ListSubscriptionsByTopic", {"Subscriptions": found})
    [one] = read(Subscribers, sign_in())
    assert (one.confirmed, one.pending) == (1, int(state == "PendingConfirmation"))
