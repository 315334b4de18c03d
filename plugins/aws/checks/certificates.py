"""Certificates are renewed before they expire."""

from collections.abc import Iterator

from plugins.aws.checks.strange import strange
from plugins.aws.settings.certificates import CertificateLife
from plugins.aws.settings.firewalls import DistributionTls
from scanner import (
    AsOf,
    Fail,
    Limits,
    NotApplicable,
    Pass,
    Reading,
    Reason,
    Severity,
    Unknown,
    Verdict,
    check,
)

UNISSUED = ("FAILED", "PENDING_VALIDATION", "VALIDATION_TIMED_OUT")
ENDED = ("EXPIRED", "REVOKED")
STATES = (*UNISSUED, *ENDED, "INACTIVE", "ISSUED")
"""Source: ACM API type CertificateDetail, ``Status``."""
RENEWALS = (None, "FAILED", "PENDING_AUTO_RENEWAL", "PENDING_VALIDATION", "SUCCESS")
"""Source: ACM API type RenewalSummary, ``RenewalStatus``."""
OVER = "it is in use, and {status}"
ASLEEP = "it is in use, and inactive: whether it is still answered with can't be told"
UNDATED = "ACM does not tell until when the certificate is valid"
STUCK = "ACM can't renew it: the renewal is in state {renewal}; it is valid for {days} days more"
SOON = "it is valid for {days} days more, fewer than {least}"
LASTS = "it is valid for {days} days more"
OUTSIDE = "certificate {certificate} is not one of ACM: until when it is valid can't be told"
UNREAD = "certificate {certificate} was not read: read its region too"
HIDDEN = "certificate {certificate} could not be read; needed: {permission}"


@check("aws.acm.expiry", severity=Severity.MEDIUM, signals=["aws.elbtls"], assets=["cloud", "line"])
def expiry(life: CertificateLife, limits: Limits, now: AsOf) -> Iterator[Verdict]:
    """Certificates in use are renewed in time.

    With an expired certificate the service stops, or people learn to click warnings away. ACM renews
    what it issued itself, but not where a domain can't be validated any more, and never what was
    imported.

    ## Remediation
    Import a new certificate in time; for one that ACM issued, restore the records in DNS by which it
    validates the domain.
    """
    if life.used or life.exported:
        yield _judged(life, life, limits, now)
    else:
        yield NotApplicable(life, "nothing uses the certificate")


@check("aws.cdn.certificate", severity=Severity.MEDIUM, signals=["aws.elbtls"], assets=["cloud", "line"])
def distribution(
    setting: DistributionTls, lives: Reading[CertificateLife], limits: Limits, now: AsOf
) -> Iterator[Verdict]:
    """The certificates of distributions are renewed in time.

    They lie in us-east-1, where nobody looks who looks at the regions in Japan alone.

    ## Remediation
    Renew the certificate, and name us-east-1 among the regions that are read.
    """
    name = setting.certificate
    found = next((one for one in lives.items if one.certificate.arn == name), None)
    if not setting.distribution.enabled:
        yield NotApplicable(setting, "the distribution is switched off")
    elif name is None:
        yield NotApplicable(setting, "it has no certificate of its own")
    elif found:
        yield _judged(setting, found, limits, now)
    else:
        yield _unseen(setting, name, lives)


def _unseen(setting: DistributionTls, name: str, lives: Reading[CertificateLife]) -> Verdict:
    if not name.startswith("arn:"):
        return Unknown(setting, Reason.UNSUPPORTED, OUTSIDE, certificate=name)
    for gap in lives.gaps:
        if gap.scope.region in (name.split(":")[3], "global"):
            return Unknown(setting, gap.reason, HIDDEN, certificate=name, permission=gap.permission)
    return Unknown(setting, Reason.UNRECORDED, UNREAD, certificate=name)


def _judged(subject: object, life: CertificateLife, limits: Limits, now: AsOf) -> Verdict:
    status = life.certificate.status
    if status not in STATES:
        return strange(subject, "Status", status)
    if status in (*UNISSUED, *ENDED):
        return Fail(subject, OVER, status=status)
    if status == "INACTIVE":
        return Unknown(subject, Reason.UNSUPPORTED, ASLEEP)
    if life.ends is None:
        return Unknown(subject, Reason.MALFORMED, UNDATED)
    return _lasts(subject, life, (life.ends - now.time).days, limits["certificate_days"])


def _lasts(subject: object, life: CertificateLife, days: int, least: int) -> Verdict:
    if life.renewal not in RENEWALS:
        return strange(subject, "RenewalStatus", life.renewal)
    if life.renewal in ("FAILED", "PENDING_VALIDATION"):
        return Fail(subject, STUCK, renewal=life.renewal, days=days)
    if days < least:
        return Fail(subject, SOON, days=days, least=least)
    return Pass(subject, LASTS, days=days)
