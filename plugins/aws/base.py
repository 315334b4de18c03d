"""Where many accounts are reached from: one session, whose credentials assume the role in each of them."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass

from plugins.aws.aggregator.ages import ages
from plugins.aws.aggregator.connection import AggregatedConnection
from plugins.aws.aggregator.held import Aggregator
from plugins.aws.connection import AwsConnection, sign_in
from plugins.aws.failures import AccountGone
from plugins.aws.operations import AGGREGATED, DISCOVERY, READS, action_of
from plugins.aws.options import AwsOptions
from plugins.aws.source import AGGREGATOR
from scanner import Calls, Message, Target

GONE = frozenset({"SUSPENDED", "CLOSED"})
"""States in which AWS lets nobody in. Source: Organizations, Account, ``State``."""
PERMITTED = frozenset(
    action_of(one) for one in DISCOVERY | {one for one in READS if one.startswith("organizations.")}
)
PERMITTED_AGGREGATOR = frozenset(map(action_of, AGGREGATED))


class Base:
    """The account that the members of a target are reached from; opened when it is first asked for."""

    def __init__(self, target: Target, calls: Calls) -> None:
        self.options: AwsOptions = target.options
        self._target, self._calls = target, calls
        self._lock = threading.Lock()
        self._opened: AwsConnection | None = None

    @property
    def connection(self) -> AwsConnection:
        """Sign in, once; raises the SDK's errors."""
        with self._lock:
            if self._opened is None:
                more = PERMITTED_AGGREGATOR if self.options.source == AGGREGATOR else frozenset()
                self._opened = sign_in(self.options, self._target.id, PERMITTED | more, self._calls)
            return self._opened

    @property
    def aggregator(self) -> Aggregator:
        """The aggregator of AWS Config there; raises the SDK's errors."""
        options = self.options
        return Aggregator(self.connection, str(options.aggregator), options.aggregator_region)

    def notes(self) -> Mapping[str, Message]:
        """What is to be said of each account beforehand: how old the data are that it is read from."""
        options = self.options
        return ages(lambda: self.aggregator, options.regions) if options.source == AGGREGATOR else {}

    @property
    def account(self) -> str:
        """The account itself, by its 12 digits; raises the SDK's errors."""
        return str(self.connection.once.ask("sts.GetCallerIdentity")["Account"])

    def role_in(self, account: str) -> str:
        """The ARN of the role to assume in an account, of the same partition as this one's."""
        partition = self.connection.once.ask("sts.GetCallerIdentity")["Arn"].split(":")[1]
        return f"arn:{partition}:iam::{account}:role/{self.options.role_name}"


@dataclass(frozen=True)
class Member:
    """One account behind a target; `state` is what the organization says of it, empty without one."""

    base: Base
    account: str
    state: str = ""


def connect(target: Target, permissions: frozenset[str]) -> AwsConnection:
    """Sign in to an account: that of a target, or a member behind one.

    Only the reads behind `permissions` will be possible. Raises the SDK's errors (no credentials, expired,
    refused, no network), and `AccountGone`: `classify` knows them.
    """
    member = target.options
    if not isinstance(member, Member):
        aws = sign_in(member, target.id, permissions, Calls())
    elif member.state in GONE:
        raise AccountGone(member.state)
    else:
        aws = _behind(member, target.id, permissions)
        if member.base.options.source == AGGREGATOR:
            return _aggregated(member, aws)
    aws.account = aws.ask("sts.GetCallerIdentity")["Account"]
    return aws


def _behind(member: Member, target: str, permissions: frozenset[str]) -> AwsConnection:
    """Sign in to a member with the base's credentials: as the role there, in the base itself as they are."""
    base = member.base
    role = None if member.account == base.account else base.role_in(member.account)
    aws = sign_in(base.options, target, permissions, Calls(), base.connection, role)
    if member.state:  # the organization is asked once for all its members, and where it is administered
        aws.organization = base.connection
    return aws


def _aggregated(member: Member, aws: AwsConnection) -> AggregatedConnection:
    """Read a member from the aggregator: nobody signs in there unless something is asked of it."""
    fallback = member.base.options.fallback == "api"
    return AggregatedConnection(aws, member.base.aggregator, member.account, fallback=fallback)
