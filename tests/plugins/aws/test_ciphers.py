"""Algorithms on the government's list."""

from dataclasses import replace

import boto3
import pytest

from plugins.aws.checks.ciphers import certificate_algorithm, key_algorithm
from plugins.aws.cryptrec import ciphers
from plugins.aws.settings.certificates import Certificate
from plugins.aws.settings.kms import Key, KeyDetail
from scanner import Fail, NotApplicable, Pass, Unknown
from tests.plugins.aws.conftest import TOKYO
from tests.plugins.aws.reading import read
from tests.plugins.aws.replay import operation_model

KEY = KeyDetail(
    key=Key(id="k", arn="arn:k", region=TOKYO, aliases=()),
    manager="CUSTOMER",
    spec="SYMMETRIC_DEFAULT",
    origin="AWS_KMS",
    state="Enabled",
    deletion=None,
)
GOOD = Certificate(
    arn="arn:c",
    domain="www.aozora.example",
    region=TOKYO,
    status="ISSUED",
    algorithm="RSA_2048",
    signature="SHA256WITHRSA",
)


def certified(**more):
    return [type(one) for one in certificate_algorithm(replace(GOOD, **more))]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, Pass),
        ({"spec": "ECC_NIST_P384"}, Pass),
        ({"spec": "HMAC_256"}, Pass),
        ({"spec": "SM2"}, Fail),
        ({"spec": "HMAC_224"}, Fail),
        ({"spec": "ECC_SECG_P256K1"}, Unknown),
        ({"spec": "ML_DSA_65"}, Unknown),  # younger than the edition
        ({"spec": "DREAMING"}, Unknown),
        ({"spec": "SM2", "manager": "AWS"}, NotApplicable),
    ],
)
def test_a_key_has_a_listed_algorithm(more, expected):
    [verdict] = key_algorithm(replace(KEY, **more))
    assert type(verdict) is expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, [Pass, Pass]),
        ({"algorithm": "EC_prime256v1", "signature": "SHA384WITHECDSA"}, [Pass, Pass]),
        ({"algorithm": "RSA_1024"}, [Fail, Pass]),
        ({"signature": "SHA1WITHRSA"}, [Pass, Fail]),
        ({"signature": "sha1WithRSA"}, [Pass, Fail]),
        ({"signature": None}, [Pass, Unknown]),
        ({"algorithm": "DREAMING"}, [Unknown, Pass]),
        ({"status": "EXPIRED"}, [Pass, Pass]),
        ({"status": "PENDING_VALIDATION", "signature": None}, [NotApplicable]),
    ],
)
def test_a_certificate_has_listed_algorithms(more, expected):
    assert certified(**more) == expected


def test_the_two_verdicts_of_a_certificate_are_told_apart():
    assert len({one.part for one in certificate_algorithm(GOOD)}) == 2


def test_certificates_are_read(aws):
    made = boto3.client("acm", TOKYO).request_certificate(DomainName="www.aozora.example")
    [found] = read(Certificate, aws)
    assert (found.arn, found.domain, found.algorithm) == (
        made["CertificateArn"],
        "www.aozora.example",
        "RSA_2048",
    )


def test_every_listed_key_is_one_that_the_service_knows():
    model = operation_model("kms.CreateKey").input_shape.members["KeySpec"]
    assert set(ciphers().names["kms"]) <= set(model.enum)
    assert ciphers().listed("kms", "SYMMETRIC_DEFAULT") is True
    assert ciphers().listed("kms", "HMAC_224") is False
    assert ciphers().listed("kms", "ML_DSA_65") is None


def test_every_key_of_a_certificate_is_one_that_the_service_knows():
    model = operation_model("acm.RequestCertificate").input_shape.members["KeyAlgorithm"]
    assert set(ciphers().names["certificate"]) <= set(model.enum)
