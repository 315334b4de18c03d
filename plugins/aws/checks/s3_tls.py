"""Buckets answer over TLS only."""

from collections.abc import Iterator

from plugins.aws.policy import MalformedPolicy, Statement, statements
from plugins.aws.settings.s3 import BucketPolicy
from scanner import Fail, Pass, Reason, Severity, Unknown, Verdict, check

OPERATORS = ("bool", "boolifexists")


@check("aws.s3.tls-only", severity=Severity.MEDIUM, signals=["aws.s3tls"], assets=["cloud"])
def tls_only(policy: BucketPolicy) -> Iterator[Verdict]:
    """Every bucket refuses requests without TLS.

    S3 also answers over plain HTTP. Only a Deny in the bucket policy keeps data and signatures from
    crossing the network unencrypted.

    ## Remediation
    Add a statement to the bucket policy: Effect Deny, Principal "*", Action "s3:*", Resource the
    bucket and its objects, Condition Bool aws:SecureTransport false.
    """
    if policy.document is None:
        yield Fail(policy, "has no bucket policy, so plain HTTP is answered")
        return
    try:
        found = statements(policy.document)
    except MalformedPolicy as error:
        yield Unknown(
            policy, Reason.MALFORMED, "the policy document is malformed at {element}", element=str(error)
        )
        return
    if refused := _refused(found, policy.bucket.name):
        yield Pass(policy, "requests without TLS are refused for {resources}", resources=", ".join(refused))
    else:
        yield Fail(policy, "the bucket policy does not refuse every request without TLS")


def _refused(found: tuple[Statement, ...], bucket: str) -> tuple[str, ...]:
    """Give the ARNs that are closed to plain HTTP if bucket and objects both are, else nothing."""
    closed = {resource for one in found if _denies_plain(one) for resource in one.resources}
    everything = {"*", f"arn:aws:s3:::{bucket}*", "arn:aws:s3:::*"} & closed
    both = {f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"}
    if everything or both <= closed:
        return tuple(sorted(everything or both))
    return ()


def _denies_plain(one: Statement) -> bool:
    """True for a Deny of everything to everybody whose only condition is the missing TLS."""
    actions = {action.lower() for action in one.actions}
    if not (one.denies and "*" in one.principals and {"*", "s3:*"} & actions):
        return False
    if len(one.conditions) != 1:  # every further condition narrows the Deny
        return False
    [(operator, key, values)] = one.conditions
    return (
        operator in OPERATORS
        and key == "aws:securetransport"
        and {value.lower() for value in values} == {"false"}
    )
