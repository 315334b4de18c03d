"""Trails whose event selectors nobody set."""

import pytest

from plugins.aws.answers import MalformedAnswer
from plugins.aws.checks.trail import recorded_sides
from plugins.aws.settings.trail import TrailRecording
from tests.plugins.aws.by_hand import answered
from tests.plugins.aws.conftest import TOKYO
from tests.plugins.aws.reading import read

ARN = f"arn:aws:cloudtrail:{TOKYO}:111122223333:trail/aozora"
BOTH = {"Read", "Write"}
# Written from documentation: CloudTrail API reference, DescribeTrails, GetTrailStatus,
# GetEventSelectors, types EventSelector and AdvancedEventSelector.
TRAIL = {
    "TrailARN": ARN,
    "Name": "aozora",
    "HomeRegion": TOKYO,
    "IsMultiRegionTrail": True,
    "IsOrganizationTrail": False,
    "S3BucketName": "aozora-logs",
    "LogFileValidationEnabled": True,
}
DATA = {
    "FieldSelectors": [
        {"Field": "eventCategory", "Equals": ["Data"]},
        {"Field": "resources.type", "Equals": ["AWS::S3::Object"]},
    ]
}


@pytest.fixture
def sides(tape, sign_in):
    def sides(selectors):
        answers = {
            "cloudtrail.DescribeTrails": {"trailList": [TRAIL]},
            "cloudtrail.GetTrailStatus": {"IsLogging": True},
            "cloudtrail.GetEventSelectors": {"TrailARN": ARN, **selectors},
        }
        [recording] = read(TrailRecording, answered(tape, sign_in, answers))
        return set(recorded_sides(recording))

    return sides


@pytest.mark.parametrize("more", [{}, {"AdvancedEventSelectors": []}])
def test_a_trail_whose_selectors_nobody_set_records_all_management_events(sides, more):
    assert sides({"EventSelectors": [], **more}) == BOTH


def test_what_a_selector_leaves_out_has_its_documented_default(sides):
    assert sides({"EventSelectors": [{}]}) == BOTH
    assert sides({"EventSelectors": [{"IncludeManagementEvents": False}]}) == set()
    assert sides({"EventSelectors": [{"ReadWriteType": "ReadOnly"}]}) == {"Read"}


def test_a_trail_with_advanced_selectors_has_no_default(sides):
    assert sides({"AdvancedEventSelectors": [DATA]}) == set()
    assert sides({"EventSelectors": [], "AdvancedEventSelectors": [DATA]}) == set()


def test_an_answer_that_speaks_of_no_selectors_is_malformed(sides):
    with pytest.raises(MalformedAnswer):
        sides({})
