"""Distributions encrypt on the way to those who read."""

from collections.abc import Iterator

from plugins.aws.checks.strange import strange
from plugins.aws.settings.firewalls import DistributionTls
from scanner import Fail, NotApplicable, Pass, Severity, Verdict, check

GOOD = ("TLSv1.2_", "TLSv1.3_")
BAD = ("SSLv3", "TLSv1", "TLSv1_2016", "TLSv1.1_2016")
OWN = "with the certificate of CloudFront it speaks TLS 1.0 too"
PLAIN = "plain HTTP is answered"


@check("aws.cdn.tls", severity=Severity.HIGH, signals=["aws.elbtls"], assets=["cloud", "line"])
def tls(setting: DistributionTls) -> Iterator[Verdict]:
    """Distributions speak TLS 1.2 or later only.

    Plain HTTP can be read and changed by anyone on the way, and older protocols can be broken.

    ## Remediation
    Use a certificate of the municipality's own name with a security policy that begins with TLSv1.2,
    and redirect HTTP to HTTPS in every behaviour.
    """
    if not setting.distribution.enabled:
        yield NotApplicable(setting, "the distribution is switched off")
        return
    yield _protocol(setting)
    yield _plain(setting)


def _protocol(setting: DistributionTls) -> Verdict:
    minimum = setting.minimum or ""
    if setting.default_certificate:
        return Fail(setting, OWN, part="protocol")
    if minimum.startswith(GOOD):
        return Pass(setting, "the oldest protocol is {protocol}", part="protocol", protocol=minimum)
    if minimum in BAD:
        return Fail(setting, "the oldest protocol is {protocol}", part="protocol", protocol=minimum)
    return strange(setting, "MinimumProtocolVersion", minimum, part="protocol")


def _plain(setting: DistributionTls) -> Verdict:
    odd = set(setting.viewers) - {"allow-all", "https-only", "redirect-to-https"}
    if "allow-all" in setting.viewers:
        return Fail(setting, PLAIN, part="plain")
    if odd or not setting.viewers:
        return strange(setting, "ViewerProtocolPolicy", ", ".join(sorted(odd)), part="plain")
    return Pass(setting, "plain HTTP is refused or redirected", part="plain")
