"""Sharing of images and snapshots: one list a region, then each one's permissions."""

from collections.abc import Iterator
from typing import Any

from plugins.aws.answers import Answer
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.copies import DbSnapshotSharing, ImageSharing, SnapshotSharing
from plugins.aws.settings.storage import Snapshot
from scanner import collector

HOLDERS = ("UserId", "Group", "OrganizationArn", "OrganizationalUnitArn")


@collector("ec2:DescribeSnapshotAttribute")
def snapshot_sharing(snapshot: Snapshot, aws: AwsConnection) -> SnapshotSharing:
    asked = {"SnapshotId": snapshot.id, "Attribute": "createVolumePermission"}
    answer = aws.ask("ec2.DescribeSnapshotAttribute", snapshot.region, **asked)
    return SnapshotSharing(snapshot=snapshot, shared_with=_holders(answer["CreateVolumePermissions"]))


@collector("ec2:DescribeImages", "ec2:DescribeImageAttribute")
def image_sharing(region: Region, aws: AwsConnection) -> Iterator[ImageSharing]:
    for image in aws.items("ec2.DescribeImages", "Images", region.name, size=1000, Owners=["self"]):
        asked = {"ImageId": image["ImageId"], "Attribute": "launchPermission"}
        answer = aws.ask("ec2.DescribeImageAttribute", region.name, **asked)
        yield ImageSharing(
            id=image["ImageId"],
            name=image.get("Name") or "",
            region=region.name,
            shared_with=_holders(answer["LaunchPermissions"]),
        )


def _holders(permissions: list[Answer]) -> tuple[str, ...]:
    """Name those who may use it: each permission names one account, organization or everybody."""
    found = (one.get(field) for one in permissions for field in HOLDERS)
    return tuple(sorted({holder for holder in found if holder}))


@collector(
    "rds:DescribeDBSnapshots",
    "rds:DescribeDBSnapshotAttributes",
    "rds:DescribeDBClusterSnapshots",
    "rds:DescribeDBClusterSnapshotAttributes",
)
def db_snapshot_sharing(region: Region, aws: AwsConnection) -> Iterator[DbSnapshotSharing]:
    for kind in ("DBSnapshot", "DBClusterSnapshot"):
        operation, key = f"rds.Describe{kind}s", f"{kind}s"
        # Only manual snapshots can be shared (RDS User Guide, "Sharing a DB snapshot").
        for one in aws.items(operation, key, region.name, size=100, SnapshotType="manual"):
            name = one[f"{kind}Identifier"]
            yield DbSnapshotSharing(
                arn=one[f"{kind}Arn"],
                name=name,
                region=region.name,
                shared_with=_restorers(aws, region.name, kind, name),
            )


def _restorers(aws: AwsConnection, region: str, kind: str, name: str) -> tuple[str, ...]:
    asked: dict[str, Any] = {f"{kind}Identifier": name}
    answer = aws.ask(f"rds.Describe{kind}Attributes", region, **asked)
    attributes = answer[f"{kind}AttributesResult"][f"{kind}Attributes"]
    restore = (one for one in attributes if one["AttributeName"] == "restore")
    return tuple(sorted({holder for one in restore for holder in one["AttributeValues"]}))
