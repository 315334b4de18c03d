"""Metric filters and alarms: one list each a region."""

from collections.abc import Iterator

from plugins.aws.answers import Answer
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.alarms import Metric, MetricAlarm, MetricFilter
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
def metric_alarms(region: Region, aws: AwsConnection) -> Iterator[MetricAlarm]:
    kinds = {"AlarmTypes": ["MetricAlarm"]}
    for one in aws.items("cloudwatch.DescribeAlarms", "MetricAlarms", region.name, size=100, **kinds):
        name = one.get("MetricName")  # absent for an alarm on an expression
        yield MetricAlarm(
            arn=one["AlarmArn"],
            name=one["AlarmName"],
            region=region.name,
            enabled=one["ActionsEnabled"],
            actions=tuple(sorted(one["AlarmActions"])),
            metric=Metric(namespace=one["Namespace"], name=name) if name else None,
            operator=one["ComparisonOperator"],
            threshold=one.get("Threshold"),  # absent for an alarm on a band of anomaly
        )
