"""No more licences are used than there are."""

from collections.abc import Iterator

from plugins.aws.settings.licences import LicenceRule
from scanner import Fail, Pass, Reason, Severity, Unknown, Verdict, check


@check("aws.licence.within-limit", severity=Severity.LOW, signals=["aws.lic"], assets=["server"])
def within_limit(rule: LicenceRule) -> Iterator[Verdict]:
    """No more licences are used than were bought.

    Software without a licence is a breach of contract, and loses its support when it is needed.

    ## Remediation
    Buy licences or remove the software, and set the number of licences in License Manager.
    """
    if rule.limit is None:
        line = "{used} licences are used: nobody entered how many there are"
        yield Unknown(rule, Reason.UNDECLARED, line, used=rule.used)
    elif rule.used > rule.limit:
        yield Fail(rule, "{used} licences are used, {limit} were bought", used=rule.used, limit=rule.limit)
    else:
        yield Pass(rule, "{used} of {limit} licences are used", used=rule.used, limit=rule.limit)
