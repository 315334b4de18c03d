"""What has to be corrected, by whom: the Fails behind controls not met, an item per check and target."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from scanner.assessment import Assessment, CheckInfo, ControlVerdict, Organisation, Status
from scanner.findings import Finding
from scanner.framework_model import Control, Framework, Level
from scanner.model import Outcome, Severity
from scanner.on_file import OnFile
from scanner.plans import Plan
from scanner.provider import means
from scanner.systems import Operator
from scanner.waivers import Waiver

NOBODY = Operator(id="unassigned", name="-")
"""Who gets what no declaration gives to anybody."""
WORST = {one: place for place, one in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Why:
    """A control that is not met for it, with the document it stands in."""

    control: Control
    framework: Framework
    level: Level


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to correct: what a check found at one target, the controls behind it, what is planned."""

    number: int
    check: CheckInfo
    target: str
    account: str
    findings: tuple[Finding, ...]
    why: tuple[Why, ...]
    plan: Plan | None

    @property
    def due(self) -> date | None:
        """By when, as planned; None if nobody has planned it."""
        return self.plan.last if self.plan else None

    @property
    def urgent(self) -> bool:
        """True if a required control waits for it."""
        return any(one.level is Level.REQUIRED for one in self.why)


@dataclass(frozen=True, slots=True)
class Request:
    """All that one operator is asked to correct for one organisation."""

    organisation: Organisation
    operator: Operator
    items: tuple[Item, ...]


def requests(assessment: Assessment) -> Iterator[Request]:
    """The requests, by organisation and then by operator; what nobody is named for comes last."""
    for organisation in assessment.organisations:
        yield from _Sorter(assessment, organisation).requests()


class _Sorter:
    """Sorts the Fails of one organisation by operator."""

    def __init__(self, assessment: Assessment, organisation: Organisation) -> None:
        self._organisation = organisation
        self._on_file = assessment.people.get(organisation.id) or OnFile(day=date.min)
        self._checks = {check.id: check for check in assessment.checks}
        self._controls = {
            (framework.framework, framework.edition, control.id): (control, framework)
            for framework in assessment.frameworks
            for control in framework.controls
        }
        self._why: dict[str, list[Why]] = {}
        failed = {one.id: one for one in assessment.findings if one.outcome is Outcome.FAIL}
        for verdict in assessment.controls:
            if verdict.organisation == organisation.id and verdict.status is Status.NOT_MET:
                self._learn(verdict, [failed[name] for name in verdict.findings if name in failed])
        self._findings = [one for one in failed.values() if one.id in self._why]

    def requests(self) -> Iterator[Request]:
        """One per operator that has something to do."""
        sorted_by: dict[str, list[Finding]] = {}
        for one in self._findings:
            sorted_by.setdefault(self._operator(one).id, []).append(one)
        for operator in (*self._on_file.operators, NOBODY):
            if operator.id in sorted_by:
                items = tuple(self._items(sorted_by[operator.id]))
                yield Request(self._organisation, operator, items)

    def _learn(self, verdict: ControlVerdict, found: Iterable[Finding]) -> None:
        """Note the control as a reason of its Fails, but of those that are excepted for it."""
        control, framework = self._controls[verdict.framework, verdict.edition, verdict.id]
        for one in found:
            if not any(_excepts(waiver, control, one) for waiver in self._waivers()):
                self._why.setdefault(one.id, []).append(Why(control, framework, Level(verdict.level)))

    def _waivers(self) -> Iterable[Waiver]:
        return filter(self._on_file.holds, self._on_file.waivers)

    def _operator(self, finding: Finding) -> Operator:
        """Whose system the resource belongs to; else who runs the target."""
        mine = {one.id for one in self._on_file.systems if one.has(finding.resource, finding.target)}
        for operator in self._on_file.operators:
            if mine & set(operator.systems):
                return operator
        return next(
            (
                one
                for one in self._on_file.operators
                if any(means(name, finding.target) for name in one.targets)
            ),
            NOBODY,
        )

    def _items(self, found: Iterable[Finding]) -> Iterator[Item]:
        groups: dict[tuple[str, str], list[Finding]] = {}
        for one in found:
            groups.setdefault((one.check, one.target), []).append(one)
        made = [self._item(check, target, ones) for (check, target), ones in groups.items()]
        made.sort(key=lambda one: (not one.urgent, WORST[one.check.severity], one.check.id, one.target))
        return (replace(item, number=number) for number, item in enumerate(made, 1))

    def _item(self, check: str, target: str, found: list[Finding]) -> Item:
        reasons = {
            (why.framework.framework, why.framework.edition, why.control.id): why
            for one in found
            for why in self._why[one.id]
        }
        why = tuple(sorted(reasons.values(), key=lambda one: one.level is not Level.REQUIRED))
        found.sort(key=lambda one: (one.resource, one.id))
        plan = self._plan(check, target, {one.control.id for one in why})
        return Item(0, self._checks[check], target, found[0].account, tuple(found), why, plan)

    def _plan(self, check: str, target: str, controls: set[str]) -> Plan | None:
        """The plan that is due first and speaks of it."""
        plans = (
            one
            for one in self._on_file.plans
            if one.done is None
            and one.control in controls
            and one.check in (None, check)
            and (one.target is None or means(one.target, target))
        )
        return min(plans, key=lambda one: one.last, default=None)


def _excepts(waiver: Waiver, control: Control, finding: Finding) -> bool:
    """True if the waiver excepts this Fail for this control."""
    if waiver.control and waiver.control != control.id:
        return False
    return waiver.matches(finding, control.checks)


def source(why: Why, language: str) -> str:
    """Where the control stands: document, edition, section."""
    framework = why.framework
    return f"{framework.source.document[language]} ({framework.edition}) {why.control.source.section}"


def texts(found: Iterable[str], most: int, more: str) -> list[str]:
    """The texts, each once, and of the rest `more` with their number."""
    known = list(dict.fromkeys(found))
    left = len(known) - most
    return [*known[:most], *([more.format(count=left)] if left > 0 else [])]
