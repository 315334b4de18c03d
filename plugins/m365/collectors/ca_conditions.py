"""Reads the conditions of a Conditional Access policy; one that isn't configured matches everything."""

from plugins.m365.answer import Answer
from plugins.m365.collectors.members import (
    APPLICATIONS,
    CLIENTS,
    EVERYBODY,
    FLOWS,
    GUESTS,
    INSIDER,
    PLACES,
    PLATFORMS,
    RISKS,
    USER_ACTIONS,
)
from plugins.m365.settings.conditional_access import (
    GUESTS_OR_EXTERNAL,
    Applications,
    Conditions,
    Filter,
    Guests,
    Span,
    Users,
    Workloads,
)

FILTER_MODES = frozenset({"include", "exclude"})


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
        include_users=row.ids("includeUsers", *EVERYBODY),
        exclude_users=row.ids("excludeUsers", GUESTS_OR_EXTERNAL),
        include_groups=row.ids("includeGroups"),
        exclude_groups=row.ids("excludeGroups"),
        include_roles=row.ids("includeRoles"),
        exclude_roles=row.ids("excludeRoles"),
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
        include=row.ids("includeApplications", *APPLICATIONS),
        exclude=row.ids("excludeApplications", *APPLICATIONS),
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
        return Span(include=row.ids(include, *PLACES), exclude=row.ids(exclude, *PLACES))
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
