"""Answers that are none: a proxy's page, nothing, foreign XML.

None of them is recorded, nor written from documentation: what no service documents is made up here.
"""

import pytest

from plugins.aws.failures import classify
from plugins.aws.settings.backup import BackupPlan
from plugins.aws.settings.iam import RootAccess
from plugins.aws.settings.kms import Key
from plugins.aws.settings.vpc import Vpc
from scanner import Reason
from tests.plugins.aws.by_hand import answered
from tests.plugins.aws.reading import read
from tests.plugins.aws.replay import Reply

BODIES = [
    b"",
    b"null",
    b"[]",
    b"{}",
    b"<a/>",
    b"<html><body>sign in</body></html>",
    b"\xff\xfe",
    b"<!doctype html>",
]
READ = {  # one operation of each protocol but S3's, which botocore asks again
    "kms.ListAliases": Key,
    "backup.ListBackupPlans": BackupPlan,
    "iam.GetAccountSummary": RootAccess,
    "ec2.DescribeVpcs": Vpc,
}


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("operation", READ)
def test_an_answer_that_is_none_is_malformed_and_no_fault_of_the_program(tape, sign_in, operation, body):
    aws = answered(tape, sign_in, {})
    tape.by_hand[operation, None] = Reply(200, {"content-type": "text/html"}, body)
    with pytest.raises(Exception, match=r".*") as error:
        read(READ[operation], aws)
    failure = classify(error.value)
    assert failure.reason is Reason.MALFORMED
