"""What is important is selected by a backup plan."""

from collections.abc import Iterator

from plugins.aws.checks.importance import if_important
from plugins.aws.checks.selecting import MAYBE, NO, YES, kind_of, selects
from plugins.aws.settings.selections import BackupOptIns, BackupSelection
from plugins.aws.settings.storage import DbInstance
from plugins.aws.settings.tags import TaggedResource
from scanner import (
    DeclaredImportance,
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

OTHER = "AWS Backup can't back up what this is"
MEMBER = "the cluster that it belongs to is backed up"
CHOSEN = "selection {selection} of plan {plan} backs it up"
UNSURE = "whether selection {selection} of plan {plan} holds it can't be told"
SERVER = "no plan selects the volume by itself: whether its server is backed up can't be told"
HIDDEN = "whether a plan selects it could not be read; needed: {permission}"
NOBODY = "no backup plan selects it"


@check("aws.backup.covered", severity=Severity.HIGH, signals=["aws.backup"], assets=["server"])
def covered(  # noqa: PLR0913, PLR0917 - what there is, what is selected, what counts
    resource: TaggedResource,
    selections: Reading[BackupSelection],
    opted: Reading[BackupOptIns],
    databases: Reading[DbInstance],
    tagged: Reading[TaggedResource],
    important: Reading[DeclaredImportance],
) -> Iterator[Verdict]:
    """Everything important is selected by a backup plan.

    That there is a plan says nothing of what it leaves out: a condition that doesn't match, an
    exclusion, or a kind of resource that AWS Backup was never told to take care of.

    ## Remediation
    Select the resource in a plan, best by the tag that marks what is important, and switch its kind
    on under *Service opt-in* in the settings of AWS Backup.
    """
    kinds = kind_of(resource.arn)
    if not kinds:
        yield NotApplicable(resource, OTHER)
        return
    verdict = _selected(resource, selections, opted, kinds)
    if isinstance(verdict, Fail):
        verdict = _excused(resource, databases, kinds) or verdict
    yield if_important(verdict, "BackupSelection", resource.arn, tagged, important)


def _selected(
    resource: TaggedResource,
    selections: Reading[BackupSelection],
    opted: Reading[BackupOptIns],
    kinds: tuple[str, ...],
) -> Verdict:
    """Say which selection holds it; a doubtful one is told only if none is sure."""
    here = [one for one in selections.items if one.plan.region == resource.region]
    on = _on(resource, opted, kinds)
    answers = {selects(one, resource, on): one for one in here}
    if sure := answers.get(YES):
        return Pass(resource, CHOSEN, selection=sure.name, plan=sure.plan.name)
    if unsure := answers.get(MAYBE):
        return _unsure(resource, opted, unsure)
    for gap in selections.gaps:
        if gap.scope.region in (resource.region, "global"):
            return Unknown(resource, gap.reason, HIDDEN, permission=gap.permission)
    return Fail(resource, NOBODY)


def _unsure(resource: TaggedResource, opted: Reading[BackupOptIns], one: BackupSelection) -> Verdict:
    for gap in opted.gaps:
        if gap.scope.region in (resource.region, "global"):
            return Unknown(resource, gap.reason, HIDDEN, permission=gap.permission)
    return Unknown(resource, Reason.UNSUPPORTED, UNSURE, selection=one.name, plan=one.plan.name)


def _on(resource: TaggedResource, opted: Reading[BackupOptIns], kinds: tuple[str, ...]) -> str:
    """Say whether AWS Backup takes care of this kind: of a shared kind if it does of all of them."""
    own = next((one for one in opted.items if one.region.name == resource.region), None)
    told = {one.kind: one.on for one in own.kinds} if own else {}
    states = {told.get(kind) for kind in kinds}
    if states == {True}:
        return YES
    return NO if states == {False} else MAYBE


def _excused(
    resource: TaggedResource, databases: Reading[DbInstance], kinds: tuple[str, ...]
) -> Verdict | None:
    """What is backed up together with something else."""
    if kinds == ("EBS",):
        return Unknown(resource, Reason.UNSUPPORTED, SERVER)
    if kinds != ("RDS",):
        return None
    if any(one.cluster for one in databases.items if one.arn == resource.arn):
        return NotApplicable(resource, MEMBER)
    for gap in databases.gaps:
        if gap.scope.region in (resource.region, "global"):
            return Unknown(resource, gap.reason, HIDDEN, permission=gap.permission)
    return None
