"""Certificates."""

from scanner import Instant, setting


@setting("AWS::ACM::Certificate", key="arn", name="domain", region="region")
class Certificate:
    """A certificate, the algorithm of its key, and the one it was signed with.

    `status` is PENDING_VALIDATION, ISSUED, INACTIVE, EXPIRED, VALIDATION_TIMED_OUT, REVOKED or
    FAILED. `signature` is None while the certificate is not issued. Source: ACM ListCertificates,
    DescribeCertificate (``KeyAlgorithm``, ``SignatureAlgorithm``).
    """

    arn: str
    domain: str
    region: str
    status: str
    algorithm: str
    signature: str | None


@setting("AWS::ACM::Certificate/life", of="certificate", passing=("renewal",))
class CertificateLife:
    """Until when a certificate is valid, who renews it, and what uses it.

    `kind` is AMAZON_ISSUED, PRIVATE or IMPORTED. `renewal` is PENDING_AUTO_RENEWAL,
    PENDING_VALIDATION, SUCCESS or FAILED, None where no renewal was begun. `used`: services of AWS use
    it; `exported`: it was taken out, so that others may. Source: ACM DescribeCertificate (``NotAfter``,
    ``Type``, ``RenewalSummary``, ``InUseBy``), ListCertificates (``Exported``).
    """

    certificate: Certificate
    kind: str
    ends: Instant | None
    renewal: str | None
    used: bool
    exported: bool
