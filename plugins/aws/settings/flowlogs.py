"""Flow logs: records of who spoke to whom."""

from plugins.aws.settings.logstore import BucketKeeping
from scanner import setting


@setting("AWS::EC2::FlowLog", key="id", region="region")
class FlowLog:
    """A flow log of a VPC, subnet or network interface (`resource`, by id).

    `status` is ACTIVE, `traffic` is ACCEPT, REJECT or ALL, `delivery` is SUCCESS or FAILED (None:
    the answer does not say). Source: EC2 DescribeFlowLogs, API type FlowLog.
    """

    id: str
    region: str
    resource: str
    status: str
    traffic: str | None
    delivery: str | None


@setting("AWS::EC2::FlowLog/target", of="log")
class FlowLogTarget:
    """Where a flow log goes: cloud-watch-logs, s3 or kinesis-data-firehose.

    `target` is the ARN of a bucket (with a prefix), log group or stream, or the name of a log group of
    the same account. Source: EC2 API type FlowLog (``LogDestinationType``, ``LogDestination``,
    ``LogGroupName``).
    """

    log: FlowLog
    kind: str
    target: str


def bucket_of(target: FlowLogTarget) -> str | None:
    """The bucket that a flow log goes to, None for another kind of place."""
    return target.target.rpartition(":")[2].partition("/")[0] if target.kind == "s3" else None


@setting("AWS::EC2::FlowLog/keeping", of="target")
class FlowLogKeeping:
    """What keeps the files of a flow log that goes to a bucket."""

    target: FlowLogTarget
    keeping: BucketKeeping
