"""Keys are rotated, and who manages the key of a resource."""

from dataclasses import replace

import pytest

from plugins.aws.checks.keys import custody
from plugins.aws.checks.kms import rotation
from plugins.aws.collectors.kms import is_rotatable
from plugins.aws.settings.kms import Key, KeyDetail, KeyRotation
from scanner import Fail, Limits, NotApplicable, Pass, Reading, Unknown

TOKYO = "ap-northeast-1"
ID = "1234abcd-12ab-34cd-56ef-1234567890ab"
ARN = f"arn:aws:kms:{TOKYO}:111122223333:key/{ID}"
KEY = Key(id=ID, arn=ARN, region=TOKYO, aliases=("alias/aozora",))
DETAIL = KeyDetail(
    key=KEY,
    manager="CUSTOMER",
    spec="SYMMETRIC_DEFAULT",
    origin="AWS_KMS",
    state="Enabled",
    deletion=None,
)
GOOD = KeyRotation(detail=DETAIL, enabled=True, period_days=365)
LIMITS = Limits.of({"kms_rotation_days": 365})


def kind(setting):
    [verdict] = rotation(setting, LIMITS)
    return type(verdict)


def test_a_key_that_is_rotated_every_year_passes():
    assert kind(GOOD) is Pass


def test_a_key_that_is_not_rotated_fails():
    assert kind(replace(GOOD, enabled=False, period_days=None)) is Fail


def test_a_key_that_is_rotated_too_rarely_fails():
    assert kind(replace(GOOD, period_days=366)) is Fail


def test_a_disabled_key_is_judged_like_any_other():
    disabled = replace(DETAIL, state="Disabled")
    assert kind(replace(GOOD, detail=disabled)) is Pass


@pytest.mark.parametrize(
    "more",
    [
        {"manager": "AWS"},
        {"spec": "RSA_2048"},
        {"spec": "HMAC_256"},
        {"origin": "EXTERNAL"},
        {"origin": "AWS_CLOUDHSM"},
        {"origin": "EXTERNAL_KEY_STORE"},
        {"state": "PendingDeletion"},
    ],
)
def test_rotation_is_no_question_of_a_key_that_kms_cannot_rotate(more):
    detail = replace(DETAIL, **more)
    assert not is_rotatable(detail)
    assert kind(KeyRotation(detail=detail, enabled=None, period_days=None)) is NotApplicable


@pytest.mark.parametrize("more", [{"manager": "MARTIAN"}, {"origin": "MOON"}, {"state": "Dreaming"}])
def test_a_key_of_an_unknown_kind_is_unknown(more):
    assert kind(replace(GOOD, detail=replace(DETAIL, **more))) is Unknown


@pytest.mark.parametrize("more", [{"enabled": None}, {"period_days": None}])
def test_a_rotation_that_kms_does_not_tell_is_unknown(more):
    assert kind(replace(GOOD, **more)) is Unknown


def test_a_key_whose_state_hides_its_rotation_is_unknown():
    hidden = replace(DETAIL, state="Unavailable")
    assert kind(KeyRotation(detail=hidden, enabled=None, period_days=None)) is Unknown


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        (None, "aws"),
        ("alias/aws/s3", "aws"),
        (f"arn:aws:kms:{TOKYO}:111122223333:alias/aws/s3", "aws"),
        ("alias/aozora", "customer"),
        (ID, "customer"),
        (ARN, "customer"),
        ("aws-one", "aws"),  # the key that AWS manages, named by its id
        (f"arn:aws:kms:{TOKYO}:111122223333:key/aws-one", "aws"),
        (f"arn:aws:kms:{TOKYO}:444455556666:key/elsewhere", "customer"),
        ("never-heard-of", "unseen"),
    ],
)
def test_who_manages_a_key(reference, expected):
    own = Key(id="aws-one", arn="arn:aws-one", region=TOKYO, aliases=("alias/aws/s3",))
    assert custody(reference, TOKYO, "111122223333", Reading((KEY, own))) == expected
