"""Two kept runs side by side: settings, findings with their age, controls."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from scanner.drift import SettingChange, drift
from scanner.findings import Finding
from scanner.model import Outcome
from scanner.scanning import assess
from scanner.since import Since, since

if TYPE_CHECKING:
    from scanner.assessment import Assessment
    from scanner.evidence import Evidence
    from scanner.provider import Provider
    from scanner.store import Store
    from scanner.store.store import StoredRun


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparing:
    """What changed from one kept run to another; `still` are open findings with their age in days."""

    before: "StoredRun"
    after: "StoredRun"
    settings: tuple[SettingChange, ...]
    since: Since
    still: tuple[tuple[Finding, int], ...]
    evidence: "tuple[Evidence, Evidence]"

    @property
    def changed(self) -> bool:
        """True if anything is not as it was."""
        one = self.since
        return bool(self.settings or one.opened or one.closed or one.untold or one.controls)


def compare(
    store: "Store", before: "StoredRun", after: "StoredRun", providers: "Mapping[str, Provider]"
) -> Comparing:
    """Compare two runs: their settings as read, and what the rules of today find in both."""
    old, new = store.evidence(before, providers), store.evidence(after, providers)
    then, now = assess(old), assess(new)
    known = since(then, now)
    opened = {one.id for one in known.opened}
    still = [one for one in now.findings if one.outcome is Outcome.FAIL and one.id not in opened]
    first = ages(store, after, {one.id for one in still})
    aged = [(one, days_since(first.get(one.id, after.started_at), after.started_at)) for one in still]
    return Comparing(
        before=before,
        after=after,
        settings=drift(old, new),
        since=known,
        still=tuple(aged),
        evidence=(old, new),
    )


def days_since(first: str, now: str) -> int:
    """Whole days between two moments (RFC 3339); none if the clock was set back in between."""
    return max(0, (datetime.fromisoformat(now) - datetime.fromisoformat(first)).days)


def failing_since(store: "Store", assessment: "Assessment", until: "StoredRun | None") -> dict[str, str]:
    """When the first run began since which each Fail is one; `until` is the last kept run."""
    fails = {one.id for one in assessment.findings if one.outcome is Outcome.FAIL}
    known = ages(store, until, fails) if until else {}
    return {name: known.get(name, assessment.run.started_at) for name in sorted(fails)}


def ages(store: "Store", until: "StoredRun", ids: set[str]) -> dict[str, str]:
    """Since when each of these findings has failed, without a pass in between: when that run began.

    A time of which nothing was known does not end it.
    """
    began: dict[str, int] = {}
    for finding, number in store.findings_over_time(until):
        if finding.id not in ids:
            continue
        if finding.outcome is Outcome.FAIL:
            began.setdefault(finding.id, number)
        elif finding.outcome is not Outcome.UNKNOWN:
            began.pop(finding.id, None)
    times = {run.number: run.started_at for run in store.runs()}
    return {name: times.get(number, until.started_at) for name, number in began.items()}
