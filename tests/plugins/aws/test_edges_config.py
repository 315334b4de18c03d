"""Recorders of AWS Config that record identities without the switch for it, and blind deliveries."""

import pytest

from plugins.aws.settings.config import ConfigRecording
from tests.plugins.aws.by_hand import answered
from tests.plugins.aws.reading import read

SWITCH = "includeGlobalResourceTypes"
IAM = [f"AWS::IAM::{kind}" for kind in ("Group", "Policy", "Role", "User")]


def _excluding(*types):
    return {
        "allSupported": False,
        SWITCH: False,
        "exclusionByResourceTypes": {"resourceTypes": list(types)},
        "recordingStrategy": {"useOnly": "EXCLUSION_BY_RESOURCE_TYPES"},
    }


@pytest.fixture
def recorder(tape, sign_in):
    def recorder(group):
        # Written from documentation: AWS Config API reference, type RecordingGroup. What is not
        # answered here (the delivery, above all) can't be read.
        answers = {
            "config.DescribeConfigurationRecorders": {
                "ConfigurationRecorders": [{"name": "default", "recordingGroup": group}]
            },
            "config.DescribeConfigurationRecorderStatus": {
                "ConfigurationRecordersStatus": [{"name": "default", "recording": True}]
            },
        }
        [found] = read(ConfigRecording, answered(tape, sign_in, answers))
        return found.recorders[0]

    return recorder


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ({"allSupported": True, SWITCH: True}, True),
        ({"allSupported": True, SWITCH: False}, False),
        ({"allSupported": False, SWITCH: False, "resourceTypes": IAM}, True),
        ({"allSupported": False, SWITCH: False, "resourceTypes": IAM[1:]}, False),
        (_excluding("AWS::EC2::Volume"), True),
        (_excluding("AWS::EC2::Volume", "AWS::IAM::Role"), False),
    ],
)
def test_identities_are_recorded_by_the_switch_or_by_the_lists(recorder, group, expected):
    assert recorder(group).identities is expected
