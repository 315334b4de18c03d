"""Data events are recorded. The answer by hand is written from documentation: CloudTrail API reference."""

from dataclasses import replace

import pytest

from plugins.aws.checks.traildata import data_events
from plugins.aws.collectors.trail import recording
from plugins.aws.settings.trail import AdvancedSelector, DataResource
from scanner import Pass, Reason, Unknown
from tests.plugins.aws.by_hand import answered
from tests.plugins.aws.test_aws_trail_checks import ACCOUNT, EVERYTHING, GOOD, TRAIL, field

FILES = DataResource(type="AWS::S3::Object", values=("arn:aws:s3",))
FUNCTIONS = DataResource(type="AWS::Lambda::Function", values=("arn:aws:lambda",))


def basic(*data, **more):
    return replace(GOOD, basic=(replace(EVERYTHING, data=data, **more),))


def advanced(*fields):
    return AdvancedSelector(fields=(field("eventCategory", "Data"), *fields))


ALL = [
    basic(FILES, FUNCTIONS),
    basic(replace(FILES, values=("arn:aws:s3:::",)), FUNCTIONS),
    replace(
        GOOD,
        basic=(),
        advanced=tuple(advanced(field("resources.type", one.type)) for one in (FILES, FUNCTIONS)),
    ),
]


@pytest.mark.parametrize("trail", ALL)
def test_a_trail_that_records_all_files_and_functions_passes(trail):
    assert [type(one) for one in data_events(ACCOUNT, [trail])] == [Pass]


def test_two_trails_may_record_one_kind_each():
    assert [type(one) for one in data_events(ACCOUNT, [basic(FILES), basic(FUNCTIONS)])] == [Pass]


@pytest.mark.parametrize(
    "trails",
    [
        [],
        [GOOD],
        [basic(FILES)],
        [basic(replace(FILES, values=("arn:aws:s3:::aozora-data/",)), FUNCTIONS)],
        [basic(FILES, FUNCTIONS, read_write="WriteOnly")],  # a leak is a reading
        [replace(basic(FILES, FUNCTIONS), logging=False)],
        [replace(basic(FILES, FUNCTIONS), trail=replace(TRAIL, multi_region=False))],
        [
            replace(
                GOOD, advanced=(advanced(field("resources.type", FILES.type), field("readOnly", "false")),)
            )
        ],
    ],
)
def test_with_less_it_is_unknown_while_nobody_declared_where_resident_information_lies(trails):
    [verdict] = data_events(ACCOUNT, trails)
    assert (type(verdict), verdict.reason) == (Unknown, Reason.UNDECLARED)


def test_data_resources_are_read(tape, sign_in):
    selector = {
        "ReadWriteType": "All",
        "IncludeManagementEvents": True,
        "DataResources": [{"Type": "AWS::S3::Object", "Values": ["arn:aws:s3"]}],
    }
    answers = {
        "cloudtrail.GetTrailStatus": {"IsLogging": True},
        "cloudtrail.GetEventSelectors": {"TrailARN": TRAIL.arn, "EventSelectors": [selector]},
    }
    assert recording(TRAIL, answered(tape, sign_in, answers)) == basic(FILES)
