"""Volumes, snapshots and databases."""

from plugins.aws.settings.account import Region
from scanner import setting


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


@setting("AWS::EC2::Snapshot", key="id", region="region")
class Snapshot:
    """A snapshot of a volume that the account owns. Source: EC2 DescribeSnapshots (OwnerIds: self)."""

    id: str
    region: str
    encrypted: bool


@setting("AWS::RDS::DBInstance", key="arn", name="id", region="region")
class DbInstance:
    """A database instance. Source: RDS DescribeDBInstances, API type DBInstance."""

    arn: str
    id: str
    region: str
    engine: str
    encrypted: bool
    public: bool


@setting("AWS::RDS::DBCluster", key="arn", name="id", region="region")
class DbCluster:
    """A database cluster. Source: RDS DescribeDBClusters, API type DBCluster."""

    arn: str
    id: str
    region: str
    engine: str
    encrypted: bool
