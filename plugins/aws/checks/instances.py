"""Servers give out their credentials only to those who ask properly."""

from collections.abc import Iterator

from plugins.aws.checks.strange import strange
from plugins.aws.settings.instances import Instance
from scanner import Fail, NotApplicable, Pass, Reason, Severity, Unknown, Verdict, check

GONE = ("terminated", "shutting-down")


@check("aws.ec2.imdsv2", severity=Severity.HIGH, signals=["aws.imds"], assets=["server"])
def imdsv2(instance: Instance) -> Iterator[Verdict]:
    """Every server asks for a token before it gives out its metadata.

    The metadata of a server hold the keys of its role. Without a token, a fault in a web program is
    enough to fetch them from outside, as in the great leaks of recent years.

    ## Remediation
    Set *IMDSv2* to *Required* in the metadata options of the instance, and in the account's
    defaults for new instances.
    """
    if instance.state in GONE:
        yield NotApplicable(instance, "the server is {state}", state=instance.state)
    elif instance.endpoint == "disabled":
        yield Pass(instance, "the server gives out no metadata")
    elif instance.endpoint != "enabled":
        yield _unclear(instance, "HttpEndpoint", instance.endpoint)
    elif instance.tokens == "required":
        yield Pass(instance, "metadata ask for a token")
    elif instance.tokens == "optional":
        yield Fail(instance, "metadata are given out without a token")
    else:
        yield _unclear(instance, "HttpTokens", instance.tokens)


def _unclear(instance: Instance, field: str, value: str | None) -> Unknown:
    if value is None:
        return Unknown(instance, Reason.MALFORMED, "the answer says nothing about {field}", field=field)
    return strange(instance, field, value)
