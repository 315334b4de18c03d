"""An account of which every answer is written by hand: for services that moto does not play.

Nothing here is recorded. Written from documentation: STS API reference, GetCallerIdentity; the files that
use it name the pages of their own answers.
"""

from collections.abc import Callable, Mapping
from typing import Any

from plugins.aws.connection import AwsConnection
from tests.plugins.aws.replay import Tape

ACCOUNT = "123456789012"


def answered(
    tape: Tape, sign_in: Callable[..., AwsConnection], answers: Mapping[str, dict[str, Any]]
) -> AwsConnection:
    """Sign in without moto; what has no answer fails, for tests have no network."""
    caller = {"Account": ACCOUNT, "UserId": "AIDACKCEVSQ6C2EXAMPLE", "Arn": f"arn:aws:iam::{ACCOUNT}:root"}
    tape.answer("sts.GetCallerIdentity", caller)
    for operation, answer in answers.items():
        tape.answer(operation, answer)
    return sign_in()
