"""CloudFormation: the stacks of the account."""

from scanner import Instant, setting


@setting("AWS::CloudFormation::Stack", key="id", name="name", region="region", passing=("drift", "checked"))
class Stack:
    """A stack that was not deleted, what became of its last operation, and its last drift detection.

    `root` is the stack that a nested one belongs to. `updated` is the last update, or the creation.
    `drift` is DRIFTED, IN_SYNC, UNKNOWN or NOT_CHECKED, None where it is not told. Source: CloudFormation
    ListStacks, API types StackSummary, StackDriftInformationSummary.
    """

    id: str
    name: str
    region: str
    status: str
    root: str | None
    updated: Instant
    drift: str | None
    checked: Instant | None
