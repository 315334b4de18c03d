"""Access from outside, and access that nobody uses, is found and dealt with."""

from collections.abc import Iterator

from plugins.aws.checks.strange import strange
from plugins.aws.settings.account import Account, Region
from plugins.aws.settings.analyzers import AccessFindings, Analyzer
from plugins.aws.settings.organization import Organization
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

EXTERNAL = ("ACCOUNT", "ORGANIZATION")
UNUSED = ("ACCOUNT_UNUSED_ACCESS", "ORGANIZATION_UNUSED_ACCESS")
TYPES = (*EXTERNAL, *UNUSED, "ACCOUNT_INTERNAL_ACCESS", "ORGANIZATION_INTERNAL_ACCESS")
UNSEEN = "the analyzers could not be read; needed: {permission}"
UNTOLD = "no analyzer here; whether there is an organization could not be read; needed: {permission}"
MEMBER = (
    "no analyzer here; one of organization {organization} can only be seen from its administrator account"
)
OTHER = "it looks for something else: {type}"
OPEN = "{resource} can be reached from outside"
OLD = "access of {resource} is unused, and the finding is {age} days old, more than {days}"


@check("aws.analyzer.external", severity=Severity.MEDIUM, signals=["aws.analyzer"], assets=["cloud"])
def external(
    region: Region, analyzers: Reading[Analyzer], organization: Reading[Organization]
) -> Iterator[Verdict]:
    """Access Analyzer looks for access from outside in every region.

    It proves from the policies which bucket, key or role an outsider can reach, also where nobody
    meant it.

    ## Remediation
    Create an analyzer for *external access* in each region, best of all for the whole organization.
    """
    here = [one for one in analyzers.items if one.region == region.name]
    gaps = [gap for gap in analyzers.gaps if gap.scope.region in (region.name, "global")]
    yield _present(region, EXTERNAL, here, Reading(gaps=tuple(gaps)), organization)


@check("aws.analyzer.unused", severity=Severity.LOW, signals=["aws.unusedan"], assets=["cloud"])
def unused(
    account: Account, analyzers: Reading[Analyzer], organization: Reading[Organization]
) -> Iterator[Verdict]:
    """Access Analyzer looks for access that nobody uses.

    Rights pile up with every change of post. Those that nobody uses serve only an intruder. Roles
    and users belong to no region, so one analyzer is enough.

    ## Remediation
    Create an analyzer for *unused access* in one region, with the municipality's interval of review.
    """
    yield _present(account, UNUSED, list(analyzers.items), Reading(gaps=analyzers.gaps), organization)


def _present(
    subject: object,
    types: tuple[str, ...],
    here: list[Analyzer],
    hidden: Reading[Analyzer],
    organization: Reading[Organization],
) -> Verdict:
    own = [one for one in here if one.type in types]
    for one in own:
        if one.status == "ACTIVE":
            return Pass(subject, "analyzer {analyzer} is active", analyzer=one.name)
    for gap in hidden.gaps:
        return Unknown(subject, gap.reason, UNSEEN, permission=gap.permission)
    for one in here:
        if one.type not in TYPES:
            return strange(subject, "type", one.type)
    return _absent(subject, own, organization)


def _absent(subject: object, own: list[Analyzer], organization: Reading[Organization]) -> Verdict:
    for gap in organization.gaps:
        return Unknown(subject, gap.reason, UNTOLD, permission=gap.permission)
    for one in organization.items:
        if one.id and one.management != one.account.id:
            return Unknown(subject, Reason.UNSUPPORTED, MEMBER, organization=one.id)
    if own:
        line = "analyzer {analyzer} is not active: {status}"
        return Fail(subject, line, analyzer=own[0].name, status=own[0].status)
    return Fail(subject, "there is no analyzer of this kind")


@check("aws.analyzer.no-external-access", severity=Severity.HIGH, signals=["aws.analyzer"], assets=["cloud"])
def no_external_access(found: AccessFindings) -> Iterator[Verdict]:
    """Nobody from outside has access that was not intended.

    Each active finding is a resource that somebody outside the account or the organization can
    reach now.

    ## Remediation
    Narrow the policy of the resource. If the access is intended, archive the finding in Access
    Analyzer and keep a record of who agreed.
    """
    if found.analyzer.type not in EXTERNAL:
        yield NotApplicable(found, OTHER, type=found.analyzer.type)
        return
    for finding in found.findings:
        yield Fail(found, OPEN, part=finding.id, resource=finding.resource)
    if not found.findings:
        yield _none(found)


@check(
    "aws.analyzer.unused-access-reviewed", severity=Severity.LOW, signals=["aws.unusedan"], assets=["cloud"]
)
def unused_access_reviewed(found: AccessFindings, limits: Limits, now: AsOf) -> Iterator[Verdict]:
    """Access that nobody uses is reviewed in time.

    A finding older than the interval of review was passed over at the last review.

    ## Remediation
    Remove the role, key, password or right that the finding names, or archive it with a reason.
    """
    if found.analyzer.type not in UNUSED:
        yield NotApplicable(found, OTHER, type=found.analyzer.type)
        return
    days = limits["access_review_days"]
    old = [(one, (now.time - one.created).days) for one in found.findings]
    late = [(one, age) for one, age in old if age > days]
    for one, age in late:
        yield Fail(found, OLD, part=one.id, resource=one.resource, age=age, days=days)
    if not late:
        yield _none(found)


def _none(found: AccessFindings) -> Verdict:
    if found.analyzer.status != "ACTIVE":
        line = "the analyzer is {status}: what it would find is not known"
        return Unknown(found, Reason.DISABLED, line, status=found.analyzer.status)
    return Pass(found, "no open finding")
