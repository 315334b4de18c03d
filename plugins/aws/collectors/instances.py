"""Servers: one list a region; their patches in batches."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from plugins.aws.answers import Answer
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.instances import Instance, ManagedNode, PatchState
from scanner import collector

T = TypeVar("T")
BATCH = 50
"""How many nodes one DescribeInstancePatchStates takes (API reference: at most 50)."""


@collector("ec2:DescribeInstances")
def instances(region: Region, aws: AwsConnection) -> Iterator[Instance]:
    reservations = aws.items("ec2.DescribeInstances", "Reservations", region.name, size=1000)
    found = (instance for reservation in reservations for instance in reservation["Instances"])
    return map(partial(_instance, region.name), found)


def _instance(region: str, instance: Answer) -> Instance:
    metadata = instance.get("MetadataOptions") or {}  # a terminated server has none
    return Instance(
        id=instance["InstanceId"],
        region=region,
        state=instance["State"]["Name"],
        zone=instance["Placement"]["AvailabilityZone"],
        vpc=instance.get("VpcId"),
        subnet=instance.get("SubnetId"),
        tokens=metadata.get("HttpTokens"),
        endpoint=metadata.get("HttpEndpoint"),
    )


@collector("ssm:DescribeInstanceInformation", "ssm:DescribeInstancePatchStates")
def managed_nodes(region: Region, aws: AwsConnection) -> Iterator[ManagedNode | PatchState]:
    key = "InstanceInformationList"
    found = aws.items("ssm.DescribeInstanceInformation", key, region.name, size=50)
    nodes = [
        ManagedNode(id=node["InstanceId"], region=region.name, ping=node["PingStatus"]) for node in found
    ]
    yield from nodes
    for batch in _batches(nodes, BATCH):
        yield from _patches(aws, region.name, batch)


def _patches(aws: AwsConnection, region: str, nodes: Sequence[ManagedNode]) -> Iterator[PatchState]:
    ids = [node.id for node in nodes]
    found = aws.items("ssm.DescribeInstancePatchStates", "InstancePatchStates", region, InstanceIds=ids)
    states = {state["InstanceId"]: state for state in found}
    for node in nodes:
        state: Any = states.get(node.id)
        yield PatchState(
            node=node,
            scanned=state["OperationEndTime"] if state else None,
            missing=state.get("MissingCount") if state else None,
            failed=state.get("FailedCount") if state else None,
            pending_reboot=state.get("InstalledPendingRebootCount") if state else None,
        )


def _batches(items: Sequence[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
