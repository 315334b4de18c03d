"""Flow logs: one list a region."""

from collections.abc import Iterator

from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.flowlogs import FlowLog
from scanner import collector


@collector("ec2:DescribeFlowLogs")
def flow_logs(region: Region, aws: AwsConnection) -> Iterator[FlowLog]:
    for log in aws.items("ec2.DescribeFlowLogs", "FlowLogs", region.name, size=1000):
        yield FlowLog(
            id=log["FlowLogId"],
            region=region.name,
            resource=log["ResourceId"],
            status=log["FlowLogStatus"],
            traffic=log.get("TrafficType"),  # a log of a transit gateway has none (CreateFlowLogs)
            delivery=log.get("DeliverLogsStatus"),
        )
