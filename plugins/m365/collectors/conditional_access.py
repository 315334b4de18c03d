"""Reads Conditional Access policies with every condition; unknown keys and members are kept, not dropped."""

from collections.abc import AsyncIterator

from plugins.m365.answer import Answer
from plugins.m365.collectors.members import (
    CLIENTS,
    CONTROLS,
    FLOWS,
    GUESTS,
    INSIDER,
    METHODS,
    OPERATORS,
    PLATFORMS,
    RISKS,
    STATES,
    USER_ACTIONS,
)
from plugins.m365.collectors.session_controls import session
from plugins.m365.connection import M365Connection
from plugins.m365.endpoints import CA_POLICIES
from plugins.m365.settings.conditional_access import (
    GUESTS_OR_EXTERNAL,
    Applications,
    Conditions,
    ExcludedGroup,
    ExcludedUser,
    Filter,
    Grant,
    Guests,
    Policy,
    Span,
    Strength,
    Users,
    Workloads,
)
from scanner import collector

FILTER_MODES = frozenset({"include", "exclude"})


@collector(*CA_POLICIES.permissions)
async def policies(graph: M365Connection) -> AsyncIterator[Policy | ExcludedUser | ExcludedGroup]:
    async for row in graph.rows(CA_POLICIES):
        found = policy(row)
        yield found
        if out := found.conditions.users:
            for user in out.exclude_users:
                if user != GUESTS_OR_EXTERNAL:
                    yield ExcludedUser(id=user)
            for group in out.exclude_groups:
                yield ExcludedGroup(id=group)


def policy(row: Answer) -> Policy:
    """Read one policy; raises *malformed* if a required part is missing."""
    row.knows(
        *("id", "displayName", "description", "templateId", "createdDateTime", "modifiedDateTime"),
        *("state", "conditions", "grantControls", "sessionControls"),
    )
    found_grant, found_session = row.child_or_none("grantControls"), row.child_or_none("sessionControls")
    return Policy(
        id=row.text("id"),
        name=row.text("displayName"),
        state=row.member("state", STATES),
        created=row.time_or_none("createdDateTime"),
        modified=row.time_or_none("modifiedDateTime"),
        template=row.text_or_none("templateId"),
        conditions=conditions(row.child("conditions")),
        grant=None if found_grant is None else grant(found_grant),
        session=None if found_session is None else session(found_session),
        unrecognised=tuple(row.strange),
    )


def conditions(row: Answer) -> Conditions:
    """Read the condition set."""
    row.knows(
        *("users", "applications", "clientAppTypes", "platforms", "locations", "devices"),
        *("userRiskLevels", "signInRiskLevels", "servicePrincipalRiskLevels", "insiderRiskLevels"),
        *("authenticationFlows", "clientApplications"),
    )
    found_users, found_workloads = row.child_or_none("users"), row.child_or_none("clientApplications")
    row.needed_texts("clientAppTypes")
    if found_users is None and found_workloads is None:
        row.note("users")
    return Conditions(
        users=None if found_users is None else users(found_users),
        applications=applications(row.child("applications")),
        client_app_types=row.members("clientAppTypes", CLIENTS),
        platforms=span(row.child_or_none("platforms"), "Platforms", PLATFORMS),
        locations=span(row.child_or_none("locations"), "Locations", None),
        devices=devices(row.child_or_none("devices")),
        user_risks=row.members("userRiskLevels", RISKS),
        sign_in_risks=row.members("signInRiskLevels", RISKS),
        service_principal_risks=row.members("servicePrincipalRiskLevels", RISKS),
        insider_risks=row.flags("insiderRiskLevels", INSIDER),
        flows=flows(row.child_or_none("authenticationFlows")),
        workloads=None if found_workloads is None else workloads(found_workloads),
    )


def users(row: Answer) -> Users:
    """Read who a policy is for."""
    include, exclude = "includeGuestsOrExternalUsers", "excludeGuestsOrExternalUsers"
    names = [f"{way}{kind}" for kind in ("Users", "Groups", "Roles") for way in ("include", "exclude")]
    row.knows(*names, include, exclude)
    return Users(
        include_users=row.texts("includeUsers"),
        exclude_users=row.texts("excludeUsers"),
        include_groups=row.texts("includeGroups"),
        exclude_groups=row.texts("excludeGroups"),
        include_roles=row.texts("includeRoles"),
        exclude_roles=row.texts("excludeRoles"),
        include_guests=guests(row.child_or_none(include)),
        exclude_guests=guests(row.child_or_none(exclude)),
    )


