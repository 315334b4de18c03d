"""AWS Backup: what the plans select."""

from plugins.aws.settings.account import Region
from plugins.aws.settings.backup import BackupPlan
from scanner import setting, value


@value
class TagCondition:
    """A condition on a tag: StringEquals, StringNotEquals, StringLike or StringNotLike."""

    operator: str
    key: str
    value: str


@setting("AWS::Backup::BackupSelection", of="plan", key="id")
class BackupSelection:
    """What a plan backs up: resources or tags (one is enough), all conditions, and none of the excluded.

    Without resources and tags it is everything. `resources` and `excluded` are ARNs with wildcards;
    keys of tags stand without ``aws:ResourceTag/``. Source: Backup GetBackupSelection, API type
    BackupSelection (``Resources``, ``ListOfTags``, ``Conditions``, ``NotResources``); re:Post, "How do I
    assign resources to a Backup plan" (how these are joined).
    """

    plan: BackupPlan
    id: str
    name: str
    resources: tuple[str, ...]
    tags: tuple[TagCondition, ...]
    conditions: tuple[TagCondition, ...]
    excluded: tuple[str, ...]


@value
class OptIn:
    """Whether AWS Backup takes care of a kind of resource, such as RDS."""

    kind: str
    on: bool


@setting("AWS::Backup::RegionSettings", of="region")
class BackupOptIns:
    """What AWS Backup takes care of in a region. Source: Backup DescribeRegionSettings."""

    region: Region
    kinds: tuple[OptIn, ...]
