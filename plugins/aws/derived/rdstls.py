"""Which parameter groups are in use: each is read once, however many databases share it."""

from collections.abc import Iterator

from plugins.aws.settings.rdstls import ClusterGroup, InstanceGroup
from plugins.aws.settings.storage import DbCluster, DbInstance
from scanner import derived


@derived
def instance_groups(instance: DbInstance) -> Iterator[InstanceGroup]:
    """Name the groups of an instance."""
    yield from (InstanceGroup(name=group.name, region=instance.region) for group in instance.groups)


@derived
def cluster_groups(cluster: DbCluster) -> ClusterGroup:
    """Name the group of a cluster."""
    return ClusterGroup(name=cluster.group, region=cluster.region)
