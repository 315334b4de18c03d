"""Wrong settings of people and of the environment are no fault of Tenken."""

import pytest

from plugins.aws.failures import classify
from plugins.aws.options import AwsOptions
from plugins.aws.session import _is_local_stand_in
from scanner import Reason
from tests.plugins.aws.test_aws_failures import answered


@pytest.mark.parametrize(
    "wrong",
    [
        {"regions": ("tokyo",)},
        {"regions": ("ap-northeast-1", "東京")},
        {"regions": ("ap-northeast-1a",)},
        {"role_arn": "tenken"},
        {"role_arn": "arn:aws:iam::1234:role/tenken"},
        {"external_id": "市-1"},
        {"external_id": ""},
    ],
)
def test_what_aws_never_accepts_is_refused_in_the_configuration(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong)).rstrip("s")):
        AwsOptions(**wrong)


@pytest.mark.parametrize("region", ["ap-northeast-3", "us-gov-west-1", "cn-north-1", "eusc-de-east-1"])
def test_regions_of_every_partition_are_accepted(region):
    assert AwsOptions(regions=(region,)).regions == (region,)


def test_a_role_with_a_path_is_accepted():
    role = "arn:aws-us-gov:iam::111122223333:role/audit/tenken"
    assert AwsOptions(role_arn=role, external_id="aozora-1").role_arn == role


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AWS_ENDPOINT_URL", "not-a-url"),
        ("AWS_ENDPOINT_URL_STS", "not-a-url"),
        ("AWS_STS_REGIONAL_ENDPOINTS", "everywhere"),
        ("AWS_DEFAULT_REGION", "tokyo!"),
    ],
)
def test_a_wrong_setting_of_the_environment_is_named(monkeypatch, sign_in, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(Exception, match=r".") as error:
        sign_in(regions=None)
    failure = classify(error.value)
    assert failure.reason is Reason.UNREACHABLE
    assert "environment" in str(failure.message)


def test_any_other_wrong_value_stays_a_defect():
    assert classify(ValueError("too many values")) is None


def test_a_web_page_instead_of_an_answer_is_not_called_gone():
    failure = classify(answered("404", 404))
    assert failure.reason is Reason.UNREACHABLE
    assert "gone" not in str(failure.message)


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("http://moto:5000", True),
        ("http://localhost:5000", True),
        ("http://127.0.0.1:5000", True),
        ("https://aws.aozora.example", False),
    ],
)
def test_a_stand_in_without_a_domain_is_local(monkeypatch, address, local):
    monkeypatch.setenv("AWS_ENDPOINT_URL", address)
    assert _is_local_stand_in() is local
