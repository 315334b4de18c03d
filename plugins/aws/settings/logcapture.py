"""Which logs of servers, databases, load balancers and web ACLs are delivered."""

from plugins.aws.settings.loadbalancers import LoadBalancer
from plugins.aws.settings.logstore import LogGroup
from plugins.aws.settings.storage import DbCluster, DbInstance
from scanner import Instant, setting, value


@setting("AWS::ElasticLoadBalancingV2::LoadBalancer/log", of="balancer")
class BalancerLog:
    """Whether a load balancer writes an access log; None for a gateway, which has none.

    Source: Elastic Load Balancing v2 DescribeLoadBalancerAttributes (``access_logs.s3.enabled``).
    """

    balancer: LoadBalancer
    enabled: bool | None


@setting("AWS::RDS::DBInstance/logs", of="instance")
class InstanceLogs:
    """The kinds of log that an instance delivers. Source: RDS API type DBInstance.

    ``EnabledCloudwatchLogsExports``: "A list of log types that this DB instance is configured to
    export"; left out where there are none.
    """

    instance: DbInstance
    exports: tuple[str, ...]


@setting("AWS::RDS::DBCluster/logs", of="cluster")
class ClusterLogs:
    """The kinds of log that a cluster delivers. Source: RDS API type DBCluster, as for instances."""

    cluster: DbCluster
    exports: tuple[str, ...]


@setting("AWS::WAFv2::WebACL", key="arn", name="name", region="region")
class WebAclLog:
    """A web ACL, and whether its log is delivered; `filtered`: only some of the requests.

    Source: WAFv2 ListWebACLs, ListLoggingConfigurations (``ResourceArn``, ``LoggingFilter``).
    """

    arn: str
    name: str
    region: str
    logged: bool
    filtered: bool


@value
class LogStream:
    """A stream of a log group, and when its last event happened (None: not told)."""

    name: str
    last: Instant | None


@setting("AWS::Logs::LogGroup/streams", of="group")
class RecentStreams:
    """The streams of a log group that were written last, at most fifty; groups of AWS services are not asked.

    Source: CloudWatch Logs DescribeLogStreams (``lastEventTimestamp``, in milliseconds).
    """

    group: LogGroup
    streams: tuple[LogStream, ...]
