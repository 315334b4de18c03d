"""Keys as old endpoints tell of them, and names that lead to no key."""

import pytest

from plugins.aws.checks.keys import custody
from plugins.aws.settings.kms import Key, KeyDetail, KeyRotation
from scanner import Reading
from tests.plugins.aws.by_hand import answered
from tests.plugins.aws.conftest import TOKYO
from tests.plugins.aws.reading import read

KEY = {"KeyId": "own", "KeyArn": f"arn:aws:kms:{TOKYO}:111122223333:key/own"}
KEYS = Reading((Key(id="own", arn=KEY["KeyArn"], region=TOKYO, aliases=("alias/aozora",)),))


@pytest.fixture
def old_endpoint(tape, sign_in):
    # Written from documentation: KMS API reference, DescribeKey (of KeyMetadata only KeyId is
    # "always present") and GetKeyRotationStatus; moto leaves out KeyUsage and the period.
    described = {
        "KeyId": "own",
        "KeyManager": "CUSTOMER",
        "KeySpec": "SYMMETRIC_DEFAULT",
        "Origin": "AWS_KMS",
        "KeyState": "Enabled",
    }
    answers = {
        "kms.ListAliases": {"Aliases": []},
        "kms.ListKeys": {"Keys": [KEY]},
        "kms.DescribeKey": {"KeyMetadata": described},
        "kms.GetKeyRotationStatus": {"KeyRotationEnabled": True},
    }
    return answered(tape, sign_in, answers)


def test_a_key_is_read_although_nothing_is_said_of_its_usage(old_endpoint):
    assert [one.spec for one in read(KeyDetail, old_endpoint)] == ["SYMMETRIC_DEFAULT"]


def test_a_rotation_without_a_period_has_the_documented_default(old_endpoint):
    assert [(one.enabled, one.period_days) for one in read(KeyRotation, old_endpoint)] == [(True, 365)]


@pytest.mark.parametrize("alias", ["alias/gone", f"arn:aws:kms:{TOKYO}:111122223333:alias/gone"])
def test_an_alias_that_points_to_no_key_proves_nothing(alias):
    assert custody(alias, TOKYO, "111122223333", KEYS) == "unseen"


def test_an_alias_of_another_account_is_of_a_customer():
    elsewhere = f"arn:aws:kms:{TOKYO}:444455556666:alias/shared"
    assert custody(elsewhere, TOKYO, "111122223333", KEYS) == "customer"


def test_an_alias_of_another_region_proves_nothing():
    assert custody("alias/aozora", "ap-northeast-3", "111122223333", KEYS) == "unseen"
