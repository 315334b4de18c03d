"""Whether a copy or a share goes to a place and an account that the municipality agreed to."""

import re
from typing import NamedTuple

from plugins.aws.checks.guardrails import JAPAN
from plugins.aws.settings.account import Account
from scanner import DeclaredAccount, Fail, Pass, Reading, Reason, Unknown, Verdict

ABROAD = "{target} lies in {region}, outside Japan"
STRANGER = "{target} belongs to account {account}, which is not among the declared partner accounts"
UNDECLARED = "{target} belongs to account {account}: add it under partner_accounts if that was agreed"
EVERYBODY = "everybody may use it"
SHARED = "{account} may use it, which is not among the declared partner accounts"
ASK = "{account} may use it: add it under partner_accounts if that was agreed"
ORGANIZATION = "the whole of {holder} may use it: whether that was agreed can't be told"


class Place(NamedTuple):
    """Where a copy goes: what it is, its region, and the account (12 digits) that holds it."""

    target: str
    region: str
    holder: str


def goes_to(subject: object, place: Place, account: Account, partners: Reading[DeclaredAccount]) -> Verdict:
    """Judge a copy by the region and the account it goes to."""
    target, region, holder = place
    if region not in JAPAN:
        return Fail(subject, ABROAD, part=target, target=target, region=region)
    if holder == account.id or _declared(holder, partners):
        return Pass(subject, "{target} lies in {region}", part=target, target=target, region=region)
    if partners.gaps:
        named = {"target": target, "account": holder}
        return Unknown(subject, Reason.UNDECLARED, UNDECLARED, part=target, **named)
    return Fail(subject, STRANGER, part=target, target=target, account=holder)


def shared_with(
    subject: object, holder: str, account: Account, partners: Reading[DeclaredAccount]
) -> Verdict:
    """Judge a share by whom it names: an account, an organization's ARN, or ``all``."""
    if holder == "all":
        return Fail(subject, EVERYBODY, part=holder)
    if not re.fullmatch(r"[0-9]{12}", holder):
        return Unknown(subject, Reason.UNDECLARED, ORGANIZATION, part=holder, holder=holder)
    if holder == account.id or _declared(holder, partners):
        return Pass(subject, "declared account {account} may use it", part=holder, account=holder)
    if partners.gaps:
        return Unknown(subject, Reason.UNDECLARED, ASK, part=holder, account=holder)
    return Fail(subject, SHARED, part=holder, account=holder)


def _declared(holder: str, partners: Reading[DeclaredAccount]) -> bool:
    return any(one.account == holder for one in partners.items)
