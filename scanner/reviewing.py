"""A kept run seen again: its settings, with the records of today and what was before it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from scanner.assessment import Assessment
from scanner.comparing import failing_since
from scanner.evidence import Evidence
from scanner.host import Host
from scanner.scanning import assess
from scanner.since import since
from scanner.stated import Stated

if TYPE_CHECKING:
    from scanner.store import Store
    from scanner.store.store import StoredRun


def review(
    store: "Store",
    runs: "tuple[StoredRun, StoredRun | None]",
    host: Host,
    stated: Iterable[Stated],
    as_of: datetime,
) -> Assessment:
    """Judge a kept run with what is stated on the day of `as_of` (aware), beside the run before it.

    `runs` are the run and the one before it, both judged by the rules of today. Organisations that are not
    `stated` keep the records of the run.
    """
    run, before = runs
    evidence = with_records(store.evidence(run, host.providers), stated, as_of, host)
    found = assess(evidence, host=host)
    earlier = since(assess(store.evidence(before, host.providers), host=host), found) if before else None
    return replace(found, since=earlier, failing_since=failing_since(store, found, run))


def with_records(evidence: Evidence, stated: Iterable[Stated], as_of: datetime, host: Host) -> Evidence:
    """The evidence with records as they are on another day, for the organisations that it is about."""
    mine = {one.id for one in evidence.organisations}
    known = [one for one in stated if one.config.id in mine]
    if not known:
        return evidence
    findings = assess(evidence, host=host).findings
    files = {one.config.id: one.on_file(as_of) for one in known}
    standing = {
        one.config.id: one.standing(files[one.config.id], evidence.targets, findings, as_of) for one in known
    }
    return replace(
        evidence,
        standing={**evidence.standing, **standing},
        people={**evidence.people, **files},
    )


def run_before(store: "Store", run: "StoredRun") -> "StoredRun | None":
    """The last run before this one that read everything of the same organisations."""
    found = [
        one
        for one in store.runs()
        if one.whole and one.number < run.number and one.organisations == run.organisations
    ]
    return found[-1] if found else None
