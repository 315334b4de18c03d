"""Records of traffic are kept for a year where they go."""

from dataclasses import replace

import pytest

from plugins.aws.checks.flowkeeping import retention
from plugins.aws.settings.account import Account
from plugins.aws.settings.flowlogs import FlowLogKeeping, FlowLogTarget
from plugins.aws.settings.logstore import BucketKeeping, Expiry, LogGroup
from scanner import Fail, Gap, Limits, Message, Pass, Reading, Reason, Resource, Unknown
from tests.plugins.aws.by_hand import answered
from tests.plugins.aws.conftest import OSAKA, TOKYO
from tests.plugins.aws.reading import read
from tests.plugins.aws.test_flowlogs import GOOD as LOG

ACCOUNT = Account(id="111122223333", target="aozora-aws")
LIMITS = Limits.of({"log_retention_days": 365})
ARN = f"arn:aws:logs:{TOKYO}:111122223333:log-group:aozora-flow"
GROUP = LogGroup(arn=f"{ARN}:*", name="aozora-flow", region=TOKYO, days=400)
TO_GROUP = FlowLogTarget(log=LOG, kind="cloud-watch-logs", target="aozora-flow")
TO_BUCKET = FlowLogTarget(log=LOG, kind="s3", target="arn:aws:s3:::aozora-flow/tokyo/")
TIDY = Expiry(rule="tidy", prefix="", tags=False, days=90, date=None)
GAP = Gap("x", Resource("AWS::Region", TOKYO, TOKYO, TOKYO), Reason.DENIED, Message("no"))


def judged(target, groups=(), keepings=(), gaps=()):
    readings = (Reading(groups, gaps), Reading(keepings, gaps))
    [verdict] = retention(target, ACCOUNT, *readings, LIMITS)
    return type(verdict)


@pytest.mark.parametrize("name", ["aozora-flow", ARN, f"{ARN}:*"])
@pytest.mark.parametrize(("days", "expected"), [(None, Pass), (365, Pass), (364, Fail)])
def test_a_log_group_is_found_by_name_and_by_arn(name, days, expected):
    assert judged(replace(TO_GROUP, target=name), (replace(GROUP, days=days),)) is expected


def test_a_log_group_that_is_missing_unread_or_of_others():
    assert judged(TO_GROUP) is Fail
    assert judged(TO_GROUP, (replace(GROUP, region=OSAKA),)) is Fail
    assert judged(TO_GROUP, gaps=(GAP,)) is Unknown
    foreign = ARN.replace("111122223333", "444455556666")
    assert judged(replace(TO_GROUP, target=foreign), (GROUP,)) is Unknown  # of the same name


def in_bucket(*expiries):
    return (FlowLogKeeping(target=TO_BUCKET, keeping=BucketKeeping(lock=None, expiries=expiries)),)


def test_a_bucket_keeps_the_files_unless_a_rule_for_them_deletes_them():
    assert judged(TO_BUCKET, keepings=in_bucket()) is Pass
    assert judged(TO_BUCKET, keepings=in_bucket(TIDY)) is Fail
    assert judged(TO_BUCKET, keepings=in_bucket(replace(TIDY, prefix="tokyo/AWSLogs/"))) is Fail
    assert judged(TO_BUCKET, keepings=in_bucket(replace(TIDY, prefix="osaka/"))) is Pass


def test_a_bucket_that_could_not_be_read_is_unknown():
    assert judged(TO_BUCKET, gaps=(GAP,)) is Unknown
    assert judged(TO_BUCKET) is Unknown


def test_a_stream_leads_where_nobody_sees():
    stream = "arn:aws:firehose:ap-northeast-1:111122223333:deliverystream/aozora"
    assert judged(replace(TO_BUCKET, kind="kinesis-data-firehose", target=stream)) is Unknown
    assert judged(replace(TO_BUCKET, kind="pigeon")) is Unknown


# Written from documentation: EC2 DescribeFlowLogs, S3 GetBucketLifecycleConfiguration.
def test_targets_and_what_their_buckets_keep_are_read(tape, sign_in):
    one = {
        "FlowLogId": LOG.id,
        "ResourceId": LOG.resource,
        "FlowLogStatus": "ACTIVE",
        "TrafficType": "ALL",
        "DeliverLogsStatus": "SUCCESS",
        "LogDestinationType": "s3",
        "LogDestination": TO_BUCKET.target,
    }
    named = {"LogDestinationType": "cloud-watch-logs", "LogGroupName": "aozora-flow"}
    other = {key: found for key, found in one.items() if key != "LogDestination"} | named
    rule = {"ID": "tidy", "Status": "Enabled", "Filter": {"Prefix": ""}, "Expiration": {"Days": 90}}
    answers = {
        "ec2.DescribeFlowLogs": {"FlowLogs": [one, other | {"FlowLogId": "fl-2"}]},
        "s3.GetBucketLifecycleConfiguration": {"Rules": [rule]},
    }
    aws = answered(tape, sign_in, answers)
    tape.fail("s3.GetObjectLockConfiguration", "ObjectLockConfigurationNotFoundError", status=404)
    assert read(FlowLogTarget, aws) == [TO_BUCKET, replace(TO_GROUP, log=replace(LOG, id="fl-2"))]
    assert read(FlowLogKeeping, aws) == list(in_bucket(TIDY))
