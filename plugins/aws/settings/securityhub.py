"""Security Hub: the standards it checks, and the controls that fail."""

from plugins.aws.settings.account import Region
from scanner import ALL, setting, value


@value
class Standard:
    """A standard by ARN; `status` is PENDING, READY, FAILED, DELETING or INCOMPLETE.

    Source: Security Hub GetEnabledStandards, API type StandardsSubscription.
    """

    arn: str
    status: str


@setting("AWS::SecurityHub::Hub", of="region")
class SecurityHub:
    """Security Hub in a region; None if it is not enabled there.

    Source: DescribeHub (InvalidAccessException or ResourceNotFoundException: not enabled),
    GetEnabledStandards.
    """

    region: Region
    standards: tuple[Standard, ...] | None


@setting("AWS::SecurityHub::SecurityControl", key="control", name="control", region="region", passing=ALL)
class FailedControl:
    """A control that fails for this account, with its highest severity (CRITICAL or HIGH).

    `resources` counts the failing resources, `suppressed` those of them that somebody suppressed.
    Source: GetFindings (``Compliance.SecurityControlId``, ``Severity.Label``, ``Workflow.Status``).
    """

    control: str
    region: str
    severity: str
    resources: int
    suppressed: int
