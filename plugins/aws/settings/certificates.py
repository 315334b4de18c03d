"""Certificates."""

from scanner import setting


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
