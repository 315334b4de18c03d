"""Whom people reach with Teams outside the municipality, and whose storage is open in it."""

from collections.abc import Iterator

from plugins.m365.rules.agreed import not_agreed
from plugins.m365.rules.unknown_value import unknown_value
from plugins.m365.settings.teams import ALL, LISTED, ExternalAccess, Federation, TeamsStorage
from scanner import DeclaredDomain, Fail, Pass, Reading, Reason, Severity, Unknown, Verdict, check

SIGNALS = ["m365.teamsext"]
AS_TENANT, NOBODY, SOME = "OrganizationDefault", "BlockAllExternalDomains", "AllowSpecificExternalDomains"
MANY = ("AllowAllExternalDomains", "BlockSpecificExternalDomains")


@check("m365.teamsext.domains", severity=Severity.HIGH, signals=SIGNALS)
def domains(setting: Federation, declared: Reading[DeclaredDomain]) -> Iterator[Verdict]:
    """Teams reaches only the organisations that were agreed to.

    With every organisation open, anybody's tenant is as good a sender of messages and files as a partner's.

    ## Remediation
    Teams admin center, *Users > External access*: *Allow only specific external domains*, and name the same
    domains under `partner_domains` in `records/declarations.yaml`; or block all.
    """
    if not setting.federated:
        yield Pass(setting, "Teams reaches no other organisation")
    elif setting.partners == ALL:
        yield Fail(setting, "Teams reaches every organisation that is not blocked")
    elif setting.partners == LISTED:
        yield _agreed(setting, setting.domains, declared)
    else:
        template = (
            "AllowedDomains doesn't tell whether all domains are allowed or none; attest what the page shows"
        )
        yield Unknown(setting, Reason.MALFORMED, template)


@check("m365.teamsext.policies", severity=Severity.HIGH, signals=SIGNALS)
def policies(
    policy: ExternalAccess, federation: Reading[Federation], declared: Reading[DeclaredDomain]
) -> Iterator[Verdict]:
    """No external access policy opens what the tenant closes.

    A policy for some people can allow domains that the list of the tenant doesn't hold.

    ## Remediation
    `Set-CsExternalAccessPolicy -CommunicationWithExternalOrgs OrganizationDefault`, or only the domains under
    `partner_domains` in `records/declarations.yaml`.
    """
    closed = any(not one.federated for one in federation.items)
    if closed or not policy.federation or policy.reach == NOBODY:
        yield Pass(policy, "people with this policy reach no other organisation")
    elif policy.reach == AS_TENANT:
        yield Pass(policy, "people with this policy reach whom the tenant allows")
    elif policy.reach in MANY:
        yield _too_many(policy, federation)
    elif policy.reach == SOME:
        yield _agreed(policy, policy.domains, declared)
    else:
        yield unknown_value(policy, "CommunicationWithExternalOrgs", policy.reach)


@check("m365.teamsext.consumers", severity=Severity.HIGH, signals=SIGNALS)
def consumers(setting: Federation) -> Iterator[Verdict]:
    """Teams reaches no personal accounts.

    Behind an account that no organisation manages may stand anyone.

    ## Remediation
    `Set-CsTenantFederationConfiguration -AllowTeamsConsumer $false`.
    """
    if not setting.consumers:
        yield Pass(setting, "personal accounts are not reached")
    elif setting.consumers_inbound:
        yield Fail(setting, "personal accounts can be reached, and can begin a conversation")
    else:
        yield Fail(setting, "personal accounts can be reached")


@check("m365.teamsfile.storage", severity=Severity.MEDIUM, signals=["m365.teamsfile"])
def storage(setting: TeamsStorage) -> Iterator[Verdict]:
    """Teams offers no storage of other companies.

    A file that is put into somebody's own storage is out of reach of every rule of the tenant. Downloads from
    Teams itself are not stopped by this.

    ## Remediation
    Teams admin center, *Teams > Teams settings > Files*: turn off every storage service.
    """
    if setting.allowed:
        yield Fail(setting, "files can be put into {services}", services=", ".join(setting.allowed))
    else:
        yield Pass(setting, "no storage of other companies is open")


def _too_many(policy: ExternalAccess, federation: Reading[Federation]) -> Verdict:
    for gap in federation.gaps:
        template = "this policy allows all domains; whether the tenant closes them couldn't be read"
        return Unknown(policy, gap.reason, template, permission=gap.permission)
    return Fail(policy, "people with this policy reach every organisation that is not blocked")


def _agreed(about: object, named: tuple[str, ...], declared: Reading[DeclaredDomain]) -> Verdict:
    others = not_agreed(named, declared)
    if not others:
        return Pass(about, "only organisations that were declared are reached")
    if declared.complete:
        return Fail(about, "organisations are reached that were not declared: {domains}", domains=others)
    template = (
        "{domains} are reached; name the agreed domains under partner_domains in records/declarations.yaml"
    )
    return Unknown(about, Reason.UNDECLARED, template, domains=others)
