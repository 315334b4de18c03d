"""Console passwords follow the municipality's own rule."""

from collections.abc import Iterator

from plugins.aws.settings.iam import Credentials, PasswordPolicy
from scanner import Fail, Limits, NotApplicable, Pass, Reading, Severity, Verdict, check

KINDS = {
    "symbols": "RequireSymbols",
    "numbers": "RequireNumbers",
    "uppercase": "RequireUppercaseCharacters",
    "lowercase": "RequireLowercaseCharacters",
}


@check("aws.iam.password-policy", severity=Severity.MEDIUM, signals=["aws.pwpolicy"], assets=["cloud"])
def password_policy(policy: PasswordPolicy, users: Reading[Credentials], limits: Limits) -> Iterator[Verdict]:
    """Console passwords are as long, as varied and as new as the municipality's own rule asks for.

    Without a rule of its own an account accepts eight characters, and the same password again and
    again. It matters wherever people still sign in with a password of IAM.

    ## Remediation
    Set a custom password policy with the minimum length, the kinds of characters and the number of
    remembered passwords of the municipality's own rule.
    """
    if users.complete and not any(user.password for user in users.items):
        yield NotApplicable(policy, "no IAM user has a console password")
    elif not policy.own:
        yield Fail(policy, "the account has no password policy of its own")
    else:
        yield from _judge(policy, limits["password_length"], limits["password_reuse"])


def _judge(policy: PasswordPolicy, length: int, reuse: int) -> Iterator[Verdict]:
    missing = [name for field, name in KINDS.items() if getattr(policy, field) is not True]
    short, again = (policy.length or 0) < length, (policy.reuse or 0) < reuse
    if short:
        yield Fail(
            policy,
            "{length} characters are enough, less than {least}",
            part="length",
            length=policy.length,
            least=length,
        )
    if again:
        yield Fail(
            policy,
            "{reuse} former passwords are remembered, less than {least}",
            part="reuse",
            reuse=policy.reuse or 0,
            least=reuse,
        )
    if missing:
        yield Fail(policy, "not required: {kinds}", part="kinds", kinds=", ".join(missing))
    if not (short or again or missing):
        yield Pass(
            policy,
            "{length} characters of every kind, {reuse} former passwords remembered",
            length=policy.length,
            reuse=policy.reuse,
        )
