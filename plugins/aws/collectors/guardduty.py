"""GuardDuty: the detector of each region, its exports, and the plans against malware in buckets."""

from collections.abc import Iterator

from plugins.aws.answers import MalformedAnswer
from plugins.aws.connection import AwsConnection
from plugins.aws.paging import pages
from plugins.aws.settings.account import Region
from plugins.aws.settings.guardduty import Detector, FindingsExport, MalwarePlan, ThreatDetection
from scanner import collector


@collector("guardduty:ListDetectors", "guardduty:GetDetector")
def threat_detection(region: Region, aws: AwsConnection) -> ThreatDetection:
    ids = list(aws.items("guardduty.ListDetectors", "DetectorIds", region.name))
    if len(ids) > 1:  # "You can have only one detector per account per Region" (CreateDetector)
        raise MalformedAnswer("DetectorIds: more than one detector in a region")
    return ThreatDetection(region=region, detector=_detector(aws, region.name, ids[0]) if ids else None)


def _detector(aws: AwsConnection, region: str, identity: str) -> Detector:
    found = aws.ask("guardduty.GetDetector", region, DetectorId=identity)
    features = ((feature["Name"], feature["Status"]) for feature in found["Features"])
    return Detector(id=identity, status=found["Status"], features=tuple(sorted(features)))


@collector("guardduty:ListPublishingDestinations", "guardduty:GetAdministratorAccount")
def findings_export(detection: ThreatDetection, aws: AwsConnection) -> Iterator[FindingsExport]:
    if detection.detector is None:
        return
    region, identity = detection.region.name, detection.detector.id
    found = pages(aws, "guardduty.ListPublishingDestinations", "Destinations", region, DetectorId=identity)
    states = tuple(sorted(destination["Status"] for destination in found))
    yield FindingsExport(
        region=detection.region, destinations=states, administrator=_administrator(aws, region, identity)
    )


def _administrator(aws: AwsConnection, region: str, identity: str) -> str | None:
    # An account without administrator gets no Administrator, or an empty one.
    found = aws.ask("guardduty.GetAdministratorAccount", region, DetectorId=identity).get("Administrator")
    if not found:
        return None
    return found["AccountId"] if found["RelationshipStatus"] == "Enabled" else None


@collector("guardduty:ListMalwareProtectionPlans", "guardduty:GetMalwareProtectionPlan")
def malware_plans(region: Region, aws: AwsConnection) -> Iterator[MalwarePlan]:
    key = "MalwareProtectionPlans"
    for plan in pages(aws, "guardduty.ListMalwareProtectionPlans", key, region.name):
        identity = plan["MalwareProtectionPlanId"]
        found = aws.ask("guardduty.GetMalwareProtectionPlan", region.name, MalwareProtectionPlanId=identity)
        bucket = found["ProtectedResource"]["S3Bucket"]
        yield MalwarePlan(
            id=identity,
            region=region.name,
            bucket=bucket["BucketName"],
            prefixes=tuple(bucket.get("ObjectPrefixes") or ()),  # none: every object
            status=found["Status"],
        )
