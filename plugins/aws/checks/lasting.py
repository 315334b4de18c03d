"""Logs last, and backups lie elsewhere too."""

from collections.abc import Iterator

from plugins.aws.checks.guardrails import JAPAN
from plugins.aws.checks.importance import if_important
from plugins.aws.settings.account import Account
from plugins.aws.settings.backup import BackupContent
from plugins.aws.settings.logstore import LogGroup
from plugins.aws.settings.tags import TaggedResource
from scanner import DeclaredImportance, Fail, Limits, Pass, Reading, Severity, Verdict, check

NEAR = "no rule copies the backups to another region in Japan or to another account"


@check("aws.logs.retention", severity=Severity.MEDIUM, signals=["aws.trailret"], assets=["cloud"])
def log_group(
    group: LogGroup, limits: Limits, tagged: Reading[TaggedResource], important: Reading[DeclaredImportance]
) -> Iterator[Verdict]:
    """Important log groups keep their events for a year.

    A break-in is often found months later. What the log group has deleted by then tells nothing.

    ## Remediation
    Set the *Retention* of the log group to a year or more, or to *Never expire*.
    """
    least = limits["log_retention_days"]
    if group.days is None:
        yield Pass(group, "the events never expire")
    elif group.days >= least:
        yield Pass(group, "the events are kept for {days} days", days=group.days)
    else:
        short = "the events are kept for {days} days, fewer than {least}"
        verdict = Fail(group, short, days=group.days, least=least)
        yield if_important(verdict, "retentionInDays", group.arn.removesuffix(":*"), tagged, important)


@check("aws.backup.copied", severity=Severity.MEDIUM, signals=["aws.backup"], assets=["server"])
def copied(plan: BackupContent, account: Account) -> Iterator[Verdict]:
    """Every backup plan copies to another region or to another account.

    A disaster that reaches the region reaches the backups in it; whoever takes over the account
    takes its backups with it.

    ## Remediation
    Add *Copy to destination* to the rules of the plan: a vault in the other region in Japan, or in an
    account for backups.
    """
    vaults = sorted({vault for rule in plan.rules for vault in rule.copies})
    away = [vault for vault in vaults if _is_away(vault, plan.plan.region, account.id)]
    if away:
        yield Pass(plan, "the backups are copied to {vault}", vault=away[0])
    else:
        yield Fail(plan, NEAR)


def _is_away(vault: str, region: str, account: str) -> bool:
    """True for a vault of another account, or in the other region in Japan: abroad doesn't count."""
    place, holder = vault.split(":")[3:5]
    return place in JAPAN and (place != region or holder != account)
