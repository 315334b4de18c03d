"""What service control policies on the account's path really deny."""

import fnmatch
from collections.abc import Iterator

from plugins.aws.policy import MalformedPolicy, Statement, statements
from plugins.aws.settings.organization import ControlPolicies, ControlPolicy

JAPAN = frozenset({"ap-northeast-1", "ap-northeast-3"})
REGION = "aws:requestedregion"
_NEGATED = ("stringnotequals", "stringnotequalsignorecase", "stringnotlike", "arnnotlike", "arnnotequals")
_EQUAL = ("stringequals", "stringequalsignorecase", "stringlike")
EXEMPTS = frozenset(f"{name}{end}" for name in _NEGATED for end in ("", "ifexists"))
DENIES_ELSEWHERE = frozenset(name for name in EXEMPTS if name.startswith("string"))
ALLOWS_ONLY = frozenset(f"{name}{end}" for name in _EQUAL for end in ("", "ifexists"))
"""Every request names its region, so that "if exists" changes nothing; ForAnyValue is not made for it."""
CONTROL_TOWER = "role/awscontroltowerexecution"
_GLOBAL = """
    a4b access-analyzer account acm activate artifact aws-marketplace aws-marketplace-management
    aws-portal billing billingconductor budgets ce chatbot chime cloudfront compute-optimizer config
    consoleapp consolidatedbilling cur datapipeline devicefarm directconnect discovery-marketplace
    ecr-public fms freetier globalaccelerator health iam importexport invoicing iq kms
    license-manager lightsail mobileanalytics networkmanager notifications notifications-contacts
    organizations payments pricing quicksight resource-explorer-2 route53 route53-recovery-cluster
    route53-recovery-control-config route53-recovery-readiness route53domains savingsplans shield
    sso sts support supportapp supportplans sustainability tax trustedadvisor vendor-insights waf
    waf-regional wafv2
    """
GLOBAL = frozenset(_GLOBAL.split())
"""Services that must be exempt, for their endpoints lie abroad (Control Tower, "Region deny control")."""
READS = ("describe", "getaccountpublic", "getbucket", "listallmybuckets", "lookup", "putaccountpublic")
"""Single actions that the same control exempts: they read, or belong to the account as a whole."""


def of(policies: ControlPolicies) -> Iterator[tuple[ControlPolicy, Statement]]:
    """Give each statement with its policy; raises `MalformedPolicy`."""
    for policy in policies.policies:
        for statement in statements(policy.document):
            yield policy, statement


def whole(statement: Statement) -> bool:
    """True for a Deny on every resource that holds for everybody, but for Control Tower itself."""
    return (
        statement.denies
        and statement.resources == ("*",)
        and not statement.not_resources
        and all(_exempts_nobody(*condition) for condition in _others(statement))
    )


def _others(statement: Statement) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    return (one for one in statement.conditions if one[1] != REGION)


def _exempts_nobody(operator: str, key: str, values: tuple[str, ...]) -> bool:
    if operator not in EXEMPTS or key != "aws:principalarn":
        return False
    return all(value.lower().endswith(CONTROL_TOWER) for value in values)


def regions(statement: Statement) -> frozenset[str] | None:
    """Give the regions that a statement leaves open; None if it speaks of regions otherwise, or not at all.

    A second condition on the region holds as well: what is denied then is not all that lies elsewhere.
    """
    operators = ALLOWS_ONLY if statement.allows else DENIES_ELSEWHERE
    found = [(operator, values) for operator, key, values in statement.conditions if key == REGION]
    if len(found) != 1 or found[0][0] not in operators:
        return None
    return frozenset(value.lower() for value in found[0][1])


def mentions_regions(statement: Statement) -> bool:
    """True if a statement speaks of regions in any way."""
    return any(key == REGION for _, key, _ in statement.conditions)


def limits(statement: Statement) -> str:
    """Name the conditions and resources of a statement, for people to judge."""
    found = [f"{operator} {key} {' '.join(values)}" for operator, key, values in statement.conditions]
    if statement.resources != ("*",):
        found.append(" ".join(("Resource", *statement.resources, *statement.not_resources)))
    return "; ".join(found)


def exemptions(statement: Statement) -> str:
    """Name whom and what a statement of Deny leaves out."""
    principals = (one for operator, key, values in _others(statement) for one in values)
    return ", ".join((*sorted(statement.not_actions), *principals))


def only_global(statement: Statement) -> bool:
    """True if a statement speaks of nothing but services whose endpoints lie abroad."""
    return bool(statement.actions) and all(_may_be_exempt(action) for action in statement.actions)


def left_out(statement: Statement) -> tuple[str, ...]:
    """Name the actions that a statement leaves out though they act in a region."""
    if statement.actions:
        return () if {"*", "*:*"} & set(statement.actions) else ("*",)
    return tuple(sorted(action for action in statement.not_actions if not _may_be_exempt(action)))


def _may_be_exempt(action: str) -> bool:
    service, _, name = action.lower().partition(":")
    return service in GLOBAL or name.startswith(READS) or "multiregionaccesspoint" in name


def covers(statement: Statement, action: str) -> bool:
    """True if the statement's actions hold this one; case doesn't matter to IAM."""
    wanted = action.lower()
    if statement.actions:
        return any(fnmatch.fnmatchcase(wanted, one.lower()) for one in statement.actions)
    return not any(fnmatch.fnmatchcase(wanted, one.lower()) for one in statement.not_actions)


__all__ = [
    "MalformedPolicy",
    "covers",
    "exemptions",
    "left_out",
    "limits",
    "mentions_regions",
    "of",
    "only_global",
    "regions",
    "whole",
]
