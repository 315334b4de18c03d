"""Metric filters and alarms: one list each a region."""

from collections.abc import Iterator

from plugins.aws.answers import Answer
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.alarms import (
    AlarmWatch,
    Dimension,
    Metric,
    MetricAlarm,
    MetricFilter,
    WatchedMetric,
)
from scanner import collector


@collector("logs:DescribeMetricFilters")
def metric_filters(region: Region, aws: AwsConnection) -> Iterator[MetricFilter]:
    for one in aws.items("logs.DescribeMetricFilters", "metricFilters", region.name):
        yield MetricFilter(
            name=one["filterName"],
            region=region.name,
            group=one["logGroupName"],
            pattern=one["filterPattern"],
            metrics=tuple(_metric(metric) for metric in one["metricTransformations"]),
        )


def _metric(metric: Answer) -> Metric:
    return Metric(namespace=metric["metricNamespace"], name=metric["metricName"])


@collector("cloudwatch:DescribeAlarms")
def metric_alarms(region: Region, aws: AwsConnection) -> Iterator[MetricAlarm | AlarmWatch]:
    kinds = {"AlarmTypes": ["MetricAlarm"]}
    for one in aws.items("cloudwatch.DescribeAlarms", "MetricAlarms", region.name, size=100, **kinds):
        name = one.get("MetricName")  # absent for an alarm on an expression
        alarm = MetricAlarm(
            arn=one["AlarmArn"],
            name=one["AlarmName"],
            region=region.name,
            enabled=one["ActionsEnabled"],
            actions=tuple(sorted(one["AlarmActions"])),
            metric=Metric(namespace=one["Namespace"], name=name) if name else None,
            operator=one["ComparisonOperator"],
            threshold=one.get("Threshold"),  # absent for an alarm on a band of anomaly
        )
        yield alarm
        yield AlarmWatch(alarm=alarm, metrics=tuple(_watched(one)))


def _watched(alarm: Answer) -> Iterator[WatchedMetric]:
    """Name the metric of an alarm, or those of its expression (``Metrics``: "if the alarm is on math")."""
    if "MetricName" in alarm:
        yield _of(alarm)
    for query in alarm.get("Metrics") or ():
        if "MetricStat" in query:
            yield _of(query["MetricStat"]["Metric"])


def _of(metric: Answer) -> WatchedMetric:
    dimensions = (Dimension(name=one["Name"], value=one["Value"]) for one in metric.get("Dimensions") or ())
    return WatchedMetric(
        namespace=metric["Namespace"],
        name=metric["MetricName"],
        dimensions=tuple(sorted(dimensions, key=lambda one: one.name)),
    )
