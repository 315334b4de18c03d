"""Servers, and what Systems Manager knows of them."""

from scanner import ALL, Instant, setting


@setting("AWS::EC2::Instance", key="id", region="region", passing=ALL)
class Instance:
    """A server.

    `state` is pending, running, shutting-down, terminated, stopping or stopped. `tokens` is required
    or optional and `endpoint` enabled or disabled; both are None for a server that is gone and has
    no metadata options any more. Source: EC2 DescribeInstances (``State.Name``, ``MetadataOptions``).
    """

    id: str
    region: str
    state: str
    zone: str
    vpc: str | None
    subnet: str | None
    tokens: str | None
    endpoint: str | None


@setting("AWS::SSM::ManagedInstance", key="id", region="region", passing=ALL)
class ManagedNode:
    """A server that Systems Manager manages; `ping` is Online, ConnectionLost or Inactive.

    Source: Systems Manager DescribeInstanceInformation (``InstanceId``, ``PingStatus``).
    """

    id: str
    region: str
    ping: str


@setting("AWS::SSM::ManagedInstance/patches", of="node", passing=ALL)
class PatchState:
    """What the last look for patches found on a node.

    All None if nobody ever looked. Counts of patches; a count is None where the answer leaves it
    out. Source: Systems Manager DescribeInstancePatchStates, API type InstancePatchState.
    """

    node: ManagedNode
    scanned: Instant | None
    missing: int | None
    failed: int | None
    pending_reboot: int | None
