"""The stacks of mandatory templates are there."""

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from plugins.aws.checks.strange import strange
from plugins.aws.settings.account import Account, Region
from plugins.aws.settings.stacks import Stack
from scanner import (
    DeclaredStack,
    Fail,
    NotApplicable,
    Pass,
    Reading,
    Reason,
    Severity,
    Unknown,
    Verdict,
    check,
)

NONE = "no stack is mandatory in this account"
ELSEWHERE = "stack {stack} belongs to {region}, which is not read"
UNSEEN = "the stacks of {region} could not be read; needed: {permission}"
MISSING = "there is no stack {stack} in {region}"
BUSY = "stack {stack} is just being changed: {status}"
BROKEN = "stack {stack} is not as its template says: {status}"
THERE = "{stacks} is there and complete"
DONE = frozenset({"CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE"})
RUNNING = frozenset(
    {
        "CREATE_IN_PROGRESS",
        "DELETE_IN_PROGRESS",
        "IMPORT_IN_PROGRESS",
        "IMPORT_ROLLBACK_IN_PROGRESS",
        "ROLLBACK_IN_PROGRESS",
        "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
        "UPDATE_IN_PROGRESS",
        "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
        "UPDATE_ROLLBACK_IN_PROGRESS",
    }
)
BAD = frozenset(
    {
        "CREATE_FAILED",
        "DELETE_FAILED",
        "IMPORT_ROLLBACK_COMPLETE",
        "IMPORT_ROLLBACK_FAILED",
        "REVIEW_IN_PROGRESS",  # planned, and nothing made yet
        "ROLLBACK_COMPLETE",
        "ROLLBACK_FAILED",
        "UPDATE_FAILED",
        "UPDATE_ROLLBACK_COMPLETE",
        "UPDATE_ROLLBACK_FAILED",
    }
)
"""Source of all three: CloudFormation API type StackSummary, ``StackStatus``."""


@check("aws.cloudformation.mandatory", severity=Severity.HIGH, signals=["aws.drift"], assets=["cloud"])
def mandatory(
    account: Account,
    declared: Sequence[DeclaredStack],
    regions: Sequence[Region],
    stacks: Reading[Stack],
) -> Iterator[Verdict]:
    """Every stack of a mandatory template is there, and its last operation succeeded.

    The template sets what everything else rests on: the trail, the watch over changes, the rights.
    An account in which it was never rolled out, or rolled back, has none of that.

    ## Remediation
    Roll the template out again, and mend what made it fail. Declare the stacks under mandatory_stacks;
    an empty list says that there is none.
    """
    for one in declared:
        yield hidden(account, one, regions, stacks) or _complete(account, one, own_of(one, stacks))
    if not declared:
        yield NotApplicable(account, NONE)


def own_of(one: DeclaredStack, stacks: Reading[Stack]) -> list[Stack]:
    """The stacks that a declaration means; nested ones belong to the stack that holds them."""
    here = (stack for stack in stacks.items if stack.region == one.region and stack.root is None)
    return [stack for stack in here if fnmatchcase(stack.name, one.stack)]


def hidden(
    account: Account, one: DeclaredStack, regions: Sequence[Region], stacks: Reading[Stack]
) -> Verdict | None:
    """What hides stacks of the region; None if all of them were read."""
    if one.region not in {region.name for region in regions}:
        named = {"stack": one.stack, "region": one.region}
        return Unknown(account, Reason.UNRECORDED, ELSEWHERE, part=part_of(one), **named)
    for gap in stacks.gaps:
        if gap.scope.region in (one.region, "global"):
            lacking = {"region": one.region, "permission": gap.permission}
            return Unknown(account, gap.reason, UNSEEN, part=part_of(one), **lacking)
    return None


def _complete(account: Account, one: DeclaredStack, own: list[Stack]) -> Verdict:
    part = part_of(one)
    for stack in own:
        if stack.status in BAD:
            return Fail(account, BROKEN, part=part, stack=stack.name, status=stack.status)
    for stack in own:
        if stack.status in RUNNING:
            named = {"stack": stack.name, "status": stack.status}
            return Unknown(account, Reason.UNRECORDED, BUSY, part=part, **named)
        if stack.status not in DONE:
            return strange(account, "StackStatus", stack.status, part=part)
    if own:
        return Pass(account, THERE, part=part, stacks=", ".join(sorted(stack.name for stack in own)))
    return Fail(account, MISSING, part=part, stack=one.stack, region=one.region)


def part_of(one: DeclaredStack) -> str:
    """What tells one declaration's findings from another's."""
    return f"{one.region}/{one.stack}"
