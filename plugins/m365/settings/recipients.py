"""Whom a rule of mail protection is for, and the domains that the tenant takes mail for."""

from scanner import setting, value


@value
class Recipients:
    """Conditions and exceptions of a rule: each kind of condition must hold, by one of its entries.

    Source: learn.microsoft.com/defender-office-365/preset-security-policies and the page of each cmdlet
    (SentTo, SentToMemberOf, RecipientDomainIs, ExceptIf…). All empty: every recipient.
    """

    people: tuple[str, ...]
    groups: tuple[str, ...]
    domains: tuple[str, ...]
    but_people: tuple[str, ...]
    but_groups: tuple[str, ...]
    but_domains: tuple[str, ...]


@setting("Exchange.AcceptedDomain", key="name", name="name", nonempty=True)
class AcceptedDomain:
    """A domain that the tenant takes mail for (Get-AcceptedDomain); `kind` is DomainType."""

    name: str
    kind: str
