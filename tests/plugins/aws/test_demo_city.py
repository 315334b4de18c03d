"""What the demo's city shows: each promise that is easily broken, once."""

import pytest

import scanner
from plugins.aws.demo import TARGET, city
from plugins.aws.demo.answers import CENTRAL
from scanner import Config, OrganisationConfig, Target
from scanner.model import Outcome
from scanner.records import Declarations
from tests.plugins.aws.recording import HOST

CHECKS = (
    "aws.backup.jobs",
    "aws.cloudformation.drift",
    "aws.cloudformation.mandatory",
    "aws.cloudtrail.bucket",
    "aws.cloudtrail.retention",
    "aws.health.watched",
    "aws.kms.erased",
    "aws.kms.no-copy",
    "aws.region.restricted",
    "aws.restore.each",
    "aws.restore.tested",
)


@pytest.fixture(scope="module")
def findings():
    """The findings of these checks in the demo's city, over HTTP."""
    with city() as demo:
        target = Target(TARGET, "aws", "aozora", demo.options)
        declared = Declarations.of(demo.declarations)
        aozora = OrganisationConfig(
            id="aozora", name="青空市", case="i", targets=(target,), declared=declared
        )
        config = Config(organisations=(aozora,), deadline=110.0, frameworks=())
        return scanner.scan(config, CHECKS, host=HOST).findings


def of(findings, check, *words):
    """The outcomes of a check whose message or resource holds all of these words."""
    return {
        one.outcome
        for one in findings
        if one.check == check and all(word in f"{one.message} {one.resource}" for word in words)
    }


def test_a_log_bucket_of_another_account_is_unknown_and_no_failure(findings):
    for check in ("aws.cloudtrail.bucket", "aws.cloudtrail.retention"):
        assert of(findings, check, "aozora-central") == {Outcome.UNKNOWN}
    assert CENTRAL.startswith("aozora")


def test_a_region_policy_that_nobody_attached_restricts_nothing(findings):
    assert of(findings, "aws.region.restricted", "no policy on the account's path") == {Outcome.FAIL}


def test_a_key_that_waits_for_its_deletion_is_not_erased_yet(findings):
    assert of(findings, "aws.kms.erased", "waits for its deletion") == {Outcome.UNKNOWN}


def test_a_restore_of_long_ago_has_expired(findings):
    assert of(findings, "aws.restore.tested") == {Outcome.FAIL}
    assert of(findings, "aws.restore.each", "last restored 500 days ago") == {Outcome.FAIL}


def test_a_subscription_that_was_never_confirmed_tells_nobody(findings):
    assert of(findings, "aws.health.watched", "no confirmed subscriber") == {Outcome.FAIL}


def test_a_mandatory_stack_that_somebody_changed_by_hand_has_drifted(findings):
    assert of(findings, "aws.cloudformation.mandatory") == {Outcome.PASS}
    assert of(findings, "aws.cloudformation.drift", "aozora-watch differs") == {Outcome.FAIL}
    assert of(findings, "aws.cloudformation.drift", "last looked at 2 days ago") == {Outcome.PASS}


def test_a_backup_that_fails_is_told_though_there_is_a_plan(findings):
    assert of(findings, "aws.backup.jobs", "aozora-events") == {Outcome.FAIL}
    assert of(findings, "aws.backup.jobs", "aozora-residents") == {Outcome.PASS}
