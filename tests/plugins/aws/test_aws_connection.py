"""Signing in, counting, stopping."""

import time
from typing import Any
from unittest.mock import patch

import botocore.exceptions
import pytest
from botocore.loaders import create_loader

from plugins.aws import session
from plugins.aws.base import connect
from plugins.aws.connection import AwsConnection
from plugins.aws.guard import DeadlinePassed
from plugins.aws.options import AwsOptions
from plugins.aws.settings.iam import Credentials
from scanner import Reason, Target
from tests.plugins.aws.conftest import EVERYTHING, OSAKA, TOKYO
from tests.plugins.aws.reading import read

IDENTITY = {
    "Account": "111122223333",
    "UserId": "AIDACKCEVSQ6C2EXAMPLE",
    "Arn": "arn:aws:iam::111122223333:user/a",
}
ROLE = "arn:aws:iam::444455556666:role/tenken"


@pytest.fixture
def tape(tape):
    """Written from documentation: STS API reference, GetCallerIdentity."""
    tape.answer("sts.GetCallerIdentity", IDENTITY)
    return tape


def target(name="aozora", **options):
    return Target(name, "aws", "aozora", AwsOptions(**options))


def test_signing_in_asks_who_answers(tape):
    aws = connect(target(regions=(OSAKA,)), EVERYTHING)
    assert (aws.account, aws.target, aws.home) == ("111122223333", "aozora", OSAKA)


def test_without_regions_the_home_is_tokyo(tape):
    assert connect(target(), EVERYTHING).home == TOKYO


def test_a_role_is_assumed_with_its_external_id(tape):
    # Written from documentation: STS API reference, AssumeRole.
    lent = {"AccessKeyId": "ASIAIOSFODNN7EXAMPLE", "SecretAccessKey": "x" * 16, "SessionToken": "t"}
    tape.answer("sts.AssumeRole", {"Credentials": lent | {"Expiration": "2099-01-01T00:00:00Z"}})
    aws = connect(target(role_arn=ROLE, external_id="aozora-2026"), EVERYTHING)
    signed = aws.session.get_credentials()
    assert signed.get_frozen_credentials().access_key == "ASIAIOSFODNN7EXAMPLE"
    assert [key for key in tape.asked if "AssumeRole" in key[0] and "aozora-2026" in key[2]]


def test_two_targets_have_sessions_of_their_own_and_share_the_models(tape):
    one, two = (connect(target(name, regions=(TOKYO,)), EVERYTHING) for name in ("one", "two"))
    assert one.client("ec2") is not two.client("ec2")
    loaders = {id(aws.session._session.get_component("data_loader")) for aws in (one, two)}
    assert len(loaders) == 1
    tape.answer("ec2.DescribeVpcs", {"Vpcs": []})
    list(one.items("ec2.DescribeVpcs", "Vpcs"))
    assert [call.operation for call in two.calls] == ["sts.GetCallerIdentity"]


@pytest.mark.parametrize("service", ["ec2", "iam", "organizations", "s3"])
def test_models_are_kept_without_their_texts_and_are_else_the_same(service):
    """In a loader that nobody has used yet: botocore changes the models of those that it uses."""
    whole = create_loader().load_service_model(service, "service-2")
    lean = session._loader.__wrapped__().load_service_model(service, "service-2")
    assert whole != lean
    assert without_texts(whole) == lean


def without_texts(model: Any) -> Any:
    if isinstance(model, list):
        return [without_texts(one) for one in model]
    if not isinstance(model, dict):
        return model
    text = {key for key, one in model.items() if key == "documentation" and isinstance(one, str)}
    return {key: "" if key in text else without_texts(one) for key, one in model.items()}


def test_a_client_is_made_once_for_a_service_and_region(tape):
    aws = connect(target(regions=(TOKYO,)), EVERYTHING)
    assert aws.client("ec2", TOKYO) is aws.client("ec2")
    assert aws.client("ec2", OSAKA) is not aws.client("ec2")
    config = aws.client("ec2").meta.config
    assert (config.connect_timeout, config.read_timeout, config.max_pool_connections) == (5, 20, 32)
    assert config.retries["total_max_attempts"] == 5


def test_calls_are_counted_by_operation_and_region_also_those_that_fail(tape):
    aws = connect(target(regions=(TOKYO,)), EVERYTHING)
    tape.answer("ec2.DescribeVpcs", {"Vpcs": []})
    tape.fail("ec2.DescribeVpcs", "UnauthorizedOperation", OSAKA, 403)
    list(aws.items("ec2.DescribeVpcs", "Vpcs", TOKYO))
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        list(aws.items("ec2.DescribeVpcs", "Vpcs", OSAKA))
    counted = {(call.operation, call.region): call.count for call in aws.calls}
    assert counted["ec2.DescribeVpcs", TOKYO] == counted["ec2.DescribeVpcs", OSAKA] == 1
    failure = aws.classify(caught.value)
    assert (failure.reason, failure.operation) == (Reason.DENIED, "ec2.DescribeVpcs")
    assert OSAKA in str(failure.message)


