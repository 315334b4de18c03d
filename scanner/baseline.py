"""How a reading stands against the approved baseline: settings that the host gives to the checks of drift.

A difference is explained by a record of the change (`records/changes.yaml`) that is not older than the
approval. What was unread then or is unread now is neither a difference nor none.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from scanner.changes import Change
from scanner.days import day_of
from scanner.drift import Kind, SettingChange, of_target
from scanner.evidence import Evidence, TargetEvidence
from scanner.given import GIVEN, Comparison, Difference, Reviewed
from scanner.model import Fail, Gap, Pass, Reading, Reason, Resource, Verdict
from scanner.settings import ALL, identity_of
from scanner.text import Message

UNREAD_THEN = "it was not read when the baseline was approved; approve a run that read it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """An approved run of one organisation: what it read, when (RFC 3339, UTC), by which role and why."""

    evidence: Evidence
    approved_at: str
    role: str
    reason: str


def compared(
    evidence: Evidence,
    baselines: Mapping[str, Baseline],
    changes: Mapping[str, Sequence[Change]],
    reviews: Mapping[str, Sequence[Reviewed]],
) -> Evidence:
    """The evidence with its differences from the baselines, and what was reviewed, all by organisation id."""
    targets = tuple(
        _target(one, baselines[one.target.organisation], changes.get(one.target.organisation, ()))
        if one.target.organisation in baselines
        else one
        for one in evidence.targets
    )
    return replace(evidence, targets=tuple(_seen(one, reviews) for one in targets))


def _seen(now: TargetEvidence, reviews: Mapping[str, Sequence[Reviewed]]) -> TargetEvidence:
    mine = reviews.get(now.target.organisation)
    return replace(now, readings={**now.readings, Reviewed: Reading(tuple(mine))}) if mine else now


def _target(now: TargetEvidence, baseline: Baseline, changes: Sequence[Change]) -> TargetEvidence:
    then = next((one for one in baseline.evidence.targets if one.target.id == now.target.id), None)
    if then is None:
        return now
    since = day_of(datetime.fromisoformat(baseline.approved_at))
    counted = [one for one in changes if one.first >= since]
    found = tuple(of_target(_without_given(then), _without_given(now)))
    known = Comparison(run=baseline.evidence.run.id, approved_at=baseline.approved_at, role=baseline.role)
    differences = Reading(
        tuple(_difference(one, counted) for one in found if one.kind not in (Kind.UNREAD, Kind.READ_AGAIN)),
        tuple(dict.fromkeys(_unread(then, now))),
    )
    readings = {**now.readings, Comparison: Reading((known,)), Difference: differences}
    return replace(now, readings=readings)


def _without_given(one: TargetEvidence) -> TargetEvidence:
    own = {cls: reading for cls, reading in one.readings.items() if cls not in GIVEN}
    return replace(one, readings=own)


def _unread(then: TargetEvidence, now: TargetEvidence) -> Iterator[Gap]:
    """What is not known now, and what was not known then."""
    for cls, reading in now.readings.items():
        if cls in GIVEN or ALL in identity_of(cls).passing:
            continue
        yield from reading.gaps
        before = then.readings.get(cls)
        if before is None or not before.complete:
            kind = identity_of(cls).kind
            yield Gap(kind, Resource("target", now.target.id), Reason.UNRECORDED, Message.of(UNREAD_THEN))


def _difference(one: SettingChange, changes: Iterable[Change]) -> Difference:
    record = next((change for change in changes if change.explains(one)), None)
    return Difference(
        setting=one.setting,
        type=one.resource.type,
        id=one.resource.id,
        name=one.resource.name,
        region=one.resource.region,
        part=one.part,
        change=one.kind.value,
        fields=tuple(f"{field.path}: {field.before} → {field.after}" for field in one.fields),
        explained=record.reason if record else None,
    )


def unexplained(comparison: Comparison, differences: Sequence[Difference]) -> Iterator[Verdict]:
    """The rule of every check of drift: each unexplained difference fails, each explained one passes."""
    for one in differences:
        about = Resource(one.type, one.id, one.name, one.region)
        part = f"{one.setting}|{one.part}"
        what = "; ".join(one.fields) or one.change
        if one.explained is not None:
            yield Pass(about, "{setting}: {what}. Explained: {reason}", part=part, setting=one.setting,
                       what=what, reason=one.explained)  # fmt: skip
        else:
            yield Fail(
                about, "{setting} is not as approved: {what}", part=part, setting=one.setting, what=what
            )
    if not differences:
        template = "everything that was read is as in the run {run}, approved by {role}"
        yield Pass(comparison, template, run=comparison.run[:8], role=comparison.role)
