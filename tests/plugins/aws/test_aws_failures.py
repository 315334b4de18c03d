"""What the SDK's errors mean; what is not known is a defect.

Answers by hand are written from documentation: EC2 API reference, DescribeVolumes and DescribeRegions.
"""

import asyncio

import botocore.exceptions as sdk
import pytest
from botocore.parsers import ResponseParserError

from plugins.aws import provider
from plugins.aws.answers import Answer, MalformedAnswer
from plugins.aws.connection import AwsConnection, AwsOptions
from plugins.aws.failures import MEANINGS, NotReady, classify
from plugins.aws.guard import DeadlinePassed, ForbiddenOperation
from plugins.aws.operations import READS, action_of
from plugins.aws.settings.storage import Volume
from scanner import Reason, Target
from scanner.collecting import Job, read_all
from scanner.plan import Plan
from tests.plugins.aws.conftest import TOKYO


def answered(code, status=400, operation="ec2.DescribeVpcs"):
    called = {"HTTPStatusCode": status, "Operation": operation, "Region": TOKYO}
    secret = "arn:aws:iam::111122223333:user/aoki"
    response = {"Error": {"Code": code, "Message": secret}, "ResponseMetadata": called}
    return sdk.ClientError(response, operation.partition(".")[2])


@pytest.mark.parametrize(("code", "meaning"), MEANINGS.items())
def test_every_known_code_has_its_reason(code, meaning):
    failure = classify(answered(code))
    assert failure.reason is meaning[0]
    assert "aoki" not in str(failure.message)


@pytest.mark.parametrize("operation", sorted(READS))
def test_a_refused_read_names_the_missing_permission(operation):
    failure = classify(answered("AccessDenied", 403, operation))
    assert (failure.reason, failure.permission) == (Reason.DENIED, action_of(operation))
    assert action_of(operation) in str(failure.message)
    assert failure.operation == operation


@pytest.mark.parametrize(
    ("code", "status", "reason"),
    [
        ("SomethingNew", 503, Reason.UNREACHABLE),
        ("NoSuchBucket", 404, Reason.UNREACHABLE),
        ("InvalidInstanceID.NotFound", 400, Reason.UNREACHABLE),
        ("SomethingNew", 403, Reason.DENIED),
        ("Client.UnauthorizedOperation", 403, Reason.DENIED),
        ("com.amazon.coral#AccessDeniedException", 400, Reason.DENIED),
        ("ValidationException", 400, Reason.UNSUPPORTED),
        ("InvalidParameterValue", 400, Reason.UNSUPPORTED),
    ],
)
def test_an_unlisted_code_is_judged_by_its_status(code, status, reason):
    assert classify(answered(code, status)).reason is reason


@pytest.mark.parametrize("error", [answered("ExpiredToken"), sdk.NoCredentialsError()])
def test_whoever_is_not_signed_in_needs_no_permission(error):
    failure = classify(error)
    assert (failure.reason, failure.permission) == (Reason.DENIED, "")
    assert "sign in again" in str(failure.message)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (sdk.NoCredentialsError(), Reason.DENIED),
        (sdk.ProfileNotFound(profile="aozora"), Reason.DENIED),
        (sdk.CredentialRetrievalError(provider="x", error_msg="secret"), Reason.DENIED),
        (sdk.TokenRetrievalError(provider="x", error_msg="secret"), Reason.DENIED),
        (sdk.SSOTokenLoadError(error_msg="secret"), Reason.DENIED),
        (sdk.UnauthorizedSSOTokenError(), Reason.DENIED),
        (sdk.EndpointConnectionError(endpoint_url="https://x", error="x"), Reason.UNREACHABLE),
        (sdk.ConnectTimeoutError(endpoint_url="https://x", error="x"), Reason.UNREACHABLE),
        (sdk.ReadTimeoutError(endpoint_url="https://x", error="x"), Reason.UNREACHABLE),
        (sdk.ProxyConnectionError(proxy_url="https://user:secret@x", error="x"), Reason.UNREACHABLE),
        (sdk.SSLError(endpoint_url="https://x", error="x"), Reason.UNREACHABLE),
        (ResponseParserError("secret"), Reason.MALFORMED),
        (sdk.PaginationError(message="secret"), Reason.MALFORMED),
        (MalformedAnswer("VpcId"), Reason.MALFORMED),
        (NotReady(), Reason.UNREACHABLE),
        (DeadlinePassed(), Reason.DEADLINE),
    ],
)
def test_errors_without_an_answer_have_a_reason(error, reason):
    failure = AwsConnection.classify(error)
    assert failure.reason is reason
    assert "secret" not in str(failure.message)


@pytest.mark.parametrize(
    "error",
    [
        ForbiddenOperation("ec2.DeleteVpc"),
        KeyError("VpcId"),
        TypeError(),
        ValueError(),
        sdk.ParamValidationError(report="x"),
        sdk.UnknownServiceError(service_name="x", known_service_names=[]),
    ],
)
def test_what_no_service_answered_is_a_defect(error):
    assert classify(error) is None


def test_a_malformed_volume_hides_no_other_volume(tape, sign_in):
    volumes = [{"VolumeId": f"vol-{number}", "Encrypted": True} for number in range(3)]
    del volumes[1]["Encrypted"]
    tape.answer("sts.GetCallerIdentity", {"Account": "111122223333"})
    tape.answer("ec2.DescribeVolumes", {"Volumes": volumes})
    tape.answer(
        "ec2.DescribeRegions", {"Regions": [{"RegionName": TOKYO, "OptInStatus": "opt-in-not-required"}]}
    )
    target = Target("aozora", "aws", "aozora", AwsOptions(regions=(TOKYO,)))
    plan = Plan.of(provider, [one for one in provider.checks if one.id == "aws.ebs.volume-encryption"])
    [evidence] = asyncio.run(read_all([Job(plan, target, lambda _: {})], 60))
    reading = evidence.readings[Volume]
    assert [one.id for one in reading.items] == ["vol-0", "vol-2"]
    assert [gap.reason for gap in reading.gaps] == [Reason.MALFORMED]


def test_a_missing_field_of_an_answer_is_malformed_and_get_stays_usable():
    with pytest.raises(MalformedAnswer, match="VpcId"):
        Answer()["VpcId"]
    assert Answer().get("VpcId") is None
