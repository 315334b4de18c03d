"""Backups of 青空市: a plan and a locked vault."""

from collections.abc import Mapping

from plugins.aws.demo.clients import Clients


def fill_backups(aws: Clients, keys: Mapping[str, str]) -> None:
    """Make them; moto has neither selections nor protected resources, which stay unread."""
    backup = aws("backup")
    backup.create_backup_vault(BackupVaultName="aozora-vault", EncryptionKeyArn=keys["rotated"])
    backup.put_backup_vault_lock_configuration(BackupVaultName="aozora-vault", MinRetentionDays=35)
    rule = {
        "RuleName": "daily",
        "TargetBackupVaultName": "aozora-vault",
        "ScheduleExpression": "cron(0 17 * * ? *)",
        "Lifecycle": {"DeleteAfterDays": 35},
    }
    backup.create_backup_plan(BackupPlan={"BackupPlanName": "aozora-daily", "Rules": [rule]})
