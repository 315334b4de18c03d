"""Why something can't be read from an aggregator."""

from plugins.aws.failures import Unread
from scanner import Failure, Message, Reason

OPERATION = (
    "the aggregator of AWS Config does not hold what {operation} answers; "
    "write fallback: api to have the account itself asked"
)
FIELD = "AWS Config does not record {field} of {kind}; write source: api to have the account itself asked"
SOURCE = (
    "the aggregator has no current data of account {account} in {region} ({state}): add the account and the "
    "region to it, authorise it there, and see its sources in the console of AWS Config"
)
RECORDER = (
    "nothing shows that AWS Config in account {account} records {kind} in {region}: "
    "start its recorder there, and let it record this type"
)
DAILY = (
    "AWS Config in account {account} records {kind} in {region} once a day, so that what it holds may be of "
    "yesterday: let it record continuously, or write fallback: api to have the account itself asked"
)
STATUS = (
    "the aggregator holds {kind} of account {account} in {region} with the status {state}: it is not recorded"
)
SHARE = (
    "{kind} {resource} is in use in account {account} in {region} but the aggregator does not hold it: "
    "it may be shared by another account; write source: api to have the account itself asked"
)
REGION = (
    "whether AWS Config records {kind} in {region} is not known, so that an empty list would prove nothing; "
    "write fallback: api to have the account itself asked"
)
NONE = "none"


def no_operation(operation: str) -> Unread:
    """A call that nothing in the aggregator stands for."""
    return _unread(Reason.UNSUPPORTED, OPERATION, operation=operation)


def no_field(kind: str, field: str) -> Unread:
    """A field that AWS Config doesn't record: its absence says nothing."""
    return _unread(Reason.UNSUPPORTED, FIELD, kind=kind, field=field)


def no_source(account: str, region: str, state: str) -> Unread:
    """An account and region of which the aggregator has nothing, or nothing current."""
    return _unread(Reason.UNREACHABLE, SOURCE, account=account, region=region, state=state or NONE)


def no_recorder(kind: str, account: str, region: str) -> Unread:
    """A type that isn't shown to be recorded: an empty list would prove nothing."""
    return _unread(Reason.DISABLED, RECORDER, kind=kind, account=account, region=region)


def no_haste(kind: str, account: str, region: str) -> Unread:
    """A type that is recorded once a day: what was weakened since would pass."""
    return _unread(Reason.DISABLED, DAILY, kind=kind, account=account, region=region)


def no_record(kind: str, account: str, region: str, state: str) -> Unread:
    """An item whose resource is there while its configuration isn't, or in a state that no page lists."""
    return _unread(Reason.DISABLED, STATUS, kind=kind, account=account, region=region, state=state)


def no_share(kind: str, account: str, region: str, resource: str) -> Unread:
    """Something that is in use and not held: AWS Config doesn't say whether it records what is shared."""
    return _unread(Reason.UNSUPPORTED, SHARE, kind=kind, account=account, region=region, resource=resource)


def no_region(kind: str, region: str) -> Unread:
    """A region of which no page was seen to say that a type is recorded there."""
    return _unread(Reason.UNSUPPORTED, REGION, kind=kind, region=region)


def _unread(reason: Reason, template: str, **params: str) -> Unread:
    return Unread(Failure(reason, Message.of(template, **params), ""))
