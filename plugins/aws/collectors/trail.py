"""Trails of every region; the same trail seen from several regions is one."""

from collections.abc import Iterator

from plugins.aws.answers import Answer
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.trail import (
    AdvancedSelector,
    BasicSelector,
    DataResource,
    FieldSelector,
    Trail,
    TrailRecording,
)
from scanner import collector

OPERATORS = ("Equals", "StartsWith", "EndsWith", "NotEquals", "NotStartsWith", "NotEndsWith")


@collector("cloudtrail:DescribeTrails")
def trails(region: Region, aws: AwsConnection) -> Iterator[Trail]:
    found = aws.items("cloudtrail.DescribeTrails", "trailList", region.name, includeShadowTrails=True)
    return map(_trail, found)


def _trail(trail: Answer) -> Trail:
    return Trail(
        arn=trail["TrailARN"],
        name=trail["Name"],
        home_region=trail["HomeRegion"],
        multi_region=trail["IsMultiRegionTrail"],
        organization=trail["IsOrganizationTrail"],
        bucket=trail["S3BucketName"],
        prefix=trail.get("S3KeyPrefix"),
        validation=trail["LogFileValidationEnabled"],
        key=trail.get("KmsKeyId"),
        log_group=trail.get("CloudWatchLogsLogGroupArn"),
    )


@collector("cloudtrail:GetTrailStatus", "cloudtrail:GetEventSelectors")
def recording(trail: Trail, aws: AwsConnection) -> TrailRecording:
    status = aws.ask("cloudtrail.GetTrailStatus", trail.home_region, Name=trail.arn)
    chosen = aws.ask("cloudtrail.GetEventSelectors", trail.home_region, TrailName=trail.arn)
    return TrailRecording(
        trail=trail,
        logging=status["IsLogging"],
        basic=tuple(_basic(one) for one in _chosen(chosen)),
        advanced=tuple(_advanced(one) for one in chosen.get("AdvancedEventSelectors", ())),
    )


def _chosen(answer: Answer) -> list[Answer]:
    """Give the basic selectors; an answer that names neither kind says nothing, so it is malformed.

    "By default, trails created without specific event selectors will be configured to log all read and
    write management events, and no data events" (API type EventSelector): some endpoints list none then.
    """
    if answer.get("AdvancedEventSelectors"):
        return list(answer.get("EventSelectors", ()))
    return list(answer["EventSelectors"]) or [Answer()]


def _basic(one: Answer) -> BasicSelector:
    return BasicSelector(
        read_write=one.get("ReadWriteType", "All"),  # "By default, the value is All"
        management=one.get("IncludeManagementEvents", True),  # "By default, the value is true"
        excluded=tuple(one.get("ExcludeManagementEventSources", ())),
        data=tuple(
            DataResource(type=data["Type"], values=tuple(data["Values"]))
            for data in one.get("DataResources", ())
        ),
    )


def _advanced(one: Answer) -> AdvancedSelector:
    return AdvancedSelector(
        fields=tuple(
            FieldSelector(field=field["Field"], operator=operator, values=tuple(field[operator]))
            for field in one["FieldSelectors"]
            for operator in OPERATORS
            if field.get(operator)
        )
    )
