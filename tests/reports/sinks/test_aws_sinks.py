"""S3 and Security Hub keep the contract; with moto they are written to for real."""

import gzip
import json

import boto3
import pytest
import zstandard
from botocore.session import get_session
from botocore.validate import ParamValidator
from hypothesis import given, strategies as st
from moto import mock_aws

from reports.ocsf import events
from reports.sinks import aws, s3, securityhub
from scanner.language import Translator
from scanner.sink import DELIVERED, Outgoing
from scanner.testing.sink_contract import SinkContract, event
from tests.reports.city import CITY
from tests.reports.sinks.aws_receivers import S3Receiver, SecurityHubReceiver

REGION = "ap-northeast-1"
KNOWN = ("down", "slow", "busy", "unavailable", "reset", "broken", "locked")
HUB = securityhub.SecurityHubOptions(account="111122223333", region=REGION)


@pytest.fixture(autouse=True)
def _credentials(monkeypatch):
    for name, text in {
        "AWS_ACCESS_KEY_ID": "made-up",
        "AWS_SECRET_ACCESS_KEY": "made-up",
        "AWS_DEFAULT_REGION": REGION,
        "AWS_CONFIG_FILE": "/nowhere",
        "AWS_MAX_ATTEMPTS": "1",
    }.items():
        monkeypatch.setenv(name, text)
    monkeypatch.setattr(aws, "TIMEOUT", 0.5)


class TestS3(SinkContract):
    sink = s3.SINKS[0]
    knows = KNOWN

    @pytest.fixture
    def receiver(self, monkeypatch):
        receiver = S3Receiver()
        with receiver.serving():
            monkeypatch.setenv("AWS_ENDPOINT_URL", receiver.base)
            receiver.options = s3.S3Options(bucket="aozora-siem", region=REGION)
            yield receiver


class TestSecurityHub(SinkContract):
    sink = securityhub.SINKS[0]
    knows = (*KNOWN, "half", "poison")

    @pytest.fixture
    def receiver(self, monkeypatch):
        receiver = SecurityHubReceiver()
        with receiver.serving():
            monkeypatch.setenv("AWS_ENDPOINT_URL", receiver.base)
            receiver.options = HUB
            yield receiver


@pytest.mark.parametrize(("compression", "suffix"), [("gzip", "gz"), ("zstd", "zst")])
def test_a_bucket_gets_an_object_a_day(compression, suffix):
    with mock_aws():
        client = boto3.client("s3")
        client.create_bucket(Bucket="siem", CreateBucketConfiguration={"LocationConstraint": REGION})
        sink = s3.S3(s3.S3Options(bucket="siem", region=REGION, compression=compression))
        batch = [event(1), event(2), event(100_000_000)]
        assert list(sink.deliver(batch)) == [DELIVERED] * 3
        assert list(sink.deliver(batch)) == [DELIVERED] * 3
        sink.close()
        keys = [one["Key"] for one in client.list_objects_v2(Bucket="siem")["Contents"]]
        assert [key.split("/")[:2] for key in keys] == [
            ["tenken", "date=2025-11-20"],
            ["tenken", "date=2025-11-21"],
        ]
        assert all(key.endswith(f".ndjson.{suffix}") for key in keys)
        body = client.get_object(Bucket="siem", Key=keys[0])["Body"].read()
    plain = gzip.decompress(body) if suffix == "gz" else zstandard.ZstdDecompressor().decompress(body)
    assert [json.loads(line) for line in plain.splitlines()] == [one.payload for one in batch[:2]]


def test_security_hub_takes_every_event_of_a_city():
    batch = [Outgoing(one.uid, one.line) for one in events(CITY, Translator("ja"))]
    with mock_aws():
        boto3.client("securityhub").enable_security_hub()
        sink = securityhub.SecurityHub(HUB)
        assert set(sink.deliver(batch)) == {DELIVERED}
        sink.close()
        found = boto3.client("securityhub").get_findings()["Findings"]
    assert len({one["Id"] for one in found}) == len(batch)


def test_a_finding_goes_to_the_account_that_it_is_of():
    options = securityhub.SecurityHubOptions(
        account="111122223333", region=REGION, role_arn="arn:aws:iam::{account}:role/TenkenSink"
    )
    sink = securityhub.SecurityHub(options)
    one = event(1).payload
    assert sink._account(one) == "111122223333"
    assert (
        sink._account({**one, "cloud": {"provider": "AWS", "account": {"uid": "444455556666"}}})
        == "444455556666"
    )
    assert (
        sink._account({**one, "cloud": {"provider": "Microsoft 365", "account": {"uid": "x"}}})
        == "111122223333"
    )


SHAPE = get_session().get_service_model("securityhub").shape_for("AwsSecurityFinding")


def valid(finding):
    report = ParamValidator().validate(finding, SHAPE)
    assert not report.has_errors(), report.generate_report()


def test_every_event_becomes_a_finding_as_its_shape_says():
    for one in events(CITY, Translator("en")):
        valid(securityhub.asff(json.loads(one.line), "111122223333", REGION))


TEXT = st.text(max_size=2000)


@given(TEXT, TEXT, TEXT, st.lists(st.text(min_size=1, max_size=80), max_size=40))
def test_whatever_it_says_the_finding_stays_within_the_limits(title, message, uid, requirements):
    payload = event(1).payload
    payload["finding_info"]["title"], payload["message"] = title, message
    payload["resources"] = [{"uid": uid, "name": uid, "type": title}] * 40
    payload["compliance"]["requirements"] = requirements
    found = securityhub.asff(payload, "111122223333", REGION)
    valid(found)
    assert len(found["Title"]) <= 256
    assert 1 <= len(found["Description"]) <= 1024
    assert len(found["Resources"]) <= 32
    assert all(1 <= len(one["Id"]) <= 512 for one in found["Resources"])


def test_what_is_gone_is_archived():
    payload = event(1).payload
    payload["activity_id"], payload["compliance"]["status_id"] = 3, 99
    assert securityhub.asff(payload, "111122223333", REGION)["RecordState"] == "ARCHIVED"
