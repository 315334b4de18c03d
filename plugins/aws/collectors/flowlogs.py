"""Flow logs: one list a region, then the bucket of each that goes to one."""

from collections.abc import Iterator

from plugins.aws.collectors.logstore import keeping_of
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.flowlogs import FlowLog, FlowLogKeeping, FlowLogTarget, bucket_of
from scanner import collector


@collector("ec2:DescribeFlowLogs")
def flow_logs(region: Region, aws: AwsConnection) -> Iterator[FlowLog | FlowLogTarget]:
    for log in aws.items("ec2.DescribeFlowLogs", "FlowLogs", region.name, size=1000):
        made = FlowLog(
            id=log["FlowLogId"],
            region=region.name,
            resource=log["ResourceId"],
            status=log["FlowLogStatus"],
            traffic=log.get("TrafficType"),  # a log of a transit gateway has none (CreateFlowLogs)
            delivery=log.get("DeliverLogsStatus"),
        )
        yield made
        target = log.get("LogDestination") or log["LogGroupName"]
        yield FlowLogTarget(log=made, kind=log["LogDestinationType"], target=target)


@collector("s3:GetLifecycleConfiguration", "s3:GetBucketObjectLockConfiguration")
def flow_log_keeping(target: FlowLogTarget, aws: AwsConnection) -> Iterator[FlowLogKeeping]:
    if bucket := bucket_of(target):
        yield FlowLogKeeping(target=target, keeping=keeping_of(aws, target.log.region, bucket))
