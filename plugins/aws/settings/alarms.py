"""Alarms on what CloudTrail writes: metric filters of log groups, and the alarms on their metrics."""

from scanner import setting, value


@value
class Metric:
    """A metric by namespace and name."""

    namespace: str
    name: str


@setting("AWS::Logs::MetricFilter", key=("group", "name"), name="name", region="region")
class MetricFilter:
    """A filter that counts the events of a log group. Source: CloudWatch Logs DescribeMetricFilters."""

    name: str
    region: str
    group: str
    pattern: str
    metrics: tuple[Metric, ...]


@setting("AWS::CloudWatch::Alarm", key="arn", name="name", region="region")
class MetricAlarm:
    """An alarm; `metric` is None for one on an expression of several metrics.

    `enabled`: its actions are carried out. `actions` are ARNs. Source: CloudWatch DescribeAlarms,
    API type MetricAlarm (``ActionsEnabled``, ``AlarmActions``, ``Threshold``, ``ComparisonOperator``).
    """

    arn: str
    name: str
    region: str
    enabled: bool
    actions: tuple[str, ...]
    metric: Metric | None
    operator: str
    threshold: float | None
