"""Nobody in the account can switch its protections off."""

from collections.abc import Iterator

from plugins.aws.checks.guardrails import MalformedPolicy, covers, of, whole
from plugins.aws.checks.regions import MALFORMED, MANAGEMENT
from plugins.aws.settings.organization import ControlPolicies
from scanner import Fail, Pass, Reason, Severity, Unknown, Verdict, check

ACTIONS = (
    "cloudtrail:StopLogging",
    "cloudtrail:DeleteTrail",
    "config:StopConfigurationRecorder",
    "config:DeleteConfigurationRecorder",
    "guardduty:DeleteDetector",
    "guardduty:UpdateDetector",
    "organizations:LeaveOrganization",
)
"""What switches off the records, the watch, or the organization's hold on the account."""
SOME = "{policy} denies {action} in some cases only: whether these are enough must be judged"


@check("aws.scp.protections", severity=Severity.HIGH, signals=["aws.scp"], assets=["cloud"])
def protections(policies: ControlPolicies) -> Iterator[Verdict]:
    """Policies deny stopping CloudTrail, Config and GuardDuty, and leaving the organization.

    The first thing an intruder with administrator rights does is to switch off the record. Only a
    policy from above stops an administrator.

    ## Remediation
    Attach a service control policy to the account or a unit above it that denies these actions on
    every resource, without exceptions but Control Tower's own role.
    """
    organization = policies.organization
    if organization.id is None:
        yield Fail(policies, "the account belongs to no organization: nothing limits its administrators")
    elif organization.management == organization.account.id:
        yield Fail(policies, MANAGEMENT)
    else:
        for action in ACTIONS:
            yield _denied(policies, action)


def _denied(policies: ControlPolicies, action: str) -> Verdict:
    try:
        found = [(policy, one) for policy, one in of(policies) if one.denies and covers(one, action)]
    except MalformedPolicy as error:
        return Unknown(policies, Reason.MALFORMED, MALFORMED, part=action, problem=str(error))
    for policy, one in found:
        if whole(one) and all(key == "aws:principalarn" for _, key, _ in one.conditions):
            return Pass(policies, "{policy} denies {action}", part=action, policy=policy.name, action=action)
    for policy, one in found:
        if not any(key == "aws:requestedregion" for _, key, _ in one.conditions):
            return Unknown(policies, Reason.UNSUPPORTED, SOME, part=action, policy=policy.name, action=action)
    return Fail(policies, "no policy denies {action}", part=action, action=action)
