"""Tenken only reads: what is not a declared read never leaves the process."""

import subprocess
import sys

import botocore.session
import pytest

from plugins.aws.guard import ForbiddenOperation, Guard
from plugins.aws.operations import READS, SIGN_IN, action_of
from tests.plugins.aws.conftest import EVERYTHING, TOKYO

SERVICES = sorted({operation.partition(".")[0] for operation in READS} | {"sts"})


@pytest.mark.parametrize("service", SERVICES)
def test_every_operation_but_the_declared_reads_is_refused(service, moto, sign_in):
    aws = sign_in()
    client = aws.client(service, TOKYO)
    before = sum(call.count for call in aws.calls)
    for name in client.meta.service_model.operation_names:
        if f"{service}.{name}" not in READS | SIGN_IN:
            with pytest.raises(ForbiddenOperation):
                client._make_api_call(name, {})
    assert sum(call.count for call in aws.calls) == before


def test_reads_only_hold_names_that_read():
    verbs = ("Describe", "Get", "List", "Lookup", "Search", "BatchGet")
    others = {operation for operation in READS if not operation.partition(".")[2].startswith(verbs)}
    assert others <= {"iam.GenerateCredentialReport"}  # makes a report for reading, changes nothing


def test_every_declared_read_exists():
    session = botocore.session.get_session()
    for operation in READS:
        service, _, name = operation.partition(".")
        assert name in session.get_service_model(service).operation_names


def test_a_declared_read_without_its_permission_is_refused(moto, sign_in):
    aws = sign_in(permissions=frozenset({"ec2:DescribeVpcs"}))
    aws.ask("ec2.DescribeVpcs")
    with pytest.raises(ForbiddenOperation, match="ec2:DescribeSubnets"):
        aws.ask("ec2.DescribeSubnets")


def test_a_signed_address_for_a_write_is_refused_too(aws):
    with pytest.raises(ForbiddenOperation):
        aws.client("s3").generate_presigned_url("put_object", Params={"Bucket": "b", "Key": "k"})


def test_an_upload_is_refused(aws, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(ForbiddenOperation):
        aws.client("s3").put_object(Bucket="aozora-data", Key="k", Body=b"x")


def test_a_write_is_refused_even_if_its_action_is_permitted():
    assert not Guard(EVERYTHING | {"ec2:DeleteVpc"}).allows("ec2.DeleteVpc")


@pytest.mark.parametrize(
    ("operation", "action"),
    [
        ("s3.GetBucketEncryption", "s3:GetEncryptionConfiguration"),
        ("s3.ListBuckets", "s3:ListAllMyBuckets"),
        ("s3control.GetPublicAccessBlock", "s3:GetAccountPublicAccessBlock"),
        ("ec2.DescribeVpcs", "ec2:DescribeVpcs"),
    ],
)
def test_an_operation_names_its_iam_action(operation, action):
    assert action_of(operation) == action


def test_listing_the_plugin_loads_no_sdk():
    program = (
        "import sys, plugins.aws; plugins.aws.provider.functions; "
        "sys.exit(any(name.partition('.')[0] in ('boto3', 'botocore') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
