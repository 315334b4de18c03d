"""Certificates: one list a region, then each certificate."""

from collections.abc import Iterator
from typing import Any

from plugins.aws.answers import Answer
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.certificates import Certificate, CertificateLife
from scanner import collector

KEYS = (
    "RSA_1024",
    "RSA_2048",
    "RSA_3072",
    "RSA_4096",
    "EC_prime256v1",
    "EC_secp384r1",
    "EC_secp521r1",
)
"""Every kind of key; without them the list leaves out all but RSA keys of up to 2048 bits."""
ORIGINS = ("AWS_MANAGED", "ACME", "CUSTOMER_PROVIDED")
"""Every origin of a key pair; without them the list leaves out what came by ACME."""


@collector("acm:ListCertificates", "acm:DescribeCertificate")
def certificates(region: Region, aws: AwsConnection) -> Iterator[Certificate | CertificateLife]:
    wanted: dict[str, Any] = {
        "Includes": {"keyTypes": list(KEYS)},
        "CertificateKeyPairOrigins": list(ORIGINS),
    }
    for one in aws.items("acm.ListCertificates", "CertificateSummaryList", region.name, **wanted):
        arn = one["CertificateArn"]
        found = aws.ask("acm.DescribeCertificate", region.name, CertificateArn=arn)["Certificate"]
        made = _certificate(arn, found, region.name)
        yield made
        yield CertificateLife(
            certificate=made,
            kind=found["Type"],
            ends=found.get("NotAfter"),  # there is none before it is issued
            renewal=found.get("RenewalSummary", {}).get("RenewalStatus"),
            used=bool(found["InUseBy"]),
            exported=one.get("Exported", False),  # is told of what can be exported alone
        )


def _certificate(arn: str, found: Answer, region: str) -> Certificate:
    return Certificate(
        arn=arn,
        domain=found["DomainName"],
        region=region,
        status=found["Status"],
        # The service writes both RSA-2048 and RSA_2048.
        algorithm=found["KeyAlgorithm"].replace("-", "_"),
        signature=found.get("SignatureAlgorithm"),
    )
