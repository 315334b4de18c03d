"""What mandatory templates made is still as they say."""

from collections.abc import Iterator, Sequence
from typing import Any

from plugins.aws.checks.stacks import NONE, hidden, own_of, part_of
from plugins.aws.checks.strange import strange
from plugins.aws.settings.account import Account, Region
from plugins.aws.settings.stacks import Stack
from scanner import (
    AsOf,
    DeclaredStack,
    Fail,
    Limits,
    NotApplicable,
    Pass,
    Reading,
    Reason,
    Severity,
    Unknown,
    Verdict,
    check,
)

ABSENT = "there is no such stack: aws.cloudformation.mandatory judges that"
DRIFTED = "stack {stack} differs from its template"
UNCHECKED = "nobody has looked whether stack {stack} differs from its template: detect its drift"
FAILED = "the drift of stack {stack} could not be detected"
OLD = "the last drift detection of stack {stack} is {age} days old, more than {days}"
BEFORE = "stack {stack} was updated after its last drift detection"
SAME = "{count} stacks are as their templates say; last looked at {age} days ago"
LOOKED = frozenset({"DRIFTED", "IN_SYNC", "NOT_CHECKED", "UNKNOWN"})
"""Source: CloudFormation API type StackDriftInformationSummary, ``StackDriftStatus``."""


@check("aws.cloudformation.drift", severity=Severity.MEDIUM, signals=["aws.drift"], assets=["cloud"])
def drift(  # noqa: PLR0913, PLR0917 - what has to be, what is, how old it may be
    account: Account,
    declared: Sequence[DeclaredStack],
    regions: Sequence[Region],
    stacks: Reading[Stack],
    limits: Limits,
    now: AsOf,
) -> Iterator[Verdict]:
    """What the mandatory templates made is still as they say, nested stacks too.

    Whoever changes by hand what a template made leaves the template as it was: the difference shows
    only when somebody looks for it. Drift detection of a stack leaves its nested stacks out.

    ## Remediation
    Run *Detect drift* on the stack and on every stack nested in it, regularly (the rule
    cloudformation-stack-drift-detection-check of AWS Config does it), and undo what differs.
    """
    for one in declared:
        yield hidden(account, one, regions, stacks) or _drift(account, one, stacks, limits, now)
    if not declared:
        yield NotApplicable(account, NONE)


def _drift(
    account: Account, one: DeclaredStack, stacks: Reading[Stack], limits: Limits, now: AsOf
) -> Verdict:
    part, days = part_of(one), limits["drift_check_days"]
    own = own_of(one, stacks)
    roots = {stack.id for stack in own}
    family = own + [stack for stack in stacks.items if stack.root in roots]
    for stack in family:
        if stack.drift == "DRIFTED":
            return Fail(account, DRIFTED, part=part, stack=stack.name)
    for stack in family:
        if doubt := _doubt(account, part, stack, days, now):
            return doubt
    if not family:
        return NotApplicable(account, ABSENT, part=part)
    age = max(_age(stack, now) for stack in family)
    return Pass(account, SAME, part=part, count=len(family), age=age)


def _doubt(account: Account, part: str, stack: Stack, days: int, now: AsOf) -> Verdict | None:
    """Why a stack's drift can't be told; None if it can."""
    named: dict[str, Any] = {"part": part, "stack": stack.name}
    if stack.drift not in {*LOOKED, None}:
        return strange(account, "StackDriftStatus", stack.drift, part=part)
    if stack.drift == "UNKNOWN":
        return Unknown(account, Reason.UNRECORDED, FAILED, **named)
    if stack.drift != "IN_SYNC" or stack.checked is None:
        return Unknown(account, Reason.UNRECORDED, UNCHECKED, **named)
    if stack.updated > stack.checked:
        return Unknown(account, Reason.UNRECORDED, BEFORE, **named)
    if (age := _age(stack, now)) > days:
        return Unknown(account, Reason.UNRECORDED, OLD, age=age, days=days, **named)
    return None


def _age(stack: Stack, now: AsOf) -> int:
    return (now.time - stack.checked).days if stack.checked else 0
