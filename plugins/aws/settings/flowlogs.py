"""Flow logs: records of who spoke to whom."""

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
