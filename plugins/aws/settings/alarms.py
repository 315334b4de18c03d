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


@value
class Dimension:
    """What a metric is about, such as ``InstanceId``. Source: CloudWatch API type Dimension."""

    name: str
    value: str


@value
class WatchedMetric:
    """A metric of certain dimensions. Source: CloudWatch API types MetricAlarm, Metric."""

    namespace: str
    name: str
    dimensions: tuple[Dimension, ...]


@setting("AWS::CloudWatch::Alarm/metrics", of="alarm")
class AlarmWatch:
    """The metrics that an alarm looks at: one, or those in its expression.

    Source: CloudWatch DescribeAlarms, API types MetricAlarm, MetricDataQuery (``MetricStat.Metric``).
    """

    alarm: MetricAlarm
    metrics: tuple[WatchedMetric, ...]
