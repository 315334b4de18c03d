"""From evidence to an assessment: derive, judge, and give each control its verdict."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scanner.assessment import (
    Assessment,
    CheckInfo,
    ControlVerdict,
    Organisation,
    Run,
    TargetResult,
)
from scanner.derive import derive
from scanner.evidence import Evidence, TargetEvidence
from scanner.findings import Finding, Origin, findings
from scanner.framework_model import Framework
from scanner.given import GIVEN
from scanner.judge import judge
from scanner.model import Gap, Outcome, Reading, Reason
from scanner.plan import Plan, kind_of, permissions_of
from scanner.reasons import reasons
from scanner.sentinel import NewField, declared_shapes, new_in_the_service
from scanner.stream import sorted_gaps
from scanner.text import Message
from scanner.verdict import Case, Scope, Standing


@dataclass(frozen=True)
class Judge:
    """What evidence is judged with: a plan per provider, the frameworks, and people's records.

    `standing` is per organisation id.
    """

    plans: Mapping[str, Plan]
    frameworks: tuple[Framework, ...]
    standing: Mapping[str, Standing]

    def assess(self, evidence: Evidence) -> Assessment:
        """Judge all targets and give every control of every organisation its verdict."""
        found = self.findings(evidence)
        controls = [
            verdict
            for organisation in evidence.organisations
            for verdict in self._controls(organisation, evidence, found)
        ]
        infos = tuple(self._infos())
        return Assessment(
            run=evidence.run,
            organisations=evidence.organisations,
            targets=tuple(self._result(target) for target in evidence.targets),
            findings=tuple(found),
            controls=tuple(controls),
            checks=infos,
            frameworks=self.frameworks,
            unmapped=tuple(info.id for info in infos if not info.controls),
            accepted=frozenset(one for standing in self.standing.values() for one in standing.accepted),
            people=evidence.people,
        )

    def findings(self, evidence: Evidence) -> list[Finding]:
        """Judge all targets."""
        return [one for target in evidence.targets for one in self._findings(target, evidence.run)]

    def _findings(self, evidence: TargetEvidence, run: Run) -> Iterator[Finding]:
        plan = self.plans.get(evidence.target.provider)
        if plan is None or evidence.target.members:
            return
        target = evidence.target.resource
        known = derive(plan, _complete(plan, evidence), target)
        for check in plan.checks:
            times = (evidence.read_at.get(cls, "") for cls in _read_types(check.types, plan))
            read_at = max(times, default="") or run.started_at
            origin = Origin(evidence.target, evidence.account, read_at)
            yield from findings(check, judge(check, known, target), origin)

    def _controls(
        self, organisation: Organisation, evidence: Evidence, found: Iterable[Finding]
    ) -> Iterator[ControlVerdict]:
        by_check: dict[str, list[Finding]] = {}
        for one in found:
            if one.organisation == organisation.id:
                by_check.setdefault(one.check, []).append(one)
        scope = self._scope(organisation, evidence)
        for framework in self.frameworks:
            for control in framework.controls:
                mine = tuple(one for check in control.checks for one in by_check.get(check, ()))
                case = Case(control=control, organisation=organisation, findings=mine, scope=scope)
                yield _verdict(case, framework)

    def _scope(self, organisation: Organisation, evidence: Evidence) -> Scope:
        mine = [one.target for one in evidence.targets if one.target.organisation == organisation.id]
        return Scope(
            providers=frozenset(target.provider for target in mine),
            plugins=frozenset(self.plans),
            checks={check.id: check for plan in self.plans.values() for check in plan.checks},
            standing=self.standing.get(organisation.id, Standing()),
        )

    def _result(self, evidence: TargetEvidence) -> TargetResult:
        target = evidence.target
        gaps = list(evidence.gaps)
        if target.provider not in self.plans:
            message = Message.of("the plugin '{name}' is not here: nothing is judged", name=target.provider)
            gaps.append(Gap(target.provider, target.resource, Reason.UNSUPPORTED, message))
        return TargetResult(
            id=target.id,
            provider=target.provider,
            organisation=target.organisation,
            account=evidence.account,
            gaps=tuple(gap for gap in sorted_gaps(gaps) if gap.reason is not Reason.UNDECLARED),
            calls=evidence.calls,
            parent=target.parent,
            name=target.name,
            notes=target.notes,
            new_fields=self._new_fields(evidence),
        )

    def _new_fields(self, evidence: TargetEvidence) -> tuple[NewField, ...]:
        plan = self.plans.get(evidence.target.provider)
        declared = declared_shapes(plan.provider.shapes) if plan else ()
        return new_in_the_service(evidence.shapes, declared, evidence.unseen)

    def _infos(self) -> Iterator[CheckInfo]:
        users: dict[str, list[str]] = {}
        for framework in self.frameworks:
            for control in framework.controls:
                for check in control.checks:
                    users.setdefault(check, []).append(control.id)
        for name in sorted(self.plans):
            yield from infos(self.plans[name], users)


def infos(plan: Plan, users: Mapping[str, Iterable[str]]) -> Iterator[CheckInfo]:
    """Describe the plan's checks; `users` are the control ids per check id."""
    for check in plan.checks:
        yield CheckInfo(
            id=check.id,
            provider=plan.provider.name,
            title=check.docs.title,
            reason=check.docs.reason,
            remedy=check.docs.remedy,
            severity=check.severity,
            signals=check.signals,
            permissions=permissions_of(check, plan),
            controls=tuple(users.get(check.id, ())),
            assets=check.assets,
        )


def _verdict(case: Case, framework: Framework) -> ControlVerdict:
    status = case.status
    return ControlVerdict(
        organisation=case.organisation.id,
        framework=framework.framework,
        edition=framework.edition,
        case=case.organisation.case,
        id=case.control.id,
        level=case.level,
        status=status,
        reasons=reasons(case, status),
        findings=tuple(one.id for one in case.findings),
    )


def _complete(plan: Plan, evidence: TargetEvidence) -> dict[type, Reading[Any]]:
    """The readings, with a gap for every type that the evidence doesn't hold."""
    known = dict(evidence.readings)
    for cls in (*plan.recorded, *GIVEN):
        if cls not in known:
            message = Message.of("not in the evidence; collect again")
            gap = Gap(kind_of(cls), evidence.target.resource, Reason.UNRECORDED, message)
            known[cls] = Reading(gaps=(gap,))
    return known


def _read_types(types: Iterable[type], plan: Plan) -> Iterator[type]:
    """The collected types behind these, derived ones followed to their sources."""
    for cls in types:
        if cls in plan.recorded:
            yield cls
        elif cls in plan.sources:
            yield from _read_types(plan.sources[cls].types, plan)


def has_defect(assessment: Assessment) -> bool:
    """True if something in Tenken itself went wrong."""
    return any(one.outcome is Outcome.UNKNOWN and one.code is Reason.DEFECT for one in assessment.findings)
