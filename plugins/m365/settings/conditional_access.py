"""Conditional Access policies, complete: what a policy says that we don't know, it says too.

Source of every field: learn.microsoft.com/graph/api/resources/conditionalaccesspolicy and the pages
it links to. A condition that is not configured matches everything: it is None, or an empty tuple.
"""

from scanner import Instant, setting, value

ENABLED = "enabled"
REPORT_ONLY = "enabledForReportingButNotEnforced"
DISABLED = "disabled"
GUESTS_OR_EXTERNAL = "GuestsOrExternalUsers"


@value
class Guests:
    """Kinds of guests (`guestOrExternalUserTypes`), of all tenants or of those in `tenants` alone.

    `membership` is ``all``, ``enumerated``, or empty if the policy names no tenants: all of them.
    """

    kinds: tuple[str, ...]
    membership: str
    tenants: tuple[str, ...]


@value
class Users:
    """`conditionalAccessUsers`: object ids, role template ids; All, None, GuestsOrExternalUsers."""

    include_users: tuple[str, ...]
    exclude_users: tuple[str, ...]
    include_groups: tuple[str, ...]
    exclude_groups: tuple[str, ...]
    include_roles: tuple[str, ...]
    exclude_roles: tuple[str, ...]
    include_guests: Guests | None
    exclude_guests: Guests | None


@value
class Filter:
    """A filter by rule: `mode` is include or exclude."""

    mode: str
    rule: str


@value
class Applications:
    """`conditionalAccessApplications`: app ids and the words All, None, Office365, MicrosoftAdminPortals."""

    include: tuple[str, ...]
    exclude: tuple[str, ...]
    user_actions: tuple[str, ...]
    contexts: tuple[str, ...]
    filter: Filter | None


@value
class Span:
    """A condition of included and excluded members: platforms, locations."""

    include: tuple[str, ...]
    exclude: tuple[str, ...]


@value
class Workloads:
    """`conditionalAccessClientApplications`: a policy for service principals, not for users."""

    include: tuple[str, ...]
    exclude: tuple[str, ...]
    filter: Filter | None


@value
class Conditions:
    """`conditionalAccessConditionSet`: every one must match, or the policy doesn't apply."""

    users: Users | None
    applications: Applications
    client_app_types: tuple[str, ...]
    platforms: Span | None
    locations: Span | None
    devices: Filter | None
    user_risks: tuple[str, ...]
    sign_in_risks: tuple[str, ...]
    service_principal_risks: tuple[str, ...]
    insider_risks: tuple[str, ...]
    flows: tuple[str, ...]
    workloads: Workloads | None


@value
class Strength:
    """`authenticationStrengthPolicy`, which comes inline: each combination is methods joined by commas."""

    id: str
    name: str | None
    kind: str
    satisfies: str
    combinations: tuple[str, ...]


@value
class Grant:
    """`conditionalAccessGrantControls`: `operator` is AND or OR over all controls together."""

    operator: str
    controls: tuple[str, ...]
    custom: tuple[str, ...]
    terms: tuple[str, ...]
    strength: Strength | None


@value
class Frequency:
    """`signInFrequencySessionControl`: `amount` and `unit` are None when it is every time."""

    amount: int | None
    unit: str | None
    interval: str | None
    authentication: str | None


@value
class Session:
    """`conditionalAccessSessionControls`; a control that is present but switched off is None or False."""

    app_enforced: bool
    cloud_app_security: str | None
    sign_in_frequency: Frequency | None
    persistent_browser: str | None
    token_protection: bool
    resilience_off: bool


@setting("microsoft.graph.conditionalAccessPolicy", key="id", name="name")
class Policy:
    """One Conditional Access policy; `unrecognised` names keys and enum members that no page lists."""

    id: str
    name: str
    state: str
    created: Instant | None
    modified: Instant | None
    template: str | None
    conditions: Conditions
    grant: Grant | None
    session: Session | None
    unrecognised: tuple[str, ...]
