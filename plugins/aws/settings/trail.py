"""CloudTrail: what is recorded, and how the records are kept from harm."""

from scanner import setting, value


@setting("AWS::CloudTrail::Trail", key="arn", name="name", region="home_region")
class Trail:
    """A trail, as each region sees it that it records; its own region is the home region.

    Source: CloudTrail DescribeTrails (with shadow trails), API type Trail; a prefix, key or log
    group that is absent is not set.
    """

    arn: str
    name: str
    home_region: str
    multi_region: bool
    organization: bool
    bucket: str
    prefix: str | None
    validation: bool
    key: str | None
    log_group: str | None


@value
class DataResource:
    """Whose data events are recorded: a resource type, and ARNs or their beginnings."""

    type: str
    values: tuple[str, ...]


@value
class BasicSelector:
    """Which events are recorded: All, ReadOnly or WriteOnly.

    Of management events those of some services may be excluded; data events are those of `data`.
    """

    read_write: str
    management: bool
    excluded: tuple[str, ...]
    data: tuple[DataResource, ...]


@value
class FieldSelector:
    """One condition on a field of an event: ``Equals``, ``NotEquals`` … any of the values."""

    field: str
    operator: str
    values: tuple[str, ...]


@value
class AdvancedSelector:
    """Which events are recorded: those that meet every condition."""

    fields: tuple[FieldSelector, ...]


@setting("AWS::CloudTrail::Trail/recording", of="trail")
class TrailRecording:
    """Whether a trail is switched on, and what it records.

    Source: CloudTrail GetTrailStatus (``IsLogging``), GetEventSelectors (API types EventSelector,
    AdvancedEventSelector; a trail has the one kind or the other).
    """

    trail: Trail
    logging: bool
    basic: tuple[BasicSelector, ...]
    advanced: tuple[AdvancedSelector, ...]
