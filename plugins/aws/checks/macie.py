"""Personal data lie only where they belong."""

from collections.abc import Iterator

from plugins.aws.checks.strange import strange
from plugins.aws.settings.macie import SensitiveData
from scanner import Fail, NotApplicable, Pass, Reason, Severity, Unknown, Verdict, check

FOUND = "{count} findings of sensitive data: nobody declared which buckets may hold them"


@check("aws.macie.discovery", severity=Severity.MEDIUM, signals=["aws.macie"], assets=["cloud"])
def discovery(search: SensitiveData) -> Iterator[Verdict]:
    """Macie looks for sensitive data in the buckets of every region.

    Residents' data are copied for a test or a report and then forgotten. What nobody knows of,
    nobody protects.

    ## Remediation
    Enable Macie with *automated sensitive data discovery* in each region.
    """
    if search.status is None:
        yield Fail(search, "Macie is not enabled in this region")
    elif search.status == "PAUSED":
        yield Fail(search, "Macie is paused in this region")
    elif search.status != "ENABLED":
        yield strange(search, "status", search.status)
    elif search.discovery == "ENABLED":
        yield Pass(search, "Macie looks for sensitive data by itself")
    elif search.discovery == "DISABLED":
        yield Fail(search, "automated discovery is off in this region")
    else:
        yield strange(search, "status", search.discovery)


@check("aws.macie.findings", severity=Severity.HIGH, signals=["aws.macie"], assets=["cloud"])
def findings(search: SensitiveData) -> Iterator[Verdict]:
    """No sensitive data lie outside registered buckets.

    Each finding is a place where personal data were found. Where they may lie, the municipality
    alone can say.

    ## Remediation
    Move the data to a registered bucket and delete the copies, or archive the finding in Macie if
    the bucket is registered.
    """
    if search.status is None:
        yield NotApplicable(search, "Macie is not enabled in this region")
    elif search.findings:
        yield Unknown(search, Reason.UNDECLARED, FOUND, count=search.findings)
    elif (search.status, search.discovery) == ("ENABLED", "ENABLED"):
        yield Pass(search, "no open finding of sensitive data")
    else:
        yield Unknown(search, Reason.DISABLED, "nobody looks for sensitive data in this region")
