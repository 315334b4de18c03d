"""What independent auditors say of AWS is fresh."""

import re
from collections.abc import Iterator
from datetime import datetime

from plugins.aws.settings.artifact import AuditReports
from scanner import AsOf, Fail, Limits, Pass, Reason, Severity, Unknown, Verdict, check

WANTED = re.compile(r"ISMAP|ISO[ /]*(IEC)?[ ]*27017|SOC[ -]?2\b", re.IGNORECASE)
FRESH = "{report} covers up to {age} days ago: fetch it and keep it on file"
OLD = "the newest report on ISMAP, ISO/IEC 27017 or SOC 2 covers up to {age} days ago, more than {days}"
UNDATED = "reports on ISMAP, ISO/IEC 27017 or SOC 2 are there, but not which period they cover"


@check("aws.artifact.report", severity=Severity.LOW, signals=["aws.artifact"], assets=["cloud"])
def report(published: AuditReports, limits: Limits, now: AsOf) -> Iterator[Verdict]:
    """A report on AWS by ISMAP, ISO/IEC 27017 or SOC 2 auditors covers the last year.

    The municipality can't inspect the data centres itself. It relies on auditors, and their word
    holds for the period that they looked at.

    ## Remediation
    Fetch the newest report from AWS Artifact, read what it excepts, and keep it on file.
    """
    found = [
        one
        for one in published.reports
        if one.state == "PUBLISHED" and WANTED.search(f"{one.name} {one.series}")
    ]
    days = limits["assurance_report_days"]
    dated = sorted(
        ((_age(one.period_end, now), one.name) for one in found if one.period_end), key=lambda pair: pair[0]
    )
    if dated and dated[0][0] <= days:
        yield Pass(published, FRESH, report=dated[0][1], age=dated[0][0])
    elif dated:
        yield Fail(published, OLD, age=dated[0][0], days=days)
    elif found:
        yield Unknown(published, Reason.MALFORMED, UNDATED)
    else:
        yield Fail(published, "no report on ISMAP, ISO/IEC 27017 or SOC 2 is published")


def _age(end: datetime, now: AsOf) -> int:
    return max(0, (now.time - end).days)
