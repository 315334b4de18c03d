"""AWS Config: the record of every change, where it goes, and how long it is kept."""

from plugins.aws.settings.account import Region
from scanner import setting, value


@value
class Recorder:
    """A recorder of the customer's own (AWS services keep others for themselves).

    `strategy` is ALL_SUPPORTED_RESOURCE_TYPES, INCLUSION_BY_RESOURCE_TYPES,
    EXCLUSION_BY_RESOURCE_TYPES, or None for a recorder from before there were strategies.
    `identities`: users, groups, roles and policies are recorded too: by ``includeGlobalResourceTypes``,
    or because they are on the list of types, or not on that of exclusions, for which that field "has no
    impact" (API type RecordingGroup). Source: Config DescribeConfigurationRecorders
    (``recordingGroup``), DescribeConfigurationRecorderStatus.
    """

    name: str
    recording: bool
    all_supported: bool
    identities: bool
    strategy: str | None
    excluded: tuple[str, ...]


@value
class Delivery:
    """The last delivery of a channel: history, snapshot and stream.

    Success, Failure or Not_Applicable; None where nothing was delivered yet. Source: Config
    DescribeDeliveryChannelStatus (``configHistoryDeliveryInfo.lastStatus`` and its two likes).
    """

    name: str
    history: str | None
    snapshot: str | None
    stream: str | None


@setting("AWS::Config::ConfigurationRecorder", of="region")
class ConfigRecording:
    """The recorders of a region."""

    region: Region
    recorders: tuple[Recorder, ...]


@setting("AWS::Config::DeliveryChannel", of="recording")
class ConfigDelivery:
    """What became of the records of a region: its delivery channels, none where nothing records."""

    recording: ConfigRecording
    deliveries: tuple[Delivery, ...]


@setting("AWS::Config::RetentionConfiguration", of="region")
class ConfigRetention:
    """How many days the records of a region are kept; None if nobody chose: then 2557 days.

    Source: Config DescribeRetentionConfigurations (``RetentionPeriodInDays``); Developer Guide,
    "Data retention period" (the default of seven years).
    """

    region: Region
    days: int | None
