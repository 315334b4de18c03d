"""The audit log of Microsoft 365: that it is written, of everybody, and kept."""

from collections.abc import Iterator, Sequence

from plugins.m365.rules.plans import AUDIT_PREMIUM, is_held, plan_missing
from plugins.m365.rules.unknown_value import unknown_value
from plugins.m365.settings.mail_flow import ExchangeOrganization
from plugins.m365.settings.plans import Sku
from plugins.m365.settings.purview import AuditBypass, AuditConfig, AuditRetention
from scanner import Fail, Limits, Pass, Reading, Reason, Resource, Severity, Unknown, Verdict, check

SIGNALS = ["m365.audit"]
LOG = Resource("Purview.AuditLog", "unifiedAuditLog", "unified audit log")
DAYS = {
    "SevenDays": 7,
    "OneMonth": 30,
    "ThreeMonths": 90,
    "SixMonths": 180,
    "NineMonths": 270,
    "TwelveMonths": 365,
    "ThreeYears": 1095,
    "FiveYears": 1826,
    "SevenYears": 2557,
    "TenYears": 3652,
}
PREMIUM = 365
KEPT_BY_DEFAULT = ("AzureActiveDirectory", "ExchangeAdmin", "SharePoint")
ADMINISTRATORS = (*KEPT_BY_DEFAULT, "MicrosoftTeamsAdmin", "SecurityComplianceCenterEOPCmdlet")
"""Record types in which administrators' doings stand; with Audit (Premium) those of the first three are kept
for a year by default: learn.microsoft.com/purview/audit-log-retention-policies."""


@check("m365.audit.unified", severity=Severity.HIGH, signals=SIGNALS)
def unified(config: AuditConfig) -> Iterator[Verdict]:
    """The unified audit log is on.

    Without it nobody can say afterwards who read, changed or shared what.

    ## Remediation
    Microsoft Purview portal, *Audit*: *Start recording user and admin activity*
    (`Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true`).
    """
    yield Pass(config, "the log is written") if config.unified else Fail(config, "the log is not written")


@check("m365.audit.mailboxes", severity=Severity.MEDIUM, signals=SIGNALS)
def mailboxes(organization: ExchangeOrganization) -> Iterator[Verdict]:
    """What is done in mailboxes is recorded.

    Who read a colleague's mail, or made a rule that forwards it, is known from this record alone.

    ## Remediation
    `Set-OrganizationConfig -AuditDisabled $false`.
    """
    if organization.audit_disabled:
        yield Fail(organization, "nothing that is done in mailboxes is recorded")
    else:
        yield Pass(organization, "what is done in mailboxes is recorded")


@check("m365.audit.bypass", severity=Severity.HIGH, signals=SIGNALS)
def bypass(found: AuditBypass) -> Iterator[Verdict]:
    """No account is exempt from the record of mailboxes.

    An account that leaves no trace is the one that an attacker wants.

    ## Remediation
    `Set-MailboxAuditBypassAssociation -Identity … -AuditBypassEnabled $false`.
    """
    if found.accounts:
        yield Fail(found, "not recorded: {accounts}", accounts=", ".join(found.accounts))
    else:
        yield Pass(found, "no account is exempt")


@check("m365.audit.retention", severity=Severity.HIGH, signals=["m365.auditret"])
def retention(policies: Sequence[AuditRetention], skus: Reading[Sku], limits: Limits) -> Iterator[Verdict]:
    """Records of what administrators do are kept as long as they have to be.

    The standard log forgets after 180 days. An intrusion that began a year ago can't be followed any more.

    ## Remediation
    With the plan *Audit (Premium)*: Microsoft Purview portal, *Audit > Audit retention policies*: a policy
    for all users and the record types of administrators, of 1 year or longer. Or export the log regularly,
    and attest it.
    """
    wanted = limits["log_retention_days"]
    if missing := plan_missing(LOG, AUDIT_PREMIUM, skus):
        yield missing
    elif not is_held(AUDIT_PREMIUM, skus):
        yield Unknown(LOG, Reason.UNSUPPORTED, "whether the plan Audit (Premium) is there could not be read")
    elif odd := next((one for one in policies if one.duration not in DAYS), None):
        yield unknown_value(odd, "RetentionDuration", odd.duration)
    else:
        yield _kept({record: _days(record, policies) for record in ADMINISTRATORS}, wanted)


def _kept(days: dict[str, int], wanted: int) -> Verdict:
    short = [f"{record} ({kept})" for record, kept in days.items() if kept < wanted]
    if short:
        template = "kept for fewer than {wanted} days: {records} (days)"
        return Fail(LOG, template, wanted=wanted, records=", ".join(short))
    return Pass(LOG, "records of administrators are kept for {days} days", days=min(days.values()))


def _days(record: str, policies: Sequence[AuditRetention]) -> int:
    """How long records of a type are kept for everybody: the shortest that holds for some, or for all."""
    days = PREMIUM if record in KEPT_BY_DEFAULT else 180
    shortest = []
    for policy in sorted(policies, key=lambda one: one.priority):
        if policy.records and record not in policy.records:
            continue
        shortest.append(DAYS[policy.duration])
        if policy.records and not policy.people and not policy.operations:
            return min(shortest)
    return min([days, *shortest])
