"""Only algorithms that the government recommends."""

from collections.abc import Iterator

from plugins.aws.settings.certificates import Certificate
from plugins.aws.settings.kms import KeyDetail
from scanner import Fail, NotApplicable, Pass, Reason, Severity, Unknown, Verdict, check

EDITION = "CRYPTREC LS-0001-2022"
"""The e-Government Recommended Ciphers List, first edition of 30 March 2023."""
KEYS = frozenset(
    {
        "ECC_NIST_P256",
        "ECC_NIST_P384",
        "ECC_NIST_P521",
        "HMAC_256",
        "HMAC_384",
        "HMAC_512",
        "RSA_2048",
        "RSA_3072",
        "RSA_4096",
        "SYMMETRIC_DEFAULT",
    }
)
"""Key specs of KMS that are algorithms on the list: AES, RSA, ECDSA and ECDH, HMAC with SHA-2."""
UNLISTED_KEYS = frozenset({"HMAC_224", "SM2"})
CERTIFICATE_KEYS = frozenset(
    {"RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"}
)
SIGNATURES = ("SHA256WITH", "SHA384WITH", "SHA512WITH")
BROKEN = ("SHA1WITH", "MD5WITH", "MD2WITH")
WAITING = ("PENDING_VALIDATION", "VALIDATION_TIMED_OUT", "FAILED")
JUDGE = "{algorithm} is not among the algorithms that could be compared with {edition}"
UNLISTED = "{algorithm} is not on the list {edition}"
LISTED = "{algorithm} is on the list {edition}"


@check("aws.kms.algorithm", severity=Severity.MEDIUM, signals=["aws.kmsspec"], assets=["cloud"])
def key_algorithm(key: KeyDetail) -> Iterator[Verdict]:
    """Keys use algorithms on the e-Government Recommended Ciphers List only.

    The list names the algorithms whose strength CRYPTREC has examined. What is not on it may be
    good or broken: nobody has vouched for it.

    ## Remediation
    Make a new key with a listed algorithm, encrypt or sign anew with it, and schedule the old one
    for deletion.
    """
    if key.manager == "AWS":
        yield NotApplicable(key, "AWS manages this key")
    else:
        yield _judge(key, key.spec, listed=key.spec in KEYS, unlisted=key.spec in UNLISTED_KEYS)


@check("aws.acm.algorithm", severity=Severity.MEDIUM, signals=["aws.kmsspec"], assets=["cloud"])
def certificate_algorithm(certificate: Certificate) -> Iterator[Verdict]:
    """Certificates use algorithms on the e-Government Recommended Ciphers List only.

    A certificate with a short key, or signed with SHA-1, can be forged: whoever does stands for the
    municipality.

    ## Remediation
    Request a new certificate with an RSA key of 2048 bits or more or an EC key, and replace
    imported ones that were signed with SHA-1.
    """
    if certificate.status in WAITING:
        yield NotApplicable(certificate, "the certificate is {status}", status=certificate.status)
        return
    algorithm, signature = certificate.algorithm, certificate.signature or "-"
    unlisted = algorithm == "RSA_1024"
    yield _judge(certificate, algorithm, listed=algorithm in CERTIFICATE_KEYS, unlisted=unlisted)
    listed, broken = (signature.upper().startswith(names) for names in (SIGNATURES, BROKEN))
    yield _judge(certificate, signature, listed=listed, unlisted=broken, part="signature")


def _judge(subject: object, algorithm: str, *, listed: bool, unlisted: bool, part: str = "") -> Verdict:
    named = {"algorithm": algorithm, "edition": EDITION}
    if listed:
        return Pass(subject, LISTED, part=part, **named)
    if unlisted:
        return Fail(subject, UNLISTED, part=part, **named)
    return Unknown(subject, Reason.UNSUPPORTED, JUDGE, part=part, **named)
