"""Backups are made, recent, and can't be deleted."""

from collections.abc import Iterator, Sequence

from plugins.aws.checks.keys import custody
from plugins.aws.checks.s3_encryption import unseen_key
from plugins.aws.policy import MalformedPolicy, Statement, statements
from plugins.aws.settings.account import Account
from plugins.aws.settings.backup import BackupContent, BackupRule, BackupVault, ProtectedResource, VaultPolicy
from plugins.aws.settings.kms import Key
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

DELETIONS = frozenset({"backup:deleterecoverypoint", "backup:delete*", "backup:*", "*"})


@check(
    "aws.backup.plan", severity=Severity.HIGH, signals=["aws.backup"], partial="existence", assets=["server"]
)
def plan(account: Account, plans: Sequence[BackupContent], limits: Limits) -> Iterator[Verdict]:
    """A backup plan selects resources and keeps their backups long enough.

    A plan without a selection backs up nothing, and one that deletes after a few days does not help
    against damage that is noticed late.

    ## Remediation
    Create a backup plan with a daily rule, a retention no shorter than the limit, and a selection
    by tag that covers every important resource.
    """
    days = limits["backup_retention_days"]
    good = [one for one in plans if one.selections and any(_keeps(rule, days) for rule in one.rules)]
    for one in good:
        yield Pass(
            one,
            "backs up by {selections} selections, kept {days} days or longer",
            selections=one.selections,
            days=days,
        )
    if not good:
        yield Fail(
            account, "no backup plan has a selection and a rule that keeps backups for {days} days", days=days
        )


def _keeps(rule: BackupRule, days: int) -> bool:
    return rule.delete_after_days is None or rule.delete_after_days >= days


@check("aws.backup.recent", severity=Severity.HIGH, signals=["aws.backup"], assets=["server"])
def recent(resource: ProtectedResource, limits: Limits, now: AsOf) -> Iterator[Verdict]:
    """What is backed up was backed up recently.

    A backup that stopped working is usually noticed on the day it is needed.

    ## Remediation
    See the failed jobs of the resource in AWS Backup, mend the cause, and start a backup.
    """
    days = limits["backup_age_days"]
    if resource.last_backup is None:
        yield Unknown(resource, Reason.MALFORMED, "AWS Backup does not say when the last backup was made")
        return
    age = (now.time - resource.last_backup).days
    if age > days:
        yield Fail(resource, "last backed up {age} days ago, more than {days}", age=age, days=days)
    else:
        yield Pass(resource, "last backed up {age} days ago", age=age)


@check("aws.backup.vault-lock", severity=Severity.HIGH, signals=["aws.vault"], assets=["server"])
def vault_lock(vault: BackupVault) -> Iterator[Verdict]:
    """Every vault that holds backups is locked.

    Ransomware deletes the backups first. A locked vault refuses deletion before the retention has
    passed, even to administrators.

    ## Remediation
    Set Vault Lock with a minimum retention; in compliance mode nobody can undo it, in governance
    mode those with the right to do so can.
    """
    if not vault.points:
        yield NotApplicable(vault, "holds no backups")
    elif not vault.locked:
        yield Fail(vault, "holds {points} backups and is not locked", points=vault.points)
    elif vault.min_days is None:
        yield Fail(vault, "locked without a minimum retention: a backup may be deleted at once")
    elif vault.fixed_at:
        yield Pass(vault, "locked in compliance mode for {days} days or longer", days=vault.min_days)
    else:
        yield Pass(vault, "locked in governance mode for {days} days or longer", days=vault.min_days)


@check("aws.backup.vault-encryption", severity=Severity.MEDIUM, signals=["aws.vault"], assets=["server"])
def vault_encryption(vault: BackupVault, account: Account, keys: Reading[Key]) -> Iterator[Verdict]:
    """Every vault that holds backups is encrypted with a customer managed key.

    A backup is a copy of all data; who may read it is decided by the key.

    ## Remediation
    Create a vault with a customer managed key, point the backup plans to it, and copy the backups.
    """
    owner = custody(vault.key, vault.region, account.id, keys)
    if not vault.points:
        yield NotApplicable(vault, "holds no backups")
    elif owner == "aws":
        yield Fail(vault, "encrypted with a key that AWS manages")
    elif owner == "customer":
        yield Pass(vault, "encrypted with the customer managed key {key}", key=vault.key)
    else:
        yield unseen_key(vault, vault.key, keys)


@check("aws.backup.vault-policy", severity=Severity.MEDIUM, signals=["aws.vault"], assets=["server"])
def vault_policy(policy: VaultPolicy) -> Iterator[Verdict]:
    """Every vault that holds backups denies their deletion.

    Beside the lock, a Deny in the access policy keeps administrators from deleting backups by
    mistake or under someone else's control.

    ## Remediation
    Add a statement to the access policy of the vault: Effect Deny, Principal "*", Action
    "backup:DeleteRecoveryPoint", Resource "*".
    """
    if not policy.vault.points:
        yield NotApplicable(policy, "holds no backups")
    elif policy.document is None:
        yield Fail(policy, "has no access policy")
    else:
        yield _judged(policy, policy.document)


def _judged(policy: VaultPolicy, document: str) -> Verdict:
    try:
        denied = any(_denies_deletion(one) for one in statements(document))
    except MalformedPolicy as error:
        return Unknown(
            policy, Reason.MALFORMED, "the policy document is malformed at {element}", element=str(error)
        )
    if denied:
        return Pass(policy, "the access policy denies the deletion of backups")
    return Fail(policy, "the access policy does not deny the deletion of backups to everybody")


def _denies_deletion(one: Statement) -> bool:
    actions = {action.lower() for action in one.actions}
    everybody = "*" in one.principals and not one.conditions
    return one.denies and everybody and bool(actions & DELETIONS) and "*" in one.resources
