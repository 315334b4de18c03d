"""AWS Config: everything recorded, delivered, kept."""

from dataclasses import replace

import pytest

from plugins.aws.checks.config import delivers, records_everything, records_identities, retention
from plugins.aws.settings.account import Account, Region
from plugins.aws.settings.config import ConfigDelivery, ConfigRecording, ConfigRetention, Delivery, Recorder
from scanner import Fail, Limits, NotApplicable, Pass, Unknown
from tests.plugins.aws.by_hand import answered
from tests.plugins.aws.conftest import TOKYO
from tests.plugins.aws.reading import read

REGION = Region(name=TOKYO)
ACCOUNT = Account(id="111122223333", target="aozora-aws")
RECORDER = Recorder(
    name="default",
    recording=True,
    all_supported=True,
    identities=True,
    strategy="ALL_SUPPORTED_RESOURCE_TYPES",
    excluded=(),
)
DELIVERY = Delivery(name="default", history="Success", snapshot=None, stream=None)
GOOD = ConfigRecording(region=REGION, recorders=(RECORDER,))
NONE = replace(GOOD, recorders=())
DELIVERED = ConfigDelivery(recording=GOOD, deliveries=(DELIVERY,))
LIMITS = Limits.of({"config_retention_days": 365})


def records(**more):
    [verdict] = records_everything(replace(GOOD, recorders=(replace(RECORDER, **more),)))
    return type(verdict)


@pytest.mark.parametrize("strategy", ["ALL_SUPPORTED_RESOURCE_TYPES", None])
def test_a_recorder_of_every_type_passes(strategy):
    assert records(strategy=strategy) is Pass


@pytest.mark.parametrize(
    "more",
    [
        {"recording": False},
        {"all_supported": False},
        {"strategy": "INCLUSION_BY_RESOURCE_TYPES"},
        {"strategy": "EXCLUSION_BY_RESOURCE_TYPES", "excluded": ("AWS::EC2::SecurityGroup",)},
        {"strategy": "DREAMING"},
    ],
)
def test_a_recorder_that_misses_something_fails(more):
    assert records(**more) is Fail


def test_a_region_without_recorder_fails():
    [verdict] = records_everything(NONE)
    assert type(verdict) is Fail


def delivered(**more):
    [verdict] = delivers(replace(DELIVERED, deliveries=(replace(DELIVERY, **more),)))
    return type(verdict)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, Pass),
        ({"history": None, "snapshot": "Success"}, Pass),
        ({"stream": "Not_Applicable"}, Pass),  # no topic was asked for
        ({"history": "Failure"}, Fail),
        ({"stream": "Failure"}, Fail),
        ({"history": None}, Unknown),
        ({"history": "DREAMING"}, Unknown),
    ],
)
def test_what_is_recorded_must_arrive(more, expected):
    assert delivered(**more) is expected


def test_a_recorder_without_channel_fails_and_without_recorder_there_is_no_question():
    assert [type(one) for one in delivers(replace(DELIVERED, deliveries=()))] == [Fail]
    assert [type(one) for one in delivers(ConfigDelivery(recording=NONE, deliveries=()))] == [NotApplicable]


def test_identities_are_recorded_in_one_region_at_least():
    without = replace(GOOD, recorders=(replace(RECORDER, identities=False),))
    stopped = replace(GOOD, recorders=(replace(RECORDER, recording=False),))
    assert [type(one) for one in records_identities(ACCOUNT, [GOOD, without])] == [Pass]
    assert [type(one) for one in records_identities(ACCOUNT, [without, stopped, NONE])] == [Fail]


@pytest.mark.parametrize(("days", "expected"), [(365, Pass), (364, Fail), (30, Fail), (None, Pass)])
def test_records_are_kept_for_a_year(days, expected):
    [verdict] = retention(ConfigRetention(region=REGION, days=days), LIMITS)
    assert type(verdict) is expected


def test_a_region_without_recorder_is_asked_for_nothing_more(aws):
    assert read(ConfigRecording, aws) == [NONE]
    assert read(ConfigRetention, aws) == []
    assert read(ConfigDelivery, aws) == [ConfigDelivery(recording=NONE, deliveries=())]
    assert "config.DescribeDeliveryChannelStatus" not in {call.operation for call in aws.calls}


# Written from documentation: AWS Config API reference; moto gives no delivery status.
def test_exclusions_deliveries_and_retention_are_read(tape, sign_in):
    excluded = {"resourceTypes": ["AWS::EC2::SecurityGroup"]}
    group = {
        "allSupported": False,
        "includeGlobalResourceTypes": False,
        "exclusionByResourceTypes": excluded,
        "recordingStrategy": {"useOnly": "EXCLUSION_BY_RESOURCE_TYPES"},
    }
    own = {"name": "default", "recordingGroup": group}
    service = {"name": "AWSConfigurationRecorderForX", "servicePrincipal": "x.amazonaws.com"}
    answers = {
        "config.DescribeConfigurationRecorders": {"ConfigurationRecorders": [own, service]},
        "config.DescribeConfigurationRecorderStatus": {
            "ConfigurationRecordersStatus": [{"name": "default", "recording": True}]
        },
        "config.DescribeDeliveryChannelStatus": {
            "DeliveryChannelsStatus": [
                {
                    "name": "default",
                    "configHistoryDeliveryInfo": {"lastStatus": "Success"},
                    "configStreamDeliveryInfo": {"lastStatus": "Not_Applicable"},
                }
            ]
        },
        "config.DescribeRetentionConfigurations": {
            "RetentionConfigurations": [{"Name": "default", "RetentionPeriodInDays": 30}]
        },
    }
    aws = answered(tape, sign_in, answers)
    [found] = read(ConfigRecording, aws)
    assert [one.excluded for one in found.recorders] == [("AWS::EC2::SecurityGroup",)]
    [delivery] = read(ConfigDelivery, aws)
    assert delivery.deliveries == (replace(DELIVERY, stream="Not_Applicable"),)
    assert [one.days for one in read(ConfigRetention, aws)] == [30]
