"""Threat detection: what GuardDuty watches, and where its findings go."""

from plugins.aws.settings.account import Region
from scanner import setting, value


@value
class Detector:
    """The one detector of a region.

    `status` and each feature's status are ENABLED or DISABLED; `features` are pairs of name and status.
    Source: GuardDuty GetDetector (``Status``, ``Features[].Name``, ``Features[].Status``).
    """

    id: str
    status: str
    features: tuple[tuple[str, str], ...]


@setting("AWS::GuardDuty::Detector", of="region")
class ThreatDetection:
    """A region's detector; None if there is none. Source: GuardDuty ListDetectors, GetDetector."""

    region: Region
    detector: Detector | None


@setting("AWS::GuardDuty::PublishingDestination", of="region")
class FindingsExport:
    """Where the findings of a region's detector go besides the event bus.

    `destinations` are the states of the exports to S3: PENDING_VERIFICATION, PUBLISHING,
    UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY or STOPPED. `administrator` is the account that sees
    all findings too, None if there is none. Source: GuardDuty ListPublishingDestinations
    (``Status``), GetAdministratorAccount (``AccountId``, ``RelationshipStatus``: Enabled).
    """

    region: Region
    destinations: tuple[str, ...]
    administrator: str | None


@setting("AWS::GuardDuty::MalwareProtectionPlan", key="id", region="region")
class MalwarePlan:
    """Scanning of what is put into one bucket.

    `status` is ACTIVE, WARNING or ERROR. `prefixes`: only objects under these are scanned; empty
    means all. Source: GuardDuty GetMalwareProtectionPlan (``Status``, ``ProtectedResource.S3Bucket``).
    """

    id: str
    region: str
    bucket: str
    prefixes: tuple[str, ...]
    status: str
