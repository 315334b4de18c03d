"""Keys and certificates use only algorithms that the government recommends."""

from collections.abc import Iterator

from plugins.aws.algorithms import CERTIFICATE_KEYS, KEYS, Parts, signature
from plugins.aws.checks.recommended import standing_of
from plugins.aws.settings.certificates import Certificate
from plugins.aws.settings.kms import KeyDetail
from scanner import Fail, NotApplicable, Pass, Reason, Severity, Unknown, Verdict, check, load_algorithms

WAITING = ("PENDING_VALIDATION", "VALIDATION_TIMED_OUT", "FAILED")
JUDGE = "{algorithm} is not among the algorithms that could be compared with {edition}"
LISTED = "{algorithm} is on the list {edition}"
SHORT = "{algorithm} has a shorter key than {edition} asks for"
FAULTS = {
    "unlisted": "{algorithm} is not on the list {edition}",
    "monitored": "{algorithm} is on the list {edition} for the sake of compatibility alone",
}


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
        yield _judge(key, key.spec, KEYS.get(key.spec))


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
    algorithm, signed = certificate.algorithm, certificate.signature or "-"
    yield _judge(certificate, algorithm, CERTIFICATE_KEYS.get(algorithm))
    yield _judge(certificate, signed, signature(signed), part="signature")


def _judge(subject: object, algorithm: str, parts: Parts | None, *, part: str = "") -> Verdict:
    known = load_algorithms()
    named = {"algorithm": algorithm, "edition": known.edition}
    standing = standing_of(parts)
    if standing == "recommended":
        return Pass(subject, LISTED, part=part, **named)
    if standing == "short":
        return Fail(subject, SHORT, part=part, algorithm=algorithm, edition=known.key_lengths)
    if standing is None:
        return Unknown(subject, Reason.UNSUPPORTED, JUDGE, part=part, **named)
    return Fail(subject, FAULTS[standing], part=part, **named)
