"""Access to other organisations' tenants."""

from collections.abc import Iterator

from plugins.m365.settings.cross_tenant import Access, CrossTenantDefault, CrossTenantPartner
from scanner import DeclaredPartner, Fail, Pass, Reading, Reason, Severity, Unknown, Verdict, check


@check("m365.cross-tenant.outbound", severity=Severity.HIGH, signals=["m365.tenres"])
def outbound(setting: CrossTenantDefault) -> Iterator[Verdict]:
    """People can't work in other organisations' tenants unless it was agreed to.

    From a terminal that reaches Microsoft 365 directly, another tenant of Microsoft 365 is the
    shortest way to carry data out.

    ## Remediation
    Entra admin center, *External Identities > Cross-tenant access settings > Default settings*: block
    outbound B2B collaboration and B2B direct connect for all users and all applications.
    """
    if setting.unrecognised:
        yield _unrecognised(setting, setting.unrecognised)
    elif is_closed(setting.outbound) and is_closed(setting.direct_outbound):
        yield Pass(setting, "outbound collaboration and direct connect are blocked by default")
    else:
        yield Fail(setting, "outbound collaboration or direct connect is open by default")


@check("m365.cross-tenant.restrictions", severity=Severity.HIGH, signals=["m365.tenres"])
def restrictions(setting: CrossTenantDefault) -> Iterator[Verdict]:
    """Tenant restrictions refuse accounts of other tenants.

    Somebody who signs in on the municipality's network with an account of another tenant can upload
    there whatever they read here; nothing in the own tenant sees it.

    ## Remediation
    Entra admin center, *External Identities > Cross-tenant access settings > Default settings > Tenant
    restrictions*: block all external users and all applications. Then have the break-out firewall
    or the terminals send the policy's header: the policy alone refuses nobody.
    """
    if setting.unrecognised:
        yield _unrecognised(setting, setting.unrecognised)
    elif setting.service_default:
        yield Fail(setting, "cross-tenant access was never configured: Microsoft's defaults are in force")
    elif setting.restrictions is None:
        yield Fail(setting, "there are no tenant restrictions")
    elif is_closed(setting.restrictions):
        yield Pass(
            setting,
            "tenant restrictions refuse all other tenants; that the firewall or the terminals send their "
            "header has to be shown there",
        )
    else:
        yield Fail(setting, "tenant restrictions let accounts of other tenants through")


@check("m365.cross-tenant.partners", severity=Severity.HIGH, signals=["m365.tenres"])
def partners(partner: CrossTenantPartner, declared: Reading[DeclaredPartner]) -> Iterator[Verdict]:
    """Exceptions for other tenants are made for declared partners alone.

    Each exception is a way around the default; one that nobody remembers is a way nobody watches.

    ## Remediation
    Entra admin center, *External Identities > Cross-tenant access settings > Organizational settings*:
    remove what is no longer agreed to, and name the rest under `partner_tenants` in
    `records/declarations.yaml`.
    """
    if partner.tenant.casefold() in {one.tenant.casefold() for one in declared.items}:
        yield Pass(partner, "the tenant was declared as a partner")
    elif partner.unrecognised:
        yield _unrecognised(partner, partner.unrecognised)
    elif all(is_closed(one) for one in _own(partner)):
        yield Pass(partner, "no way out is opened for the tenant")
    elif declared.complete:
        yield Fail(partner, "a way out is opened for a tenant that was not declared as a partner")
    else:
        template = "a way out is opened; name the partners under partner_tenants in records/declarations.yaml"
        yield Unknown(partner, Reason.UNDECLARED, template)


def is_closed(access: Access) -> bool:
    """True if nobody and nothing gets through: blocked for all users and all applications."""
    users, applications = access.users, access.applications
    return (users.access, applications.access) == ("blocked", "blocked") and (
        "AllUsers" in users.targets and "AllApplications" in applications.targets
    )


def _own(partner: CrossTenantPartner) -> Iterator[Access]:
    """The settings that don't take over the default."""
    for one in (partner.outbound, partner.direct_outbound, partner.restrictions):
        if one is not None:
            yield one


def _unrecognised(setting: object, words: tuple[str, ...]) -> Verdict:
    template = "the setting says something new ({words}); what it does can't be told"
    return Unknown(setting, Reason.MALFORMED, template, words=", ".join(words))
