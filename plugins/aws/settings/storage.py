"""Volumes, snapshots and databases."""

from plugins.aws.settings.account import Region
from scanner import ALL, setting, value


@setting("AWS::EC2::EBSEncryptionByDefault", of="region")
class EbsDefault:
    """Whether new volumes of a region are encrypted by themselves. Source: EC2 GetEbsEncryptionByDefault."""

    region: Region
    enabled: bool


@setting("AWS::EC2::Volume", key="id", region="region")
class Volume:
    """An EBS volume. Source: EC2 DescribeVolumes, ``Encrypted``."""

    id: str
    region: str
    encrypted: bool


@setting("AWS::EC2::Snapshot", key="id", region="region", passing=ALL)
class Snapshot:
    """A snapshot of a volume that the account owns. Source: EC2 DescribeSnapshots (OwnerIds: self)."""

    id: str
    region: str
    encrypted: bool


@value
class GroupUse:
    """A parameter group in use; `status` is in-sync once its values are in force.

    Source: RDS API type DBParameterGroupStatus.
    """

    name: str
    status: str


@setting("AWS::RDS::DBInstance", key="arn", name="id", region="region")
class DbInstance:
    """A database instance; `cluster` is the cluster it belongs to, None for one by itself.

    `public` is None where the answer does not say.

    Source: RDS DescribeDBInstances, API type DBInstance.
    """

    arn: str
    id: str
    region: str
    engine: str
    encrypted: bool
    public: bool | None
    multi_az: bool
    cluster: str | None
    groups: tuple[GroupUse, ...]


@setting("AWS::RDS::DBCluster", key="arn", name="id", region="region")
class DbCluster:
    """A database cluster: its parameter group, whether it is, and the parts of it, in several zones.

    Source: RDS DescribeDBClusters, API type DBCluster (``DBClusterMembers[]``).
    """

    arn: str
    id: str
    region: str
    engine: str
    encrypted: bool
    multi_az: bool
    group: str
    members: tuple[str, ...]
    group_in_sync: bool
