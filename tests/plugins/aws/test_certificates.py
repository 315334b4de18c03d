"""Certificates in use last, those of distributions too."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from plugins.aws.checks.certificates import distribution, expiry
from plugins.aws.collectors.certificates import KEYS
from plugins.aws.settings.certificates import CertificateLife
from scanner import AsOf, Fail, Gap, Limits, Message, NotApplicable, Pass, Reading, Reason, Resource, Unknown
from tests.plugins.aws.by_hand import answered
from tests.plugins.aws.reading import read
from tests.plugins.aws.replay import operation_model
from tests.plugins.aws.test_ciphers import GOOD as CERTIFICATE
from tests.plugins.aws.test_distributions import GOOD as SITE, SITE as PLACE

NOW = AsOf(time=datetime(2026, 11, 1, tzinfo=UTC))
LIMITS = Limits.of({"certificate_days": 30})
VIRGINIA = "us-east-1"
LIFE = CertificateLife(
    certificate=CERTIFICATE,
    kind="IMPORTED",
    ends=NOW.time + timedelta(days=200),
    renewal=None,
    used=True,
    exported=False,
)
GAP = Gap("x", Resource("AWS::Region", VIRGINIA, VIRGINIA, VIRGINIA), Reason.DENIED, Message("no"))


def in_days(days):
    return NOW.time + timedelta(days=days)


def in_state(status):
    return {"certificate": replace(CERTIFICATE, status=status)}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, Pass),
        ({"ends": in_days(30)}, Pass),
        ({"ends": in_days(29)}, Fail),
        ({"ends": in_days(-1)}, Fail),
        ({"ends": None}, Unknown),
        ({"renewal": "SUCCESS"}, Pass),
        ({"renewal": "PENDING_AUTO_RENEWAL"}, Pass),
        ({"renewal": "PENDING_AUTO_RENEWAL", "ends": in_days(9)}, Fail),
        ({"renewal": "PENDING_VALIDATION"}, Fail),  # it waits for people
        ({"renewal": "FAILED"}, Fail),
        ({"renewal": "DREAMING"}, Unknown),
        (in_state("EXPIRED"), Fail),
        (in_state("REVOKED"), Fail),
        (in_state("INACTIVE"), Unknown),
        (in_state("DREAMING"), Unknown),
        ({"used": False}, NotApplicable),
        ({"used": False, "ends": in_days(9)}, NotApplicable),
        ({"used": False, "exported": True, "ends": in_days(9)}, Fail),  # somebody outside uses it
    ],
)
def test_a_certificate_in_use_must_last(more, expected):
    [verdict] = expiry(replace(LIFE, **more), LIMITS, NOW)
    assert type(verdict) is expected


def of_site(*lives, gaps=(), **more):
    [verdict] = distribution(replace(SITE, **more), Reading(lives, gaps), LIMITS, NOW)
    return type(verdict)


def test_the_certificate_of_a_distribution_is_looked_for_in_its_own_region():
    own = replace(LIFE, certificate=replace(CERTIFICATE, arn=SITE.certificate, region=VIRGINIA))
    assert of_site(own) is Pass
    assert of_site(replace(own, ends=in_days(9))) is Fail
    assert of_site(replace(own, used=False)) is Pass
    assert of_site(LIFE) is Unknown  # us-east-1 was not read
    assert of_site(gaps=(GAP,)) is Unknown
    assert of_site(own, certificate="ASCAEXAMPLE") is Unknown
    assert of_site(own, certificate=None) is NotApplicable
    assert of_site(own, distribution=replace(PLACE, enabled=False)) is NotApplicable


# Written from documentation: ACM API reference, ListCertificates, DescribeCertificate.
def test_the_life_of_a_certificate_is_read(tape, sign_in):
    summary = {"CertificateArn": "arn:aws:acm:ap-northeast-1:111122223333:certificate/1", "Exported": True}
    validated = {
        "RenewalStatus": "PENDING_VALIDATION",
        "DomainValidationOptions": [{"DomainName": CERTIFICATE.domain}],
        "UpdatedAt": NOW.time,
    }
    detail = {
        "DomainName": CERTIFICATE.domain,
        "Status": "ISSUED",
        "Type": "AMAZON_ISSUED",
        "KeyAlgorithm": "RSA-2048",
        "SignatureAlgorithm": "SHA256WITHRSA",
        "NotAfter": LIFE.ends,
        "InUseBy": [],
        "RenewalSummary": validated,
    }
    answers = {
        "acm.ListCertificates": {"CertificateSummaryList": [summary]},
        "acm.DescribeCertificate": {"Certificate": detail},
    }
    [found] = read(CertificateLife, answered(tape, sign_in, answers))
    assert found == replace(
        LIFE,
        certificate=replace(CERTIFICATE, arn=summary["CertificateArn"]),
        kind="AMAZON_ISSUED",
        renewal="PENDING_VALIDATION",
        used=False,
        exported=True,
    )


def test_keys_of_every_kind_are_asked_for():
    """Without them the list has RSA keys of up to 2048 bits alone."""
    asked = operation_model("acm.ListCertificates").input_shape.members["Includes"].members["keyTypes"]
    assert set(KEYS) == set(asked.member.enum)