def guests(row: Answer | None) -> Guests | None:
    """Read kinds of guests and the tenants they come from."""
    if row is None:
        return None
    row.knows("guestOrExternalUserTypes", "externalTenants")
    kinds = row.flags("guestOrExternalUserTypes", GUESTS)
    if (tenants := row.child_or_none("externalTenants")) is None:
        return Guests(kinds=kinds, membership="", tenants=())
    tenants.knows("membershipKind", "members")
    membership = tenants.member("membershipKind", frozenset({"all", "enumerated"}))
    return Guests(kinds=kinds, membership=membership, tenants=tenants.texts("members"))


def applications(row: Answer) -> Applications:
    """Read what a policy protects."""
    contexts = "includeAuthenticationContextClassReferences"
    row.knows(
        "includeApplications", "excludeApplications", "includeUserActions", contexts, "applicationFilter"
    )
    return Applications(
        include=row.texts("includeApplications"),
        exclude=row.texts("excludeApplications"),
        user_actions=row.members("includeUserActions", USER_ACTIONS),
        contexts=row.texts(contexts),
        filter=rule(row.child_or_none("applicationFilter")),
    )


def span(row: Answer | None, what: str, members: frozenset[str] | None) -> Span | None:
    """Read a condition of included and excluded members."""
    if row is None:
        return None
    include, exclude = f"include{what}", f"exclude{what}"
    row.knows(include, exclude)
    if members is None:
        return Span(include=row.texts(include), exclude=row.texts(exclude))
    return Span(include=row.members(include, members), exclude=row.members(exclude, members))


def devices(row: Answer | None) -> Filter | None:
    """Read the device filter."""
    if row is None:
        return None
    row.knows("deviceFilter")
    return rule(row.child_or_none("deviceFilter"))


def rule(row: Answer | None) -> Filter | None:
    """Read a filter."""
    if row is None:
        return None
    row.knows("mode", "rule")
    return Filter(mode=row.member("mode", FILTER_MODES), rule=row.text("rule"))


def flows(row: Answer | None) -> tuple[str, ...]:
    """Read the authentication flows; *none* says that none is chosen."""
    if row is None:
        return ()
    row.knows("transferMethods")
    return tuple(flow for flow in row.flags("transferMethods", FLOWS) if flow != "none")


def workloads(row: Answer) -> Workloads:
    """Read the service principals of a workload policy."""
    row.knows("includeServicePrincipals", "excludeServicePrincipals", "servicePrincipalFilter")
    return Workloads(
        include=row.texts("includeServicePrincipals"),
        exclude=row.texts("excludeServicePrincipals"),
        filter=rule(row.child_or_none("servicePrincipalFilter")),
    )


def grant(row: Answer) -> Grant:
    """Read the grant controls; `operator` may be null where one control stands alone."""
    row.knows(
        "operator", "builtInControls", "customAuthenticationFactors", "termsOfUse", "authenticationStrength"
    )
    found = row.child_or_none("authenticationStrength")
    return Grant(
        operator=operator(row),
        controls=row.members("builtInControls", CONTROLS),
        custom=row.texts("customAuthenticationFactors"),
        terms=row.texts("termsOfUse"),
        strength=None if found is None else strength(found),
    )


def operator(row: Answer) -> str:
    """Read how the controls are joined, in capitals; null is noted, for it says nothing."""
    if row.text_or_none("operator") is None:
        row.note("operator")
        return ""
    return row.member("operator", OPERATORS).upper()


def strength(row: Answer) -> Strength:
    """Read an authentication strength; methods that no page lists are noted."""
    row.knows(
        *("id", "createdDateTime", "modifiedDateTime", "displayName", "description", "policyType"),
        *("requirementsSatisfied", "allowedCombinations", "combinationConfigurations"),
    )
    combinations = row.needed_texts("allowedCombinations")
    unknown = {part for one in combinations for part in one.replace(" ", "").split(",")} - METHODS
    row.strange.extend(f"allowedCombinations={part}" for part in sorted(unknown))
    return Strength(
        id=row.text("id"),
        name=row.text_or_none("displayName"),
        kind=row.text("policyType"),
        satisfies=row.text("requirementsSatisfied"),
        combinations=combinations,
    )
