"""What plans of AWS Backup select, and what became of it."""

from collections.abc import Iterator

from plugins.aws.answers import Answer
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.backup import BackupPlan
from plugins.aws.settings.backupjobs import BackupJob
from plugins.aws.settings.selections import BackupOptIns, BackupSelection, OptIn, TagCondition
from scanner import collector

PREFIX = "aws:ResourceTag/"
OPERATORS = ("StringEquals", "StringLike", "StringNotEquals", "StringNotLike")


@collector("backup:ListBackupSelections", "backup:GetBackupSelection")
def selections(plan: BackupPlan, aws: AwsConnection) -> Iterator[BackupSelection]:
    key = "BackupSelectionsList"
    for one in aws.once.items("backup.ListBackupSelections", key, plan.region, BackupPlanId=plan.id):
        chosen = {"BackupPlanId": plan.id, "SelectionId": one["SelectionId"]}
        found = aws.ask("backup.GetBackupSelection", plan.region, **chosen)["BackupSelection"]
        yield BackupSelection(
            plan=plan,
            id=one["SelectionId"],
            name=found["SelectionName"],
            resources=tuple(sorted(found.get("Resources") or ())),
            tags=tuple(_condition("StringEquals", tag) for tag in found.get("ListOfTags") or ()),
            conditions=tuple(_conditions(found.get("Conditions") or {})),
            excluded=tuple(sorted(found.get("NotResources") or ())),
        )


def _conditions(block: dict[str, list[Answer]]) -> Iterator[TagCondition]:
    for operator in OPERATORS:
        yield from (_condition(operator, one) for one in block.get(operator) or ())


def _condition(operator: str, one: Answer) -> TagCondition:
    key = one["ConditionKey"].removeprefix(PREFIX)
    return TagCondition(operator=operator, key=key, value=one["ConditionValue"])


@collector("backup:DescribeRegionSettings")
def opt_ins(region: Region, aws: AwsConnection) -> BackupOptIns:
    found = aws.ask("backup.DescribeRegionSettings", region.name)["ResourceTypeOptInPreference"]
    kinds = tuple(OptIn(kind=kind, on=found[kind]) for kind in sorted(found))
    return BackupOptIns(region=region, kinds=kinds)


@collector("backup:ListBackupJobs")
def jobs(region: Region, aws: AwsConnection) -> Iterator[BackupJob]:
    for job in aws.items("backup.ListBackupJobs", "BackupJobs", region.name, size=1000):
        yield BackupJob(
            id=job["BackupJobId"],
            region=region.name,
            resource=job["ResourceArn"],
            type=job["ResourceType"],
            state=job["State"],
            message=job.get("MessageCategory"),
            created=job["CreationDate"],
        )
