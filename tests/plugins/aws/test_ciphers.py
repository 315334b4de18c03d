"""Algorithms on the government's list."""

from dataclasses import replace

import boto3
import pytest

from plugins.aws.algorithms import CERTIFICATE_KEYS, KEYS
from plugins.aws.checks.ciphers import certificate_algorithm, key_algorithm
from plugins.aws.settings.certificates import Certificate
from plugins.aws.settings.kms import Key, KeyDetail
from scanner import Fail, NotApplicable, Pass, Unknown
from tests.plugins.aws.conftest import TOKYO
from tests.plugins.aws.reading import read

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
        ({"spec": "ECC_NIST_EDWARDS25519"}, Pass),
        ({"spec": "ECC_SECG_P256K1"}, Unknown),  # ECDSA is listed, but this curve is vouched for by nobody
        ({"spec": "ML_KEM_768"}, Pass),
        ({"spec": "ML_KEM_512"}, Fail),  # the list names the two larger parameter sets
        (
            {"spec": "ML_DSA_65"},
            Fail,
        ),  # the edition of 2026 lists no signature that outlives quantum computers
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
        ({"signature": "SHA224WITHRSA"}, [Pass, Fail]),
        ({"signature": "MD5WITHRSA"}, [Pass, Fail]),
        ({"signature": "SHA256WITHDREAM"}, [Pass, Unknown]),  # a good digest alone is no signature
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


def test_the_verdict_names_the_edition_or_what_asks_for_longer_keys():
    [verdict] = key_algorithm(KEY)
    assert "CRYPTREC LS-0001-2022R2" in str(verdict.message)
    short, _ = certificate_algorithm(replace(GOOD, algorithm="RSA_1024"))
    assert "LS-0003" in str(short.message)


def test_every_key_spec_of_kms_and_key_of_acm_is_known_but_for_one_curve():
    specs = boto3.client("kms", TOKYO).meta.service_model.shape_for("KeySpec").enum
    assert set(specs) - set(KEYS) == {"ECC_SECG_P256K1"}
    assert set(boto3.client("acm", TOKYO).meta.service_model.shape_for("KeyAlgorithm").enum) == set(
        CERTIFICATE_KEYS
    )


def test_certificates_are_read(aws):
    made = boto3.client("acm", TOKYO).request_certificate(DomainName="www.aozora.example")
    [found] = read(Certificate, aws)
    assert (found.arn, found.domain, found.algorithm) == (
        made["CertificateArn"],
        "www.aozora.example",
        "RSA_2048",
    )
