"""What a recorder covers, and how often it records, decides whether none is none."""

import pytest

from scanner import Reason
from tests.plugins.aws.aggregated import read, unread
from tests.plugins.aws.aggregating import AGGREGATED
from tests.plugins.aws.conftest import TOKYO

RECORDERS = {
    "stopped": ({"Recording": False}, False),
    "of another service": ({"Name": "AWSConfigurationRecorderForSecurityHub"}, False),
    "of some types": (
        {"RecordingGroup": {"AllSupported": False, "ResourceTypes": ["AWS::S3::Bucket"]}},
        False,
    ),
    "of this type": ({"RecordingGroup": {"AllSupported": False, "ResourceTypes": ["AWS::EC2::VPC"]}}, True),
    "all but this type": (
        {
            "RecordingGroup": {
                "AllSupported": False,
                "RecordingStrategy": {"UseOnly": "EXCLUSION_BY_RESOURCE_TYPES"},
                "ExclusionByResourceTypes": {"ResourceTypes": ["AWS::EC2::VPC"]},
            }
        },
        False,
    ),
    "all but another type": (
        {
            "RecordingGroup": {
                "AllSupported": False,
                "RecordingStrategy": {"UseOnly": "EXCLUSION_BY_RESOURCE_TYPES"},
                "ExclusionByResourceTypes": {"ResourceTypes": ["AWS::S3::Bucket"]},
            }
        },
        True,
    ),
    "by a strategy that no page lists": (
        {"RecordingGroup": {"AllSupported": True, "RecordingStrategy": {"UseOnly": "SOMETHING_NEW"}}},
        False,
    ),
}

DAILY, ALWAYS = {"RecordingFrequency": "DAILY"}, {"RecordingFrequency": "CONTINUOUS"}
VPCS, BUCKETS = {"ResourceTypes": ["AWS::EC2::VPC"]}, {"ResourceTypes": ["AWS::S3::Bucket"]}
RECORDERS |= {
    "continuously": ({"RecordingMode": ALWAYS}, True),
    "once a day": ({"RecordingMode": DAILY}, False),
    "as nobody knows": ({"RecordingMode": {"RecordingFrequency": "SOMETIMES"}}, False),
    "this type once a day": (
        {"RecordingMode": {**ALWAYS, "RecordingModeOverrides": [{**VPCS, **DAILY}]}},
        False,
    ),
    "all but this type once a day": (
        {"RecordingMode": {**DAILY, "RecordingModeOverrides": [{**VPCS, **ALWAYS}]}},
        True,
    ),
    "another type once a day": (
        {"RecordingMode": {**ALWAYS, "RecordingModeOverrides": [{**BUCKETS, **DAILY}]}},
        True,
    ),
}


@pytest.mark.parametrize(("recorder", "covered"), RECORDERS.values(), ids=RECORDERS)
def test_what_the_recorder_covers_decides_whether_none_is_none(accounts, office, made, recorder, covered):
    made.items.clear()
    made.sources.clear()
    made.join(office.taxes, TOKYO, **recorder)
    aws = accounts.connections(**AGGREGATED)[office.taxes]
    if covered:
        assert read(aws) == []
    else:
        assert unread(aws)[0] is Reason.DISABLED
