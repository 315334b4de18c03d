"""Parameter groups of databases, and whether they insist on TLS."""

from scanner import setting, value


@setting("AWS::RDS::DBParameterGroup", key="name", name="name", region="region")
class InstanceGroup:
    """A parameter group that some database instance uses."""

    name: str
    region: str


@setting("AWS::RDS::DBClusterParameterGroup", key="name", name="name", region="region")
class ClusterGroup:
    """A parameter group that some database cluster uses."""

    name: str
    region: str


@value
class Parameter:
    """A parameter that decides on TLS; `value` is None where the engine's own default is in force."""

    name: str
    value: str | None


@setting("AWS::RDS::DBParameterGroup/tls", of="group")
class InstanceTls:
    """The parameters of a group that decide on TLS. Source: RDS DescribeDBParameters."""

    group: InstanceGroup
    parameters: tuple[Parameter, ...]


@setting("AWS::RDS::DBClusterParameterGroup/tls", of="group")
class ClusterTls:
    """The parameters of a cluster's group that decide on TLS. Source: RDS DescribeDBClusterParameters."""

    group: ClusterGroup
    parameters: tuple[Parameter, ...]
