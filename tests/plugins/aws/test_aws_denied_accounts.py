"""What one account or one region refuses takes nothing from the others."""

from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto import mock_aws

import scanner
from plugins.aws.options import AwsOptions
from scanner import Config, OrganisationConfig, Target
from scanner.assessment import Assessment
from scanner.exit_code import exit_code
from scanner.model import Outcome
from tests.plugins.aws.conftest import OSAKA, TOKYO
from tests.plugins.aws.recording import DEADLINE, HOST, alone
from tests.plugins.aws.replay import Tape, moto_asked

ACCOUNTS = {"taxes": "111122223333", "welfare": "444455556666", "website": "777788889999"}
CHECKS = ("aws.ebs.volume-encryption", "aws.cloudtrail.all-regions")
PROFILE = "[{name}]\naws_access_key_id = {key}\naws_secret_access_key = {secret}\n"


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """Three accounts with an open volume in both regions; gives the access key of each profile."""
    file = tmp_path / "credentials"
    with alone(), mock_aws():
        made = {name: _account(account) for name, account in ACCOUNTS.items()}
        profiles = (PROFILE.format(name=name, key=key, secret=secret) for name, (key, secret) in made.items())
        file.write_text("".join(profiles))
        monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(file))
        yield {name: key for name, (key, _) in made.items()}


def _account(account: str) -> tuple[str, str]:
    """Fill an account from inside, and make a key to read it with."""
    role = f"arn:aws:iam::{account}:role/builder"
    sts = boto3.client("sts", region_name=TOKYO)
    lent = sts.assume_role(RoleArn=role, RoleSessionName="builder")["Credentials"]
    inside = boto3.Session(lent["AccessKeyId"], lent["SecretAccessKey"], lent["SessionToken"])
    for region in (TOKYO, OSAKA):
        inside.client("ec2", region).create_volume(AvailabilityZone=f"{region}a", Size=8, Encrypted=False)
    iam = inside.client("iam")
    iam.create_user(UserName="tenken")
    key = iam.create_access_key(UserName="tenken")["AccessKey"]
    return key["AccessKeyId"], key["SecretAccessKey"]


def scan(operation: str = "", **refused: str) -> Assessment:
    """Scan all three, with an operation refused to one key, or in one region."""
    targets = tuple(
        Target(name, "aws", "aozora", AwsOptions(profile=name, regions=(TOKYO, OSAKA))) for name in ACCOUNTS
    )
    city = OrganisationConfig(id="aozora", name="青空市", case="i", targets=targets)
    with moto_asked() as moto, Tape(moto) as tape, tape.denying(operation, **refused):
        return scanner.scan(Config(organisations=(city,), deadline=DEADLINE), CHECKS, host=HOST)


def found(assessment: Assessment, check: str) -> set[tuple[str, str, Outcome]]:
    return {
        (one.target, one.resource.region, one.outcome) for one in assessment.findings if one.check == check
    }


def test_three_accounts_are_told_apart(keys):
    assessment = scan()
    assert {one.id: one.account for one in assessment.targets} == ACCOUNTS
    assert assessment.gaps == ()


def test_one_account_of_three_that_refuses_leaves_the_others_judged(keys):
    after = scan("ec2.DescribeVolumes", key=keys["welfare"])
    both = {(name, region, Outcome.FAIL) for name in ("taxes", "website") for region in (TOKYO, OSAKA)}
    unknown = {("welfare", region, Outcome.UNKNOWN) for region in (TOKYO, OSAKA)}
    assert found(after, "aws.ebs.volume-encryption") == both | unknown
    assert {(target, gap.permission) for target, gap in after.gaps} == {("welfare", "ec2:DescribeVolumes")}
    assert exit_code(after) == 4


def test_an_account_that_nobody_can_sign_in_to_leaves_the_others_judged(keys):
    before, after = scan(), scan("sts.GetCallerIdentity", key=keys["welfare"])
    for check in CHECKS:
        others = {one for one in found(before, check) if one[0] != "welfare"}
        now = found(after, check)
        assert {one for one in now if one[0] != "welfare"} == others
        assert {outcome for name, _, outcome in now if name == "welfare"} == {Outcome.UNKNOWN}
    assert {target for target, _ in after.gaps} == {"welfare"}
    assert exit_code(after) == 4


def test_one_region_of_two_that_refuses_leaves_the_other_judged(keys):
    after = scan("ec2.DescribeVolumes", region=OSAKA)
    expected = {(name, TOKYO, Outcome.FAIL) for name in ACCOUNTS}
    expected |= {(name, OSAKA, Outcome.UNKNOWN) for name in ACCOUNTS}
    assert found(after, "aws.ebs.volume-encryption") == expected
    assert {gap.scope.region for _, gap in after.gaps} == {OSAKA}


def test_what_is_about_all_regions_is_unknown_where_one_refuses(keys):
    after = scan("cloudtrail.DescribeTrails", region=OSAKA)
    assert {outcome for *_, outcome in found(after, "aws.cloudtrail.all-regions")} == {Outcome.UNKNOWN}
