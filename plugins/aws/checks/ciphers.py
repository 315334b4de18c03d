"""Only algorithms that the government recommends."""

from collections.abc import Iterator

from plugins.aws.cryptrec import ciphers
from plugins.aws.settings.certificates import Certificate
from plugins.aws.settings.kms import KeyDetail
from scanner import Fail, NotApplicable, Pass, Reason, Severity, Unknown, Verdict, check

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
        yield _judge(key, "kms", key.spec)


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
    yield _judge(certificate, "certificate", certificate.algorithm)
    yield _judge(certificate, "signature", certificate.signature or "-", part="signature")


def _judge(subject: object, service: str, algorithm: str, part: str = "") -> Verdict:
    named = {"algorithm": algorithm, "edition": ciphers().edition}
    name = algorithm.upper().partition("WITH")[0] if service == "signature" else algorithm
    listed = ciphers().listed(service, name)
    if listed is None:
        return Unknown(subject, Reason.UNSUPPORTED, JUDGE, part=part, **named)
    return (
        Pass(subject, LISTED, part=part, **named) if listed else Fail(subject, UNLISTED, part=part, **named)
    )
