"""Distributions encrypt, and imported key material lasts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from plugins.aws.checks.distributions import tls
from plugins.aws.checks.kms import imported
from plugins.aws.settings.firewalls import Distribution, DistributionTls
from scanner import AsOf, Fail, NotApplicable, Pass, Reading, Unknown
from tests.plugins.aws.by_hand import answered
from tests.plugins.aws.reading import read
from tests.plugins.aws.test_firewall_collectors import listed, site
from tests.plugins.aws.test_keyends import DETAIL, MATERIAL

SITE = Distribution(
    arn="arn:aws:cloudfront::111122223333:distribution/E1",
    domain="d1.cloudfront.net",
    enabled=True,
    web_acl="",
    origins=(),
)
GOOD = DistributionTls(
    distribution=SITE,
    default_certificate=False,
    certificate="arn:aws:acm:us-east-1:111122223333:certificate/1",
    minimum="TLSv1.2_2021",
    viewers=("https-only", "redirect-to-https"),
)
NOW = AsOf(time=datetime(2026, 11, 1, tzinfo=UTC))


def judged(**change):
    return [type(one) for one in tls(replace(GOOD, **change))]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, [Pass, Pass]),
        ({"minimum": "TLSv1.3_2025"}, [Pass, Pass]),
        ({"minimum": "TLSv1.1_2016"}, [Fail, Pass]),
        ({"minimum": "TLSv1"}, [Fail, Pass]),
        ({"default_certificate": True}, [Fail, Pass]),  # whatever the policy says then
        ({"minimum": None}, [Unknown, Pass]),
        ({"minimum": "TLSv9"}, [Unknown, Pass]),
        ({"viewers": ("allow-all", "https-only")}, [Pass, Fail]),  # one behaviour is enough
        ({"viewers": ("ask-first",)}, [Pass, Unknown]),
        ({"distribution": replace(SITE, enabled=False)}, [NotApplicable]),
    ],
)
def test_what_a_distribution_speaks_is_judged_by_its_policy_and_every_behaviour(change, expected):
    assert judged(**change) == expected


def of_key(origin="EXTERNAL", state="Enabled", days=None, found=True):
    detail = replace(DETAIL, origin=origin, state=state)
    expires = None if days is None else NOW.time + timedelta(days=days)
    [verdict] = imported(replace(MATERIAL, expires=expires), Reading((detail,) if found else ()), NOW)
    return type(verdict)


def test_imported_material_lasts_for_a_month_at_least():
    assert of_key() is Pass
    assert of_key(days=30) is Pass
    assert of_key(days=29) is Fail
    assert of_key(state="PendingImport") is Fail
    assert of_key(origin="AWS_KMS") is NotApplicable
    assert of_key(origin="MOON") is Unknown
    assert of_key(found=False) is Unknown


# Written from documentation: CloudFront API reference, ListDistributions.
def test_the_tls_of_a_distribution_is_read(tape, sign_in):
    other = {"PathPattern": "/old/*", "TargetOriginId": "o", "ViewerProtocolPolicy": "allow-all"}
    summary = site("", {"Id": "o", "DomainName": "www.aozora.example"}) | {
        "ViewerCertificate": {
            "ACMCertificateArn": GOOD.certificate,
            "MinimumProtocolVersion": "TLSv1.2_2021",
            "SSLSupportMethod": "sni-only",
        },
        "CacheBehaviors": {"Quantity": 1, "Items": [other]},
    }
    aws = answered(tape, sign_in, {"cloudfront.ListDistributions": listed(summary)})
    [found] = read(DistributionTls, aws)
    assert (found.default_certificate, found.minimum) == (False, "TLSv1.2_2021")
    assert found.certificate == GOOD.certificate
    assert found.viewers == ("allow-all", "https-only")
