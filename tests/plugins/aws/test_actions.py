"""Who changed what, as CloudTrail has it. Written from documentation: CloudTrail API reference, LookupEvents;
CloudTrail User Guide, "record contents".
"""

import json
from datetime import UTC, datetime

from plugins.aws.collectors.actions import actions
from plugins.aws.settings.account import Region
from scanner import Window
from tests.plugins.aws.by_hand import answered
from tests.plugins.aws.conftest import TOKYO

DAY = datetime(2026, 11, 9, tzinfo=UTC)
WINDOW = Window(start=datetime(2026, 11, 1, tzinfo=UTC), end=datetime(2026, 11, 20, tzinfo=UTC))
ROLE = "arn:aws:sts::111122223333:assumed-role/contractor/session"
EVENT = {
    "EventId": "e1",
    "EventName": "PutBucketPolicy",
    "EventSource": "s3.amazonaws.com",
    "EventTime": DAY,
    "Username": "session",
    "Resources": [{"ResourceType": "AWS::S3::Bucket", "ResourceName": "kaigi-shiryo"}],
}


def read(tape, sign_in, *records):
    events = [EVENT | {"CloudTrailEvent": json.dumps(one)} for one in records]
    aws = answered(tape, sign_in, {"cloudtrail.LookupEvents": {"Events": events}})
    return list(actions.function(region=Region(name=TOKYO), window=WINDOW, aws=aws))


def test_an_event_is_read_with_actor_and_resources(tape, sign_in):
    record = {"userIdentity": {"arn": ROLE}, "resources": [{"ARN": "arn:aws:s3:::kaigi-shiryo"}]}
    (one,) = read(tape, sign_in, record)
    assert (one.operation, one.actor, one.time) == ("PutBucketPolicy", ROLE, DAY)
    assert one.resources == ("kaigi-shiryo", "arn:aws:s3:::kaigi-shiryo")


def test_what_was_refused_is_no_action(tape, sign_in):
    assert read(tape, sign_in, {"errorCode": "AccessDenied", "userIdentity": {"arn": ROLE}}) == []


def test_a_service_that_acts_by_itself_is_named(tape, sign_in):
    (one,) = read(
        tape, sign_in, {"userIdentity": {"type": "AWSService", "invokedBy": "autoscaling.amazonaws.com"}}
    )
    assert one.actor == "autoscaling.amazonaws.com"
