"""What one Conditional Access policy proves. Source: learn.microsoft.com/entra/identity/conditional-access.

A policy proves something only if it is enforced, if we know every word of it, and if no condition
narrows it: all conditions are ANDed, so that one that doesn't match switches the policy off.
"""

from collections.abc import Callable, Iterable, Iterator

from plugins.m365.rules.strengths import is_multifactor, is_phishing_resistant
from plugins.m365.settings.conditional_access import (
    DISABLED,
    ENABLED,
    REPORT_ONLY,
    Grant,
    Policy,
    Span,
    Strength,
    Users,
)
from scanner import Resource

CONDITIONAL_ACCESS = Resource("microsoft.graph.conditionalAccessRoot", "conditionalAccess")
MODERN = frozenset({"browser", "mobileAppsAndDesktopClients"})
LEGACY = frozenset({"exchangeActiveSync", "other"})
UNENFORCED = "approvedApplication"  # not enforced any more: migrate-approved-client-app

Requires = Callable[[Policy], bool]


def is_enforced(policy: Policy) -> bool:
    """True for a policy that is on and says nothing that we don't know."""
    return policy.state == ENABLED and not policy.unrecognised


def puzzling(policies: Iterable[Policy]) -> tuple[Policy, ...]:
    """Policies that may be on and say something that we don't know: they may prove what others don't."""
    off = (DISABLED, REPORT_ONLY)
    return tuple(one for one in policies if one.unrecognised and one.state not in off)


def requires_mfa(policy: Policy) -> bool:
    """True if nobody gets through without multi-factor authentication."""
    return _every_way(policy.grant, lambda control: control == "mfa", is_multifactor)


def requires_phishing_resistant(policy: Policy) -> bool:
    """True if nobody gets through without a phishing-resistant method; *mfa* takes any second one."""
    return _every_way(policy.grant, lambda _: False, is_phishing_resistant)


def blocks(policy: Policy) -> bool:
    """True if the policy refuses whoever it applies to."""
    return policy.grant is not None and "block" in policy.grant.controls


def narrowing(policy: Policy) -> Iterator[str]:
    """Name the conditions, besides users, apps and clients, that keep a policy from applying always."""
    found = policy.conditions
    narrowed = {
        "platforms": _is_narrow(found.platforms, "all"),
        "locations": _is_narrow(found.locations, "All"),
        "devices": found.devices is not None,
        "userRiskLevels": bool(found.user_risks),
        "signInRiskLevels": bool(found.sign_in_risks),
        "servicePrincipalRiskLevels": bool(found.service_principal_risks),
        "insiderRiskLevels": bool(found.insider_risks),
        "authenticationFlows": bool(found.flows),
        "clientApplications": found.workloads is not None,
        "applicationFilter": found.applications.filter is not None,
        "authenticationContext": bool(found.applications.contexts),
    }
    return (name for name, is_narrow in narrowed.items() if is_narrow)


def is_unconditional(policy: Policy) -> bool:
    """True if no condition besides users, apps and clients narrows the policy."""
    return next(narrowing(policy), None) is None


def for_all_users(policy: Policy) -> bool:
    """True if All users are included; exclusions are looked at apart."""
    users = policy.conditions.users
    return users is not None and "All" in users.include_users


def for_all_apps(policy: Policy) -> bool:
    """True if All resources are included; exclusions are looked at apart."""
    return "All" in policy.conditions.applications.include


def excluded_apps(policy: Policy) -> frozenset[str]:
    """The apps that a policy leaves out."""
    return frozenset(policy.conditions.applications.exclude)


def has_clients(policy: Policy, clients: frozenset[str]) -> bool:
    """True if the policy applies to these client types."""
    found = policy.conditions.client_app_types
    return "all" in found or clients <= frozenset(found)


def excludes_nobody(users: Users) -> bool:
    """True if no exclusion takes anybody out."""
    named = users.exclude_users + users.exclude_groups + users.exclude_roles
    return not named and users.exclude_guests is None


def _every_way(
    grant: Grant | None, control: Callable[[str], bool], strength: Callable[[Strength], bool]
) -> bool:
    """Say if all ways through prove it: with OR each control has to, with AND one is enough."""
    if grant is None:
        return False
    named = [one for one in grant.controls if one != UNENFORCED]
    ways = [control(one) for one in named] + [False for _ in grant.custom + grant.terms]
    if grant.strength is not None:
        ways.append(strength(grant.strength))
    if grant.operator == "OR":
        return bool(ways) and all(ways)
    return grant.operator == "AND" and any(ways)


def _is_narrow(span: Span | None, everything: str) -> bool:
    return span is not None and (everything not in span.include or bool(span.exclude))
