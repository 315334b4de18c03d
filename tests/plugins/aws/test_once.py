"""What several collectors need is asked for once, also when they ask at the same moment."""

import threading
from concurrent.futures import ThreadPoolExecutor

import botocore.exceptions
import pytest

from tests.plugins.aws.conftest import OSAKA, TOKYO

VPCS = "ec2.DescribeVpcs"


def calls(aws):
    return [call.count for call in aws.calls if call.operation == VPCS]


def test_many_threads_ask_once(aws):
    start = threading.Barrier(8)

    def read(_):
        start.wait(5)
        return [vpc["VpcId"] for vpc in aws.once.items(VPCS, "Vpcs", TOKYO)]

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(read, range(8)))
    assert found[0]
    assert found == [found[0]] * 8
    assert calls(aws) == [1]


def test_what_is_asked_elsewhere_or_otherwise_is_another_question(aws):
    for region, params in ((TOKYO, {}), (OSAKA, {}), (TOKYO, {"VpcIds": []})):
        aws.once.ask(VPCS, region, **params)
        aws.once.ask(VPCS, region, **params)
    assert sorted(calls(aws)) == [1, 2]


def test_a_refusal_is_told_to_everybody_and_asked_for_once(tape, aws):
    tape.fail(VPCS, "UnauthorizedOperation", status=403)
    for _ in range(2):
        with pytest.raises(botocore.exceptions.ClientError):
            list(aws.once.items(VPCS, "Vpcs", TOKYO))
        with pytest.raises(botocore.exceptions.ClientError):
            aws.once.ask(VPCS, TOKYO)
    assert calls(aws) == [2]


def test_what_came_before_a_failing_page_is_given_each_time(aws, monkeypatch):
    def broken(*_, **__):
        yield {"VpcId": "vpc-1"}
        raise ConnectionResetError

    monkeypatch.setattr(aws, "items", broken)
    for _ in range(2):
        found = aws.once.items(VPCS, "Vpcs")
        assert next(found) == {"VpcId": "vpc-1"}
        with pytest.raises(ConnectionResetError):
            next(found)


def test_what_is_not_configured_is_none_each_time(tape, aws):
    tape.fail("s3.GetPublicAccessBlock", "NoSuchPublicAccessBlockConfiguration", status=404)
    absent = frozenset({"NoSuchPublicAccessBlockConfiguration"})
    for _ in range(2):
        assert aws.once.ask_unless(absent, "s3.GetPublicAccessBlock", Bucket="aozora") is None
