"""How many calls a scan makes: so many per resource, and none of them twice."""

from collections import Counter

import pytest
from moto import mock_aws

import scanner
from benchmarks.account import LARGE, MOST_CALLS, Scale, clients, fill
from plugins.aws.options import AwsOptions
from scanner import Config, OrganisationConfig, Target
from tests.plugins.aws.conftest import TOKYO
from tests.plugins.aws.recording import DEADLINE, HOST, alone
from tests.plugins.aws.replay import Tape, moto_asked

FEW = Scale(buckets=1, users=1, keys=1, groups=1, volumes=1, databases=1, tables=1, functions=1, logs=1)
MORE = Scale(buckets=4, users=4, keys=4, groups=4, volumes=4, databases=4, tables=4, functions=2, logs=4)
WAITING = {"iam.GenerateCredentialReport", "iam.GetCredentialReport"}
"""Asked again until the report is there."""


def asked(scale: Scale) -> Counter[tuple[str, str, str]]:
    """Scan an account of this size with all checks; gives how often each call was made."""
    city = OrganisationConfig(
        id="aozora",
        name="青空市",
        case="i",
        targets=(Target("aozora-aws", "aws", "aozora", AwsOptions(regions=(TOKYO,))),),
    )
    with alone(), mock_aws():
        fill(clients(), scale)
        with moto_asked() as moto, Tape(moto) as tape:
            scanner.scan(Config(organisations=(city,), deadline=DEADLINE), host=HOST)
    return Counter(tape.asked)


@pytest.fixture(scope="module")
def few() -> Counter[tuple[str, str, str]]:
    return asked(FEW)


@pytest.fixture(scope="module")
def more() -> Counter[tuple[str, str, str]]:
    return asked(MORE)


def test_no_call_is_made_twice(more):
    assert len(more) > 100
    assert {key for key, times in more.items() if times > 1 and key[0] not in WAITING} == set()


def test_a_large_account_stays_below_the_most_calls(few, more):
    """Each kind costs so many calls apiece; all of them together, the large account is reckoned by that."""
    names = [name for name in FEW.__dataclass_fields__ if getattr(MORE, name) > getattr(FEW, name)]
    least = min(getattr(MORE, name) - getattr(FEW, name) for name in names if name != "functions")
    apiece = (sum(more.values()) - sum(few.values())) / least
    assert apiece <= 13, "calls for one more of each kind of resource"
    buckets = sum(times for key, times in (more - few).items() if key[0].startswith("s3.")) / least
    assert 0 < buckets <= 10
    rest = apiece - buckets
    reckoned = sum(few.values()) + buckets * LARGE.buckets + rest * LARGE.keys
    assert reckoned <= MOST_CALLS


@pytest.mark.parametrize("service", ["iam", "ec2", "rds", "lambda"])
def test_these_are_read_in_bulk(few, more, service):
    assert count(more, service) == count(few, service)


def test_a_table_costs_two_calls_and_a_log_group_one(few, more):
    """DynamoDB tells of a table's key and of its backups in two operations, each for one table."""
    assert count(more, "dynamodb") - count(few, "dynamodb") == 2 * (MORE.tables - FEW.tables)
    assert count(more, "logs") - count(few, "logs") <= MORE.logs - FEW.logs


def count(calls: Counter[tuple[str, str, str]], service: str) -> int:
    """How many calls of a service were made, but for those that wait."""
    return sum(
        times for key, times in calls.items() if key[0].startswith(f"{service}.") and key[0] not in WAITING
    )