def test_after_the_deadline_no_request_leaves_and_it_is_known_why(tape):
    aws = connect(target(regions=(TOKYO,)), EVERYTHING)
    aws.stop(time.monotonic())
    with pytest.raises(DeadlinePassed) as caught:
        aws.ask("ec2.DescribeVpcs")
    assert aws.classify(caught.value).reason is Reason.DEADLINE
    with pytest.raises(DeadlinePassed):
        aws.wait(60)


def test_nobody_to_sign_in_as_is_known(tape, monkeypatch):
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(botocore.exceptions.NoCredentialsError) as caught:
        connect(target(role_arn=ROLE), EVERYTHING)
    assert AwsConnection.classify(caught.value).reason is Reason.DENIED


def test_a_profile_that_does_not_exist_is_known():
    with pytest.raises(botocore.exceptions.ProfileNotFound) as caught:
        connect(target(profile="nobody"), EVERYTHING)
    assert AwsConnection.classify(caught.value).reason is Reason.DENIED


def test_expired_credentials_are_known(tape):
    tape.fail("sts.GetCallerIdentity", "ExpiredToken", status=403)
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        connect(target(), EVERYTHING)
    failure = AwsConnection.classify(caught.value)
    assert failure.reason is Reason.DENIED
    assert "sign in again" in str(failure.message)


def test_no_network_is_known(monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with patch("time.sleep"), pytest.raises(botocore.exceptions.EndpointConnectionError) as caught:
        connect(target(), EVERYTHING)
    assert AwsConnection.classify(caught.value).reason is Reason.UNREACHABLE


@pytest.mark.parametrize("name", ["REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "AWS_CA_BUNDLE"])
def test_a_private_ca_of_the_environment_is_used(tape, monkeypatch, tmp_path, name):
    for other in ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "AWS_CA_BUNDLE"):
        monkeypatch.delenv(other, raising=False)
    monkeypatch.setenv(name, str(tmp_path / "ca.pem"))
    aws = connect(target(), EVERYTHING)
    assert aws.client("ec2")._endpoint.http_session._verify == str(tmp_path / "ca.pem")


def test_s3_control_of_a_stand_in_on_this_machine_has_no_account_in_its_host(tape, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    flags = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
    tape.answer(
        "s3control.GetPublicAccessBlock", {"PublicAccessBlockConfiguration": dict.fromkeys(flags, True)}
    )
    aws = connect(target(), EVERYTHING)
    aws.ask("s3control.GetPublicAccessBlock", AccountId="111122223333")
    assert tape.addresses[-1].startswith("http://127.0.0.1:9/")


REPORT = "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,mfa_active"
KEYS = ",".join(
    f"access_key_{n}_{field}" for n in (1, 2) for field in ("active", "last_rotated", "last_used_date")
)
ROOT = (
    "<root_account>,arn:aws:iam::111122223333:root,2020-04-01T00:00:00+00:00,"
    "not_supported,no_information,not_supported,true"
)


def report(*rows):
    """Written from documentation: IAM user guide, "Generate credential reports"."""
    return {"Content": "\n".join((f"{REPORT},{KEYS}", *rows)).encode(), "ReportFormat": "text/csv"}


def test_the_root_user_stands_in_the_report_without_a_password_flag(tape):
    tape.answer("iam.GenerateCredentialReport", {"State": "COMPLETE"})
    tape.answer("iam.GetCredentialReport", report(f"{ROOT},false,N/A,N/A,false,N/A,N/A"))
    [root] = read(Credentials, connect(target(), EVERYTHING))
    assert (root.name, root.password, root.password_last_used, root.mfa) == (
        "<root_account>",
        None,
        None,
        True,
    )


def test_a_report_is_waited_for_with_growing_pauses_and_a_limit(tape):
    tape.answer("iam.GenerateCredentialReport", {"State": "STARTED"})
    aws = connect(target(), EVERYTHING)
    with patch("time.sleep") as sleep, pytest.raises(Exception) as caught:  # noqa: PT011 - see below
        read(Credentials, aws)
    assert aws.classify(caught.value).reason is Reason.UNREACHABLE
    pauses = [call.args[0] for call in sleep.call_args_list]
    assert pauses == sorted(pauses)
    assert sum(pauses) < 90
    assert sum(call.count for call in aws.calls) < 10


def test_a_flag_that_the_report_does_not_know_is_malformed(tape):
    tape.answer("iam.GenerateCredentialReport", {"State": "COMPLETE"})
    tape.answer("iam.GetCredentialReport", report(f"{ROOT},perhaps,N/A,N/A,false,N/A,N/A"))
    aws = connect(target(), EVERYTHING)
    with pytest.raises(Exception) as caught:  # noqa: PT011 - what it means is what counts
        read(Credentials, aws)
    assert aws.classify(caught.value).reason is Reason.MALFORMED
