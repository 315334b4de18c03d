"""What has changed between two assessments: what was mended, what is new, what can't be told any more.

Nothing unread counts as mended: where a check now can't tell about a target, what it found there stays open.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scanner.model import Outcome

if TYPE_CHECKING:
    from scanner.assessment import Assessment, ControlVerdict, Status
    from scanner.findings import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A control whose verdict is another than it was; `before` is None if it had none."""

    organisation: str
    framework: str
    edition: str
    id: str
    before: "Status | None"
    after: "Status"


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """The changes since an earlier reading.

    `run` and `read_at` (RFC 3339, UTC) are those of the earlier one. `closed` are its Fails that are none any
    more, `opened` those of now that were none, `untold` its Fails of which nothing is known now.
    """

    run: str
    read_at: str
    closed: "tuple[Finding, ...]"
    opened: "tuple[Finding, ...]"
    untold: "tuple[Finding, ...]"
    controls: tuple[Turn, ...]


def since(before: "Assessment", after: "Assessment") -> Since:
    """What has changed from one assessment to the next, in the order of each."""
    old, new = _fails(before.findings), _fails(after.findings)
    gone = [one for one in old.values() if one.id not in new]
    unknown = {(one.check, one.target) for one in after.findings if one.outcome is Outcome.UNKNOWN}
    ran = {check.id for check in after.checks}
    targets = {target.id for target in after.targets}
    told = [
        one
        for one in gone
        if (one.check, one.target) not in unknown and one.check in ran and one.target in targets
    ]
    closed = {one.id for one in told}
    return Since(
        run=before.run.id,
        read_at=before.run.started_at,
        closed=tuple(told),
        opened=tuple(one for one in new.values() if one.id not in old),
        untold=tuple(one for one in gone if one.id not in closed),
        controls=tuple(_turns(before.controls, after.controls)),
    )


def _fails(found: "Iterable[Finding]") -> "dict[str, Finding]":
    return {one.id: one for one in found if one.outcome is Outcome.FAIL}


def _turns(before: "Iterable[ControlVerdict]", after: "Iterable[ControlVerdict]") -> "Iterable[Turn]":
    known = {(one.organisation, one.framework, one.edition, one.id): one.status for one in before}
    for one in after:
        key = (one.organisation, one.framework, one.edition, one.id)
        if known.get(key) is not one.status:
            names = dict(zip(("organisation", "framework", "edition", "id"), key, strict=True))
            yield Turn(**names, before=known.get(key), after=one.status)
