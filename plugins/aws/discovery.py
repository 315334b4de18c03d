"""The accounts behind a target: those of a list, or of an organization, with what it says of each."""

from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase

from plugins.aws.answers import Answer
from plugins.aws.base import Base, Member
from plugins.aws.options import AwsOptions
from plugins.aws.roles import Roles
from scanner import Calls, Gap, Message, Reason, Target

Found = Iterator[Target | Message | Gap]
LEFT_OUT = "left out by 'exclude' or 'include': {accounts}"
NOT_THERE = "'{name}' of 'include' is no account there; correct it or take it out"
NOT_ACTIVE = "the organization says that the account is {state}"
LISTED = "Organizations::Account"


def expand(target: Target, calls: Calls) -> Found:
    """Give a target for each account behind it, or the target as it is. Raises the SDK's errors."""
    options: AwsOptions = target.options
    if options.accounts is not None:
        yield from _listed(target, Base(target, calls), options)
    elif options.organization:
        yield from _organization(target, Base(target, calls), options)
    else:
        yield target


def _listed(target: Target, base: Base, options: AwsOptions) -> Found:
    accounts = dict.fromkeys(options.accounts or ())
    out = [account for account in accounts if _named(account, "", options.exclude)]
    notes = _noted(base)
    yield from (target.member(one, Member(base, one), notes=notes(one)) for one in accounts if one not in out)
    if out:
        yield Message.of(LEFT_OUT, accounts=", ".join(out))


def _organization(target: Target, base: Base, options: AwsOptions) -> Found:
    roles = Roles(target, base)
    yield from roles.read()
    found: dict[str, Answer] = {}
    out: list[str] = []
    noted = _noted(base)
    for account in _accounts(base, options.organizational_units):
        if account["Id"] in found:
            continue
        found[account["Id"]] = account
        if _chosen(account, options):
            notes = (*roles.of(account["Id"]), *noted(account["Id"]))
            yield _member(target, base, account, notes)
        else:
            out.append(account["Id"])
    if out:
        yield Message.of(LEFT_OUT, accounts=", ".join(sorted(out)))
    for name in options.include or ():
        if not any(_named(one["Id"], one.get("Name", ""), (name,)) for one in found.values()):
            yield Gap(f"AWS::{LISTED}", target.resource, Reason.MALFORMED, Message.of(NOT_THERE, name=name))


def _noted(base: Base) -> Callable[[str], tuple[Message, ...]]:
    """Notes on an account that come from where it is read."""
    known = base.notes()
    return lambda account: (known[account],) if account in known else ()


def _member(target: Target, base: Base, account: Answer, notes: tuple[Message, ...]) -> Target:
    # ``Status`` is the older field; AWS announced its end for September 2026 in favour of ``State``.
    state = str(account.get("State") or account["Status"])
    if state != "ACTIVE":
        notes = (*notes, Message.of(NOT_ACTIVE, state=state))
    member = Member(base, account["Id"], state)
    return target.member(account["Id"], member, str(account.get("Name", "")), notes)


def _accounts(base: Base, units: tuple[str, ...] | None) -> Iterator[Answer]:
    """The accounts of the organization, or those below some units at any depth."""
    aws = base.connection
    if units is None:
        yield from aws.items("organizations.ListAccounts", "Accounts")
        return
    waiting, seen = list(units), set[str]()
    while waiting:
        unit = waiting.pop(0)
        if unit in seen:
            continue
        seen.add(unit)
        yield from aws.items("organizations.ListAccountsForParent", "Accounts", ParentId=unit)
        below = aws.items(
            "organizations.ListOrganizationalUnitsForParent", "OrganizationalUnits", ParentId=unit
        )
        waiting += [one["Id"] for one in below]


def _chosen(account: Answer, options: AwsOptions) -> bool:
    id_, name = account["Id"], str(account.get("Name", ""))
    if _named(id_, name, options.exclude):
        return False
    return options.include is None or _named(id_, name, options.include)


def _named(account: str, name: str, patterns: tuple[str, ...]) -> bool:
    return any(account == one or (name and fnmatchcase(name, one)) for one in patterns)
