"""Each operation is denied in one account of three: named there, and nothing taken from the others."""

from pathlib import Path

import pytest

import scanner
from plugins.aws.demo import TARGET
from plugins.aws.operations import action_of
from plugins.aws.options import AwsOptions
from scanner import Config, OrganisationConfig, Target
from scanner.assessment import Assessment
from scanner.exit_code import exit_code
from scanner.model import Outcome
from tests.plugins.aws.recording import DEADLINE, Recording, alone, host, recorded
from tests.plugins.aws.test_aws_denied import DENIABLE, GOOD

NAMES = (TARGET, "taxes", "welfare")
"""The first is the one that refuses: what is declared is declared of it."""
KEYS = {name: f"AKIAIOSFODNN7EXAMPL{number}" for number, name in enumerate(NAMES)}
PROFILE = "[{name}]\naws_access_key_id = {key}\naws_secret_access_key = made-up\n"


class Three:
    """Three accounts that answer alike, each signed in to with a key of its own."""

    def __init__(self, recording: Recording, credentials: Path) -> None:
        self.recording = recording
        credentials.write_text("".join(PROFILE.format(name=name, key=key) for name, key in KEYS.items()))
        targets = tuple(Target(name, "aws", "aozora", AwsOptions(profile=name)) for name in NAMES)
        city = OrganisationConfig(
            id="aozora", name="青空市", case="i", targets=targets, declared=recording.declared
        )
        self._config = Config(organisations=(city,), deadline=DEADLINE, frameworks=())
        self.before = self.scan()

    def scan(self, refused: str | None = None) -> Assessment:
        """Scan all three, with an operation refused in the first."""
        tape = self.recording.tape
        with tape.replaying(), tape.denying(refused, key=KEYS[TARGET]):
            return scanner.scan(self._config, host=host(self.recording.connect))


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Three:
    folder = tmp_path_factory.mktemp("three")
    with alone(), pytest.MonkeyPatch.context() as environment:
        recording = recorded(tmp_path_factory.getbasetemp())
        environment.setenv("AWS_SHARED_CREDENTIALS_FILE", str(folder / "credentials"))
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            environment.delenv(name)
        return Three(recording, folder / "credentials")


def said(assessment: Assessment, mine: bool) -> set[tuple[str, Outcome, str]]:
    """What is found in the account that refuses, or in the two others."""
    return {
        (one.id, one.outcome, str(one.message))
        for one in assessment.findings
        if (one.target == TARGET) is mine
    }


def test_three_accounts_that_answer_are_read_whole(three):
    assert three.before.gaps == ()
    counts = [sum(one.target == name for one in three.before.findings) for name in NAMES]
    assert min(counts) > 100


@pytest.mark.parametrize("operation", DENIABLE)
def test_what_one_account_of_three_refuses_is_told_there_and_takes_nothing_from_the_others(three, operation):
    after = three.scan(operation)
    assert exit_code(after) == 4
    assert {(name, gap.operation, gap.permission) for name, gap in after.gaps} == {
        (TARGET, operation, action_of(operation))
    }
    assert said(after, mine=False) == said(three.before, mine=False)
    was = {name: outcome for name, outcome, _ in said(three.before, mine=True)}
    now = {name: outcome for name, outcome, _ in said(after, mine=True)}
    assert {
        name for name, outcome in now.items() if outcome in GOOD and was.get(name) is not outcome
    } == set()
    assert said(after, mine=True) != said(three.before, mine=True)
