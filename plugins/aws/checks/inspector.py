"""Vulnerabilities are looked for everywhere, and critical ones don't grow old."""

from collections.abc import Iterator

from plugins.aws.checks.strange import strange
from plugins.aws.settings.inspector import CriticalFinding, VulnerabilityScanning
from scanner import AsOf, Fail, Limits, Pass, Reason, Severity, Unknown, Verdict, check

OFF = ("DISABLED", "DISABLING", "ENABLING", "SUSPENDED", "SUSPENDING")
OLD = "a critical vulnerability of {resource} is open for {age} days, more than {days}"
HIDDEN = "a critical vulnerability of {resource} is suppressed for {age} days, more than {days}"


@check("aws.inspector.scanning", severity=Severity.HIGH, signals=["aws.inspector"], assets=["server"])
def scanning(scan: VulnerabilityScanning) -> Iterator[Verdict]:
    """Inspector looks for vulnerabilities in servers, container images and functions.

    New vulnerabilities are published every day. Whoever does not look for them learns of them from
    the attacker.

    ## Remediation
    Activate Amazon Inspector in each region for EC2, ECR and Lambda, best of all through the
    delegated administrator of the organization.
    """
    for kind, status in (("EC2", scan.servers), ("ECR", scan.images), ("LAMBDA", scan.functions)):
        if status == "ENABLED":
            yield Pass(scan, "{kind} is scanned", part=kind, kind=kind)
        elif status in OFF:
            yield Fail(scan, "{kind} is not scanned: {status}", part=kind, kind=kind, status=status)
        elif status is None:
            line = "Inspector says nothing about {kind} in this region"
            yield Unknown(scan, Reason.UNSUPPORTED, line, part=kind, kind=kind)
        else:
            yield strange(scan, kind, status, part=kind)


@check(
    "aws.inspector.no-old-critical-finding",
    severity=Severity.CRITICAL,
    signals=["aws.inspector"],
    assets=["server"],
)
def no_old_critical_finding(finding: CriticalFinding, limits: Limits, now: AsOf) -> Iterator[Verdict]:
    """Critical vulnerabilities are mended within the agreed days.

    Attackers use a critical vulnerability within days. A suppressed finding counts as well: hiding
    it does not mend it, and an exception belongs in the municipality's own records.

    ## Remediation
    Update the package, replace the container image or the function. Where that is impossible, take
    the resource off the network and record an exception with its reason and end.
    """
    days, age = limits["critical_finding_days"], (now.time - finding.first_observed).days
    if age > days:
        line = OLD if finding.status == "ACTIVE" else HIDDEN
        yield Fail(finding, line, resource=finding.resource, age=age, days=days)
    elif finding.status in ("ACTIVE", "SUPPRESSED"):
        line = "a critical vulnerability of {resource} is known for {age} days, within {days}"
        yield Pass(finding, line, resource=finding.resource, age=age, days=days)
    else:
        yield strange(finding, "status", finding.status)
