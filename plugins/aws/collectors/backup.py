"""AWS Backup, region by region."""

from collections.abc import Iterator

from plugins.aws.answers import Answer
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.backup import (
    BackupContent,
    BackupPlan,
    BackupRule,
    BackupVault,
    ProtectedResource,
    VaultPolicy,
)
from scanner import collector

NO_POLICY = frozenset({"ResourceNotFoundException"})


@collector("backup:ListBackupPlans")
def plans(region: Region, aws: AwsConnection) -> Iterator[BackupPlan]:
    for plan in aws.items("backup.ListBackupPlans", "BackupPlansList", region.name):
        yield BackupPlan(id=plan["BackupPlanId"], name=plan["BackupPlanName"], region=region.name)


@collector("backup:GetBackupPlan", "backup:ListBackupSelections")
def content(plan: BackupPlan, aws: AwsConnection) -> BackupContent:
    found = aws.ask("backup.GetBackupPlan", plan.region, BackupPlanId=plan.id)["BackupPlan"]
    key = "BackupSelectionsList"
    selections = aws.once.items("backup.ListBackupSelections", key, plan.region, BackupPlanId=plan.id)
    rules = tuple(_rule(rule) for rule in found["Rules"])
    return BackupContent(plan=plan, rules=rules, selections=sum(1 for _ in selections))


def _rule(rule: Answer) -> BackupRule:
    return BackupRule(
        name=rule["RuleName"],
        vault=rule["TargetBackupVaultName"],
        delete_after_days=rule.get("Lifecycle", {}).get("DeleteAfterDays"),
        copies=tuple(copy["DestinationBackupVaultArn"] for copy in rule.get("CopyActions", ())),
    )


@collector("backup:ListProtectedResources")
def protected_resources(region: Region, aws: AwsConnection) -> Iterator[ProtectedResource]:
    for one in aws.items("backup.ListProtectedResources", "Results", region.name):
        yield ProtectedResource(
            arn=one["ResourceArn"],
            region=region.name,
            type=one["ResourceType"],
            last_backup=one.get("LastBackupTime"),
        )


@collector("backup:ListBackupVaults")
def vaults(region: Region, aws: AwsConnection) -> Iterator[BackupVault]:
    for vault in aws.items("backup.ListBackupVaults", "BackupVaultList", region.name):
        yield BackupVault(
            arn=vault["BackupVaultArn"],
            name=vault["BackupVaultName"],
            region=region.name,
            type=vault.get("VaultType", "BACKUP_VAULT"),
            points=vault["NumberOfRecoveryPoints"],
            locked=vault["Locked"],
            min_days=vault.get("MinRetentionDays"),
            fixed_at=vault.get("LockDate"),
            key=vault.get("EncryptionKeyArn"),
        )


@collector("backup:GetBackupVaultAccessPolicy")
def vault_policy(vault: BackupVault, aws: AwsConnection) -> VaultPolicy:
    operation = "backup.GetBackupVaultAccessPolicy"
    answer = aws.ask_unless(NO_POLICY, operation, vault.region, BackupVaultName=vault.name)
    return VaultPolicy(vault=vault, document=answer["Policy"] if answer else None)
