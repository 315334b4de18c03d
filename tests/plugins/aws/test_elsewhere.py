"""Whether anything lies abroad: told where everything is recorded, and never a pass elsewhere."""

from dataclasses import replace

import pytest

from plugins.aws.checks.elsewhere import nothing_elsewhere
from plugins.aws.settings.instances import Instance
from plugins.aws.settings.organization import EnabledRegion, ResourceCount, ResourcesElsewhere
from plugins.aws.settings.s3 import Bucket
from plugins.aws.settings.storage import Volume
from scanner import Fail, Pass, Reading, Unknown
from tests.plugins.aws.by_hand import answered
from tests.plugins.aws.conftest import TOKYO
from tests.plugins.aws.reading import read
from tests.plugins.aws.test_coverage import DATABASE

VIRGINIA = "us-east-1"
ABROAD = EnabledRegion(name=VIRGINIA, status="ENABLED_BY_DEFAULT")
EMPTY = ResourcesElsewhere(region=ABROAD, recorded=True, counts=(), tagged=())
PARTLY = replace(EMPTY, recorded=False)
SERVER = Instance(
    id="i-1",
    region=VIRGINIA,
    state="stopped",
    zone="us-east-1a",
    vpc=None,
    subnet=None,
    tokens="required",
    endpoint="enabled",
)


def judged(found, buckets=(), instances=(), volumes=(), databases=()):
    readings = (Reading(tuple(one)) for one in (buckets, instances, volumes, databases))
    [verdict] = nothing_elsewhere(found, *readings)
    return type(verdict)


def counted(*counts, recorded=True):
    found = tuple(ResourceCount(type=kind, count=count) for kind, count in counts)
    return judged(replace(EMPTY, recorded=recorded, counts=found))


def test_what_every_region_has_is_nothing():
    assert counted() is Pass
    assert counted(("AWS::EC2::VPC", 1), ("AWS::IAM::Role", 20), ("AWS::EC2::Subnet", 6)) is Pass
    assert counted(("AWS::EC2::VPC", 1), ("AWS::EC2::Instance", 1)) is Fail
    assert counted(("AWS::EC2::VPC", 2)) is Fail  # a second one somebody made
    assert counted(("AWS::EC2::Instance", 0)) is Pass


def test_where_not_everything_is_recorded_nothing_is_no_pass():
    assert judged(PARTLY) is Unknown
    assert counted(("AWS::EC2::VPC", 1), recorded=False) is Unknown
    assert counted(("AWS::EC2::Instance", 1), recorded=False) is Fail


@pytest.mark.parametrize(
    ("arn", "expected"),
    [
        ("arn:aws:ec2:us-east-1:111122223333:instance/i-1", Fail),
        ("arn:aws:guardduty:us-east-1:111122223333:detector/1", Unknown),  # it watches
    ],
)
def test_what_bears_tags_lies_there_though_nobody_records_it(arn, expected):
    assert judged(replace(PARTLY, tagged=(arn,))) is expected


def test_what_was_read_lies_there_though_it_never_bore_a_tag():
    assert judged(PARTLY, buckets=[Bucket(name="aozora-old", region=VIRGINIA)]) is Fail
    assert judged(PARTLY, instances=[SERVER]) is Fail
    assert judged(PARTLY, instances=[replace(SERVER, state="terminated")]) is Unknown
    assert judged(PARTLY, volumes=[Volume(id="vol-1", region=VIRGINIA, encrypted=True)]) is Fail
    assert judged(PARTLY, databases=[replace(DATABASE, region=VIRGINIA)]) is Fail
    assert judged(PARTLY, instances=[replace(SERVER, region=TOKYO)]) is Unknown


def test_a_bucket_abroad_counts_also_where_everything_is_recorded():
    assert judged(EMPTY, buckets=[Bucket(name="aozora-old", region=VIRGINIA)]) is Fail


GROUP = {"allSupported": True, "includeGlobalResourceTypes": True}
SOME = {
    "allSupported": False,
    "includeGlobalResourceTypes": False,
    "resourceTypes": ["AWS::EC2::VPC"],
    "recordingStrategy": {"useOnly": "INCLUSION_BY_RESOURCE_TYPES"},
}
BUT = {
    "allSupported": False,
    "includeGlobalResourceTypes": False,
    "exclusionByResourceTypes": {"resourceTypes": ["AWS::EC2::Instance"]},
    "recordingStrategy": {"useOnly": "EXCLUSION_BY_RESOURCE_TYPES"},
}
NO_ROLES = BUT | {"exclusionByResourceTypes": {"resourceTypes": ["AWS::IAM::Role", "AWS::IAM::User"]}}


def recorded(tape, sign_in, group=GROUP, recording=True, **more):
    """Read what lies abroad beside a recorder like this."""
    listed = [(TOKYO, "ENABLED_BY_DEFAULT"), (VIRGINIA, "ENABLED_BY_DEFAULT")]
    tagged = {"ResourceARN": "arn:aws:ec2:us-east-1:111122223333:volume/vol-1", "Tags": []}
    answers = {
        "account.ListRegions": {
            "Regions": [{"RegionName": name, "RegionOptStatus": status} for name, status in listed]
        },
        "config.DescribeConfigurationRecorders": {
            "ConfigurationRecorders": [{"name": "default", "recordingGroup": group} | more]
        },
        "config.DescribeConfigurationRecorderStatus": {
            "ConfigurationRecordersStatus": [{"name": "default", "recording": recording}]
        },
        "config.GetDiscoveredResourceCounts": {
            "totalDiscoveredResources": 1,
            "resourceCounts": [{"resourceType": "AWS::EC2::Instance", "count": 1}],
        },
        "resourcegroupstaggingapi.GetResources": {"ResourceTagMappingList": [tagged]},
    }
    aws = answered(tape, sign_in, answers)
    assert [(one.name, one.status) for one in read(EnabledRegion, aws)] == listed
    [found] = read(ResourcesElsewhere, aws)
    return found.recorded, bool(found.counts), bool(found.tagged)


# Written from documentation: Account Management ListRegions, Config DescribeConfigurationRecorders,
# GetDiscoveredResourceCounts, Resource Groups Tagging API GetResources.
@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, (True, True, False)),
        ({"recording": False}, (False, False, True)),
        ({"group": SOME}, (False, True, True)),  # what it does not record may lie there
        ({"group": BUT}, (False, True, True)),
        ({"group": NO_ROLES}, (True, True, False)),  # which belong to no region
        ({"servicePrincipal": "securityhub.amazonaws.com"}, (False, False, True)),  # it records for itself
    ],
)
def test_regions_abroad_are_asked_what_lies_there(tape, sign_in, more, expected):
    assert recorded(tape, sign_in, **more) == expected
