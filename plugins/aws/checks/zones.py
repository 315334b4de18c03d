"""Which zone a VPC is, as the municipality declared it, and what to say of one outside our question."""

from collections.abc import Iterator, Sequence

from plugins.aws.settings.account import Account
from scanner import DeclaredZone, NotApplicable, Reason, Unknown, Verdict

PROTECTED = frozenset({"mynumber", "lgwan"})
"""Zones that must have no way to the internet."""
OPEN = frozenset({"internet", "management", "dmz"})


def zone_of(vpc: str, account: Account, zones: Sequence[DeclaredZone]) -> str | None:
    """Give the declared zone of a VPC of this target; None if nobody declared one."""
    declared = (zone.zone for zone in zones if zone.target == account.target and zone.vpc == vpc)
    return next(declared, None)


def unless_protected(subject: object, vpc: str, zone: str | None, account: Account) -> Iterator[Verdict]:
    """Say why the question does not arise, or can't be answered; nothing for a protected zone."""
    if zone is None:
        line = "nobody declared the zone of {vpc}: add target: {target}, vpc: {vpc}, zone: … under vpc_zones"
        yield Unknown(subject, Reason.UNDECLARED, line, vpc=vpc, target=account.target)
    elif zone in OPEN:
        yield NotApplicable(subject, "{vpc} is declared as zone {zone}", vpc=vpc, zone=zone)
    elif zone not in PROTECTED:
        line = "{vpc} is declared as zone {zone}, which is none of mynumber, lgwan, internet, management, dmz"
        yield Unknown(subject, Reason.UNDECLARED, line, vpc=vpc, zone=zone)
