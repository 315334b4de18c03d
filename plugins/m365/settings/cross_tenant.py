"""Cross-tenant access: what other organisations' tenants may do here, and our people there.

Source: learn.microsoft.com/graph/api/resources/crosstenantaccesspolicyconfigurationdefault and …partner.
"""

from scanner import setting, value


@value
class Part:
    """One side of an access setting: `access` is allowed or blocked, for `targets` (ids, AllUsers, …)."""

    access: str
    targets: tuple[str, ...]


@value
class Access:
    """`crossTenantAccessPolicyB2BSetting` and `…TenantRestrictions`: who, and to which applications."""

    users: Part
    applications: Part


@value
class Trust:
    """`crossTenantAccessPolicyInboundTrust`: which claims of other tenants count here; None is not set."""

    mfa: bool | None
    compliant_device: bool | None
    hybrid_joined_device: bool | None


@setting("microsoft.graph.crossTenantAccessPolicyConfigurationDefault", singleton=True)
class CrossTenantDefault:
    """The settings for every tenant without settings of its own.

    `service_default`: never configured, Microsoft's own are in force. `restrictions` are tenant
    restrictions v2; None if there are none.
    """

    service_default: bool
    outbound: Access
    direct_outbound: Access
    restrictions: Access | None
    trust: Trust | None
    unrecognised: tuple[str, ...]


@setting("microsoft.graph.crossTenantAccessPolicyConfigurationPartner", key="tenant")
class CrossTenantPartner:
    """The settings for one other tenant; None takes over the default."""

    tenant: str
    outbound: Access | None
    direct_outbound: Access | None
    restrictions: Access | None
    trust: Trust | None
    unrecognised: tuple[str, ...]
