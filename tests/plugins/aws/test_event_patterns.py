"""Whether an event pattern lets through what matters."""

import json

import pytest

from plugins.aws.checks.event_patterns import ALL, NONE, SOME, lets_through

EVENT = {"source": "aws.guardduty", "detail-type": "GuardDuty Finding"}
SOURCE = {"source": ["aws.guardduty"]}


def severity(*matchers):
    return SOURCE | {"detail": {"severity": list(matchers)}}


@pytest.mark.parametrize(
    "pattern",
    [
        {},
        SOURCE,
        {"source": ["aws.health", "aws.guardduty"], "detail-type": ["GuardDuty Finding"]},
        {"source": [{"prefix": "aws."}]},
        {"source": [{"wildcard": "aws.*"}]},
        severity({"numeric": [">=", 7]}),
        severity({"numeric": [">=", 4.0]}),
        severity({"numeric": [">", 6.9]}),
    ],
)
def test_a_pattern_that_lets_all_that_matters_through(pattern):
    assert lets_through(json.dumps(pattern), EVENT) == ALL


@pytest.mark.parametrize(
    "pattern",
    [
        {"source": ["aws.health"]},
        SOURCE | {"detail-type": ["AWS API Call via CloudTrail"]},
        {"source": [{"prefix": "aws.s3"}]},
        {"source": ["AWS.GUARDDUTY"]},
        {"source": []},
    ],
)
def test_a_pattern_for_something_else(pattern):
    assert lets_through(json.dumps(pattern), EVENT) == NONE


@pytest.mark.parametrize(
    "pattern",
    [
        severity({"numeric": [">=", 8]}),
        severity({"numeric": [">", 7]}),  # a finding of exactly 7.0 is high
        severity({"numeric": [">=", 4, "<", 7]}),
        severity(8, 8.9),
        SOURCE | {"detail": {"type": ["Recon:EC2/Portscan"]}},
        SOURCE | {"account": ["111122223333"]},
        {"source": [{"anything-but": "aws.health"}]},
        {"$or": [SOURCE, {"source": ["aws.health"]}]},
        [],
    ],
)
def test_a_filter_that_is_narrow_or_not_understood_is_never_called_all(pattern):
    assert lets_through(json.dumps(pattern), EVENT) == SOME


def test_text_that_is_no_json_is_never_called_all():
    assert lets_through("{", EVENT) == SOME
